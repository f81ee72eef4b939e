//! Each format in each situation, and what holds in all of them.

use std::path::PathBuf;

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::format::{FORMATS, Seen, list, read, valid, validator};
use crate::run::{Folder, trial};
use crate::situation::{SITUATIONS, Situation, situation};
use crate::xml;

pub(crate) fn trials() -> Vec<Trial> {
    let mut trials = vec![
        trial("matrix::no_format_is_left_out", no_format_is_left_out),
        trial("matrix::schemas_refuse_what_is_wrong", schemas_refuse_what_is_wrong),
        trial("matrix::files_that_are_clean", files_that_are_clean),
        #[cfg(unix)]
        trial("matrix::one_line_whatever_a_file_is_called", one_line_whatever_a_file_is_called),
        trial("matrix::every_golden_report_is_of_a_cell", every_golden_report_is_of_a_cell),
    ];
    for situation in SITUATIONS {
        for (format, ending) in FORMATS {
            let name = format!("matrix::{}::{format}", situation.name);
            trials.push(Trial::test(name, move || {
                cell(situation, format, ending);
                Ok(())
            }));
        }
    }
    trials
}

/// One cell.
fn cell(situation: &Situation, format: &str, ending: &str) {
    let folder = situation.folder();
    let flags = ["--format", format];
    let run = situation.run(&folder, &flags).ends(situation.status);
    if situation.status == 3 {
        no_input(situation, &folder, run.prints_nothing(), format);
        return;
    }
    let again = situation.run(&folder, &flags);
    assert_eq!((&run.out, &run.err), (&again.out, &again.err), "a second run is another");
    relative(&folder, &run.out);
    words_for_people(situation, format, &run.err);
    holds(situation, format, read(format, &run.out));
    if situation.unread.is_empty() {
        in_a_file(situation, &folder, format, &run.out);
    }
    if situation.golden {
        golden(situation, format, ending, &run.out);
    }
}

/// Nothing is printed and nothing is written: there was nothing to say anything about.
fn no_input(situation: &Situation, folder: &Folder, run: crate::run::Run, format: &str) {
    run.says("there is no `.charter` file");
    situation.run(folder, &["--output", &format!("{format}=report")]).ends(3).prints_nothing();
    assert!(!folder.has("report"));
}

fn relative(folder: &Folder, out: &str) {
    let absolute = std::fs::canonicalize(folder.path("")).expect("a folder");
    assert!(!out.contains(&*absolute.to_string_lossy()), "an absolute path: {out}");
    assert!(!out.contains("charter.toml") && !out.contains('\x1b'));
}

/// Standard error says what came of it unless a program alone reads, and always what was not read.
fn words_for_people(situation: &Situation, format: &str, err: &str) {
    let talks = ["human", "short", "agent", "github"].contains(&format);
    assert_eq!(err.contains("as of 2026-11-20"), talks, "{err}");
    let failures = err.matches("cannot be read").count();
    assert_eq!(failures, situation.unread.len(), "{err}");
}

/// What is said is what was written down by hand, and what was not read is told to programs
/// that would take silence for a clean file.
fn holds(situation: &Situation, format: &str, seen: Vec<Seen>) {
    let tells = ["github", "gitlab", "junit", "checkstyle", "rdjson"].contains(&format);
    let unread: Vec<&Seen> = seen.iter().filter(|it| it.code == "unreadable").collect();
    let paths: Vec<&str> = unread.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(paths, if tells { situation.unread } else { &[] });
    let said = seen.iter().filter(|it| it.code != "unreadable");
    let said: Vec<_> = said
        .map(|it| (it.path.as_str(), it.line, it.code.as_str(), it.severity.as_str()))
        .collect();
    assert_eq!(said, situation.said);
    // Every one of these findings has help, and a format that is read without an excerpt gives it.
    let helps = !["human", "short", "json", "jsonl"].contains(&format);
    let helpful = |it: &&Seen| it.code == "unreadable" || it.words.contains("help: ");
    assert!(!helps || seen.iter().all(|it| helpful(&it)), "{seen:#?}");
}

