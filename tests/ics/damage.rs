//! Reading any bytes ends, and never in a panic.

use charter::emit::ics::{check, expand};
use jiff::Timestamp;
use proptest::prelude::*;

use crate::feeds;

fn read(bytes: &[u8]) {
    let _ = check(bytes);
    let _ = expand(bytes, Timestamp::UNIX_EPOCH, Timestamp::from_second(2_000_000_000).unwrap());
}

const LINES: [&str; 30] = [
    "BEGIN:VCALENDAR",
    "END:VCALENDAR",
    "BEGIN:VEVENT",
    "END:VEVENT",
    "BEGIN:VTIMEZONE",
    "END:VTIMEZONE",
    "BEGIN:STANDARD",
    "END:STANDARD",
    "TZID:X",
    "TZOFFSETFROM:+2359",
    "TZOFFSETTO:-235959",
    "DTSTART:16000101T000000",
    "DTSTART;TZID=X:25001231T235959",
    "DTSTART;TZID=X:20260329T023000",
    "DTSTART;VALUE=DATE:20240229",
    "DTEND;VALUE=DATE:16000101",
    "DURATION:-P9999999W",
    "DURATION:P9999999WT9999999H",
    "RRULE:FREQ=DAILY",
    "RRULE:FREQ=YEARLY;BYDAY=-53SU,53MO;BYSETPOS=-366,366",
    "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29,-31",
    "RRULE:FREQ=MONTHLY;INTERVAL=1000;COUNT=100000;BYDAY=é",
    "RRULE:FREQ=WEEKLY;BYDAY=2TU;UNTIL=16000101T000000Z",
    "EXDATE;TZID=X:20260329T023000,20260101T000000",
    "RECURRENCE-ID;TZID=X:25001231T235959",
    "UID:x",
    "SUMMARY:\\",
    " é",
    "X;A=\"b:c",
    ";=:",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        read(&bytes);
    }

    #[test]
    fn any_lines(lines in prop::collection::vec(0..LINES.len(), 0..40)) {
        let text: String = lines.iter().map(|&n| format!("{}\r\n", LINES[n])).collect();
        read(format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\n{text}").as_bytes());
    }

    /// A good feed with pieces of itself cut, doubled or overwritten.
    #[test]
    fn a_damaged_feed(
        damage in prop::collection::vec((any::<prop::sample::Index>(), 0..4u8, any::<u8>(), 1..40usize), 1..12),
    ) {
        let mut bytes = feeds::text(&feeds::rich()).into_bytes();
        for (at, kind, byte, length) in damage {
            let at = at.index(bytes.len());
            let end = (at + length).min(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => drop(bytes.drain(at..end)),
                2 => bytes.insert(at, byte),
                _ => {
                    let piece = bytes[at..end].to_vec();
                    bytes.splice(end..end, piece);
                }
            }
            if bytes.is_empty() {
                break;
            }
        }
        read(&bytes);
    }
}
