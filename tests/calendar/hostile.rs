//! Text that tries to leave its place arrives unchanged, whichever field holds it.
//!
//! The workspace in `hostile/` has the same text, with a line break in it, in every field
//! that takes text; each ends with its own words, so that none can pass for another.

use std::collections::BTreeSet;

use charter::emit::ics::{check_over, expand};
use charter::emit::{BuildOptions, Profile, calendars};
use jiff::Timestamp;

use crate::workspace::{folder, lines};

const START: &str = "Review; \"Q1\", x\nEND:VEVENT of ";

/// What no calendar tells: the texts of what is not there, and reasons of the source.
const SILENT: [&str; 20] = [
    "a holiday",
    "a closure",
    "the calendar",
    "a function",
    "a question",
    "an answer",
    "another answer",
    "a last answer",
    "an exception",
    "a move",
    "a unit",
    "a note",
    "a gate of others",
    "a reason to retire",
    "a reason to drop it",
    "a raise without a day",
    "a customer",
    "a decision",
    "a reason to wait",
    "a transition",
];

/// Every text of the source, without what is silent.
fn written() -> BTreeSet<String> {
    let source = include_str!("../hostile/all.charter");
    let escaped = START.replace('"', "\\\"").replace('\n', "\\n");
    let texts = source.split(&escaped).skip(1).filter_map(|rest| rest.split('"').next());
    let heard = texts.filter(|text| !SILENT.contains(text));
    heard.map(|text| format!("{START}{text}")).collect()
}

fn unescaped(value: &str) -> String {
    let plain = value.replace("\\\\", "\u{1}").replace("\\n", "\n");
    plain.replace("\\,", ",").replace("\\;", ";").replace('\u{1}', "\\")
}

#[test]
fn every_text_arrives_in_some_feed() {
    let model = folder("hostile");
    let options = BuildOptions { profile: Profile::Rich, ..BuildOptions::default() };
    let feeds = calendars(&model, &options).expect("feeds that are true");
    let mut values = String::new();
    for feed in feeds {
        let text = String::from_utf8(feed.bytes).expect("a feed is UTF-8");
        for line in lines(&text) {
            values.push_str(&unescaped(line.split_once(':').map_or("", |(_, value)| value)));
            values.push('\0');
        }
    }
    let written = written();
    assert!(written.len() > 30, "{written:#?}");
    for text in written {
        assert!(values.contains(&text), "{text:?} arrives nowhere");
    }
}

#[test]
fn titles_are_read_back_unchanged() {
    let model = folder("hostile");
    let (first, last) = model.horizon();
    let until: Timestamp = "2028-01-01T00:00:00Z".parse().expect("an instant");
    let mut titles = BTreeSet::new();
    for profile in [Profile::Minimal, Profile::Portable, Profile::Busy, Profile::Rich] {
        let options = BuildOptions { profile, alarm: Some(10), ..BuildOptions::default() };
        for feed in calendars(&model, &options).expect("feeds that are true") {
            let defects = check_over(&feed.bytes, &(first..last));
            assert!(defects.is_empty(), "{}: {defects:#?}", feed.path);
            let read = expand(&feed.bytes, Timestamp::MIN, until).expect("readable");
            titles.extend(read.into_iter().map(|it| it.summary));
        }
    }
    let of = |text: &str| format!("{START}{text}");
    for title in [
        of("a charter"),
        format!("{} · early", of("a charter")),
        format!("{} · launches · {}, T-2 weeks", of("a charter"), of("a launch")),
        format!("Bring {} · {}", of("an artifact"), of("a charter")),
        format!("Check: {} · {}", of("a trigger"), of("a charter")),
        format!("Review the charter: {}", of("a charter")),
        format!("Gate · {}", of("a launch")),
        format!("Ships: {}", of("a launch that was dropped")),
        format!("Review T+6 months · {}", of("a launch")),
        format!("Answer due: {} · {}", of("a raise"), of("a charter")),
        format!("Audit: {} · {} takes over", of("a third seat"), of("who comes")),
    ] {
        assert!(titles.contains(&title), "no {title:?} in {titles:#?}");
    }
}
