//! What took place, in a few words: what it is about, and whether it was answered.

use jiff::civil::Date;

use super::hints::near;
use super::page::told;
use crate::model::{Charter, Handle, Item, Raise, Record, Wire};
use crate::say;
use crate::tree::Body;

/// What an item of the history is about, as it is written there: a trigger, a charter, a seat.
pub(super) fn about(item: Item<'_>) -> Option<String> {
    item.clauses().iter().find_map(|clause| match &clause.body {
        Body::Fired(dotted) => Some(dotted.to_string()),
        Body::Customer(_) => Some("a customer".into()),
        Body::Stuck(name) | Body::Of(name) | Body::Handed(name) => Some(name.as_str().into()),
        _ => None,
    })
}

/// The record that had answered it by the end of a day, with its date.
pub(super) fn answered<'m>(raise: Raise<'m>, day: Date) -> Option<(Record<'m>, Date)> {
    let record = raise.answer()?;
    let on = record.on()?.value;
    (on <= day).then_some((record, on))
}

/// `answer due Mon 12 Oct`, `answered Tue 13 Oct 2026`; nothing where nobody has promised one.
pub(super) fn answer(raise: Raise<'_>, day: Date) -> Option<String> {
    let due = raise.answer_by();
    if let Some((_, on)) = answered(raise, day) {
        let late = due.filter(|due| *due < on);
        let late = late.map_or(String::new(), |due| format!(", due {}", near(due, day)));
        return Some(format!("answered {}{late}", near(on, day)));
    }
    let due = due.filter(|_| raise.is_open(day))?;
    let since = if due < day { " since" } else { "" };
    Some(format!("answer due{since} {}", near(due, day)))
}

/// What was raised about an item and is open on a day, the oldest first.
pub(super) fn open<'m>(item: Item<'m>, day: Date) -> Vec<Raise<'m>> {
    let about = |raise: &Raise<'m>| raise.about() == Some(item) && raise.is_open(day);
    in_order(item.mentions().filter_map(Raise::of).filter(about))
}

/// How often a trigger has fired by the end of a day, the first time first.
pub(super) fn fired<'m>(wire: Wire<'m>, day: Date) -> Vec<Raise<'m>> {
    in_order(wire.raises().filter(|raise| raise.on().is_some_and(|on| on.value <= day)))
}

/// Raises by their days; those of one day as they stand.
fn in_order<'m>(raises: impl Iterator<Item = Raise<'m>>) -> Vec<Raise<'m>> {
    let mut raises: Vec<Raise<'m>> = raises.collect();
    raises.sort_by_key(|raise| (raise.on().map(|on| on.value), raise.id()));
    raises.dedup();
    raises
}

/// The last record of a charter that was there by the end of a day, and how many were.
pub(super) fn last_record<'m>(charter: Charter<'m>, day: Date) -> Option<(Record<'m>, usize)> {
    let mut records = charter.records();
    records.retain(|record| record.on().is_some_and(|on| on.value <= day));
    records.last().map(|last| (*last, records.len()))
}

/// `Fri 2 Oct 2026`; nothing where the day was not understood.
pub(super) fn when(item: Item<'_>) -> Option<String> {
    item.on().map(|on| say::date(on.value))
}

/// The title that somebody gave it; none where it has its name alone.
pub(super) fn title(item: Item<'_>) -> Option<String> {
    item.tree().title.as_ref().map(|title| told(&title.value))
}
