//! Attention: in which order leaders look at what wants a decision.
//!
//! Customers who wait come first, then triggers, then the roadmap. What an agenda says of a
//! day and what a calendar says of a meeting stand in this one order.

use super::{Cause, Charter, Decided, Raise, Wire};
use crate::tree::{Attention, Evidence};

/// A turn in the queue of attention: the smaller one comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Turn {
    /// Who is served first.
    pub attention: Attention,
    /// Whether it comes round of itself; what somebody raised goes before that.
    pub regular: bool,
}

impl Turn {
    /// Of what somebody raised.
    fn raised(for_customer: bool) -> Turn {
        let attention = if for_customer { Attention::Customer } else { Attention::Trigger };
        Turn { attention, regular: false }
    }

    /// Of what comes round of itself: on the roadmap, where nothing else is said.
    pub fn regular(attention: Option<Attention>) -> Turn {
        Turn { attention: attention.unwrap_or(Attention::Roadmap), regular: true }
    }
}

impl Wire<'_> {
    /// Its turn, should it fire: a customer's, where the evidence is one's or the charter serves
    /// customers.
    pub fn turn(self) -> Turn {
        let serves = self.charter().is_some_and(Charter::serves_customers);
        Turn::raised(serves || self.is_on(Evidence::Customer))
    }
}

impl Charter<'_> {
    /// Whether what it decides is for a customer who waits.
    pub fn serves_customers(self) -> bool {
        self.attention() == Some(Attention::Customer)
    }

    /// The turn of what it cannot settle, at the table where that goes.
    pub fn turn_when_stuck(self) -> Turn {
        Turn::raised(self.serves_customers())
    }

    /// The turn of its meetings.
    pub fn turn(self) -> Turn {
        Turn::regular(self.attention())
    }
}

impl Decided<'_> {
    /// The turn of one of the things that a charter decides.
    pub fn turn(self) -> Turn {
        Turn::regular(self.class.known().and_then(|class| class.attention()))
    }
}

impl Raise<'_> {
    /// Its turn. Why it was raised may not be known; that it was raised is.
    pub fn turn(self) -> Turn {
        match self.cause().known() {
            Some(Cause::Customer(_)) => Turn::raised(true),
            Some(Cause::Trigger(wire)) => wire.turn(),
            Some(Cause::Escalation(charter)) => charter.turn_when_stuck(),
            None => Turn::raised(false),
        }
    }
}
