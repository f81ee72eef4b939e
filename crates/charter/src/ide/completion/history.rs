//! Names of the history: what was raised and recorded, which trigger fired, what a seat holds.
//! Before all others come those that are likely meant, the latest first.

use std::cmp::Reverse;

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use crate::Symbol;
use crate::ide::ask::Ask;
use crate::ide::history::{about, title, when};
use crate::ide::page::told;
use crate::model::{
    Bet, Cause, Charter, Handle, Held, Item, ItemId, Raise, Record, Transition, Wire,
};
use crate::tree::Kind;
use crate::words::is_name;

use super::cursor::Cursor;
use super::names::meant;
use super::{Completion, Sort};

/// The day of which the item at the cursor speaks: the day on which it took place, else today.
pub(super) fn day(ask: Ask<'_>) -> Date {
    let on = ask.place().item.and_then(Item::on);
    on.map_or(ask.day, |on| on.value)
}

/// Raises, for a record that answers them: open ones first, and of these the charter's own.
pub(super) fn raises(ask: Ask<'_>, cursor: &Cursor<'_>) -> Vec<Completion> {
    let day = day(ask);
    let near = spoken(ask, cursor);
    let is_open = |item: Item<'_>| Raise::of(item).is_some_and(|it| it.is_open(day));
    let rank = |item: Item<'_>| match is_open(item) {
        true => u8::from(!near.contains(&item.id())),
        false => 2,
    };
    let detail = |item| if is_open(item) { detail(item) + ", open" } else { detail(item) };
    by_day(ask, cursor, Kind::Raise, &near, rank, detail)
}

/// Records: those of the charter that decides anew first; behind `in`, those of a charter that
/// is named before.
pub(super) fn records(ask: Ask<'_>, cursor: &Cursor<'_>) -> Vec<Completion> {
    let near = spoken(ask, cursor);
    let rank = |item: Item<'_>| u8::from(!near.contains(&item.id()));
    by_day(ask, cursor, Kind::Record, &near, rank, detail)
}

/// What speaks of the charter of the record at the cursor, or of what its statement names.
fn spoken(ask: Ask<'_>, cursor: &Cursor<'_>) -> FxHashSet<ItemId> {
    let charter = ask.place().item.and_then(Record::of).and_then(|it| it.charter().known());
    let words = cursor.words.iter().skip(1).filter_map(|word| word.split('.').next());
    let names = words.filter(|word| is_name(word)).map(Symbol::new);
    let named = names.filter_map(|name| ask.model.find(name));
    let about = charter.map(|it| *it).into_iter().chain(named);
    about.flat_map(Item::mentions).map(Item::id).collect()
}

