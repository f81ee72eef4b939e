//! What a transition decides anew without a record, or ends without a reason.

use crate::model::{Bet, Charter, Handle, Held, Model, Record, Transition};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, Clause, Dotted, Name, Redecide, Retire};
use crate::{Diagnostic, Safety, say};

pub(crate) const RULE: Rule = Rule::check(
    "bucket-evidence",
    FixKind::Unsafe,
    "`redecide` without a record, or `retire` without a reason",
    include_str!("bucket_evidence.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    for transition in findings.here(model).transitions() {
        for clause in transition.clauses() {
            findings.add_some(examine(transition, clause));
        }
    }
}

fn examine(transition: Transition<'_>, clause: &Clause) -> Option<Diagnostic> {
    match &clause.body {
        Body::Redecide(it) => match it.record {
            None => Some(no_record(transition, clause, it)),
            Some(name) => too_early(transition, it, name),
        },
        Body::Retire(it) if it.because.is_none() => Some(no_reason(clause, it)),
        _ => None,
    }
}

fn no_record(transition: Transition<'_>, clause: &Clause, says: &Redecide) -> Diagnostic {
    let message = format!("`redecide` names no record of what became of {}", few(&says.items));
    let finding = RULE
        .finding(message, clause.keyword(), "decided anew, and where?")
        .help("write `in RECORD`: the record says what was decided, and why");
    match record(transition, &says.items) {
        Some(record) => {
            let words = format!("in {}", record.name());
            let title = format!("write `{words}`, its latest record");
            finding.fix(title, Safety::Unsafe, clause.span.after(), format!(" {words}"))
        }
        None => finding,
    }
}

/// A record from before the transition says what the one who left had decided.
fn too_early(transition: Transition<'_>, says: &Redecide, name: Name) -> Option<Diagnostic> {
    let record: Record<'_> = transition.model().named(name.symbol).known()?;
    let (before, on) = (record.on()?, transition.on()?);
    if on.value <= before.value {
        return None;
    }
    let message = format!(
        "`{}` came before `{}`, and decides nothing anew",
        record.name(),
        transition.name()
    );
    let finding = RULE
        .finding(message, name.span, format!("decided on {}", say::date(before.value)))
        .also(on.span, "taken over here")
        .help("name a record since then, or put what goes on as it was under `recommit`");
    Some(match self::record(transition, &says.items) {
        Some(later) => {
            let title = format!("write `{}`, the latest record", later.name());
            finding.fix(title, Safety::Unsafe, name.span, later.name())
        }
        None => finding,
    })
}

fn no_reason(clause: &Clause, says: &Retire) -> Diagnostic {
    let message = format!("`retire` does not say why {} ends", few(&says.items));
    RULE.finding(message, clause.keyword(), "ended, and what was learned?")
        .help("write `because \"…\"`: what was learned goes on when the rest does not")
        .fix("say why", Safety::Unsafe, clause.span.after(), " because \"…\"")
}

fn few(items: &[Dotted]) -> String {
    let names: Vec<String> = items.iter().map(Dotted::to_string).collect();
    say::few(&names.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The record that is likely meant: the latest that speaks of one of them, from the day of the
/// transition on.
fn record<'m>(transition: Transition<'m>, items: &[Dotted]) -> Option<Record<'m>> {
    let day = transition.on()?.value;
    let held = items.iter().filter_map(|it| Held::named(transition.model(), *it));
    let records = held.flat_map(|held| match Charter::of(held.item) {
        Some(charter) => charter.records(),
        None => Bet::of(held.item).map(Bet::records).into_iter().flatten().map(|it| it.0).collect(),
    });
    let later = records.filter(|it| it.on().is_some_and(|on| on.value >= day));
    later.max_by_key(|it| (it.on().map(|on| on.value), it.id()))
}