/// The same bytes, and nothing on standard output.
fn in_a_file(situation: &Situation, folder: &Folder, format: &str, out: &str) {
    let output = format!("{format}=reports/report.{format}");
    situation.run(folder, &["--output", &output]).ends(situation.status).prints_nothing();
    let written = std::fs::read_to_string(folder.path(&format!("reports/report.{format}")));
    assert_eq!(written.expect("a report"), out);
}

fn golden_folder() -> PathBuf {
    charter_tests::root().join("tests/formats/golden")
}

fn golden(situation: &Situation, format: &str, ending: &str, out: &str) {
    let folder = golden_folder().join(situation.name);
    let path = folder.join(format!("{format}.{ending}"));
    if std::env::var_os("BLESS").is_some() {
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(&path, out).expect("a report");
    }
    let held = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(held == out, "{} differs: BLESS=1 rewrites it\n{out}", path.display());
}

fn every_golden_report_is_of_a_cell() {
    let rows = SITUATIONS.iter().filter(|it| it.golden);
    let cells = rows.flat_map(|row| {
        FORMATS.iter().map(|(format, ending)| format!("{}/{format}.{ending}", row.name))
    });
    let mut cells: Vec<PathBuf> = cells.map(|it| golden_folder().join(it)).collect();
    cells.sort();
    assert_eq!(charter_tests::files_of(&golden_folder()), cells);
}

fn no_format_is_left_out() {
    let help = Folder::new().charter(&["check", "--help"]).ends(0).out;
    for (format, _) in FORMATS {
        assert!(help.contains(&format!("- {format}:")), "{format} is not in the help:\n{help}");
    }
    assert_eq!(
        help.matches("\n          - ").count(),
        FORMATS.len() + 4 + 2,
        "and four levels, and two kinds of changes:\n{help}"
    );
}

/// Programs that list files list the clean ones too.
fn files_that_are_clean() {
    for row in SITUATIONS.iter().filter(|it| it.status != 3) {
        let folder = row.folder();
        let suite = xml::junit(&row.run(&folder, &["--format", "junit"]).out);
        let cases: Vec<&str> = suite.cases.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(cases, row.files, "{}", row.name);
        let listed = xml::checkstyle_files(&row.run(&folder, &["--format", "checkstyle"]).out);
        assert_eq!(listed, [row.unread, row.files].concat(), "{}", row.name);
    }
}

/// A name may hold a line break, and an agent reads line by line.
#[cfg(unix)]
fn one_line_whatever_a_file_is_called() {
    let folder = Folder::new().with("a\nb: error[syntax] c\r.charter", b"\xff");
    for format in ["agent", "jsonl", "github"] {
        let out = folder.charter(&["check", "--format", format]).ends(1).out;
        assert_eq!(out.lines().count(), 1, "{format}: {out}");
    }
}

/// A schema that takes everything proves nothing.
fn schemas_refuse_what_is_wrong() {
    let row = situation("findings");
    let folder = row.folder();
    let changes: [(&str, &str, Value); 9] = [
        ("json", "/findings/0/severity", json!("awful")),
        ("json", "/format", json!("charter-check/2")),
        ("sarif", "/version", json!("2.2.0")),
        ("sarif", "/runs/0/columnKind", json!("bytes")),
        ("sarif", "/runs/0/results/0/level", json!("info")),
        ("sarif", "/runs/0/results/0/locations/0/physicalLocation/region/startLine", json!(0)),
        ("sarif", "/runs/0/results/0/suppressions", json!([{ "kind": "elsewhere" }])),
        ("rdjson", "/diagnostics/0/severity", json!("info")),
        ("rdjson", "/diagnostics/0/location/range/start/column", json!("1")),
    ];
    for (format, place, instead) in changes {
        let mut report = valid(format, &row.run(&folder, &["--format", format]).out);
        *report.pointer_mut(place).unwrap_or_else(|| panic!("no {place}")) = instead;
        assert!(!validator(format).is_valid(&report), "{format}: {place} may be anything");
    }
    let report: Value =
        serde_json::from_str(&row.run(&folder, &["--format", "gitlab"]).out).expect("JSON");
    for property in ["description", "fingerprint", "severity", "location"] {
        let mut issue = list(&report)[0].clone();
        issue.as_object_mut().expect("an object").remove(property);
        assert!(!validator("gitlab").is_valid(&issue), "GitLab's issue needs no {property}");
    }
}
