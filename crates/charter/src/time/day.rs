//! Days as numbers: the arithmetic that expanding a cadence needs.
//!
//! A `jiff` date knows its year, month and day. To step by weeks, or to jump forty
//! years ahead, a count of days is simpler and several times faster.

use jiff::civil::Date;

/// A day, counted from 1970-01-01. Any number is a day; only some are dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(pub(crate) i64);

/// Days in four hundred years: the calendar repeats itself, weekdays and all.
pub(super) const ERA: i64 = 146_097;

/// From 0000-03-01, where the eras are counted from, to 1970-01-01.
const EPOCH: i64 = 719_468;

impl Day {
    pub(crate) fn of(date: Date) -> Day {
        Day::from_civil(date.year().into(), date.month().into(), date.day().into())
    }

    /// The first day of a month, months being counted from January of year 0.
    pub(crate) fn of_month(month: i64) -> Day {
        Day::from_civil(month.div_euclid(12), month.rem_euclid(12) + 1, 1)
    }

    fn from_civil(year: i64, month: i64, day: i64) -> Day {
        // The year begins in March, so that the leap day is its last.
        let (year, month) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
        let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
        let day_of_year = (153 * month + 2) / 5 + day - 1;
        Day(era * ERA + year * 365 + year / 4 - year / 100 + day_of_year - EPOCH)
    }

    /// The date, if it has four digits of year.
    pub(crate) fn date(self) -> Option<Date> {
        let (year, month, day) = self.civil();
        Date::new(i16::try_from(year).ok()?, month as i8, day as i8).ok()
    }

    /// The month, counted from January of year 0.
    pub(crate) fn month(self) -> i64 {
        let (year, month, _) = self.civil();
        year * 12 + month - 1
    }

    fn civil(self) -> (i64, i64, i64) {
        let day = self.0 + EPOCH;
        let (era, day) = (day.div_euclid(ERA), day.rem_euclid(ERA));
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day_of_year = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let (carry, month) = if month < 10 { (0, month + 3) } else { (1, month - 9) };
        (era * 400 + year + carry, month, day)
    }

    /// 0 on Monday to 6 on Sunday.
    pub(crate) fn weekday(self) -> u32 {
        (self.0 + 3).rem_euclid(7) as u32
    }

    /// The week, which begins on Monday.
    pub(super) fn week(self) -> i64 {
        (self.0 + 3).div_euclid(7)
    }

    /// The Monday of a week.
    pub(super) fn of_week(week: i64) -> Day {
        Day(week * 7 - 3)
    }

    pub(crate) fn plus(self, days: i64) -> Day {
        Day(self.0 + days)
    }
}
