//! Findings as results: where, what, how to mend it, and whether somebody allows it.

use charter_syntax::{Diagnostic, Fix, Label, Safety, Severity, Span};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::rule::Descriptor;
use super::{Message, ROOT};
use crate::Allowed;
use crate::report::{Lines, Report, Unit, fingerprints, words};

/// One result.
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
    /// `new` or `unchanged`, where there is a baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Location>,
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
    /// All results, each with its fingerprint: findings, what the baseline knows, and what is
    /// allowed. Of findings that are alike the baseline knows the first.
    pub(super) fn results(&self) -> Vec<Result> {
        let Report { findings, allowed, .. } = self.report;
        let known = self.report.known();
        let silenced = allowed.iter().map(|it| &it.finding);
        let all = known.iter().chain(*findings).chain(silenced);
        let mut prints = fingerprints(all, &self.lines).into_iter();
        let mut one = |it, excuse| self.result(it, excuse, prints.next().unwrap_or_default());
        let known: Vec<Result> = known.iter().map(|it| one(it, Excuse::Known)).collect();
        let new = findings.iter().map(|it| one(it, Excuse::None));
        let mut results: Vec<Result> = new.collect();
        results.extend(known);
        results.extend(allowed.iter().map(|it| one(&it.finding, Excuse::Allowed(it))));
        results
    }

    fn result(&self, finding: &Diagnostic, excuse: Excuse<'_>, print: String) -> Result {
        let others = words::others(finding).enumerate();
        let related = others.map(|(i, it)| Location { id: Some(i + 1), ..self.location(it) });
        Result {
            rule_id: finding.code,
            rule_index: self.rules.iter().position(|rule| rule.id == finding.code),
            level: level(finding.severity),
            message: Message::new(words::message(finding)),
            locations: [self.location(&finding.labels[0])],
            related_locations: related.collect(),
            partial_fingerprints: Fingerprints { finding: print },
            baseline_state: self.report.baseline.and_then(|_| excuse.baseline_state()),
            fixes: finding.fixes.iter().map(|it| self.fix(it)).collect(),
            suppressions: self.suppression(excuse).into_iter().collect(),
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

    fn suppression(&self, excuse: Excuse<'_>) -> Option<Suppression> {
        let (kind, justification, allowed) = match excuse {
            Excuse::None => return None,
            Excuse::Known => {
                let file = self.report.baseline.map_or("", |it| it.file);
                ("external", format!("it was there before: `{file}` knows it"), None)
            }
            Excuse::Allowed(it) => ("inSource", it.reason.clone(), Some(it)),
        };
        let until = allowed.and_then(|it| it.until);
        Some(Suppression {
            kind,
            status: "accepted",
            justification,
            location: allowed.map(|it| self.place(it.span)),
            properties: until.map(|until| Until { until: until.to_string() }),
        })
    }
}

/// Why a finding is not held against anybody.
#[derive(Clone, Copy)]
enum Excuse<'a> {
    None,
    /// The baseline knows it.
    Known,
    /// Its author says why.
    Allowed(&'a Allowed),
}

impl Excuse<'_> {
    fn baseline_state(self) -> Option<&'static str> {
        match self {
            Excuse::None => Some("new"),
            Excuse::Known => Some("unchanged"),
            Excuse::Allowed(_) => None,
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
