//! Cadence: when a forum meets, as written.

use super::{DateAt, DayKind, Duration, Name, Offset, OnHoliday, Ordinal, Text, TimeAt, Zone};
use crate::Span;

/// `cadence …`
#[derive(Clone, Debug)]
pub struct Cadence {
    /// The phrase before `at`, or the whole of it where there is no time.
    pub pattern: Pattern,
    /// The words of the pattern alone: what a message points at.
    pub pattern_span: Span,
    /// One or more times of the day; none for `on trigger`.
    pub at: Box<[TimeAt]>,
    /// How long: `for 90m`.
    pub length: Option<Duration>,
    /// `as SLOT`
    pub slot: Option<Name>,
    /// `in ZONE`
    pub zone: Option<Zone>,
    /// `from DATE`
    pub from: Option<DateAt>,
    /// `until DATE`
    pub until: Option<DateAt>,
    /// `except DATE "why", …`
    pub except: Vec<Except>,
    /// `move DATE to DATE [at TIME] "why"`
    pub moves: Vec<Move>,
    /// `on-holiday …`
    pub on_holiday: Option<OnHoliday>,
}

/// When a forum meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// `daily`, `every 2 days`
    Days {
        /// Every how many days.
        every: u32,
    },
    /// `weekly on Monday, Thursday`, `every 2 weeks on …`
    Weeks {
        /// Every how many weeks.
        every: u32,
        /// Which days of the week; `workday` stands for all workdays of the calendar.
        on: Vec<DayKind>,
    },
    /// `monthly on …`, `every 2 months on …`
    Months {
        /// Every how many months.
        every: u32,
        /// Which days of the month.
        on: MonthDay,
    },
    /// `quarterly [in month 2] on …`, of the fiscal year
    Quarters {
        /// Every how many quarters.
        every: u32,
        /// The month of the quarter, 1 to 3.
        month: u8,
        /// Which days of that month.
        on: MonthDay,
    },
    /// `yearly in March on …`
    Years {
        /// Every how many years.
        every: u32,
        /// The month, 1 to 12.
        month: i8,
        /// Which days of that month.
        on: MonthDay,
    },
    /// `on 2026-03-18, 2026-06-16`
    Dates(Vec<DateAt>),
    /// `at T-6 weeks, T-2 weeks`: per launch that the charter governs
    Offsets(Vec<Offset>),
    /// `on trigger within 5 days`
    Trigger {
        /// How soon after the trigger the forum meets.
        within: Duration,
    },
}

/// Which days of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MonthDay {
    /// `the 2nd, 4th Tuesday`
    Nth(Vec<Ordinal>, DayKind),
    /// `day 15`: 1 to 31
    Days(Vec<u8>),
}

/// `except DATE "why"`
#[derive(Clone, Debug)]
pub struct Except {
    /// The day that does not take place.
    pub date: DateAt,
    /// Why.
    pub why: Option<Text>,
}

/// `move DATE to DATE [at TIME] "why"`
#[derive(Clone, Debug)]
pub struct Move {
    /// The day as the pattern gives it.
    pub date: DateAt,
    /// The day it moves to.
    pub to: DateAt,
    /// Another time of the day.
    pub at: Option<TimeAt>,
    /// Why.
    pub why: Option<Text>,
}
