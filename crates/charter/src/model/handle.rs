//! Handles: an item and the model that it stands in, as one small value.

use jiff::civil::Date;

use super::Model;
use crate::tree::{
    self, Allow, Body, Clause, ClauseKind, ClauseKinds, DateAt, Document, Kind, Name, Text,
};
use crate::{SourceId, Sources, Span, Symbol};

/// Where an item stands: a source, and its place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId {
    /// The source.
    pub source: SourceId,
    /// Its place among the items of the source.
    pub index: u32,
}

pub(super) fn all_items(documents: &[Document]) -> Vec<ItemId> {
    let ids = documents.iter().enumerate().flat_map(|(source, document)| {
        let source = SourceId(source as u32);
        (0..document.items.len() as u32).map(move |index| ItemId { source, index })
    });
    ids.collect()
}

/// An item of any kind.
#[derive(Clone, Copy)]
pub struct Item<'m> {
    model: &'m Model,
    id: ItemId,
    tree: &'m tree::Item,
}

impl PartialEq for Item<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Item<'_> {}

impl std::fmt::Debug for Item<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.kind().keyword(), self.name())
    }
}

impl<'m> Item<'m> {
    pub(super) fn new(model: &'m Model, id: ItemId) -> Self {
        let tree = &model.documents[id.source.0 as usize].items[id.index as usize];
        Item { model, id, tree }
    }

    /// Where it stands.
    pub fn id(self) -> ItemId {
        self.id
    }

    /// The model that it stands in.
    pub fn model(self) -> &'m Model {
        self.model
    }

    /// Its tree.
    pub fn tree(self) -> &'m tree::Item {
        self.tree
    }

    /// What kind of item it is.
    pub fn kind(self) -> Kind {
        self.tree.kind
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        self.tree.name.as_str()
    }

    /// Its name as a symbol.
    pub fn symbol(self) -> Symbol {
        self.tree.name.symbol
    }

    /// Where its name stands: what a finding about the whole of it points at.
    pub fn span(self) -> Span {
        self.tree.name.span
    }

    /// What people call it; its name where it has no title.
    pub fn title(self) -> &'m str {
        self.tree.title.as_ref().map_or(self.name(), |title| &title.value)
    }

    /// Its clauses.
    pub fn clauses(self) -> &'m [Clause] {
        &self.tree.clauses
    }

    /// The first clause of a kind, as a reader understands it.
    pub fn clause<T>(self, kind: ClauseKind, read: impl Fn(&'m Body) -> Option<T>) -> Option<T> {
        self.every(kind, read).next()
    }

    /// Every clause of a kind, as a reader understands it. Most items have none of what they
    /// are asked for, and know that without a look at their clauses.
    pub fn every<T>(
        self,
        kind: ClauseKind,
        read: impl Fn(&'m Body) -> Option<T>,
    ) -> impl Iterator<Item = T> {
        let clauses = if self.has(kind) { self.clauses() } else { &[] };
        clauses.iter().filter_map(move |clause| read(&clause.body))
    }

    /// The whole of the first clause whose body fits.
    pub fn clause_span(self, fits: impl Fn(&Body) -> bool) -> Option<Span> {
        self.tree.clauses.iter().find(|clause| fits(&clause.body)).map(|clause| clause.span)
    }

    /// Whether a clause with this keyword is there, understood or not.
    pub fn has_garbled(self, keyword: &str) -> bool {
        self.tree.garbled.iter().any(|garbled| garbled.as_str() == keyword)
    }

    /// Whether a comment stands in a place: what would be lost with it.
    pub fn holds_comment(self, place: Span) -> bool {
        let comments = &self.model.document(place.source).comments;
        let first = comments.partition_point(|comment| comment.end <= place.start);
        comments.get(first).is_some_and(|comment| comment.start < place.end)
    }

    /// Names it had before, the oldest first.
    pub fn former_names(self) -> impl Iterator<Item = Name> + use<'m> {
        self.every(ClauseKind::Formerly, |body| match body {
            Body::Formerly(name) => Some(*name),
            _ => None,
        })
    }

    /// Its identity: the first name it ever had.
    pub fn first_name(self) -> &'static str {
        self.former_names().next().map_or(self.name(), Name::as_str)
    }

    /// The day of its retirement and why.
    pub fn retirement(self) -> Option<(DateAt, &'m Text)> {
        self.clause(ClauseKind::Retired, |body| match body {
            Body::Retired(it) => Some((it.date, &it.because)),
            _ => None,
        })
    }

    /// The last day of its life, where it is retired.
    pub fn retired(self) -> Option<Date> {
        self.retirement().map(|(date, _)| date.value)
    }

    /// Whether its life has ended before a day: retired, or run out.
    pub fn is_over(self, day: Date) -> bool {
        const ENDS: ClauseKinds = ClauseKinds::of(&[ClauseKind::Retired, ClauseKind::Expires]);
        self.tree.present.any.intersects(ENDS)
            && self.tree.clauses.iter().any(|clause| match &clause.body {
                Body::Retired(it) => it.date.value < day,
                Body::Expires(date) => date.value < day,
                _ => false,
            })
    }

    /// The zone that it names itself.
    pub fn own_zone(self) -> Option<tree::Zone> {
        self.clause(ClauseKind::Zone, |body| match body {
            Body::Zone(zone) => Some(*zone),
            _ => None,
        })
    }

    /// Whether it has a clause of a kind.
    pub fn has(self, kind: ClauseKind) -> bool {
        self.tree.present.any.contains(kind)
    }

    /// The rules it is excused from.
    pub fn allows(self) -> impl Iterator<Item = &'m Allow> + use<'m> {
        self.every(ClauseKind::Allow, |body| match body {
            Body::Allow(allow) => Some(&**allow),
            _ => None,
        })
    }

    /// Whether it comes from the embedded standard.
    pub fn is_standard(self) -> bool {
        self.id.source == Sources::STANDARD
    }

    /// Whether the workspace declares a word of reference of the same name.
    pub fn is_replaced(self) -> bool {
        self.is_standard()
            && self.model.find_reference(self.symbol()).is_some_and(|found| found.id != self.id)
    }
}

/// An item of one kind.
pub trait Handle<'m>: Copy {
    /// The kind.
    const KIND: Kind;

    /// The item as one of this kind.
    fn of(item: Item<'m>) -> Option<Self>;
}

/// Makes the handle of a kind.
macro_rules! handle {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub struct $name<'m>($crate::model::Item<'m>);

        impl<'m> $crate::model::Handle<'m> for $name<'m> {
            const KIND: $crate::tree::Kind = $crate::tree::Kind::$name;

            fn of(item: $crate::model::Item<'m>) -> Option<Self> {
                (item.kind() == Self::KIND).then_some($name(item))
            }
        }

        impl<'m> std::ops::Deref for $name<'m> {
            type Target = $crate::model::Item<'m>;

            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }
    };
}

pub(super) use handle;
