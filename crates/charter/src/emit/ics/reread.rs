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
use super::lines::Unfolded;
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
    let file = Unfolded::of(&[head, end].concat(), &mut defects);
    let calendars = read(&file, &mut defects);
    let [calendar] = calendars.as_slice() else {
        return Err(Defect::new("no-calendar", 1, "there is not one VCALENDAR"));
    };
    let nowhere = Date::ZERO..Date::ZERO;
    check_frame(calendar, &nowhere, &mut defects);
    let name = calendar.property("NAME").map(|name| unescape(name.value).into_owned());
    defects.into_iter().next().map_or(Ok(name.unwrap_or_default()), Err)
}

fn frame(bytes: &[u8], days: &Range<Date>) -> Result<Embeddeds, Defect> {
    let mut defects = Vec::new();
    let file = Unfolded::of(bytes, &mut defects);
    let calendars = read(&file, &mut defects);
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
    let file = Unfolded::of(bytes, &mut defects);
    let all = read_within(&file, &mut defects);
    let series = check_events(&all, &clocks.0, &mut defects);
    if let Some(defect) = defects.first() {
        return Err((nth(&all, defect.line), defect.message.clone()));
    }
    let series: Option<Vec<Series<'_>>> = series.into_iter().collect();
    let series = series.filter(|series| series.len() == all.children.len());
    let series = series
        .ok_or_else(|| (0, "something beside it is no event and nothing to do".to_owned()))?;
    let mut rest = Told { components: &all.children, series: &series };
    let mut found = Vec::with_capacity(events.len());
    let mut words = Words::default();
    for (at, event) in events.enumerate() {
        let own = rest.take(&event.uid);
        let read = words
            .compare(own.components, event)
            .and_then(|()| own.is_kind_of(event))
            .and_then(|()| own.times(event, clocks, last));
        found.push(read.map_err(|message| (at, message))?);
    }
    match rest.components {
        [] => Ok(found),
        _ => Err((found.len().saturating_sub(1), "more is written than was meant".into())),
    }
}

/// VEVENTs and VTODOs, and what they say of time, one for one.
#[derive(Clone, Copy)]
struct Told<'t, 'b> {
    components: &'t [Component<'b>],
    series: &'t [Series<'b>],
}

impl Told<'_, '_> {
    /// Those at the front that have this identity.
    fn take(&mut self, uid: &str) -> Self {
        let of_uid = |it: &&Component<'_>| it.property("UID").is_some_and(|it| is(it.value, uid));
        let count = self.components.iter().take_while(of_uid).count();
        let (components, other_components) = self.components.split_at(count);
        let (series, other_series) = self.series.split_at(count);
        *self = Told { components: other_components, series: other_series };
        Told { components, series }
    }

    /// Whether all of it is to be done or all of it takes place, as was meant.
    fn is_kind_of(self, event: &Event) -> Result<(), String> {
        let due = event.when.is_due();
        if self.components.iter().all(|it| it.is_todo() == due) {
            return Ok(());
        }
        let kind = if due { "something to do" } else { "an event" };
        Err(format!("it is not {kind}"))
    }

    /// When it all takes place or is due, up to a day.
    fn times(self, event: &Event, clocks: &Clocks, last: Date) -> Result<Reread, String> {
        let mut zones = self.series.iter().map(|it| it.start.zone());
        if let Some(other) = zones.find(|zone| *zone != zone_of(event)) {
            let [other, zone] = [other, zone_of(event)].map(|zone| zone.unwrap_or("no zone"));
            return Err(format!("it is by the clock of `{other}` and not of `{zone}`"));
        }
        let mut spans = Vec::new();
        for (series, start) in starts(self.series, &clocks.0, last) {
            let from = start.at + series.lead * DAY;
            let end = match event.when.is_due() {
                true => Some(from + DAY),
                false => series.end_of(start, &clocks.0),
            };
            spans.push((from, end.ok_or("nobody can say when it ends")?));
        }
        spans.sort_unstable();
        Ok(Reread { spans, cancelled: self.series.iter().all(|it| it.cancelled) })
    }
}

/// The words of events beside what was meant by them.
#[derive(Default)]
struct Words<'t, 'e> {
    /// What was read last as a title and as a body, and was meant so: most events say what
    /// the one before them says.
    proven: [(&'t str, &'e str); 2],
}

impl<'t, 'e> Words<'t, 'e> {
    fn compare(&mut self, own: &'t [Component<'t>], event: &'e Event) -> Result<(), String> {
        if own.is_empty() {
            return Err("it is not there".into());
        }
        let told = [("SUMMARY", &event.summary), ("DESCRIPTION", &event.description)];
        for ((name, meant), proven) in told.into_iter().zip(&mut self.proven) {
            for component in own {
                let read = component.property(name).map_or("", |it| it.value);
                if *proven != (read, meant) && !is(read, meant) {
                    let read = unescape(read);
                    return Err(format!("{name} reads `{read}` and not `{meant}`"));
                }
                *proven = (read, meant);
            }
        }
        Ok(())
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
fn nth(all: &Component<'_>, line: usize) -> usize {
    let masters = all.children.iter().filter(|it| it.property("RECURRENCE-ID").is_none());
    masters.take_while(|it| it.line <= line).count().saturating_sub(1)
}
