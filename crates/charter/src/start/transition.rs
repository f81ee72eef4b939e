//! A transition to start from: everything that a seat holds goes on, until a person sorts it.

use jiff::civil::Date;

use super::{Lines, Start, escaped};
use crate::model::{Handle, Held, Seat, Transition};
use crate::tree::Holder;

/// A seat that is taken over on the day. Each thing that it holds is a line of its own, so that
/// to sort it is to change one word.
pub fn transition(start: &Start, seat: Seat<'_>, held: &[Held<'_>]) -> String {
    let (from, to) = hands(seat, start.day);
    let name = |holder: Option<&Holder>, otherwise: &str| {
        format!("\"{}\"", holder.map_or_else(|| otherwise.to_owned(), |it| escaped(&it.name.value)))
    };
    let mut lines = Lines(Vec::new());
    lines.add("seat", seat.name());
    lines.add("from", name(from, "Who leaves"));
    lines.add("to", name(to, "Who comes"));
    held.iter().for_each(|it| lines.add("recommit", it.name()));
    lines.event("transition", start)
}

/// From whom to whom: to the next holder, where one is declared; else to the present one, whose
/// transition is not written yet; else from the present one, to somebody who is not known.
fn hands<'m>(seat: Seat<'m>, day: Date) -> (Option<&'m Holder>, Option<&'m Holder>) {
    let present = seat.holder_on(day);
    let since = |it: &&Holder| it.since.map_or(Date::MIN, |since| since.value);
    let before = |start: Date| {
        let gone = seat.holders().filter(|it| it.until.is_some_and(|until| until.value < start));
        gone.max_by_key(|it| it.until.map(|until| until.value))
    };
    if let Some(next) = seat.holders().filter(|it| since(it) > day).min_by_key(since) {
        return (present.or_else(|| before(day)), Some(next));
    }
    let Some(start) = present.as_ref().map(since) else { return (before(day), None) };
    match before(start) {
        Some(gone) if !is_told(seat, start) => (Some(gone), present),
        _ => (present, None),
    }
}

/// Whether a transition of the seat is written, of a day or later.
fn is_told(seat: Seat<'_>, day: Date) -> bool {
    let mut all = seat.mentions().filter_map(Transition::of);
    all.any(|it| it.seat().known() == Some(seat) && it.on().is_some_and(|on| on.value >= day))
}
