//! One document in the place of another: what an editor does at every key.
//!
//! Most edits change what an item says and none of the names. Then the tables stay as they
//! are, and nothing is gone through but the document itself. Where names come or go, the tables
//! are changed in the places of that document; where a name is claimed twice, or a word of
//! reference is another, they are made anew.

use super::{ItemId, Model, horizon, organization};
use crate::config::Config;
use crate::tree::{Body, Document, Item, Kind, Name};
use crate::{SourceId, Symbol};

impl Model {
    /// Puts a document in the place of another.
    pub fn replace(&mut self, source: SourceId, document: Document, config: &Config) {
        let at = source.0 as usize;
        let old = std::mem::replace(&mut self.documents[at], document);
        let is_same = declares_the_same(&old, &self.documents[at]);
        if self.names.is_doubled_in(source) || !(is_same || self.declare_anew(source, &old)) {
            *self = Model::new(std::mem::take(&mut self.documents), config);
            return;
        }
        let new = &self.documents[at];
        if let Some(mentions) = self.mentions.get_mut() {
            mentions.replace(source, &old, new);
            if mentions.is_worn() {
                self.mentions.take();
            }
        }
        self.spoken[at] = horizon::spoken(new);
        let horizon::Declared { horizon, agreed } = horizon::declared(&self.spoken);
        (self.horizon, self.declared_day) = (horizon, agreed);
        let speaks_of = |kind: Kind| [&old, new].into_iter().any(|it| declares(it, kind));
        let (calendars, seats) = (speaks_of(Kind::Calendar), speaks_of(Kind::Seat));
        let governs = match is_same {
            true => !governed(&old).eq(governed(new)),
            false => speaks_of(Kind::Charter) || speaks_of(Kind::Launch),
        };
        if calendars {
            let calendar = self.settings.calendar;
            (self.calendars, self.common) =
                organization::tables(&self.documents, &self.items, calendar);
        }
        if seats {
            self.staffed.take();
        }
        if governs {
            self.governed = self.launches_by_charter();
        }
    }

    /// Takes the names of a document for those that it had; nothing of this counts where it
    /// cannot be done.
    fn declare_anew(&mut self, source: SourceId, old: &Document) -> bool {
        let new = &self.documents[source.0 as usize];
        let is_reference = |item: &Item| item.kind.is_reference();
        if old.items.iter().chain(&*new.items).any(is_reference) {
            return false;
        }
        self.names.make_room();
        names(old).for_each(|(_, name)| self.names.release(name));
        let ids = |index: usize| ItemId { source, index: index as u32 };
        let is_free = names(new)
            .all(|(index, name)| self.names.take_free(name, ids(index), new.items[index].kind));
        if !is_free {
            return false;
        }
        let all = (0..new.items.len()).map(ids);
        put(&mut self.items, source, all);
        for kind in Kind::ALL {
            let of_kind = (0..new.items.len()).filter(|index| new.items[*index].kind == kind);
            put(&mut self.by_kind[kind as usize], source, of_kind.map(ids));
        }
        self.sorted = Default::default();
        true
    }
}

/// Puts the items of a source in the place of those that it had, in a list in their order.
fn put(list: &mut Vec<ItemId>, source: SourceId, items: impl Iterator<Item = ItemId>) {
    let start = list.partition_point(|id| id.source < source);
    let end = list.partition_point(|id| id.source <= source);
    list.splice(start..end, items);
}

/// Every name that a document claims, former ones too, and the place of its item.
fn names(document: &Document) -> impl Iterator<Item = (usize, Name)> {
    let items = document.items.iter().enumerate();
    items.flat_map(|(index, item)| {
        [item.name].into_iter().chain(former(item)).map(move |name| (index, name))
    })
}

/// Whether two documents declare the same names, in the same order.
fn declares_the_same(old: &Document, new: &Document) -> bool {
    let same = |(old, new): (&Item, &Item)| {
        old.kind == new.kind
            && old.name.symbol == new.name.symbol
            && former(old).map(|it| it.symbol).eq(former(new).map(|it| it.symbol))
    };
    old.items.len() == new.items.len() && old.items.iter().zip(&*new.items).all(same)
}

fn declares(document: &Document, kind: Kind) -> bool {
    document.items.iter().any(|item| item.kind == kind)
}

/// What governs the launches of a document, one after the other.
fn governed(document: &Document) -> impl Iterator<Item = Option<Symbol>> {
    let launches = document.items.iter().filter(|item| item.kind == Kind::Launch);
    launches.map(|launch| {
        launch.clauses.iter().find_map(|clause| match &clause.body {
            Body::Governed(name) => Some(name.symbol),
            _ => None,
        })
    })
}

fn former(item: &Item) -> impl Iterator<Item = Name> {
    item.clauses.iter().filter_map(|clause| match clause.body {
        Body::Formerly(name) => Some(name),
        _ => None,
    })
}
