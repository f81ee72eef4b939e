//! How often something happens, in days: what lints compare, and nothing is scheduled by.

use super::calendar::WorkCalendar;
use super::recurrence::weekdays;
use crate::tree::{DateAt, Duration, Frequency, MonthDay, Ordinal, Pattern, Unit};

const YEAR: f64 = 365.25;

/// The mean days from one occurrence to the next. None for a single date, and where the
/// pattern has no period of its own: `on trigger`, `at T-6 weeks`.
pub fn period_days(pattern: &Pattern, calendar: &WorkCalendar) -> Option<f64> {
    let (every, unit, times) = match pattern {
        Pattern::Days { every } => (*every, Unit::Day, 1),
        Pattern::Weeks { every, on } => (*every, Unit::Week, weekdays(on, calendar).len()),
        Pattern::Months { every, on } => (*every, Unit::Month, distinct(on)),
        Pattern::Quarters { every, on, .. } => (*every, Unit::Quarter, distinct(on)),
        Pattern::Years { every, on, .. } => (*every, Unit::Year, distinct(on)),
        Pattern::Dates(dates) => return mean_gap(dates),
        Pattern::Offsets(_) | Pattern::Trigger { .. } => return None,
    };
    (times > 0).then_some(unit_days(unit)? * f64::from(every.max(1)) / f64::from(times))
}

/// The days of a frequency; none for a unit that is no frequency.
pub fn frequency_days(frequency: Frequency) -> Option<f64> {
    Some(unit_days(frequency.unit)? * f64::from(frequency.every.max(1)))
}

/// About how many days a length of time lasts, to compare it with another: a week has five
/// workdays, a month is the twelfth of a year. None for cycles.
pub fn length_days(length: Duration) -> Option<f64> {
    let count = f64::from(length.count);
    Some(match length.unit {
        Unit::Minute => count / f64::from(24 * 60),
        Unit::Workday => count * 7.0 / 5.0,
        unit => count * unit_days(unit)?,
    })
}

/// The period of several cadences together: their rates add. Those without a period do
/// not count; none where none has one.
pub fn combined_period(periods: impl IntoIterator<Item = Option<f64>>) -> Option<f64> {
    let rate: f64 = periods.into_iter().flatten().map(|days| 1.0 / days).sum();
    (rate > 0.0).then_some(1.0 / rate)
}

fn unit_days(unit: Unit) -> Option<f64> {
    match unit {
        Unit::Day => Some(1.0),
        Unit::Week => Some(7.0),
        Unit::Month => Some(YEAR / 12.0),
        Unit::Quarter => Some(YEAR / 4.0),
        Unit::Year => Some(YEAR),
        Unit::Minute | Unit::Workday | Unit::Cycle => None,
    }
}

/// How many days of a month are named, each counted once.
fn distinct(on: &MonthDay) -> u32 {
    let bits = match on {
        MonthDay::Nth(ordinals, _) => ordinals.iter().fold(0, |bits, ordinal| match ordinal {
            Ordinal::Nth(nth) => bits | 1_u64 << (nth & 31),
            Ordinal::Last => bits | 1 << 32,
        }),
        MonthDay::Days(days) => days.iter().fold(0, |bits, day| bits | 1_u64 << (day & 31)),
    };
    bits.count_ones()
}

fn mean_gap(dates: &[DateAt]) -> Option<f64> {
    let mut dates: Vec<_> = dates.iter().map(|it| it.value).collect();
    dates.sort_unstable();
    dates.dedup();
    let gaps = dates.len().checked_sub(1).filter(|gaps| *gaps > 0)?;
    let days = super::day::Day::of(*dates.last()?).0 - super::day::Day::of(*dates.first()?).0;
    Some(days as f64 / gaps as f64)
}
