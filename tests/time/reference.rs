//! The reference: it walks day by day and decides each by definition, slowly and plainly,
//! and shares no arithmetic with what it checks.

use charter::time::{Clock, Occurrence, Reason, WorkCalendar};
use charter::tree::{DayKind, MonthDay, OnHoliday, Ordinal, Pattern};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::Line;

/// What becomes of a day of the pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    On(Date, Reason),
    /// Which move.
    Moved(usize),
    Skipped,
}

/// Every day from one to another, both included.
pub(crate) fn walk(from: Date, to: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(move |day| *day <= to)
}

pub(crate) fn is_workday(calendar: &WorkCalendar, day: Date) -> bool {
    calendar.workdays.iter().any(|it| it == day.weekday()) && calendar.holidays.title(day).is_none()
}

fn is_kind(calendar: &WorkCalendar, kind: DayKind, day: Date) -> bool {
    match kind {
        DayKind::Weekday(weekday) => day.weekday() == weekday,
        DayKind::Workday => is_workday(calendar, day),
    }
}

/// "The 2nd Tuesday" is a Tuesday before which the month has one other.
fn is_month_day(calendar: &WorkCalendar, on: &MonthDay, day: Date) -> bool {
    match on {
        MonthDay::Days(numbers) => numbers.iter().any(|it| i8::try_from(*it) == Ok(day.day())),
        MonthDay::Nth(ordinals, kind) => {
            let alike = |it: &Date| is_kind(calendar, *kind, *it);
            let earlier = walk(day.first_of_month(), day).filter(alike).count();
            let later = walk(day, day.last_of_month()).filter(alike).count();
            let named = |it: &Ordinal| match it {
                Ordinal::Nth(nth) => earlier == usize::from(*nth),
                Ordinal::Last => later == 1,
            };
            is_kind(calendar, *kind, day) && ordinals.iter().any(named)
        }
    }
}

/// Whether a day fits the pattern but for `every N`.
fn fits(line: &Line, day: Date) -> bool {
    let calendar = &line.calendar;
    match &line.pattern {
        Pattern::Days { .. } => true,
        Pattern::Weeks { on, .. } => on.iter().any(|kind| match kind {
            DayKind::Weekday(weekday) => *weekday == day.weekday(),
            DayKind::Workday => calendar.workdays.iter().any(|it| it == day.weekday()),
        }),
        Pattern::Months { on, .. } => is_month_day(calendar, on, day),
        Pattern::Quarters { month, on, .. } => {
            let of_year = (day.month() - calendar.fiscal_start_month + 12) % 12;
            of_year % 3 + 1 == *month as i8 && is_month_day(calendar, on, day)
        }
        Pattern::Years { month, on, .. } => {
            day.month() == *month && is_month_day(calendar, on, day)
        }
        Pattern::Dates(dates) => dates.iter().any(|it| it.value == day),
        Pattern::Offsets(_) | Pattern::Trigger { .. } => false,
    }
}

fn monday(day: Date) -> Date {
    walk(day.saturating_sub(6.days()), day)
        .find(|it| it.weekday() == jiff::civil::Weekday::Monday)
        .expect("a Monday")
}

fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

fn months_between(from: Date, to: Date) -> i64 {
    (i64::from(to.year()) - i64::from(from.year())) * 12 + i64::from(to.month() - from.month())
}

/// Whether a day is in phase with the anchor.
fn in_phase(pattern: &Pattern, anchor: Date, day: Date) -> bool {
    match pattern {
        Pattern::Days { every } => days_between(anchor, day) % i64::from(*every) == 0,
        Pattern::Weeks { every, .. } => {
            days_between(monday(anchor), monday(day)) / 7 % i64::from(*every) == 0
        }
        Pattern::Months { every, .. } => months_between(anchor, day) % i64::from(*every) == 0,
        Pattern::Quarters { every, .. } => {
            months_between(anchor, day) % (3 * i64::from(*every)) == 0
        }
        Pattern::Years { every, .. } => {
            (i64::from(day.year()) - i64::from(anchor.year())) % i64::from(*every) == 0
        }
        _ => true,
    }
}

/// The days of the pattern within the life of the line.
pub(crate) fn days(line: &Line, horizon: Date) -> Vec<Date> {
    let from = line.from.unwrap_or(line.effective);
    let last = line.until.map_or(horizon, |until| until.min(horizon));
    let fitting: Vec<Date> = walk(from, horizon).filter(|day| fits(line, *day)).collect();
    let Some(anchor) = fitting.first().copied() else { return vec![] };
    let alive = |day: &Date| line.start() <= *day && *day <= last;
    fitting.into_iter().filter(alive).filter(|day| in_phase(&line.pattern, anchor, *day)).collect()
}

