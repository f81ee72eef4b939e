//! Findings as results: where, what, how to mend it, and whether somebody allows it.

use charter_syntax::{Diagnostic, Fix, Label, Safety, Severity, Span};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::rule::Descriptor;
use super::{Message, ROOT};
use crate::Allowed;
use crate::report::{Lines, Report, Unit, words};

/// One result. Where a baseline knows it, `baselineState` would stand beside `suppressions`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Result {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Mending>,
    /// Always there: an empty list says that it is known not to be suppressed.
    suppressions: Vec<Suppression>,
}

/// GitHub's own uploader adds its hash of the line beside ours.
#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "charterFinding/v1")]
    finding: String,
}

/// A place in a file, or a file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Mending {
    description: Message,
    artifact_changes: Vec<Change>,
    properties: Properties,
}

/// Whether the meaning is kept.
#[derive(Serialize)]
struct Properties {
    safety: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change {
    artifact_location: Artifact,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Message,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
    justification: String,
    location: Location,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Until>,
}

#[derive(Serialize)]
struct Until {
    until: String,
}

impl Location {
    /// A file as a whole.
    pub(super) fn of_file(path: &str) -> Location {
        let physical_location = Physical { artifact_location: Artifact::new(path), region: None };
        Location { id: None, physical_location, message: None }
    }
}

impl Artifact {
    fn new(path: &str) -> Artifact {
        Artifact { uri: uri(path), uri_base_id: ROOT }
    }
}

/// What a path may hold in a URI as it is. A colon in its first part would make a scheme of it.
const HELD: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn uri(path: &str) -> String {
    utf8_percent_encode(path, HELD).to_string()
}

/// What results are made of.
pub(super) struct Told<'a> {
    pub(super) lines: Lines<'a>,
    pub(super) report: &'a Report<'a>,
    pub(super) rules: &'a [Descriptor],
}

impl Told<'_> {
    /// All results, each with its fingerprint: findings, then those that are allowed.
    pub(super) fn results(&self, prints: Vec<String>) -> Vec<Result> {
        let told = self.report.findings.iter().map(|it| (it, None));
        let silenced = self.report.allowed.iter().map(|it| (&it.finding, Some(it)));
        let all = told.chain(silenced).zip(prints);
        all.map(|((finding, allowed), print)| self.result(finding, allowed, print)).collect()
    }

    fn result(
        &self,
        finding: &Diagnostic,
        allowed: Option<&Allowed>,
        finding_id: String,
    ) -> Result {
        let others = words::others(finding).enumerate();
        let related = others.map(|(i, it)| Location { id: Some(i + 1), ..self.location(it) });
        Result {
            rule_id: finding.code,
            rule_index: self.rules.iter().position(|rule| rule.id == finding.code),
            level: level(finding.severity),
            message: Message::new(words::message(finding)),
            locations: [self.location(&finding.labels[0])],
            related_locations: related.collect(),
            partial_fingerprints: Fingerprints { finding: finding_id },
            fixes: finding.fixes.iter().map(|it| self.fix(it)).collect(),
            suppressions: allowed.iter().map(|it| self.suppression(it)).collect(),
        }
    }

    fn location(&self, label: &Label) -> Location {
        let message = Some(&label.message).filter(|it| !it.is_empty());
        Location { message: message.map(Message::new), ..self.place(label.span) }
    }

    fn place(&self, span: Span) -> Location {
        let artifact_location = Artifact::new(&self.report.path(span.source));
        let physical_location = Physical { artifact_location, region: Some(self.region(span)) };
        Location { id: None, physical_location, message: None }
    }

    fn region(&self, span: Span) -> Region {
        let (start, end) = self.lines.places(Unit::Utf16, span);
        Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }

    /// Replacements, file by file, in the order of the text.
    fn fix(&self, fix: &Fix) -> Mending {
        let mut edits: Vec<_> = fix.edits.iter().collect();
        edits.sort_by_key(|edit| edit.span);
        let changes = edits.chunk_by(|a, b| a.span.source == b.span.source).map(|edits| Change {
            artifact_location: Artifact::new(&self.report.path(edits[0].span.source)),
            replacements: edits
                .iter()
                .map(|edit| Replacement {
                    deleted_region: self.region(edit.span),
                    inserted_content: Message::new(&edit.text),
                })
                .collect(),
        });
        let safety = match fix.safety {
            Safety::Safe => "safe",
            Safety::Unsafe => "unsafe",
        };
        Mending {
            description: Message::new(&fix.title),
            artifact_changes: changes.collect(),
            properties: Properties { safety },
        }
    }

    fn suppression(&self, allowed: &Allowed) -> Suppression {
        Suppression {
            kind: "inSource",
            status: "accepted",
            justification: allowed.reason.clone(),
            location: self.place(allowed.span),
            properties: allowed.until.map(|until| Until { until: until.to_string() }),
        }
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warn => "warning",
        Severity::Info => "note",
    }
}
