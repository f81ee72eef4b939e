//! Where a decision goes when it is stuck, and from where it came.
//!
//! A charter escalates to a seat or to another charter. What is stuck with a seat goes to the
//! seat that it reports to.

use super::Place;
use crate::Span;
use crate::model::{Charter, Handle, Item, Model, Seat};
use crate::tree::{Body, ClauseKind, Escalation, Kind, Name};

/// One step of the way: who is at its other end, and the names that say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call<'m> {
    /// The seat or the charter at the other end.
    pub item: Item<'m>,
    /// The names of the target, in the item that escalates.
    pub at: Vec<Span>,
}

/// The charter or the seat whose name stands at a place.
pub fn caller<'m>(place: &Place<'m>) -> Option<Item<'m>> {
    place.mention?.item().filter(|item| matches!(item.kind(), Kind::Charter | Kind::Seat))
}

/// The charter or the seat of a name.
pub fn caller_named<'m>(model: &'m Model, name: &str) -> Option<Item<'m>> {
    let found = model.find(crate::Symbol::new(name))?;
    matches!(found.kind(), Kind::Charter | Kind::Seat).then_some(found)
}

/// Where it goes from here, in the order of the text.
pub fn outgoing(item: Item<'_>) -> Vec<Call<'_>> {
    let mut calls: Vec<Call<'_>> = Vec::new();
    for name in targets(item) {
        let target = item.model().find(name.symbol);
        let Some(target) = target.filter(|it| matches!(it.kind(), Kind::Charter | Kind::Seat))
        else {
            continue;
        };
        match calls.iter_mut().find(|call| call.item == target) {
            Some(call) => call.at.push(name.span),
            None => calls.push(Call { item: target, at: vec![name.span] }),
        }
    }
    calls
}

/// What comes here: charters first, then seats, in the order of the sources.
pub fn incoming(item: Item<'_>) -> Vec<Call<'_>> {
    let model = item.model();
    let charters = model.charters().map(|it: Charter<'_>| *it);
    let seats = model.seats().map(|it: Seat<'_>| *it);
    let names = super::references::names(item);
    let calls = charters.chain(seats).map(|from| {
        let named = targets(from).filter(|name| names.contains(&name.symbol));
        Call { item: from, at: named.map(|name| name.span).collect() }
    });
    calls.filter(|call| !call.at.is_empty()).collect()
}

/// The names of whoever an item hands on what is stuck to.
fn targets(item: Item<'_>) -> impl Iterator<Item = Name> {
    let kind =
        if Seat::of(item).is_some() { ClauseKind::ReportsTo } else { ClauseKind::Escalation };
    item.every(kind, |body| match body {
        Body::ReportsTo(seat) => Some(*seat),
        Body::Escalation(escalation) => match **escalation {
            Escalation::To { target, .. } => Some(target),
            Escalation::None(_) => None,
        },
        _ => None,
    })
}