/// What becomes of each of those days.
pub(crate) fn outcomes(line: &Line, horizon: Date) -> Vec<(Date, Outcome)> {
    let days = days(line, horizon);
    (0..days.len()).map(|nth| (days[nth], outcome(line, &days, nth))).collect()
}

fn outcome(line: &Line, days: &[Date], nth: usize) -> Outcome {
    let day = days[nth];
    let settled = settle(line, days, nth);
    let called = |date: Date| date == day || settled.is_some_and(|(it, _)| it == date);
    if line.except.iter().any(|it| called(*it)) {
        return Outcome::Skipped;
    }
    let by_day = line.moves.iter().position(|it| it.date == day);
    if let Some(found) = by_day.or_else(|| line.moves.iter().position(|it| called(it.date))) {
        return Outcome::Moved(found);
    }
    match settled {
        Some((to, Reason::Holiday)) if line.moves.iter().any(|it| it.to == to) => Outcome::Skipped,
        Some((to, reason)) => Outcome::On(to, reason),
        None => Outcome::Skipped,
    }
}

/// Where a day goes by itself, if it goes anywhere.
fn settle(line: &Line, days: &[Date], nth: usize) -> Option<(Date, Reason)> {
    let day = days[nth];
    if matches!(line.pattern, Pattern::Dates(_)) {
        return Some((day, Reason::Explicit));
    }
    if line.calendar.holidays.title(day).is_none() || line.on_holiday == OnHoliday::Keep {
        return Some((day, Reason::Rule));
    }
    let work = |it: &Date| is_workday(&line.calendar, *it);
    match line.on_holiday {
        OnHoliday::MoveToNext => {
            let to = walk(day.tomorrow().ok()?, day.saturating_add(366.days())).find(work)?;
            let free = days.get(nth + 1).is_none_or(|next| to < *next);
            let alive = line.until.is_none_or(|until| to <= until);
            (free && alive).then_some((to, Reason::Holiday))
        }
        OnHoliday::MoveToPrevious => {
            let before = walk(day.saturating_sub(366.days()), day.yesterday().ok()?);
            let to = before.filter(work).last()?;
            let free = nth == 0 || days[nth - 1] < to;
            (free && line.start() <= to).then_some((to, Reason::Holiday))
        }
        OnHoliday::Skip | OnHoliday::Keep => None,
    }
}

/// The instant at which clocks show a time: the first of those that do; if none does,
/// what the clocks would have shown had they not been put forward.
///
/// This asks `jiff` only what clocks show at an instant. Asked the other way round, it errs
/// for Nuuk on the evening of 2023-10-28.
pub(crate) fn moment(zone: &TimeZone, local: DateTime) -> (Timestamp, Clock) {
    let universal = TimeZone::UTC.to_timestamp(local).expect("in range");
    // No clock is further off than that, and none is shifted twice in two days.
    let near = [-26, 0, 26].map(|hours| zone.to_offset(universal + hours.hours()));
    let shown = near.map(|offset| universal - SignedDuration::from_secs(offset.seconds().into()));
    let mut right: Vec<Timestamp> =
        shown.into_iter().filter(|it| zone.to_datetime(*it) == local).collect();
    right.sort_unstable();
    right.dedup();
    match right[..] {
        [] => (shown[0], Clock::Gap),
        [only] => (only, Clock::Plain),
        [first, ..] => (first, Clock::Fold),
    }
}

/// Every occurrence, in the order of time.
pub(crate) fn occurrences(line: &Line, outcomes: &[(Date, Outcome)]) -> Vec<Occurrence> {
    let zone = TimeZone::get(line.zone).expect("a zone");
    let mut found = vec![];
    for (original, outcome) in outcomes {
        let (date, at, reason) = match outcome {
            Outcome::On(date, reason) => (*date, None, *reason),
            Outcome::Moved(nth) => (line.moves[*nth].to, line.moves[*nth].at, Reason::Moved),
            Outcome::Skipped => continue,
        };
        for slot in &line.at {
            let time = at.unwrap_or(*slot);
            let (start, clock) = moment(&zone, date.to_datetime(time));
            let local = zone.to_datetime(start);
            let end = start + SignedDuration::from_mins(line.minutes.into());
            let (original, slot) = (*original, *slot);
            found.push(Occurrence { original, slot, date, time, local, start, end, reason, clock });
        }
    }
    found.sort_by_key(|it| (it.start, it.original, it.slot));
    found
}
