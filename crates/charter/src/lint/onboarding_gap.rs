//! A large launch that reaches users, and nobody in the room who brings them in.

use jiff::civil::Date;

use crate::Diagnostic;
use crate::config::Level;
use crate::model::{Launch, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, Surface, Tier};

pub(crate) const RULE: Rule = Rule::lint(
    "onboarding-gap",
    Level::Info,
    FixKind::None,
    "nobody of Customer Success is in the room of a user-facing launch of the first tier",
    include_str!("onboarding_gap.md"),
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

/// A launch without a charter has no room, and is told so elsewhere.
fn examine(launch: Launch<'_>, day: Date) -> Option<Diagnostic> {
    if !launch.is_of(Tier::T1) || !launch.is_ahead(day) {
        return None;
    }
    let (charter, name) = (launch.charter().known()?, launch.charter_name()?);
    let surface = launch.surface().or(charter.surface());
    if surface != Some(Surface::UserFacing) || charter.is_draft() {
        return None;
    }
    let there = charter.room().into_iter().any(|seat| seat.is_of("customer-success"));
    let message = format!(
        "`{}` reaches users, and nobody of Customer Success is in the room of `{}`",
        launch.name(),
        charter.name()
    );
    if there || !charter.is_room_of_known_functions() {
        return None;
    }
    let help =
        format!("add a seat of Customer Success to the `counterparties` of `{}`", charter.name());
    let finding = RULE.finding(message, name.span, "who owns the first sixty days?");
    let parties = charter.clauses().iter().find(|it| matches!(it.body, Body::Counterparties(_)));
    let finding = match parties {
        Some(clause) => finding.also(clause.keyword(), "nobody of Customer Success"),
        None => finding,
    };
    Some(
        finding
            .note("onboarding that is assumed is improvised, in front of the customer")
            .help(help),
    )
}
