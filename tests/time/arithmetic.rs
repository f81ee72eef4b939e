//! Durations, offsets, periods: by examples, and the days off by definition.

use std::sync::Arc;

use charter::Span;
use charter::time::{
    Holidays, Recurrence, WorkCalendar, after, after_date, before, before_date, combined_period,
    frequency_days, minutes, offset as offset_date, period_days,
};
use charter::tree::{DayKind, Duration, Frequency, MonthDay, Ordinal, Pattern, Unit};
use jiff::civil::{Date, Weekday::*};

use crate::{date, dates, nth, offset, on, workday, written};

fn lasting(count: u32, unit: Unit) -> Duration {
    Duration { count, unit, span: Span::default() }
}

fn calendar() -> Arc<WorkCalendar> {
    let days = [(date("2026-12-25"), "Christmas Day"), (date("2026-12-28"), "Boxing Day")];
    let closed = [(date("2027-08-01"), Date::MAX, "For ever")];
    Arc::new(WorkCalendar { holidays: Holidays::new(days, closed), ..WorkCalendar::default() })
}

#[test]
fn offsets_are_calendar_arithmetic() {
    let cases = [
        ("2027-03-02", -6, Unit::Week, "2027-01-19"),
        ("2027-03-02", 10, Unit::Day, "2027-03-12"),
        ("2027-03-31", -1, Unit::Month, "2027-02-28"),
        ("2028-02-29", 1, Unit::Year, "2029-02-28"),
        ("2026-08-31", 2, Unit::Quarter, "2027-02-28"),
        ("2026-12-29", -1, Unit::Workday, "2026-12-24"),
        ("2026-12-24", 2, Unit::Workday, "2026-12-30"),
        ("2026-12-26", 0, Unit::Workday, "2026-12-26"),
        ("2026-12-26", -1, Unit::Workday, "2026-12-24"),
    ];
    for (ships, count, unit, expected) in cases {
        let found = offset_date(date(ships), offset(count, unit), &calendar());
        assert_eq!(found, Some(date(expected)), "{ships} {count} {unit:?}");
    }
    let offsets = [offset(-2, Unit::Week), offset(-6, Unit::Week), offset(-14, Unit::Day)];
    let recurrence = Recurrence::at(&offsets, date("2027-03-02"), &calendar());
    assert_eq!(recurrence, Recurrence::Dates(dates(&["2027-01-19", "2027-02-16"])));
}

#[test]
fn durations_run_both_ways() {
    let noon = date("2026-12-24").at(12, 0, 0, 0);
    let to = |count, unit| after(noon, lasting(count, unit), &calendar()).map(|it| it.to_string());
    assert_eq!(to(90, Unit::Minute).as_deref(), Some("2026-12-24T13:30:00"));
    assert_eq!(to(1, Unit::Workday).as_deref(), Some("2026-12-29T12:00:00"));
    assert_eq!(to(1, Unit::Quarter).as_deref(), Some("2027-03-24T12:00:00"));
    assert_eq!(to(1, Unit::Cycle), None);
    let due = before(noon, lasting(2, Unit::Workday), &calendar());
    assert_eq!(due.map(|it| it.date()), Some(date("2026-12-22")));
    let day = |count, unit| before_date(date("2027-01-31"), lasting(count, unit), &calendar());
    assert_eq!(day(2, Unit::Month), Some(date("2026-11-30")));
    assert_eq!(day(90, Unit::Minute), Some(date("2027-01-30")));
    let next = after_date(date("2027-01-31"), lasting(1, Unit::Month), &calendar());
    assert_eq!(next, Some(date("2027-02-28")));
}

#[test]
fn what_leaves_the_calendar_is_no_day() {
    let all = [
        Unit::Minute,
        Unit::Day,
        Unit::Workday,
        Unit::Week,
        Unit::Month,
        Unit::Quarter,
        Unit::Year,
    ];
    for unit in all {
        assert_eq!(after_date(Date::MAX, lasting(u32::MAX, unit), &calendar()), None, "{unit:?}");
        assert_eq!(before_date(Date::MIN, lasting(u32::MAX, unit), &calendar()), None, "{unit:?}");
        assert_eq!(offset_date(Date::MIN, offset(i32::MIN, unit), &calendar()), None, "{unit:?}");
    }
    assert_eq!(after_date(date("2027-07-30"), lasting(1, Unit::Workday), &calendar()), None);
    let idle = WorkCalendar { workdays: [].into_iter().collect(), ..WorkCalendar::default() };
    assert_eq!(idle.next_workday(date("2026-01-01")), None);
    assert_eq!(idle.previous_workday(date("2026-01-01")), None);
}

