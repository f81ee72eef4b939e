//! Cadences: as written, and in normal form.

use std::borrow::Cow;

use jiff::civil::Weekday;
use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::value::{Duration, Offset};
use super::words::{Clock, Day, Word};
use crate::model::{CadenceLine, Charter, Launch};
use crate::time::{self, Reason, Series, WorkCalendar};
use crate::tree::{self, DayKind, OnHoliday, Ordinal};

/// When a charter meets: one line of it.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Cadence<'a> {
    /// As written, without its keyword.
    text: Cow<'a, str>,
    /// In normal form.
    pattern: Pattern,
    /// The times of the day; each applies to each day. None on a trigger.
    times: Vec<Clock>,
    /// How long a meeting lasts.
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<u32>,
    /// The zone of its times: its own, else the calendar's or the owner's.
    zone: &'static str,
    /// What tells it from other cadences of the charter.
    #[serde(skip_serializing_if = "Option::is_none")]
    slot: Option<&'static str>,
    /// The first day allowed, which fixes the phase of a pattern of every so many.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Day>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Day>,
    /// Days that do not take place.
    exceptions: Vec<Exception<'a>>,
    /// Days that take place on another day or at another time.
    moves: Vec<Move<'a>>,
    /// What becomes of an occurrence on a holiday: its own word, else the calendar's.
    /// Days written out or reckoned from a launch are kept.
    on_holiday: Word<OnHoliday>,
}

/// A day that does not take place.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Exception<'a> {
    /// The day.
    on: Day,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
}

/// A day that takes place on another.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Move<'a> {
    /// The day as the pattern gives it.
    from: Day,
    /// The day that it moves to.
    to: Day,
    /// Another time of the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<Clock>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
}

/// On which days.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
enum Pattern {
    /// Every so many days.
    Days {
        /// At least 1.
        every: u32,
    },
    /// Days of the week, every so many weeks.
    Weeks {
        /// At least 1.
        every: u32,
        /// Which days; `workday` is written out by the calendar.
        weekdays: Vec<Word<Weekday>>,
    },
    /// Days of the month, every so many months.
    Months {
        /// At least 1.
        every: u32,
        /// Which days.
        on: MonthDays,
    },
    /// Days of one month of a quarter of the fiscal year, every so many quarters.
    Quarters {
        /// At least 1.
        every: u32,
        /// The month of the quarter, 1 to 3.
        month: u8,
        /// The months of the calendar that this comes to, 1 to 12.
        months: Vec<i8>,
        /// Which days.
        on: MonthDays,
    },
    /// Days of one month of the year, every so many years.
    Years {
        /// At least 1.
        every: u32,
        /// The month, 1 to 12.
        month: i8,
        /// Which days.
        on: MonthDays,
    },
    /// Days written out.
    Dates {
        /// Which, in order, each once.
        dates: Vec<Day>,
    },
    /// Days reckoned from each launch that the charter governs.
    Offsets {
        /// How far from the day that it ships.
        offsets: Vec<Offset>,
    },
    /// Whenever a trigger fires.
    Trigger {
        /// How soon the charter then meets.
        within: Duration,
    },
}

/// Which days of a month.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
enum MonthDays {
    /// Those of one kind, counted.
    Nth {
        /// 1 for the first, 2 for the second …, -1 for the last.
        nth: Vec<i8>,
        /// Of what.
        of: Word<DayKind>,
    },
    /// By their number.
    Days {
        /// 1 to 31.
        days: Vec<u8>,
    },
}

impl<'a> Cadence<'a> {
    pub(super) fn of(context: &Context<'a>, line: CadenceLine<'a>, days: &WorkCalendar) -> Self {
        let says = line.says;
        Cadence {
            text: written(context.sources.text(line.span)),
            pattern: Pattern::of(&says.pattern, days),
            times: says.at.iter().map(|it| Clock(it.value)).collect(),
            minutes: says.length.and_then(time::minutes),
            zone: line.zone().name(),
            slot: says.slot.map(|name| name.as_str()),
            from: says.from.map(|it| Day(it.value)),
            until: says.until.map(|it| Day(it.value)),
            exceptions: says.except.iter().map(Exception::of).collect(),
            moves: says.moves.iter().map(Move::of).collect(),
            on_holiday: Word(on_holiday(says, days)),
        }
    }
}

/// A clause without its keyword.
fn written(clause: &str) -> Cow<'_, str> {
    let text = clause.strip_prefix("cadence").unwrap_or(clause).trim();
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) }
}

fn on_holiday(says: &tree::Cadence, days: &WorkCalendar) -> OnHoliday {
    match says.pattern {
        tree::Pattern::Dates(_) | tree::Pattern::Offsets(_) | tree::Pattern::Trigger { .. } => {
            OnHoliday::Keep
        }
        _ => says.on_holiday.unwrap_or(days.on_holiday),
    }
}

impl<'a> Exception<'a> {
    fn of(it: &'a tree::Except) -> Self {
        Exception { on: Day(it.date.value), why: it.why.as_ref().map(|why| &*why.value) }
    }
}

impl<'a> Move<'a> {
    fn of(it: &'a tree::Move) -> Self {
        Move {
            from: Day(it.date.value),
            to: Day(it.to.value),
            at: it.at.map(|at| Clock(at.value)),
            why: it.why.as_ref().map(|why| &*why.value),
        }
    }
}

