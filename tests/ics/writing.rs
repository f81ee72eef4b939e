//! What the writer writes: folds, escapes, and the same bytes every time.

use charter::emit::ics::{Event, Feed, When, check, expand, write};
use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;

use crate::feeds;

/// The summaries that a reader sees in a feed.
fn summaries(feed: &Feed) -> Vec<String> {
    let read = expand(&write(feed, feeds::horizon()), Timestamp::MIN, Timestamp::MAX);
    read.expect("a feed can be read").into_iter().map(|found| found.summary).collect()
}

fn titled(title: &str) -> Feed {
    let day = date(2026, 9, 1);
    feeds::feed(vec![Event::new("a@example.org", day, title, When::day(day))])
}

/// What a title becomes: line breaks of all kinds are one, control characters none.
fn plain(title: &str) -> String {
    let lines = title.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    lines.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

#[test]
fn a_title_stays_text() {
    let titles = [
        "END:VEVENT",
        "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:b",
        "commas, semicolons; colons: \"quotes\" and \\n \\ backslashes\\",
        "\u{0}\u{1b}[31m\u{7f}\u{9b}\u{85}\u{2028}\u{2029}\t\u{feff}",
        " leading and trailing ",
        "–—“”…€ 東京 👩‍👩‍👧‍👦",
    ];
    for title in titles {
        assert_eq!(summaries(&titled(title)), [plain(title)], "{title:?}");
    }
}

#[test]
fn the_same_bytes_every_time() {
    let feed = feeds::rich();
    let first = write(&feed, feeds::horizon());
    assert!((0..5).all(|_| write(&feed, feeds::horizon()) == first));
    assert!(std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..4).map(|_| scope.spawn(|| write(&feed, feeds::horizon()) == first)).collect();
        threads.into_iter().all(|thread| thread.join().unwrap_or(false))
    }));
}

#[test]
fn zones_are_the_classic_pair_where_that_is_exact() {
    let text = feeds::text(&feeds::rich());
    let new_york = "BEGIN:VTIMEZONE\r\nTZID:America/New_York\r\n\
        BEGIN:DAYLIGHT\r\nDTSTART:20070311T020000\r\n\
        TZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400\r\nTZNAME:EDT\r\n\
        RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\r\nEND:DAYLIGHT\r\n\
        BEGIN:STANDARD\r\nDTSTART:20071104T020000\r\n\
        TZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\nTZNAME:EST\r\n\
        RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    assert!(text.contains(new_york), "{text}");
}

#[test]
fn people_times_and_methods_are_never_written() {
    let text = feeds::text(&feeds::rich());
    for word in ["METHOD", "ORGANIZER", "ATTENDEE", "RDATE", "THISANDFUTURE", "DTEND;TZID"] {
        assert!(!text.contains(word), "{word}");
    }
    assert!(text.contains("RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20270101T045959Z\r\n"));
    assert!(text.contains("URL:https://example.org/charters/platform?as=%22read%22\r\n"));
}

#[test]
fn a_colour_that_is_none_is_left_out() {
    let mut feed = titled("a");
    feed.color = Some("#00ff00".into());
    assert!(!feeds::text(&feed).contains("COLOR"));
}

/// With X-WR-TIMEZONE, Python's recurring-ical-events moves them to that zone.
#[test]
fn events_in_utc_stay_in_utc() {
    for (zone, named) in [("UTC", false), ("Etc/UTC", false), ("Etc/GMT", true)] {
        let when = When::at(zone, date(2026, 1, 1).at(9, 0, 0, 0), 30);
        let feed = feeds::feed(vec![Event::new("a@example.org", date(2026, 1, 1), "a", when)]);
        assert_eq!(feeds::text(&feed).contains("X-WR-TIMEZONE"), named, "{zone}");
    }
}

#[test]
fn a_zone_that_is_none_is_not_made_up() {
    let when = When::at("Mars/Olympus \"Mons\";x\n", date(2026, 1, 1).at(9, 0, 0, 0), 30);
    let feed = feeds::feed(vec![Event::new("a@example.org", date(2026, 1, 1), "a", when)]);
    let defects = check(&write(&feed, feeds::horizon()));
    assert!(defects.iter().any(|defect| defect.code == "no-zone"), "{defects:?}");
    assert!(defects.iter().all(|d| matches!(d.code, "no-zone" | "unknown-zone")), "{defects:?}");
}

proptest! {
    /// Whatever the text, no line is too long, none is cut inside a character, nothing of
    /// it is lost, and nothing else is wrong with the file.
    #[test]
    fn any_text_folds(title in "\\PC{0,300}|(\\PC|\\pC|[,;\\\\\r\n]){0,120}", uid in "\\PC{1,90}") {
        let mut feed = titled(&title);
        feed.name = title.clone();
        feed.description = title.clone();
        feed.source = Some(format!("https://example.org/{title}"));
        let event = &mut feed.events[0];
        event.uid = uid;
        event.location = Some(title.clone());
        event.url = Some(title.clone());
        event.categories = vec![title.clone(), title.clone()];
        let bytes = write(&feed, feeds::horizon());
        prop_assert_eq!(check(&bytes), vec![]);
        for line in bytes.split(|&byte| byte == b'\n') {
            prop_assert!(line.len() <= 76 && std::str::from_utf8(line).is_ok());
        }
        prop_assert_eq!(summaries(&feed), vec![plain(&title)]);
    }
}
