//! What leads from other items to seats and charters: what a seat owns, where it sits, what
//! a charter governs.

use std::ops::Deref;

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::context::by_name;
use crate::emit::whole::Whole;
use crate::model::{Charter, Handle, Item, Model, Named, Seat};

/// What a seat owns, by kind.
#[derive(Default, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Owns {
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

/// Everything that leads somewhere. Asked by name, never listed.
#[derive(Default)]
pub(super) struct Ties {
    owns: FxHashMap<&'static str, Owns>,
    sits_in: FxHashMap<&'static str, Vec<&'static str>>,
    governs: FxHashMap<&'static str, Vec<&'static str>>,
}

static NOTHING: Owns = Owns {
    charters: Vec::new(),
    launches: Vec::new(),
    bets: Vec::new(),
    artifacts: Vec::new(),
    metrics: Vec::new(),
};

impl Ties {
    /// Those of the whole items, each list by name.
    pub(super) fn of(model: &Model, whole: &Whole) -> Ties {
        let mut ties = Ties::default();
        let charters = by_name(model.charters(), whole);
        ties.own(&charters, |it| it.owner(), |owns| &mut owns.charters);
        charters.into_iter().for_each(|charter| ties.sit(charter));
        let launches = by_name(model.launches(), whole);
        ties.own(&launches, |it| it.owner(), |owns| &mut owns.launches);
        for launch in launches {
            if let Named::Known(charter) = launch.charter() {
                ties.governs.entry(charter.name()).or_default().push(launch.name());
            }
        }
        ties.own(&by_name(model.bets(), whole), |it| it.owner(), |owns| &mut owns.bets);
        let artifacts = by_name(model.artifacts(), whole);
        ties.own(&artifacts, |it| it.owner(), |owns| &mut owns.artifacts);
        ties.own(&by_name(model.metrics(), whole), |it| it.owner(), |owns| &mut owns.metrics);
        ties
    }

    fn own<'m, H: Handle<'m> + Deref<Target = Item<'m>>>(
        &mut self,
        items: &[H],
        owner: impl Fn(H) -> Named<Seat<'m>>,
        list: impl Fn(&mut Owns) -> &mut Vec<&'static str>,
    ) {
        for &item in items {
            if let Named::Known(seat) = owner(item) {
                list(self.owns.entry(seat.name()).or_default()).push(item.name());
            }
        }
    }

    fn sit(&mut self, charter: Charter<'_>) {
        let owner = charter.owner().known();
        let others = charter.room().into_iter().filter(|seat| owner != Some(*seat));
        others.for_each(|seat| self.sits_in.entry(seat.name()).or_default().push(charter.name()));
    }

    /// What a seat owns.
    pub(super) fn owned_by(&self, seat: &str) -> &Owns {
        self.owns.get(seat).unwrap_or(&NOTHING)
    }

    /// The charters in whose room a seat sits without owning them.
    pub(super) fn rooms_of(&self, seat: &str) -> &[&'static str] {
        self.sits_in.get(seat).map_or(&[], |rooms| rooms)
    }

    /// The launches that a charter governs.
    pub(super) fn governed_by(&self, charter: &str) -> &[&'static str] {
        self.governs.get(charter).map_or(&[], |launches| launches)
    }
}
