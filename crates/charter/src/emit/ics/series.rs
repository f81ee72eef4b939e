//! One VEVENT as time: where it begins, how long it is, how it repeats. So is one VTODO: its
//! day is the one on which it is due.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::embedded::{Embedded, seconds};
use super::read::{Component, Defect};
use super::recur::{Recur, Until};
use super::value::{Length, Moment, length, moment, moments, unescape};
use crate::time::Day;

/// The zones of a file, by TZID.
pub(super) type Embeddeds = BTreeMap<String, Embedded>;

/// One VEVENT or VTODO.
#[derive(Clone, Debug)]
pub(super) struct Series<'b> {
    pub(super) uid: Cow<'b, str>,
    pub(super) summary: Cow<'b, str>,
    pub(super) cancelled: bool,
    /// DTSTART; of a VTODO without one, DUE.
    pub(super) start: Moment<'b>,
    /// How many days after its beginning a VTODO is due.
    pub(super) lead: i64,
    length: End<'b>,
    pub(super) rule: Option<Recur>,
    pub(super) exdates: Vec<Moment<'b>>,
    /// The occurrence of another that this one stands for.
    pub(super) stands_for: Option<Moment<'b>>,
}

#[derive(Clone, Debug)]
enum End<'b> {
    Length(Length),
    At(Moment<'b>),
}

impl<'b> Series<'b> {
    /// What it says of its time, or the first thing that keeps one from knowing.
    pub(super) fn new(event: &Component<'b>) -> Result<Series<'b>, Defect> {
        let missing = |code, what: &str| Defect::new(code, event.line, format!("no {what}"));
        let text = |name| event.property(name).map(|found| unescape(found.value));
        let due = event.property("DUE").filter(|_| event.is_todo());
        let start = event.property("DTSTART").or(due);
        let start = moment(start.ok_or_else(|| missing("no-dtstart", "DTSTART"))?)?;
        let due = due.map(moment).transpose()?;
        let mut exdates = Vec::new();
        for property in event.all("EXDATE") {
            for exdate in moments(property) {
                exdates.push(exdate?);
            }
        }
        Ok(Series {
            uid: text("UID").ok_or_else(|| missing("no-uid", "UID"))?,
            summary: text("SUMMARY").unwrap_or_default(),
            cancelled: text("STATUS").is_some_and(|status| status == "CANCELLED"),
            length: end(event, &start)?,
            lead: due.map_or(0, |due| lead(&start, &due)),
            start,
            rule: rule(event)?,
            exdates,
            stands_for: event.property("RECURRENCE-ID").map(moment).transpose()?,
        })
    }

    /// A day of the series, or of what is due, where that is another.
    pub(super) fn told(&self, day: Date) -> Date {
        day.saturating_add(self.lead.days())
    }

    /// The beginning of DTSTART.
    pub(super) fn first(&self, zones: &Embeddeds) -> Start {
        Clock::of(&self.start, zones).start(seconds(self.start.on_clock()))
    }

    /// The seconds in UTC that EXDATE leaves out. Nearly all have the clock of DTSTART, which
    /// is looked for once.
    pub(super) fn left_out(&self, zones: &Embeddeds) -> impl Iterator<Item = i64> {
        let clock = Clock::of(&self.start, zones);
        self.exdates.iter().filter_map(move |exdate| match self.start.like(exdate) {
            true => Some(clock.start(seconds(exdate.on_clock())).at),
            false => instant(exdate, zones),
        })
    }

    /// The starts of the series up to a last day, in order, before EXDATE.
    pub(super) fn starts(&self, zones: &Embeddeds, last: Date) -> Vec<Start> {
        let clock = Clock::of(&self.start, zones);
        let first = seconds(self.start.on_clock());
        let Some(rule) = &self.rule else { return vec![clock.start(first)] };
        let time = first.rem_euclid(DAY);
        let last = rule.until.map_or(last, |until| last.min(until.last_day()));
        let days = rule.numbers(self.start.date(), last).into_iter();
        let starts = days.map(|day| clock.start(day * DAY + time));
        let count = rule.count.map_or(usize::MAX, |count| count as usize);
        let until = rule.until;
        starts.take(count).take_while(|start| !start.is_after(until)).collect()
    }

    /// The end of an occurrence that begins here, in seconds in UTC.
    pub(super) fn end_of(&self, start: Start, zones: &Embeddeds) -> Option<i64> {
        match &self.length {
            End::Length(Length { days: 0, seconds }) => Some(start.at + seconds),
            End::Length(length) => {
                let days = length.days.clamp(-1_000_000, 1_000_000);
                let clock = Clock::of(&self.start, zones);
                Some(clock.start(start.clock + days * DAY).at + length.seconds)
            }
            End::At(end) => Some(start.at + instant(end, zones)? - instant(&self.start, zones)?),
        }
    }
}

const DAY: i64 = 86_400;

/// The beginning of an occurrence, in seconds from 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Start {
    /// As if its clock were in UTC.
    pub(super) clock: i64,
    /// In UTC.
    pub(super) at: i64,
}

