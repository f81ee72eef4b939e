//! For reviewdog: its Diagnostic Format. Columns are bytes, ends are one past the last.

use charter_syntax::{Diagnostic, Edit, Fix, Safety, Severity, SourceId, Span};
use serde::Serialize;

use super::{Lines, Position, REPOSITORY, Report, Unit, sarif, words};

#[derive(Serialize)]
struct DiagnosticResult {
    source: Tool,
    diagnostics: Vec<Entry>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct Entry {
    message: String,
    location: Location,
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<Code>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related>,
}

#[derive(Serialize)]
struct Location {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: At,
    end: At,
}

#[derive(Serialize)]
struct At {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
    url: String,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Related {
    message: String,
    location: Location,
}

/// Writes one result with all findings.
pub fn rdjson(report: &Report<'_>, out: &mut Vec<u8>) -> serde_json::Result<()> {
    let told = Told { lines: Lines::new(report.sources), report };
    let unread = report.unread.iter().map(|it| Entry {
        message: format!("this cannot be read: {}", it.reason),
        location: Location { path: report.unread_path(it), range: None },
        severity: "ERROR",
        code: None,
        suggestions: Vec::new(),
        related_locations: Vec::new(),
    });
    let findings = report.findings.iter().map(|it| told.entry(it));
    let source = Tool { name: "charter", url: REPOSITORY };
    let result = DiagnosticResult { source, diagnostics: unread.chain(findings).collect() };
    serde_json::to_writer_pretty(&mut *out, &result)?;
    out.push(b'\n');
    Ok(())
}

struct Told<'a> {
    lines: Lines<'a>,
    report: &'a Report<'a>,
}

impl Told<'_> {
    fn entry(&self, finding: &Diagnostic) -> Entry {
        let related = words::others(finding).map(|label| Related {
            message: label.message.clone(),
            location: self.location(label.span),
        });
        let source = finding.span().source;
        let safe = finding.fixes.iter().filter(|fix| fix.safety == Safety::Safe);
        Entry {
            message: words::message(finding),
            location: self.location(finding.span()),
            severity: severity(finding.severity),
            code: Some(Code { value: finding.code, url: sarif::url(finding.code) }),
            suggestions: safe.filter_map(|fix| self.suggestion(fix, source)).collect(),
            related_locations: related.collect(),
        }
    }

    fn location(&self, span: Span) -> Location {
        Location { path: self.report.path(span.source), range: Some(self.range(span)) }
    }

    fn range(&self, span: Span) -> Range {
        let (start, end) = self.lines.places(Unit::Bytes, span);
        let at = |it: Position| At { line: it.line, column: it.column };
        Range { start: at(start), end: at(end) }
    }

    /// Several suggestions are alternatives, so what one fix changes has to be one.
    fn suggestion(&self, fix: &Fix, source: SourceId) -> Option<Suggestion> {
        let mut edits: Vec<&Edit> = fix.edits.iter().collect();
        edits.sort_by_key(|edit| edit.span);
        if edits.iter().any(|edit| edit.span.source != source) {
            return None;
        }
        let whole = edits.first()?.span.to(edits.last()?.span);
        let mut text = String::new();
        let mut at = whole.start;
        for Edit { span, text: instead } in edits {
            text.push_str(self.report.sources.text(Span { start: at, end: span.start, ..whole }));
            text.push_str(instead);
            at = span.end;
        }
        Some(Suggestion { range: self.range(whole), text })
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warn => "WARNING",
        Severity::Info => "INFO",
    }
}
