//! Fixes, applied from what a format says alone, lead to the text that they lead to.

use libtest_mimic::Trial;
use serde_json::Value;

use crate::format::{list, valid};
use crate::run::{Folder, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("mending::sarif_fixes", sarif_fixes),
        trial("mending::rdjson_suggestions", rdjson_suggestions),
    ]
}

/// Mistakes whose fixes replace, insert, and change two places at once, beside names with accents.
const BROKEN: &str = "\u{feff}artifact theme_memo \"Thème 🚀\" {\r\n  owner  vp-product\r\n}\r\n\
    seat cfo \"Zoë 語 🚀\"\r\n{\r\n  altitude  executive\r\n}\r\n\
    seat vp-product \"Zoë 🚀\" {\r\n  altitude  vp,\r\n  holder  \"Zoë 🚀 語\" sinc 2024-01-08\r\n}\r\n";

fn report(format: &str) -> Value {
    let folder = Folder::new().with("a.charter", BROKEN.as_bytes());
    valid(format, &folder.charter(&["check", "--format", format]).ends(1).out)
}

/// A text with bytes replaced.
fn apply(mut edits: Vec<(usize, usize, String)>) -> String {
    let mut text = BROKEN.to_owned();
    edits.sort();
    for (start, end, instead) in edits.into_iter().rev() {
        text.replace_range(start..end, &instead);
    }
    text
}

/// Title, safety and the text that comes of each fix, by the bytes that `json` gives.
fn mended() -> Vec<(String, String, String)> {
    let report = report("json");
    let fixes = list(&report["findings"]).iter().flat_map(|it| list(&it["fixes"]));
    fixes
        .map(|fix| {
            let number = |value: &Value| value.as_u64().expect("a number") as usize;
            let edit = |it: &Value| {
                (number(&it["start"]), number(&it["end"]), it["text"].as_str().unwrap().to_owned())
            };
            let text = apply(list(&fix["edits"]).iter().map(edit).collect());
            let word = |name: &str| fix[name].as_str().expect("a text").to_owned();
            (word("title"), word("safety"), text)
        })
        .collect()
}

/// The byte of a line and a column, from what a unit counts before it.
fn byte(place: (&Value, &Value), width: fn(&str) -> usize) -> usize {
    let number = |value: &Value| value.as_u64().expect("a number") as usize;
    let (line, column) = (number(place.0), number(place.1));
    let start: usize = BROKEN.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let line = &BROKEN[start..];
    let mut ends = line.char_indices().map(|(at, _)| at).chain([line.len()]);
    start + ends.find(|&at| width(&line[..at]) == column - 1 && at >= mark(line)).expect("a place")
}

/// The bytes of the mark that nobody sees, where it stands.
fn mark(line: &str) -> usize {
    line.len() - line.trim_start_matches('\u{feff}').len()
}

fn utf16(text: &str) -> usize {
    text.trim_start_matches('\u{feff}').encode_utf16().count()
}

fn sarif_fixes() {
    let log = report("sarif");
    let fixes = list(&log["runs"][0]["results"]).iter().filter_map(|it| it["fixes"].as_array());
    let fixes: Vec<(String, String, String)> = fixes
        .flatten()
        .map(|fix| {
            let changes = list(&fix["artifactChanges"]);
            assert_eq!(changes.len(), 1);
            assert_eq!(changes[0]["artifactLocation"]["uri"], "a.charter");
            let edits = list(&changes[0]["replacements"]).iter().map(|it| {
                let region = &it["deletedRegion"];
                let start = byte((&region["startLine"], &region["startColumn"]), utf16);
                let end = byte((&region["endLine"], &region["endColumn"]), utf16);
                (start, end, it["insertedContent"]["text"].as_str().unwrap().to_owned())
            });
            let word = |value: &Value| value.as_str().expect("a text").to_owned();
            let (title, safety) = (&fix["description"]["text"], &fix["properties"]["safety"]);
            (word(title), word(safety), apply(edits.collect()))
        })
        .collect();
    assert!(fixes.len() >= 4, "{fixes:#?}");
    assert_eq!(fixes, mended());
}

/// Only what keeps the meaning is suggested, and what belongs together is one suggestion.
fn rdjson_suggestions() {
    let result = report("rdjson");
    let all = list(&result["diagnostics"]).iter().filter_map(|it| it["suggestions"].as_array());
    let texts: Vec<String> = all
        .flatten()
        .map(|it| {
            let (start, end) = (&it["range"]["start"], &it["range"]["end"]);
            let start = byte((&start["line"], &start["column"]), str::len);
            let end = byte((&end["line"], &end["column"]), str::len);
            apply(vec![(start, end, it["text"].as_str().expect("a text").to_owned())])
        })
        .collect();
    let safe = mended().into_iter().filter(|(_, safety, _)| safety == "safe");
    let expected: Vec<String> = safe.map(|(_, _, text)| text).collect();
    assert!(expected.iter().any(|it| it.contains("語 🚀\" {\r\n")), "two places at once");
    assert_eq!(texts, expected);
}