/// Items of the history that are meant by what is typed: the nearest first, then by rank, then
/// the latest.
fn by_day<'m>(
    ask: Ask<'m>,
    cursor: &Cursor<'_>,
    kind: Kind,
    near: &FxHashSet<ItemId>,
    rank: impl Fn(Item<'m>) -> u8,
    detail: impl Fn(Item<'m>) -> String,
) -> Vec<Completion> {
    let own = ask.place().item;
    let kinds = [kind];
    let others = ask.model.items_of_kinds(&kinds).filter(|it| Some(*it) != own);
    let others: Vec<Item<'m>> = others.filter(|it| it.retired().is_none()).collect();
    let mut found = meant(&others, cursor.typed, |it| (it.name(), it.title()));
    let last = last_day(ask, cursor);
    let is_later =
        |it: Item<'_>| it.on().is_some_and(|on| last.is_some_and(|last| on.value > last));
    found.retain(|(_, it)| !cursor.words.contains(&it.name()) && !is_later(*it));
    let found = latest(found, near).into_iter().map(|(typed, it)| {
        let on = Reverse(it.on().map(|on| on.value));
        ((typed, rank(it), on, it.name()), it)
    });
    let shown = first(found.collect()).into_iter();
    shown.map(|it| Completion::plain(it.name(), Sort::Name(kind), detail(it))).collect()
}

/// The last day of what a record can answer or reopen: its own. A transition looks ahead.
fn last_day(ask: Ask<'_>, cursor: &Cursor<'_>) -> Option<Date> {
    let item = ask.place().item.filter(|_| matches!(cursor.words[0], "answers" | "reopens"))?;
    item.on().map(|on| on.value)
}

/// Of very many, the latest and those that are near: to rank one takes a while, and what is older
/// was settled long ago.
fn latest<'m>(found: Vec<(u8, Item<'m>)>, near: &FxHashSet<ItemId>) -> Vec<(u8, Item<'m>)> {
    const MOST: usize = 1000;
    if found.len() <= MOST {
        return found;
    }
    let is_near = |(_, it): &(u8, Item<'m>)| near.contains(&it.id());
    let (mut kept, mut others): (Vec<_>, Vec<_>) = found.into_iter().partition(is_near);
    if others.len() > MOST {
        let key = |(typed, it): &(u8, Item<'m>)| (*typed, Reverse(it.on().map(|on| on.value)));
        others.select_nth_unstable_by_key(MOST, key);
        others.truncate(MOST);
    }
    kept.extend(others);
    kept
}

/// `Capacity dip (roadmap-forum.capacity-evidence, Fri 2 Oct 2026)`
fn detail(item: Item<'_>) -> String {
    let facts: Vec<String> = about(item).into_iter().chain(when(item)).collect();
    let facts = facts.join(", ");
    title(item).map_or(facts.clone(), |title| format!("{title} ({facts})"))
}

/// Things in the order of their keys. Of many, no more are put in order than are shown.
fn first<K: Ord, T>(mut found: Vec<(K, T)>) -> Vec<T> {
    let most = super::MOST;
    if found.len() > most + 1 {
        found.select_nth_unstable_by(most, |one, other| one.0.cmp(&other.0));
        found.truncate(most + 1);
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found.into_iter().map(|(_, it)| it).collect()
}

/// Something that a seat can hold, under the name that it has in a transition.
struct Holding<'m> {
    held: Held<'m>,
    name: String,
}

impl<'m> Holding<'m> {
    fn item(item: Item<'m>) -> Holding<'m> {
        let held = Held { item, trigger: None };
        Holding { held, name: held.name() }
    }

    fn wire(wire: Wire<'m>) -> Holding<'m> {
        let held = Held { item: wire.item, trigger: Some(wire) };
        Holding { held, name: held.name() }
    }

    fn completion(&self) -> Completion {
        let (sort, of) = match self.held.trigger {
            Some(wire) => (Sort::Trigger, format!("of {}", told(wire.item.title()))),
            None => (Sort::Name(self.held.item.kind()), self.held.noun().to_owned()),
        };
        let title = told(self.held.title());
        let says_more = !self.name.ends_with(&title);
        let detail = if says_more { format!("{title} ({of})") } else { of };
        Completion::plain(self.name.clone(), sort, detail)
    }
}

/// Triggers that may have fired; those that whoever raises this declares come first.
pub(super) fn fired(ask: Ask<'_>, cursor: &Cursor<'_>) -> Vec<Completion> {
    let day = day(ask);
    let by = ask.place().item.and_then(|it| it.by().known());
    let all: Vec<Holding<'_>> = wires(ask, day).map(Holding::wire).collect();
    let rank = |it: &Holding<'_>| {
        let declared = it.held.trigger.and_then(|wire| wire.declared().known());
        u8::from(by.is_none() || declared != by)
    };
    offered(&all, cursor, rank)
}

/// The triggers of charters, launches and bets that are not over on a day.
fn wires(ask: Ask<'_>, day: Date) -> impl Iterator<Item = Wire<'_>> {
    let model = ask.model;
    let charters = model.live_charters().map(|it| *it);
    let all = charters.chain(model.launches().map(|it| *it)).chain(model.bets().map(|it| *it));
    all.filter(move |it| !it.is_over(day)).flat_map(Item::wires)
}

/// What a transition can sort: first what its seat holds on its day and nobody has sorted yet.
/// What stands in one of its buckets is not offered again.
pub(super) fn held(ask: Ask<'_>, cursor: &Cursor<'_>) -> Vec<Completion> {
    let day = day(ask);
    let transition = ask.place().item.and_then(Transition::of);
    let seat = transition.and_then(|it| it.seat().known());
    let sorted: Vec<_> = transition.map(Transition::sorted).unwrap_or_default();
    let sorted: Vec<Held<'_>> = sorted.into_iter().filter_map(|it| it.held).collect();
    let model = ask.model;
    let items = model.live_charters().map(|it| *it).chain(model.bets().map(|it| *it));
    let items = items.filter(|it| !it.is_over(day)).map(Holding::item);
    let mut all: Vec<Holding<'_>> = items.chain(wires(ask, day).map(Holding::wire)).collect();
    // A name that is whole counts as sorted while the cursor is still at it.
    let typed = cursor.typed;
    all.retain(|it| it.name == typed || !sorted.contains(&it.held));
    let rank = |it: &Holding<'_>| {
        let holds = seat.is_some() && holder(it.held) == seat.map(|it| it.symbol());
        u8::from(!(holds && it.held.is_live(day)))
    };
    offered(&all, cursor, rank)
}

/// The seat that holds something: who declares a trigger, who owns the rest.
fn holder(held: Held<'_>) -> Option<Symbol> {
    let seat = match (held.trigger, Charter::of(held.item), Bet::of(held.item)) {
        (Some(wire), ..) => wire.declared(),
        (_, Some(charter), _) => charter.owner(),
        (_, _, Some(bet)) => bet.owner(),
        _ => return None,
    };
    seat.known().map(|it| it.symbol())
}

fn offered<'m>(
    all: &[Holding<'m>],
    cursor: &Cursor<'_>,
    rank: impl Fn(&Holding<'m>) -> u8,
) -> Vec<Completion> {
    let all: Vec<&Holding<'_>> = all.iter().collect();
    let mut found = meant(&all, cursor.typed, |it| (it.name.as_str(), it.held.title()));
    found.retain(|(_, it)| !cursor.words.contains(&it.name.as_str()));
    let found = found
        .into_iter()
        .map(|(near, it)| ((near, rank(it), it.held.trigger.is_some(), it.name.as_str()), it));
    let found = found.collect();
    first(found).into_iter().map(Holding::completion).collect()
}

/// The seat that most likely stands behind `by`: of a record the owner of its charter, of a
/// raise who declares the trigger, or who owns what is stuck.
pub(super) fn likely(item: Option<Item<'_>>, cursor: &Cursor<'_>) -> Option<Symbol> {
    let item = item.filter(|_| cursor.words.first() == Some(&"by"))?;
    if let Some(record) = Record::of(item) {
        return record.charter().known()?.owner().known().map(|it| it.symbol());
    }
    let raise = Raise::of(item)?;
    let declared = match raise.cause().known()? {
        Cause::Trigger(wire) => wire.declared().known(),
        Cause::Escalation(charter) => charter.owner().known(),
        Cause::Customer(_) => None,
    };
    declared.map(|it| it.symbol())
}

/// What the decisions of the class that is named are about, in the charter of a record.
pub(super) fn subjects(ask: Ask<'_>, cursor: &Cursor<'_>) -> Vec<Completion> {
    let charter = ask.place().item.and_then(Record::of).and_then(|it| it.charter().known());
    let (Some(charter), Some(class)) = (charter, cursor.words.get(1)) else { return Vec::new() };
    let decided = charter.decides().filter(|it| it.class_name.as_str() == *class);
    let subjects = decided.filter_map(|it| it.subject).map(|it| it.as_str());
    let subjects = subjects.filter(|it| super::fits(it, cursor.typed));
    let one = |it| Completion::plain(it, Sort::Phrase, "what this charter decides");
    subjects.map(one).collect()
}

/// What the charter of a record decides, where that is several things: then it has to be said.
pub(super) fn decisions(ask: Ask<'_>, cursor: &Cursor<'_>) -> Vec<Completion> {
    let begins = matches!(cursor.words[..], ["decided" | "deferred"]);
    let record = ask.place().item.and_then(Record::of).filter(|_| begins);
    let Some(charter) = record.and_then(|it| it.charter().known()) else { return Vec::new() };
    let decided: Vec<_> = charter.decides().collect();
    if decided.len() < 2 {
        return Vec::new();
    }
    let phrases = decided.into_iter().map(|it| {
        let of = it.subject.map_or(String::new(), |subject| format!(" of {}", subject.as_str()));
        format!("{}{of}", it.class_name.as_str())
    });
    let phrases = phrases.filter(|it| super::fits(it, cursor.typed));
    phrases.map(|it| Completion::plain(it, Sort::Phrase, "what this charter decides")).collect()
}
