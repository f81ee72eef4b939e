//! The days that are looked at, and the fiscal quarters in them.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::Model;
use crate::time::Day;

/// So many quarters are told at most: a hundred years.
const MOST: usize = 400;

/// A quarter of a fiscal year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quarter {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub until: Date,
    /// Which one of its year it is, from 1 to 4.
    pub number: u8,
}

impl Quarter {
    /// The quarter of a day, in years that start in a month from 1 to 12.
    pub fn of(day: Date, first_month: i8) -> Quarter {
        let month = Day::of(day).month();
        let into_year = (month - i64::from(first_month) + 1).rem_euclid(12);
        let start = month - into_year % 3;
        let until = Day::of_month(start + 3).date();
        Quarter {
            from: Day::of_month(start).date().unwrap_or(Date::MIN),
            until: until.map_or(Date::MAX, |next| next.saturating_sub(1.day())),
            number: (into_year / 3 + 1) as u8,
        }
    }

    /// As people call it: `Q3, Aug–Oct 2026`. Its year is that of its days, since some name a
    /// fiscal year by its first day and some by its last.
    pub fn label(&self) -> String {
        let Quarter { from, until, number } = self;
        let first = if from.year() == until.year() { "%b" } else { "%b %Y" };
        format!("Q{number}, {}–{}", from.strftime(first), until.strftime("%b %Y"))
    }
}

/// The days that are looked at.
#[derive(Clone, Debug)]
pub struct Window {
    /// The first day.
    pub since: Date,
    /// The last one: what is taken for today.
    pub until: Date,
    /// Whether somebody asked for the first day.
    pub is_asked: bool,
    /// Every quarter that has a day in it, the earliest first.
    pub quarters: Vec<Quarter>,
}

impl Window {
    /// From a day until another, in the fiscal years of the common calendar; where no first day is
    /// asked for, from four whole quarters before the one that runs.
    pub fn of(model: &Model, until: Date, since: Option<Date>) -> Window {
        let days = model.common_calendar().map(|calendar| calendar.days());
        Window::new(until, since, days.map_or(1, |days| days.fiscal_start_month))
    }

    /// The same where fiscal years start in a month.
    pub fn new(until: Date, since: Option<Date>, first_month: i8) -> Window {
        let before = |quarter: &Quarter| {
            let day = quarter.from.checked_sub(1.day()).ok()?;
            Some(Quarter::of(day, first_month))
        };
        let running = Quarter::of(until, first_month);
        let count = if since.is_some() { MOST } else { 5 };
        let backwards = std::iter::successors(Some(running), before).take(count);
        let mut quarters: Vec<Quarter> =
            backwards.take_while(|it| since.is_none_or(|since| since <= it.until)).collect();
        quarters.reverse();
        let first = quarters.first().map_or(until, |it| it.from);
        Window { since: since.unwrap_or(first), until, is_asked: since.is_some(), quarters }
    }

    /// Whether a day is looked at.
    pub fn holds(&self, day: Date) -> bool {
        self.since <= day && day <= self.until
    }

    /// The place of the quarter of a day that is looked at.
    pub fn quarter(&self, day: Date) -> Option<usize> {
        let after = self.quarters.partition_point(|it| it.from <= day);
        after.checked_sub(1).filter(|_| self.holds(day))
    }

    /// Whether all days of a quarter are looked at.
    pub fn is_whole(&self, quarter: &Quarter) -> bool {
        self.holds(quarter.from) && self.holds(quarter.until)
    }
}
