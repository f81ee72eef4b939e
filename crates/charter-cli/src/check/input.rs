//! What is checked: a workspace, or a text on standard input.

use std::io;
use std::path::{Path, PathBuf};

use charter::{Source, SourceId};

use super::changed;
use crate::args::CheckArgs;
use crate::failure::{Failure, reason};
use crate::workspace::{Contents, Selection, Workspace};
use crate::{Status, Terminal, read};

/// What standard input is called where nobody says.
const STDIN: &str = "standard-input.charter";

/// What is looked at, and what of it is reported on.
pub(super) struct Input {
    pub(super) workspace: Workspace,
    pub(super) contents: Contents,
    pub(super) selection: Selection,
    /// The path that standard input stands for.
    pub(super) stdin: Option<String>,
    /// Whether all of the workspace is looked at.
    pub(super) is_whole: bool,
}

impl Input {
    /// What the flags ask for.
    pub(super) fn of(args: &CheckArgs, terminal: &Terminal) -> Result<Input, Failure> {
        if is_standard(args) {
            return Input::standard(args, terminal);
        }
        if args.stdin_name.is_some() {
            let message = "--stdin-name says what standard input stands for";
            return Err(
                Failure::new(Status::Usage, message).help("pass `-` to read standard input")
            );
        }
        let workspace = Workspace::find(&args.paths)?;
        let mut selection = workspace.selection();
        if args.changed {
            selection = changed::narrow(selection, &workspace.root, args.since.as_deref())?;
        }
        let contents = workspace.find_all(terminal).looking(&workspace);
        let is_whole = workspace.is_whole();
        Ok(Input { workspace, contents, selection, stdin: None, is_whole })
    }

    /// The text stands in for the file of its name; without a name it stands alone.
    fn standard(args: &CheckArgs, terminal: &Terminal) -> Result<Input, Failure> {
        let usage = |message: &str| Err(Failure::new(Status::Usage, message));
        if args.paths.len() > 1 {
            return usage("`-` reads standard input and nothing else").map_err(|it| {
                it.help("pass `-` alone, with --stdin-name for the file that it stands for")
            });
        }
        if args.changed {
            return usage("git does not know what is on standard input")
                .map_err(|it| it.help("pass `-` without --changed"));
        }
        let workspace = Workspace::find(&folder_of(args.stdin_name.as_deref()))?;
        let name = name_within(&workspace.root, args.stdin_name.as_deref());
        let mut bytes = Vec::new();
        read::fill(io::stdin().lock(), &mut bytes).map_err(|error| {
            let message = format!("standard input cannot be read: {}", reason(&error));
            Failure::new(Status::Unreadable, message)
        })?;
        let is_whole = args.stdin_name.is_some() && workspace.is_declared();
        let mut contents = match is_whole {
            true => workspace.find_all(terminal).looking(&workspace),
            false => Contents::none(),
        };
        contents.sources.put(Source::new(name.clone(), bytes));
        let selection = Selection::file(&name);
        Ok(Input { workspace, contents, selection, stdin: Some(name), is_whole })
    }

    /// The files that are reported on.
    pub(super) fn files(&self) -> Vec<SourceId> {
        let files = self.contents.files();
        files.filter(|(_, path)| self.selection.includes(path)).map(|(id, _)| id).collect()
    }

    /// Whether there is nothing at all; that nothing has changed is another thing.
    pub(super) fn is_empty(&self) -> bool {
        let none = if self.selection.is_of_changes() {
            self.contents.files().next().is_none()
        } else {
            self.files().is_empty()
        };
        none && !self.contents.has_unread()
    }
}

/// Whether standard input is read.
pub(super) fn is_standard(args: &CheckArgs) -> bool {
    args.paths.iter().any(|path| path == Path::new("-"))
}

/// The nearest folder that is there: an editor may name a file that is not saved yet.
fn folder_of(name: Option<&Path>) -> Vec<PathBuf> {
    let Some(name) = name.and_then(|name| std::path::absolute(name).ok()) else {
        return Vec::new();
    };
    name.ancestors().skip(1).find(|it| it.is_dir()).map(Path::to_owned).into_iter().collect()
}

fn name_within(root: &Path, name: Option<&Path>) -> String {
    let Some(name) = name else { return STDIN.into() };
    let absolute = std::path::absolute(name).unwrap_or_else(|_| name.to_owned());
    let folder = absolute.parent().and_then(|it| std::fs::canonicalize(it).ok());
    match (folder, absolute.file_name()) {
        (Some(folder), Some(file)) => read::relative(root, &folder.join(file)),
        _ => read::relative(root, &absolute),
    }
}
