//! Findings, told: drawn for people, one line each, or as data.
//!
//! Every function writes to the end of a buffer and does nothing else. The same
//! findings give the same bytes: no clock, no absolute path.

mod human;
mod json;
mod lines;
mod short;

pub use human::human;
pub use json::{
    AllowedFinding, CheckReport, Finding, FixReport, LabelReport, Place, Replacement, Spot, json,
    schema,
};
pub use lines::{Lines, Position};
pub use short::short;

use charter_syntax::{Diagnostic, Severity};

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