#[test]
fn workdays_by_definition() {
    let calendar = crate::phrases::calendar(1);
    let days: Vec<Date> = crate::reference::walk(date("2026-01-01"), date("2027-12-31")).collect();
    for pair in days.windows(60) {
        let work = |it: &&Date| crate::reference::is_workday(&calendar, **it);
        assert_eq!(calendar.is_workday(pair[0]), work(&&pair[0]));
        assert_eq!(calendar.next_workday(pair[0]), pair[1..].iter().find(work).copied());
        assert_eq!(calendar.previous_workday(pair[59]), pair[..59].iter().rfind(work).copied());
    }
}

#[test]
fn closures_overlap_in_any_order() {
    let closed = [
        ("2026-03-10", "2026-03-20", "b"),
        ("2026-03-05", "2026-03-12", "a"),
        ("2026-03-11", "2026-03-12", "c"),
        ("2026-03-30", "2026-03-25", "reversed"),
    ];
    let closed = closed.map(|(from, to, title)| (date(from), date(to), title));
    let holidays = Holidays::new([], closed);
    let title = |day| holidays.title(date(day));
    assert_eq!(title("2026-03-04"), None);
    assert_eq!(title("2026-03-12"), Some("a"));
    assert_eq!(title("2026-03-13"), Some("b"));
    assert_eq!(title("2026-03-20"), Some("b"));
    assert_eq!(title("2026-03-21"), None);
    assert_eq!(title("2026-03-27"), None);
    assert_eq!(holidays.last(), Some(date("2026-03-20")));
}

#[test]
fn meetings_last_minutes() {
    assert_eq!(minutes(lasting(90, Unit::Minute)), Some(90));
    assert_eq!(minutes(lasting(2, Unit::Day)), Some(2_880));
    assert_eq!(minutes(lasting(1, Unit::Month)), None);
    assert_eq!(minutes(lasting(u32::MAX, Unit::Day)), None);
}

#[track_caller]
fn about(found: Option<f64>, expected: f64) {
    assert!(found.is_some_and(|it| (it - expected).abs() < 0.05), "{found:?} is not {expected}");
}

#[test]
fn periods_of_patterns() {
    let period = |pattern: Pattern| period_days(&pattern, &calendar());
    about(period(Pattern::Days { every: 1 }), 1.0);
    about(period(Pattern::Weeks { every: 1, on: on(&[Tuesday]) }), 7.0);
    about(period(Pattern::Weeks { every: 2, on: on(&[Thursday]) }), 14.0);
    about(period(Pattern::Weeks { every: 1, on: on(&[Monday, Thursday, Monday]) }), 3.5);
    about(period(Pattern::Weeks { every: 1, on: vec![DayKind::Workday] }), 1.4);
    about(period(Pattern::Months { every: 1, on: nth(&[2], Tuesday) }), 30.4);
    about(period(Pattern::Months { every: 1, on: nth(&[2, 4, 2], Tuesday) }), 15.2);
    about(period(Pattern::Months { every: 1, on: nth(&[4, 0], Tuesday) }), 15.2);
    about(
        period(Pattern::Months { every: 1, on: workday(&[Ordinal::Nth(1), Ordinal::Last]) }),
        15.2,
    );
    about(period(Pattern::Months { every: 3, on: MonthDay::Days(vec![1]) }), 91.3);
    about(period(Pattern::Quarters { every: 1, month: 2, on: nth(&[1], Thursday) }), 91.3);
    about(period(Pattern::Years { every: 2, month: 3, on: nth(&[1], Monday) }), 730.5);
    about(period(written(&["2026-01-11", "2026-01-01", "2026-01-31"])), 15.0);
    assert_eq!(period(written(&["2026-01-01"])), None);
    assert_eq!(period(written(&["2026-01-01", "2026-01-01"])), None);
    assert_eq!(period(Pattern::Offsets(vec![offset(-6, Unit::Week)])), None);
    assert_eq!(period(Pattern::Trigger { within: lasting(5, Unit::Day) }), None);
    assert_eq!(period(Pattern::Weeks { every: 1, on: vec![] }), None);
}

#[test]
fn periods_of_frequencies_and_of_several() {
    let every = |every, unit| frequency_days(Frequency { every, unit, span: Span::default() });
    about(every(1, Unit::Quarter), 91.3);
    about(every(2, Unit::Week), 14.0);
    assert_eq!(every(12, Unit::Month), every(1, Unit::Year));
    assert_eq!(every(3, Unit::Month), every(1, Unit::Quarter));
    assert_eq!(every(1, Unit::Cycle), None);
    about(combined_period([Some(14.0), None, Some(14.0)]), 7.0);
    assert_eq!(combined_period([None, None]), None);
    assert_eq!(combined_period([]), None);
}
