//! Escalations that come back to where they began.

use rustc_hash::FxHashMap;

use crate::Diagnostic;
use crate::model::{Charter, ItemId, Model, Named, Target};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Escalation, Name};

pub(crate) const RULE: Rule = Rule::check(
    "escalation-cycle",
    FixKind::None,
    "escalations from charter to charter come back to where they began",
    include_str!("escalation_cycle.md"),
    run,
)
.whole();

fn run(model: &Model, findings: &mut Findings<'_>) {
    let graph = Graph::new(model);
    for mut cycle in graph.cycles() {
        let first = cycle.iter().enumerate().min_by_key(|(_, hop)| hop.from);
        let first = first.map_or(0, |(nth, _)| nth);
        cycle.rotate_left(first);
        findings.add(graph.draw(&cycle));
    }
}

/// One escalation, from a charter to a charter, by number.
#[derive(Clone, Copy)]
struct Hop {
    from: usize,
    to: usize,
    name: Name,
}

/// The charters in force, and where each sends what it cannot settle.
struct Graph<'m> {
    charters: Vec<Charter<'m>>,
    hops: Vec<Vec<Hop>>,
}

impl<'m> Graph<'m> {
    fn new(model: &'m Model) -> Graph<'m> {
        let charters: Vec<Charter<'m>> = model.live_charters().collect();
        let numbers: FxHashMap<ItemId, usize> =
            charters.iter().enumerate().map(|(nth, charter)| (charter.id(), nth)).collect();
        let hops =
            charters.iter().enumerate().map(|(from, charter)| hops(from, *charter, &numbers));
        let hops = hops.collect();
        Graph { charters, hops }
    }

    /// The cycles, found by one walk. Together they are not longer than the graph, so
    /// that a text made to have many is still read in time; the first is always there.
    fn cycles(&self) -> Vec<Vec<Hop>> {
        let mut budget: usize = self.hops.iter().map(Vec::len).sum();
        let mut walk = Walk { states: vec![State::New; self.charters.len()], path: Vec::new() };
        let mut cycles: Vec<Vec<Hop>> = Vec::new();
        for start in 0..self.charters.len() {
            walk.from(start, &self.hops, |cycle| {
                if cycle.len() <= budget {
                    budget -= cycle.len();
                    cycles.push(cycle.to_vec());
                }
            });
        }
        cycles
    }

    fn draw(&self, cycle: &[Hop]) -> Diagnostic {
        let name = |nth: usize| self.charters[nth].name();
        let Some((first, rest)) = cycle.split_first() else {
            return RULE.finding("", self.charters[0].span(), "");
        };
        let from = name(first.from);
        let way: Vec<&str> = rest.iter().map(|hop| name(hop.from)).collect();
        let message = match &way[..] {
            [] => format!("`{from}` escalates to itself"),
            [one] => format!("`{from}` escalates to `{one}`, and `{one}` back to it"),
            _ => {
                format!("`{from}` escalates to itself, by way of {}", crate::words::list_and(&way))
            }
        };
        let label = |hop: &Hop| format!("`{}` goes to `{}`", name(hop.from), name(hop.to));
        let finding = RULE.finding(message, first.name.span, label(first));
        let finding =
            rest.iter().fold(finding, |finding, hop| finding.also(hop.name.span, label(hop)));
        let what = if rest.is_empty() { "it" } else { "one of them" };
        finding.help(format!("send {what} to a seat: somebody has to decide in the end"))
    }
}

/// A charter is not stuck on what was over before it began.
fn hops(from: usize, charter: Charter<'_>, numbers: &FxHashMap<ItemId, usize>) -> Vec<Hop> {
    let targets = charter.escalations().filter_map(|(escalation, _)| match escalation {
        Escalation::To { target, .. } => Some(*target),
        Escalation::None(_) => None,
    });
    let hop = |name: Name| {
        let Named::Known(Target::Charter(target)) = charter.target(name) else { return None };
        let to = *numbers.get(&target.id())?;
        charter.meets_in_life(target).then_some(Hop { from, to, name })
    };
    targets.filter_map(hop).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// On the path, at this place.
    Open(usize),
    Done,
}

/// A walk in depth without recursion: a chain may be as long as the workspace.
struct Walk {
    states: Vec<State>,
    /// The hops taken.
    path: Vec<Hop>,
}

impl Walk {
    fn from(&mut self, start: usize, hops: &[Vec<Hop>], mut found: impl FnMut(&[Hop])) {
        if self.states[start] != State::New {
            return;
        }
        let mut open = vec![(start, 0)];
        self.states[start] = State::Open(0);
        while let Some((at, next)) = open.last_mut() {
            let Some(hop) = hops[*at].get(*next) else {
                self.states[*at] = State::Done;
                open.pop();
                self.path.pop();
                continue;
            };
            *next += 1;
            match self.states[hop.to] {
                State::New => {
                    self.path.push(*hop);
                    self.states[hop.to] = State::Open(self.path.len());
                    open.push((hop.to, 0));
                }
                State::Open(place) => {
                    self.path.push(*hop);
                    found(&self.path[place..]);
                    self.path.pop();
                }
                State::Done => {}
            }
        }
    }
}
