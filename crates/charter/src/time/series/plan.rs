//! How a series is expanded: the fate of each of its days.

use jiff::Timestamp;
use jiff::civil::{Date, Time};

use super::Series;
use crate::time::day::{Day, ERA};
use crate::time::occurrence::{Exception, Occurrence, Reason, Skip, SkipReason};
use crate::time::recurrence::{Days, Phased};
use crate::tree::OnHoliday;

/// No occurrence is carried further than this from its holiday.
const FURTHEST: i64 = 366;

/// A series made ready: its phase found, its exceptions in order.
pub(super) struct Plan<'a> {
    series: &'a Series,
    phased: Phased<'a>,
    start: Day,
    until: Day,
    at: Vec<Time>,
    except: Vec<Day>,
    /// By the day they name; of several for one day, the first written counts.
    moves: Vec<(Day, usize)>,
    /// The days that moves lead to.
    targets: Vec<Day>,
}

/// What becomes of a day of the pattern.
enum Fate<'a> {
    Held(Day, Reason),
    Moved(usize),
    Skipped(SkipReason<'a>),
}

impl<'a> Plan<'a> {
    pub(super) fn new(series: &'a Series) -> Self {
        let anchor = Day::of(series.from.unwrap_or(series.start));
        let moves = series.moves.iter().enumerate();
        let mut plan = Plan {
            series,
            phased: Phased::new(&series.pattern, &series.calendar, anchor),
            start: Day::of(series.start),
            until: Day::of(series.until.unwrap_or(Date::MAX)),
            at: series.at.clone(),
            except: series.except.iter().map(|it| Day::of(*it)).collect(),
            moves: moves.map(|(nth, it)| (Day::of(it.date), nth)).collect(),
            targets: series.moves.iter().map(|it| Day::of(it.to)).collect(),
        };
        plan.at.sort_unstable();
        plan.at.dedup();
        plan.except.sort_unstable();
        plan.moves.sort_unstable();
        plan.targets.sort_unstable();
        plan
    }

