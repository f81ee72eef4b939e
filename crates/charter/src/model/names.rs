//! The two spaces of names: words of reference, and everything else.

use super::ItemId;
use crate::tree::{Body, ClauseKind, Document, Kind, Name};
use crate::{SourceId, Sources, Symbol};

/// A space in which a name means one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// Classes and functions.
    Reference,
    /// Everything else.
    Common,
}

/// A name that two items claim.
#[derive(Clone, Copy, Debug)]
pub struct Doubled {
    /// The first claim.
    pub first: Name,
    /// The later one.
    pub second: Name,
}

/// What every name means. A table by symbol: no hashing, no searching.
#[derive(Clone, Debug, Default)]
pub struct Names {
    reference: Vec<Option<(ItemId, Kind)>>,
    common: Vec<Option<(ItemId, Kind)>>,
    doubled: Vec<Doubled>,
}

impl Names {
    /// The names of all items, former names included. A word of reference that the
    /// workspace declares replaces the standard's.
    pub(super) fn new(documents: &[Document], items: &[ItemId]) -> Names {
        let count = Symbol::count();
        let mut names =
            Names { reference: vec![None; count], common: vec![None; count], doubled: Vec::new() };
        for &id in items {
            names.claim(documents, id, tree(documents, id).name);
        }
        for &id in items {
            let item = tree(documents, id);
            if !item.present.any.contains(ClauseKind::Formerly) {
                continue;
            }
            for clause in &item.clauses {
                if let Body::Formerly(name) = clause.body {
                    names.claim(documents, id, name);
                }
            }
        }
        names
    }

    fn claim(&mut self, documents: &[Document], id: ItemId, name: Name) {
        let kind = tree(documents, id).kind;
        let space = if kind.is_reference() { Space::Reference } else { Space::Common };
        let slot = self.slot(space, name.symbol);
        match *slot {
            Some((first, _))
                if first.source != Sources::STANDARD || id.source == Sources::STANDARD =>
            {
                let first = declared(documents, first, name.symbol);
                self.doubled.push(Doubled { first, second: name });
            }
            _ => *slot = Some((id, kind)),
        }
    }

    /// Makes room for every name that there is by now.
    pub(super) fn make_room(&mut self) {
        let count = Symbol::count();
        self.reference.resize(count, None);
        self.common.resize(count, None);
    }

    /// Nothing bears a name any more that is no word of reference.
    pub(super) fn release(&mut self, name: Name) {
        self.common[name.symbol.index()] = None;
    }

    /// Gives a name that is no word of reference to an item, if nothing bears it; tells whether.
    pub(super) fn take_free(&mut self, name: Name, id: ItemId, kind: Kind) -> bool {
        let slot = &mut self.common[name.symbol.index()];
        slot.is_none() && {
            *slot = Some((id, kind));
            true
        }
    }

    /// Whether a name is claimed twice, and once of that in a source.
    pub(super) fn is_doubled_in(&self, source: SourceId) -> bool {
        let is_there = |name: Name| name.span.source == source;
        self.doubled.iter().any(|it| is_there(it.first) || is_there(it.second))
    }

    fn slot(&mut self, space: Space, name: Symbol) -> &mut Option<(ItemId, Kind)> {
        match space {
            Space::Reference => &mut self.reference[name.index()],
            Space::Common => &mut self.common[name.index()],
        }
    }

    /// What a name means in a space.
    pub fn get(&self, space: Space, name: Symbol) -> Option<ItemId> {
        self.slot_of(space, name).map(|(id, _)| id)
    }

    /// What kind of item a name means in a space: told without looking at the item.
    pub fn kind(&self, space: Space, name: Symbol) -> Option<Kind> {
        self.slot_of(space, name).map(|(_, kind)| kind)
    }

    fn slot_of(&self, space: Space, name: Symbol) -> Option<(ItemId, Kind)> {
        let table = match space {
            Space::Reference => &self.reference,
            Space::Common => &self.common,
        };
        table.get(name.index()).copied().flatten()
    }

    /// Names that two items claim.
    pub fn doubled(&self) -> &[Doubled] {
        &self.doubled
    }
}

fn tree(documents: &[Document], id: ItemId) -> &crate::tree::Item {
    let SourceId(source) = id.source;
    &documents[source as usize].items[id.index as usize]
}

/// Where an item claims a name: as its own, or as a former one.
fn declared(documents: &[Document], id: ItemId, symbol: Symbol) -> Name {
    let item = tree(documents, id);
    let former = item.clauses.iter().find_map(|clause| match clause.body {
        Body::Formerly(name) if name.symbol == symbol => Some(name),
        _ => None,
    });
    if item.name.symbol == symbol { item.name } else { former.unwrap_or(item.name) }
}
