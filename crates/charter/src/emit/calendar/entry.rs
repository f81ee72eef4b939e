//! One event of the calendar and whom it concerns.

use jiff::civil::Date;

use crate::emit::ics::{DayOverride, Event, Override, Rule, When};
use crate::emit::uid::Uid;
use crate::model::{Charter, ItemId, Launch, Seat};
use crate::time::Series;

use super::rule;
use super::track::{Laid, Place};

/// One event, or one series of events, and the feeds that it belongs to.
#[derive(Clone, Debug)]
pub(super) struct Entry<'m> {
    /// The event.
    pub(super) event: Event,
    /// Who has to be there, to bring it, to look or to review.
    pub(super) seats: Vec<Seat<'m>>,
    /// The charter whose calendar it is in.
    pub(super) charter: Option<Charter<'m>>,
    /// The launch whose calendar it is in.
    pub(super) launch: Option<Launch<'m>>,
}

impl Entry<'_> {
    /// The items in whose feeds it is.
    pub(super) fn items(&self) -> impl Iterator<Item = ItemId> {
        let seats = self.seats.iter().map(|it| it.id());
        seats.chain(self.charter.map(|it| it.id())).chain(self.launch.map(|it| it.id()))
    }
}

/// When something is, in the words of a calendar file: under one identity for all of a
/// series, or under one for each day.
#[derive(Clone, Debug)]
pub(super) struct Timed {
    /// The day that names it, for what is not under the identity of its series.
    pub(super) date: Option<Date>,
    /// When it is.
    pub(super) when: When,
}

impl Timed {
    /// The identity, from that of the series.
    pub(super) fn uid(&self, series: &Uid) -> Uid {
        series.clone().maybe(self.date)
    }
}

/// Whether a series is told as a rule, and with which exceptions.
pub(super) fn told(series: &Series, laid: &Laid) -> Option<(Date, Rule)> {
    let first = laid.first?;
    let pattern = rule::pattern(series, first)?;
    let until = series.until.map(|until| laid.last.map_or(until, |last| until.max(last)));
    Some((first, Rule { pattern, until }))
}

/// The days of the rule that are left out: none after its end, where there is no rule.
fn gone(laid: &Laid, rule: &Rule) -> impl Iterator<Item = Date> {
    let until = rule.until.unwrap_or(Date::MAX);
    laid.gone.iter().copied().filter(move |day| *day <= until)
}

/// The meetings of a series at its nth time of day, told as a rule.
pub(super) fn timed(
    series: &Series,
    nth: usize,
    first: Date,
    rule: Rule,
    laid: &Laid,
) -> Vec<Timed> {
    let Some(&slot) = times(series).get(nth) else { return Vec::new() };
    let zone = || series.zone.name().to_owned();
    let start = |place: &Place| {
        let local = place.date.to_datetime(place.time.unwrap_or(slot));
        series.zone.instant(local).map_or(local, |instant| instant.local)
    };
    let moved = laid.moved.iter().map(|(nominal, place)| Override {
        original: nominal.to_datetime(slot),
        start: start(place),
        minutes: series.minutes,
        summary: None,
    });
    let when = When::Timed {
        zone: zone(),
        start: first.to_datetime(slot),
        minutes: series.minutes,
        exdates: gone(laid, &rule).map(|day| day.to_datetime(slot)).collect(),
        overrides: moved.collect(),
        rule: Some(rule),
    };
    let alone = laid.alone.iter().map(|(original, place)| Timed {
        date: Some(*original),
        when: When::at(zone(), start(place), series.minutes),
    });
    std::iter::once(Timed { date: None, when }).chain(alone).collect()
}

/// A series of whole days, told as a rule.
pub(super) fn whole_days(first: Date, rule: Rule, laid: &Laid) -> Vec<Timed> {
    let moved = laid.moved.iter().map(|(nominal, place)| DayOverride {
        original: *nominal,
        start: place.date,
        days: 1,
        summary: None,
    });
    let when = When::AllDay {
        date: first,
        days: 1,
        exdates: gone(laid, &rule).collect(),
        overrides: moved.collect(),
        rule: Some(rule),
    };
    let alone = laid
        .alone
        .iter()
        .map(|(original, place)| Timed { date: Some(*original), when: When::day(place.date) });
    std::iter::once(Timed { date: None, when }).chain(alone).collect()
}

/// The times of day of a series, each once, in order.
pub(super) fn times(series: &Series) -> Vec<jiff::civil::Time> {
    let mut at = series.at.clone();
    at.sort_unstable();
    at.dedup();
    at
}
