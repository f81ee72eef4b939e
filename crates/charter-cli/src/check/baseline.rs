//! The baseline: what was there before somebody began to check.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use charter::Diagnostic;
use charter::baseline::{Baseline, Entry};
use charter::report::counted;

use super::input::Input;
use crate::args::CheckArgs;
use crate::failure::{Failure, reason};
use crate::workspace::{Workspace, is_authored, shown};
use crate::{Status, Terminal, read, write};

/// Where it is written where nobody says.
const FILE: &str = "charter-baseline.json";

/// A baseline that is in use, and its file.
pub(super) struct Known {
    /// As reports name it: relative to the workspace.
    pub(super) file: String,
    pub(super) baseline: Baseline,
}

impl Known {
    /// The one that the flags or `charter.toml` name, if any does.
    pub(super) fn of(args: &CheckArgs, workspace: &Workspace) -> Result<Option<Known>, Failure> {
        let named = args.baseline.is_some() || workspace.config.baseline.is_some();
        if args.no_baseline || args.write_baseline || !named {
            return Ok(None);
        }
        let path = path(args, workspace);
        let text = std::fs::read_to_string(&path).map_err(|error| missing(&path, &error))?;
        let baseline =
            Baseline::parse(&text).map_err(|error| Failure::config(&shown(&path), text, error))?;
        Ok(Some(Known { file: read::relative(&workspace.root, &path), baseline }))
    }
}

/// Writes down what is there now, and takes it out of what is reported.
pub(super) fn write(
    args: &CheckArgs,
    input: &Input,
    findings: &[Diagnostic],
    terminal: &mut Terminal,
) -> Result<Known, Failure> {
    let Input { workspace, contents, .. } = input;
    let path = path(args, workspace);
    if is_authored(&path) {
        let message = format!("`{}` would be written over by the baseline", shown(&path));
        return Err(Failure::new(Status::Usage, message)
            .help("name a file of its own, such as `charter-baseline.json`"));
    }
    if contents.has_unread() {
        let message =
            format!("the baseline `{}` is not written: not everything could be read", shown(&path));
        return Err(Failure::new(Status::Unreadable, message));
    }
    let baseline = Baseline::of(findings, &contents.sources);
    write::file(&path, baseline.text().as_bytes()).map_err(|error| {
        let message =
            format!("the baseline `{}` cannot be written: {}", shown(&path), reason(&error));
        Failure::new(Status::Unreadable, message)
    })?;
    let count = counted(baseline.count(), "finding", "findings");
    terminal.say(&format!("wrote {count} to `{}`", shown(&path)));
    if workspace.config.baseline.is_none() && args.baseline.is_none() {
        terminal.say(&format!("to use it, add to `charter.toml`: [baseline] file = \"{FILE}\""));
    }
    Ok(Known { file: read::relative(&workspace.root, &path), baseline })
}

/// Says what the baseline knows and nothing is any more.
pub(super) fn tell_stale(known: &Known, stale: &[Entry], terminal: &mut Terminal) {
    const FEW: usize = 3;
    if stale.is_empty() {
        return;
    }
    let count = counted(stale.iter().map(|it| it.count).sum(), "finding", "findings");
    let told = stale.iter().take(FEW).map(|Entry { path, item, rule, .. }| {
        let place = if item.is_empty() { path } else { item };
        format!("{rule} in `{place}`")
    });
    let told: Vec<String> = told.collect();
    let rest = if stale.len() > FEW { " and others" } else { "" };
    let message = format!(
        "`{}` knows {count} that nobody finds any more: {}{rest}",
        known.file,
        told.join(", ")
    );
    let failure = Failure::new(Status::Findings, message);
    terminal.warn(
        &failure.help(
            "write it anew, so that none of them comes back: `charter check --write-baseline`",
        ),
    );
}

fn path(args: &CheckArgs, workspace: &Workspace) -> PathBuf {
    match (&args.baseline, &workspace.config.baseline) {
        (Some(path), _) => std::path::absolute(path).unwrap_or_else(|_| path.clone()),
        (None, file) => workspace.root.join(file.as_deref().unwrap_or(FILE)),
    }
}

fn missing(path: &Path, error: &std::io::Error) -> Failure {
    let name = shown(path);
    let message = match error.kind() {
        ErrorKind::NotFound => format!("the baseline `{name}` is not there"),
        ErrorKind::InvalidData => format!("the baseline `{name}` is not UTF-8"),
        _ => format!("the baseline `{name}` cannot be read: {}", reason(error)),
    };
    Failure::new(Status::Usage, message)
        .help("write it with `charter check --write-baseline`, or name none in `charter.toml`")
}
