//! Triggers, wherever they stand.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Charter, Handle, Item, Launch, Metric, Model, Named, Seat};
use crate::Span;
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
