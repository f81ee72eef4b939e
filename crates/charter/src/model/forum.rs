//! Where something is decided: the charter of an item, and where that goes when it is stuck.

use super::{Bet, Charter, Handle, Item, Launch, Target};
use crate::tree::Escalation;

impl<'m> Item<'m> {
    /// The charter that decides about it: itself, the one that governs a launch, the one in which
    /// a bet was made.
    pub fn forum(self) -> Option<Charter<'m>> {
        let governing = || Launch::of(self)?.charter().known();
        let making = || {
            let (_, charter) = Bet::of(self)?.committed()?;
            self.model().named(charter?.symbol).known()
        };
        Charter::of(self).or_else(governing).or_else(making)
    }
}

impl<'m> Charter<'m> {
    /// Where it goes when it is stuck: the first of its escalations that leads somewhere.
    pub fn above(self) -> Option<Target<'m>> {
        self.escalations().find_map(|(it, _)| match it {
            Escalation::To { target, .. } => self.target(*target).known(),
            Escalation::None(_) => None,
        })
    }
}
