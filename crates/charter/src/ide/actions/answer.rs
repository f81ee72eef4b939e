//! A record that answers what was raised, for somebody to finish.

use jiff::civil::Date;

use super::{Action, ActionKind, free_name, rewrite};
use crate::model::{Handle, Item, Raise};
use crate::start::{self, Start};
use crate::{Edit, Span};

/// Writes down the answer to an open raise below it.
pub(super) fn record(item: Item<'_>, day: Date) -> Option<Action> {
    let raise = Raise::of(item).filter(|it| it.is_open(day))?;
    let charter = raise.about().and_then(Item::forum);
    let forum = charter.map_or("answer", |it| it.name());
    let name = free_name(item.model(), &format!("{forum}-{day}"));
    let text = start::answering(&Start { title: String::new(), name, day }, raise, charter);
    let end = item.tree().span.end;
    let span = Span { start: end, end, ..item.tree().span };
    let title = format!("record the answer to `{}`", raise.name());
    let edit = Edit { span, text: format!("\n\n{}", text.trim_end()) };
    Some(rewrite(title, ActionKind::Add, vec![edit]))
}
