//! As data: `"format": "charter-check/1"`, with a published schema.

use charter_syntax::{Diagnostic, Fix, Label, Safety, SourceId, Span};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Lines, Report, Tally, severity_word};
use crate::Allowed;
use crate::baseline::Entry;

/// What `charter check --format json` says.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CheckReport {
    /// `charter-check/1`
    #[schemars(extend("const" = "charter-check/1"))]
    pub format: &'static str,
    /// The day that lints took for today.
    pub as_of: String,
    /// How many of each.
    pub summary: Summary,
    /// What is to be said, in the order of the files.
    pub findings: Vec<Finding>,
    /// What an `allow` silenced.
    pub allowed: Vec<AllowedFinding>,
    /// What was there before: the baseline knows it.
    pub baselined: Vec<Finding>,
    /// What the baseline knows and nothing is any more: write it anew.
    pub stale: Vec<Entry>,
}

/// How many of each.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Summary {
    /// Findings that stop a build.
    pub errors: usize,
    /// Findings that are unwise.
    pub warnings: usize,
    /// Findings that are worth knowing.
    pub infos: usize,
    /// Files that were reported on.
    pub files: usize,
}

/// One finding.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Finding {
    /// The id of the rule, for ever.
    pub code: &'static str,
    /// `error`, `warning` or `info`
    #[schemars(extend("enum" = ["error", "warning", "info"]))]
    pub severity: &'static str,
    /// What is wrong.
    pub message: String,
    /// Relative to the workspace, with `/` between folders.
    pub path: String,
    /// The primary place.
    pub span: Place,
    /// Every place, the primary one first.
    pub labels: Vec<LabelReport>,
    /// Why it matters, or what was compared.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Option<String>,
    /// Changes that mend it; alternatives of each other.
    pub fixes: Vec<FixReport>,
}

/// From where to where.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Place {
    /// The first character.
    pub start: Spot,
    /// One past the last.
    pub end: Spot,
}

/// A place in a text.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Spot {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// In bytes, from 0.
    pub offset: usize,
}

/// A place that belongs to a finding.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct LabelReport {
    /// Relative to the workspace.
    pub path: String,
    /// Where.
    pub span: Place,
    /// A few words; may be empty.
    pub message: String,
}

/// A change that mends a finding.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct FixReport {
    /// An imperative.
    pub title: String,
    /// `safe` where the meaning is kept, else `unsafe`
    #[schemars(extend("enum" = ["safe", "unsafe"]))]
    pub safety: &'static str,
    /// The replacements, none of which overlap.
    pub edits: Vec<Replacement>,
}

/// One replacement of bytes.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Replacement {
    /// Relative to the workspace.
    pub path: String,
    /// The first byte that goes.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// What stands there afterwards.
    pub text: String,
}

/// A finding that its author allows.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct AllowedFinding {
    /// What would have been said.
    pub finding: Finding,
    /// Why it is allowed.
    pub reason: String,
    /// The last day on which it is.
    pub until: Option<String>,
    /// The file in which the `allow` stands.
    pub path: String,
    /// Where it stands.
    pub span: Place,
}

/// The published schema of this format.
pub fn schema() -> schemars::Schema {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<CheckReport>()
}

/// Writes findings as data.
pub fn json(report: &Report<'_>, out: &mut Vec<u8>) -> serde_json::Result<()> {
    let lines = Lines::new(report.sources);
    let Tally { errors, warnings, infos } = Tally::of(report.findings);
    let report = CheckReport {
        format: "charter-check/1",
        as_of: report.day.to_string(),
        summary: Summary { errors, warnings, infos, files: report.files.len() },
        findings: report.findings.iter().map(|it| lines.finding(it)).collect(),
        allowed: report.allowed.iter().map(|it| lines.allowed(it)).collect(),
        baselined: report.known().iter().map(|it| lines.finding(it)).collect(),
        stale: report.baseline.map_or(Vec::new(), |it| it.stale.to_vec()),
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    out.push(b'\n');
    Ok(())
}

/// Writes one finding a line: the objects of `findings`, and nothing around them.
pub fn jsonl(report: &Report<'_>, out: &mut Vec<u8>) -> serde_json::Result<()> {
    let lines = Lines::new(report.sources);
    for finding in report.findings {
        serde_json::to_writer(&mut *out, &lines.finding(finding))?;
        out.push(b'\n');
    }
    Ok(())
}

impl Lines<'_> {
    fn finding(&self, finding: &Diagnostic) -> Finding {
        let span = finding.labels.first().map_or_else(Span::default, |label| label.span);
        Finding {
            code: finding.code,
            severity: severity_word(finding.severity),
            message: finding.message.clone(),
            path: self.path(span),
            span: self.place(span),
            labels: finding.labels.iter().map(|it| self.label(it)).collect(),
            notes: finding.notes.clone(),
            help: finding.help.clone(),
            fixes: finding.fixes.iter().map(|it| self.fix(it)).collect(),
        }
    }

    fn allowed(&self, allowed: &Allowed) -> AllowedFinding {
        AllowedFinding {
            finding: self.finding(&allowed.finding),
            reason: allowed.reason.clone(),
            until: allowed.until.map(|day| day.to_string()),
            path: self.path(allowed.span),
            span: self.place(allowed.span),
        }
    }

    fn label(&self, label: &Label) -> LabelReport {
        LabelReport {
            path: self.path(label.span),
            span: self.place(label.span),
            message: label.message.clone(),
        }
    }

    fn fix(&self, fix: &Fix) -> FixReport {
        let edits = fix.edits.iter().map(|edit| Replacement {
            path: self.path(edit.span),
            start: edit.span.start,
            end: edit.span.end,
            text: edit.text.clone(),
        });
        let safety = match fix.safety {
            Safety::Safe => "safe",
            Safety::Unsafe => "unsafe",
        };
        FixReport { title: fix.title.clone(), safety, edits: edits.collect() }
    }

    fn path(&self, span: Span) -> String {
        self.sources().path(span.source).to_owned()
    }

    fn place(&self, span: Span) -> Place {
        let range = self.fit(span);
        Place { start: self.spot(span.source, range.start), end: self.spot(span.source, range.end) }
    }

    fn spot(&self, id: SourceId, offset: usize) -> Spot {
        let position = self.position(id, offset);
        Spot { line: position.line, column: position.column, offset }
    }
}
