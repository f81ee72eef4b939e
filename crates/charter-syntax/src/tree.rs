//! The tree: what was understood of a text, and where each piece stands.
//!
//! Names and prose are owned, so a tree outlives its text. Nothing in it is a
//! guess: a clause that was not understood is an error and a word in
//! [`Item::garbled`], so that nobody complains a second time that it is missing.

mod cadence;
mod clause;
mod commitment;
mod history;
mod present;
mod text;
mod value;

pub use cadence::*;
pub use clause::*;
pub use commitment::*;
pub use history::*;
pub use present::*;
pub use value::*;

use std::sync::Arc;

use crate::span::Span;
use crate::symbol::Symbol;

/// The kinds of item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Kind {
    Calendar,
    Function,
    Class,
    Seat,
    Group,
    Artifact,
    Metric,
    Charter,
    Launch,
    Bet,
    Raise,
    Record,
    Transition,
}

impl Kind {
    /// Every kind, in the order in which people meet them.
    pub const ALL: [Kind; 13] = [
        Kind::Calendar,
        Kind::Function,
        Kind::Class,
        Kind::Seat,
        Kind::Group,
        Kind::Artifact,
        Kind::Metric,
        Kind::Charter,
        Kind::Launch,
        Kind::Bet,
        Kind::Raise,
        Kind::Record,
        Kind::Transition,
    ];

    /// The word that begins an item of this kind.
    pub fn keyword(self) -> &'static str {
        match self {
            Kind::Calendar => "calendar",
            Kind::Function => "function",
            Kind::Class => "class",
            Kind::Seat => "seat",
            Kind::Group => "group",
            Kind::Artifact => "artifact",
            Kind::Metric => "metric",
            Kind::Charter => "charter",
            Kind::Launch => "launch",
            Kind::Bet => "bet",
            Kind::Raise => "raise",
            Kind::Record => "record",
            Kind::Transition => "transition",
        }
    }

    /// The kind that a word begins.
    pub fn of(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.keyword() == word)
    }

    /// Whether an item of this kind took place on a day, which its first line names.
    pub fn took_place(self) -> bool {
        matches!(self, Kind::Raise | Kind::Record | Kind::Transition)
    }

    /// Whether names of this kind live among the words of reference.
    pub fn is_reference(self) -> bool {
        matches!(self, Kind::Class | Kind::Function)
    }
}

/// One source, understood as far as it goes. A copy is another hold of the same: an editor
/// keeps one while it reads the next.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The items, in the order of the text.
    pub items: Arc<[Item]>,
    /// Every comment, in the order of the text, `#` included.
    pub comments: Arc<[Span]>,
}

/// `kind name "Title" { … }`
#[derive(Clone, Debug)]
pub struct Item {
    /// From the kind to the closing brace.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// What it is called.
    pub name: Name,
    /// What people call it.
    pub title: Option<Text>,
    /// `on DATE`: the day on which it took place, where it is of the history.
    pub on: Option<DateAt>,
    /// What it says, in the order of the text.
    pub clauses: Box<[Clause]>,
    /// Which clauses those are.
    pub present: Present,
    /// Keywords of clauses that are there and were not understood.
    pub garbled: Vec<Symbol>,
}

impl Item {
    /// The last of its name, its title and its day: behind it comes the brace that opens it.
    pub fn head(&self) -> Span {
        let title = self.title.as_ref().map(|title| title.span);
        let parts = [title, self.on.map(|on| on.span)];
        parts
            .into_iter()
            .flatten()
            .fold(self.name.span, |last, part| if part.end > last.end { part } else { last })
    }
}

/// One clause of an item.
#[derive(Clone, Debug)]
pub struct Clause {
    /// From the keyword to the last byte of the clause, its block included.
    pub span: Span,
    /// How many bytes the keyword has.
    keyword: u16,
    /// What it says.
    pub body: Body,
}

impl Clause {
    /// A clause with a keyword of so many bytes.
    pub(crate) fn new(span: Span, keyword: u32, body: Body) -> Self {
        Clause { span, keyword: keyword.try_into().unwrap_or(u16::MAX), body }
    }

    /// The keyword alone.
    pub fn keyword(&self) -> Span {
        Span { end: self.span.start + u32::from(self.keyword), ..self.span }
    }
}

/// A name as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its spelling; a malformed one is mended here and reported where it stands.
    pub symbol: Symbol,
    /// Where it stands.
    pub span: Span,
}

impl Name {
    /// Its spelling.
    pub fn as_str(self) -> &'static str {
        self.symbol.as_str()
    }
}

/// Quoted text: for people, never guessed at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Without quotes, escapes resolved, common indent removed.
    pub value: Box<str>,
    /// With its quotes.
    pub span: Span,
}

#[cfg(test)]
mod tests {
    use super::{Body, Clause, Name};

    /// A workspace holds a hundred thousand of these at once.
    #[test]
    fn what_a_tree_has_most_of_is_small() {
        assert_eq!(size_of::<Option<Name>>(), 16);
        assert_eq!(size_of::<Body>(), 24);
        assert_eq!(size_of::<Clause>(), 40);
    }
}
