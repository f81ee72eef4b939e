//! One document in the place of another: what an editor does at every key.
//!
//! Most edits change what an item says and none of the names. Then the tables stay as they
//! are, and nothing is gone through but the document itself.

use super::{Model, horizon, organization};
use crate::config::Config;
use crate::tree::{Body, Document, Item, Kind, Name};
use crate::{SourceId, Symbol};

impl Model {
    /// Puts a document in the place of another.
    pub fn replace(&mut self, source: SourceId, document: Document, config: &Config) {
        let at = source.0 as usize;
        let old = std::mem::replace(&mut self.documents[at], document);
        let new = &self.documents[at];
        if !declares_the_same(&old, new) || !self.names.doubled().is_empty() {
            *self = Model::new(std::mem::take(&mut self.documents), config);
            return;
        }
        let speaks_of = |kind: Kind| new.items.iter().any(|item| item.kind == kind);
        let (calendars, seats) = (speaks_of(Kind::Calendar), speaks_of(Kind::Seat));
        let governs_anew = !governed(&old).eq(governed(new));
        self.spoken[at] = horizon::spoken(new);
        let horizon::Declared { horizon, agreed } = horizon::declared(&self.spoken);
        (self.horizon, self.declared_day) = (horizon, agreed);
        if calendars {
            let calendar = self.settings.calendar;
            (self.calendars, self.common) =
                organization::tables(&self.documents, &self.items, calendar);
        }
        if seats {
            self.staffed.take();
        }
        if governs_anew {
            self.governed = self.launches_by_charter();
        }
    }
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
