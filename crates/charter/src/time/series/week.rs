//! At which hours of the week a series can take place: less than the truth costs, and
//! never less than the truth.

use jiff::civil::{Date, Time};

use super::Series;
use crate::time::day::Day;
use crate::time::{Picks, Recurrence, Workweek};
use crate::tree::{DayKind, OnHoliday};

const DAY: i64 = 24 * 60 * 60;

/// 1970-01-01 was a Thursday: the first Monday of the count stood three days before.
const MONDAY: i64 = -3;

impl Series {
    /// When in a week it can begin between two days: seconds since a Monday of 1970,
    /// which repeat every week. None where that is better looked up: dates that are
    /// written out, and what a hand has moved.
    pub fn hours_of_week(&self, from: Date, to: Date) -> Option<Vec<i64>> {
        let wall = self.wall_hours_of_week()?;
        let offsets = self.zone.offsets(Day::of(from), Day::of(to));
        Some(wall.into_iter().flat_map(|hour| offsets.iter().map(move |it| hour - it)).collect())
    }

    /// The same as clocks show it where it takes place.
    pub fn wall_hours_of_week(&self) -> Option<Vec<i64>> {
        let weekdays = self.weekdays().filter(|_| self.moves.is_empty())?;
        let days = (0..7).filter(|nth| weekdays.bits() >> nth & 1 == 1);
        let hours = days.flat_map(|weekday| {
            self.at.iter().map(move |time| (MONDAY + weekday) * DAY + since_midnight(*time))
        });
        Some(hours.collect())
    }

    /// The days of the week on which it can take place.
    fn weekdays(&self) -> Option<Workweek> {
        let work = self.calendar.workdays;
        let usual = match &self.pattern {
            Recurrence::Weeks { weekdays, .. } => *weekdays,
            Recurrence::Months { picks: Picks::Nth(_, DayKind::Weekday(day)), .. } => {
                [*day].into_iter().collect()
            }
            Recurrence::Months { picks: Picks::Nth(_, DayKind::Workday), .. } => work,
            Recurrence::Months { .. } | Recurrence::Days { .. } => Workweek::ALL,
            Recurrence::Dates(_) => return None,
        };
        let moves = matches!(self.on_holiday, OnHoliday::MoveToNext | OnHoliday::MoveToPrevious);
        let moves = moves && !self.calendar.holidays.is_empty();
        Some(if moves { usual.union(work) } else { usual })
    }
}

fn since_midnight(time: Time) -> i64 {
    i64::from(time.hour()) * 3_600 + i64::from(time.minute()) * 60
}
