//! Days before those of a rule that are no rule themselves, but come near to one.
//!
//! Two workdays before the 2nd Thursday is a Tuesday: the 2nd of its month in five months
//! of seven, else the 1st. A series of 2nd Tuesdays, some a week earlier, is what people
//! know, and a third of the size of as many single days. So are five workdays before the
//! 15th, which is mostly the 8th, and two workdays before every third day: mostly two
//! days before, and four where a weekend lies between.

use jiff::civil::{Date, Weekday};

use super::rule::{Distances, distance, earlier};
use crate::emit::ics::Pattern;

/// A rule to which the days before another come near.
#[derive(Clone, Debug)]
pub(super) struct Nearby {
    /// The rule.
    pub(super) pattern: Pattern,
    by: By,
}

/// How the rule counts.
#[derive(Clone, Debug)]
enum By {
    /// So many days before each, whatever the weekday.
    Days(i64),
    /// Each weekday of a month that was counted, and the week where the rule has it.
    Weeks(Vec<(i8, Week)>),
}

/// A week of the month of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Week {
    /// Counted from the first, which is 0; -1 is the last of the month before.
    Nth(i64),
    /// The last.
    Last,
}

impl Nearby {
    /// The rule that is nearest to the days before those of another.
    pub(super) fn of(pattern: &Pattern, distances: &Distances) -> Option<Nearby> {
        match pattern {
            Pattern::Daily { .. } => {
                Some(Nearby { pattern: pattern.clone(), by: By::Days(usual(distances)) })
            }
            Pattern::MonthlyWeekday { every, days } => Nearby::weekdays(*every, days, distances),
            Pattern::MonthlyDay { every, days } => Nearby::days(*every, days, distances),
            Pattern::Weekly { .. } | Pattern::MonthlyWorkday { .. } => None,
        }
    }

    /// As many days before as on most days of the week.
    fn days(every: u16, days: &[i8], distances: &Distances) -> Option<Nearby> {
        let distance = usual(distances);
        let before = days.iter().map(|day| {
            let before = i64::from(*day) - distance;
            (*day <= 28 && before >= 1).then_some(before as i8)
        });
        let days = before.collect::<Option<Vec<i8>>>()?;
        Some(Nearby { pattern: Pattern::MonthlyDay { every, days }, by: By::Days(distance) })
    }

    fn weekdays(every: u16, days: &[(i8, Weekday)], distances: &Distances) -> Option<Nearby> {
        let weekday = days.first()?.1;
        let distance = distance(distances, weekday);
        let weeks = days.iter().map(|(nth, _)| Some((*nth, week(*nth, distance)?)));
        let weeks = weeks.collect::<Option<Vec<(i8, Week)>>>()?;
        // In the month before is only a rule of its own where months are counted alike.
        let alike = every <= 1 || weeks.len() == 1;
        let before = i64::from(weekday.to_monday_zero_offset()) - distance;
        let before = Weekday::from_monday_zero_offset(before.rem_euclid(7) as i8).ok()?;
        let mut days: Vec<(i8, Weekday)> =
            weeks.iter().map(|(_, week)| (name(*week), before)).collect();
        days.sort_unstable_by_key(|(nth, _)| (*nth < 0, *nth));
        days.dedup();
        let one_for_one = days.len() == weeks.len() && alike;
        let pattern = Pattern::MonthlyWeekday { every, days };
        one_for_one.then_some(Nearby { pattern, by: By::Weeks(weeks) })
    }

    /// Where the rule has what is due on a day before a meeting.
    pub(super) fn nominal(&self, meets: Date, due: Date) -> Option<Date> {
        match &self.by {
            By::Days(distance) => earlier(meets, *distance),
            By::Weeks(weeks) => in_week(weeks, meets, due),
        }
    }
}

/// The distance of most days of the week; of several, the longest.
fn usual(distances: &Distances) -> i64 {
    let count = |it: i64| distances.iter().filter(|other| **other == it).count();
    distances.iter().copied().max_by_key(|it| (count(*it), *it)).unwrap_or_default()
}

fn in_week(weeks: &[(i8, Week)], meets: Date, due: Date) -> Option<Date> {
    let nth = (meets.day() - 1) / 7 + 1;
    let &(_, chosen) = weeks.iter().find(|(it, _)| *it == nth || *it == -1)?;
    let weeks_late = match chosen {
        Week::Nth(chosen) => week_of(due, meets) - chosen,
        Week::Last if due.month() == meets.month() && due.day() + 7 > due.days_in_month() => 0,
        Week::Last => -1,
    };
    earlier(due, 7 * weeks_late)
}

/// Which week of a meeting's month a day is in, the first being 0.
fn week_of(day: Date, meets: Date) -> i64 {
    let days = day.duration_since(meets.first_of_month()).as_hours() / 24;
    days.div_euclid(7)
}

/// The week in which most of the days lie that are so many days before the nth weekday.
fn week(nth: i8, distance: i64) -> Option<Week> {
    match nth {
        -1 if (0..=3).contains(&distance) => Some(Week::Last),
        -1 => before_last(distance),
        1..=4 => {
            let first = 7 * i64::from(nth - 1) - distance;
            let week = first.div_euclid(7) + i64::from(first.rem_euclid(7) > 3);
            // The week before a month is the last of the month before; a fifth is not
            // in every month.
            (-1..=3).contains(&week).then_some(Week::Nth(week))
        }
        _ => None,
    }
}

/// The same before the last weekday, which is one of the last seven days of months of
/// 31, 30 or 28 days.
fn before_last(distance: i64) -> Option<Week> {
    let months = [(31, 7), (30, 4), (28, 1)];
    let share = |week: i64| {
        let falls = |day: i64| (day - 1 - distance).div_euclid(7) == week;
        let days = |length: i64| (length - 6..=length).filter(|day| falls(*day)).count();
        months.iter().map(|(length, months)| months * days(*length)).sum::<usize>()
    };
    let week = (-1..=3).max_by_key(|week| share(*week)).filter(|week| share(*week) > 0)?;
    Some(Week::Nth(week))
}

/// What the weekday of a week is called.
fn name(week: Week) -> i8 {
    match week {
        Week::Nth(week @ 0..) => week as i8 + 1,
        Week::Nth(_) | Week::Last => -1,
    }
}
