//! Something that goes on and leans on something that has ended.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::model::{Charter, Expects, Handle, Item, ItemId, Launch, Model, a_kind, references};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, ClauseKind, DateAt, Name};
use crate::{Diagnostic, Span};

use super::is_draft;

pub(crate) const RULE: Rule = Rule::check(
    "retired-reference",
    FixKind::None,
    "something live refers to something retired",
    include_str!("retired_reference.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let here = findings.here(model);
    // All items lean on others many times: to look at each of these again would take longer.
    let all: Option<FxHashMap<ItemId, Retired<'_>>> = here
        .is_all()
        .then(|| model.items().filter_map(|it| Some((it.id(), retired(it)?))).collect());
    if all.as_ref().is_some_and(FxHashMap::is_empty) {
        return;
    }
    // What took place is over: it leans on nothing.
    let goes_on = |item: &Item<'_>| !is_draft(*item) && !item.is_of_history();
    for item in here.own_items().filter(goes_on) {
        let end = end(item);
        for reference in references(item.tree()) {
            let Expects::OneOf(kinds) = reference.expects else { continue };
            let space = kinds.iter().any(|kind| kind.is_reference());
            let symbol = reference.name.symbol;
            let found = if space { model.find_reference(symbol) } else { model.find(symbol) };
            let found = found.filter(|found| kinds.contains(&found.kind()));
            let Some(retired) = found.and_then(|it| ended(it, all.as_ref())) else { continue };
            let day = retired.date.value;
            if end > day && leans_after(item, reference.name.span, day) {
                findings.add(finding(item, reference.name, &retired));
            }
        }
    }
}

/// What has ended, and when.
#[derive(Clone, Copy)]
struct Retired<'m> {
    item: Item<'m>,
    date: DateAt,
    place: Span,
}

/// Whether an item has ended; known of all, or looked for.
fn ended<'m>(item: Item<'m>, all: Option<&FxHashMap<ItemId, Retired<'m>>>) -> Option<Retired<'m>> {
    all.map_or_else(|| retired(item), |all| all.get(&item.id()).copied())
}

fn retired(item: Item<'_>) -> Option<Retired<'_>> {
    if !item.tree().present.any.contains(ClauseKind::Retired) {
        return None;
    }
    let clause = item.clauses().iter().find(|clause| matches!(clause.body, Body::Retired(_)))?;
    let Body::Retired(it) = &clause.body else { return None };
    Some(Retired { item, date: it.date, place: clause.span })
}

/// The last day of an item's life.
fn end(item: Item<'_>) -> Date {
    let expires = Charter::of(item).and_then(Charter::expires).map(|date| date.value);
    item.retired().into_iter().chain(expires).min().unwrap_or(Date::MAX)
}

/// Whether a name is leant on after a day. What a clause says of one day in the past
/// (who signed, who committed, who held the gate) stays true.
fn leans_after(item: Item<'_>, name: Span, day: Date) -> bool {
    let clauses = item.clauses();
    let at = clauses.partition_point(|clause| clause.span.end < name.end);
    let of_launch = || Launch::of(item).and_then(Launch::ships);
    let that_day = clauses.get(at).and_then(|clause| match &clause.body {
        Body::Signed(all) => all.iter().find(|it| it.seat.span == name).map(|it| it.date),
        Body::Committed(it) => Some(it.date),
        Body::Gate(gate) => Some(gate.date),
        Body::Tier(_) | Body::Answer(_) | Body::Through(_) | Body::Governed(_) => of_launch(),
        _ => None,
    });
    that_day.is_none_or(|date| date.value > day)
}

fn finding(item: Item<'_>, name: Name, retired: &Retired<'_>) -> Diagnostic {
    let (what, day) = (retired.item, retired.date.value);
    let message =
        format!("`{}` goes on and refers to `{}`, which is retired", item.name(), name.as_str());
    RULE.finding(message, name.span, format!("{} that ends on {day}", a_kind(what.kind())))
        .also(retired.place, "retired here")
        .help(format!("name what took its place, or retire `{}` by {day} too", item.name()))
}
