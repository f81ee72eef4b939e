//! A rule as RRULE.

use jiff::civil::{Date, Weekday};

use super::Pattern;
use super::text::Pen;
use super::write::number;

/// The RRULE of a pattern, without its UNTIL and without the end of the line.
pub(super) fn pattern(pen: &mut Pen, pattern: &Pattern) {
    match pattern {
        Pattern::Daily { every } => {
            pen.put(b"RRULE:FREQ=DAILY");
            interval(pen, *every);
        }
        Pattern::Weekly { every, days } => {
            pen.put(b"RRULE:FREQ=WEEKLY");
            interval(pen, *every);
            list(pen, b";BYDAY=", days, |pen, day| pen.put(code(*day)));
            if *every > 1 {
                pen.put(b";WKST=MO");
            }
        }
        Pattern::MonthlyWeekday { every, days } => {
            monthly(pen, *every);
            list(pen, b";BYDAY=", days, |pen, (nth, day)| {
                number(pen, i32::from(*nth));
                pen.put(code(*day));
            });
        }
        Pattern::MonthlyDay { every, days } => {
            monthly(pen, *every);
            list(pen, b";BYMONTHDAY=", days, |pen, day| number(pen, i32::from(*day)));
        }
        Pattern::MonthlyWorkday { every, last } => {
            monthly(pen, *every);
            pen.put(b";BYDAY=MO,TU,WE,TH,FR;BYSETPOS=");
            pen.put(if *last { b"-1" } else { b"1" });
        }
    }
}

fn monthly(pen: &mut Pen, every: u16) {
    pen.put(b"RRULE:FREQ=MONTHLY");
    interval(pen, every);
}

fn interval(pen: &mut Pen, every: u16) {
    if every > 1 {
        pen.put(b";INTERVAL=");
        number(pen, i32::from(every));
    }
}

fn list<T>(pen: &mut Pen, head: &[u8], items: &[T], mut item: impl FnMut(&mut Pen, &T)) {
    for (n, value) in items.iter().enumerate() {
        pen.put(if n == 0 { head } else { b"," });
        item(pen, value);
    }
}

/// The two letters of a weekday.
pub(super) fn code(day: Weekday) -> &'static [u8; 2] {
    match day {
        Weekday::Monday => b"MO",
        Weekday::Tuesday => b"TU",
        Weekday::Wednesday => b"WE",
        Weekday::Thursday => b"TH",
        Weekday::Friday => b"FR",
        Weekday::Saturday => b"SA",
        Weekday::Sunday => b"SU",
    }
}

/// Which one of its weekday in its month a day is, from the start.
pub(super) fn nth(date: Date) -> i8 {
    (date.day() - 1) / 7 + 1
}

/// Whether no later day of the month is of the same weekday.
pub(super) fn is_last(date: Date) -> bool {
    date.day() + 7 > date.days_in_month()
}
