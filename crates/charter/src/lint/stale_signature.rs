//! A signature to another text than the one that stands there now.

use crate::config::Level;
use crate::model::{Charter, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::sign::{self, COVERED, Stale};
use crate::tree::ClauseKind;
use crate::{Diagnostic, Span, say, words};

pub(crate) const RULE: Rule = Rule::lint(
    "stale-signature",
    Level::Error,
    FixKind::None,
    "what somebody signed has changed since",
    include_str!("stale_signature.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    let signed = |it: &Charter<'_>| it.tree().present.any.contains(ClauseKind::Signed);
    for charter in findings.here(model).charters_from(day).filter(signed) {
        // What is not understood cannot be compared.
        if COVERED.iter().any(|kind| charter.has_garbled(kind.keyword())) {
            continue;
        }
        let stale = sign::stale(charter);
        if let Some((first, rest)) = stale.split_first() {
            findings.add(finding(charter, first, rest));
        }
    }
}

/// One text that changed is one mistake, however many have signed it.
fn finding(charter: Charter<'_>, first: &Stale<'_>, rest: &[Stale<'_>]) -> Diagnostic {
    let name = charter.name();
    let all = || std::iter::once(first).chain(rest);
    let seats: Vec<&str> = all().map(|it| it.signature.seat.as_str()).collect();
    let seats = words::list_and(&seats);
    let message = format!("{} changed since {seats} signed `{name}`", what(first, "something"));
    let label = |it: &Stale<'_>| format!("the text that `{}` signed", it.signature.seat.as_str());
    let finding = RULE.finding(message, first.span, label(first));
    let finding = rest.iter().fold(finding, |finding, it| finding.also(it.span, label(it)));
    let finding = changed(charter, all())
        .into_iter()
        .fold(finding, |finding, (place, label)| finding.also(place, label));
    let (have, back) = match rest {
        [] => ("has", format!("the text of {}", say::date(first.signature.date.value))),
        _ => ("have", "the text that they signed".into()),
    };
    finding.note(format!("{seats} {have} not agreed to what stands there now")).help(format!(
        "let {seats} read and sign it again (`charter sign {name}` prints the line to put here), or put back {back}"
    ))
}

/// `the cadence`, `the owner and the counterparties`
fn what(stale: &Stale<'_>, unknown: &str) -> String {
    const FEW: usize = 3;
    let words: Vec<&str> = stale.changed.iter().map(|kind| noun(*kind)).collect();
    match words.len() {
        0 => unknown.into(),
        1..=FEW => say::and(&words),
        _ => "most of it".into(),
    }
}

fn noun(kind: ClauseKind) -> &'static str {
    match kind {
        ClauseKind::Decides => "what is decided",
        ClauseKind::Owner => "the owner",
        ClauseKind::Counterparties => "the room",
        ClauseKind::Cadence => "the cadence",
        ClauseKind::Trigger => "a trigger",
        ClauseKind::Escalation => "the escalation",
        ClauseKind::Answer => "an answer",
        _ => "it",
    }
}

/// Where what has changed stands, if it stands anywhere still. Which of several clauses of
/// one kind it is, the digits do not tell.
fn changed<'a, 'm: 'a>(
    charter: Charter<'m>,
    stale: impl Iterator<Item = &'a Stale<'m>>,
) -> Vec<(Span, &'static str)> {
    let mut kinds: Vec<ClauseKind> = stale.flat_map(|it| it.changed.iter().copied()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let first = |kind| {
        let mut clauses = charter.clauses().iter().filter(move |it| it.body.kind() == kind);
        let place = clauses.next()?.keyword();
        let label = match clauses.next() {
            None => "changed since",
            Some(_) => "this or another of its kind has changed since",
        };
        Some((place, label))
    };
    kinds.into_iter().filter_map(first).collect()
}