impl Pattern {
    fn of(it: &tree::Pattern, days: &WorkCalendar) -> Self {
        match it {
            tree::Pattern::Days { every } => Pattern::Days { every: *every },
            tree::Pattern::Weeks { every, on } => {
                Pattern::Weeks { every: *every, weekdays: weekdays(on, days) }
            }
            tree::Pattern::Months { every, on } => {
                Pattern::Months { every: *every, on: MonthDays::of(on) }
            }
            tree::Pattern::Quarters { every, month, on } => Pattern::Quarters {
                every: *every,
                month: *month,
                months: months(*month, days.fiscal_start_month),
                on: MonthDays::of(on),
            },
            tree::Pattern::Years { every, month, on } => {
                Pattern::Years { every: *every, month: *month, on: MonthDays::of(on) }
            }
            tree::Pattern::Dates(dates) => Pattern::Dates { dates: in_order(dates) },
            tree::Pattern::Offsets(offsets) => {
                Pattern::Offsets { offsets: offsets.iter().copied().map(Offset::of).collect() }
            }
            tree::Pattern::Trigger { within } => Pattern::Trigger { within: Duration::of(*within) },
        }
    }
}

/// The days of the week that are meant, from Monday on, each once.
fn weekdays(on: &[DayKind], days: &WorkCalendar) -> Vec<Word<Weekday>> {
    let meant = |day: Weekday| {
        on.iter().any(|kind| match kind {
            DayKind::Weekday(weekday) => *weekday == day,
            DayKind::Workday => days.workdays.contains(day),
        })
    };
    Weekday::Monday.cycle_forward().take(7).filter(|day| meant(*day)).map(Word).collect()
}

/// The months of the calendar that a month of the fiscal quarter comes to.
fn months(of_quarter: u8, fiscal_start: i8) -> Vec<i8> {
    let first = i32::from(fiscal_start) - 1 + i32::from(of_quarter) - 1;
    let mut months: Vec<i8> =
        (0..4).map(|quarter| ((first + 3 * quarter).rem_euclid(12) + 1) as i8).collect();
    months.sort_unstable();
    months
}

fn in_order(dates: &[tree::DateAt]) -> Vec<Day> {
    let mut dates: Vec<_> = dates.iter().map(|it| it.value).collect();
    dates.sort_unstable();
    dates.dedup();
    dates.into_iter().map(Day).collect()
}

impl MonthDays {
    fn of(it: &tree::MonthDay) -> Self {
        match it {
            tree::MonthDay::Nth(ordinals, kind) => {
                let nth = ordinals.iter().map(|ordinal| match ordinal {
                    Ordinal::Nth(nth) => *nth as i8,
                    Ordinal::Last => -1,
                });
                MonthDays::Nth { nth: nth.collect(), of: Word(*kind) }
            }
            tree::MonthDay::Days(days) => MonthDays::Days { days: days.clone() },
        }
    }
}

/// The next time that a cadence takes place.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Next {
    /// Which of the cadences, from 0.
    cadence: usize,
    /// The launch that it is reckoned from.
    #[serde(skip_serializing_if = "Option::is_none")]
    launch: Option<&'static str>,
    /// When it begins, in coordinated universal time.
    #[schemars(extend("format" = "date-time"))]
    start: String,
    /// When it ends.
    #[schemars(extend("format" = "date-time"))]
    end: String,
    /// What clocks show as it begins.
    local: String,
    /// Whose clocks.
    zone: &'static str,
    /// Why it is on this day.
    reason: Why,
}

/// Why an occurrence takes place when it does.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Why {
    /// The pattern says so.
    Rule,
    /// A `move` says so.
    Moved,
    /// Its day is written out or reckoned from a launch.
    Explicit,
    /// The pattern's day is a holiday.
    Holiday,
}

impl Next {
    /// The next occurrence of each series of a charter, in the order of the cadences and,
    /// within one, of the launches.
    pub(super) fn of(charter: Charter<'_>, day: jiff::civil::Date) -> Vec<Next> {
        let lines = charter.cadences().enumerate();
        lines.flat_map(|(cadence, line)| Next::of_line(cadence, line, day)).collect()
    }

    fn of_line(cadence: usize, line: CadenceLine<'_>, day: jiff::civil::Date) -> Vec<Next> {
        if !matches!(line.says.pattern, tree::Pattern::Offsets(_)) {
            let series = line.series().into_iter();
            return series
                .filter_map(|series| Next::in_series(cadence, None, &series, day))
                .collect();
        }
        let mut launches: Vec<Launch<'_>> = line.charter.launches().collect();
        launches.sort_by_key(|launch| launch.name());
        let next = |launch: Launch<'_>| {
            let series = line.series_of(launch)?;
            Next::in_series(cadence, Some(launch.name()), &series, day)
        };
        launches.into_iter().filter_map(next).collect()
    }

    fn in_series(
        cadence: usize,
        launch: Option<&'static str>,
        series: &Series,
        day: jiff::civil::Date,
    ) -> Option<Next> {
        let next = series.next(day)?;
        Some(Next {
            cadence,
            launch,
            start: next.start.to_string(),
            end: next.end.to_string(),
            local: next.local.to_string(),
            zone: series.zone.name(),
            reason: match next.reason {
                Reason::Rule => Why::Rule,
                Reason::Moved => Why::Moved,
                Reason::Explicit => Why::Explicit,
                Reason::Holiday => Why::Holiday,
            },
        })
    }
}
