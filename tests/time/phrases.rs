//! Every phrase of a cadence, in awkward zones, in every manner of holidays, over twenty
//! years, occurrence by occurrence.

use std::sync::Arc;

use charter::time::{Holidays, WorkCalendar};
use charter::tree::{DayKind, MonthDay, OnHoliday, Ordinal, Pattern};
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use crate::reference::{self, walk};
use crate::{Line, MODES, date, known, nth, on, time, workday, written};

/// Half an hour of summer time, a day that was left out, summer time that pauses for
/// Ramadan, two hours of it, gaps at midnight, quarters of an hour, laws that changed.
pub(crate) const ZONES: &[&str] = &[
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Casablanca",
    "Antarctica/Troll",
    "America/Santiago",
    "Asia/Kathmandu",
    "Pacific/Chatham",
    "America/St_Johns",
    "Europe/Dublin",
    "Asia/Tehran",
    "America/Vancouver",
    "Europe/London",
    "Asia/Gaza",
    "America/Asuncion",
    "Africa/Cairo",
    "America/Nuuk",
    "Asia/Pyongyang",
    "Europe/Volgograd",
    "America/Sao_Paulo",
    "UTC",
];

/// Times at which clocks are changed somewhere, and one of the working day.
const TIMES: &[&str] = &["00:00", "00:30", "01:30", "02:00", "02:30", "10:00", "23:45"];

const FIRST: &str = "2009-06-03";
const LAST: &str = "2029-06-02";

/// Holidays that fall on what the phrases pick: single days, long weekends, closures.
pub(crate) fn calendar(fiscal_start_month: i8) -> Arc<WorkCalendar> {
    let days = walk(date("2009-01-01"), date("2030-12-31"));
    let days = days.filter(|day| is_holiday(*day)).map(|day| (day, format!("Holiday {day}")));
    let closed = (2009..2031).flat_map(|year: i16| {
        let (from, to) = (Date::constant(year, 12, 24), Date::constant(year + 1, 1, 1));
        let summer = Date::constant(year, 8, 3);
        [(from, to, "Year-end".to_owned()), (summer, summer + 15.days(), "Summer".to_owned())]
    });
    let holidays = Holidays::new(days.collect::<Vec<_>>(), closed.collect::<Vec<_>>());
    Arc::new(WorkCalendar { holidays, fiscal_start_month, ..WorkCalendar::default() })
}

fn is_holiday(day: Date) -> bool {
    let fixed = [(1, 1), (2, 15), (5, 1), (6, 30), (7, 15), (10, 31), (12, 25), (12, 26)];
    let tuesday = day.weekday() == Weekday::Tuesday && (8..=14).contains(&day.day());
    let spring = tuesday && [2, 3, 5, 11].contains(&day.month());
    let weekend = day.month() == 4 && (3..=6).contains(&day.day());
    fixed.contains(&(day.month(), day.day())) || spring || weekend
}

