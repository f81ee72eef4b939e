//! What is due on a day, as VTODO.
//!
//! What is due once has a DUE and no DTSTART, since nobody says when to begin. What repeats
//! needs a DTSTART that its rule counts from, and RFC 5545 (3.8.2.3) asks DUE to be later and
//! of the same type: it begins some days before. The other way to say it, a DTSTART on the day
//! itself and a DURATION of a day, is due a day late wherever a program shows the end.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{day, day_series};
use crate::emit::ics::Rule;
use crate::emit::ics::text::Pen;

/// How many days before it what is due begins.
#[derive(Clone, Copy)]
pub(super) struct Lead(pub(super) u16);

impl Lead {
    /// What is due on a day, or on all days of a series.
    pub(super) fn due(self, pen: &mut Pen, date: Date, rule: Option<&Rule>, exdates: &[Date]) {
        let begins: Vec<Date> = exdates.iter().map(|day| self.before(*day)).collect();
        if rule.is_some() {
            day(pen, b"DTSTART;VALUE=DATE:", self.before(date));
        }
        day(pen, b"DUE;VALUE=DATE:", date);
        day_series(pen, rule, &begins);
    }

    /// One occurrence that is due on another day than its series says.
    pub(super) fn moved(self, pen: &mut Pen, original: Date, start: Date) {
        day(pen, b"RECURRENCE-ID;VALUE=DATE:", self.before(original));
        day(pen, b"DTSTART;VALUE=DATE:", self.before(start));
        day(pen, b"DUE;VALUE=DATE:", start);
    }

    fn before(self, due: Date) -> Date {
        due.saturating_sub(i64::from(self.0.max(1)).days())
    }
}
