//! A series: one cadence line with everything that decides when it takes place.

mod plan;
mod week;

use std::sync::Arc;

use jiff::civil::{Date, Time};

use super::calendar::WorkCalendar;
use super::day::Day;
use super::duration::minutes;
use super::occurrence::{DeadException, Exception, Occurrence, Skip};
use super::recurrence::{Days, Recurrence};
use super::zone::Zone;
use crate::tree::{Cadence, OnHoliday, Pattern};
use plan::Plan;

/// One cadence line in normal form.
#[derive(Clone, Debug)]
pub struct Series {
    /// Its days.
    pub pattern: Recurrence,
    /// Its times of day; each applies to each day.
    pub at: Vec<Time>,
    /// How many minutes an occurrence lasts.
    pub minutes: u32,
    /// The zone of its times.
    pub zone: Zone,
    /// The first day of its life: the later of `effective` and `from`.
    pub start: Date,
    /// The first day allowed, which fixes the phase of `every N`.
    pub from: Option<Date>,
    /// The last day of its life.
    pub until: Option<Date>,
    /// Days that do not take place.
    pub except: Vec<Date>,
    /// Days that take place on another day or at another time.
    pub moves: Vec<Move>,
    /// What becomes of an occurrence on a holiday.
    pub on_holiday: OnHoliday,
    /// The calendar that it is kept by.
    pub calendar: Arc<WorkCalendar>,
}

/// An occurrence that is moved by hand. It may leave the life of its series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// The day of the occurrence: the pattern's or, moved from a holiday, its own.
    pub date: Date,
    /// The day it takes place instead.
    pub to: Date,
    /// The time, if it is another.
    pub at: Option<Time>,
}

impl Move {
    fn of(it: &crate::tree::Move) -> Move {
        Move { date: it.date.value, to: it.to.value, at: it.at.map(|at| at.value) }
    }
}

impl Series {
    /// The series of a cadence line. None for what has no days of its own (`on trigger`,
    /// `at T-6 weeks`: see [`Series::of_launch`]) or has no length.
    pub fn of(
        cadence: &Cadence,
        effective: Date,
        zone: Zone,
        calendar: Arc<WorkCalendar>,
    ) -> Option<Series> {
        let pattern = Recurrence::of(&cadence.pattern, &calendar)?;
        Series::with(pattern, cadence, effective, zone, calendar)
    }

    /// The series of `cadence at T-6 weeks, …` for a launch that ships on a day.
    pub fn of_launch(
        cadence: &Cadence,
        ships: Date,
        effective: Date,
        zone: Zone,
        calendar: Arc<WorkCalendar>,
    ) -> Option<Series> {
        let Pattern::Offsets(offsets) = &cadence.pattern else { return None };
        let pattern = Recurrence::at(offsets, ships, &calendar);
        Series::with(pattern, cadence, effective, zone, calendar)
    }

    fn with(
        pattern: Recurrence,
        cadence: &Cadence,
        effective: Date,
        zone: Zone,
        calendar: Arc<WorkCalendar>,
    ) -> Option<Series> {
        let from = cadence.from.map(|it| it.value);
        Some(Series {
            pattern,
            at: cadence.at.iter().map(|it| it.value).collect(),
            minutes: minutes(cadence.length?)?,
            zone,
            start: from.map_or(effective, |from| from.max(effective)),
            from,
            until: cadence.until.map(|it| it.value),
            except: cadence.except.iter().map(|it| it.date.value).collect(),
            moves: cadence.moves.iter().map(Move::of).collect(),
            on_holiday: cadence.on_holiday.unwrap_or(calendar.on_holiday),
            calendar,
        })
    }

    /// The days that the pattern gives within its life, before holidays and exceptions.
    pub fn days(&self, from: Date, to: Date) -> Days<'_> {
        let plan = Plan::new(self);
        plan.days(Day::of(from), Day::of(to))
    }

    /// What takes place from a day to another, both included, in order of time.
    pub fn occurrences(&self, from: Date, to: Date) -> Vec<Occurrence> {
        Plan::new(self).occurrences(Day::of(from), Day::of(to))
    }

    /// The same as plain numbers: when each starts and ends, in seconds since 1970, in
    /// any order.
    pub fn spans(&self, from: Date, to: Date, give: impl FnMut(i64, i64)) {
        Plan::new(self).spans(Day::of(from), Day::of(to), give);
    }

    /// The pattern's days from one to another, both included, on which nothing takes
    /// place.
    pub fn skips(&self, from: Date, to: Date) -> Vec<Skip<'_>> {
        Plan::new(self).skips(Day::of(from), Day::of(to))
    }

    /// The first occurrence that takes place on a day or after it; none if there is none
    /// within four hundred years.
    pub fn next(&self, from: Date) -> Option<Occurrence> {
        Plan::new(self).next(Day::of(from))
    }

    /// The last occurrence that takes place on a day or before it; none if there is none
    /// within four hundred years.
    pub fn last(&self, to: Date) -> Option<Occurrence> {
        Plan::new(self).last(Day::of(to))
    }

    /// The exceptions that name a day on which there is no occurrence. An exception for a
    /// day that a holiday takes anyway is not dead, nor is one that repeats another; a
    /// move is, of a day that is excepted or that an earlier move has taken.
    pub fn dead_exceptions(&self) -> Vec<DeadException> {
        let plan = Plan::new(self);
        let excepts = self.except.iter().enumerate();
        let excepts = excepts.map(|(nth, date)| (Exception::Except(nth), *date));
        let moves = self.moves.iter().enumerate();
        let moves = moves.map(|(nth, it)| (Exception::Move(nth), it.date));
        let dead = excepts.chain(moves).filter(|(exception, date)| !plan.lives(*exception, *date));
        let near =
            |(exception, date)| DeadException { exception, date, nearest: plan.nearest(date) };
        dead.map(near).collect()
    }
}