/// The phrases of the language, each with what else its line says.
fn lines(calendar: &Arc<WorkCalendar>) -> Vec<(&'static str, Line)> {
    use Weekday::*;
    let every = [Ordinal::Nth(1), Ordinal::Nth(5), Ordinal::Last];
    let patterns = [
        ("daily", Pattern::Days { every: 1 }),
        ("every 3 days", Pattern::Days { every: 3 }),
        ("weekly on Tuesday", Pattern::Weeks { every: 1, on: on(&[Tuesday]) }),
        ("weekly on Monday, Thursday", Pattern::Weeks { every: 1, on: on(&[Thursday, Monday]) }),
        ("weekly on Sunday", Pattern::Weeks { every: 1, on: on(&[Sunday]) }),
        ("weekly on workday", Pattern::Weeks { every: 1, on: vec![DayKind::Workday] }),
        ("every 2 weeks on Thursday", Pattern::Weeks { every: 2, on: on(&[Thursday]) }),
        ("every 3 weeks on Sunday, Monday", Pattern::Weeks { every: 3, on: on(&[Sunday, Monday]) }),
        ("monthly on the 2nd Tuesday", Pattern::Months { every: 1, on: nth(&[2], Tuesday) }),
        (
            "monthly on the 2nd, 4th Tuesday",
            Pattern::Months { every: 1, on: nth(&[2, 4], Tuesday) },
        ),
        ("monthly on the 4th, last Friday", Pattern::Months { every: 1, on: nth(&[4, 0], Friday) }),
        ("monthly on the 5th Wednesday", Pattern::Months { every: 1, on: nth(&[5], Wednesday) }),
        (
            "monthly on the last workday",
            Pattern::Months { every: 1, on: workday(&[Ordinal::Last]) },
        ),
        (
            "monthly on the 1st, 5th, last workday",
            Pattern::Months { every: 1, on: workday(&every) },
        ),
        ("monthly on day 15", Pattern::Months { every: 1, on: MonthDay::Days(vec![15]) }),
        (
            "monthly on day 1, 29, 31",
            Pattern::Months { every: 1, on: MonthDay::Days(vec![31, 1, 29]) },
        ),
        ("every 2 months on the 1st Monday", Pattern::Months { every: 2, on: nth(&[1], Monday) }),
        ("every 5 months on day 31", Pattern::Months { every: 5, on: MonthDay::Days(vec![31]) }),
        (
            "quarterly on the 2nd Tuesday",
            Pattern::Quarters { every: 1, month: 1, on: nth(&[2], Tuesday) },
        ),
        (
            "quarterly in month 2 on the 1st Thursday",
            Pattern::Quarters { every: 1, month: 2, on: nth(&[1], Thursday) },
        ),
        (
            "quarterly in month 3 on the last workday",
            Pattern::Quarters { every: 1, month: 3, on: workday(&[Ordinal::Last]) },
        ),
        (
            "every 2 quarters on day 1",
            Pattern::Quarters { every: 2, month: 1, on: MonthDay::Days(vec![1]) },
        ),
        (
            "every 3 quarters in month 2 on the 3rd Monday",
            Pattern::Quarters { every: 3, month: 2, on: nth(&[3], Monday) },
        ),
        (
            "yearly in March on the 1st Monday",
            Pattern::Years { every: 1, month: 3, on: nth(&[1], Monday) },
        ),
        (
            "yearly in February on day 29",
            Pattern::Years { every: 1, month: 2, on: MonthDay::Days(vec![29]) },
        ),
        (
            "every 2 years in January on the 1st workday",
            Pattern::Years { every: 2, month: 1, on: workday(&[Ordinal::Nth(1)]) },
        ),
        (
            "every 3 years in June on the last Sunday",
            Pattern::Years { every: 3, month: 6, on: nth(&[0], Sunday) },
        ),
        (
            "on dates",
            written(&["2026-06-16", "2026-03-18", "2011-12-30", "2020-12-25", "2012-02-29"]),
        ),
    ];
    patterns
        .into_iter()
        .map(|(phrase, pattern)| (phrase, sparing(line(pattern, calendar))))
        .collect()
}

/// What takes place every day does so at fewer times.
fn sparing(mut line: Line) -> Line {
    if matches!(line.pattern, Pattern::Days { .. }) {
        line.at.retain(|it| it.minute() == 30);
    }
    line
}

fn line(pattern: Pattern, calendar: &Arc<WorkCalendar>) -> Line {
    let at = TIMES.iter().map(|it| time(it)).collect();
    Line { at, effective: date(FIRST), ..Line::new(pattern, calendar) }
}

/// Lines that begin before they are in force, end, and both.
fn lives(line: &Line) -> [Line; 3] {
    let from = Some(date("2009-07-08"));
    let whole = Line { from, ..line.clone() };
    let late = Line { effective: date("2014-03-11"), ..whole.clone() };
    let ended = Line { until: Some(date("2019-12-25")), ..late.clone() };
    [whole, late, ended]
}

