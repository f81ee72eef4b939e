//! For programs that read reports of Checkstyle: every file, and what is said of it.

use charter_syntax::Diagnostic;

use super::xml::Xml;
use super::{Lines, Report, severity_word, words};

/// Writes every file that was looked at, a clean one too, as Checkstyle does.
pub fn checkstyle(report: &Report<'_>, out: &mut Vec<u8>) {
    let lines = Lines::new(report.sources);
    let mut xml = Xml::new(out);
    xml.open("checkstyle", &[("version", "4.3")]);
    for unread in report.unread {
        let message = format!("this cannot be read: {}", unread.reason);
        xml.open("file", &[("name", &report.unread_path(unread))]);
        let of = [("severity", "error"), ("message", &message), ("source", "charter.unreadable")];
        xml.empty("error", &of);
        xml.close();
    }
    for (id, findings) in super::by_file(report) {
        let path = report.path(id);
        if findings.is_empty() {
            xml.empty("file", &[("name", &path)]);
            continue;
        }
        xml.open("file", &[("name", &path)]);
        findings.iter().for_each(|finding| error(finding, &lines, &mut xml));
        xml.close();
    }
    xml.close();
}

fn error(finding: &Diagnostic, lines: &Lines<'_>, xml: &mut Xml<'_>) {
    let span = finding.span();
    let at = lines.position(span.source, lines.fit(span).start);
    let attributes = [
        ("line", &*at.line.to_string()),
        ("column", &at.column.to_string()),
        ("severity", severity_word(finding.severity)),
        ("message", &words::sentence(finding)),
        ("source", &format!("charter.{}", finding.code)),
    ];
    xml.empty("error", &attributes);
}
