//! RRULE, read: the shapes that feeds are made of, by counting rather than by looking.
//!
//! A rule of weeks names the same days of each; a rule of months is one look at the first
//! of each. Whatever else a rule says, [`super::recur`] goes through its days one by one.

use jiff::civil::{Date, Weekday};

use super::recur::{Frequency, Recur};
use crate::time::Day;

/// A rule that can be counted.
pub(super) enum Quick {
    /// So many days after one another.
    Steps(i64),
    /// Every so many weeks on these days, counted from the day on which a week begins.
    Weeks(i64, i64, Vec<i64>),
    /// Every so many months, on the nth of these weekdays, 0 being Monday.
    Months(i64, Vec<(i64, i64)>),
}

impl Quick {
    /// Of a rule; none where it has to be gone through.
    pub(super) fn of(rule: &Recur) -> Option<Quick> {
        let plain = rule.by_month.is_empty()
            && rule.by_month_day.is_empty()
            && rule.by_position.is_empty()
            && rule.unknown.is_empty();
        let every = i64::from(rule.interval);
        match rule.frequency {
            _ if !plain => None,
            Frequency::Daily if rule.by_day.is_empty() => Some(Quick::Steps(every)),
            Frequency::Weekly if rule.by_day.iter().all(|(nth, _)| *nth == 0) => {
                Quick::weeks(rule, every)
            }
            Frequency::Monthly if rule.by_day.iter().all(|(nth, _)| *nth != 0) => {
                Quick::months(rule, every)
            }
            _ => None,
        }
    }

    fn weeks(rule: &Recur, every: i64) -> Option<Quick> {
        let begins = weekday(rule.week_start);
        let places = rule.by_day.iter().map(|(_, day)| (weekday(*day) - begins).rem_euclid(7));
        let mut places: Vec<i64> = places.collect();
        places.sort_unstable();
        places.dedup();
        (!places.is_empty()).then_some(Quick::Weeks(every, begins, places))
    }

    fn months(rule: &Recur, every: i64) -> Option<Quick> {
        let days = rule.by_day.iter().map(|(nth, day)| (i64::from(*nth), weekday(*day)));
        let days: Vec<(i64, i64)> = days.collect();
        (!days.is_empty()).then_some(Quick::Months(every, days))
    }

    /// The days from a start to a last one, counted from 1970, in order.
    pub(super) fn numbers(&self, start: Date, last: Date) -> Vec<i64> {
        let (start, last) = (Day::of(start), Day::of(last).0);
        match self {
            Quick::Steps(every) => (start.0..=last).step_by(*every as usize).collect(),
            Quick::Weeks(every, begins, places) => {
                let back = (i64::from(start.weekday()) - begins).rem_euclid(7);
                let weeks = (start.0 - back..=last).step_by(7 * *every as usize);
                let days = weeks.flat_map(|week| places.iter().map(move |place| week + place));
                days.filter(|day| (start.0..=last).contains(day)).collect()
            }
            Quick::Months(every, days) => {
                let mut found = Vec::new();
                for month in (start.month()..).step_by(*every as usize) {
                    let (first, next) = (Day::of_month(month), Day::of_month(month + 1).0);
                    if first.0 > last {
                        break;
                    }
                    let from = found.len();
                    let nths = days.iter().filter_map(|it| nth(*it, first, next));
                    found.extend(nths.filter(|day| (start.0..=last).contains(day)));
                    found[from..].sort_unstable();
                }
                found.dedup();
                found
            }
        }
    }
}

fn weekday(day: Weekday) -> i64 {
    i64::from(day.to_monday_zero_offset())
}

/// The nth weekday of a month, from its start or, below zero, from its end.
fn nth((nth, weekday): (i64, i64), first: Day, next: i64) -> Option<i64> {
    let earliest = first.0 + (weekday - i64::from(first.weekday())).rem_euclid(7);
    let all = (next - 1 - earliest) / 7 + 1;
    let place = if nth > 0 { nth - 1 } else { all + nth };
    (0..all).contains(&place).then(|| earliest + 7 * place)
}
