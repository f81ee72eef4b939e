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
    findings
        .here(model)
        .launches()
        .filter_map(|it| examine(it, day))
        .for_each(|it| findings.add(it));
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
        true => "this gate has no criterion",
        false => "every criterion is shown by our side",
    };
    let message = format!("the gate of `{}` asks nothing of the partner's side", launch.name());
    let partner = launch.partner_name()?;
    let criterion = "criterion \"…\" shown by ARTIFACT";
    let add = match gate.criteria.is_empty() {
        true => {
            format!("write `gate {} by {} {{ {criterion} }}`", gate.date.value, gate.by.as_str())
        }
        false => format!("add `{criterion}` to the gate"),
    };
    let such = match theirs(launch) {
        Some(artifact) => format!(": there is `{}`", artifact.name()),
        None => String::new(),
    };
    let help = format!(
        "{add}, with an artifact that `{}` or Business Development owns{such}",
        partner.as_str()
    );
    let place = launch.clauses().iter().find(|it| matches!(it.body, Body::Gate(_)))?;
    Some(
        RULE.finding(message, place.keyword(), label)
            .also(partner.span, "ships through a partner")
            .note("one side can be ready alone; the launch cannot")
            .help(help),
    )
}

/// The first artifact, by name, that the partner owns; else one of Business Development.
fn theirs(launch: Launch<'_>) -> Option<Artifact<'_>> {
    let partner = launch.partner_name()?;
    let owned = |it: &Artifact<'_>| {
        let owner = it.owner().known().filter(|_| it.retired().is_none())?;
        match owner.symbol() == partner.symbol {
            true => Some(0),
            false => owner.is_of("business-development").then_some(1),
        }
    };
    let all = launch.model().artifacts().filter_map(|it| Some((owned(&it)?, it.name(), it)));
    all.min_by_key(|it| (it.0, it.1)).map(|it| it.2)
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
