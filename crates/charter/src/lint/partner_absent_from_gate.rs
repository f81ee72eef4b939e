//! A gate at which the partner's side shows nothing.

use jiff::civil::Date;

use crate::Diagnostic;
use crate::config::Level;
use crate::model::{Artifact, Launch, Model, Named, Seat};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, Channel, Name, Tier};

pub(crate) const RULE: Rule = Rule::lint(
    "partner-absent-from-gate",
    Level::Warn,
    FixKind::None,
    "a launch goes through a partner, whose side shows nothing at the gate",
    include_str!("partner_absent_from_gate.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    model.launches().filter_map(|it| examine(it, day)).for_each(|it| findings.add(it));
}

fn examine(launch: Launch<'_>, day: Date) -> Option<Diagnostic> {
    if !launch.is_through(Channel::Partner) || !launch.is_ahead(day) || launch.is_of(Tier::T3) {
        return None;
    }
    let gate = launch.gate()?;
    let shown: Vec<Name> = gate.criteria.iter().filter_map(|criterion| criterion.shown).collect();
    // Where there are criteria, and nothing is shown by anybody, that is what there is to say.
    let ticked = shown.is_empty() && !gate.criteria.is_empty();
    if ticked || !shown.iter().all(|name| is_ours(launch, *name)) {
        return None;
    }
    let label = match shown.is_empty() {
        true => "it has no criterion",
        false => "every criterion is shown by our side",
    };
    let message = format!("the partner's side shows nothing at the gate of `{}`", launch.name());
    let partner = launch.partner_name()?;
    let place = launch.clauses().iter().find(|it| matches!(it.body, Body::Gate(_)))?;
    Some(
        RULE.finding(message, place.keyword(), label)
            .also(partner.span, "ships through a partner")
            .note("one side can be ready alone; the launch cannot")
            .help("add a criterion shown by an artifact of the partner, or of Business Development"),
    )
}

/// Whether an artifact is surely neither the partner's nor Business Development's.
fn is_ours(launch: Launch<'_>, name: Name) -> bool {
    let Named::Known(artifact) = launch.model().named::<Artifact<'_>>(name.symbol) else {
        return false;
    };
    let theirs = |owner: Seat<'_>| {
        owner.is_external()
            || !owner.has_known_function()
            || owner.is_of("business-development")
            || launch.partner_name().is_some_and(|partner| partner.symbol == owner.symbol())
    };
    artifact.owner().known().is_some_and(|owner| !theirs(owner))
}
