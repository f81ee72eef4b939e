//! What holds for any series at all.

use std::sync::Arc;

use charter::time::{
    Exception, Holidays, Move, Occurrence, Reason, Series, WorkCalendar, Workweek,
};
use charter::tree::{DayKind, MonthDay, OnHoliday, Ordinal, Pattern};
use jiff::ToSpan;
use jiff::civil::{Date, Time, Weekday};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::phrases::ZONES;
use crate::reference::{self, Outcome};
use crate::{Line, MODES, date};

/// Days of this many years are drawn: few enough for everything to collide.
const FIRST: Date = Date::constant(2019, 1, 1);
const DAYS: i32 = 3 * 366;

fn some_date() -> impl Strategy<Value = Date> {
    (0..DAYS).prop_map(|days| FIRST + days.days())
}

/// A date of any year, the first and the last among them.
fn any_date() -> impl Strategy<Value = Date> {
    let year = prop_oneof![-9999..=9999_i16, Just(-9999_i16), Just(9999_i16), 2020..=2030_i16];
    let day = (year, 1..=12_i8, 1..=28_i8)
        .prop_map(|(year, month, day)| Date::constant(year, month, day));
    prop_oneof![4 => day, 1 => Just(Date::MIN), 1 => Just(Date::MAX)]
}

fn weekday() -> impl Strategy<Value = Weekday> {
    (0..7_i8).prop_map(|nth| Weekday::from_monday_zero_offset(nth).expect("a weekday"))
}

fn kind() -> impl Strategy<Value = DayKind> {
    prop_oneof![3 => weekday().prop_map(DayKind::Weekday), 1 => Just(DayKind::Workday)]
}

fn month_day() -> impl Strategy<Value = MonthDay> {
    let ordinal = prop_oneof![(1..=5_u8).prop_map(Ordinal::Nth), Just(Ordinal::Last)];
    prop_oneof![
        (vec(ordinal, 1..4), kind()).prop_map(|(ordinals, kind)| MonthDay::Nth(ordinals, kind)),
        vec(1..=31_u8, 1..4).prop_map(MonthDay::Days),
    ]
}

fn pattern(most: u32) -> impl Strategy<Value = Pattern> {
    let every = || prop_oneof![Just(1_u32), 1..=most];
    prop_oneof![
        every().prop_map(|every| Pattern::Days { every }),
        (every(), vec(kind(), 1..4)).prop_map(|(every, on)| Pattern::Weeks { every, on }),
        (every(), month_day()).prop_map(|(every, on)| Pattern::Months { every, on }),
        (every(), 1..=3_u8, month_day()).prop_map(|(every, month, on)| Pattern::Quarters {
            every,
            month,
            on
        }),
        (every(), 1..=12_i8, month_day()).prop_map(|(every, month, on)| Pattern::Years {
            every,
            month,
            on
        }),
        vec(some_date(), 1..6).prop_map(|dates| {
            let at = |it| charter::Spanned::new(it, charter::Span::default());
            Pattern::Dates(dates.into_iter().map(at).collect())
        }),
    ]
}

fn calendar() -> impl Strategy<Value = Arc<WorkCalendar>> {
    let week = prop_oneof![
        2 => Just(Workweek::default()),
        1 => vec(weekday(), 0..7).prop_map(|days| days.into_iter().collect::<Workweek>()),
    ];
    let closed =
        (some_date(), 0..40_i32).prop_map(|(from, days)| (from, from + days.days(), "closed"));
    let days = vec(some_date().prop_map(|day| (day, "holiday")), 0..120);
    (week, days, vec(closed, 0..5), 1..=12_i8).prop_map(|(workdays, days, closed, fiscal)| {
        let holidays = Holidays::new(days, closed);
        let fiscal_start_month = fiscal;
        Arc::new(WorkCalendar { workdays, holidays, fiscal_start_month, ..Default::default() })
    })
}

fn some_time() -> impl Strategy<Value = Time> {
    (0..24_i8, select(vec![0_i8, 15, 30, 59]))
        .prop_map(|(hour, minute)| Time::constant(hour, minute, 0, 0))
}

/// Which days the exceptions name: those of the pattern, by number, and days beside them.
#[derive(Clone, Debug)]
struct Exceptions {
    except: Vec<(usize, i32)>,
    moves: Vec<(usize, i32, i32, Option<Time>)>,
}

fn exceptions() -> impl Strategy<Value = Exceptions> {
    let beside = || prop_oneof![3 => Just(0), 1 => -4..5_i32];
    let moves = (any::<usize>(), beside(), -12..12_i32, option::of(some_time()));
    (vec((any::<usize>(), beside()), 0..5), vec(moves, 0..5))
        .prop_map(|(except, moves)| Exceptions { except, moves })
}

