//! Findings, told: drawn for people, one line each, or as data that other programs read.
//!
//! Every function writes to the end of a buffer and does nothing else. The same
//! findings give the same bytes: no clock, no absolute path. One file for each format;
//! what they share stands in `lines` (places), `words`, `fingerprint` and `xml`.

mod agent;
mod checkstyle;
mod fingerprint;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod lines;
pub mod markdown;
mod rdjson;
mod sarif;
mod short;
mod words;
pub(crate) mod xml;

pub use agent::agent;
pub use checkstyle::checkstyle;
pub use fingerprint::{Content, fingerprints};
pub use github::github;
pub use gitlab::gitlab;
pub use human::human;
pub use json::{
    AllowedFinding, CheckReport, Finding, FixReport, LabelReport, Place, Replacement, Spot, json,
    jsonl, schema,
};
pub use junit::junit;
pub use lines::{Lines, Position, Unit};
pub use rdjson::rdjson;
pub use sarif::{sarif, url};
pub use short::short;

use charter_syntax::{Diagnostic, Severity, SourceId};
use jiff::civil::Date;

use crate::baseline::Entry;
use crate::{Allowed, Sources};

/// Where the project lives: programs that show a rule link to its page there.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// Everything that a check has to say to a program.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// What is to be said, in the order of the files.
    pub findings: &'a [Diagnostic],
    /// What an `allow` silenced.
    pub allowed: &'a [Allowed],
    /// What the baseline knows, where there is one.
    pub baseline: Option<Baselined<'a>>,
    /// The texts.
    pub sources: &'a Sources,
    /// The files that were reported on, in their order.
    pub files: &'a [SourceId],
    /// What could not be read.
    pub unread: &'a [Unread],
    /// The day that lints took for today.
    pub day: Date,
    /// The least weight that fails, if any does.
    pub fails_at: Option<Severity>,
    /// What stands before a path for whoever reads the repository and not the workspace:
    /// empty, or a folder with its `/`.
    pub prefix: &'a str,
}

/// What was there before somebody began to check.
#[derive(Clone, Copy, Debug)]
pub struct Baselined<'a> {
    /// The file of the baseline, relative to the workspace.
    pub file: &'a str,
    /// Findings that it knows.
    pub known: &'a [Diagnostic],
    /// What it knows and nothing is any more.
    pub stale: &'a [Entry],
}

/// A file or a folder that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Relative to the workspace.
    pub path: String,
    /// Why, in a person's words.
    pub reason: String,
}

impl<'a> Report<'a> {
    /// What the baseline knows already.
    fn known(&self) -> &'a [Diagnostic] {
        self.baseline.map_or(&[], |it| it.known)
    }

    /// The path of a source within the repository. The embedded standard is in none.
    fn path(&self, id: SourceId) -> String {
        let prefix = if id == Sources::STANDARD { "" } else { self.prefix };
        format!("{prefix}{}", self.sources.path(id))
    }

    /// The same of what could not be read; the folder itself where it has no name.
    fn unread_path(&self, unread: &Unread) -> String {
        let path = format!("{}{}", self.prefix, unread.path);
        if path.is_empty() { ".".into() } else { path }
    }

    /// Whether a finding makes the check fail.
    fn fails(&self, finding: &Diagnostic) -> bool {
        self.fails_at.is_some_and(|least| finding.severity >= least)
    }
}

/// Every file that was reported on, with what is said of it.
fn by_file<'a>(report: &Report<'a>) -> Vec<(SourceId, &'a [Diagnostic])> {
    let all = report.findings;
    let up_to = |id: SourceId| all.partition_point(|it| it.span().source <= id);
    let before = |id: SourceId| all.partition_point(|it| it.span().source < id);
    report.files.iter().map(|&id| (id, &all[before(id)..up_to(id)])).collect()
}

/// How many findings of each weight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Findings that stop a build.
    pub errors: usize,
    /// Findings that are unwise.
    pub warnings: usize,
    /// Findings that are worth knowing.
    pub infos: usize,
}

impl Tally {
    /// Counts.
    pub fn of(findings: &[Diagnostic]) -> Tally {
        let count = |severity| findings.iter().filter(|it| it.severity == severity).count();
        Tally {
            errors: count(Severity::Error),
            warnings: count(Severity::Warn),
            infos: count(Severity::Info),
        }
    }

    /// `2 errors, 1 warning`, and nothing of what there is none of.
    pub fn words(self) -> String {
        let parts = [
            (self.errors, "error", "errors"),
            (self.warnings, "warning", "warnings"),
            (self.infos, "info", "infos"),
        ];
        let some = parts.into_iter().filter(|(count, ..)| *count > 0);
        let words: Vec<String> = some.map(|(count, one, many)| counted(count, one, many)).collect();
        if words.is_empty() { "nothing to say".into() } else { words.join(", ") }
    }
}

/// `1 file`, `2 files`
pub fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// The word that a report has for a weight.
pub fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warn => "warning",
        Severity::Info => "info",
    }
}
