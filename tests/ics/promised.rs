//! The thirty-six defects that are promised to be caught, by name: each is put into a good
//! feed, and what is found says what it is and where.
//!
//! Of these, the best tool that we know catches twenty-seven, and most catch fourteen.

use charter::emit::ics::check;

use crate::feeds;

/// A name, the word of the finding, a piece of its message, and the damage.
type Row = (&'static str, &'static str, &'static str, fn(&str) -> String);

/// Puts one text in the place of another.
fn swap(good: &str, old: &str, new: &str) -> String {
    assert!(good.contains(old), "the good feed has no {old:?}");
    good.replace(old, new)
}

/// The rules of time of a feed, and what is left without them.
fn zones(good: &str) -> (&str, String) {
    let start = good.find("BEGIN:VTIMEZONE").expect("a zone");
    let end = good.find("BEGIN:VEVENT").expect("an event");
    (&good[start..end], [&good[..start], &good[end..]].concat())
}

fn empty_zone(good: &str) -> String {
    let start = good.find("BEGIN:DAYLIGHT").expect("a rule");
    let end = good.find("END:VTIMEZONE").expect("an end");
    [&good[..start], &good[end..]].concat()
}

const ROWS: [Row; 36] = [
    ("a raw semicolon", "raw-semicolon", "DESCRIPTION", |it| {
        swap(it, "says so: in writing\\,", "says so; in writing\\,")
    }),
    ("a raw comma", "raw-comma", "SUMMARY", |it| swap(it, "Review\\, moved", "Review, moved")),
    ("LF at the ends of lines", "bare-lf", "LF", |it| it.replace("\r\n", "\n")),
    ("no folding", "long-line", "75 are allowed", |it| it.replace("\r\n ", "")),
    ("a fold inside a character", "split-character", "inside a character", |it| {
        // The first byte of a character, a fold, the second: told as bytes below.
        swap(it, "Zürich", "Z\u{1}rich")
    }),
    ("no VTIMEZONE", "no-zone", "no rules of time for", |it| zones(it).1),
    ("an empty VTIMEZONE", "empty-zone", "no STANDARD and no DAYLIGHT", empty_zone),
    ("a VTIMEZONE that is an hour wrong", "wrong-zone", "s from UTC and not", |it| {
        swap(it, "TZOFFSETTO:-0400", "TZOFFSETTO:-0300")
    }),
    ("a VTIMEZONE that ends too early", "wrong-zone", "America/New_York", |it| {
        swap(it, "BYMONTH=3;BYDAY=2SU", "BYMONTH=3;BYDAY=2SU;UNTIL=20260308T070000Z")
    }),
    ("a VTIMEZONE of no IANA name", "unknown-zone", "is no IANA zone", |it| {
        swap(it, "America/New_York", "Eastern Standard Time")
    }),
    ("a VTIMEZONE after the events", "late-zone", "stands after events", |it| {
        let (zones, rest) = zones(it);
        swap(&rest, "END:VCALENDAR", &format!("{zones}END:VCALENDAR"))
    }),
    ("DTSTAMP in local time", "stamp-not-utc", "DTSTAMP is not in UTC", |it| {
        swap(it, "DTSTAMP:20251231T000000Z", "DTSTAMP:20251231T000000")
    }),
    ("no DTSTAMP", "no-dtstamp", "no DTSTAMP", |it| swap(it, "DTSTAMP:20251231T000000Z\r\n", "")),
    ("EXDATE of another type", "exdate-type", "EXDATE is not of the type", |it| {
        swap(it, "EXDATE;VALUE=DATE:20260709", "EXDATE:20260709T000000Z")
    }),
    ("EXDATE outside the set", "exdate-outside", "EXDATE is no occurrence", |it| {
        swap(it, "York:20260203T100000", "York:20260204T100000")
    }),
    ("RECURRENCE-ID of another type", "recurrence-type", "RECURRENCE-ID is not of", |it| {
        swap(it, "RECURRENCE-ID;VALUE=DATE:20260409", "RECURRENCE-ID:20260409T000000Z")
    }),
    ("RECURRENCE-ID outside the set", "recurrence-outside", "RECURRENCE-ID is no", |it| {
        swap(it, "RECURRENCE-ID;VALUE=DATE:20260409", "RECURRENCE-ID;VALUE=DATE:20260410")
    }),
    ("this and future", "this-and-future", "end the series", |it| {
        swap(it, "RECURRENCE-ID;VALUE", "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE")
    }),
    ("two RRULEs", "two-rules", "one RRULE", |it| {
        swap(it, "RRULE:FREQ=WEEKLY", "RRULE:FREQ=WEEKLY;BYDAY=TU\r\nRRULE:FREQ=WEEKLY")
    }),
    ("RDATE", "rdate", "write single events", |it| {
        swap(it, "SUMMARY:Review\r\n", "RDATE;VALUE=DATE:20260110\r\nSUMMARY:Review\r\n")
    }),
    ("DTSTART outside its rule", "start-outside-rule", "of its own rule", |it| {
        swap(it, "BYDAY=2TH", "BYDAY=3TH")
    }),
    ("UNTIL in local time", "until-local", "UNTIL is not in UTC", |it| {
        swap(it, "UNTIL=20270101T045959Z", "UNTIL=20270101T045959")
    }),
    ("UNTIL of another type", "until-type", "UNTIL is not of the type", |it| {
        swap(it, "UNTIL=20270101T045959Z", "UNTIL=20261231")
    }),
    ("UNTIL before DTSTART", "until-before-start", "ends before it begins", |it| {
        swap(it, "UNTIL=20270101T045959Z", "UNTIL=20260101T045959Z")
    }),
    ("YEARLY with BYSETPOS", "yearly-bysetpos", "BYSETPOS of a year", |it| {
        swap(it, "FREQ=MONTHLY;INTERVAL=3", "FREQ=YEARLY;BYSETPOS=1")
    }),
    ("a quote in a parameter", "quote-in-parameter", "has a quotation mark", |it| {
        swap(it, "TZID=Australia/Lord_Howe:", "TZID=Australia/\"Lord\"_Howe:")
    }),
    ("a control character", "control-character", "0x07", |it| {
        swap(it, "SUMMARY:Review", "SUMMARY:Re\u{7}view")
    }),
    ("a colour in hexadecimal", "color", "#4682b4 is no colour name", |it| {
        swap(it, "COLOR:steelblue", "COLOR:#4682b4")
    }),
    ("REFRESH-INTERVAL without VALUE", "refresh-interval", "VALUE=DURATION", |it| {
        swap(it, "INTERVAL;VALUE=DURATION:PT12H", "INTERVAL:PT12H")
    }),
    ("no UID", "no-uid", "no UID", |it| swap(it, "UID:launch.meeting@example.org\r\n", "")),
    ("a doubled UID", "doubled-uid", "launch.gate@example.org", |it| {
        swap(it, "UID:launch.meeting@example.org", "UID:launch.gate@example.org")
    }),
    ("a UID of the calendar", "calendar-uid", "one item", |it| {
        swap(it, "VERSION:2.0\r\n", "VERSION:2.0\r\nUID:a\r\n")
    }),
    ("METHOD", "method", "no METHOD", |it| {
        swap(it, "VERSION:2.0\r\n", "VERSION:2.0\r\nMETHOD:PUBLISH\r\n")
    }),
    ("an ORGANIZER", "people", "write to the people", |it| {
        swap(it, "SUMMARY:Review\r\n", "ORGANIZER:mailto:a@example.org\r\nSUMMARY:Review\r\n")
    }),
    ("a floating time", "floating-time", "no zone's time", |it| {
        swap(it, "DTSTART;TZID=Australia/Lord_Howe:", "DTSTART:")
    }),
    ("DTEND before DTSTART", "end-before-start", "not after DTSTART", |it| {
        swap(it, "DTEND;VALUE=DATE:20260902", "DTEND;VALUE=DATE:20260831")
    }),
];

/// The bytes of a damaged feed: a fold cannot be put inside a character of a `String`.
fn bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for byte in text.bytes() {
        match byte {
            1 => bytes.extend_from_slice(b"\xC3\r\n \xBC"),
            _ => bytes.push(byte),
        }
    }
    bytes
}

#[test]
fn each_is_caught_and_named() {
    let good = feeds::text(&feeds::rich());
    assert_eq!(check(good.as_bytes()), []);
    for (name, code, words, damage) in ROWS {
        let found = check(&bytes(&damage(&good)));
        let said = found.iter().any(|it| it.code == code && it.message.contains(words));
        assert!(said, "{name}: no {code} with {words:?} in {found:#?}");
    }
}

#[test]
fn no_name_stands_twice() {
    let names: std::collections::BTreeSet<&str> = ROWS.iter().map(|row| row.0).collect();
    assert_eq!(names.len(), ROWS.len());
}
