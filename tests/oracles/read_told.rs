//! What charter's own strict reader has of the texts of feeds, for readers to be held against.
//!
//! ```text
//! read-told <FEEDS
//! ```
//!
//! FEEDS are paths, each ended by a NUL. Prints one JSON object: for each feed its texts as
//! `[what, identity, field, text]` (`texts.py`). `tests/calendar/hostile.rs` holds that they
//! are those of the charters.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use charter::emit::ics::{ReadEvent, events};
use serde_json::{Value, json};

type Row = [String; 4];

fn main() {
    let mut paths = String::new();
    if let Err(error) = std::io::stdin().read_to_string(&mut paths) {
        fail(&error.to_string());
    }
    let feeds = paths.split_terminator('\0').map(|path| (path, texts(path)));
    let feeds: BTreeMap<&str, Value> = feeds.collect();
    println!("{}", json!(feeds));
}

fn fail(message: &str) -> ! {
    eprintln!("read-told: {message}");
    std::process::exit(2)
}

fn texts(path: &str) -> Value {
    let bytes = std::fs::read(path).unwrap_or_else(|error| fail(&format!("{path}: {error}")));
    let told = events(&bytes).unwrap_or_else(|defect| fail(&format!("{path}: {defect:?}")));
    let mut rows: BTreeSet<Row> = told.iter().flat_map(of_event).collect();
    rows.extend(of_calendar(&String::from_utf8_lossy(&bytes)));
    json!(rows)
}

fn of_event(it: &ReadEvent) -> Vec<Row> {
    let what = if it.due { "todo" } else { "event" };
    let row = |field: &str, text: &str| [what, &it.uid, field, text].map(str::to_owned);
    let fields = [
        ("summary", &it.summary),
        ("description", &it.description),
        ("location", &it.location),
        ("url", &it.url),
    ];
    let said = fields.into_iter().filter(|(_, text)| !text.is_empty());
    let mut rows: Vec<Row> = said.map(|(field, text)| row(field, text)).collect();
    rows.extend(it.categories.iter().map(|text| row("category", text)));
    // What rings shows the title.
    rows.extend(it.alarms.iter().map(|_| row("alarm", &it.summary)));
    rows
}

/// What the lines before the zones and events say of the calendar itself.
fn of_calendar(feed: &str) -> Vec<Row> {
    let unfolded = feed.replace("\r\n ", "");
    let head = unfolded.split("\r\n").skip(1).take_while(|line| !line.starts_with("BEGIN:"));
    let said = head.filter_map(|line| line.split_once(':'));
    let known = said.filter(|(name, _)| ["NAME", "DESCRIPTION"].contains(name));
    let row = |(name, text): (&str, &str)| {
        ["calendar".into(), String::new(), name.to_lowercase(), unescaped(text)]
    };
    known.map(row).collect()
}

fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text.chars();
    while let Some(next) = rest.next() {
        match next {
            '\\' => plain.extend(rest.next().map(|it| if it == 'n' { '\n' } else { it })),
            _ => plain.push(next),
        }
    }
    plain
}
