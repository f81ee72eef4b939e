//! Exceptions, moves, holidays: what each does, told in small.

use std::sync::Arc;

use charter::time::{
    Clock, Exception, Holidays, Move, Occurrence, Reason, Series, SkipReason, WorkCalendar,
};
use charter::tree::{self, Cadence, Duration, MonthDay, OnHoliday, Ordinal, Pattern, Unit};
use charter::{Span, Spanned};
use jiff::civil::{Date, Weekday::*};

use crate::{Line, date, dates, nth, on, time, workday, written};

/// Christmas 2026 (Friday) and the closure of the Easter week 2026.
fn calendar() -> Arc<WorkCalendar> {
    let days = [(date("2026-12-25"), "Christmas Day"), (date("2026-04-09"), "Founders' Day")];
    let closed = [(date("2026-04-06"), date("2026-04-10"), "Easter week")];
    Arc::new(WorkCalendar { holidays: Holidays::new(days, closed), ..WorkCalendar::default() })
}

fn weekly(on_holiday: OnHoliday) -> Line {
    let pattern = Pattern::Weeks { every: 1, on: on(&[Friday]) };
    Line { on_holiday, ..Line::new(pattern, &calendar()) }
}

fn december(line: &Line) -> Vec<Occurrence> {
    line.series().occurrences(date("2026-12-14"), date("2027-01-03"))
}

fn days(found: &[Occurrence]) -> Vec<Date> {
    found.iter().map(|it| it.date).collect()
}

fn moved(day: &str, to: &str) -> Move {
    Move { date: date(day), to: date(to), at: None }
}

#[test]
fn holidays_skip_move_or_keep() {
    let held = |mode| days(&december(&weekly(mode)));
    assert_eq!(held(OnHoliday::Skip), dates(&["2026-12-18", "2027-01-01"]));
    assert_eq!(held(OnHoliday::Keep), dates(&["2026-12-18", "2026-12-25", "2027-01-01"]));
    assert_eq!(held(OnHoliday::MoveToNext), dates(&["2026-12-18", "2026-12-28", "2027-01-01"]));
    assert_eq!(held(OnHoliday::MoveToPrevious), dates(&["2026-12-18", "2026-12-24", "2027-01-01"]));
    let found = december(&weekly(OnHoliday::MoveToNext));
    assert_eq!(found[1].reason, Reason::Holiday);
    assert_eq!(found[1].original, date("2026-12-25"));
    assert!(found[1].is_moved() && !found[0].is_moved());
}

#[test]
fn a_skip_says_which_holiday() {
    let series = weekly(OnHoliday::Skip).series();
    let skips = series.skips(date("2026-01-01"), date("2026-12-31"));
    let found: Vec<_> = skips.iter().map(|it| (it.date, it.why)).collect();
    assert_eq!(
        found,
        [
            (date("2026-04-10"), SkipReason::Holiday("Easter week")),
            (date("2026-12-25"), SkipReason::Holiday("Christmas Day")),
        ]
    );
    // A single holiday within a closure is called by its own name.
    assert_eq!(calendar().holidays.title(date("2026-04-09")), Some("Founders' Day"));
    assert_eq!(calendar().holidays.title(date("2026-04-08")), Some("Easter week"));
}

#[test]
fn a_move_that_reaches_a_neighbour_is_a_skip() {
    let pattern = Pattern::Weeks { every: 1, on: on(&[Friday, Monday]) };
    let line = Line { on_holiday: OnHoliday::MoveToNext, ..Line::new(pattern, &calendar()) };
    assert_eq!(days(&december(&line))[2..4], dates(&["2026-12-21", "2026-12-28"]));
    let series = line.series();
    let skips = series.skips(date("2026-12-25"), date("2026-12-25"));
    assert_eq!(skips[0].why, SkipReason::Neighbour("Christmas Day"));
}

#[test]
fn a_move_of_a_holiday_stays_within_the_life_of_the_series() {
    let until = Some(date("2026-12-27"));
    let line = Line { until, ..weekly(OnHoliday::MoveToNext) };
    assert_eq!(days(&december(&line)), dates(&["2026-12-18"]));
    let series = line.series();
    let skips = series.skips(date("2026-12-25"), date("2026-12-25"));
    assert_eq!(skips[0].why, SkipReason::Outside("Christmas Day"));
    let line = Line { effective: date("2026-12-25"), ..weekly(OnHoliday::MoveToPrevious) };
    assert_eq!(days(&december(&line)), dates(&["2027-01-01"]));
}

#[test]
fn a_place_taken_by_hand_is_a_neighbour() {
    let moves = vec![moved("2026-12-18", "2026-12-28")];
    let line = Line { moves, ..weekly(OnHoliday::MoveToNext) };
    assert_eq!(days(&december(&line)), dates(&["2026-12-28", "2027-01-01"]));
    assert_eq!(december(&line)[0].original, date("2026-12-18"));
}

