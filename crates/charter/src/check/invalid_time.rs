//! A time of the day that is none, or hours that end before they begin.

use crate::Diagnostic;
use crate::model::{Item, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, ClauseKind, TimeAt};

pub(crate) const RULE: Rule = Rule::check(
    "invalid-time",
    FixKind::None,
    "a time of the day cannot be",
    include_str!("invalid_time.md"),
    run,
);

/// Times that no clock shows are found while reading; here hours that run backwards.
fn run(model: &Model, findings: &mut Findings<'_>) {
    let hours = |item: &Item<'_>| item.tree().present.any.contains(ClauseKind::Hours);
    for clause in findings.here(model).own_items().filter(hours).flat_map(|item| item.clauses()) {
        if let Body::Hours(hours) = &clause.body
            && hours.to.value <= hours.from.value
        {
            findings.add(backwards(hours.from, hours.to));
        }
    }
}

fn backwards(from: TimeAt, to: TimeAt) -> Diagnostic {
    RULE.finding("the hours end before they begin", to.span, "the end")
        .also(from.span, "the beginning")
        .help("write the earlier time first, as `09:00 to 17:30`")
}
