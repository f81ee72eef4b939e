//! From a series to what a calendar file can say of it.
//!
//! A file can say a rule, days of the rule that are left out, and days of the rule that
//! take place elsewhere. A [`Track`] is a series in those terms: where the rule puts each
//! occurrence, and what becomes of those that it puts wrongly.
//!
//! Exceptions are enumerated over the horizon. A rule without an end goes on beyond it as
//! the bare rule, since which days will be holidays then is not yet declared.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, Time};

use super::days::Days;
use super::rule;
use crate::time::{Occurrence, Series};
use crate::tree::OnHoliday;

/// How far beyond the horizon an occurrence is looked for that belongs to it.
const MARGIN: i64 = 366;

/// One occurrence of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    /// The day on which the rule puts it.
    pub(super) nominal: Date,
    /// The day that the cadence means, which names it.
    pub(super) original: Date,
}

/// Where an occurrence takes place that does not follow the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The day.
    pub(super) date: Date,
    /// The time of the day, where that is another too.
    pub(super) time: Option<Time>,
}

/// Every occurrence of a rule up to the horizon, and those that do not follow it.
#[derive(Clone, Debug, Default)]
pub(super) struct Track {
    /// In order.
    pub(super) slots: Vec<Slot>,
    /// By their place in `slots`, in order; none where nothing takes place.
    pub(super) changes: Vec<(usize, Option<Place>)>,
}

/// A track in the words of a calendar file.
#[derive(Clone, Debug, Default)]
pub(super) struct Laid {
    /// The first day of the rule on which it is followed or knowingly moved.
    pub(super) first: Option<Date>,
    /// Days of the rule without an occurrence.
    pub(super) gone: Vec<Date>,
    /// Days of the rule whose occurrence takes place elsewhere.
    pub(super) moved: Vec<(Date, Place)>,
    /// Occurrences that were moved past a neighbour: by the day that names them.
    pub(super) alone: Vec<(Date, Place)>,
    /// The last day of the rule that is kept, where the horizon has it.
    pub(super) last: Option<Date>,
}

impl Track {
    /// The track of a series up to a day.
    pub(super) fn of(series: &Series, days: &Days, last: Date) -> Track {
        let mut track = Track { slots: slots(series, last), changes: Vec::new() };
        if series.except.is_empty() && series.moves.is_empty() && !rule::is_edge(&series.pattern) {
            track.changes = holiday_changes(series, days, &track.slots);
        } else {
            track.changes = all_changes(series, &track.slots, last);
        }
        track.cut(last);
        track
    }

    /// What lies beyond the horizon belongs to it only where it is held within.
    fn cut(&mut self, last: Date) {
        let end = self.slots.partition_point(|slot| slot.nominal <= last && slot.original <= last);
        let within = |(at, to): &(usize, Option<Place>)| {
            *at < end || to.is_some_and(|place| place.date <= last)
        };
        self.changes.retain(within);
        let keep = self.changes.last().map_or(end, |(at, _)| end.max(at + 1));
        self.slots.truncate(keep);
    }

    /// Says it in the words of a calendar file.
    pub(super) fn lay(&self) -> Laid {
        let mut laid = Laid::default();
        let mut after = Date::MIN;
        for &(at, to) in &self.changes {
            let nominal = self.slots[at].nominal;
            match to {
                Some(place) if self.fits(at, place) && after < place.date => {
                    after = place.date;
                    laid.moved.push((nominal, place));
                }
                Some(place) => {
                    laid.alone.push((self.slots[at].original, place));
                    laid.gone.push(nominal);
                }
                None => laid.gone.push(nominal),
            }
        }
        let held = |slot: &&Slot| laid.gone.binary_search(&slot.nominal).is_err();
        laid.first = self.slots.iter().find(held).map(|slot| slot.nominal);
        laid.last = self.slots.iter().rfind(held).map(|slot| slot.nominal);
        if let Some(first) = laid.first {
            laid.gone.retain(|day| *day > first);
        }
        laid
    }

