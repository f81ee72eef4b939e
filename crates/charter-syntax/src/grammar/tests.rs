//! The recognizer and pest read the same, piece by piece: whole texts and broken ones.

use std::path::{Path, PathBuf};

use super::{Rule, pieces_of, read_by_pest};
use crate::recognize::recognize;
use crate::split::chunks;

/// Fails where one reads what the other does not, or reads it otherwise; whether it is read.
fn same(rule: Rule, text: &str) -> bool {
    let pest = read_by_pest(rule, text).ok().map(pieces_of);
    let own = recognize(rule, text);
    assert!(own == pest, "{rule:?} reads otherwise than pest:\n{text}\n{own:?}\n{pest:?}");
    own.is_some()
}

/// Every charter of the repository, the broken ones among them.
pub(crate) fn texts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut folders: Vec<PathBuf> =
        ["examples", "grammar", "tests"].map(|folder| root.join(folder)).into();
    let mut texts = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "charter") {
                texts.extend(std::fs::read_to_string(path));
            }
        }
    }
    texts
}

/// The items of all texts, with blanks where tabs and carriage returns stood.
fn items() -> Vec<String> {
    let texts = texts();
    assert!(texts.len() > 100, "the charters of the repository are not there");
    let plain = texts.iter().map(|text| text.replace(['\t', '\r'], " "));
    let items = plain.flat_map(|text| {
        let items = chunks(&text).into_iter().map(|range| text[range].to_owned());
        items.collect::<Vec<_>>()
    });
    items.collect()
}

#[test]
fn items_as_they_are() {
    let read = items().iter().filter(|item| same(Rule::items, item)).count();
    assert!(read > 300, "only {read} items are whole");
}

#[test]
fn items_with_a_sign_too_few_or_too_many() {
    const SIGNS: [&str; 9] = [" ", ",", "\"", "{", "}", "\n", "#", "T", "é"];
    let mut read = 0;
    for (nth, item) in items().iter().enumerate() {
        let places: Vec<usize> = item.char_indices().map(|(at, _)| at).collect();
        for at in places.into_iter().skip(nth % 7).step_by(7) {
            let (before, after) = item.split_at(at);
            let sign = SIGNS[(at + nth) % SIGNS.len()];
            read += usize::from(same(Rule::items, &format!("{before}{sign}{after}")));
            let fewer: String = after.chars().skip(1).collect();
            read += usize::from(same(Rule::items, &format!("{before}{fewer}")));
        }
    }
    assert!(read > 100, "only {read} broken items are still whole");
}

#[test]
fn single_lines_by_every_rule_for_lines() {
    const RULES: [Rule; 16] = [
        Rule::only_calendar,
        Rule::only_function,
        Rule::only_class,
        Rule::only_seat,
        Rule::only_group,
        Rule::only_artifact,
        Rule::only_metric,
        Rule::only_charter,
        Rule::only_launch,
        Rule::only_bet,
        Rule::only_raise,
        Rule::only_record,
        Rule::only_transition,
        Rule::only_trigger,
        Rule::only_cadence,
        Rule::only_gate,
    ];
    let mut read = [0; RULES.len()];
    for item in items() {
        for line in item.lines() {
            for (rule, read) in RULES.into_iter().zip(&mut read) {
                *read += usize::from(same(rule, &format!("{line}\n")));
            }
        }
    }
    assert!(read.iter().all(|count| *count > 10), "{read:?}");
}
