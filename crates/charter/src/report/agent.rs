//! For machines that read words: one line for each finding, with what to do.

use super::{Lines, Report, severity_word, words};

/// Writes `path:line:column: error[code] message; help: …` for each finding.
pub fn agent(report: &Report<'_>, out: &mut Vec<u8>) {
    let lines = Lines::new(report.sources);
    for finding in report.findings {
        let span = finding.span();
        let path = report.sources.path(span.source);
        let at = lines.position(span.source, lines.fit(span).start);
        let (word, code) = (severity_word(finding.severity), finding.code);
        let said = words::sentence(finding);
        let line = format!("{path}:{}:{}: {word}[{code}] {said}", at.line, at.column);
        out.extend_from_slice(words::one_line(&line).as_bytes());
        out.push(b'\n');
    }
}
