//! `charter holidays import`: a published feed as clauses of a calendar.

use libtest_mimic::Trial;

use crate::run::{Folder, Run, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("holidays::lines_to_paste", lines_to_paste),
        trial("holidays::every_line_end_and_encoding", every_line_end_and_encoding),
        trial("holidays::written_among_the_others", written_among_the_others),
        trial("holidays::twice_is_once", twice_is_once),
        trial("holidays::nothing_else_is_touched", nothing_else_is_touched),
        trial("holidays::the_manual_tells_the_flags", the_manual_tells_the_flags),
        trial("holidays::called_wrongly", called_wrongly),
        trial("holidays::a_feed_that_cannot_be_read", a_feed_that_cannot_be_read),
    ]
}

const CALENDAR: &str = "\
# Ours.
calendar town \"Town\" {
  zone         Europe/London
  # Written by hand.
  holiday      2026-01-01 \"New Year\"  # in bed
  holiday      2026-12-25 \"Christmas Day\"
  on-holiday   keep
}
";

/// Made by hand, with what feeds in the world have in them.
const FEED: &str = "\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Town//Holidays//EN
METHOD:PUBLISH
BEGIN:VEVENT
UID:1
SUMMARY:Christmas Day
DTSTART;VALUE=DATE:20201225
DTEND;VALUE=DATE:20201226
RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Fourth \"Thursday\"\\, a long
  title
DTSTART;VALUE=DATE:20201126
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;UNTIL=20271231
EXDATE;VALUE=DATE:20261126
END:VEVENT
BEGIN:VEVENT
UID:3
SUMMARY:Fête
DTSTART:20260714
DTEND:20260714
END:VEVENT
BEGIN:VEVENT
UID:4
SUMMARY:Carnival
DTSTART;VALUE=DATE:20260216
DTEND;VALUE=DATE:20260218
END:VEVENT
BEGIN:VEVENT
UID:5
SUMMARY:Fête
DTSTART;TZID=Europe/Paris:20260714T000000
DTEND;TZID=Europe/Paris:20260715T000000
END:VEVENT
BEGIN:VEVENT
UID:6
SUMMARY:Revolution
DTSTART;VALUE=DATE:20260714
END:VEVENT
BEGIN:VEVENT
UID:7
SUMMARY:A meeting
DTSTART:20260714T100000Z
DTEND:20260714T110000Z
END:VEVENT
BEGIN:VEVENT
UID:8
SUMMARY:Called off
STATUS:CANCELLED
DTSTART;VALUE=DATE:20260801
END:VEVENT
BEGIN:VEVENT
UID:9
SUMMARY:Leap day
DTSTART;VALUE=DATE:20240229
RRULE:FREQ=YEARLY
END:VEVENT
END:VCALENDAR
";

const LINES: &str = "  closed   2026-02-16 to 2026-02-17 \"Carnival\"
  holiday  2026-07-14 \"Fête, Revolution\"
  holiday  2027-11-25 \"Fourth \\\"Thursday\\\", a long title\"
  holiday  2027-12-25 \"Christmas Day\"
  holiday  2028-02-29 \"Leap day\"
  holiday  2028-12-25 \"Christmas Day\"
";

const RANGE: [&str; 4] = ["--from", "2026-01-01", "--until", "2028-12-31"];

fn folder(feed: &[u8]) -> Folder {
    Folder::new().with("all.charter", CALENDAR.as_bytes()).with("feed.ics", feed)
}

fn import(folder: &Folder, args: &[&str]) -> Run {
    folder.charter(&[&["holidays", "import", "feed.ics"], args].concat())
}

fn lines_to_paste() {
    let folder = folder(FEED.as_bytes());
    let run = import(&folder, &RANGE).ends(0).says("1 event of the feed not on whole days");
    assert_eq!(run.out, LINES);
    let run = run.says("6 entries to put into `calendar town`, or pass --write; 1 there already");
    assert_eq!(folder.read("all.charter"), CALENDAR, "nothing is written: {}", run.err);
    // Pasted, they are understood.
    let pasted = folder.replacing("all.charter", &[("  on-holiday   keep\n", LINES)]);
    assert_eq!(import(&pasted, &RANGE).ends(0).out, "");
}

