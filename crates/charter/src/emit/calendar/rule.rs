//! Which patterns a calendar file can say as a rule.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use crate::emit::ics::Pattern;
use crate::time::{Picks, Recurrence, Series, Workweek};
use crate::tree::{DayKind, Ordinal};

/// Programs agree on intervals up to this.
const MOST: u32 = 1000;

/// The same of days: what Outlook takes.
const MOST_DAYS: u32 = 999;

/// The rule of a series that has an occurrence on this day of the rule; none where its
/// days are no rule that all programs read alike.
pub(super) fn pattern(series: &Series, day: Date) -> Option<Pattern> {
    match &series.pattern {
        Recurrence::Days { every: 0 | 1 } => {
            let days = Weekday::Monday.cycle_forward().take(7).collect();
            Some(Pattern::Weekly { every: 1, days })
        }
        Recurrence::Days { every } if every % 7 == 0 => {
            Some(Pattern::Weekly { every: interval(every / 7)?, days: vec![day.weekday()] })
        }
        Recurrence::Days { every } if *every <= MOST_DAYS => {
            Some(Pattern::Daily { every: interval(*every)? })
        }
        Recurrence::Weeks { every, weekdays } => {
            Some(Pattern::Weekly { every: interval(*every)?, days: weekdays.iter().collect() })
        }
        Recurrence::Months { picks, .. } => monthly(picks, series),
        Recurrence::Days { .. } | Recurrence::Dates(_) => None,
    }
}

fn monthly(picks: &Picks, series: &Series) -> Option<Pattern> {
    let every = interval(series.pattern.months()?)?;
    match picks {
        Picks::Nth(ordinals, DayKind::Weekday(weekday)) => {
            let mut days: Vec<(i8, Weekday)> =
                ordinals.iter().map(|it| (number(*it), *weekday)).collect();
            days.sort_unstable_by_key(|(nth, _)| (*nth < 0, *nth));
            days.dedup();
            // The last may be the fourth or the fifth, and some programs count it twice.
            let twice = days.len() > 1 && days.iter().any(|(nth, _)| *nth > 3);
            let twice = twice && days.iter().any(|(nth, _)| *nth < 0);
            (!twice).then_some(Pattern::MonthlyWeekday { every, days })
        }
        Picks::Nth(_, DayKind::Workday) => {
            let common = series.calendar.workdays == Workweek::MONDAY_TO_FRIDAY;
            let last = edge(&series.pattern).filter(|_| common)? == Ordinal::Last;
            Some(Pattern::MonthlyWorkday { every, last })
        }
        Picks::Days(days) => {
            let mut days: Vec<i8> = days.iter().map(|day| *day as i8).collect();
            days.sort_unstable();
            days.dedup();
            Some(Pattern::MonthlyDay { every, days })
        }
    }
}

fn interval(every: u32) -> Option<u16> {
    u16::try_from(every.max(1)).ok().filter(|_| every <= MOST)
}

fn number(ordinal: Ordinal) -> i8 {
    match ordinal {
        Ordinal::Nth(nth) => nth as i8,
        Ordinal::Last => -1,
    }
}

/// The first or the last workday, where a pattern picks that alone.
fn edge(pattern: &Recurrence) -> Option<Ordinal> {
    match pattern {
        Recurrence::Months { picks: Picks::Nth(ordinals, DayKind::Workday), .. } => {
            let edge = *ordinals.first()?;
            let alone = ordinals.iter().all(|it| *it == edge);
            (alone && matches!(edge, Ordinal::Nth(1) | Ordinal::Last)).then_some(edge)
        }
        _ => None,
    }
}

/// Whether a pattern is the first or the last workday of months: a rule can only say the
/// first or the last of Monday to Friday, so that the two part at holidays.
pub(super) fn is_edge(pattern: &Recurrence) -> bool {
    edge(pattern).is_some()
}

