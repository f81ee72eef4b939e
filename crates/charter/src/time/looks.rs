//! Looks: the days on which somebody looks whether something has changed.
//!
//! The first look is on the first workday of a life; later ones are on the same day of the
//! week, or the same weekday of the month. One that falls on a holiday stays there, and is done
//! when work goes on.

use std::sync::Arc;

use jiff::civil::{Date, Time};

use super::calendar::{WorkCalendar, Workweek};
use super::recurrence::{Picks, Recurrence};
use super::series::Series;
use super::zone::Zone;
use crate::tree::{DayKind, Frequency, OnHoliday, Ordinal, Unit};

/// The days on which somebody looks, from a day on and up to another; none where they
/// would look on no day.
pub fn looks(
    calendar: &Arc<WorkCalendar>,
    every: Frequency,
    from: Date,
    until: Option<Date>,
) -> Option<Series> {
    let first = if calendar.is_workday(from) { Some(from) } else { calendar.next_workday(from) };
    let first = first.unwrap_or(from);
    let pattern = pattern(every, first, calendar.workdays)?;
    let series = Series {
        pattern,
        at: vec![Time::midnight()],
        minutes: 24 * 60,
        zone: Zone::utc(),
        start: first,
        from: Some(first),
        until,
        except: Vec::new(),
        moves: Vec::new(),
        on_holiday: OnHoliday::Keep,
        calendar: Arc::clone(calendar),
    };
    until.is_none_or(|until| first <= until).then_some(series)
}

/// Daily is each day of work; the other frequencies keep the weekday of the first look.
fn pattern(every: Frequency, first: Date, workdays: Workweek) -> Option<Recurrence> {
    let Frequency { every, unit, .. } = every;
    let every = every.max(1);
    let months = |unit: u8| Recurrence::Months {
        every,
        unit,
        phase: (first.month() as u8 - 1) % unit,
        picks: Picks::Nth(vec![ordinal(first)], DayKind::Weekday(first.weekday())),
    };
    Some(match unit {
        Unit::Day if every == 1 && !workdays.is_empty() => {
            Recurrence::Weeks { every: 1, weekdays: workdays }
        }
        Unit::Day => Recurrence::Days { every },
        Unit::Week => {
            Recurrence::Weeks { every, weekdays: [first.weekday()].into_iter().collect() }
        }
        Unit::Month => months(1),
        Unit::Quarter => months(3),
        Unit::Year => months(12),
        Unit::Minute | Unit::Workday | Unit::Cycle => return None,
    })
}

/// Which of its weekday in its month; a fifth is not in every month, the last is.
fn ordinal(day: Date) -> Ordinal {
    match (day.day() as u8 - 1) / 7 + 1 {
        nth @ 1..=4 => Ordinal::Nth(nth),
        _ => Ordinal::Last,
    }
}
