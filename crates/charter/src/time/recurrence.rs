//! A cadence's pattern in normal form, and the days that it gives.

use jiff::civil::{Date, Weekday};

use super::calendar::{WorkCalendar, Workweek};
use super::day::{Day, ERA};
use super::duration::offset;
use crate::tree::{DayKind, MonthDay, Offset, Ordinal, Pattern};

/// A pattern in normal form: quarters and years are months, words are resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recurrence {
    /// Every so many days.
    Days {
        /// At least 1.
        every: u32,
    },
    /// Days of the week, every so many weeks.
    Weeks {
        /// At least 1.
        every: u32,
        /// Which days.
        weekdays: Workweek,
    },
    /// Days of the month, every so many times so many months.
    Months {
        /// At least 1.
        every: u32,
        /// What is counted: 1 for months, 3 for quarters, 12 for years.
        unit: u8,
        /// Which month of the quarter or the year of the calendar, from 0; 0 for months.
        phase: u8,
        /// Which days of that month.
        picks: Picks,
    },
    /// Dates written out or reckoned from a launch, in order, each once.
    Dates(Vec<Date>),
}

/// Which days of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picks {
    /// The first to fifth or the last of a kind of day.
    Nth(Vec<Ordinal>, DayKind),
    /// Days by their number.
    Days(Vec<u8>),
}

impl Recurrence {
    /// The normal form of a pattern; none where the days depend on something else: on
    /// a trigger, or on a launch (see [`Recurrence::at`]).
    pub fn of(pattern: &Pattern, calendar: &WorkCalendar) -> Option<Recurrence> {
        Some(match pattern {
            Pattern::Days { every } => Recurrence::Days { every: *every },
            Pattern::Weeks { every, on } => {
                Recurrence::Weeks { every: *every, weekdays: weekdays(on, calendar) }
            }
            Pattern::Months { every, on } => months(*every, 1, 0, on),
            Pattern::Quarters { every, month, on } => {
                let first = i64::from(calendar.fiscal_start_month) - 1;
                months(*every, 3, first + i64::from(*month) - 1, on)
            }
            Pattern::Years { every, month, on } => months(*every, 12, i64::from(*month) - 1, on),
            Pattern::Dates(dates) => Recurrence::dates(dates.iter().map(|it| it.value)),
            Pattern::Offsets(_) | Pattern::Trigger { .. } => return None,
        })
    }

    /// Dates written out, in any order.
    pub fn dates(dates: impl IntoIterator<Item = Date>) -> Recurrence {
        let mut dates: Vec<Date> = dates.into_iter().collect();
        dates.sort_unstable();
        dates.dedup();
        Recurrence::Dates(dates)
    }

    /// `at T-6 weeks, T-2 weeks`, reckoned from the day that a launch ships.
    pub fn at(offsets: &[Offset], ships: Date, calendar: &WorkCalendar) -> Recurrence {
        Recurrence::dates(offsets.iter().filter_map(|it| offset(ships, *it, calendar)))
    }

    /// Whether the dates were chosen one by one. Such dates never shift.
    pub fn is_explicit(&self) -> bool {
        matches!(self, Recurrence::Dates(_))
    }

    /// Whether only workdays are picked, so that a holiday never is.
    pub fn is_workdays_only(&self) -> bool {
        matches!(self, Recurrence::Months { picks: Picks::Nth(_, DayKind::Workday), .. })
    }

    /// How many months lie between two months of the pattern, if it counts in months.
    pub fn months(&self) -> Option<u32> {
        match self {
            Recurrence::Months { every, unit, .. } => Some(every.saturating_mul((*unit).into())),
            _ => None,
        }
    }
}

/// The days of a week that are written; `workday` is each on which the calendar works.
pub(super) fn weekdays(on: &[DayKind], calendar: &WorkCalendar) -> Workweek {
    let week = on.iter().map(|kind| match kind {
        DayKind::Weekday(weekday) => Workweek::from_iter([*weekday]),
        DayKind::Workday => calendar.workdays,
    });
    week.fold(Workweek::from_iter([]), Workweek::union)
}

fn months(every: u32, unit: u8, phase: i64, on: &MonthDay) -> Recurrence {
    let picks = match on {
        MonthDay::Nth(ordinals, kind) => Picks::Nth(ordinals.clone(), *kind),
        MonthDay::Days(days) => Picks::Days(days.clone()),
    };
    Recurrence::Months { every, unit, phase: phase.rem_euclid(unit.into()) as u8, picks }
}

/// A recurrence whose phase is known: which days are its days.
///
/// Days come in periods (a day, a week, a month). Every so many periods are active, and
/// the days of an active one are the bits of a mask, so that any day can be asked for
/// without walking there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phased<'a> {
    recurrence: &'a Recurrence,
    calendar: &'a WorkCalendar,
    /// One of every so many periods is active,
    step: i64,
    /// and this is one.
    anchor: i64,
}

impl<'a> Phased<'a> {
    /// The first match on or after a day is the anchor of `every N`.
    pub(super) fn new(recurrence: &'a Recurrence, calendar: &'a WorkCalendar, from: Day) -> Self {
        let (step, anchor, every) = match recurrence {
            Recurrence::Days { every } | Recurrence::Weeks { every, .. } => (1, 0, *every),
            Recurrence::Months { every, unit, phase, .. } => {
                (i64::from(*unit).max(1), i64::from(*phase), *every)
            }
            Recurrence::Dates(_) => (1, 0, 1),
        };
        let each = Phased { recurrence, calendar, step, anchor };
        if every <= 1 {
            return each;
        }
        // Whatever matches at all does so within the four hundred years after which
        // the calendar repeats itself.
        let first = each.between(from, from.plus(ERA)).next_day().unwrap_or(from);
        Phased { step: step * i64::from(every), anchor: each.period(first), ..each }
    }

