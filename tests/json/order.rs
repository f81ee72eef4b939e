//! The same sources give the same bytes: in any order of the files, on any day.

use charter::emit::{self, BuildOptions, Part, json};
use charter::{Sources, analyze, config::Config};
use jiff::civil::date;

use crate::workspace::{SMALL, Workspace, file, item, value};

/// The small workspace, one file for each item.
fn pieces() -> Vec<(String, String)> {
    let mut pieces: Vec<(String, String)> = Vec::new();
    for block in SMALL.split_inclusive("\n}\n") {
        pieces.push((format!("{:02}.charter", pieces.len()), block.to_owned()));
    }
    pieces
}

fn compiled(files: &[(String, String)]) -> Vec<emit::Artifact> {
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Workspace::new(&files, "").build_with(&BuildOptions::default())
}

fn assert_same(one: &[emit::Artifact], other: &[emit::Artifact]) {
    assert_eq!(one.len(), other.len());
    for (one, other) in one.iter().zip(other) {
        assert_eq!(one.path, other.path);
        assert!(one.bytes == other.bytes, "{} differs", one.path);
    }
}

#[test]
fn the_order_in_which_files_are_met_does_not_matter() {
    let mut files = pieces();
    let first = compiled(&files);
    for _ in 0..files.len() {
        files.rotate_left(7);
        files.swap(0, 3);
        assert_same(&first, &compiled(&files));
    }
}

/// Only where things are declared may change when files are renamed.
#[test]
fn the_names_of_the_files_decide_no_order() {
    let files = pieces();
    let count = files.len();
    let renamed: Vec<(String, String)> = files
        .iter()
        .enumerate()
        .map(|(nth, (_, text))| (format!("{:02}.charter", count - nth), text.clone()))
        .collect();
    let without_places = |files: &[(String, String)]| {
        let files = compiled(files);
        let text = String::from_utf8(files[0].bytes.clone()).expect("text");
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("\"declared\":"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let (first, second) = (without_places(&files), without_places(&renamed));
    // The calendar that is the first of several would be another; here is but one.
    assert!(first == second);
}

#[test]
fn the_day_of_a_build_does_not_matter() {
    let (one, other) = (Workspace::text(SMALL), Workspace::text(SMALL));
    assert_same(&one.build(Part::Json), &other.build(Part::Json));
    let sources = Sources::new(vec![charter::Source::new("all.charter", SMALL.into())]);
    let today = analyze(&sources, &Config::default(), date(2031, 1, 1));
    let built = emit::build(&today, &sources, &BuildOptions::default()).expect("a build");
    let built = value(&file(&built, "charters.json").bytes);
    assert_eq!(one.charters()["horizon"], built["horizon"]);
    assert!(built.get("as_of").is_none());
}

#[test]
fn the_next_occurrences_are_told_when_a_day_is_given() {
    let workspace = Workspace::text(SMALL);
    let view = json::View { as_of: Some(date(2026, 11, 20)), until: Some(date(2028, 1, 1)) };
    let charters = value(&json::charters(&workspace.analysis, &workspace.sources, view));
    assert_eq!(charters["as_of"], "2026-11-20");
    assert_eq!(charters["horizon"]["until"], "2028-01-01");
    let next = &item(&charters, "charters", "tools-forum")["next"];
    // The first workday of the second month of a fiscal quarter that begins in November.
    assert_eq!(next[0]["local"], "2026-12-01T10:00:00");
    assert_eq!(next[0]["start"], "2026-12-01T10:00:00Z");
    assert_eq!(next[0]["end"], "2026-12-01T11:30:00Z");
    assert_eq!(next[0]["zone"], "Europe/London");
    assert_eq!(next[1]["cadence"], 1);
    assert_eq!(next[1]["local"], "2027-01-04T09:30:00", "closed on the first of January");
    assert!(item(&workspace.charters(), "charters", "tools-forum").get("next").is_none());
}
