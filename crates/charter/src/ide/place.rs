//! What stands at a byte: the item, the clause, and the name.

use crate::model::{Expects, Handle, Item, Launch, Model, Reference, Space, each_reference};
use crate::tree::{Body, Clause, Name};
use crate::{SourceId, Span, Symbol};

/// What stands at a byte.
#[derive(Clone, Copy, Debug)]
pub struct Place<'m> {
    /// The byte.
    pub at: Span,
    /// The item that it lies in.
    pub item: Option<Item<'m>>,
    /// The clause of it.
    pub clause: Option<&'m Clause>,
    /// The name that stands there, or that ends there.
    pub mention: Option<Mention<'m>>,
}

/// A name in a text.
#[derive(Clone, Copy, Debug)]
pub enum Mention<'m> {
    /// The name of an item, where it is declared.
    Declares(Item<'m>, Name),
    /// A name that an item had before.
    Formerly(Item<'m>, Name),
    /// A name that stands for an item, and the item; none where there is none.
    Refers(Name, Option<Item<'m>>),
    /// The id of a rule.
    Rule(Name),
    /// A question that is answered, and the class that asks it, if one does.
    Question(Name, Option<Item<'m>>),
    /// A question where it is asked.
    Asks(Item<'m>, Name),
    /// A trigger of an item, where it is declared.
    Trigger(Item<'m>, Name),
    /// A trigger that is spoken of, and where it is declared, if it is.
    Fired(Name, Option<(Item<'m>, Name)>),
}

impl<'m> Mention<'m> {
    /// The name.
    pub fn name(self) -> Name {
        match self {
            Mention::Declares(_, name)
            | Mention::Formerly(_, name)
            | Mention::Refers(name, _)
            | Mention::Rule(name)
            | Mention::Question(name, _)
            | Mention::Asks(_, name)
            | Mention::Trigger(_, name)
            | Mention::Fired(name, _) => name,
        }
    }

    /// The item that is named, where one is.
    pub fn item(self) -> Option<Item<'m>> {
        match self {
            Mention::Declares(item, _) | Mention::Formerly(item, _) => Some(item),
            Mention::Refers(_, item) => item,
            _ => None,
        }
    }
}

/// What stands at a byte of a source.
pub fn place(model: &Model, source: SourceId, byte: u32) -> Place<'_> {
    let at = Span::new(source, byte, byte);
    let item = item_at(model, at);
    let clause = item.and_then(|item| clause_at(item, at));
    let mention = item.and_then(|item| mention_at(item, clause, at));
    Place { at, item, clause, mention }
}

/// The item in which a byte lies, or at whose end it does.
fn item_at(model: &Model, at: Span) -> Option<Item<'_>> {
    let items = &model.document(at.source).items;
    let first = items.partition_point(|item| item.span.end < at.start);
    items.get(first).filter(|item| item.span.start <= at.start)?;
    model.items_of(at.source).nth(first)
}

fn clause_at(item: Item<'_>, at: Span) -> Option<&Clause> {
    item.clauses().iter().find(|clause| touches(clause.span, at))
}

/// Whether a byte lies in a span, or at its end: a cursor behind a word is at the word.
pub(super) fn touches(span: Span, at: Span) -> bool {
    span.source == at.source && span.start <= at.start && at.start <= span.end
}

fn mention_at<'m>(item: Item<'m>, clause: Option<&'m Clause>, at: Span) -> Option<Mention<'m>> {
    let own = item.tree().name;
    if touches(own.span, at) {
        return Some(Mention::Declares(item, own));
    }
    let own = clause.and_then(|clause| declared_in(item, clause));
    if let Some(mention) = own.filter(|it| touches(it.name().span, at)) {
        return Some(mention);
    }
    let mut found = None;
    each_reference(item.tree(), |reference| {
        if found.is_none() && touches(reference.name.span, at) {
            found = Some(reference);
        }
    });
    found.map(|reference| mention(item, reference))
}

/// What a clause declares.
fn declared_in<'m>(item: Item<'m>, clause: &'m Clause) -> Option<Mention<'m>> {
    match &clause.body {
        Body::Formerly(name) => Some(Mention::Formerly(item, *name)),
        Body::Asks(asks) => Some(Mention::Asks(item, asks.name)),
        Body::Trigger(trigger) => Some(Mention::Trigger(item, trigger.name)),
        _ => None,
    }
}

/// What a reference comes to.
pub fn mention<'m>(item: Item<'m>, reference: Reference) -> Mention<'m> {
    let Reference { name, expects } = reference;
    match expects {
        Expects::OneOf(kinds) => {
            let space = if kinds[0].is_reference() { Space::Reference } else { Space::Common };
            let model = item.model();
            let found = match space {
                Space::Reference => model.find_reference(name.symbol),
                Space::Common => model.find(name.symbol),
            };
            Mention::Refers(name, found)
        }
        Expects::Rule => Mention::Rule(name),
        Expects::Question => Mention::Question(name, asker(item, name.symbol)),
        Expects::Trigger(of) => Mention::Fired(name, declared_trigger(item.model(), of, name)),
        Expects::Dotted => Mention::Fired(name, None),
    }
}

/// Where a trigger of an item is declared, by the names of both.
pub(super) fn declared_trigger(model: &Model, of: Symbol, name: Name) -> Option<(Item<'_>, Name)> {
    let wire = model.find(of)?.wires().find(|wire| wire.says.name.symbol == name.symbol)?;
    Some((wire.item, wire.says.name))
}

/// The class that asks a question of a charter, or of the launch that one governs.
pub fn asker<'m>(item: Item<'m>, question: Symbol) -> Option<Item<'m>> {
    let governing = |launch: Launch<'m>| launch.charter().known();
    let charter = crate::model::Charter::of(item);
    let charter = charter.or_else(|| Launch::of(item).and_then(governing));
    let mut classes = charter.into_iter().flat_map(|charter| charter.classes());
    let asks = |class: &crate::model::Class<'m>| {
        class.questions().any(|it| it.asks.name.symbol == question)
    };
    let found = classes.find(asks).map(|class| *class);
    found.or_else(|| item.model().classes().find(asks).map(|class| *class))
}