fn bare_line() -> impl Strategy<Value = Line> {
    let life = (some_date(), option::of(some_date()), option::of(some_date()));
    let clock = (vec(some_time(), 1..3), 1..3_000_u32, select(ZONES), select(&MODES[..]));
    (pattern(5), calendar(), life, clock).prop_map(
        |(pattern, calendar, (effective, from, until), (at, minutes, zone, on_holiday))| {
            let mut at = at;
            at.sort_unstable();
            at.dedup();
            let line = Line::new(pattern, &calendar);
            Line { at, minutes, zone, effective, from, until, on_holiday, ..line }
        },
    )
}

/// A line whose exceptions mostly hit something.
fn any_line() -> impl Strategy<Value = Line> {
    (bare_line(), exceptions()).prop_map(|(line, exceptions)| {
        let days = reference::days(&line, horizon());
        let named = |nth: usize| days.get(nth % days.len().max(1)).copied().unwrap_or(FIRST);
        let except = exceptions.except.iter().map(|(nth, by)| named(*nth) + by.days()).collect();
        let moves = exceptions.moves.iter().map(|(nth, by, to, at)| {
            let date = named(*nth) + by.days();
            Move { date, to: date + to.days(), at: *at }
        });
        Line { except, moves: moves.collect(), ..line }
    })
}

/// As far as the reference walks: far enough for the neighbours of all that is compared.
fn horizon() -> Date {
    FIRST + (DAYS + 6 * 366).days()
}

fn within(all: &[Occurrence], from: Date, to: Date) -> Vec<Occurrence> {
    all.iter().filter(|it| from <= it.date && it.date <= to).copied().collect()
}

fn is_dead(line: &Line, outcomes: &[(Date, Outcome)], exception: Exception, named: Date) -> bool {
    // Without exceptions, what does the day lead to?
    let bare = Line { except: vec![], moves: vec![], ..line.clone() };
    let bare = reference::outcomes(&bare, horizon());
    let leads = |(day, to): &(Date, Outcome)| {
        *day == named || matches!(to, Outcome::On(to, _) if *to == named)
    };
    let Some((day, _)) = bare.iter().find(|it| leads(it)) else { return true };
    match exception {
        Exception::Except(_) => false,
        Exception::Move(nth) => !outcomes.contains(&(*day, Outcome::Moved(nth))),
    }
}

/// What takes place, as plain numbers.
fn spans(series: &Series, from: Date, to: Date) -> Vec<(i64, i64)> {
    let mut spans = Vec::new();
    series.spans(from, to, |start, end| spans.push((start, end)));
    spans.sort_unstable();
    spans
}

/// Whether everything begins at an hour of the week that the series named beforehand.
fn starts_as_told(series: &Series, from: Date, to: Date, spans: &[(i64, i64)]) -> bool {
    const WEEK: i64 = 7 * 24 * 60 * 60;
    let Some(hours) = series.hours_of_week(from, to) else { return true };
    let hours: Vec<i64> = hours.iter().map(|hour| hour.rem_euclid(WEEK)).collect();
    spans.iter().all(|(start, _)| hours.contains(&start.rem_euclid(WEEK)))
}

fn numbers(found: &[Occurrence]) -> Vec<(i64, i64)> {
    let mut all: Vec<_> =
        found.iter().map(|it| (it.start.as_second(), it.end.as_second())).collect();
    all.sort_unstable();
    all
}

