//! Commitments: what somebody owns and has yet to keep.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::handle::Item;
use super::organization::{owner, owner_name};
use super::{ItemId, Model, Named, Seat};
use crate::tree::Name;

/// A charter, a launch or a bet that is not over.
#[derive(Clone, Copy, Debug)]
pub struct Commitment<'m> {
    /// What it is.
    pub item: Item<'m>,
    /// Who owns it.
    pub owner: Seat<'m>,
    /// The owner as written.
    pub owner_name: Name,
    /// The first day from which it has to be kept: never before the day that is asked about.
    pub from: Date,
}

impl Model {
    /// What has to be kept from a day on, where its owner is known: charters that are not
    /// over, launches that have not shipped, bets that were not ended.
    pub fn commitments_from(&self, day: Date) -> impl Iterator<Item = Commitment<'_>> {
        let charters = self.charters_from(day).map(move |charter| {
            let effective = charter.effective().map_or(day, |date| date.value);
            (*charter, effective.max(day))
        });
        let launches = self.launches().filter(move |launch| {
            !launch.is_over(day) && launch.ships().is_some_and(|date| date.value >= day)
        });
        let bets = self.bets().filter(move |bet| !bet.is_over(day));
        let others = launches.map(|it| *it).chain(bets.map(|it| *it));
        charters.chain(others.map(move |item| (item, day))).filter_map(|(item, from)| {
            let Named::Known(owner) = owner(item) else { return None };
            Some(Commitment { item, owner, owner_name: owner_name(item)?, from })
        })
    }
}

/// Owners in the order in which they are met, each with everything that it owns.
pub fn by_owner<'m>(
    commitments: impl Iterator<Item = Commitment<'m>>,
) -> Vec<(Seat<'m>, Vec<Commitment<'m>>)> {
    let mut owners: Vec<(Seat<'m>, Vec<Commitment<'m>>)> = Vec::new();
    let mut places: FxHashMap<ItemId, usize> = FxHashMap::default();
    for commitment in commitments {
        let place = *places.entry(commitment.owner.id()).or_insert(owners.len());
        if place == owners.len() {
            owners.push((commitment.owner, Vec::new()));
        }
        owners[place].1.push(commitment);
    }
    owners
}