impl Start {
    fn is_after(self, until: Option<Until>) -> bool {
        match until {
            Some(Until::Utc(end)) => self.at > seconds(end),
            Some(Until::Local(end)) => self.clock > seconds(end),
            Some(Until::Day(end)) => self.clock.div_euclid(DAY) > Day::of(end).0,
            None => false,
        }
    }
}

/// The clock that a moment is read by. One of a zone that the file lacks is read as UTC,
/// as whole days and floating times are.
struct Clock<'z>(Option<&'z Embedded>);

impl<'z> Clock<'z> {
    fn of(moment: &Moment<'_>, zones: &'z Embeddeds) -> Self {
        match moment {
            Moment::Local(_, zone) => Clock(zones.get(&**zone)),
            Moment::Day(_) | Moment::Utc(_) | Moment::Floating(_) => Clock(None),
        }
    }

    fn start(&self, clock: i64) -> Start {
        Start { clock, at: self.0.map_or(clock, |zone| zone.utc(clock)) }
    }
}

/// From one day to another.
fn lead(start: &Moment<'_>, due: &Moment<'_>) -> i64 {
    let days = |it: &Moment<'_>| Day::of(it.date()).0;
    if start.is_day() && due.is_day() { days(due) - days(start) } else { 0 }
}

fn rule(event: &Component<'_>) -> Result<Option<Recur>, Defect> {
    let Some(property) = event.property("RRULE") else { return Ok(None) };
    let bad = || property.defect("bad-rule", format!("{} is no rule", property.value));
    Recur::parse(property.value).ok_or_else(bad).map(Some)
}

fn end<'b>(event: &Component<'b>, start: &Moment<'b>) -> Result<End<'b>, Defect> {
    if let Some(property) = event.property("DURATION") {
        let bad = || property.defect("bad-duration", format!("{} is no length", property.value));
        return length(property.value).ok_or_else(bad).map(End::Length);
    }
    match event.property("DTEND").map(moment).transpose()? {
        // Days are as long as days: their clocks are asked nothing.
        Some(end @ Moment::Day(_)) if start.is_day() => {
            let seconds = seconds(end.on_clock()) - seconds(start.on_clock());
            Ok(End::Length(Length { days: 0, seconds }))
        }
        Some(end) => Ok(End::At(end)),
        None => Ok(End::Length(Length { days: i64::from(start.is_day()), seconds: 0 })),
    }
}

/// The second in UTC; none where the file has no such zone. Days and floating times are
/// read as if they were in UTC.
pub(super) fn instant(moment: &Moment<'_>, zones: &Embeddeds) -> Option<i64> {
    let clock = seconds(moment.on_clock());
    match moment {
        Moment::Local(_, zone) => zones.get(&**zone).map(|zone| zone.utc(clock)),
        Moment::Day(_) | Moment::Utc(_) | Moment::Floating(_) => Some(clock),
    }
}
