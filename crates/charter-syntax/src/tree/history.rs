//! What the clauses of raises, records and transitions hold.

use super::{Decision, Name, Text};
use crate::{Span, Spanned};

/// `ITEM`, or `ITEM.TRIGGER`: an item, or a trigger that stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dotted {
    /// The item.
    pub item: Name,
    /// The trigger of it.
    pub trigger: Option<Name>,
}

impl Dotted {
    /// Both, as written.
    pub fn span(self) -> Span {
        self.trigger.map_or(self.item.span, |trigger| self.item.span.to(trigger.span))
    }
}

impl std::fmt::Display for Dotted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.item.as_str())?;
        self.trigger.map_or(Ok(()), |trigger| write!(f, ".{}", trigger.as_str()))
    }
}

/// `[CLASS [of SUBJECT]] "…"`: what was decided, or put off and why.
#[derive(Clone, Debug)]
pub struct Matter {
    /// Which decision; none where the charter has one.
    pub decision: Option<Decision>,
    /// What was decided, or why it was put off.
    pub text: Text,
}

/// What becomes of a bet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Disposition {
    /// It is made.
    Committed,
    /// It goes on as it is.
    Renewed,
    /// It goes on as something else.
    Revised,
    /// It ends.
    Stopped,
}

impl Disposition {
    /// Each, as a bet meets them.
    pub const ALL: &'static [Disposition] =
        &[Disposition::Committed, Disposition::Renewed, Disposition::Revised, Disposition::Stopped];

    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Disposition::Committed => "committed",
            Disposition::Renewed => "renewed",
            Disposition::Revised => "revised",
            Disposition::Stopped => "stopped",
        }
    }
}

/// `bet BET renewed`
#[derive(Clone, Copy, Debug)]
pub struct Disposed {
    /// The bet.
    pub bet: Name,
    /// What becomes of it.
    pub disposition: Spanned<Disposition>,
}

/// `redecide ITEM, … [in RECORD]`
#[derive(Clone, Debug)]
pub struct Redecide {
    /// What is decided anew.
    pub items: Box<[Dotted]>,
    /// The record that says how.
    pub record: Option<Name>,
}

/// `retire ITEM, … [because "…"]`
#[derive(Clone, Debug)]
pub struct Retire {
    /// What ends.
    pub items: Box<[Dotted]>,
    /// What was learned.
    pub because: Option<Text>,
}
