//! One line for each finding: `path:line:column: error[code]: message`.

use charter_syntax::Diagnostic;

use super::{Lines, severity_word};
use crate::Sources;

/// Writes one line for each finding.
pub fn short(findings: &[Diagnostic], sources: &Sources, out: &mut Vec<u8>) {
    let lines = Lines::new(sources);
    for finding in findings {
        out.extend_from_slice(line(finding, &lines).as_bytes());
    }
}

fn line(finding: &Diagnostic, lines: &Lines<'_>) -> String {
    let Diagnostic { code, severity, message, .. } = finding;
    let word = severity_word(*severity);
    let Some(label) = finding.labels.first() else {
        return format!("{word}[{code}]: {message}\n");
    };
    let path = lines.sources().path(label.span.source);
    let place = lines.position(label.span.source, lines.fit(label.span).start);
    format!("{path}:{}:{}: {word}[{code}]: {message}\n", place.line, place.column)
}