fn every_line_end_and_encoding() {
    let of = |feed: &[u8]| import(&folder(feed), &RANGE).ends(0);
    assert_eq!(of(FEED.replace('\n', "\r\n").as_bytes()).out, LINES);
    assert_eq!(of(FEED.replace('\n', "\r").as_bytes()).out, LINES);
    assert_eq!(of(format!("\u{feff}{FEED}").as_bytes()).out, LINES);
    let wide = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{FEED}").encode_utf16().flat_map(bytes).collect()
    };
    assert_eq!(of(&wide(u16::to_le_bytes)).out, LINES);
    assert_eq!(of(&wide(u16::to_be_bytes)).out, LINES);
    let western: Vec<u8> = FEED.chars().map(|it| it as u32 as u8).collect();
    let run = of(&western).says("`feed.ics` is not UTF-8: read as Windows-1252");
    assert_eq!(run.out, LINES);
}

fn written_among_the_others() {
    let folder = folder(FEED.as_bytes());
    let args = [&RANGE[..], &["--write", "--calendar", "town"]].concat();
    import(&folder, &args).ends(0).says("6 entries written into `calendar town` of `all.charter`");
    assert_eq!(
        folder.read("all.charter"),
        "\
# Ours.
calendar town \"Town\" {
  zone         Europe/London
  # Written by hand.
  holiday      2026-01-01 \"New Year\"  # in bed
  closed       2026-02-16 to 2026-02-17 \"Carnival\"
  holiday      2026-07-14 \"Fête, Revolution\"
  holiday      2026-12-25 \"Christmas Day\"
  holiday      2027-11-25 \"Fourth \\\"Thursday\\\", a long title\"
  holiday      2027-12-25 \"Christmas Day\"
  holiday      2028-02-29 \"Leap day\"
  holiday      2028-12-25 \"Christmas Day\"
  on-holiday   keep
}
"
    );
    folder.charter(&["check", "--as-of", "2026-11-20"]).ends(0);
}

fn twice_is_once() {
    let folder = folder(FEED.as_bytes());
    let args = [&RANGE[..], &["--write"]].concat();
    import(&folder, &args).ends(0);
    let once = folder.read("all.charter");
    import(&folder, &args).ends(0).says("nothing to write into `calendar town`; 7 there already");
    assert_eq!(folder.read("all.charter"), once);
}

/// A file that is not in the one style keeps its own; CRLF stays CRLF; a calendar without
/// a holiday takes some.
fn nothing_else_is_touched() {
    let untidy = "calendar town \"Town\" {\r\n\tzone Europe/London\r\n}\r\n\r\n\r\n# last\r\n";
    let folder = folder(FEED.as_bytes()).with("all.charter", untidy.as_bytes());
    let args = ["--from", "2026-07-01", "--until", "2026-07-31", "--write"];
    import(&folder, &args).ends(0);
    let line = "  holiday  2026-07-14 \"Fête, Revolution\"\r\n}";
    assert_eq!(folder.read("all.charter"), untidy.replace('}', line));
}

fn the_manual_tells_the_flags() {
    let page = Folder::new().charter(&["man", "holidays"]).ends(0).out;
    assert!(page.contains("charter holidays import") && page.contains("\\-\\-write"), "{page}");
}

fn called_wrongly() {
    let folder = folder(FEED.as_bytes());
    import(&folder, &["--calendar", "twon"]).ends(2).says("did you mean `town`?");
    let range = ["--from", "2027-01-01", "--until", "2026-01-01"];
    import(&folder, &range).ends(2).says("no day is left");
    folder.charter(&["holidays"]).ends(2);
    let none = Folder::clean().with("feed.ics", FEED.as_bytes());
    import(&none, &[]).ends(2).says("there is no calendar to take the holidays");
    let line = folder.with("all.charter", b"calendar town \"Town\" { zone Europe/London }\n");
    let args = [&RANGE[..], &["--write"]].concat();
    import(&line, &args).ends(4).says("stands on one line").prints_nothing();
}

fn a_feed_that_cannot_be_read() {
    let clean = folder(FEED.as_bytes());
    clean.charter(&["holidays", "import", "nowhere.ics"]).ends(4).says("`nowhere.ics` cannot be");
    for (from, to, says) in [
        ("20260714\n", "20261714\n", "line 23: DTSTART: 20261714 is no date"),
        ("BYMONTHDAY=25", "BYHOUR=3", "line 10: this rule is not understood"),
        ("20260218", "20260210", "line 30: DTEND: 20260210 is no day after DTSTART"),
        ("VCALENDAR", "VNOTE", "there is no calendar in it"),
    ] {
        let folder =
            folder(FEED.replacen(from, to, if from == "VCALENDAR" { 9 } else { 1 }).as_bytes());
        let args = [&RANGE[..], &["--write"]].concat();
        import(&folder, &args).ends(4).says(says).says("nothing was taken").prints_nothing();
        assert_eq!(folder.read("all.charter"), CALENDAR);
    }
}
