//! A slot that is free for everyone who has to be there.

use std::sync::Arc;

use jiff::civil::{Time, Weekday};
use jiff::{SignedDuration, civil::time};

use crate::ahead::{Ahead, Meeting};
use crate::model::CadenceLine;
use crate::time::Series;
use crate::tree::{Cadence, DayKind, MonthDay, Pattern};
use crate::{Edit, say};

/// Meetings begin on the half hour.
const STEP: i64 = 30 * 60;

/// When no hours are declared, work is done within these.
const HOURS: (Time, Time) = (time(9, 0, 0, 0), time(17, 0, 0, 0));

/// Times that are taken, in order, none overlapping another.
#[derive(Debug, Default)]
pub(crate) struct Busy(Vec<(i64, i64)>);

impl Busy {
    /// From times in any order.
    pub(crate) fn new(mut taken: Vec<(i64, i64)>) -> Busy {
        taken.sort_unstable();
        let mut merged: Vec<(i64, i64)> = Vec::with_capacity(taken.len());
        for (start, end) in taken {
            match merged.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => merged.push((start, end)),
            }
        }
        Busy(merged)
    }

    fn is_free(&self, start: i64, end: i64) -> bool {
        let next = self.0.partition_point(|(_, taken_end)| *taken_end <= start);
        self.0.get(next).is_none_or(|(taken, _)| end <= *taken)
    }
}

/// A slot, and the change that takes it.
pub(crate) struct Slot {
    /// `at 11:30`, `on the 1st Thursday`
    pub(crate) words: String,
    /// The change.
    pub(crate) edit: Edit,
}

/// The nearest free hour of the same day, else the same hour of another day.
pub(crate) fn free(line: CadenceLine<'_>, ahead: &Ahead, nth: u32, busy: &Busy) -> Option<Slot> {
    if has_exceptions(line) || line.says.at.len() != 1 {
        return None;
    }
    let hours = line.charter.days().hours.unwrap_or(HOURS);
    let same_day = hour(line, ahead, nth, hours, |start, end| busy.is_free(start, end));
    same_day.or_else(|| days(line, ahead, busy))
}

/// Exceptions were made for the slot as it is: a line that has some is left to its owner.
fn has_exceptions(line: CadenceLine<'_>) -> bool {
    !line.says.except.is_empty() || !line.says.moves.is_empty()
}

/// The nearest hour of the same day, from one time to another, that is good for every
/// meeting of a line.
pub(crate) fn hour(
    line: CadenceLine<'_>,
    ahead: &Ahead,
    nth: u32,
    (from, to): (Time, Time),
    is_good: impl Fn(i64, i64) -> bool,
) -> Option<Slot> {
    let [at] = &line.says.at[..] else { return None };
    if has_exceptions(line) {
        return None;
    }
    let meetings: Vec<Meeting> =
        ahead.of(line.charter).iter().filter(|it| it.line == nth).copied().collect();
    let length = meetings.first().map(|it| it.end - it.start)?;
    let second = |time: Time| time.duration_since(Time::midnight()).as_secs();
    let last = (second(to) - length - second(from)).max(-1);
    let starts = (0..=last / STEP).map(|nth| second(from) + nth * STEP);
    let mut shifts: Vec<i64> =
        starts.map(|start| start - second(at.value)).filter(|shift| *shift != 0).collect();
    shifts.sort_by_key(|shift| (shift.abs(), *shift));
    let fits = |shift: &i64| meetings.iter().all(|it| is_good(it.start + shift, it.end + shift));
    let shift = shifts.into_iter().filter(|_| last >= 0).find(fits)?;
    let time = at.value.checked_add(SignedDuration::from_secs(shift)).ok()?;
    let text = time.strftime("%H:%M").to_string();
    Some(Slot { words: format!("at {text}"), edit: Edit { span: at.span, text } })
}

fn days(line: CadenceLine<'_>, ahead: &Ahead, busy: &Busy) -> Option<Slot> {
    let now = weekday(&line.says.pattern)?;
    let mut others: Vec<Weekday> = line.charter.days().workdays.iter().collect();
    others.retain(|it| *it != now);
    others.sort_by_key(|it| {
        (it.to_monday_zero_offset() - now.to_monday_zero_offset()).unsigned_abs()
    });
    others.into_iter().find_map(|day| on(line, day, ahead, busy))
}

fn on(line: CadenceLine<'_>, day: Weekday, ahead: &Ahead, busy: &Busy) -> Option<Slot> {
    let pattern = with_weekday(&line.says.pattern, day)?;
    let cadence = Cadence { pattern, ..line.says.clone() };
    let (effective, _) = line.charter.life();
    let series = Series::of(&cadence, effective, line.zone(), Arc::clone(line.charter.days()))?;
    let taken = series.occurrences(ahead.day(), ahead.until());
    let free = taken.iter().all(|it| busy.is_free(it.start.as_second(), it.end.as_second()));
    let words = say::pattern(&cadence.pattern);
    let edit = Edit { span: cadence.pattern_span, text: words.clone() };
    (free && !taken.is_empty()).then_some(Slot { words, edit })
}

/// The day of the week of a pattern that has just one.
fn weekday(pattern: &Pattern) -> Option<Weekday> {
    match pattern {
        Pattern::Weeks { on, .. } => match on[..] {
            [DayKind::Weekday(day)] => Some(day),
            _ => None,
        },
        Pattern::Months { on: MonthDay::Nth(_, DayKind::Weekday(day)), .. }
        | Pattern::Quarters { on: MonthDay::Nth(_, DayKind::Weekday(day)), .. }
        | Pattern::Years { on: MonthDay::Nth(_, DayKind::Weekday(day)), .. } => Some(*day),
        _ => None,
    }
}

fn with_weekday(pattern: &Pattern, day: Weekday) -> Option<Pattern> {
    let mut pattern = pattern.clone();
    let day = DayKind::Weekday(day);
    match &mut pattern {
        Pattern::Weeks { on, .. } => *on = vec![day],
        Pattern::Months { on: MonthDay::Nth(_, kind), .. }
        | Pattern::Quarters { on: MonthDay::Nth(_, kind), .. }
        | Pattern::Years { on: MonthDay::Nth(_, kind), .. } => *kind = day,
        _ => return None,
    }
    Some(pattern)
}
