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
    let files = counted(changes.len(), "file", "files");
    let (status, done) = if args.diff {
        changes.iter().for_each(|it| terminal.out.extend_from_slice(it.diff().as_bytes()));
        let status = if changes.is_empty() { Status::Clean } else { Status::Findings };
        (status, format!("would be mended in {files}"))
    } else if let Some(name) = &input.stdin {
        terminal.out.extend_from_slice(text(&contents.sources, name).as_bytes());
        (Status::Clean, format!("mended in {files}"))
    } else {
        let written = change::write(&changes, &workspace.root, terminal);
        match written == changes.len() {
            true => (Status::Clean, format!("mended in {files}")),
            // What is reported is what would be left, had all of them been written.
            false => {
                (Status::Unreadable, format!("could be mended, and {written} of {files} written"))
            }
        }
    };
    let count = counted(mended.count, "finding", "findings");
    let more = if mended.is_done { "" } else { ", and more if you run it again" };
    Done { analysis: mended.analysis, status, words: format!("{count} {done}{more}") }
}

fn changes(mended: &Mended, sources: &Sources) -> Vec<Change> {
    let one = |(id, before): (&SourceId, &charter::Source)| Change {
        path: before.path.clone(),
        before: before.text.clone(),
        after: sources.get(*id).text.clone(),
    };
    mended.before.iter().map(one).collect()
}

/// The text of one path; no other is read for it.
fn text<'s>(sources: &'s Sources, path: &str) -> &'s str {
    let found = sources.paths().skip(1).find(|(_, it)| *it == path);
    found.map_or("", |(id, _)| &sources.get(id).text)
}