    /// The days from one to another, both included, in order.
    pub(super) fn between(self, from: Day, to: Day) -> Days<'a> {
        Days { phased: self, period: self.period(from), first: from, bits: 0, from, to }
    }

    pub(super) fn contains(&self, day: Day) -> bool {
        let period = self.period(day);
        let first = self.first_day(period);
        self.active(period) == Some(period)
            && self.bits(period, first) >> (day.0 - first.0) & 1 == 1
    }

    fn period(&self, day: Day) -> i64 {
        match self.recurrence {
            Recurrence::Days { .. } => day.0,
            Recurrence::Weeks { .. } => day.week(),
            Recurrence::Months { .. } | Recurrence::Dates(_) => day.month(),
        }
    }

    fn first_day(&self, period: i64) -> Day {
        match self.recurrence {
            Recurrence::Days { .. } => Day(period),
            Recurrence::Weeks { .. } => Day::of_week(period),
            Recurrence::Months { .. } | Recurrence::Dates(_) => Day::of_month(period),
        }
    }

    /// The first active period that is not before another.
    fn active(&self, period: i64) -> Option<i64> {
        if let Recurrence::Dates(dates) = self.recurrence {
            let first = self.first_day(period);
            let next = dates.partition_point(|it| Day::of(*it) < first);
            return Some(Day::of(*dates.get(next)?).month());
        }
        Some(period + (self.anchor - period).rem_euclid(self.step))
    }

    /// The days of an active period, one bit a day, its first day being the lowest.
    fn bits(&self, period: i64, first: Day) -> u32 {
        match self.recurrence {
            Recurrence::Days { .. } => 1,
            Recurrence::Weeks { weekdays, .. } => weekdays.bits(),
            Recurrence::Months { picks, .. } => {
                picks.bits(first, days_of(period, first), self.calendar)
            }
            Recurrence::Dates(dates) => {
                let next = dates.partition_point(|it| Day::of(*it) < first);
                let days = dates[next..].iter().map(|it| Day::of(*it).0 - first.0);
                days.take_while(|it| *it < 31).fold(0, |bits, day| bits | 1 << day)
                    & days_of(period, first)
            }
        }
    }
}

impl Picks {
    /// Those of the days of a month that are picked, one bit a day.
    fn bits(&self, first: Day, month: u32, calendar: &WorkCalendar) -> u32 {
        match self {
            Picks::Nth(ordinals, DayKind::Weekday(weekday)) => {
                chosen(ordinals, weekday_bits(first, *weekday) & month)
            }
            Picks::Nth(ordinals, DayKind::Workday) => {
                chosen(ordinals, calendar.workday_bits(first, 31) & month)
            }
            Picks::Days(days) => {
                let days = days.iter().filter(|it| (1..=31).contains(*it));
                days.fold(0, |bits, day| bits | 1 << (day - 1)) & month
            }
        }
    }
}

/// Every day of a month that begins on a day, one bit a day.
fn days_of(month: i64, first: Day) -> u32 {
    let days = Day::of_month(month + 1).0 - first.0;
    u32::MAX >> (32 - days)
}

/// Every day of one weekday, one bit a day, the first day being the lowest.
fn weekday_bits(first: Day, weekday: Weekday) -> u32 {
    let weekday = weekday.to_monday_zero_offset() as u32;
    // The first of its kind, then every seventh.
    0x1020_4081 << ((weekday + 7 - first.weekday()) % 7)
}

/// Those of some days that the ordinals name.
fn chosen(ordinals: &[Ordinal], days: u32) -> u32 {
    ordinals.iter().fold(0, |bits, ordinal| bits | one(*ordinal, days))
}

fn one(ordinal: Ordinal, days: u32) -> u32 {
    let highest = |days: u32| days.checked_ilog2().map_or(0, |bit| 1 << bit);
    let without_lowest = |days: u32| days & days.wrapping_sub(1);
    match ordinal {
        Ordinal::Last => highest(days),
        Ordinal::Nth(0) => 0,
        Ordinal::Nth(nth) => {
            let rest = (1..nth).fold(days, |days, _| without_lowest(days));
            rest & rest.wrapping_neg()
        }
    }
}

/// The days of a pattern, in order.
#[derive(Clone, Debug)]
pub struct Days<'a> {
    phased: Phased<'a>,
    /// The period that is looked at next.
    period: i64,
    /// The first day of the current one,
    first: Day,
    /// and what is left of it.
    bits: u32,
    from: Day,
    to: Day,
}

impl Days<'_> {
    /// Enters the next active period; false where there is none before the end.
    fn advance(&mut self) -> bool {
        let Some(period) = self.phased.active(self.period) else { return false };
        self.first = self.phased.first_day(period);
        self.bits = self.phased.bits(period, self.first);
        self.period = period + 1;
        self.first <= self.to
    }

    pub(super) fn next_day(&mut self) -> Option<Day> {
        loop {
            while self.bits != 0 {
                let day = self.first.plus(self.bits.trailing_zeros().into());
                self.bits &= self.bits - 1;
                if day > self.to {
                    return None;
                }
                if day >= self.from {
                    return Some(day);
                }
            }
            if !self.advance() {
                return None;
            }
        }
    }
}

impl Iterator for Days<'_> {
    type Item = Date;

    fn next(&mut self) -> Option<Date> {
        self.next_day().and_then(Day::date)
    }
}
