//! What a series gives: occurrences, skips, and exceptions that hit nothing.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};

/// One meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The pattern's day,
    pub original: Date,
    /// and the time of day as its line gives it: what a RECURRENCE-ID names.
    pub slot: Time,
    /// The day it takes place,
    pub date: Date,
    /// and the wall-clock time that is meant, which may not exist on that day.
    pub time: Time,
    /// What clocks show as it starts: date and time, moved out of a gap.
    pub local: DateTime,
    /// When it starts.
    pub start: Timestamp,
    /// When it ends: exactly its minutes later.
    pub end: Timestamp,
    /// Why it takes place when it does.
    pub reason: Reason,
    /// What the clocks do to its wall-clock time.
    pub clock: Clock,
}

impl Occurrence {
    /// Whether it takes place on another day, or at another time, than the pattern says.
    pub fn is_moved(&self) -> bool {
        (self.original, self.slot) != (self.date, self.time)
    }
}

/// Why an occurrence takes place when it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The pattern says so.
    Rule,
    /// A `move` says so.
    Moved,
    /// Its date is written out or reckoned from a launch.
    Explicit,
    /// The pattern's day is a holiday.
    Holiday,
}

/// What the clocks of a zone do to a wall-clock time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// It comes once.
    Plain,
    /// It does not exist that day: it is meant as much later as the gap is long.
    Gap,
    /// It comes twice: the first is meant.
    Fold,
}

/// A day of the pattern on which nothing takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skip<'a> {
    /// The pattern's day.
    pub date: Date,
    /// Why.
    pub why: SkipReason<'a>,
}

/// Why an occurrence does not take place. A holiday comes with its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkipReason<'a> {
    /// An `except` says so.
    Except,
    /// The day is a holiday.
    Holiday(&'a str),
    /// The day is a holiday, and the move from it reaches another occurrence.
    Neighbour(&'a str),
    /// The day is a holiday, and the move from it leaves the life of the series.
    Outside(&'a str),
}

/// An exception for a day on which there is no occurrence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadException {
    /// Which it is,
    pub exception: Exception,
    /// and the date it names.
    pub date: Date,
    /// The occurrences nearest to it: the last before and the first after, as they take
    /// place.
    pub nearest: Vec<Date>,
}

/// An exception, by its place in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exception {
    /// Of the `except` dates.
    Except(usize),
    /// Of the `move`s.
    Move(usize),
}
