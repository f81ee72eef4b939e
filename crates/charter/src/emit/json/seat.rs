//! Seats: who holds them, what they own, where they sit.

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::charter::Charter;
use super::context::Context;
use super::item::Head;
use super::launch::{Bet, Launch};
use super::organization::{Artifact, Metric};
use super::words::{Day, Word};
use crate::model;
use crate::tree::{self, Altitude};

/// A role.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Seat<'a> {
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
    owns: Owns,
    /// The charters in whose room it sits, as a counterparty or through a group.
    sits_in: Vec<&'static str>,
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

/// What a seat owns, by kind.
#[derive(Default, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Owns {
    /// Charters.
    charters: Vec<&'static str>,
    /// Launches.
    launches: Vec<&'static str>,
    /// Bets.
    bets: Vec<&'static str>,
    /// Artifacts.
    artifacts: Vec<&'static str>,
    /// Metrics.
    metrics: Vec<&'static str>,
}

/// What leads from other items to seats. Asked by name, never listed.
#[derive(Default)]
pub(super) struct Ties {
    owns: FxHashMap<&'static str, Owns>,
    sits_in: FxHashMap<&'static str, Vec<&'static str>>,
}

impl Ties {
    pub(super) fn charters(&mut self, charters: &[Charter<'_>]) {
        for charter in charters {
            let name = charter.name();
            self.own(charter.owner, |it| &mut it.charters, name);
            let others = charter.room.iter().filter(|seat| charter.owner != Some(**seat));
            others.for_each(|seat| self.sits_in.entry(seat).or_default().push(name));
        }
    }

    pub(super) fn launches(&mut self, launches: &[Launch<'_>]) {
        launches.iter().for_each(|it| self.own(it.owner, |it| &mut it.launches, it.name()));
    }

    pub(super) fn bets(&mut self, bets: &[Bet<'_>]) {
        bets.iter().for_each(|it| self.own(it.owner, |it| &mut it.bets, it.name()));
    }

    pub(super) fn artifacts(&mut self, artifacts: &[Artifact<'_>]) {
        artifacts.iter().for_each(|it| self.own(it.owner, |it| &mut it.artifacts, it.name()));
    }

    pub(super) fn metrics(&mut self, metrics: &[Metric<'_>]) {
        metrics.iter().for_each(|it| self.own(it.owner, |it| &mut it.metrics, it.name()));
    }

    fn own(
        &mut self,
        owner: Option<&'static str>,
        list: impl Fn(&mut Owns) -> &mut Vec<&'static str>,
        name: &'static str,
    ) {
        if let Some(owner) = owner {
            list(self.owns.entry(owner).or_default()).push(name);
        }
    }
}

impl<'a> Seat<'a> {
    pub(super) fn of(context: &Context<'a>, ties: &Ties, it: model::Seat<'a>) -> Self {
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
            owns: ties.owns.get(it.name()).cloned().unwrap_or_default(),
            sits_in: ties.sits_in.get(it.name()).cloned().unwrap_or_default(),
        }
    }
}
