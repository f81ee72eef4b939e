//! Every kind of defect, put into a good feed, is caught by its word.

use charter::emit::ics::{check, check_over};

use crate::feeds;

/// A word, what is replaced in the good feed, and by what. Where the first piece is
/// empty, the second is put before the file.
const SEEDS: &[(&str, &str, &str)] = &[
    // Bytes.
    ("bom", "", "\u{feff}"),
    ("no-final-crlf", "END:VCALENDAR\r\n", "END:VCALENDAR"),
    ("bare-lf", "VERSION:2.0\r\n", "VERSION:2.0\n"),
    ("empty-line", "VERSION:2.0\r\n", "VERSION:2.0\r\n\r\n"),
    ("long-line", "the numbers\" \r\n ", "the numbers\" "),
    ("control-character", "SUMMARY:Review", "SUMMARY:Re\u{7}view"),
    ("control-character", "SUMMARY:Review", "SUMMARY:Re\rview"),
    // Lines.
    ("bad-line", "TRANSP:TRANSPARENT", "TRANSP TRANSPARENT"),
    ("bad-line", "URL:https", "UR L:https"),
    ("quote-in-parameter", "TZID=Australia/Lord_Howe:", "TZID=Australia/\"Lord\"_Howe:"),
    ("quote-in-parameter", "URL:https", "URL;X-A=\"b\"c\":https"),
    ("no-calendar", "BEGIN:VCALENDAR\r\n", ""),
    ("after-end", "END:VCALENDAR\r\n", "END:VCALENDAR\r\nX-A:b\r\n"),
    ("after-end", "END:VCALENDAR\r\n", "END:VCALENDAR\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
    ("unbalanced", "END:VEVENT\r\n", ""),
    ("unbalanced", "END:VTIMEZONE\r\n", ""),
    ("unbalanced", "END:VCALENDAR\r\n", ""),
    ("unbalanced", "BEGIN:DAYLIGHT\r\n", ""),
    ("nested", "SUMMARY:Review\r\n", "BEGIN:VEVENT\r\nUID:b\r\nEND:VEVENT\r\nSUMMARY:Review\r\n"),
    ("unknown-component", "SUMMARY:Review\r\n", "BEGIN:VX\r\nEND:VX\r\nSUMMARY:Review\r\n"),
    // The calendar.
    ("no-version", "VERSION:2.0\r\n", ""),
    ("no-version", "VERSION:2.0\r\n", "VERSION:1.0\r\n"),
    ("no-prodid", "PRODID:-//example.org//Charter//EN\r\n", ""),
    ("method", "VERSION:2.0\r\n", "VERSION:2.0\r\nMETHOD:PUBLISH\r\n"),
    ("calendar-uid", "VERSION:2.0\r\n", "VERSION:2.0\r\nUID:a\r\n"),
    ("refresh-interval", "INTERVAL;VALUE=DURATION:PT12H", "INTERVAL:PT12H"),
    ("refresh-interval", "INTERVAL;VALUE=DURATION:PT12H", "INTERVAL;VALUE=DURATION:12 hours"),
    ("source", "SOURCE;VALUE=URI:", "SOURCE:"),
    ("source", "SOURCE;VALUE=URI:https://example.org/", "SOURCE;VALUE=URI:example.org/"),
    ("color", "COLOR:steelblue", "COLOR:#4682b4"),
    ("color", "COLOR:teal", "COLOR:tealish"),
    // Text.
    ("raw-semicolon", "floor\\;", "floor;"),
    ("raw-comma", "Review\\, moved", "Review, moved"),
    ("raw-comma", "review@example.org", "review\\,,@example.org"),
    ("bad-escape", "Review\\, moved", "Review\\: moved"),
    ("bad-escape", "SUMMARY:Review", "SUMMARY:Review\\"),
    ("doubled-property", "SUMMARY:Review\r\n", "SUMMARY:Review\r\nSUMMARY:Review\r\n"),
    ("doubled-property", "NAME:Seat", "NAME:A\r\nNAME:Seat"),
    ("doubled-property", "DURATION:PT1H30M\r\n", "DURATION:PT1H30M\r\nDURATION:PT1H\r\n"),
    // Events.
    ("no-uid", "UID:launch.meeting@example.org\r\n", ""),
    ("no-uid", "UID:launch.meeting@example.org\r\n", "UID:\r\n"),
    ("doubled-uid", "UID:launch.meeting@example.org", "UID:launch.gate@example.org"),
    ("no-dtstamp", "DTSTAMP:20251231T000000Z\r\n", ""),
    ("stamp-not-utc", "DTSTAMP:20251231T000000Z", "DTSTAMP:20251231T000000"),
    ("stamp-not-utc", "LAST-MODIFIED:20251231T000000Z", "LAST-MODIFIED:20251231T000000"),
    ("no-dtstart", "DTSTART;TZID=Australia/Lord_Howe:20261004T093000\r\n", ""),
    ("bad-date", "DTSTART;VALUE=DATE:20260901", "DTSTART;VALUE=DATE:20260931"),
    ("bad-date", "DTSTART;VALUE=DATE:20260901", "DTSTART:20260901"),
    ("bad-date", "Howe:20261004T093000", "Howe:20261004T253000"),
    ("bad-date", "Howe:20261004T093000", "Howe:20261004T093000Z"),
    ("bad-date", "DTSTAMP:20251231T000000Z", "DTSTAMP:today"),
    ("floating-time", "DTSTART;TZID=Australia/Lord_Howe:", "DTSTART:"),
    ("people", "SUMMARY:Review\r\n", "ORGANIZER:mailto:a@example.org\r\nSUMMARY:Review\r\n"),
    ("people", "SUMMARY:Review\r\n", "ATTENDEE:mailto:a@example.org\r\nSUMMARY:Review\r\n"),
    ("bad-alarm", "ACTION:DISPLAY", "ACTION:EMAIL"),
    ("bad-alarm", "DESCRIPTION:T-1 week\r\n", ""),
    ("bad-alarm", "TRIGGER:-PT10M", "TRIGGER:PT10M"),
    ("bad-alarm", "TRIGGER:-PT10M\r\n", ""),
    // Lengths.
    ("bad-duration", "DURATION:PT1H30M", "DURATION:1H30M"),
    ("bad-duration", "DURATION:PT1H30M", "DURATION:PT30M1H"),
    ("empty-duration", "DURATION:PT1H30M", "DURATION:-PT1H30M"),
    ("empty-duration", "DURATION:PT1H30M", "DURATION:PT0M"),
    ("end-before-start", "DTEND;VALUE=DATE:20260902", "DTEND;VALUE=DATE:20260831"),
    ("end-before-start", "DTEND;VALUE=DATE:20260902", "DTEND;VALUE=DATE:20260901"),
    ("end-type", "DTEND;VALUE=DATE:20260902", "DTEND:20260902T000000Z"),
    ("end-type", "DTEND;VALUE=DATE:20260902", "DURATION:PT24H"),
    ("end-and-duration", "DTEND;VALUE=DATE:20260902", "DTEND;VALUE=DATE:20260902\r\nDURATION:P1D"),
    // Repetition.
    ("two-rules", "RRULE:FREQ=WEEKLY", "RRULE:FREQ=WEEKLY;BYDAY=TU\r\nRRULE:FREQ=WEEKLY"),
    ("rdate", "SUMMARY:Review\r\n", "RDATE;VALUE=DATE:20260110\r\nSUMMARY:Review\r\n"),
    ("bad-rule", "RRULE:FREQ=WEEKLY", "RRULE:FREQ=FORTNIGHTLY"),
    ("bad-rule", "RRULE:FREQ=WEEKLY", "RRULE:INTERVAL=0;FREQ=WEEKLY"),
    ("bad-rule", "FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TUE"),
    ("rule-shape", "FREQ=WEEKLY;BYDAY=TU", "FREQ=DAILY;BYDAY=TU"),
    ("rule-shape", "FREQ=WEEKLY;BYDAY=TU", "FREQ=DAILY;BYMONTHDAY=6"),
    ("rule-shape", "FREQ=WEEKLY;BYDAY=TU", "FREQ=YEARLY;BYMONTH=1"),
    ("rule-shape", "FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=1TU"),
    ("rule-shape", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270101T045959Z", "FREQ=WEEKLY;BYDAY=TU;COUNT=52"),
    ("rule-shape", "FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;WKST=SU;BYDAY=TU"),
    ("rule-shape", "FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;BYHOUR=10;BYDAY=TU"),
    ("byweekno", "FREQ=WEEKLY;BYDAY=TU", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=TU"),
    ("yearly-bysetpos", "FREQ=MONTHLY;INTERVAL=3", "FREQ=YEARLY;BYSETPOS=1"),
    ("until-local", "UNTIL=20270101T045959Z", "UNTIL=20270101T045959"),
    ("until-type", "UNTIL=20270101T045959Z", "UNTIL=20261231"),
    ("until-type", "UNTIL=20280101", "UNTIL=20280101T000000Z"),
    ("until-before-start", "UNTIL=20270101T045959Z", "UNTIL=20260101T045959Z"),
    ("until-before-start", "UNTIL=20280101", "UNTIL=20260101"),
    ("start-outside-rule", "BYDAY=TU", "BYDAY=WE"),
    ("start-outside-rule", "BYDAY=2TH", "BYDAY=3TH"),
    // What is due.
    ("no-due", "DUE;VALUE=DATE:20260909\r\n", ""),
    ("due-type", "DUE;VALUE=DATE:20260909", "DUE:20260909T000000Z"),
    ("due-before-start", "DUE;VALUE=DATE:20260909", "DUE;VALUE=DATE:20260908"),
    ("due-and-duration", "DUE;VALUE=DATE:20260909", "DUE;VALUE=DATE:20260909\r\nDURATION:P1D"),
    ("rule-without-start", "DTSTART;VALUE=DATE:20260908\r\nDUE", "DUE"),
    ("misplaced-property", "SUMMARY:Bring", "TRANSP:TRANSPARENT\r\nSUMMARY:Bring"),
    ("misplaced-property", "SUMMARY:Bring", "DTEND;VALUE=DATE:20260910\r\nSUMMARY:Bring"),
    ("misplaced-property", "SUMMARY:T-1 week", "DUE;VALUE=DATE:20260910\r\nSUMMARY:T-1 week"),
    ("bad-date", "DUE;VALUE=DATE:20260909", "DUE;VALUE=DATE:20260931"),
    ("floating-time", "DUE;VALUE=DATE:20260909", "DUE:20260909T100000"),
    ("no-uid", "UID:platform.todo-input@example.org\r\n", ""),
    ("doubled-uid", "UID:platform.todo-input@", "UID:launch.gate@"),
    ("start-outside-rule", "BYDAY=TU;UNTIL=20270101\r\n", "BYDAY=WE;UNTIL=20270101\r\n"),
    ("exdate-outside", "EXDATE;VALUE=DATE:20260922", "EXDATE;VALUE=DATE:20260923"),
    (
        "recurrence-outside",
        "RECURRENCE-ID;VALUE=DATE:20260915",
        "RECURRENCE-ID;VALUE=DATE:20260916",
    ),
    // Exceptions.
    ("exdate-type", "EXDATE;VALUE=DATE:20260709", "EXDATE:20260709T000000Z"),
    (
        "exdate-type",
        "EXDATE;TZID=America/New_York:20260203",
        "EXDATE;TZID=Australia/Lord_Howe:20260203",
    ),
    ("exdate-type", "EXDATE;TZID=America/New_York:20260203T100000", "EXDATE;VALUE=DATE:20260203"),
    ("exdate-outside", "York:20260203T100000", "York:20260204T100000"),
    ("exdate-outside", "York:20260203T100000", "York:20260203T110000"),
    ("exdate-outside", "York:20260203T100000", "York:20280201T100000"),
    ("recurrence-type", "RECURRENCE-ID;VALUE=DATE:20260409", "RECURRENCE-ID:20260409T000000Z"),
    (
        "recurrence-outside",
        "RECURRENCE-ID;VALUE=DATE:20260409",
        "RECURRENCE-ID;VALUE=DATE:20260410",
    ),
    (
        "recurrence-outside",
        "UID:launch.gate@example.org",
        "UID:x@example.org\r\nRECURRENCE-ID;VALUE=DATE:20260901",
    ),
    (
        "this-and-future",
        "RECURRENCE-ID;VALUE=DATE:",
        "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:",
    ),
    // Zones.
    ("no-zone", "DTSTART;TZID=Australia/Lord_Howe:", "DTSTART;TZID=Europe/Berlin:"),
    ("unused-zone", "DTSTART;TZID=Australia/Lord_Howe:", "DTSTART;TZID=America/New_York:"),
    ("wrong-zone", "TZOFFSETTO:-0400", "TZOFFSETTO:-0300"),
    ("wrong-zone", "TZOFFSETFROM:-0500", "TZOFFSETFROM:-0600"),
    ("wrong-zone", "BYMONTH=3;BYDAY=2SU", "BYMONTH=3;BYDAY=2SU;UNTIL=20260308T070000Z"),
    ("wrong-zone", "DTSTART:20070311T020000", "DTSTART:20070311T030000"),
    ("unknown-zone", "Australia/Lord_Howe", "Australia/Howe"),
    ("unknown-zone", "Australia/Lord_Howe", "australia/lord_howe"),
    ("bad-observance", "TZOFFSETFROM:-0500", "TZOFFSETFROM:-5"),
    ("bad-observance", "TZOFFSETFROM:-0500\r\n", ""),
    ("bad-observance", "TZNAME:EST\r\n", ""),
    ("bad-observance", "BYMONTH=3;BYDAY=2SU", "BYMONTH=3;BYDAY=3SU"),
    ("bad-observance", "DTSTART:20070311T020000", "DTSTART:20070311T070000Z"),
    ("bad-observance", "TZID:America/New_York\r\n", ""),
];

fn seeded(good: &str, old: &str, new: &str) -> String {
    assert!(good.contains(old), "the good feed has no {old:?}");
    if old.is_empty() { format!("{new}{good}") } else { good.replace(old, new) }
}

fn catches(code: &str, bytes: &[u8], seed: &str) {
    let defects = check(bytes);
    let codes: Vec<&str> = defects.iter().map(|defect| defect.code).collect();
    assert!(codes.contains(&code), "{seed:?}: not {code} but {codes:?}");
}

#[test]
fn the_good_feed_has_none() {
    let good = feeds::text(&feeds::rich());
    assert_eq!(check(good.as_bytes()), []);
    assert_eq!(check_over(good.as_bytes(), &feeds::horizon()), []);
}

#[test]
fn every_seeded_defect_is_caught() {
    let good = feeds::text(&feeds::rich());
    for (code, old, new) in SEEDS {
        catches(code, seeded(&good, old, new).as_bytes(), new);
    }
}

#[test]
fn a_file_with_lf_and_a_file_without_folds() {
    let good = feeds::text(&feeds::rich());
    catches("bare-lf", good.replace("\r\n", "\n").as_bytes(), "LF");
    catches("long-line", good.replace("\r\n ", "").as_bytes(), "no folds");
}

#[test]
fn a_fold_inside_a_character() {
    let good = feeds::text(&feeds::rich()).into_bytes();
    let at = good.windows(2).position(|pair| pair == "ü".as_bytes()).expect("there is an ü");
    let mut split = good.clone();
    split.splice(at + 1..at + 1, *b"\r\n ");
    catches("split-character", &split, "ü");
    let mut broken = good;
    broken[at] = b'u';
    catches("not-utf8", &broken, "half of ü");
}

#[test]
fn zones_that_are_missing_empty_doubled_or_late() {
    let good = feeds::text(&feeds::rich());
    let start = good.find("BEGIN:VTIMEZONE").expect("a zone");
    let end = good.find("BEGIN:VEVENT").expect("an event");
    let (zones, without) = (&good[start..end], [&good[..start], &good[end..]].concat());
    catches("no-zone", without.as_bytes(), "no zones");
    let late = without.replace("END:VCALENDAR", &format!("{zones}END:VCALENDAR"));
    catches("late-zone", late.as_bytes(), "late zones");
    let twice = good.replace(zones, &zones.repeat(2));
    catches("doubled-zone", twice.as_bytes(), "zones twice");
    let (first, last) = (zones.find("BEGIN:DAYLIGHT"), zones.find("END:VTIMEZONE"));
    let empty = [&zones[..first.expect("a rule")], &zones[last.expect("an end")..]].concat();
    catches("empty-zone", good.replace(zones, &empty).as_bytes(), "an empty zone");
}

#[test]
fn every_word_of_the_page_is_seeded() {
    let page = include_str!("../../crates/charter/src/emit/ics/check.rs");
    let rows = page.lines().filter(|line| line.starts_with("//! | ") && line.contains('`'));
    let words: Vec<&str> = rows.flat_map(|row| row.split('`').skip(1).step_by(2)).collect();
    let apart = ["split-character", "not-utf8", "late-zone", "doubled-zone", "empty-zone"];
    for word in words {
        let seeded = SEEDS.iter().any(|(code, ..)| *code == word) || apart.contains(&word);
        assert!(seeded, "no defect of the kind {word}");
    }
}
