//! For programs that show tests: one case for each file, which fails where the check does.
//!
//! A case is known by its name from run to run, and lines move, so a case is a file and
//! not a finding: it goes from red to green when the file is mended, and no other comes
//! and goes. It is red exactly where the exit status would be 1 for that file alone;
//! whatever weighs less is printed.

use charter_syntax::Diagnostic;

use super::xml::Xml;
use super::{Lines, Report, Tally, Unread, by_file, severity_word, words};

/// The class of every case. Readers split it at the dot, which a path must not be.
const CLASS: &str = "charter.check";

/// Writes one suite.
pub fn junit(report: &Report<'_>, out: &mut Vec<u8>) {
    let lines = Lines::new(report.sources);
    let files = by_file(report);
    let failures = files.iter().filter(|(_, all)| all.iter().any(|it| report.fails(it))).count();
    let mut xml = Xml::new(out);
    xml.open("testsuites", &[]);
    xml.open(
        "testsuite",
        &[
            ("name", "charter check"),
            ("package", "charter"),
            ("id", "0"),
            // There is no clock in a report: it is the day that lints took for today.
            ("timestamp", &format!("{}T00:00:00", report.day)),
            ("hostname", "localhost"),
            ("tests", &(files.len() + report.unread.len()).to_string()),
            ("failures", &failures.to_string()),
            ("errors", &report.unread.len().to_string()),
            ("time", "0"),
        ],
    );
    xml.empty("properties", &[]);
    report.unread.iter().for_each(|it| not_read(it, report, &mut xml));
    for (id, findings) in &files {
        case(&report.path(*id), findings, report, &lines, &mut xml);
    }
    let rest = report.findings.iter().filter(|it| !report.fails(it));
    let rest: Vec<String> = rest.map(|it| said(it, report, &lines)).collect();
    xml.text("system-out", &[], &rest.join("\n\n"));
    xml.empty("system-err", &[]);
    xml.close();
    xml.close();
}

/// A file: the findings that fail it, one below the other.
fn case(
    path: &str,
    findings: &[Diagnostic],
    report: &Report<'_>,
    lines: &Lines<'_>,
    xml: &mut Xml<'_>,
) {
    let attributes = [("name", path), ("classname", CLASS), ("time", "0")];
    let failing: Vec<Diagnostic> = findings.iter().filter(|it| report.fails(it)).cloned().collect();
    let Some(first) = failing.first() else { return xml.empty("testcase", &attributes) };
    let texts: Vec<String> = failing.iter().map(|it| said(it, report, lines)).collect();
    xml.open("testcase", &attributes);
    let message = Tally::of(&failing).words();
    xml.text("failure", &[("message", &message), ("type", first.code)], &texts.join("\n\n"));
    xml.close();
}

fn not_read(unread: &Unread, report: &Report<'_>, xml: &mut Xml<'_>) {
    let path = report.unread_path(unread);
    xml.open("testcase", &[("name", &path), ("classname", CLASS), ("time", "0")]);
    let message = format!("this cannot be read: {}", unread.reason);
    xml.empty("error", &[("message", &message), ("type", "unreadable")]);
    xml.close();
}

/// `path:line:column: error[code]: message`, and below it what a person needs.
fn said(finding: &Diagnostic, report: &Report<'_>, lines: &Lines<'_>) -> String {
    let span = finding.span();
    let at = lines.position(span.source, lines.fit(span).start);
    let (path, word) = (report.path(span.source), severity_word(finding.severity));
    let said = words::paragraph(finding, report, lines);
    format!("{path}:{}:{}: {word}[{}]: {said}", at.line, at.column, finding.code)
}
