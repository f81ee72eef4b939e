//! The generated workspaces are what they say they are, and charter agrees.

use std::collections::BTreeSet;
use std::process::Output;

use charter_tests::generate::phrases::{self, Phrases};
use charter_tests::generate::{Findings, Plan, collect, generate};
use charter_tests::{subject, workspace};

#[test]
fn the_same_number_and_seed_give_the_same_bytes() {
    assert_eq!(generate(61, 1), generate(61, 1));
    assert_ne!(generate(61, 1), generate(61, 2));
}

#[test]
fn so_many_files_of_about_a_kilobyte() {
    for number in [0, 1, 5, 11, 20, 205] {
        let files = generate(number, 1);
        let charters = files.iter().filter(|(path, _)| path.ends_with(".charter"));
        assert_eq!(charters.count(), number);
        let paths: BTreeSet<&String> = files.iter().map(|(path, _)| path).collect();
        assert_eq!(paths.len(), files.len(), "a path is there twice");
    }
    let files = generate(2001, 1);
    let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
    let mean = bytes / files.len();
    assert!((900..=1200).contains(&mean), "{mean} bytes in the mean");
}

#[test]
fn a_unit_stays_as_it_is_when_others_join() {
    let few = generate(401, 1);
    let many: BTreeSet<_> = generate(801, 1).into_iter().collect();
    let kept = few.iter().filter(|file| many.contains(*file)).count();
    assert!(kept >= 390, "{kept} of {} files stayed", few.len());
}

#[test]
fn every_file_is_understood() {
    let edges = Phrases { edges: true, decades: true };
    let sets = [generate(401, 1), phrases::files(Phrases::default()), phrases::files(edges)];
    for (path, text) in sets.iter().flatten().filter(|(path, _)| path.ends_with(".charter")) {
        let parse = subject::parse(text);
        let said: Vec<&str> = parse.errors.iter().map(|error| error.message.as_str()).collect();
        assert!(said.is_empty(), "{path}: {said:?}\n{text}");
    }
}

#[test]
fn clean_means_clean() {
    let report = check(&collect(&Plan::new(401, 1)));
    assert!(report.status.success(), "{}", words(&report));
    assert_eq!(String::from_utf8_lossy(&report.stdout), "", "{}", words(&report));
}

#[test]
fn a_history_is_as_silent_as_what_it_is_of() {
    let files = collect(&Plan { cycles: 6, ..Plan::new(101, 1) });
    let records: usize = files.iter().map(|(_, text)| text.matches("\nrecord ").count()).sum();
    assert!(records > 200, "{records} records");
    let report = check(&files);
    assert!(report.status.success(), "{}", words(&report));
    assert_eq!(String::from_utf8_lossy(&report.stdout), "", "{}", words(&report));
}

#[test]
fn one_finding_in_ten_files() {
    for (findings, status) in [(Findings::Lints, 0), (Findings::Checks, 1)] {
        let report = check(&collect(&Plan::new(401, 1).with(findings)));
        assert_eq!(report.status.code(), Some(status), "{}", words(&report));
        let lines = String::from_utf8_lossy(&report.stdout).lines().count();
        assert_eq!(lines, 40, "{findings:?}: {}", words(&report));
    }
}

#[test]
fn every_phrase_passes_the_checks() {
    for phrases in [Phrases::default(), Phrases { edges: true, decades: true }] {
        let report = check(&phrases::files(phrases));
        assert!(report.status.success(), "{}", words(&report));
    }
}

/// One line a finding, nothing below a warning.
fn check(files: &[workspace::File]) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    workspace::write(folder.path(), files).expect("written");
    let mut output =
        subject::charter(["check".as_ref(), folder.path().as_os_str(), "--format=short".as_ref()]);
    let said = String::from_utf8_lossy(&output.stdout);
    let loud: Vec<&str> = said.lines().filter(|line| !line.contains("info[")).collect();
    output.stdout = loud.join("\n").into_bytes();
    output
}

fn words(output: &Output) -> String {
    let text =
        |bytes| String::from_utf8_lossy(bytes).lines().take(30).collect::<Vec<_>>().join("\n");
    format!("{}\n{}\n{}", output.status, text(&output.stdout), text(&output.stderr))
}
