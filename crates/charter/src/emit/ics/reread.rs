//! Events read back before they are given away, each once, however many feeds it stands in.
//!
//! What surrounds the events of a feed is read back for each feed; the clocks that events
//! are read by are those that stand in the feeds, each compared with the database once.

use std::ops::Range;

use jiff::civil::Date;
use memchr::memchr;

use super::Event;
use super::check::{check_events, check_frame};
use super::expand::starts;
use super::read::{Component, Defect, read, read_within};
use super::series::{Embeddeds, Series};
use super::text::plain;
use super::value::unescape;
use super::write::zone_of;
use super::zone::Zones;

/// The clocks of zones as the bytes of feeds have them.
#[derive(Debug)]
pub(crate) struct Clocks(Embeddeds);

const DAY: i64 = 86_400;

/// An event as its bytes tell it.
#[derive(Debug)]
pub(crate) struct Reread {
    /// When it takes place up to a day, in order: start and end, in seconds since 1970.
    pub(crate) spans: Vec<(i64, i64)>,
    /// It will not take place.
    pub(crate) cancelled: bool,
}

impl Clocks {
    /// The clocks of these zones, if each shows the time of the database on these days.
    pub(crate) fn new<'n>(
        names: impl Iterator<Item = &'n str>,
        zones: &Zones,
        days: &Range<Date>,
    ) -> Result<Clocks, Defect> {
        let mut bytes = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-\r\n".to_vec();
        for clock in zones.clocks(names) {
            bytes.extend_from_slice(&clock.rules);
        }
        bytes.extend_from_slice(b"END:VCALENDAR\r\n");
        frame(&bytes, days).map(Clocks)
    }
}

/// Reads back what surrounds the events of a feed; gives its name.
pub(crate) fn reread_head(head: &[u8]) -> Result<String, Defect> {
    let end: &[u8] = b"END:VCALENDAR\r\n";
    let mut defects = Vec::new();
    let calendars = read(&[head, end].concat(), &mut defects);
    let [calendar] = calendars.as_slice() else {
        return Err(Defect::new("no-calendar", 1, "there is not one VCALENDAR"));
    };
    let nowhere = Date::ZERO..Date::ZERO;
    check_frame(calendar, &nowhere, &mut defects);
    let name = calendar.property("NAME").map(|name| unescape(&name.value));
    defects.into_iter().next().map_or(Ok(name.unwrap_or_default()), Err)
}

fn frame(bytes: &[u8], days: &Range<Date>) -> Result<Embeddeds, Defect> {
    let mut defects = Vec::new();
    let calendars = read(bytes, &mut defects);
    let clocks = calendars.iter().map(|it| check_frame(it, days, &mut defects)).next();
    defects.into_iter().next().map_or(Ok(clocks.unwrap_or_default()), Err)
}

/// Reads back the bytes of events, which were written one after the other: what each says
/// up to a day. A fault is of the nth of them.
pub(crate) fn reread<'e>(
    bytes: &[u8],
    events: impl ExactSizeIterator<Item = &'e Event>,
    clocks: &Clocks,
    last: Date,
) -> Result<Vec<Reread>, (usize, String)> {
    if bytes.is_empty() && events.len() == 0 {
        return Ok(Vec::new());
    }
    let mut defects = Vec::new();
    let all = read_within(bytes, &mut defects);
    check_events(&all, &clocks.0, &mut defects);
    if let Some(defect) = defects.first() {
        return Err((nth(&all, defect.line), defect.message.clone()));
    }
    let mut rest = all.children.as_slice();
    let mut found = Vec::with_capacity(events.len());
    for (at, event) in events.enumerate() {
        let of_uid =
            |it: &Component| it.property("UID").is_some_and(|uid| is(&uid.value, &event.uid));
        let count = rest.iter().take_while(|it| of_uid(it)).count();
        let (own, others) = rest.split_at(count);
        rest = others;
        let it = one(own, event, clocks, last).map_err(|message| (at, message))?;
        found.push(it);
    }
    match rest {
        [] => Ok(found),
        _ => Err((found.len().saturating_sub(1), "more is written than was meant".into())),
    }
}

/// Whether a TEXT says what was meant.
fn is(read: &str, meant: &str) -> bool {
    let meant = plain(meant);
    let mut left = meant.as_bytes();
    let mut read = read.as_bytes();
    while let Some(at) = memchr(b'\\', read) {
        let said =
            read.get(at + 1).map(|byte| if matches!(byte, b'n' | b'N') { b'\n' } else { *byte });
        let Some(after) = left.strip_prefix(&read[..at]) else { return false };
        match (after.split_first(), said) {
            (Some((next, rest)), Some(said)) if *next == said => left = rest,
            _ => return false,
        }
        read = &read[at + 2..];
    }
    read == left
}

/// Which event stands at a line.
fn nth(all: &Component, line: usize) -> usize {
    let masters = all.children.iter().filter(|it| it.property("RECURRENCE-ID").is_none());
    masters.take_while(|it| it.line <= line).count().saturating_sub(1)
}

fn one(own: &[Component], event: &Event, clocks: &Clocks, last: Date) -> Result<Reread, String> {
    if own.is_empty() {
        return Err("it is not there".into());
    }
    for (name, meant) in [("SUMMARY", &event.summary), ("DESCRIPTION", &event.description)] {
        let mut read = own.iter().map(|it| it.property(name).map_or("", |it| &it.value));
        if let Some(read) = read.find(|read| !is(read, meant)) {
            return Err(format!("{name} reads `{}` and not `{meant}`", unescape(read)));
        }
    }
    if own.iter().any(|it| it.is_todo() != event.when.is_due()) {
        let kind = if event.when.is_due() { "something to do" } else { "an event" };
        return Err(format!("it is not {kind}"));
    }
    let series = own.iter().map(Series::new).collect::<Result<Vec<_>, _>>();
    let series = series.map_err(|defect| defect.message)?;
    let mut zones = series.iter().map(|it| it.start.zone());
    if let Some(other) = zones.find(|zone| *zone != zone_of(event)) {
        let [other, zone] = [other, zone_of(event)].map(|zone| zone.unwrap_or("no zone"));
        return Err(format!("it is by the clock of `{other}` and not of `{zone}`"));
    }
    let mut spans = Vec::new();
    for (series, start) in starts(&series, &clocks.0, last) {
        let due = start.at + series.lead * DAY;
        let end = match event.when.is_due() {
            true => Some(due + DAY),
            false => series.end_of(start, &clocks.0),
        };
        spans.push((due, end.ok_or("nobody can say when it ends")?));
    }
    spans.sort_unstable();
    Ok(Reread { spans, cancelled: series.iter().all(|it| it.cancelled) })
}
