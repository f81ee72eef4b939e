//! The calendar of an organization: which days it works.

use jiff::civil::{Date, Time, Weekday};

use super::day::Day;
use crate::tree::OnHoliday;

/// The days of the week on which work is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Workweek {
    /// One bit a day, Monday the lowest.
    bits: u8,
}

impl Workweek {
    /// Monday to Friday.
    pub const MONDAY_TO_FRIDAY: Workweek = Workweek { bits: 0b001_1111 };

    /// Every day.
    pub(super) const ALL: Workweek = Workweek { bits: 0b111_1111 };

    /// Whether a day of the week is one of them.
    pub fn contains(self, weekday: Weekday) -> bool {
        self.bits >> weekday.to_monday_zero_offset() & 1 == 1
    }

    /// How many days of a week they are.
    pub fn len(self) -> u32 {
        self.bits.count_ones()
    }

    /// Whether no day of the week is one.
    pub fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// The days, from Monday on.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        Weekday::Monday.cycle_forward().take(7).filter(move |it| self.contains(*it))
    }

    /// These days and those.
    pub fn union(self, other: Workweek) -> Workweek {
        Workweek { bits: self.bits | other.bits }
    }

    /// One bit a day, Monday the lowest.
    pub(super) fn bits(self) -> u32 {
        self.bits.into()
    }

    fn has(self, day: Day) -> bool {
        self.bits() >> day.weekday() & 1 == 1
    }
}

impl FromIterator<Weekday> for Workweek {
    fn from_iter<I: IntoIterator<Item = Weekday>>(days: I) -> Self {
        let bit = |day: Weekday| 1 << day.to_monday_zero_offset();
        Workweek { bits: days.into_iter().fold(0, |bits, day| bits | bit(day)) }
    }
}

impl Default for Workweek {
    fn default() -> Self {
        Workweek::MONDAY_TO_FRIDAY
    }
}

/// The days on which an organization that would work does not.
#[derive(Clone, Debug, Default)]
pub struct Holidays {
    /// Single days in order, each once.
    days: Vec<(Day, Box<str>)>,
    /// Ranges in order that do not overlap, both ends included.
    closed: Vec<(Day, Day, Box<str>)>,
}

impl Holidays {
    /// From `holiday DATE "…"` and `closed DATE to DATE "…"`. Where several name a day,
    /// a `holiday` is preferred to a closure, and then what was written first.
    pub fn new<T: Into<Box<str>>>(
        days: impl IntoIterator<Item = (Date, T)>,
        closed: impl IntoIterator<Item = (Date, Date, T)>,
    ) -> Self {
        let mut days: Vec<_> =
            days.into_iter().map(|(it, title)| (Day::of(it), title.into())).collect();
        days.sort_by_key(|(day, _): &(Day, Box<str>)| *day);
        days.dedup_by_key(|(day, _)| *day);
        let range = |(from, to, title): (Date, Date, T)| (Day::of(from), Day::of(to), title.into());
        Holidays { days, closed: disjoint(closed.into_iter().map(range).collect()) }
    }

    /// What a day is called, if it is a holiday.
    pub fn title(&self, date: Date) -> Option<&str> {
        self.on(Day::of(date))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty() && self.closed.is_empty()
    }

    /// The last day that is known to be a holiday: after it, nothing was said.
    pub fn last(&self) -> Option<Date> {
        let day = self.days.last().map(|(day, _)| *day);
        let closed = self.closed.last().map(|(_, to, _)| *to);
        day.max(closed).and_then(Day::date)
    }

    pub(super) fn on(&self, day: Day) -> Option<&str> {
        match self.days.binary_search_by_key(&day, |(it, _)| *it) {
            Ok(found) => Some(&self.days[found].1),
            Err(_) => self.closure(day).map(|(_, _, title)| &**title),
        }
    }

    /// The first day off that is not before a day.
    pub(super) fn next(&self, day: Day) -> Option<Day> {
        let single = self.days.get(self.days.partition_point(|(it, _)| *it < day));
        let closure = self.closed.get(self.closed.partition_point(|(_, to, _)| *to < day));
        let single = single.map(|(it, _)| *it);
        single.into_iter().chain(closure.map(|(from, _, _)| day.max(*from))).min()
    }

    fn closure(&self, day: Day) -> Option<&(Day, Day, Box<str>)> {
        let after = self.closed.partition_point(|(from, _, _)| *from <= day);
        self.closed[..after].last().filter(|(_, to, _)| day <= *to)
    }