/// The first or last of Monday to Friday in the month of a day.
pub(super) fn edge_of(pattern: &Recurrence, day: Date) -> Date {
    let (mut edge, step) = match edge(pattern) {
        Some(Ordinal::Last) => (day.last_of_month(), -1),
        _ => (day.first_of_month(), 1),
    };
    while matches!(edge.weekday(), Weekday::Saturday | Weekday::Sunday) {
        edge = edge.saturating_add(step.days());
    }
    edge
}

/// The same of the next month that the pattern counts.
pub(super) fn next_edge(series: &Series, nominal: Date) -> Option<Date> {
    let months = i64::from(series.pattern.months()?.clamp(1, MOST));
    let next = nominal.first_of_month().checked_add(months.months()).ok()?;
    Some(edge_of(&series.pattern, next))
}

/// How many days earlier, by the weekday, Monday first.
pub(super) type Distances = [i64; 7];

/// The distance from a weekday.
pub(super) fn distance(distances: &Distances, weekday: Weekday) -> i64 {
    distances[weekday.to_monday_zero_offset() as usize % 7]
}

/// The day so many days earlier.
pub(super) fn earlier(day: Date, days: i64) -> Option<Date> {
    // Within the month there is nothing to reckon.
    match i64::from(day.day()) - days {
        within @ 1.. if days >= 0 => Date::new(day.year(), day.month(), within as i8).ok(),
        _ => day.checked_sub(Span::new().try_days(days).ok()?).ok(),
    }
}

/// The rule of days that lie before those of another rule. None where those are no rule
/// of their own, one for one.
pub(super) fn shifted(pattern: &Pattern, distances: &Distances) -> Option<Pattern> {
    // A distance in workdays depends on the day of the week.
    let even = distances.iter().all(|it| *it == distances[0]);
    match pattern {
        Pattern::Daily { .. } => even.then(|| pattern.clone()),
        Pattern::Weekly { every, days } => weekly_before(*every, days, distances),
        Pattern::MonthlyWeekday { every, days } => {
            let distance = distance(distances, days.first()?.1);
            let days = nth_before(days, Some(distance / 7).filter(|_| distance % 7 == 0)?)?;
            Some(Pattern::MonthlyWeekday { every: *every, days })
        }
        Pattern::MonthlyDay { every, days } => {
            let days = days.iter().map(|day| {
                let before = i64::from(*day) - distances[0];
                (even && *day <= 28 && before >= 1).then_some(before as i8)
            });
            Some(Pattern::MonthlyDay { every: *every, days: days.collect::<Option<_>>()? })
        }
        Pattern::MonthlyWorkday { .. } => None,
    }
}

fn weekly_before(every: u16, days: &[Weekday], distances: &Distances) -> Option<Pattern> {
    let places: Vec<i64> = days
        .iter()
        .map(|day| i64::from(day.to_monday_zero_offset()) - distance(distances, *day))
        .collect();
    // Every so many weeks, all have to fall into one week.
    let week = places.first()?.div_euclid(7);
    let together = every <= 1 || places.iter().all(|it| it.div_euclid(7) == week);
    let mut before: Vec<i8> = places.iter().map(|it| it.rem_euclid(7) as i8).collect();
    before.sort_unstable();
    before.dedup();
    let one_for_one = before.len() == places.len();
    let days = before.into_iter().filter_map(|it| Weekday::from_monday_zero_offset(it).ok());
    (together && one_for_one).then(|| Pattern::Weekly { every, days: days.collect() })
}

/// The nth weekdays so many weeks before others. The week before the first is the last
/// of the month before; what comes before the fifth or the last has no such name.
fn nth_before(days: &[(i8, Weekday)], weeks: i64) -> Option<Vec<(i8, Weekday)>> {
    if weeks == 0 {
        return Some(days.to_vec());
    }
    let weeks = i8::try_from(weeks).ok()?;
    match days {
        [(1, weekday)] if weeks == 1 => Some(vec![(-1, *weekday)]),
        _ => {
            let before = |(nth, weekday): &(i8, Weekday)| {
                let before = nth.checked_sub(weeks)?;
                ((1..=4).contains(nth) && before >= 1).then_some((before, *weekday))
            };
            days.iter().map(before).collect()
        }
    }
}
