//! Days before the nth weekday of a month that are no nth weekday themselves.
//!
//! Two workdays before the 2nd Thursday is a Tuesday: the 2nd of its month in five months
//! of seven, else the 1st. A series of 2nd Tuesdays, some a week earlier, is what people
//! know, and a third of the size of as many single days.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::rule::{Distances, distance};
use crate::emit::ics::Pattern;

/// A rule to which the days before another come near.
#[derive(Clone, Debug)]
pub(super) struct Nearby {
    /// The rule.
    pub(super) pattern: Pattern,
    /// Each weekday of a month that was counted, and the week where the rule has it.
    weeks: Vec<(i8, i64)>,
}

impl Nearby {
    /// The rule that is nearest to the days before those of another.
    pub(super) fn of(pattern: &Pattern, distances: &Distances) -> Option<Nearby> {
        let Pattern::MonthlyWeekday { every, days } = pattern else { return None };
        let weekday = days.first()?.1;
        let distance = distance(distances, weekday);
        let weeks = days.iter().map(|(nth, _)| Some((*nth, week(*nth, distance)?)));
        let weeks = weeks.collect::<Option<Vec<(i8, i64)>>>()?;
        // In the month before is only a rule of its own where months are counted alike.
        let alike = *every <= 1 || weeks.len() == 1;
        let before = i64::from(weekday.to_monday_zero_offset()) - distance;
        let before = Weekday::from_monday_zero_offset(before.rem_euclid(7) as i8).ok()?;
        let mut days: Vec<(i8, Weekday)> =
            weeks.iter().map(|(nth, week)| (name(*nth, *week), before)).collect();
        days.sort_unstable_by_key(|(nth, _)| (*nth < 0, *nth));
        days.dedup();
        let one_for_one = days.len() == weeks.len() && alike;
        let pattern = Pattern::MonthlyWeekday { every: *every, days };
        one_for_one.then_some(Nearby { pattern, weeks })
    }

    /// Where the rule has what is due on a day before a meeting.
    pub(super) fn nominal(&self, meets: Date, due: Date) -> Option<Date> {
        let nth = (meets.day() - 1) / 7 + 1;
        let known = self.weeks.iter().find(|(it, _)| *it == nth || *it == -1);
        let &(nth, chosen) = known?;
        let here = match nth {
            -1 => {
                i64::from(due.month() == meets.month() && due.day() + 7 > due.days_in_month()) - 1
            }
            _ => week_of(due, meets),
        };
        due.checked_add((7 * (chosen - here)).days()).ok()
    }
}

/// Which week of a meeting's month a day is in, the first being 0.
fn week_of(day: Date, meets: Date) -> i64 {
    let days = day.duration_since(meets.first_of_month()).as_hours() / 24;
    days.div_euclid(7)
}

/// The week in which most of the days lie that are so many days before the nth weekday;
/// for the last weekday, 0 is the last week of the month.
fn week(nth: i8, distance: i64) -> Option<i64> {
    match nth {
        -1 => (0..=3).contains(&distance).then_some(0),
        1..=4 => {
            let first = 7 * i64::from(nth - 1) - distance;
            let week = first.div_euclid(7) + i64::from(first.rem_euclid(7) > 3);
            // The week before a month is the last of the month before; a fifth is not
            // in every month.
            (-1..=3).contains(&week).then_some(week)
        }
        _ => None,
    }
}

/// What the weekday of a week is called.
fn name(nth: i8, week: i64) -> i8 {
    if nth == -1 || week < 0 { -1 } else { week as i8 + 1 }
}
