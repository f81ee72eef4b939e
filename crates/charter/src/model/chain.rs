//! Chains: the way that something stuck takes, from charter to charter, up to a seat.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::{Charter, ItemId, Model, Named, Target};
use crate::tree::{Escalation, Name};

/// The longest way up from every charter.
#[derive(Debug)]
pub struct Chains<'m> {
    charters: Vec<Charter<'m>>,
    numbers: FxHashMap<ItemId, usize>,
    /// The first step of the longest way of each; none where it ends, or comes back.
    ways: Vec<Option<Step<'m>>>,
    /// Whether a charter's way comes back to itself, or leads to one that does.
    circular: Vec<bool>,
}

/// One escalation on a way.
#[derive(Clone, Copy, Debug)]
pub struct Step<'m> {
    /// Where it goes.
    pub target: Target<'m>,
    /// As written.
    pub name: Name,
    /// How many steps there are from here, this one included.
    pub steps: u32,
}

impl<'m> Chains<'m> {
    /// The chains of charters that are in force on a day or will be. Whatever depends on
    /// a charter is worked out after it, so that a chain may be as long as the workspace.
    pub fn new(model: &'m Model, day: Date) -> Chains<'m> {
        let charters: Vec<Charter<'m>> = model.charters_from(day).collect();
        let numbers: FxHashMap<ItemId, usize> =
            charters.iter().enumerate().map(|(nth, charter)| (charter.id(), nth)).collect();
        let hops: Vec<Vec<Hop<'m>>> = charters.iter().map(|it| hops(*it, &numbers)).collect();
        let mut sources: Vec<Vec<usize>> = vec![Vec::new(); charters.len()];
        for (from, hops) in hops.iter().enumerate() {
            hops.iter().filter_map(|hop| hop.to).for_each(|to| sources[to].push(from));
        }
        let mut open: Vec<usize> =
            hops.iter().map(|hops| hops.iter().filter(|hop| hop.to.is_some()).count()).collect();
        let mut ready: Vec<usize> = (0..open.len()).filter(|nth| open[*nth] == 0).collect();
        let mut ways = vec![None; charters.len()];
        let mut circular = vec![true; charters.len()];
        while let Some(nth) = ready.pop() {
            circular[nth] = false;
            ways[nth] = longest(&hops[nth], &ways);
            for source in &sources[nth] {
                open[*source] -= 1;
                if open[*source] == 0 {
                    ready.push(*source);
                }
            }
        }
        Chains { charters, numbers, ways, circular }
    }

    /// The charters, in their order.
    pub fn charters(&self) -> &[Charter<'m>] {
        &self.charters
    }

    /// The first step of the longest way up from a charter.
    pub fn first(&self, charter: Charter<'m>) -> Option<Step<'m>> {
        self.ways[*self.numbers.get(&charter.id())?]
    }

    /// Every step of the longest way up from a charter.
    pub fn way(&self, charter: Charter<'m>) -> Vec<Step<'m>> {
        let next = |step: &Step<'m>| match step.target {
            Target::Charter(charter) => self.first(charter),
            Target::Seat(_) => None,
        };
        std::iter::successors(self.first(charter), next).collect()
    }

    /// Whether what a charter sends up comes round in a circle.
    pub fn is_circular(&self, charter: Charter<'m>) -> bool {
        self.numbers.get(&charter.id()).is_some_and(|nth| self.circular[*nth])
    }
}

/// One escalation, and the number of the charter that it goes to.
struct Hop<'m> {
    target: Target<'m>,
    name: Name,
    to: Option<usize>,
}

fn hops<'m>(charter: Charter<'m>, numbers: &FxHashMap<ItemId, usize>) -> Vec<Hop<'m>> {
    let hop = |escalation: &Escalation| {
        let Escalation::To { target: name, .. } = *escalation else { return None };
        let Named::Known(target) = charter.target(name) else { return None };
        match target {
            Target::Seat(_) => Some(Hop { target, name, to: None }),
            // What is over hears nothing.
            Target::Charter(it) => Some(Hop { target, name, to: Some(*numbers.get(&it.id())?) }),
        }
    };
    charter.escalations().filter_map(|(escalation, _)| hop(escalation)).collect()
}

fn longest<'m>(hops: &[Hop<'m>], ways: &[Option<Step<'m>>]) -> Option<Step<'m>> {
    let steps = hops.iter().map(|hop| {
        let beyond = hop.to.and_then(|to| ways[to]).map_or(0, |step| step.steps);
        Step { target: hop.target, name: hop.name, steps: beyond + 1 }
    });
    // Of ways of one length, the one that is written first.
    steps.reduce(|longest, step| if step.steps > longest.steps { step } else { longest })
}
