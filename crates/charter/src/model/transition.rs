//! Transitions: what a seat holds, and what becomes of it as somebody takes the seat over.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::handle::{Item, handle};
use super::organization::owner;
use super::{Bet, Charter, Handle, ItemId, Launch, Model, Named, Seat, Wire};
use crate::Span;
use crate::tree::{Body, ClauseKind, Dotted, Name, Text};

handle! {
    /// A transition: a seat that somebody takes over.
    Transition
}

/// The three ways in which what a seat holds is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bucket {
    /// It goes on, with a name attached.
    Recommit,
    /// It is decided anew, with reasons.
    Redecide,
    /// It ends, with what was learned.
    Retire,
}

impl Bucket {
    /// The keyword of its clause.
    pub fn keyword(self) -> &'static str {
        match self {
            Bucket::Recommit => "recommit",
            Bucket::Redecide => "redecide",
            Bucket::Retire => "retire",
        }
    }
}

/// Something that a transition sorts.
#[derive(Clone, Copy, Debug)]
pub struct Sorted<'m> {
    /// As written.
    pub dotted: Dotted,
    /// Into which bucket.
    pub bucket: Bucket,
    /// The whole clause.
    pub clause: Span,
    /// What it is, where that is known.
    pub held: Option<Held<'m>>,
}

/// Something that a seat holds: a charter or a bet that it owns, a trigger that it declares.
#[derive(Clone, Copy, Debug)]
pub struct Held<'m> {
    /// The charter, the launch or the bet.
    pub item: Item<'m>,
    /// The trigger in it, where it is one that is held.
    pub trigger: Option<Wire<'m>>,
}

impl PartialEq for Held<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Held<'_> {}

impl<'m> Held<'m> {
    /// What a dotted name stands for.
    pub fn named(model: &'m Model, dotted: Dotted) -> Option<Held<'m>> {
        let item = model.find(dotted.item.symbol)?;
        match dotted.trigger {
            Some(_) => {
                let trigger = super::trigger::wire(model, dotted)?;
                Some(Held { item, trigger: Some(trigger) })
            }
            None => Some(Held { item, trigger: None }),
        }
    }

    /// What it is, whatever it is called.
    pub fn key(self) -> (ItemId, Option<crate::Symbol>) {
        (self.item.id(), self.trigger.map(|it| it.says.name.symbol))
    }

    /// As it is written in a transition.
    pub fn name(self) -> String {
        match self.trigger {
            Some(wire) => format!("{}.{}", self.item.name(), wire.says.name.as_str()),
            None => self.item.name().to_string(),
        }
    }

    /// What people call it.
    pub fn title(self) -> &'m str {
        match self.trigger {
            Some(wire) => {
                wire.says.title.as_ref().map_or(wire.says.name.as_str(), |title| &title.value)
            }
            None => self.item.title(),
        }
    }

    /// Where it is named, as it is declared.
    pub fn span(self) -> Span {
        self.trigger.map_or(self.item.span(), |wire| wire.says.name.span)
    }

    /// `charter`, `bet` or `trigger`
    pub fn noun(self) -> &'static str {
        if self.trigger.is_some() { "trigger" } else { self.item.kind().keyword() }
    }

    /// Whether it is alive on a day: a charter in force, a bet that is active, a trigger that is
    /// armed since what it stands in is alive.
    pub fn is_live(self, day: Date) -> bool {
        if let Some(charter) = Charter::of(self.item) {
            let (from, to) = charter.life();
            return !charter.is_draft() && from <= day && day <= to;
        }
        match (Bet::of(self.item), Launch::of(self.item)) {
            (Some(bet), _) => bet.is_active(day),
            (_, Some(launch)) => launch.is_watched(day),
            _ => false,
        }
    }
}

/// What every seat holds, at whatever time.
#[derive(Clone, Debug, Default)]
pub struct Holdings<'m> {
    by_seat: FxHashMap<ItemId, Vec<Held<'m>>>,
}

