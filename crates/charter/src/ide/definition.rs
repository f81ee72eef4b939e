//! Where a name is declared.

use super::{Mention, Place};
use crate::Span;
use crate::model::Item;
use crate::tree::Name;

/// A name, and where what it stands for is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The name that was asked about.
    pub origin: Span,
    /// The whole of what is declared: an item, or a clause of one.
    pub whole: Span,
    /// Its name, where it is declared.
    pub name: Span,
}

/// Where the name at a place is declared: an item under the name that it has now, a question
/// in the class that asks it. Rules are declared in no text.
pub fn definition(place: &Place<'_>) -> Option<Definition> {
    let mention = place.mention?;
    let (whole, name) = match mention {
        Mention::Declares(item, _) | Mention::Formerly(item, _) => of_item(item),
        Mention::Refers(_, item) => of_item(item?),
        Mention::Question(name, class) => asked(class?, name)?,
        Mention::Asks(item, name) | Mention::Trigger(item, name) => {
            (clause(item, name)?, name.span)
        }
        Mention::Fired(_, declared) => {
            let (item, name) = declared?;
            (clause(item, name)?, name.span)
        }
        Mention::Rule(_) => return None,
    };
    Some(Definition { origin: mention.name().span, whole, name })
}

fn of_item(item: Item<'_>) -> (Span, Span) {
    (item.tree().span, item.span())
}

/// The question of a class that an answer is to.
fn asked(class: Item<'_>, answered: Name) -> Option<(Span, Span)> {
    let asks = super::references::questions(class).find(|asks| asks.symbol == answered.symbol)?;
    Some((clause(class, asks)?, asks.span))
}

/// The clause in which a name stands.
fn clause(item: Item<'_>, name: Name) -> Option<Span> {
    let holds = |span: Span| span.start <= name.span.start && name.span.end <= span.end;
    item.clauses().iter().map(|clause| clause.span).find(|span| holds(*span))
}