    /// One bit for each of up to 31 days from the first on that is a holiday.
    pub(super) fn bits(&self, first: Day, count: u32) -> u32 {
        let end = first.plus(count.into());
        let from = self.days.partition_point(|(day, _)| *day < first);
        let days = self.days[from..].iter().map(|(day, _)| (*day, *day));
        let from = self.closed.partition_point(|(_, to, _)| *to < first);
        let closed = self.closed[from..].iter().map(|(from, to, _)| (*from, *to));
        let within = |ranges: &mut dyn Iterator<Item = (Day, Day)>| {
            ranges.take_while(|(from, _)| *from < end).fold(0, |bits, (from, to)| {
                let low = from.max(first).0 - first.0;
                let high = to.min(end.plus(-1)).0 - first.0;
                bits | ((2 << high) - (1 << low))
            })
        };
        let bits: u64 = within(&mut { days }) | within(&mut { closed });
        bits as u32
    }
}

/// Ranges in order, each cut to where those before it end.
fn disjoint(mut ranges: Vec<(Day, Day, Box<str>)>) -> Vec<(Day, Day, Box<str>)> {
    ranges.sort_by_key(|(from, _, _)| *from);
    let mut end = Day(i64::MIN);
    ranges.retain_mut(|(from, to, _)| {
        *from = (*from).max(Day(end.0.saturating_add(1)));
        end = end.max(*to);
        *from <= *to
    });
    ranges
}

/// The calendar by which a charter is kept.
#[derive(Clone, Debug)]
pub struct WorkCalendar {
    /// The days of the week on which work is done.
    pub workdays: Workweek,
    /// The days off.
    pub holidays: Holidays,
    /// What becomes of an occurrence on a holiday, where its line does not say.
    pub on_holiday: OnHoliday,
    /// The month in which the fiscal year starts, 1 to 12.
    pub fiscal_start_month: i8,
    /// The hours of the working day.
    pub hours: Option<(Time, Time)>,
}

impl Default for WorkCalendar {
    fn default() -> Self {
        WorkCalendar {
            workdays: Workweek::default(),
            holidays: Holidays::default(),
            on_holiday: OnHoliday::default(),
            fiscal_start_month: 1,
            hours: None,
        }
    }
}

impl WorkCalendar {
    /// Whether a day is a workday of the week and no holiday.
    pub fn is_workday(&self, date: Date) -> bool {
        self.works(Day::of(date))
    }

    /// The first workday after a day.
    pub fn next_workday(&self, date: Date) -> Option<Date> {
        self.workday_after(Day::of(date)).and_then(Day::date)
    }

    /// The last workday before a day.
    pub fn previous_workday(&self, date: Date) -> Option<Date> {
        self.workday_before(Day::of(date)).and_then(Day::date)
    }

    pub(super) fn works(&self, day: Day) -> bool {
        self.workdays.has(day) && self.holidays.on(day).is_none()
    }

    pub(super) fn workday_after(&self, day: Day) -> Option<Day> {
        self.search(day, Day::of(Date::MAX), |day, (_, to)| day.max(to).plus(1))
    }

    pub(super) fn workday_before(&self, day: Day) -> Option<Day> {
        self.search(day, Day::of(Date::MIN), |day, (from, _)| day.min(from).plus(-1))
    }

    /// The nearest workday in the direction of a step, which leaps over closures: a
    /// closure may be written that lasts for ever.
    fn search(&self, day: Day, last: Day, step: impl Fn(Day, (Day, Day)) -> Day) -> Option<Day> {
        if self.workdays.is_empty() {
            return None;
        }
        let (low, high) = (last.min(day), last.max(day));
        let mut day = step(day, (day, day));
        while low <= day && day <= high {
            if self.works(day) {
                return Some(day);
            }
            let closure = self.holidays.closure(day);
            day = step(day, closure.map_or((day, day), |(from, to, _)| (*from, *to)));
        }
        None
    }

    /// One bit for each of up to 31 days from the first on that is a workday.
    pub(super) fn workday_bits(&self, first: Day, count: u32) -> u32 {
        let week = u64::from(self.workdays.bits());
        let weeks = (0..6).fold(0, |bits, nth| bits | week << (7 * nth));
        let days = (weeks >> first.weekday()) & ((1 << count) - 1);
        days as u32 & !self.holidays.bits(first, count)
    }
}
