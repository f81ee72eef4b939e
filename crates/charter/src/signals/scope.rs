//! What is counted, for the whole, by fiscal quarter, by charter and by the seat that owns it.

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::Window;
use crate::model::{Charter, Item, ItemId, Raise};

/// Where something counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'m> {
    charter: Option<Item<'m>>,
    seat: Option<Item<'m>>,
    quarter: Option<usize>,
}

impl<'m> Place<'m> {
    /// With a charter and whoever owns it, in the quarter of that place.
    pub(super) fn of(charter: Option<Charter<'m>>, quarter: Option<usize>) -> Place<'m> {
        let seat = charter.and_then(|it| it.owner().known()).map(|it| *it);
        Place { charter: charter.map(|it| *it), seat, quarter }
    }

    /// The charter.
    pub(super) fn charter(&self) -> Option<Item<'m>> {
        self.charter
    }
}

/// The charter that a raise is about: the one of its trigger or the one that is stuck; that which
/// governs the launch, or made the bet, in which its trigger stands.
pub(super) fn charter_of(raise: Raise<'_>) -> Option<Charter<'_>> {
    raise.about()?.forum()
}

/// Counts in the making.
pub(super) struct Tallies<'m, T> {
    whole: T,
    quarters: Vec<T>,
    charters: Table<'m, T>,
    seats: Table<'m, T>,
}

type Table<'m, T> = FxHashMap<ItemId, (Item<'m>, T)>;

impl<'m, T: Default> Tallies<'m, T> {
    pub(super) fn new(window: &Window) -> Self {
        Tallies {
            whole: T::default(),
            quarters: window.quarters.iter().map(|_| T::default()).collect(),
            charters: Table::default(),
            seats: Table::default(),
        }
    }

    /// Counts something wherever it counts.
    pub(super) fn add(&mut self, place: Place<'m>, mut count: impl FnMut(&mut T)) {
        count(&mut self.whole);
        let quarter = place.quarter.and_then(|nth| self.quarters.get_mut(nth));
        quarter.into_iter().for_each(&mut count);
        for (table, item) in [(&mut self.charters, place.charter), (&mut self.seats, place.seat)] {
            let Some(item) = item else { continue };
            let (_, tally) = table.entry(item.id()).or_insert_with(|| (item, T::default()));
            count(tally);
        }
    }

    /// What the counts come to.
    pub(super) fn told<D>(self, tell: impl Fn(T) -> D) -> Scopes<D> {
        Scopes {
            charters: named(self.charters, &tell),
            seats: named(self.seats, &tell),
            quarters: self.quarters.into_iter().map(&tell).collect(),
            whole: tell(self.whole),
        }
    }
}

fn named<T, D>(table: Table<'_, T>, tell: impl Fn(T) -> D) -> Vec<Named<D>> {
    let name = |(item, tally): (Item<'_>, T)| Named {
        name: item.name(),
        title: item.title().to_owned(),
        value: tell(tally),
    };
    let mut all: Vec<Named<D>> = table.into_values().map(name).collect();
    all.sort_unstable_by_key(|it| it.name);
    all
}

/// What a signal is for the whole and for its parts.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Scopes<T> {
    /// Of everything that is looked at.
    pub whole: T,
    /// Of each quarter, in the order of `quarters`.
    pub quarters: Vec<T>,
    /// Of each charter of which there is something to say, by name.
    pub charters: Vec<Named<T>>,
    /// Of each seat that owns such charters, by name.
    pub seats: Vec<Named<T>>,
}

/// What a signal is for a charter or a seat.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Named<T> {
    /// The name of the charter or the seat.
    pub name: &'static str,
    /// What people call it.
    pub title: String,
    /// The signal.
    pub value: T,
}
