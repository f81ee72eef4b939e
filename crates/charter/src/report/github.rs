//! For a workflow of GitHub: one command for each finding, which becomes an annotation.

use charter_syntax::{Diagnostic, Severity};

use super::{Lines, Report, Unit, words};

/// Writes `::error file=…,line=…,title=…::message` for each finding.
pub fn github(report: &Report<'_>, out: &mut Vec<u8>) {
    let lines = Lines::new(report.sources);
    for unread in report.unread {
        let file = property(&report.unread_path(unread));
        let message = data(&format!("this cannot be read: {}", unread.reason));
        out.extend_from_slice(format!("::error file={file},title=charter::{message}\n").as_bytes());
    }
    for finding in report.findings {
        out.extend_from_slice(command(finding, &lines, report).as_bytes());
    }
}

fn command(finding: &Diagnostic, lines: &Lines<'_>, report: &Report<'_>) -> String {
    let word = match finding.severity {
        Severity::Error => "error",
        Severity::Warn => "warning",
        Severity::Info => "notice",
    };
    let file = property(&report.path(finding.span().source));
    let title = property(&format!("charter {}", finding.code));
    let message = data(&words::paragraph(finding, report, lines));
    format!("::{word} file={file},{},title={title}::{message}\n", place(finding, lines))
}

/// GitHub takes columns only where the first line is the last one as well.
fn place(finding: &Diagnostic, lines: &Lines<'_>) -> String {
    let (start, end) = lines.places(Unit::Utf16, finding.span());
    if start.line != end.line {
        return format!("line={},endLine={}", start.line, end.line);
    }
    let (line, from, to) = (start.line, start.column, end.column);
    format!("line={line},col={from},endLine={line},endColumn={to}")
}

/// What a message may not hold as it is.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What a property may not hold either.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
