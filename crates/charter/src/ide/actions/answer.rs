//! A record that answers what was raised, for somebody to finish.

use jiff::civil::Date;

use super::{Action, ActionKind, free_name, rewrite};
use crate::model::{Charter, Handle, Item, Raise, Venue};
use crate::start::{self, Cycle, Start};
use crate::{Edit, Span};

/// Writes down the answer to an open raise below it, as of the place where it is decided.
pub(super) fn record(item: Item<'_>, day: Date) -> Option<Action> {
    let raise = Raise::of(item).filter(|it| it.is_open(day))?;
    let venue = venue(raise, day);
    let name = name(item, venue.charter, day);
    let text = start::answering(&Start { title: String::new(), name, day }, raise, venue);
    let end = item.tree().span.end;
    let span = Span { start: end, end, ..item.tree().span };
    let title = format!("record the answer to `{}`", raise.name());
    let edit = Edit { span, text: format!("\n\n{}", text.trim_end()) };
    Some(rewrite(title, ActionKind::Add, vec![edit]))
}

/// Where it is decided. A seat that decides alone does so for the charter that is stuck: a record
/// is always of a charter.
fn venue(raise: Raise<'_>, day: Date) -> Venue<'_> {
    let venue = raise.venue(raise.model().serving_customers(day));
    let stuck = || raise.about().and_then(Item::forum);
    Venue { charter: venue.charter.or_else(stuck), ..venue }
}

/// What a record of the day is called.
fn name(item: Item<'_>, charter: Option<Charter<'_>>, day: Date) -> String {
    match charter {
        Some(charter) => Cycle::on(charter, day).name(item.model()),
        None => free_name(item.model(), &format!("answer-{day}")),
    }
}
