//! A date that is none, or an end before its beginning.

use crate::Diagnostic;
use crate::model::{Charter, Handle, Item, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, DateAt};

use super::is_draft;

pub(crate) const RULE: Rule = Rule::check(
    "invalid-date",
    FixKind::None,
    "a date cannot be",
    include_str!("invalid_date.md"),
    run,
);

/// Days that no calendar has are found while reading; here what ends before it begins.
fn run(model: &Model, findings: &mut Findings<'_>) {
    for item in model.own_items() {
        for clause in item.clauses() {
            if let Some((what, from, to)) = backwards(&clause.body)
                && !is_draft(item)
            {
                findings.add(finding(format!("{what} ends before it begins"), from, to));
            }
        }
        if let Some(charter) = Charter::of(item).filter(|_| !is_draft(item)) {
            life(charter, findings);
        }
    }
}

/// What a clause says of a beginning and an end, where the end comes first.
fn backwards(body: &Body) -> Option<(&'static str, DateAt, DateAt)> {
    let (what, from, to) = match body {
        Body::Closed(from, to, _) => ("this closure", *from, *to),
        Body::Holder(holder) => ("this term", holder.since?, holder.until?),
        Body::Cadence(cadence) => ("this cadence", cadence.from?, cadence.until?),
        _ => return None,
    };
    (to.value < from.value).then_some((what, from, to))
}

/// A charter that ends before it is in force.
fn life(charter: Charter<'_>, findings: &mut Findings<'_>) {
    let Some(effective) = charter.effective() else { return };
    let retired = Item::retirement(*charter).map(|(date, _)| date);
    let ends = [("is retired", retired), ("expires", charter.expires())];
    for (what, end) in ends {
        if let Some(end) = end.filter(|end| end.value < effective.value) {
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
