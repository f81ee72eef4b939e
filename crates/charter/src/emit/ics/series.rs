//! One VEVENT as time: where it begins, how long it is, how it repeats.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::embedded::{Embedded, seconds};
use super::read::{Component, Defect};
use super::recur::{Recur, Until};
use super::value::{Length, Moment, length, moment, moments, unescape};

/// The zones of a file, by TZID.
pub(super) type Embeddeds = BTreeMap<String, Embedded>;

/// One VEVENT.
#[derive(Clone, Debug)]
pub(super) struct Series {
    pub(super) uid: String,
    pub(super) summary: String,
    pub(super) cancelled: bool,
    pub(super) start: Moment,
    length: End,
    pub(super) rule: Option<Recur>,
    pub(super) exdates: Vec<Moment>,
    /// The occurrence of another VEVENT that this one stands for.
    pub(super) stands_for: Option<Moment>,
}

#[derive(Clone, Debug)]
enum End {
    Length(Length),
    At(Moment),
}

impl Series {
    /// What a VEVENT says of its time, or the first thing that keeps one from knowing.
    pub(super) fn new(event: &Component) -> Result<Series, Defect> {
        let missing = |code, what: &str| Defect::new(code, event.line, format!("no {what}"));
        let text = |name| event.property(name).map(|found| unescape(&found.value));
        let start = event.property("DTSTART").ok_or_else(|| missing("no-dtstart", "DTSTART"))?;
        let start = moment(start)?;
        let mut exdates = Vec::new();
        for property in event.all("EXDATE") {
            exdates.extend(moments(property)?);
        }
        Ok(Series {
            uid: text("UID").ok_or_else(|| missing("no-uid", "UID"))?,
            summary: text("SUMMARY").unwrap_or_default(),
            cancelled: text("STATUS").is_some_and(|status| status == "CANCELLED"),
            length: end(event, &start)?,
            start,
            rule: rule(event)?,
            exdates,
            stands_for: event.property("RECURRENCE-ID").map(moment).transpose()?,
        })
    }

    /// The starts on the clock of the series, up to a last day, before EXDATE.
    pub(super) fn starts(&self, zones: &Embeddeds, last: Date) -> Vec<DateTime> {
        let start = self.start.on_clock();
        let Some(rule) = &self.rule else { return vec![start] };
        let days = rule.days(start.date(), last).map(|day| day.to_datetime(start.time()));
        let count = rule.count.map_or(usize::MAX, |count| count as usize);
        days.take(count).take_while(|&local| !self.is_over(rule, zones, local)).collect()
    }

    fn is_over(&self, rule: &Recur, zones: &Embeddeds, local: DateTime) -> bool {
        match rule.until {
            Some(Until::Utc(end)) => {
                instant(&self.start.moved(local), zones).is_some_and(|at| at > seconds(end))
            }
            Some(Until::Local(end)) => local > end,
            Some(Until::Day(end)) => local.date() > end,
            None => false,
        }
    }

    /// The end of an occurrence that begins here, in seconds in UTC.
    pub(super) fn end_of(&self, start: &Moment, zones: &Embeddeds) -> Option<i64> {
        match &self.length {
            End::Length(length) => {
                let days = length.days.clamp(-1_000_000, 1_000_000).days();
                let local = start.on_clock().checked_add(days).ok()?;
                Some(instant(&start.moved(local), zones)? + length.seconds)
            }
            End::At(end) => {
                let long = instant(end, zones)? - instant(&self.start, zones)?;
                Some(instant(start, zones)? + long)
            }
        }
    }
}

fn rule(event: &Component) -> Result<Option<Recur>, Defect> {
    let Some(property) = event.property("RRULE") else { return Ok(None) };
    let bad = || property.defect("bad-rule", format!("{} is no rule", property.value));
    Recur::parse(&property.value).ok_or_else(bad).map(Some)
}

fn end(event: &Component, start: &Moment) -> Result<End, Defect> {
    if let Some(property) = event.property("DURATION") {
        let bad = || property.defect("bad-duration", format!("{} is no length", property.value));
        return length(&property.value).ok_or_else(bad).map(End::Length);
    }
    match event.property("DTEND") {
        Some(property) => Ok(End::At(moment(property)?)),
        None => Ok(End::Length(Length { days: i64::from(start.is_day()), seconds: 0 })),
    }
}

/// The second in UTC; none where the file has no such zone. Days and floating times are
/// read as if they were in UTC.
pub(super) fn instant(moment: &Moment, zones: &Embeddeds) -> Option<i64> {
    match moment {
        Moment::Local(at, zone) => zones.get(zone).map(|zone| zone.utc(*at)),
        Moment::Day(_) | Moment::Utc(_) | Moment::Floating(_) => Some(seconds(moment.on_clock())),
    }
}