    /// Whether a place lies between the neighbours: programs refuse what does not.
    fn fits(&self, at: usize, place: Place) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.slots.get(at));
        let after = self.slots.get(at + 1);
        before.is_none_or(|slot| slot.nominal < place.date)
            && after.is_none_or(|slot| place.date < slot.nominal)
    }
}

/// Where the rule puts what the cadence means, a little beyond the horizon.
fn slots(series: &Series, last: Date) -> Vec<Slot> {
    let moved_in = series.moves.iter().filter(|it| it.to <= last).map(|it| it.date).max();
    let beyond = last.saturating_add(31.days()).max(moved_in.unwrap_or(last));
    let days = series.days(series.start, beyond);
    if !rule::is_edge(&series.pattern) {
        return days.map(|day| Slot { nominal: day, original: day }).collect();
    }
    let mut slots: Vec<Slot> = Vec::new();
    for day in days {
        let nominal = rule::edge_of(&series.pattern, day);
        // The rule names a weekday of every month, also of one without a workday.
        while let Some(next) = slots.last().and_then(|it| rule::next_edge(series, it.nominal)) {
            if next >= nominal {
                break;
            }
            slots.push(Slot { nominal: next, original: next });
        }
        slots.push(Slot { nominal, original: day });
    }
    // Nor does it end where months without a workday do not.
    let end = series.until.map_or(beyond, |until| until.min(beyond));
    while let Some(next) = slots.last().and_then(|it| rule::next_edge(series, it.nominal)) {
        if next > end {
            break;
        }
        slots.push(Slot { nominal: next, original: next });
    }
    slots
}

/// What holidays do to a series that nobody has touched by hand.
fn holiday_changes(series: &Series, days: &Days, slots: &[Slot]) -> Vec<(usize, Option<Place>)> {
    if series.on_holiday == OnHoliday::Keep || days.has_no_holiday() {
        return Vec::new();
    }
    let off = slots.iter().enumerate().filter(|(_, slot)| days.is_holiday(slot.original));
    off.map(|(at, slot)| (at, moved_by_holiday(series, slot.original))).collect()
}

fn moved_by_holiday(series: &Series, day: Date) -> Option<Place> {
    let beside = match series.on_holiday {
        OnHoliday::MoveToNext => series.calendar.next_workday(day)?,
        OnHoliday::MoveToPrevious => series.calendar.previous_workday(day)?,
        OnHoliday::Skip | OnHoliday::Keep => return None,
    };
    // Whether the workday may be taken is for the series to say.
    let near = series.occurrences(beside, beside);
    let held = near.iter().find(|it| it.original == day)?;
    Some(Place { date: held.date, time: None })
}

/// What becomes of each, asked of the series itself.
fn all_changes(series: &Series, slots: &[Slot], last: Date) -> Vec<(usize, Option<Place>)> {
    // A move may lead to long before the beginning.
    let moves = series.moves.iter().map(|it| it.to);
    let from = moves.min().unwrap_or(series.start).min(series.start).saturating_sub(MARGIN.days());
    let held = series.occurrences(from, last.saturating_add(MARGIN.days()));
    let mut places: BTreeMap<Date, Vec<&Occurrence>> = BTreeMap::new();
    for it in &held {
        places.entry(it.original).or_default().push(it);
    }
    let change = |(at, slot): (usize, &Slot)| match places.get(&slot.original) {
        None => Some((at, None)),
        Some(held) => {
            let follows = |it: &&Occurrence| it.date == slot.nominal && it.time == it.slot;
            (!held.iter().all(follows)).then(|| (at, Some(place(held))))
        }
    };
    slots.iter().enumerate().filter_map(change).collect()
}

/// The place of all occurrences of one day; a new time is the time of them all.
fn place(held: &[&Occurrence]) -> Place {
    let first = held[0];
    let same = held.iter().all(|it| it.time == first.time);
    Place { date: first.date, time: same.then_some(first.time) }
}
