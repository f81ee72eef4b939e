//! `charter lsp`: the language server, and the files that it sees.
//!
//! A workspace is found, configured and read by what finds, configures and reads it for
//! `charter check`, so that the editor and the command say the same.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use charter::Sources;
use charter_lsp::{Disk, Loaded};
use clap::ColorChoice;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::args::LspArgs;
use crate::failure::reason;
use crate::workspace::{CONFIG, Workspace};
use crate::{Failure, Status, Terminal, day, read};

/// Serves until the editor says that it leaves.
pub(crate) fn run(args: &LspArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    day::day(args.as_of)?;
    let status = charter_lsp::serve(Arc::new(Files { as_of: args.as_of }));
    let status = status.map_err(|error| {
        let message = format!("the server cannot be started: {}", reason(&error));
        Failure::new(Status::Unreadable, message)
    })?;
    // Nothing else may stand on the standard output of a server.
    let _ = terminal;
    Ok(if status == 0 { Status::Clean } else { Status::Findings })
}

/// The files of this machine, its clock, and where it hangs.
struct Files {
    /// The day to take for today.
    as_of: Option<Date>,
}

impl Disk for Files {
    fn resolve(&self, path: &Path) -> PathBuf {
        resolve(path)
    }

    fn root_of(&self, path: &Path) -> Option<PathBuf> {
        path.ancestors().find(|it| it.join(CONFIG).is_file()).map(Path::to_owned)
    }

    fn load(&self, key: &Path, named: &[PathBuf]) -> Loaded {
        let mut given: Vec<PathBuf> = vec![key.to_owned()];
        given.extend(named.iter().filter(|it| *it != key).cloned());
        given.retain(|it| it.exists());
        if given.is_empty() || (!key.exists() && given == [key]) {
            return nothing(key);
        }
        let (workspace, trouble) = match Workspace::find(&given) {
            Ok(workspace) => (Ok(workspace), None),
            // Without its `charter.toml` it is read as any other folder.
            Err(failure) => (Workspace::locate(&given), Some(words(&failure))),
        };
        let Ok(workspace) = workspace else { return nothing(key) };
        let contents = workspace.find_all(&Terminal::new(ColorChoice::Never)).looking(&workspace);
        let Workspace { root, config, .. } = workspace;
        Loaded { root, config, sources: contents.sources, trouble }
    }

    fn read(&self, file: &Path) -> Option<Vec<u8>> {
        read::bytes(file).ok()
    }

    fn has_changed(&self, file: &Path, since: SystemTime) -> bool {
        /// As coarse as the clocks of old disks are.
        const COARSE: Duration = Duration::from_secs(2);
        let written = fs::metadata(file).and_then(|it| it.modified());
        written.is_ok_and(|written| written + COARSE >= since)
    }

    fn today(&self) -> Date {
        day::day(self.as_of).unwrap_or_default()
    }

    fn zone(&self) -> TimeZone {
        TimeZone::system()
    }
}

/// The path of what a path leads to; of what is not there yet, that of its folder.
fn resolve(path: &Path) -> PathBuf {
    if let Ok(resolved) = fs::canonicalize(path) {
        return resolved;
    }
    match (path.parent().map(fs::canonicalize), path.file_name()) {
        (Some(Ok(folder)), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

/// A file that is not there yet, and belongs to nothing.
fn nothing(key: &Path) -> Loaded {
    Loaded {
        root: key.parent().unwrap_or(key).to_owned(),
        config: charter::config::Config::default(),
        sources: Sources::new(Vec::new()),
        trouble: None,
    }
}

fn words(failure: &Failure) -> String {
    let help = miette::Diagnostic::help(failure).map(|help| format!("; {help}"));
    format!("{failure}{}", help.unwrap_or_default())
}
