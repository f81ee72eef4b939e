//! The days of a working calendar, made ready to be asked many times.

use std::sync::Arc;

use jiff::civil::Date;

use crate::time::WorkCalendar;

/// A working calendar over the horizon.
#[derive(Clone, Debug)]
pub(super) struct Days {
    /// The calendar.
    pub(super) calendar: Arc<WorkCalendar>,
    /// The same without a single holiday: the year as a rule knows it.
    pub(super) bare: WorkCalendar,
    /// Years from here on are in the table.
    year: i16,
    /// One bit for each day of a month, twelve months a year.
    off: Vec<u32>,
}

impl Days {
    /// A calendar, with its holidays at hand from one day to another.
    pub(super) fn new(calendar: Arc<WorkCalendar>, first: Date, last: Date) -> Days {
        let bare = WorkCalendar { holidays: Default::default(), ..WorkCalendar::clone(&calendar) };
        let years = first.year()..=last.year();
        let mut off = vec![0; 12 * years.clone().count()];
        if let Some(end) = calendar.holidays.last() {
            let mut day = first.first_of_year();
            while day <= end && day <= last {
                if calendar.holidays.title(day).is_some() {
                    off[month(day, first.year())] |= 1 << day.day();
                }
                let Ok(next) = day.tomorrow() else { break };
                day = next;
            }
        }
        Days { calendar, bare, year: first.year(), off }
    }

    /// Whether nobody ever has a day off.
    pub(super) fn has_no_holiday(&self) -> bool {
        self.calendar.holidays.is_empty()
    }

    /// Whether a day is a holiday.
    pub(super) fn is_holiday(&self, day: Date) -> bool {
        match self.off.get(month(day, self.year)) {
            Some(bits) => bits >> day.day() & 1 == 1,
            None => self.calendar.holidays.title(day).is_some(),
        }
    }

    /// Whether a holiday lies between two days, both included.
    pub(super) fn has_holiday(&self, from: Date, to: Date) -> bool {
        if self.has_no_holiday() {
            return false;
        }
        let (first, last) = (month(from, self.year), month(to, self.year));
        let Some(bits) = self.off.get(first..=last.max(first)) else { return true };
        if bits.iter().all(|bits| *bits == 0) {
            return false;
        }
        let days = std::iter::successors(Some(from), |day| day.tomorrow().ok());
        days.take_while(|day| *day <= to).any(|day| self.is_holiday(day))
    }
}

/// Where the bits of a month are; nowhere for months before the table.
fn month(day: Date, year: i16) -> usize {
    let months = (i32::from(day.year()) - i32::from(year)) * 12 + i32::from(day.month()) - 1;
    usize::try_from(months).unwrap_or(usize::MAX)
}
