//! What changed between two builds, in words: events are compared by identity, never as text.
//!
//! | goes in | comes out |
//! |---|---|
//! | two feeds, each as read by [`crate::emit::ics::events`] | [`Change`]s, by title and day |
//!
//! A series is one thing, whether its feed tells it as a rule or day by day: what happens to
//! all of it is told once. Why a day is skipped is no part of a feed; it is in the
//! `charters.json` beside it ([`Reasons`]).

mod book;
mod data;
mod reason;
mod series;
mod singles;
mod texts;
mod words;

pub use book::Book;
pub use data::{Change, DiffReport, Kind, schema};
pub use reason::Reasons;

/// What is different in the new one, by title, then by day.
pub fn diff(old: &Book, new: &Book, reasons: &Reasons) -> Vec<Change> {
    let mut found = series::diff(old, new, reasons);
    found.extend(singles::diff(old, new, reasons));
    let order = |change: &Change| (change.title.clone(), change.days.first().copied(), change.kind);
    found.sort_by(|one, other| (order(one), &one.uids).cmp(&(order(other), &other.uids)));
    found
}
