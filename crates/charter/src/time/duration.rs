//! Durations and offsets: calendar arithmetic on days and wall-clock times.
//!
//! Months end where months end: a month after January 31 is the last of February.
//! Whatever leaves the years that have four digits is no day at all.

use jiff::Span;
use jiff::civil::{Date, DateTime};

use super::calendar::WorkCalendar;
use super::day::Day;
use crate::tree::{Duration, Offset, Unit};

/// More workdays than anybody counts; each is a step.
const MOST_WORKDAYS: i64 = 20_000;

/// A duration after a moment; none for cycles, which are a matter of occurrences.
pub fn after(start: DateTime, duration: Duration, calendar: &WorkCalendar) -> Option<DateTime> {
    shifted(start, duration.count.into(), duration.unit, calendar)
}

/// A duration before a moment: `due 5 workdays before`.
pub fn before(start: DateTime, duration: Duration, calendar: &WorkCalendar) -> Option<DateTime> {
    shifted(start, -i64::from(duration.count), duration.unit, calendar)
}

/// The day a duration after the beginning of a day.
pub fn after_date(start: Date, duration: Duration, calendar: &WorkCalendar) -> Option<Date> {
    after(start.at(0, 0, 0, 0), duration, calendar).map(DateTime::date)
}

/// The day a duration before the beginning of a day.
pub fn before_date(start: Date, duration: Duration, calendar: &WorkCalendar) -> Option<Date> {
    before(start.at(0, 0, 0, 0), duration, calendar).map(DateTime::date)
}

/// The day that an offset names, reckoned from the day that a launch ships or a bet was
/// committed.
pub fn offset(ships: Date, offset: Offset, calendar: &WorkCalendar) -> Option<Date> {
    match offset.unit {
        Unit::Minute => None,
        unit => shifted(ships.at(0, 0, 0, 0), offset.count.into(), unit, calendar),
    }
    .map(DateTime::date)
}

/// How many minutes a duration lasts, where every day has as many: the length of a
/// meeting.
pub fn minutes(duration: Duration) -> Option<u32> {
    let unit = match duration.unit {
        Unit::Minute => 1,
        Unit::Day => 24 * 60,
        Unit::Week => 7 * 24 * 60,
        _ => return None,
    };
    duration.count.checked_mul(unit)
}

fn shifted(start: DateTime, count: i64, unit: Unit, calendar: &WorkCalendar) -> Option<DateTime> {
    let span = Span::new();
    let span = match unit {
        Unit::Minute => span.try_minutes(count),
        Unit::Day => span.try_days(count),
        Unit::Week => span.try_weeks(count),
        Unit::Month => span.try_months(count),
        Unit::Quarter => span.try_months(count * 3),
        Unit::Year => span.try_years(count),
        Unit::Workday => return workdays(start, count, calendar),
        Unit::Cycle => return None,
    };
    start.checked_add(span.ok()?).ok()
}

/// The same time so many workdays later.
fn workdays(start: DateTime, count: i64, calendar: &WorkCalendar) -> Option<DateTime> {
    if count.abs() > MOST_WORKDAYS {
        return None;
    }
    let mut day = Day::of(start.date());
    for _ in 0..count.abs() {
        day = match count > 0 {
            true => calendar.workday_after(day)?,
            false => calendar.workday_before(day)?,
        };
    }
    Some(day.date()?.to_datetime(start.time()))
}
