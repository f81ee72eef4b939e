//! RRULE, read: which days a rule names.
//!
//! Written for reading back, apart from the writer and from the compiler's own
//! arithmetic, so that each proves the other.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday};

use super::quick::Quick;
use super::value;
use crate::time::Day;

/// How often the set of days begins anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// The end of a rule, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Until {
    Day(Date),
    Local(DateTime),
    Utc(DateTime),
}

impl Until {
    /// A day after which no clock on Earth shows a time before the end.
    pub(super) fn last_day(self) -> Date {
        match self {
            Until::Day(end) => end,
            Until::Local(end) => end.date(),
            Until::Utc(end) => end.date().tomorrow().unwrap_or(Date::MAX),
        }
    }
}

/// A rule.
#[derive(Clone, Debug)]
pub(super) struct Recur {
    pub(super) frequency: Frequency,
    pub(super) interval: i32,
    pub(super) count: Option<u32>,
    pub(super) until: Option<Until>,
    pub(super) week_start: Weekday,
    /// The nth, or all of them where it is 0.
    pub(super) by_day: Vec<(i8, Weekday)>,
    pub(super) by_month_day: Vec<i8>,
    pub(super) by_month: Vec<i8>,
    pub(super) by_position: Vec<i32>,
    /// Parts that this reader does not know, such as BYWEEKNO.
    pub(super) unknown: Vec<String>,
}

impl Recur {
    /// A rule from the value of RRULE.
    pub(super) fn parse(text: &str) -> Option<Recur> {
        let mut rule = Recur {
            frequency: Frequency::Daily,
            interval: 1,
            count: None,
            until: None,
            week_start: Weekday::Monday,
            by_day: Vec::new(),
            by_month_day: Vec::new(),
            by_month: Vec::new(),
            by_position: Vec::new(),
            unknown: Vec::new(),
        };
        let mut seen = Vec::new();
        for part in text.split(';') {
            let (name, value) = part.split_once('=')?;
            if seen.contains(&name) {
                return None;
            }
            seen.push(name);
            rule.part(name, value)?;
        }
        (seen.contains(&"FREQ") && (rule.count.is_none() || rule.until.is_none())).then_some(rule)
    }

