//! A launch of the second tier that nobody manages.

use crate::config::Level;
use crate::model::{Launch, Model};
use crate::offer::launch::Guess;
use crate::offer::stub::{Stub, append};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::Tier;
use crate::{Diagnostic, Safety, say};

pub(crate) const RULE: Rule = Rule::lint(
    "unmanaged-t2",
    Level::Warn,
    FixKind::Unsafe,
    "a launch of the second tier has no gate, or no governing charter",
    include_str!("unmanaged_t2.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let (day, guess) = (findings.day(), Guess::new(model, Tier::T2));
    for launch in
        findings.here(model).launches().filter(|it| it.is_of(Tier::T2) && it.is_ahead(day))
    {
        let finding = examine(launch, &guess, findings);
        findings.add_some(finding);
    }
}

/// How what lacks is written.
fn add(no_gate: bool, no_charter: bool) -> String {
    const GATE: &str = "the gate, `gate DATE by SEAT { criterion \"…\" shown by ARTIFACT }`";
    const CHARTER: &str = "the charter, `governed by CHARTER`";
    match (no_gate, no_charter) {
        (true, true) => format!("add {GATE}, and {CHARTER}"),
        (true, false) => format!("add {GATE}"),
        _ => format!("add {CHARTER}"),
    }
}

fn examine(launch: Launch<'_>, guess: &Guess<'_>, findings: &Findings<'_>) -> Option<Diagnostic> {
    let no_charter = launch.charter_name().is_none() && !launch.has_garbled("governed");
    let no_gate = launch.gate().is_none() && !launch.has_garbled("gate");
    let lacks = match (no_gate, no_charter) {
        (true, true) => "neither a gate nor a governing charter",
        (true, false) => "no gate",
        (false, true) => "no governing charter",
        (false, false) => return None,
    };
    let message = format!("`{}` is a T2 launch and has {lacks}", launch.name());
    let place = launch.tier().map_or(launch.span(), |tier| tier.span);
    let finding = RULE.finding(message, place, "the second tier is managed").help(format!(
        "{}, or ask Product Marketing whether `{}` is a T3",
        add(no_gate, no_charter),
        launch.name()
    ));
    let governed = guess.governed().filter(|_| no_charter);
    let gate = guess.gate(launch).filter(|_| no_gate);
    let stubs: Vec<Stub> = governed.into_iter().chain(gate).collect();
    if stubs.is_empty() {
        return Some(finding);
    }
    let keywords: Vec<String> = stubs.iter().map(|(keyword, _)| format!("`{keyword}`")).collect();
    let title = format!("write {}, to be finished", say::and(&keywords));
    Some(finding.fix_all(title, Safety::Unsafe, vec![append(*launch, &stubs, findings)]))
}
