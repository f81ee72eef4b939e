//! Decision latency: how many days pass from a raise to the record that answers it first.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::Window;
use super::data::{maybe_text, text};
use super::history::History;
use super::measure::{Measures, Value, days_between, median, percentile};
use super::scope::{Scopes, Tallies};

/// How long answers took, and what still waits for one.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Latency {
    /// How many raises were answered in the window for the first time; of a quarter, in it.
    pub answered: usize,
    /// The middle of their days; of an even number, half-way between the two in the middle.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "f64")]
    pub median: Option<f64>,
    /// The number of days within which nine in ten were answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "i64")]
    pub p90: Option<i64>,
    /// The days of the one that took longest.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "i64")]
    pub longest: Option<i64>,
    /// How many were answered after the last day for an answer in time.
    pub late: usize,
    /// How many have no answer; of a quarter, those that were raised in it.
    pub open: usize,
    /// How many of those are past the last day for an answer in time.
    pub overdue: usize,
    /// For how many days the oldest of them has been open.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "i64")]
    pub oldest_open: Option<i64>,
}

impl Measures for Latency {
    fn measures(&self) -> Vec<(&'static str, Option<Value>)> {
        vec![
            ("answered", Some(self.answered.into())),
            ("median", self.median.map(Value::Number)),
            ("p90", self.p90.map(Value::Days)),
            ("longest", self.longest.map(Value::Days)),
            ("late", Some(self.late.into())),
            ("open", Some(self.open.into())),
            ("overdue", Some(self.overdue.into())),
            ("oldest-open", self.oldest_open.map(Value::Days)),
        ]
    }
}

/// A raise that was answered in the window.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Answered {
    /// The raise.
    pub raise: &'static str,
    /// The record that answered it first.
    pub record: &'static str,
    /// The charter of that record.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub charter: Option<&'static str>,
    /// The day of the raise.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub raised: Date,
    /// The day of the record.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub answered: Date,
    /// How many days lie between; 0 where the record is dated before the raise.
    pub days: i64,
    /// Whether that was after the last day for an answer in time.
    pub late: bool,
}

/// A raise that nothing has answered.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Open {
    /// The raise.
    pub raise: &'static str,
    /// What people call it.
    pub title: String,
    /// The charter that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub charter: Option<&'static str>,
    /// The day of the raise.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub raised: Date,
    /// For how many days it has been open.
    pub days: i64,
    /// The last day for an answer in time, where one is promised.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "maybe_text")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub due: Option<Date>,
    /// Whether that day is past.
    pub overdue: bool,
}

#[derive(Default)]
struct Tally {
    days: Vec<i64>,
    late: usize,
    open: Vec<i64>,
    overdue: usize,
}

impl Tally {
    fn told(mut self) -> Latency {
        self.days.sort_unstable();
        Latency {
            answered: self.days.len(),
            median: median(&self.days),
            p90: percentile(&self.days, 90),
            longest: self.days.last().copied(),
            late: self.late,
            open: self.open.len(),
            overdue: self.overdue,
            oldest_open: self.open.into_iter().max(),
        }
    }
}

/// The signal, each answer by its day, and what is open, the oldest first.
pub(super) fn told(
    history: &History<'_>,
    window: &Window,
) -> (Scopes<Latency>, Vec<Answered>, Vec<Open>) {
    let mut tallies: Tallies<'_, Tally> = Tallies::new(window);
    let answered = answered(history, &mut tallies);
    let open = open(history, window, &mut tallies);
    (tallies.told(Tally::told), answered, open)
}

fn answered<'m>(history: &History<'m>, tallies: &mut Tallies<'m, Tally>) -> Vec<Answered> {
    let each = history.answered.iter().map(|it| {
        let days = days_between(it.raised, it.answered).max(0);
        let late = it.raise.answer_by().is_some_and(|last| it.answered > last);
        tallies.add(it.place, |tally| {
            tally.days.push(days);
            tally.late += usize::from(late);
        });
        Answered {
            raise: it.raise.name(),
            record: it.record.name(),
            charter: it.place.charter().map(|it| it.name()),
            raised: it.raised,
            answered: it.answered,
            days,
            late,
        }
    });
    let mut all: Vec<Answered> = each.collect();
    all.sort_by_key(|it| (it.answered, it.raise));
    all
}

fn open<'m>(history: &History<'m>, window: &Window, tallies: &mut Tallies<'m, Tally>) -> Vec<Open> {
    let each = history.open.iter().map(|it| {
        let days = days_between(it.raised, window.until);
        let due = it.raise.answer_by();
        let overdue = due.is_some_and(|last| window.until > last);
        tallies.add(it.place, |tally| {
            tally.open.push(days);
            tally.overdue += usize::from(overdue);
        });
        Open {
            raise: it.raise.name(),
            title: it.raise.title().to_owned(),
            charter: it.place.charter().map(|it| it.name()),
            raised: it.raised,
            days,
            due,
            overdue,
        }
    });
    let mut all: Vec<Open> = each.collect();
    all.sort_by_key(|it| (it.raised, it.raise));
    all
}
