//! What is due on a day, as VTODO.
//!
//! What is due once has a DUE and no DTSTART, since nobody says when to begin. What repeats
//! needs a DTSTART that its rule counts from, and RFC 5545 (3.8.2.3) asks DUE to be later and
//! of the same type: it begins on the day before. The other way to say it, a DTSTART on the day
//! itself and a DURATION of a day, is due a day late wherever a program shows the end.

use jiff::civil::Date;

use super::{day, day_series};
use crate::emit::ics::Rule;
use crate::emit::ics::text::Pen;

/// What is due on a day, or on all days of a series.
pub(super) fn due(pen: &mut Pen, date: Date, rule: Option<&Rule>, exdates: &[Date]) {
    let begins: Vec<Date> = exdates.iter().copied().map(day_before).collect();
    if rule.is_some() {
        day(pen, b"DTSTART;VALUE=DATE:", day_before(date));
    }
    day(pen, b"DUE;VALUE=DATE:", date);
    day_series(pen, rule, &begins);
}

/// One occurrence that is due on another day than its series says.
pub(super) fn moved(pen: &mut Pen, original: Date, start: Date) {
    day(pen, b"RECURRENCE-ID;VALUE=DATE:", day_before(original));
    day(pen, b"DTSTART;VALUE=DATE:", day_before(start));
    day(pen, b"DUE;VALUE=DATE:", start);
}

/// When a series begins with what is due on a day.
fn day_before(date: Date) -> Date {
    date.yesterday().unwrap_or(date)
}