impl<'m> Holdings<'m> {
    /// What a seat holds on a day: charters first, then bets, then triggers, in the order of the
    /// workspace.
    pub fn of(&self, seat: Seat<'m>, day: Date) -> Vec<Held<'m>> {
        let held = self.by_seat.get(&seat.id()).into_iter().flatten();
        held.copied().filter(|held| held.is_live(day)).collect()
    }
}

impl Model {
    /// What every seat holds: one look at everything.
    pub fn holdings(&self) -> Holdings<'_> {
        let mut by_seat: FxHashMap<ItemId, Vec<Held<'_>>> = FxHashMap::default();
        let mut add = |seat: Named<Seat<'_>>, held| {
            if let Named::Known(seat) = seat {
                by_seat.entry(seat.id()).or_default().push(held);
            }
        };
        let charters = || self.live_charters().map(|it| *it);
        let bets = || self.bets().map(|it| *it);
        for item in charters().chain(bets()) {
            add(owner(item), Held { item, trigger: None });
        }
        let wired = charters().chain(self.launches().map(|it| *it)).chain(bets());
        for wire in wired.filter(|it| it.has(ClauseKind::Trigger)).flat_map(Item::wires) {
            add(wire.declared(), Held { item: wire.item, trigger: Some(wire) });
        }
        Holdings { by_seat }
    }
}

impl Model {
    /// The last transition of each seat that has taken place by the end of a day.
    pub fn last_transitions(&self, day: Date) -> FxHashMap<ItemId, Transition<'_>> {
        let mut last: FxHashMap<ItemId, Transition<'_>> = FxHashMap::default();
        for transition in self.transitions().filter(|it| it.has_taken_place(day)) {
            let Named::Known(seat) = transition.seat() else { continue };
            let so_far = last.entry(seat.id()).or_insert(transition);
            if so_far.is_before(transition) {
                *so_far = transition;
            }
        }
        last
    }
}

impl<'m> Transition<'m> {
    fn has_taken_place(self, day: Date) -> bool {
        self.on().is_some_and(|on| on.value <= day)
    }

    /// Whether it is older than another of the same seat.
    pub fn is_before(self, other: Transition<'_>) -> bool {
        self.when() < other.when()
    }

    /// Its place among the transitions of its seat.
    fn when(self) -> (Option<Date>, ItemId) {
        (self.on().map(|on| on.value), self.id())
    }

    /// The seat, as written.
    pub fn seat_name(self) -> Option<Name> {
        self.clause(ClauseKind::Handed, |body| match body {
            Body::Handed(name) => Some(*name),
            _ => None,
        })
    }

    /// The seat that somebody takes over.
    pub fn seat(self) -> Named<Seat<'m>> {
        self.seat_name().map_or(Named::Absent, |name| self.model().named(name.symbol))
    }

    /// Who leaves.
    pub fn from(self) -> Option<&'m Text> {
        self.clause(ClauseKind::From, |body| match body {
            Body::From(text) => Some(&**text),
            _ => None,
        })
    }

    /// Who comes.
    pub fn to(self) -> Option<&'m Text> {
        self.clause(ClauseKind::To, |body| match body {
            Body::To(text) => Some(&**text),
            _ => None,
        })
    }

    /// Everything that it sorts, in the order of the text.
    pub fn sorted(self) -> Vec<Sorted<'m>> {
        let mut sorted = Vec::new();
        for clause in self.clauses() {
            let (bucket, items) = match &clause.body {
                Body::Recommit(items) => (Bucket::Recommit, items),
                Body::Redecide(it) => (Bucket::Redecide, &it.items),
                Body::Retire(it) => (Bucket::Retire, &it.items),
                _ => continue,
            };
            sorted.extend(items.iter().map(|&dotted| Sorted {
                dotted,
                bucket,
                clause: clause.span,
                held: Held::named(self.model(), dotted),
            }));
        }
        sorted
    }

    /// Whether a later transition of the same seat has taken its place by the end of a day: one
    /// that is planned has not yet.
    pub fn is_superseded(self, day: Date) -> bool {
        let Named::Known(seat) = self.seat() else { return false };
        let mut past = seat.mentions().filter_map(Transition::of);
        past.any(|it| {
            it.seat() == Named::Known(seat) && it.has_taken_place(day) && self.is_before(it)
        })
    }
}