/// Compares in some of the zones; says how many occurrences there were.
fn agree<'z>(phrase: &str, line: &Line, zones: impl Iterator<Item = &'z &'static str>) -> usize {
    let (first, last) = (date(FIRST), date(LAST));
    // The reference needs the neighbour behind the horizon.
    let outcomes = reference::outcomes(line, last + Span::new().days(800));
    let mut compared = 0;
    for zone in zones {
        let line = Line { zone, ..line.clone() };
        let all = reference::occurrences(&line, &outcomes);
        let within = all.into_iter().filter(|it| first <= it.date && it.date <= last);
        let reference: Vec<_> = within.collect();
        let found = line.series().occurrences(first, last);
        for (found, reference) in found.iter().zip(&reference) {
            assert_eq!(found, reference, "{phrase} in {zone}: {:?}", line.on_holiday);
        }
        assert_eq!(found.len(), reference.len(), "{phrase} in {zone}: {:?}", line.on_holiday);
        compared += reference.len();
    }
    compared
}

fn skips_agree(phrase: &str, line: &Line) {
    let (first, last) = (date(FIRST), date(LAST));
    let outcomes = reference::outcomes(line, last + Span::new().days(800));
    let skipped = outcomes.iter().filter(|(_, it)| *it == reference::Outcome::Skipped);
    let expected: Vec<Date> = skipped.map(|(day, _)| *day).filter(|day| *day <= last).collect();
    let found: Vec<Date> = line.series().skips(first, last).iter().map(|it| it.date).collect();
    assert_eq!(found, expected, "{phrase}: {:?}", line.on_holiday);
    let days: Vec<Date> = line.series().days(first, last).collect();
    let expected: Vec<Date> = outcomes.iter().map(|it| it.0).filter(|day| *day <= last).collect();
    assert_eq!(days, expected, "{phrase}");
}

/// Every phrase in every zone; the lives take turns.
fn every_phrase(mode: OnHoliday) {
    let mut compared = 0;
    for (fiscal, words) in [(1, ""), (2, "quarter")] {
        let lines = lines(&calendar(fiscal));
        for (phrase, line) in lines.iter().filter(|(phrase, _)| phrase.contains(words)) {
            for (nth, life) in lives(line).into_iter().enumerate() {
                let line = Line { on_holiday: mode, ..life };
                compared += agree(phrase, &line, ZONES.iter().skip(nth).step_by(3));
                skips_agree(phrase, &line);
            }
        }
    }
    assert!(compared > 500_000, "only {compared} occurrences were compared");
}

#[test]
fn every_phrase_where_holidays_are_skipped() {
    every_phrase(MODES[0]);
}

#[test]
fn every_phrase_where_holidays_move_to_the_next_workday() {
    every_phrase(MODES[1]);
}

#[test]
fn every_phrase_where_holidays_move_to_the_previous_workday() {
    every_phrase(MODES[2]);
}

#[test]
fn every_phrase_where_holidays_are_kept() {
    every_phrase(MODES[3]);
}

/// The zones were chosen for their gaps and folds: the times must have met them.
#[test]
fn the_awkward_zones_are_awkward() {
    use charter::time::Clock;
    let line = line(Pattern::Days { every: 1 }, &calendar(1));
    let mut seen = [0, 0];
    for zone in ZONES {
        for it in (Line { zone, ..line.clone() }).series().occurrences(date(FIRST), date(LAST)) {
            seen[0] += usize::from(it.clock == Clock::Gap);
            seen[1] += usize::from(it.clock == Clock::Fold);
        }
    }
    assert!(seen.iter().all(|it| *it > 100), "{seen:?} gaps and folds");
    let skipped =
        known("Pacific/Apia").instant(date("2011-12-30").at(10, 0, 0, 0)).expect("in range");
    assert_eq!(skipped.local, date("2011-12-31").at(10, 0, 0, 0));
}