#[test]
fn dates_written_out_never_shift() {
    for on_holiday in crate::MODES {
        let pattern = written(&["2026-12-25", "2026-12-18"]);
        let line = Line { on_holiday, ..Line::new(pattern, &calendar()) };
        assert_eq!(days(&december(&line)), dates(&["2026-12-18", "2026-12-25"]));
        assert!(december(&line).iter().all(|it| it.reason == Reason::Explicit));
    }
}

#[test]
fn the_target_of_a_move_never_shifts() {
    let moves = vec![moved("2026-12-18", "2026-12-25")];
    for on_holiday in [OnHoliday::Skip, OnHoliday::MoveToPrevious] {
        let line = Line { moves: moves.clone(), ..weekly(on_holiday) };
        let found = december(&line);
        let by_hand = found.iter().find(|it| it.reason == Reason::Moved).expect("a move");
        assert_eq!(by_hand.date, date("2026-12-25"));
    }
}

#[test]
fn a_workday_of_the_month_is_never_a_holiday() {
    // 2026-04: closed on the 6th to 10th; the 5th workday is the 14th, not the 7th.
    for on_holiday in crate::MODES {
        let pattern = Pattern::Months { every: 1, on: workday(&[Ordinal::Nth(5), Ordinal::Last]) };
        let line = Line { on_holiday, ..Line::new(pattern, &calendar()) };
        let found = line.series().occurrences(date("2026-04-01"), date("2026-04-30"));
        assert_eq!(days(&found), dates(&["2026-04-14", "2026-04-30"]));
        assert!(found.iter().all(|it| it.reason == Reason::Rule));
    }
}

#[test]
fn a_move_may_give_another_time() {
    let at = Some(time("15:30"));
    let moves = vec![Move { date: date("2026-12-18"), to: date("2026-12-17"), at }];
    let found = december(&Line { moves, ..weekly(OnHoliday::Skip) });
    assert_eq!((found[0].date, found[0].time), (date("2026-12-17"), time("15:30")));
    assert_eq!((found[0].original, found[0].slot), (date("2026-12-18"), time("10:00")));
    assert_eq!((found[0].end - found[0].start).get_seconds(), 3_600);
}

#[test]
fn a_move_crosses_the_borders_of_a_range() {
    let moves = vec![moved("2026-12-18", "2027-02-03")];
    let line = Line { moves, ..weekly(OnHoliday::Skip) };
    let on = |from, to| days(&line.series().occurrences(date(from), date(to)));
    assert_eq!(on("2026-12-18", "2026-12-18"), []);
    assert_eq!(on("2027-02-02", "2027-02-04"), dates(&["2027-02-03"]));
}

#[test]
fn an_exception_may_name_the_day_a_holiday_led_to() {
    let shifted = dates(&["2026-12-28"]);
    let line = Line { except: shifted, ..weekly(OnHoliday::MoveToNext) };
    assert_eq!(days(&december(&line)), dates(&["2026-12-18", "2027-01-01"]));
    assert_eq!(line.series().dead_exceptions(), []);
    let moves = vec![moved("2026-12-28", "2026-12-30")];
    let line = Line { moves, ..weekly(OnHoliday::MoveToNext) };
    assert_eq!(december(&line)[1].original, date("2026-12-25"));
    assert_eq!(december(&line)[1].date, date("2026-12-30"));
    assert_eq!(line.series().dead_exceptions(), []);
}

#[test]
fn a_move_by_hand_rescues_what_a_holiday_takes() {
    let moves = vec![moved("2026-12-25", "2026-12-22")];
    let line = Line { moves, ..weekly(OnHoliday::Skip) };
    assert_eq!(days(&december(&line)), dates(&["2026-12-18", "2026-12-22", "2027-01-01"]));
    assert_eq!(line.series().dead_exceptions(), []);
}

#[test]
fn an_exception_that_hits_nothing_is_dead_and_knows_its_neighbours() {
    let except = dates(&["2026-12-25", "2026-12-26", "2025-12-26"]);
    let moves = vec![
        moved("2026-12-17", "2026-12-16"),
        moved("2027-01-08", "2027-01-07"),
        moved("2027-01-08", "2027-01-06"),
        moved("2026-12-25", "2026-12-24"),
    ];
    let dead = Line { except, moves, ..weekly(OnHoliday::Keep) }.series().dead_exceptions();
    let found: Vec<_> = dead.into_iter().map(|it| (it.exception, it.date, it.nearest)).collect();
    assert_eq!(
        found,
        [
            (Exception::Except(1), date("2026-12-26"), dates(&["2026-12-18", "2027-01-01"])),
            (Exception::Except(2), date("2025-12-26"), dates(&["2026-01-02"])),
            (Exception::Move(0), date("2026-12-17"), dates(&["2026-12-11", "2026-12-18"])),
            (Exception::Move(2), date("2027-01-08"), dates(&["2027-01-07", "2027-01-15"])),
            (Exception::Move(3), date("2026-12-25"), dates(&["2026-12-18", "2027-01-01"])),
        ]
    );
}

