//! For a merge request of GitLab: a report of its Code Quality.

use charter_syntax::{Diagnostic, Severity};
use serde::Serialize;

use super::{Lines, Report, Unit, fingerprints, words};

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lined,
    positions: Positions,
}

#[derive(Serialize)]
struct Lined {
    begin: usize,
    end: usize,
}

#[derive(Serialize)]
struct Positions {
    begin: At,
    end: At,
}

#[derive(Serialize)]
struct At {
    line: usize,
    column: usize,
}

/// Writes a list of issues. GitLab shows one of those that share a fingerprint: none do.
pub fn gitlab(report: &Report<'_>, out: &mut Vec<u8>) -> serde_json::Result<()> {
    let lines = Lines::new(report.sources);
    let known = report.known();
    let prints = fingerprints(known.iter().chain(report.findings), &lines);
    let prints = prints.into_iter().skip(known.len());
    let findings = report.findings.iter().zip(prints);
    let issues = findings.map(|(finding, print)| issue(finding, print, &lines, report));
    let unread = report.unread.iter().map(|it| not_read(report.unread_path(it), &it.reason));
    serde_json::to_writer_pretty(&mut *out, &unread.chain(issues).collect::<Vec<Issue>>())?;
    out.push(b'\n');
    Ok(())
}

fn issue(finding: &Diagnostic, print: String, lines: &Lines<'_>, report: &Report<'_>) -> Issue {
    let (start, end) = lines.places(Unit::Characters, finding.span());
    let positions = Positions {
        begin: At { line: start.line, column: start.column },
        end: At { line: end.line, column: end.column },
    };
    Issue {
        description: words::sentence(finding),
        check_name: finding.code.into(),
        fingerprint: print,
        severity: severity(finding.severity),
        location: Location {
            path: report.path(finding.span().source),
            lines: Lined { begin: start.line, end: end.line },
            positions,
        },
    }
}

/// A file that says nothing because nobody could read it is no clean one.
fn not_read(path: String, reason: &str) -> Issue {
    let first = || At { line: 1, column: 1 };
    Issue {
        description: format!("this cannot be read: {reason}"),
        check_name: "unreadable".into(),
        fingerprint: format!("unreadable {path}"),
        severity: "critical",
        location: Location {
            path,
            lines: Lined { begin: 1, end: 1 },
            positions: Positions { begin: first(), end: first() },
        },
    }
}

/// GitLab has five words where we have three.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warn => "minor",
        Severity::Info => "info",
    }
}
