//! The proof of time: every phrase against a reference that walks day by day, every zone
//! against `jiff`, and properties that hold for any series.

#[path = "time/arithmetic.rs"]
mod arithmetic;
#[path = "time/exceptions.rs"]
mod exceptions;
#[path = "time/line.rs"]
mod line;
#[path = "time/phrases.rs"]
mod phrases;
#[path = "time/properties.rs"]
mod properties;
#[path = "time/reference.rs"]
mod reference;
#[path = "time/zones.rs"]
mod zones;

use charter::Span;
use charter::time::{Recurrence, Series, Zone, zone};
use charter::tree::{DayKind, MonthDay, Offset, OnHoliday, Ordinal, Pattern, Unit};
use jiff::civil::{Date, Time, Weekday};

use line::Line;

impl Line {
    fn series(&self) -> Series {
        Series {
            pattern: Recurrence::of(&self.pattern, &self.calendar).expect("a pattern with days"),
            at: self.at.clone(),
            minutes: self.minutes,
            zone: known(self.zone),
            start: self.start(),
            from: self.from,
            until: self.until,
            except: self.except.clone(),
            moves: self.moves.clone(),
            on_holiday: self.on_holiday,
            calendar: self.calendar.clone(),
        }
    }
}

const MODES: [OnHoliday; 4] =
    [OnHoliday::Skip, OnHoliday::MoveToNext, OnHoliday::MoveToPrevious, OnHoliday::Keep];

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

fn dates(texts: &[&str]) -> Vec<Date> {
    texts.iter().map(|it| date(it)).collect()
}

fn time(text: &str) -> Time {
    text.parse().expect("a time")
}

fn known(name: &str) -> Zone {
    zone(name).unwrap_or_else(|| panic!("{name} is no zone"))
}

fn on(weekdays: &[Weekday]) -> Vec<DayKind> {
    weekdays.iter().map(|it| DayKind::Weekday(*it)).collect()
}

fn nth(ordinals: &[u8], weekday: Weekday) -> MonthDay {
    let ordinal = |nth: &u8| if *nth == 0 { Ordinal::Last } else { Ordinal::Nth(*nth) };
    MonthDay::Nth(ordinals.iter().map(ordinal).collect(), DayKind::Weekday(weekday))
}

fn workday(ordinals: &[Ordinal]) -> MonthDay {
    MonthDay::Nth(ordinals.to_vec(), DayKind::Workday)
}

fn offset(count: i32, unit: Unit) -> Offset {
    Offset { count, unit, span: Span::default() }
}

fn written(texts: &[&str]) -> Pattern {
    let at = |it: &&str| charter::Spanned::new(date(it), Span::default());
    Pattern::Dates(texts.iter().map(at).collect())
}