    /// The pattern's days within the life of the series.
    pub(super) fn days(&self, from: Day, to: Day) -> Days<'a> {
        self.phased.between(from.max(self.start), to.min(self.until))
    }

    fn is_day(&self, day: Day) -> bool {
        self.start <= day && day <= self.until && self.phased.contains(day)
    }

    fn fate(&self, day: Day) -> Fate<'a> {
        let landing = self.landing(day);
        let own = landing.as_ref().map_or(day, |landing| *landing);
        if self.excepted(day) || self.excepted(own) {
            return Fate::Skipped(SkipReason::Except);
        }
        if let Some(nth) = self.moved(day).or_else(|| self.moved(own)) {
            return Fate::Moved(nth);
        }
        match landing {
            Err(why) => Fate::Skipped(why),
            Ok(own) if own != day => self.beside_moves(day, own),
            Ok(own) if self.series.pattern.is_explicit() => Fate::Held(own, Reason::Explicit),
            Ok(own) => Fate::Held(own, Reason::Rule),
        }
    }

    /// A place that a `move` gave to another occurrence is taken.
    fn beside_moves(&self, day: Day, own: Day) -> Fate<'a> {
        match self.series.calendar.holidays.on(day) {
            Some(title) if self.targets.binary_search(&own).is_ok() => {
                Fate::Skipped(SkipReason::Neighbour(title))
            }
            _ => Fate::Held(own, Reason::Holiday),
        }
    }

    /// Where a day of the pattern is held if no exception names it.
    fn landing(&self, day: Day) -> Result<Day, SkipReason<'a>> {
        let mode = self.series.on_holiday;
        if mode == OnHoliday::Keep || self.series.pattern.is_explicit() {
            return Ok(day);
        }
        let Some(title) = self.series.calendar.holidays.on(day) else { return Ok(day) };
        match mode {
            OnHoliday::MoveToNext => self.workday_beside(day, 1, title),
            OnHoliday::MoveToPrevious => self.workday_beside(day, -1, title),
            OnHoliday::Skip | OnHoliday::Keep => Err(SkipReason::Holiday(title)),
        }
    }

    /// The next workday in a direction, as long as it is in reach: neither on nor past
    /// another day of the pattern.
    fn workday_beside(&self, day: Day, step: i64, title: &'a str) -> Result<Day, SkipReason<'a>> {
        for nth in 1..=FURTHEST {
            let beside = day.plus(nth * step);
            if beside < self.start || self.until < beside {
                break;
            }
            if self.phased.contains(beside) {
                return Err(SkipReason::Neighbour(title));
            }
            if self.series.calendar.works(beside) {
                return Ok(beside);
            }
        }
        Err(SkipReason::Outside(title))
    }

    /// The days from which a holiday may carry an occurrence into a range: the range and
    /// the days off beside it.
    fn reach(&self, from: Day, to: Day) -> (Day, Day) {
        let works = |day: Day| self.series.calendar.works(day);
        let off = |day: Day, step| {
            let beside = (0..FURTHEST).map(|nth| day.plus(nth * step));
            beside.take_while(|it| !works(it.plus(step))).last().map_or(day, |it| it.plus(step))
        };
        match self.series.on_holiday {
            _ if self.series.pattern.is_explicit() => (from, to),
            OnHoliday::MoveToNext => (off(from, -1), to),
            OnHoliday::MoveToPrevious => (from, off(to, 1)),
            OnHoliday::Skip | OnHoliday::Keep => (from, to),
        }
    }

    fn excepted(&self, day: Day) -> bool {
        self.except.binary_search(&day).is_ok()
    }

    fn moved(&self, day: Day) -> Option<usize> {
        let first = self.moves.partition_point(|(it, _)| *it < day);
        self.moves.get(first).filter(|(it, _)| *it == day).map(|(_, nth)| *nth)
    }

    /// The first day from another on whose fate has to be looked at: before it there is
    /// neither a holiday nor an exception.
    fn next_doubt(&self, day: Day) -> Day {
        if !self.except.is_empty() || !self.moves.is_empty() {
            return day;
        }
        let keeps = self.series.on_holiday == OnHoliday::Keep || self.series.pattern.is_explicit();
        let holiday = self.series.calendar.holidays.next(day).filter(|_| !keeps);
        holiday.unwrap_or(Day(i64::MAX))
    }

    /// Gives each day of the pattern that is held within a range, where it is held, at
    /// what other time, and why.
    fn each_held(&self, from: Day, to: Day, mut give: impl FnMut(Day, Day, Option<Time>, Reason)) {
        let (first, last) = self.reach(from, to);
        let mut days = self.days(first, last);
        let explicit = self.series.pattern.is_explicit();
        let plain = if explicit { Reason::Explicit } else { Reason::Rule };
        let mut doubt = first;
        while let Some(day) = days.next_day() {
            if doubt <= day {
                doubt = self.next_doubt(day);
            }
            let fate = if day < doubt { Fate::Held(day, plain) } else { self.fate(day) };
            match fate {
                Fate::Held(own, reason) if from <= own && own <= to => give(day, own, None, reason),
                _ => {}
            }
        }
        for (nth, it) in self.series.moves.iter().enumerate() {
            let to_day = Day::of(it.to);
            if from <= to_day
                && to_day <= to
                && let Some(day) = self.occurrence_of(Day::of(it.date))
                && matches!(self.fate(day), Fate::Moved(it) if it == nth)
            {
                give(day, to_day, it.at, Reason::Moved);
            }
        }
    }

    pub(super) fn spans(&self, from: Day, to: Day, mut give: impl FnMut(i64, i64)) {
        let mut clocks = self.series.zone.clocks();
        self.each_held(from, to, |_, own, at, _| {
            for slot in &self.at {
                let start = clocks.second_on(own, at.unwrap_or(*slot));
                if let Some(start) = start {
                    give(start, end_second(start, self.series.minutes));
                }
            }
        });
    }

    pub(super) fn occurrences(&self, from: Day, to: Day) -> Vec<Occurrence> {
        let mut found = Vec::new();
        self.each_held(from, to, |day, own, at, reason| {
            self.hold(&mut found, day, own, at, reason)
        });
        if !found.is_sorted_by(|one, other| one.start < other.start) {
            found.sort_by_key(|it| (it.start, it.original, it.slot));
        }
        found
    }

    /// Every time of a day.
    fn hold(
        &self,
        found: &mut Vec<Occurrence>,
        day: Day,
        own: Day,
        at: Option<Time>,
        reason: Reason,
    ) {
        let Some(original) = day.date() else { return };
        let Some(date) = (if own == day { Some(original) } else { own.date() }) else { return };
        found.extend(self.at.iter().filter_map(|slot| {
            let time = at.unwrap_or(*slot);
            let start = self.series.zone.instant_on(own, date.to_datetime(time))?;
            let end = end(start.timestamp, self.series.minutes);
            let (local, clock, start) = (start.local, start.clock, start.timestamp);
            Some(Occurrence { original, slot: *slot, date, time, local, start, end, reason, clock })
        }));
    }

    pub(super) fn skips(&self, from: Day, to: Day) -> Vec<Skip<'a>> {
        let mut found = Vec::new();
        let mut days = self.days(from, to);
        while let Some(day) = days.next_day() {
            if let (Fate::Skipped(why), Some(date)) = (self.fate(day), day.date()) {
                found.push(Skip { date, why });
            }
        }
        found
    }

    /// The pattern's day of the occurrence that a date names.
    fn occurrence_of(&self, day: Day) -> Option<Day> {
        if self.is_day(day) {
            return Some(day);
        }
        let (from, to) = self.reach(day, day);
        let mut days = self.days(from, to);
        std::iter::from_fn(|| days.next_day()).find(|it| self.landing(*it) == Ok(day))
    }

    /// Whether an exception hits an occurrence.
    pub(super) fn lives(&self, exception: Exception, date: Date) -> bool {
        let Some(day) = self.occurrence_of(Day::of(date)) else { return false };
        match exception {
            Exception::Except(_) => true,
            Exception::Move(nth) => matches!(self.fate(day), Fate::Moved(it) if it == nth),
        }
    }

    pub(super) fn nearest(&self, date: Date) -> Vec<Date> {
        let day = Day::of(date);
        let near = [self.last(day.plus(-1)), self.next(day.plus(1))];
        near.into_iter().flatten().map(|it| it.date).collect()
    }

    /// Where anything may take place: the life of the series and the targets of its moves.
    fn span(&self) -> (Day, Day) {
        let first = self.targets.first().map_or(self.start, |it| self.start.min(*it));
        let last = self.targets.last().map_or(self.until, |it| self.until.max(*it));
        (first, last)
    }

    /// The first occurrence from a day on, sought in ever longer stretches.
    pub(super) fn next(&self, from: Day) -> Option<Occurrence> {
        let (first, last) = self.span();
        let (mut from, mut length) = (from.max(first), 32);
        let last = last.min(from.plus(ERA));
        while from <= last {
            let to = last.min(from.plus(length));
            if let Some(found) = self.occurrences(from, to).into_iter().next() {
                return Some(found);
            }
            (from, length) = (to.plus(1), length * 2);
        }
        None
    }

    /// The last occurrence up to a day, likewise.
    pub(super) fn last(&self, to: Day) -> Option<Occurrence> {
        let (first, last) = self.span();
        let (mut to, mut length) = (to.min(last), 32);
        let first = first.max(to.plus(-ERA));
        while first <= to {
            let from = first.max(to.plus(-length));
            if let Some(found) = self.occurrences(from, to).pop() {
                return Some(found);
            }
            (to, length) = (from.plus(-1), length * 2);
        }
        None
    }
}

fn end(start: Timestamp, minutes: u32) -> Timestamp {
    let second = start.as_second() + i64::from(minutes) * 60;
    Timestamp::from_second(second).unwrap_or(Timestamp::MAX)
}

/// The same in seconds; time itself ends with the year 9999.
fn end_second(start: i64, minutes: u32) -> i64 {
    (start + i64::from(minutes) * 60).min(Timestamp::MAX.as_second())
}
