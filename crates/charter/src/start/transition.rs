//! A transition to start from: everything that a seat holds goes on, until a person sorts it.

use jiff::civil::Date;

use super::{Lines, Start, escaped};
use crate::model::{Handle, Held, Seat, Transition};
use crate::tree::Holder;

/// A seat that is taken over on the day. Each thing that it holds is a line of its own, so that
/// to sort it is to change one word.
pub fn transition(start: &Start, seat: Seat<'_>, held: &[Held<'_>]) -> String {
    let (from, to) = hands(seat, start.day);
    let name = |holder: Option<&Holder>| {
        format!("\"{}\"", holder.map_or_else(|| "…".to_owned(), |it| escaped(&it.name.value)))
    };
    let mut lines = Lines(Vec::new());
    lines.add("seat", seat.name());
    lines.add("from", name(from));
    lines.add("to", name(to));
    held.iter().for_each(|it| lines.add("recommit", it.name()));
    lines.event("transition", start)
}

/// From whom to whom: to the next holder, where one is declared; else to the present one, whose
/// transition is not written yet; else from the present one, to somebody who is not known. A
/// machine that holds a seat takes nothing over.
fn hands<'m>(seat: Seat<'m>, day: Date) -> (Option<&'m Holder>, Option<&'m Holder>) {
    let people = || seat.holders().filter(|it| !it.ai);
    let present = seat.holder_on(day).filter(|it| !it.ai);
    let before = |start: Date| {
        let gone = people().filter(|it| it.until.is_some_and(|until| until.value < start));
        gone.max_by_key(|it| it.until.map(|until| until.value))
    };
    if let Some(next) = people().filter(|it| since(it) > day).min_by_key(|it| since(it)) {
        return (present.or_else(|| before(day)), Some(next));
    }
    let Some(comes) = present else { return (before(day), None) };
    match before(since(comes)) {
        Some(gone) if !is_told(seat, gone, comes) => (Some(gone), present),
        _ => (present, None),
    }
}

fn since(holder: &Holder) -> Date {
    holder.since.map_or(Date::MIN, |since| since.value)
}

/// Whether it is written that somebody has come after somebody: in a transition from the first day
/// on, or in an earlier one that names them. People take a seat over before it is theirs, and some
/// come back to one.
fn is_told(seat: Seat<'_>, gone: &Holder, comes: &Holder) -> bool {
    let mut all = seat.mentions().filter_map(Transition::of);
    all.any(|it| {
        let names = it.to().is_some_and(|to| to.value == comes.name.value);
        let first = if names { since(gone) } else { since(comes) };
        it.seat().known() == Some(seat) && it.on().is_some_and(|on| first <= on.value)
    })
}
