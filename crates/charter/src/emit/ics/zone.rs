//! VTIMEZONE: the rules of a zone, as bytes, worked out once for all feeds.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan};

use super::observance::{Observance, Place, observances};
use super::rule;
use super::text::{Pen, parameter};
use super::write::{date_time, two, utc};

/// The zones of feeds over one horizon. Shared by all feeds of a build, from any thread.
#[derive(Debug)]
pub struct Zones {
    horizon: Range<Date>,
    known: Mutex<BTreeMap<String, Clock>>,
}

impl Zones {
    /// Zones that are exact from the first of these days to the last.
    pub fn new(horizon: Range<Date>) -> Self {
        Zones { horizon, known: Mutex::default() }
    }

    /// The clocks of these zones, each once, by name.
    pub(super) fn clocks<'n>(&self, names: impl Iterator<Item = &'n str>) -> Vec<Clock> {
        let mut distinct: Vec<&str> = Vec::new();
        for name in names {
            // Most events have the zone of the event before.
            if distinct.last() != Some(&name) && !distinct.contains(&name) {
                distinct.push(name);
            }
        }
        distinct.sort_unstable();
        distinct.into_iter().map(|name| self.clock(name)).collect()
    }

    /// Whether one of these is UTC: a feed with events in it names no zone of its own,
    /// as some readers would take those events to be in that zone.
    pub(crate) fn any_utc<'n>(&self, mut names: impl Iterator<Item = &'n str>) -> bool {
        names.any(|name| self.clock(name).is_utc)
    }

    fn clock(&self, name: &str) -> Clock {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(clock) = known.get(name) {
            return clock.clone();
        }
        let clock = Clock::new(name, &self.horizon);
        known.insert(name.to_owned(), clock.clone());
        clock
    }
}

/// A zone as the writer needs it.
#[derive(Clone, Debug)]
pub(super) struct Clock {
    /// The name that events call it by.
    pub(super) name: Arc<str>,
    /// `;TZID=…:`, to stand between a property's name and a local time.
    pub(super) parameter: Arc<[u8]>,
    /// The VTIMEZONE; empty where the database does not know the name.
    pub(super) rules: Arc<[u8]>,
    /// Its time is UTC by name as well as by offset.
    pub(super) is_utc: bool,
    zone: Option<TimeZone>,
}

impl Clock {
    fn new(name: &str, horizon: &Range<Date>) -> Self {
        let zone = jiff::tz::db().get(name).ok();
        let rules = zone.as_ref().map(|zone| rules(name, zone, horizon)).unwrap_or_default();
        Clock {
            name: name.into(),
            parameter: format!(";TZID={}:", parameter(name)).into_bytes().into(),
            rules: rules.into(),
            is_utc: zone.as_ref().is_some_and(is_utc),
            zone,
        }
    }

    /// The last second of a local day, in UTC.
    pub(super) fn end_of(&self, day: Date) -> DateTime {
        let midnight = day.saturating_add(1.day()).to_datetime(Time::midnight());
        let zone = self.zone.clone().unwrap_or(TimeZone::UTC);
        let next = zone.to_timestamp(midnight).unwrap_or(Timestamp::MAX);
        Offset::UTC.to_datetime(next.saturating_sub(1.second()).unwrap_or(next))
    }
}

fn is_utc(zone: &TimeZone) -> bool {
    zone.to_offset_info(Timestamp::UNIX_EPOCH).abbreviation() == "UTC"
}

fn rules(name: &str, zone: &TimeZone, horizon: &Range<Date>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut pen = Pen::new(&mut out);
    pen.lines(b"BEGIN:VTIMEZONE\r\n");
    pen.text_line(b"TZID:", name);
    for observance in observances(zone, horizon) {
        write(&mut pen, &observance);
    }
    pen.lines(b"END:VTIMEZONE\r\n");
    out
}

fn write(pen: &mut Pen, observance: &Observance) {
    let kind: &[u8] = if observance.daylight { b"DAYLIGHT" } else { b"STANDARD" };
    pen.put(b"BEGIN:");
    pen.put(kind);
    pen.end();
    pen.put(b"DTSTART:");
    date_time(pen, observance.start);
    pen.end();
    offset(pen, b"TZOFFSETFROM:", observance.from);
    offset(pen, b"TZOFFSETTO:", observance.to);
    pen.text_line(b"TZNAME:", &observance.name);
    yearly(pen, observance);
    pen.put(b"END:");
    pen.put(kind);
    pen.end();
}

fn yearly(pen: &mut Pen, observance: &Observance) {
    let Some(place) = observance.place else { return };
    let [tens, ones] = two(observance.start.month());
    pen.put(b"RRULE:FREQ=YEARLY;BYMONTH=");
    pen.put(if tens == b'0' { std::slice::from_ref(&ones) } else { b"1" });
    if tens != b'0' {
        pen.put(&[ones]);
    }
    pen.put(b";BYDAY=");
    match place {
        Place::Last => pen.put(b"-1"),
        Place::Nth(n) => pen.put(&[b'0' + n.unsigned_abs()]),
    }
    pen.put(rule::code(observance.start.weekday()));
    if let Some(until) = observance.until {
        pen.put(b";UNTIL=");
        utc(pen, until);
    }
    pen.end();
}

fn offset(pen: &mut Pen, head: &[u8], offset: Offset) {
    let seconds = offset.seconds();
    let part = |n: i32| two((n % 60) as i8);
    let rest = seconds.abs();
    pen.put(head);
    pen.put(if seconds < 0 { b"-" } else { b"+" });
    pen.put(&two((rest / 3600) as i8));
    pen.put(&part(rest / 60));
    if rest % 60 != 0 {
        pen.put(&part(rest));
    }
    pen.end();
}
