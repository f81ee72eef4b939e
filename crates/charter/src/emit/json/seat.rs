//! Seats: who holds them, what they own, where they sit.

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::item::Head;
use super::ties::Owns;
use super::words::{Day, Word};
use crate::model;
use crate::tree::{self, Altitude};

/// A role.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Seat<'c, 'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// Its rank.
    #[serde(skip_serializing_if = "Option::is_none")]
    altitude: Option<Word<Altitude>>,
    /// The function that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    function: Option<&'static str>,
    /// Who holds it: the one whose term has no end. None where it is vacant.
    #[serde(skip_serializing_if = "Option::is_none")]
    holder: Option<&'a str>,
    /// Everyone who ever held it, in the order of the text.
    holders: Vec<Holder<'a>>,
    /// The seats that stand in.
    alternates: Vec<&'static str>,
    /// The seat above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    reports_to: Option<&'static str>,
    /// The zone that its holder lives in; the calendar's where it names none.
    zone: &'static str,
    /// The calendar that it works by.
    #[serde(skip_serializing_if = "Option::is_none")]
    calendar: Option<&'static str>,
    /// What it owns.
    owns: &'c Owns,
    /// The charters in whose room it sits, as a counterparty or through a group.
    sits_in: &'c [&'static str],
}

/// Who holds a seat, or held it.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Holder<'a> {
    /// What the holder is called.
    name: &'a str,
    /// Whether it is a machine.
    ai: bool,
    /// Where mail reaches the holder.
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'static str>,
    /// The first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<Day>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Day>,
}

impl<'a> Holder<'a> {
    fn of(it: &'a tree::Holder) -> Self {
        Holder {
            name: &it.name.value,
            ai: it.ai,
            email: it.email.map(|it| it.value.as_str()),
            since: it.since.map(|it| Day(it.value)),
            until: it.until.map(|it| Day(it.value)),
        }
    }
}

impl<'c, 'a> Seat<'c, 'a> {
    pub(super) fn of(context: &'c Context<'a>, it: model::Seat<'a>) -> Self {
        let holder = it.last_holder().filter(|holder| holder.until.is_none());
        Seat {
            head: Head::of(context, *it),
            altitude: it.altitude().map(Word),
            function: it.function().known().map(|function| function.name()),
            holder: holder.map(|holder| &*holder.name.value),
            holders: it.holders().map(Holder::of).collect(),
            alternates: context.names(it.alternates()),
            reports_to: it.reports_to().known().map(|seat| seat.name()),
            zone: it.zone().name(),
            calendar: context.model.calendar_of(*it),
            owns: context.ties.owned_by(it.name()),
            sits_in: context.ties.rooms_of(it.name()),
        }
    }
}