#[test]
fn every_n_counts_from_the_first_match_on_or_after_from() {
    // 2026-11-26 is a Thursday; the fortnight is counted from there, not from effective.
    let pattern = Pattern::Weeks { every: 2, on: on(&[Thursday]) };
    let from = Some(date("2026-11-26"));
    let line = Line { from, ..Line::new(pattern.clone(), &calendar()) };
    let first = |line: &Line| line.series().next(date("0001-01-01")).map(|it| it.date);
    assert_eq!(first(&line), from);
    // From a Friday, the week of the anchor is the next.
    let line = Line { from: Some(date("2026-11-27")), ..Line::new(pattern, &calendar()) };
    assert_eq!(days(&december(&line)), dates(&["2026-12-17", "2026-12-31"]));
    // In force later, the phase stays.
    let line = Line { from, effective: date("2026-12-04"), ..line };
    assert_eq!(first(&line), Some(date("2026-12-10")));
}

fn cadence(pattern: Pattern) -> Cadence {
    let span = Span::default();
    let at = |text| Spanned::new(date(text), span);
    let moved = tree::Move { date: at("2026-12-18"), to: at("2026-12-17"), at: None, why: None };
    Cadence {
        pattern,
        pattern_span: span,
        at: [Spanned::new(time("14:00"), span)].into(),
        length: Some(Duration { count: 90, unit: Unit::Minute, span }),
        slot: None,
        zone: None,
        from: Some(at("2026-11-26")),
        until: Some(at("2027-03-01")),
        except: vec![tree::Except { date: at("2027-01-01"), why: None }],
        moves: vec![moved],
        on_holiday: None,
    }
}

#[test]
fn a_line_of_the_tree_becomes_a_series() {
    let zone = crate::known("Europe/London");
    let pattern = Pattern::Weeks { every: 1, on: on(&[Friday]) };
    let calendar = WorkCalendar { on_holiday: OnHoliday::MoveToPrevious, ..(*calendar()).clone() };
    let calendar = Arc::new(calendar);
    let of =
        |cadence: &Cadence, effective| Series::of(cadence, date(effective), zone, calendar.clone());
    let series = of(&cadence(pattern.clone()), "2026-01-01").expect("days of its own");
    assert_eq!((series.start, series.minutes), (date("2026-11-26"), 90));
    let found = series.occurrences(date("2026-12-12"), date("2027-01-08"));
    assert_eq!(days(&found), dates(&["2026-12-17", "2026-12-24", "2027-01-08"]));
    assert_eq!(
        of(&cadence(pattern.clone()), "2027-02-01").map(|it| it.start),
        Some(date("2027-02-01"))
    );
    assert!(of(&Cadence { length: None, ..cadence(pattern) }, "2026-01-01").is_none());
}

#[test]
fn a_line_of_offsets_becomes_a_series_of_a_launch() {
    let zone = crate::known("Europe/London");
    let offsets = vec![crate::offset(-2, Unit::Week), crate::offset(-1, Unit::Quarter)];
    let line = cadence(Pattern::Offsets(offsets));
    let effective = date("2026-01-01");
    assert!(Series::of(&line, effective, zone, calendar()).is_none());
    let series = Series::of_launch(&line, date("2027-03-02"), effective, zone, calendar());
    let series = series.expect("days of the launch");
    let found = series.occurrences(effective, date("2027-12-31"));
    assert_eq!(days(&found), dates(&["2026-12-02", "2027-02-16"]));
    let weekly = cadence(Pattern::Weeks { every: 1, on: on(&[Friday]) });
    assert!(Series::of_launch(&weekly, effective, effective, zone, calendar()).is_none());
}

#[test]
fn quarters_are_of_the_fiscal_year() {
    let february = Arc::new(WorkCalendar { fiscal_start_month: 2, ..WorkCalendar::default() });
    let pattern = Pattern::Quarters { every: 1, month: 1, on: nth(&[2], Tuesday) };
    let found =
        Line::new(pattern, &february).series().occurrences(date("2026-01-01"), date("2026-12-31"));
    assert_eq!(days(&found), dates(&["2026-02-10", "2026-05-12", "2026-08-11", "2026-11-10"]));
}

#[test]
fn months_without_the_day_are_skipped() {
    let pattern = Pattern::Months { every: 1, on: MonthDay::Days(vec![31]) };
    let found = Line::new(pattern, &calendar())
        .series()
        .occurrences(date("2026-01-01"), date("2026-06-30"));
    assert_eq!(days(&found), dates(&["2026-01-31", "2026-03-31", "2026-05-31"]));
}

#[test]
fn wall_clock_times_stay_and_gaps_are_leapt_over() {
    let pattern = written(&["2026-03-28", "2026-03-29", "2026-10-25"]);
    let line =
        Line { at: vec![time("01:30")], zone: "Europe/London", ..Line::new(pattern, &calendar()) };
    let found = line.series().occurrences(date("2026-01-01"), date("2026-12-31"));
    let start: Vec<_> = found.iter().map(|it| it.start.to_string()).collect();
    assert_eq!(start, ["2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-10-25T00:30:00Z"]);
    assert_eq!(found[1].local, date("2026-03-29").at(2, 30, 0, 0));
    assert_eq!(
        found.iter().map(|it| it.clock).collect::<Vec<_>>(),
        [Clock::Plain, Clock::Gap, Clock::Fold]
    );
}
