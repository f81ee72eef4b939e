//! A date that is none, or an end before its beginning.

use crate::Diagnostic;
use crate::model::{Charter, Handle, Item, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, ClauseKind, ClauseKinds, DateAt};

use super::is_draft;

pub(crate) const RULE: Rule = Rule::check(
    "invalid-date",
    FixKind::None,
    "a date cannot be",
    include_str!("invalid_date.md"),
    run,
);

/// Clauses that may have a beginning and an end.
const RANGES: ClauseKinds = ClauseKinds::of(&[
    ClauseKind::Closed,
    ClauseKind::Holder,
    ClauseKind::Cadence,
    ClauseKind::Effective,
]);

/// Days that no calendar has are found while reading; here what ends before it begins.
fn run(model: &Model, findings: &mut Findings<'_>) {
    for item in
        findings.here(model).own_items().filter(|item| item.tree().present.any.intersects(RANGES))
    {
        for clause in item.clauses() {
            if let Some((what, from, to)) = backwards(&clause.body)
                && !is_draft(item)
            {
                findings.add(finding(format!("{what} ends before it begins"), from, to));
            }
        }
        if let Some(charter) = Charter::of(item) {
            life(charter, findings);
        }
    }
}

/// What a clause says of a beginning and an end, where the end comes first.
fn backwards(body: &Body) -> Option<(&'static str, DateAt, DateAt)> {
    let (what, from, to) = match body {
        Body::Closed(it) => ("this closure", it.from, it.to),
        Body::Holder(holder) => ("this term", holder.since?, holder.until?),
        Body::Cadence(cadence) => ("this cadence", cadence.from?, cadence.until?),
        _ => return None,
    };
    (to.value < from.value).then_some((what, from, to))
}

/// A charter that ends before it is in force.
fn life(charter: Charter<'_>, findings: &mut Findings<'_>) {
    let any = charter.tree().present.any;
    if !any.intersects(ClauseKinds::of(&[ClauseKind::Retired, ClauseKind::Expires])) {
        return;
    }
    let Some(effective) = charter.effective() else { return };
    let retired = Item::retirement(*charter).map(|(date, _)| date);
    let ends = [("is retired", retired), ("expires", charter.expires())];
    for (what, end) in ends {
        if let Some(end) = end.filter(|end| end.value < effective.value && !charter.is_draft()) {
            let message = format!("`{}` {what} before it is in force", charter.name());
            findings.add(finding(message, effective, end));
        }
    }
}

fn finding(message: String, from: DateAt, to: DateAt) -> Diagnostic {
    RULE.finding(message, to.span, "the end")
        .also(from.span, "the beginning")
        .help("write the earlier date first; both days are included")
}
