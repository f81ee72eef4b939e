//! What has changed, as git knows it.

use std::collections::HashSet;
use std::path::Path;
use std::process::Command;

use crate::Status;
use crate::failure::{Failure, reason};
use crate::workspace::{CONFIG, Selection};

/// What is meant where nobody says since when.
const LAST: &str = "HEAD";

/// The part of a selection that has changed since a commit, or since a branch was left:
/// committed or not, and whether git keeps it yet or not. A new `charter.toml` may change what
/// is said of every file.
pub(super) fn narrow(
    selection: Selection,
    root: &Path,
    since: Option<&str>,
) -> Result<Selection, Failure> {
    let since = since.unwrap_or(LAST);
    if since.starts_with('-') {
        return Err(Failure::new(Status::Usage, format!("`{since}` is not a commit"))
            .help("name one, as in `--since origin/main`"));
    }
    let diff = ["diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z"];
    let mut files = list(root, &["ls-files", "--others", "--exclude-standard", "-z"])?;
    files.extend(list(root, &[&diff[..], &["--merge-base", since, "--"]].concat())?);
    Ok(if files.contains(CONFIG) { selection } else { selection.changed(files) })
}

/// The paths that git prints, relative to the workspace.
fn list(root: &Path, words: &[&str]) -> Result<HashSet<String>, Failure> {
    let output = Command::new("git").current_dir(root).args(words).output().map_err(|error| {
        let message = format!("git cannot be started: {}", reason(&error));
        Failure::new(Status::Usage, message).help("--changed asks git what has changed: install it")
    })?;
    if !output.status.success() {
        return Err(refused(&String::from_utf8_lossy(&output.stderr)));
    }
    let paths = output.stdout.split(|byte| *byte == 0).filter(|path| !path.is_empty());
    Ok(paths.map(|path| String::from_utf8_lossy(path).into_owned()).collect())
}

fn refused(words: &str) -> Failure {
    let first = words.lines().find(|line| !line.trim().is_empty()).unwrap_or("no reason");
    let first = first.trim_start_matches("fatal: ").trim_start_matches("error: ");
    let help = if words.contains("not a git repository") {
        "--changed works in a git repository"
    } else if words.contains("merge base") {
        "fetch the history up to where the branches part: `git fetch --unshallow`, or `fetch-depth: 0` in a workflow"
    } else {
        "name a commit or a branch that is there, as in `--since origin/main`"
    };
    Failure::new(Status::Usage, format!("git cannot tell what has changed: {first}")).help(help)
}
