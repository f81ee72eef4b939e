//! A seat that nothing depends on.

use crate::Symbol;
use crate::config::Level;
use crate::model::{Expects, Model, Reference, each_reference};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::Kind;

pub(crate) const RULE: Rule = Rule::lint(
    "idle-seat",
    Level::Info,
    FixKind::None,
    "a seat has no part in anything",
    include_str!("idle_seat.md"),
    run,
)
.whole();

/// Whoever is named anywhere has a part: as owner or provider, in a room or in a group, as
/// alternate or superior, or as the one who gets the record. Where nothing is decided yet,
/// nobody is idle.
fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    if model.charters_from(day).next().is_none() {
        return;
    }
    let mut named = vec![false; Symbol::count()];
    let mut unknown = false;
    for item in model.own_items().filter(|item| !item.is_over(day) && !item.is_of_history()) {
        each_reference(item.tree(), |Reference { name, expects }| {
            named[name.symbol.index()] = true;
            unknown |= takes_seat(expects) && model.find(name.symbol).is_none();
        });
    }
    // A name that means nothing may be meant for any of them.
    if unknown {
        return;
    }
    for seat in model.seats().filter(|seat| seat.retired().is_none()) {
        let former = || seat.former_names().any(|name| named[name.symbol.index()]);
        if !named[seat.symbol().index()] && !former() {
            let message = format!("`{}` has no part in anything", seat.name());
            let finding = RULE
                .finding(
                    message,
                    seat.span(),
                    "owns nothing, attends nothing, stands in for nobody",
                )
                .help("give it a part, or retire it: `retired DATE because \"…\"`");
            findings.add(finding);
        }
    }
}

fn takes_seat(expects: Expects) -> bool {
    matches!(expects, Expects::OneOf(kinds) if kinds.contains(&Kind::Seat))
}
