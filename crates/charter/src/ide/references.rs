//! Where a name is used.

use super::{Mention, Place, asker};
use crate::model::{Expects, Item, Model, Space, each_reference};
use crate::tree::{Body, ClauseKind, Kind, Name};
use crate::{SourceId, Symbol};

/// What a name stands for, so that its uses can be found.
#[derive(Clone, Debug)]
pub enum Subject<'m> {
    /// An item.
    Item(Item<'m>),
    /// A question of a class.
    Question(Item<'m>, Symbol),
    /// A trigger of an item, as it is declared.
    Trigger(Item<'m>, Name),
    /// A rule, by its id.
    Rule(Symbol),
}

/// How a name is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// It is declared here.
    Declares,
    /// It is declared here as a name of former times.
    Formerly,
    /// It stands for what is declared elsewhere.
    Refers,
}

/// One place where a subject is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The name as it is written there.
    pub name: Name,
    /// How.
    pub usage: Usage,
}

impl<'m> Subject<'m> {
    /// What the name at a place stands for; nothing where it stands for nothing.
    pub fn at(place: &Place<'m>) -> Option<Subject<'m>> {
        Some(match place.mention? {
            Mention::Declares(item, _) | Mention::Formerly(item, _) => Subject::Item(item),
            Mention::Refers(_, item) => Subject::Item(item?),
            Mention::Question(name, class) => Subject::Question(class?, name.symbol),
            Mention::Asks(class, name) => Subject::Question(class, name.symbol),
            Mention::Trigger(item, name) => Subject::Trigger(item, name),
            Mention::Fired(_, declared) => {
                let (item, name) = declared?;
                Subject::Trigger(item, name)
            }
            Mention::Rule(name) => Subject::Rule(name.symbol),
        })
    }
}

/// Every place of a workspace where a subject is named, in the order of the sources.
pub fn references(model: &Model, subject: &Subject<'_>) -> Vec<Found> {
    let search = Search::new(subject);
    let mut found = Vec::new();
    model.items().for_each(|item| search.item(item, &mut found));
    found
}

/// The same in one source.
pub fn references_in(model: &Model, subject: &Subject<'_>, source: SourceId) -> Vec<Found> {
    let search = Search::new(subject);
    let mut found = Vec::new();
    model.items_of(source).for_each(|item| search.item(item, &mut found));
    found
}

/// A search for a subject.
struct Search<'s, 'm> {
    subject: &'s Subject<'m>,
    /// The names by which an item is known; those that mean another item left out.
    names: Vec<Symbol>,
}

impl<'s, 'm> Search<'s, 'm> {
    fn new(subject: &'s Subject<'m>) -> Self {
        let names = match subject {
            Subject::Item(item) => names(*item),
            _ => Vec::new(),
        };
        Search { subject, names }
    }

    fn item(&self, item: Item<'_>, found: &mut Vec<Found>) {
        let first = found.len();
        self.declared(item, found);
        self.referred(item, found);
        found[first..].sort_by_key(|it| it.name.span);
    }

    /// Where an item declares what is looked for.
    fn declared(&self, item: Item<'_>, found: &mut Vec<Found>) {
        let mut add = |name, usage| found.push(Found { name, usage });
        match *self.subject {
            Subject::Item(own) if own == item => {
                add(item.tree().name, Usage::Declares);
                item.former_names().for_each(|name| add(name, Usage::Formerly));
            }
            Subject::Question(class, question) if class == item => questions(class)
                .filter(|name| name.symbol == question)
                .for_each(|name| add(name, Usage::Declares)),
            Subject::Trigger(own, name) if own == item => add(name, Usage::Declares),
            _ => {}
        }
    }

    /// Where its clauses refer to it.
    fn referred(&self, item: Item<'_>, found: &mut Vec<Found>) {
        if !self.may_refer(item) {
            return;
        }
        each_reference(item.tree(), |reference| {
            if self.is_meant(item, reference.name.symbol, reference.expects) {
                found.push(Found { name: reference.name, usage: Usage::Refers });
            }
        });
    }

    /// Whether an item has a clause that may speak of it: told without a look at its clauses.
    fn may_refer(&self, item: Item<'_>) -> bool {
        match self.subject {
            Subject::Item(_) => true,
            Subject::Question(..) => item.has(ClauseKind::Answer),
            Subject::Rule(_) => item.has(ClauseKind::Allow),
            Subject::Trigger(..) => matches!(item.kind(), Kind::Raise | Kind::Transition),
        }
    }

    fn is_meant(&self, item: Item<'_>, name: Symbol, expects: Expects) -> bool {
        match (self.subject, expects) {
            (Subject::Item(own), Expects::OneOf(kinds)) => {
                kinds[0].is_reference() == own.kind().is_reference() && self.names.contains(&name)
            }
            (Subject::Question(class, question), Expects::Question) => {
                name == *question && asker(item, name) == Some(*class)
            }
            (Subject::Rule(rule), Expects::Rule) => name == *rule,
            (Subject::Trigger(own, trigger), Expects::Trigger(of)) => {
                name == trigger.symbol && item.model().find(of) == Some(*own)
            }
            _ => false,
        }
    }
}

/// The names by which an item is known, its own first: those that mean it.
pub(super) fn names(item: Item<'_>) -> Vec<Symbol> {
    let all = std::iter::once(item.symbol()).chain(item.former_names().map(|name| name.symbol));
    all.filter(|name| find(item.model(), item.kind(), *name) == Some(item)).collect()
}

/// What a name means among the names of a kind.
pub(super) fn find(model: &Model, kind: Kind, name: Symbol) -> Option<Item<'_>> {
    match space(kind) {
        Space::Reference => model.find_reference(name),
        Space::Common => model.find(name),
    }
}

/// The space in which the names of a kind live.
fn space(kind: Kind) -> Space {
    if kind.is_reference() { Space::Reference } else { Space::Common }
}

/// What a clause says of an owner, where it is the clause that does.
pub(super) fn owners(item: Item<'_>) -> impl Iterator<Item = Name> {
    item.every(ClauseKind::Owner, |body| match body {
        Body::Owner(names) => Some(names.iter().copied()),
        _ => None,
    })
    .flatten()
}

/// The names of the questions that a class asks.
pub(super) fn questions(class: Item<'_>) -> impl Iterator<Item = Name> {
    class.every(ClauseKind::Asks, |body| match body {
        Body::Asks(asks) => Some(asks.name),
        _ => None,
    })
}
