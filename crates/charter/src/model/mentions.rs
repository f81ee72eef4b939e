//! Which items of the history speak of which others.
//!
//! A forum has some hundred records a year, and asks for its own. Whoever asks first has the
//! table made; what an editor changes stands beside it.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Item, ItemId, Model};
use crate::tree::{self, Body, Document, Kind};
use crate::{SourceId, Symbol};

/// The kinds of item that took place on a day.
pub(super) const HISTORY: [Kind; 3] = [Kind::Raise, Kind::Record, Kind::Transition];

/// For each name, the items of the history that speak of it, in their order.
type Table = FxHashMap<Symbol, Vec<ItemId>>;

/// What the history speaks of. An editor copies a model at most keys, so the table of all texts
/// is held, not copied, and what was edited since it was made stands beside it.
#[derive(Clone, Debug, Default)]
pub(super) struct Mentions {
    all: Arc<Table>,
    /// The sources that say something else than the table says of them,
    edited: BTreeSet<SourceId>,
    /// and what they say.
    since: Table,
}

impl Mentions {
    /// Of so many texts it is kept apart what they say; of more, the table is made anew.
    const MOST: usize = 32;

    fn new(model: &Model) -> Mentions {
        let mut all = Table::default();
        for id in HISTORY.iter().flat_map(|kind| &model.by_kind[*kind as usize]) {
            let item = Item::new(model, *id).tree();
            each_mention(item, |name| all.entry(name).or_default().push(*id));
        }
        for ids in all.values_mut() {
            ids.sort_unstable();
            ids.dedup();
        }
        Mentions { all: Arc::new(all), ..Mentions::default() }
    }

    /// Takes one document for another.
    pub(super) fn replace(&mut self, source: SourceId, old: &Document, new: &Document) {
        if !self.edited.insert(source) {
            for item in old.items.iter() {
                each_mention(item, |name| forget(&mut self.since, name, source));
            }
        }
        for (index, item) in new.items.iter().enumerate() {
            let id = ItemId { source, index: index as u32 };
            each_mention(item, |name| add(&mut self.since, name, id));
        }
    }

    /// Whether so much was edited that it is better made anew.
    pub(super) fn is_worn(&self) -> bool {
        self.edited.len() > Mentions::MOST
    }

    /// The items that speak of a name, in their order.
    fn of(&self, name: Symbol) -> impl Iterator<Item = ItemId> {
        let all = self.all.get(&name).into_iter().flatten().copied();
        let mut all = all.filter(|id| !self.edited.contains(&id.source)).peekable();
        let mut since = self.since.get(&name).into_iter().flatten().copied().peekable();
        std::iter::from_fn(move || match (all.peek(), since.peek()) {
            (Some(one), Some(other)) if other < one => since.next(),
            (Some(_), _) => all.next(),
            _ => since.next(),
        })
    }
}

fn add(table: &mut Table, name: Symbol, id: ItemId) {
    let ids = table.entry(name).or_default();
    if let Err(at) = ids.binary_search(&id) {
        ids.insert(at, id);
    }
}

fn forget(table: &mut Table, name: Symbol, source: SourceId) {
    let Some(ids) = table.get_mut(&name) else { return };
    ids.retain(|id| id.source != source);
    if ids.is_empty() {
        table.remove(&name);
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
        let ids = names.flat_map(|name| model.mentions().of(name));
        ids.map(|id| Item::new(model, id))
    }
}
