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
    fn new(model: &Model) -> Mentions {
        let mut mentions = Mentions::default();
        for id in HISTORY.iter().flat_map(|kind| &model.by_kind[*kind as usize]) {
            let item = Item::new(model, *id).tree();
            each_mention(item, |name| mentions.0.entry(name).or_default().push(*id));
        }
        for ids in mentions.0.values_mut() {
            ids.sort_unstable();
            ids.dedup();
        }
        mentions
    }

    /// Takes one document for another.
    pub(super) fn replace(&mut self, source: SourceId, old: &Document, new: &Document) {
        for item in old.items.iter() {
            each_mention(item, |name| self.forget(name, source));
        }
        for (index, item) in new.items.iter().enumerate() {
            let id = ItemId { source, index: index as u32 };
            each_mention(item, |name| self.add(name, id));
        }
    }

    fn add(&mut self, name: Symbol, id: ItemId) {
        let ids = self.0.entry(name).or_default();
        if let Err(at) = ids.binary_search(&id) {
            ids.insert(at, id);
        }
    }

    fn forget(&mut self, name: Symbol, source: SourceId) {
        let Some(ids) = self.0.get_mut(&name) else { return };
        let start = ids.partition_point(|id| id.source < source);
        let end = ids.partition_point(|id| id.source <= source);
        ids.drain(start..end);
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
        self.mentions.get_or_init(|| Mentions::new(self))
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
