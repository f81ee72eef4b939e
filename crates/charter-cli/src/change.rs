//! What would stand in a file instead: shown as a diff, or written.

mod diff;
mod save;

use std::path::Path;

use crate::failure::{Failure, reason};
use crate::{Status, Terminal};

/// A text that is to take the place of another.
pub(crate) struct Change {
    /// Relative to the workspace.
    pub path: String,
    /// What stands there.
    pub before: String,
    /// What is to stand there.
    pub after: String,
}

impl Change {
    /// As programs for patches read it.
    pub(crate) fn diff(&self) -> String {
        diff::unified(&self.path, &self.before, &self.after)
    }
}

/// Writes each, and how many could be written: one that cannot does not keep the others from it.
pub(crate) fn write(changes: &[Change], root: &Path, terminal: &mut Terminal) -> usize {
    let mut written = 0;
    for Change { path, before, after } in changes {
        match save::save(&root.join(path), before, after) {
            Ok(()) => written += 1,
            Err(error) => {
                let message = format!("`{path}` cannot be written: {}", reason(&error));
                let failure = Failure::new(Status::Unreadable, message);
                terminal.warn(&failure.help("it is as it was"));
            }
        }
    }
    written
}