proptest! {
    // More with PROPTEST_CASES.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_line_agrees_with_the_reference(
        line in any_line(),
        ranges in vec((some_date(), 0..500_i32), 1..5),
    ) {
        let outcomes = reference::outcomes(&line, horizon());
        let all = reference::occurrences(&line, &outcomes);
        let series = line.series();
        let (first, last) = (FIRST - 40.days(), FIRST + (DAYS + 2 * 366).days());
        prop_assert_eq!(series.occurrences(first, last), within(&all, first, last));
        for (from, days) in ranges {
            let to = from + days.days();
            prop_assert_eq!(series.occurrences(from, to), within(&all, from, to));
            let told = spans(&series, from, to);
            prop_assert_eq!(&told, &numbers(&within(&all, from, to)));
            prop_assert!(starts_as_told(&series, from, to, &told));
            // The reference ends somewhere.
            let known = |it: &Date| *it <= horizon() - 400.days();
            let next = all.iter().map(|it| it.date).filter(|it| from <= *it).min();
            let found = series.next(from).map(|it| it.date);
            prop_assert_eq!(found.filter(known), next.filter(known));
            let last = all.iter().map(|it| it.date).filter(|it| *it <= to).max();
            prop_assert_eq!(series.last(to).map(|it| it.date), last);
        }
    }

    #[test]
    fn an_exception_is_dead_if_no_day_leads_to_it(line in any_line()) {
        let outcomes = reference::outcomes(&line, horizon());
        let series = line.series();
        let excepts = line.except.iter().enumerate().map(|(nth, it)| (Exception::Except(nth), *it));
        let moves = line.moves.iter().enumerate().map(|(nth, it)| (Exception::Move(nth), it.date));
        let expected: Vec<_> = excepts.chain(moves)
            .filter(|(exception, named)| is_dead(&line, &outcomes, *exception, *named)).collect();
        let dead = series.dead_exceptions();
        let found: Vec<_> = dead.iter().map(|it| (it.exception, it.date)).collect();
        prop_assert_eq!(found, expected);
        for it in dead {
            for near in it.nearest {
                prop_assert_ne!(near, it.date);
                prop_assert!(!series.occurrences(near, near).is_empty());
            }
        }
    }

    /// Nothing in any year panics or runs on, and what comes is in order and in range.
    #[test]
    fn the_ends_of_time_are_safe(
        pattern in pattern(u32::MAX),
        dates in vec(any_date(), 8),
        on_holiday in select(&MODES[..]),
        closed in vec((any_date(), any_date()), 0..4),
        zone in select(ZONES),
    ) {
        let closed = closed.into_iter().map(|(from, to)| (from, to, "closed"));
        let holidays = Holidays::new(dates[..3].iter().map(|it| (*it, "holiday")), closed);
        let calendar = Arc::new(WorkCalendar { holidays, ..Default::default() });
        let line = Line {
            effective: dates[3], from: Some(dates[4]), until: Some(dates[5]),
            except: dates[..2].to_vec(),
            moves: vec![Move { date: dates[6], to: dates[7], at: None }],
            minutes: u32::MAX, zone, on_holiday,
            ..Line::new(pattern, &calendar)
        };
        let series = line.series();
        for from in [dates[0], dates[3], dates[5]] {
            let to = from.saturating_add(800.days());
            let found = series.occurrences(from, to);
            prop_assert!(found.is_sorted_by_key(|it| it.start));
            prop_assert_eq!(spans(&series, from, to), numbers(&found));
            let alive = |day| line.start() <= day && day <= dates[5];
            for it in found {
                prop_assert!(from <= it.date && it.date <= to && it.start <= it.end);
                prop_assert!(alive(it.date) || it.reason == Reason::Moved);
            }
            for skip in series.skips(from, to) {
                prop_assert!(alive(skip.date));
            }
            let near = (series.next(from), series.last(from));
            prop_assert!(near.0.is_none_or(|it| from <= it.date));
            prop_assert!(near.1.is_none_or(|it| it.date <= from));
        }
        prop_assert!(series.dead_exceptions().len() <= 3);
    }

    /// Far from the anchor, the days are those that counting from it gives.
    #[test]
    fn days_and_weeks_jump_as_far_as_one_likes(every in 1..1_000_u32, days in 0..3_000_000_i32) {
        let from = date("0001-01-01"); // A Monday.
        let Ok(day) = from.checked_add(days.days()) else { return Ok(()) };
        let far = |pattern| {
            let line = Line::new(pattern, &Arc::default());
            let line = Line { effective: from, from: Some(from), on_holiday: OnHoliday::Keep, ..line };
            line.series().days(day, Date::MAX).next().map(|it| (it - from).get_days())
        };
        let every_days = every as i32;
        let next = (days + every_days - 1) / every_days * every_days;
        let last = (Date::MAX - from).get_days();
        prop_assert_eq!(far(Pattern::Days { every }), Some(next).filter(|it| *it <= last));
        let weeks = every_days * 7;
        let next = (days + weeks - 1) / weeks * weeks;
        let on = crate::on(&[Weekday::Monday]);
        prop_assert_eq!(far(Pattern::Weeks { every, on }), Some(next).filter(|it| *it <= last));
    }
}

/// Every day that there is, in order, and no other.
#[test]
fn every_day_of_the_calendar() {
    let line = Line::new(Pattern::Days { every: 1 }, &Arc::default());
    let line = Line { effective: Date::MIN, ..line };
    let series = line.series();
    let all = reference::walk(Date::MIN, Date::MAX);
    assert!(series.days(Date::MIN, Date::MAX).eq(all));
    let weeks =
        Line { pattern: Pattern::Weeks { every: 1, on: crate::on(&[Weekday::Sunday]) }, ..line };
    let sundays =
        reference::walk(Date::MIN, Date::MAX).filter(|it| it.weekday() == Weekday::Sunday);
    assert!(weeks.series().days(Date::MIN, Date::MAX).eq(sundays));
}