    fn part(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "FREQ" => self.frequency = frequency(value)?,
            "INTERVAL" => self.interval = number(value, 1..=1000)?,
            "COUNT" => self.count = Some(number(value, 1..=100_000)? as u32),
            "UNTIL" => self.until = Some(until(value)?),
            "WKST" => self.week_start = weekday(value)?,
            "BYDAY" => self.by_day = list(value, nth_weekday)?,
            "BYMONTHDAY" => self.by_month_day = list(value, |n| signed(n, 31).map(|n| n as i8))?,
            "BYMONTH" => self.by_month = list(value, |n| number(n, 1..=12).map(|n| n as i8))?,
            "BYSETPOS" => self.by_position = list(value, |n| signed(n, 366))?,
            _ => self.unknown.push(name.to_owned()),
        }
        Some(())
    }

    /// The days of the rule from its start to a last day, without regard to UNTIL and COUNT.
    pub(super) fn days(&self, start: Date, last: Date) -> impl Iterator<Item = Date> {
        let first = self.period_of(start);
        let periods = std::iter::successors(Some(first), |&period| self.next(period));
        periods
            .take_while(move |&period| period <= last)
            .flat_map(move |period| self.set(period, start))
            .filter(move |&day| day >= start && day <= last)
    }

    /// The same, counted from 1970: what feeds have many of is found without looking at
    /// every day.
    pub(super) fn numbers(&self, start: Date, last: Date) -> Vec<i64> {
        match Quick::of(self) {
            Some(quick) => quick.numbers(start, last),
            None => self.days(start, last).map(|day| Day::of(day).0).collect(),
        }
    }

    fn period_of(&self, day: Date) -> Date {
        match self.frequency {
            Frequency::Daily => day,
            Frequency::Weekly => {
                let back = day.weekday().since(self.week_start);
                day.saturating_sub(i64::from(back).days())
            }
            Frequency::Monthly => day.first_of_month(),
            Frequency::Yearly => day.first_of_year(),
        }
    }

    fn next(&self, period: Date) -> Option<Date> {
        let step = i64::from(self.interval);
        let step = match self.frequency {
            Frequency::Daily => step.days(),
            Frequency::Weekly => (step * 7).days(),
            Frequency::Monthly => step.months(),
            Frequency::Yearly => step.years(),
        };
        period.checked_add(step).ok()
    }

    /// The days of one period, in order, after BYSETPOS.
    fn set(&self, period: Date, start: Date) -> Vec<Date> {
        let mut days = Vec::new();
        match self.frequency {
            Frequency::Daily => self.select(period, period, start, &mut days),
            Frequency::Weekly => {
                let last = period.saturating_add(6.days());
                self.select(period, last, start, &mut days);
            }
            Frequency::Monthly => self.select(period, period.last_of_month(), start, &mut days),
            Frequency::Yearly => self.year(period, start, &mut days),
        }
        if self.by_position.is_empty() {
            return days;
        }
        days.iter().enumerate().filter(|&(n, _)| self.at(n, days.len())).map(|(_, d)| *d).collect()
    }

    /// With BYMONTH, nth weekdays are counted in each month; else in the year.
    fn year(&self, period: Date, start: Date, days: &mut Vec<Date>) {
        let by_date = self.by_day.is_empty();
        if self.by_month.is_empty() && !by_date {
            return self.select(period, period.last_of_year(), start, days);
        }
        for month in 1..=12 {
            let same_month = self.by_month_day.is_empty() && month == start.month();
            let wanted = match self.by_month.as_slice() {
                [] => same_month || !self.by_month_day.is_empty(),
                months => months.contains(&month),
            };
            if let Some(first) = Date::new(period.year(), month, 1).ok().filter(|_| wanted) {
                self.select(first, first.last_of_month(), start, days);
            }
        }
    }

    fn at(&self, n: usize, of: usize) -> bool {
        let (n, of) = (n as i32, of as i32);
        self.by_position.contains(&(n + 1)) || self.by_position.contains(&(n - of))
    }

    fn select(&self, first: Date, last: Date, start: Date, days: &mut Vec<Date>) {
        let mut day = first;
        loop {
            if self.holds(day, first, last, start) {
                days.push(day);
            }
            match day.tomorrow() {
                Ok(next) if next <= last => day = next,
                _ => break,
            }
        }
    }

    fn holds(&self, day: Date, first: Date, last: Date, start: Date) -> bool {
        let month = self.by_month.is_empty() || self.by_month.contains(&day.month());
        month && self.holds_month_day(day, start) && self.holds_weekday(day, first, last, start)
    }

    fn holds_month_day(&self, day: Date, start: Date) -> bool {
        let from_end = day.day() - day.days_in_month() - 1;
        match self.by_month_day.as_slice() {
            [] if self.by_day.is_empty() => match self.frequency {
                Frequency::Monthly | Frequency::Yearly => day.day() == start.day(),
                Frequency::Daily | Frequency::Weekly => true,
            },
            [] => true,
            days => days.contains(&day.day()) || days.contains(&from_end),
        }
    }

    fn holds_weekday(&self, day: Date, first: Date, last: Date, start: Date) -> bool {
        let nth = |from: Date, to: Date| (to.duration_since(from).as_hours() / (24 * 7) + 1) as i8;
        let holds = |&(n, weekday): &(i8, Weekday)| {
            weekday == day.weekday() && (n == 0 || n == nth(first, day) || n == -nth(day, last))
        };
        match self.by_day.as_slice() {
            [] if self.frequency == Frequency::Weekly => day.weekday() == start.weekday(),
            [] => true,
            days => days.iter().any(holds),
        }
    }
}

fn frequency(text: &str) -> Option<Frequency> {
    match text {
        "DAILY" => Some(Frequency::Daily),
        "WEEKLY" => Some(Frequency::Weekly),
        "MONTHLY" => Some(Frequency::Monthly),
        "YEARLY" => Some(Frequency::Yearly),
        _ => None,
    }
}

fn until(text: &str) -> Option<Until> {
    match value::date_time(text) {
        Some((at, true)) => Some(Until::Utc(at)),
        Some((at, false)) => Some(Until::Local(at)),
        None => value::date(text).map(Until::Day),
    }
}

fn list<T>(text: &str, item: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    text.split(',').map(item).collect()
}

fn number(text: &str, allowed: std::ops::RangeInclusive<i32>) -> Option<i32> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|n| plain && allowed.contains(n))
}

/// A number from 1 to a largest, or from its negative to -1.
fn signed(text: &str, largest: i32) -> Option<i32> {
    match text.strip_prefix('-') {
        Some(rest) => number(rest, 1..=largest).map(|n| -n),
        None => number(text.strip_prefix('+').unwrap_or(text), 1..=largest),
    }
}

fn nth_weekday(text: &str) -> Option<(i8, Weekday)> {
    let at = text.len().checked_sub(2).filter(|&at| text.is_char_boundary(at))?;
    let (nth, day) = text.split_at(at);
    let nth = if nth.is_empty() { 0 } else { signed(nth, 53)? };
    Some((nth as i8, weekday(day)?))
}

fn weekday(text: &str) -> Option<Weekday> {
    match text {
        "MO" => Some(Weekday::Monday),
        "TU" => Some(Weekday::Tuesday),
        "WE" => Some(Weekday::Wednesday),
        "TH" => Some(Weekday::Thursday),
        "FR" => Some(Weekday::Friday),
        "SA" => Some(Weekday::Saturday),
        "SU" => Some(Weekday::Sunday),
        _ => None,
    }
}
