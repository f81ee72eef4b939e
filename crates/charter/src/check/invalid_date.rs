//! A date that is none, or an end before its beginning.

use crate::Diagnostic;
use crate::model::{Charter, Handle, Item, Model, Record};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, ClauseKind, ClauseKinds, DateAt, Name};

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
    ClauseKind::Answers,
    ClauseKind::Reopens,
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
        if let Some(record) = Record::of(item) {
            before_its_cause(record, findings);
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

/// A record that answers what was raised later, or reopens what was decided later.
fn before_its_cause(record: Record<'_>, findings: &mut Findings<'_>) {
    let Some(on) = record.on() else { return };
    let answers = record.answer_names().zip(record.answers());
    let answers = answers.filter_map(|(name, it)| Some((name, "answers", *it.known()?)));
    let reopens = record.reopen_names().zip(record.reopens());
    let reopens = reopens.filter_map(|(name, it)| Some((name, "reopens", *it.known()?)));
    for (name, verb, cause) in answers.chain(reopens) {
        if cause == *record {
            findings.add(of_itself(record, name));
            continue;
        }
        let Some(later) = cause.on().filter(|later| later.value > on.value) else { continue };
        let message = format!("`{}` {verb} `{}`, which came later", record.name(), name.as_str());
        let finding = RULE
            .finding(message, name.span, format!("of {}", later.value))
            .also(on.span, "this record is of an earlier day")
            .help("mend the day that is wrong, or name what came before");
        findings.add(finding);
    }
}

/// A record that comes before itself.
fn of_itself(record: Record<'_>, name: Name) -> Diagnostic {
    RULE.finding(format!("`{}` reopens itself", record.name()), name.span, "this same record")
        .help("name the earlier record whose decision it takes again, or remove `reopens`")
}

fn finding(message: String, from: DateAt, to: DateAt) -> Diagnostic {
    RULE.finding(message, to.span, "the end")
        .also(from.span, "the beginning")
        .help("write the earlier date first; both days are included")
}
