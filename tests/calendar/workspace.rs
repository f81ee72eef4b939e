//! Workspaces to build calendars of.

use std::path::{Path, PathBuf};

use charter::config::Config;
use charter::emit::{Artifact, BuildOptions, calendars};
use charter::{Analysis, Model, Source, Sources, analyze, rule};
use jiff::civil::date;

/// The workspace of the examples.
pub(crate) fn acme() -> Model {
    folder("../examples/acme")
}

/// The workspace of a folder beside the tests.
pub(crate) fn folder(path: &str) -> Model {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    let toml = std::fs::read_to_string(root.join("charter.toml")).expect("a configuration");
    let analysis = analysis_of(files, &toml);
    // The program builds it for readers that we did not write, and stops at any check.
    assert!(analysis.is_sound(), "{path}: {:#?}", analysis.findings);
    analysis.model
}

fn collect(folder: &Path, root: &Path, files: &mut Vec<(String, String)>) {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, root, files);
        } else if path.extension().is_some_and(|it| it == "charter") {
            let name = path.strip_prefix(root).expect("below the root").to_string_lossy();
            files.push((name.into_owned(), std::fs::read_to_string(&path).expect("a text")));
        }
    }
}

/// The model of texts in files.
pub(crate) fn model_of(files: Vec<(String, String)>, toml: &str) -> Model {
    let analysis = analysis_of(files, toml);
    let stops = |code: &str| rule::find(code).is_none_or(|it| it.kind == rule::RuleKind::Check);
    // What a check stops for lack of a clause is no matter here; what cannot be read is.
    let unread =
        analysis.findings.iter().find(|it| stops(it.code) && rule::find(it.code).is_none());
    assert!(unread.is_none(), "{unread:#?}");
    analysis.model
}

fn analysis_of(files: Vec<(String, String)>, toml: &str) -> Analysis {
    let sources = files.into_iter().map(|(path, text)| Source::new(path, text.into_bytes()));
    let config = Config::parse(toml, &rule::known()).expect("a configuration");
    analyze(&Sources::new(sources.collect()), &config, date(2026, 11, 20))
}

/// The model of one text, under an authority of its own.
pub(crate) fn model(text: &str) -> Model {
    model_of(vec![("all.charter".into(), text.into())], "[workspace]\nauthority = \"x.test\"\n")
}

/// The feeds of a model.
pub(crate) fn feeds(model: &Model) -> Vec<Artifact> {
    calendars(model, &BuildOptions::default()).expect("feeds that are true")
}

/// A feed by its path below `calendar/`.
pub(crate) fn feed(model: &Model, path: &str) -> String {
    let wanted = format!("calendar/{path}.ics");
    let found = feeds(model).into_iter().find(|it| it.path == wanted);
    let found = found.unwrap_or_else(|| panic!("no {wanted}"));
    String::from_utf8(found.bytes).expect("a feed is UTF-8")
}

/// The lines of a feed, unfolded.
pub(crate) fn lines(feed: &str) -> Vec<String> {
    feed.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

/// Every UID of a feed, sorted, each once.
pub(crate) fn uids(feed: &str) -> Vec<String> {
    let uids =
        lines(feed).into_iter().filter_map(|line| line.strip_prefix("UID:").map(str::to_owned));
    let mut uids: Vec<String> = uids.collect();
    uids.sort();
    uids.dedup();
    uids
}

/// The people and things that the charters of the tests have in common.
pub(crate) const ORGANIZATION: &str = r#"
calendar common "Common" {
  zone         Europe/London
  workdays     Monday to Friday
  fiscal-year  starts in February
  holiday      2026-04-03 "Good Friday"
  holiday      2026-04-06 "Easter Monday"
  holiday      2026-12-25 "Christmas Day"
}
seat head "Head" {
  altitude  director
  holder    "Ada Byron" since 2024-01-01
}
seat peer "Peer" {
  altitude  director
  holder    "Grace Murray" since 2024-01-01
}
artifact ledger "Ledger" {
  owner      peer
  refreshed  monthly
}
metric load "Load" {
  unit   percent
  owner  peer
}
"#;

/// A charter with these lines besides what every charter has.
pub(crate) fn charter(name: &str, lines: &str) -> String {
    format!(
        r#"
charter {name} "The {name}" {{
  decides         roadmap-sequencing of {name}
  includes        "Something"
  owner           head
  counterparties  peer
  {lines}
  escalation      none because "It is the top"
  record          every cycle
  effective       2026-01-05
  reviewed        2026-02-02
}}
"#
    )
}
