//! Which items of the history speak of which others.
//!
//! A forum has some hundred records a year, and asks for its own. Whoever asks first has the
//! table made; an editor changes it in the places of the text that is typed in.

use rustc_hash::FxHashMap;

use super::{Item, ItemId, Model};
use crate::tree::{self, Body, Document, Kind};
use crate::{SourceId, Symbol};

/// The kinds of item that took place on a day.
pub(super) const HISTORY: [Kind; 3] = [Kind::Raise, Kind::Record, Kind::Transition];

/// For each name, the items of the history that speak of it, in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Mentions(FxHashMap<Symbol, Vec<ItemId>>);

impl Mentions {
    fn add(&mut self, id: ItemId, item: &tree::Item) {
        each_mention(item, |name| {
            let ids = self.0.entry(name).or_default();
            let at = ids.partition_point(|it| *it < id);
            if ids.get(at) != Some(&id) {
                ids.insert(at, id);
            }
        });
    }

    /// Takes one document for another.
    pub(super) fn replace(&mut self, source: SourceId, old: &Document, new: &Document) {
        for item in old.items.iter() {
            each_mention(item, |name| {
                if let Some(ids) = self.0.get_mut(&name) {
                    ids.retain(|id| id.source != source);
                }
            });
        }
        for (index, item) in new.items.iter().enumerate() {
            self.add(ItemId { source, index: index as u32 }, item);
        }
    }
}

/// Gives every name of which an item of the history speaks; who raised or recorded it, and what
/// was decided, nobody looks up.
fn each_mention(item: &tree::Item, mut give: impl FnMut(Symbol)) {
    if !HISTORY.contains(&item.kind) {
        return;
    }
    for clause in &item.clauses {
        match &clause.body {
            Body::Fired(dotted) => give(dotted.item.symbol),
            Body::Stuck(name) | Body::Of(name) | Body::Handed(name) => give(name.symbol),
            Body::Answers(names) | Body::Reopens(names) => {
                names.iter().for_each(|name| give(name.symbol));
            }
            Body::Disposed(it) => give(it.bet.symbol),
            Body::Recommit(items) => items.iter().for_each(|it| give(it.item.symbol)),
            Body::Redecide(it) => {
                it.items.iter().for_each(|it| give(it.item.symbol));
                it.record.iter().for_each(|name| give(name.symbol));
            }
            Body::Retire(it) => it.items.iter().for_each(|it| give(it.item.symbol)),
            _ => {}
        }
    }
}

impl Model {
    fn mentions(&self) -> &Mentions {
        self.mentions.get_or_init(|| {
            let mut mentions = Mentions::default();
            for id in HISTORY.iter().flat_map(|kind| &self.by_kind[*kind as usize]) {
                mentions.add(*id, Item::new(self, *id).tree());
            }
            mentions
        })
    }
}

impl<'m> Item<'m> {
    /// The items of the history that speak of it, by the name that it has or by one that it had.
    pub fn mentions(self) -> impl Iterator<Item = Item<'m>> {
        let model = self.model();
        let former = self.former_names().map(|name| name.symbol);
        let names = std::iter::once(self.symbol()).chain(former);
        let ids = names.flat_map(|name| model.mentions().0.get(&name).into_iter().flatten());
        ids.map(|id| Item::new(model, *id))
    }
}
