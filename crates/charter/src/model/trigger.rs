//! Triggers, wherever they stand.

use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;

use super::organization::owner;
use super::{Bet, Cause, Charter, Handle, Item, Launch, Metric, Model, Named, Raise, Seat};
use crate::Span;
use crate::time::{Series, WorkCalendar, looks};
use crate::tree::{Body, ClauseKind, Condition, Dotted, Evidence, Trigger};

/// A trigger and the item that it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Wire<'m> {
    /// The charter, the launch or the bet.
    pub item: Item<'m>,
    /// What it says.
    pub says: &'m Trigger,
    /// The whole clause.
    pub span: Span,
}

/// The triggers of items that are not over on a day.
pub(super) fn wired<'m>(
    items: impl Iterator<Item = Item<'m>>,
    day: Date,
) -> impl Iterator<Item = Wire<'m>> {
    let wired = items.filter(move |item| {
        item.tree().present.any.contains(ClauseKind::Trigger) && !item.is_over(day)
    });
    wired.flat_map(Item::wires)
}

/// The trigger that a dotted name stands for.
pub(super) fn wire(model: &Model, dotted: Dotted) -> Option<Wire<'_>> {
    let name = dotted.trigger?.symbol;
    model.find(dotted.item.symbol)?.wires().find(|wire| wire.says.name.symbol == name)
}

impl<'m> Item<'m> {
    /// Its triggers.
    pub fn wires(self) -> impl Iterator<Item = Wire<'m>> {
        self.clauses().iter().filter_map(move |clause| match &clause.body {
            Body::Trigger(says) => Some(Wire { item: self, says, span: clause.span }),
            _ => None,
        })
    }
}

impl<'m> Wire<'m> {
    /// Who says that it fired.
    pub fn declared(self) -> Named<Seat<'m>> {
        let name = self.says.declared;
        name.map_or(Named::Absent, |name| self.item.model().named(name.symbol))
    }

    /// The days on which somebody looks at it, as calendars have them: none where it does not
    /// say how often, or where nobody knows since when.
    pub fn looks(self) -> Option<Series> {
        let ships = || Launch::of(self.item).and_then(|it| it.ships()).map(|date| date.value);
        let from = self.armed().or_else(ships)?;
        let expires = self.charter().and_then(|it| it.expires()).map(|date| date.value);
        let until = self.item.retired().into_iter().chain(expires).min();
        looks(self.days(), self.says.checked?, from, until)
    }

    /// The days on which people work where it stands: those of its charter, else of the owner.
    fn days(self) -> &'m Arc<WorkCalendar> {
        let kept = match self.governed() {
            Some(charter) => Some(*charter),
            None => owner(self.item).known().map(|it| *it),
        };
        kept.unwrap_or(self.item).days()
    }

    /// Since when it is armed: as its charter came into force, that of its launch, or as its bet
    /// was committed.
    pub fn armed(self) -> Option<Date> {
        let bet = || Bet::of(self.item).and_then(Bet::committed).map(|(date, _)| date.value);
        let effective = self.governed().and_then(Charter::effective).map(|date| date.value);
        effective.or_else(bet)
    }

    /// The charter that it stands in, or that governs its launch.
    fn governed(self) -> Option<Charter<'m>> {
        self.charter().or_else(|| Launch::of(self.item)?.charter().known())
    }

    /// Everything that says that it fired.
    pub fn raises(self) -> impl Iterator<Item = Raise<'m>> {
        let own = move |raise: &Raise<'m>| match raise.cause().known() {
            Some(Cause::Trigger(it)) => it.item == self.item && it.span == self.span,
            _ => false,
        };
        self.item.mentions().filter_map(Raise::of).filter(own)
    }

    /// What it watches, where that is a metric.
    pub fn metric(self) -> Named<Metric<'m>> {
        match &self.says.when {
            Some(Condition::Metric(measure, _)) => self.item.model().named(measure.metric.symbol),
            _ => Named::Absent,
        }
    }

    /// Whether it is fired by a kind of evidence.
    pub fn is_on(self, evidence: Evidence) -> bool {
        self.says.evidence.is_some_and(|it| it.value == evidence)
    }

    /// Its name and its item's: `` `capacity-evidence` of `roadmap-forum` ``
    pub fn words(self) -> String {
        format!("`{}` of `{}`", self.says.name.as_str(), self.item.name())
    }

    /// The charter that it stands in, if it is one.
    pub fn charter(self) -> Option<Charter<'m>> {
        Charter::of(self.item)
    }
}

impl Launch<'_> {
    /// Whether it has not shipped before a day.
    pub fn is_ahead(self, day: Date) -> bool {
        !self.is_over(day) && self.ships().is_none_or(|ships| ships.value >= day)
    }

    /// Whether somebody still looks at it on a day: to the last read, a year after it ships.
    pub fn is_watched(self, day: Date) -> bool {
        let last = |ships: Date| ships.saturating_add(1.year());
        !self.is_over(day) && self.ships().is_none_or(|ships| last(ships.value) >= day)
    }
}
