//! Calendars, functions, groups, artifacts and metrics.

use jiff::civil::Weekday;
use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::item::Head;
use super::value::{Frequency, Measured};
use super::words::{Clock, Day, Word};
use crate::model;
use crate::time;
use crate::tree::{self, Body, ClauseKind, OnHoliday, Surface};

/// A working calendar.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Calendar<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The zone of its times, as IANA names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    zone: Option<&'static str>,
    /// The days of the week on which it works.
    workdays: Vec<Word<Weekday>>,
    /// The hours of a workday.
    #[serde(skip_serializing_if = "Option::is_none")]
    hours: Option<Hours>,
    /// The month in which the fiscal year starts, from 1.
    fiscal_year_starts: i8,
    /// What becomes of an occurrence on a holiday.
    on_holiday: Word<OnHoliday>,
    /// Days on which it does not work, in the order of the text.
    holidays: Vec<Holiday<'a>>,
}

/// From when to when.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Hours {
    /// The first minute.
    from: Clock,
    /// The end.
    until: Clock,
}

/// A holiday or a closure.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Holiday<'a> {
    /// The first day.
    from: Day,
    /// The last day: the same for a single one.
    until: Day,
    /// What it is called.
    title: &'a str,
}

impl<'a> Calendar<'a> {
    pub(super) fn of(context: &Context<'a>, it: model::Calendar<'a>) -> Self {
        let days = it.days();
        let zone = it.clause(ClauseKind::Zone, |body| match body {
            Body::Zone(zone) => time::zone(zone.name.as_str()),
            _ => None,
        });
        Calendar {
            head: Head::of(context, *it),
            zone: zone.map(time::Zone::name),
            workdays: days.workdays.iter().map(Word).collect(),
            hours: days.hours.map(|(from, to)| Hours { from: Clock(from), until: Clock(to) }),
            fiscal_year_starts: days.fiscal_start_month,
            on_holiday: Word(days.on_holiday),
            holidays: it.clauses().iter().filter_map(|clause| holiday(&clause.body)).collect(),
        }
    }
}

fn holiday(body: &Body) -> Option<Holiday<'_>> {
    let (from, until, title) = match body {
        Body::Holiday(it) => (it.date, it.date, &it.title),
        Body::Closed(it) => (it.from, it.to, &it.title),
        _ => return None,
    };
    Some(Holiday { from: Day(from.value), until: Day(until.value), title: &title.value })
}

/// A function of the organization.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Function<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// Whether it is the standard's: the workspace declares none of this name.
    standard: bool,
    /// The classes that it owns.
    decides: Vec<&'static str>,
    /// The classes that it must not own.
    never: Vec<&'static str>,
    /// What a decision touches where it must be heard.
    voice: Vec<Word<Surface>>,
}

impl<'a> Function<'a> {
    pub(super) fn of(context: &Context<'a>, it: model::Function<'a>) -> Self {
        Function {
            head: Head::of(context, *it),
            standard: it.is_standard(),
            decides: context.words(it.decides()),
            never: context.words(it.never()),
            voice: it.voices().map(Word).collect(),
        }
    }
}

/// Seats that go together.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Group<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// Its seats.
    members: Vec<&'static str>,
}

impl<'a> Group<'a> {
    pub(super) fn of(context: &Context<'a>, it: model::Group<'a>) -> Self {
        Group { head: Head::of(context, *it), members: context.names(it.member_names()) }
    }
}

/// What must be on the table.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Artifact<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The seat that brings it.
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'static str>,
    /// How it is kept fresh.
    #[serde(skip_serializing_if = "Option::is_none")]
    refreshed: Option<Refreshed>,
    /// Where it is found.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<&'a str>,
}

/// How an artifact is kept fresh.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
enum Refreshed {
    /// At a frequency.
    Every {
        /// How often.
        frequency: Frequency,
    },
    /// Always current.
    Live,
    /// By the record of a charter.
    Record {
        /// The charter.
        of: &'static str,
    },
}

impl<'a> Artifact<'a> {
    pub(super) fn of(context: &Context<'a>, it: model::Artifact<'a>) -> Self {
        let refreshed = it.refreshed().map(|how| match how {
            tree::Refreshed::Every(often) => Refreshed::Every { frequency: Frequency::of(often) },
            tree::Refreshed::Live => Refreshed::Live,
            tree::Refreshed::By(charter) => Refreshed::Record { of: context.name(charter) },
        });
        Artifact {
            head: Head::of(context, *it),
            owner: it.owner().known().map(|seat| seat.name()),
            refreshed,
            at: it.place(),
        }
    }
}

/// What is measured.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Metric<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The seat that answers for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'static str>,
    /// In what it is measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<Measured<'a>>,
}

impl<'a> Metric<'a> {
    pub(super) fn of(context: &Context<'a>, it: model::Metric<'a>) -> Self {
        Metric {
            head: Head::of(context, *it),
            owner: it.owner().known().map(|seat| seat.name()),
            unit: it.unit().map(Measured::of),
        }
    }
}
