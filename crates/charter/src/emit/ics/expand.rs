//! Bytes to occurrences.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::embedded::Embedded;
use super::lines::Unfolded;
use super::read::{Component, Defect, read};
use super::series::{Embeddeds, Series, Start, instant};
use super::value::unescape;

/// One occurrence, as a reader of the file sees it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReadOccurrence {
    /// When it begins. Of a whole day, midnight in UTC.
    pub start: Timestamp,
    /// When it is over.
    pub end: Timestamp,
    /// The identity of its series.
    pub uid: String,
    /// It is on whole days.
    pub all_day: bool,
    /// The title.
    pub summary: String,
    /// It will not be.
    pub cancelled: bool,
}

/// The occurrences of a file that begin between two instants, in order of time.
///
/// Local times are read by the rules of time that stand in the file, as Thunderbird
/// does, and not by the names of their zones.
pub fn expand(bytes: &[u8], from: Timestamp, to: Timestamp) -> Result<Vec<ReadOccurrence>, Defect> {
    let file = Unfolded::of(bytes, &mut Vec::new());
    let calendars = read(&file, &mut Vec::new());
    let last = Offset::UTC.to_datetime(to).date().tomorrow().unwrap_or(Date::MAX);
    let mut found = Vec::new();
    for calendar in &calendars {
        let zones = zones(calendar, last.year())?;
        let events = calendar.children_named("VEVENT").map(Series::new);
        let events = events.collect::<Result<Vec<_>, _>>()?;
        for (series, start) in starts(&events, &zones, last) {
            found.extend(occurrence(series, start, &zones)?);
        }
    }
    found.retain(|occurrence| occurrence.start >= from && occurrence.start < to);
    found.sort();
    Ok(found)
}

/// The clocks of a calendar.
pub(super) fn zones(calendar: &Component<'_>, last_year: i16) -> Result<Embeddeds, Defect> {
    let mut zones = Embeddeds::new();
    for zone in calendar.children_named("VTIMEZONE") {
        if let Some(name) = zone.property("TZID") {
            zones.insert(unescape(name.value).into_owned(), Embedded::new(zone, last_year)?);
        }
    }
    Ok(zones)
}

/// Every start of every series, each with what says how long it is: the series, or the
/// VEVENT that stands for this one occurrence.
pub(super) fn starts<'s, 'b>(
    events: &'s [Series<'b>],
    zones: &Embeddeds,
    last: Date,
) -> Vec<(&'s Series<'b>, Start)> {
    let mut replaced: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for event in events {
        let original = event.stands_for.as_ref().and_then(|it| instant(it, zones));
        if let Some(original) = original {
            replaced.entry(&event.uid).or_default().push(original);
        }
    }
    let mut all = Vec::new();
    for event in events {
        let starts = event.starts(zones, last);
        if event.stands_for.is_some() {
            all.extend(starts.into_iter().map(|start| (event, start)));
            continue;
        }
        let mut gone = replaced.get(&*event.uid).cloned().unwrap_or_default();
        gone.extend(event.left_out(zones));
        gone.sort_unstable();
        let held = starts.into_iter().filter(|start| gone.binary_search(&start.at).is_err());
        all.extend(held.map(|start| (event, start)));
    }
    all
}

fn occurrence(
    series: &Series<'_>,
    start: Start,
    zones: &Embeddeds,
) -> Result<Option<ReadOccurrence>, Defect> {
    let known = instant(&series.start, zones);
    let (Some(_), Some(end)) = (known, series.end_of(start, zones)) else {
        let message = format!("{} is at a time of a zone that the file lacks", series.uid);
        return Err(Defect::new("no-zone", 1, message));
    };
    let [Ok(begin), Ok(end)] = [start.at, end].map(Timestamp::from_second) else {
        return Ok(None);
    };
    Ok(Some(ReadOccurrence {
        start: begin,
        end,
        uid: series.uid.clone().into_owned(),
        all_day: series.start.is_day(),
        summary: series.summary.clone().into_owned(),
        cancelled: series.cancelled,
    }))
}
