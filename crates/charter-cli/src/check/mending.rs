//! `--fix` and `--diff`: what findings carry is put into the files, or shown.

use charter::mend::{Mended, mend};
use charter::report::counted;
use charter::{Analysis, Diagnostic, Safety, SourceId, Sources};
use jiff::civil::Date;

use super::baseline::Known;
use super::input::Input;
use crate::args::CheckArgs;
use crate::change::{self, Change};
use crate::{Status, Terminal, fault};

/// What came of it.
pub(super) struct Done {
    pub(super) analysis: Analysis,
    pub(super) status: Status,
    /// What has to be said about it.
    pub(super) words: String,
}

/// Mends what is reported on and not known before, and writes it, or shows what it would write.
pub(super) fn run(
    args: &CheckArgs,
    safety: Safety,
    input: &mut Input,
    day: Date,
    known: Option<&Known>,
    terminal: &mut Terminal,
) -> Done {
    let Input { workspace, contents, selection, .. } = input;
    let choice = |sources: &Sources, findings: &[Diagnostic]| {
        let old = known.map(|it| it.baseline.judge(findings, sources).0).unwrap_or_default();
        let is_new = |at: usize| !old.get(at).copied().unwrap_or_default();
        let meant = |at: &usize| is_new(*at) && selection.means(&findings[*at], sources);
        (0..findings.len()).filter(meant).collect()
    };
    let mended = {
        let _progress = terminal.progress("mending");
        mend(&mut contents.sources, &workspace.config, day, safety, &choice)
    };
    let mended =
        mended.unwrap_or_else(|why| fault::admit(&format!("{why}; every file is as it was")));
    let changes = changes(&mended, &contents.sources);
    let status = if args.diff {
        changes.iter().for_each(|it| terminal.out.extend_from_slice(it.diff().as_bytes()));
        if changes.is_empty() { Status::Clean } else { Status::Findings }
    } else if let Some(text) = input.stdin.as_ref().and_then(|name| text(&contents.sources, name)) {
        terminal.out.extend_from_slice(text.as_bytes());
        Status::Clean
    } else {
        let written = change::write(&changes, &workspace.root, terminal);
        if written == changes.len() { Status::Clean } else { Status::Unreadable }
    };
    let would = if args.diff { "would be mended" } else { "mended" };
    let count = counted(mended.count, "finding", "findings");
    let files = counted(changes.len(), "file", "files");
    let more = if mended.is_done { "" } else { ", and more if you run it again" };
    let words = format!("{count} {would} in {files}{more}");
    Done { analysis: mended.analysis, status, words }
}

fn changes(mended: &Mended, sources: &Sources) -> Vec<Change> {
    let one = |(id, before): (&SourceId, &charter::Source)| Change {
        path: before.path.clone(),
        before: before.text.clone(),
        after: sources.get(*id).text.clone(),
    };
    mended.before.iter().map(one).collect()
}

fn text<'s>(sources: &'s Sources, path: &str) -> Option<&'s str> {
    let found = sources.iter().find(|(_, source)| source.path == path);
    found.map(|(_, source)| source.text.as_str())
}
