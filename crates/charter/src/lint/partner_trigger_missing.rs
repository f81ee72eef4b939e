//! A launch through a partner whose moves nobody watches.

use crate::config::Level;
use crate::model::{Item, Launch, Model, Named, Staff};
use crate::offer::stub::{Stub, append};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Channel, Evidence, Tier};
use crate::{Diagnostic, Safety};

pub(crate) const RULE: Rule = Rule::lint(
    "partner-trigger-missing",
    Level::Warn,
    FixKind::Unsafe,
    "a launch goes through a partner, and no trigger watches the partner",
    include_str!("partner_trigger_missing.md"),
    run,
);

/// What the fix calls the trigger.
const NAME: &str = "partner-moves";

fn run(model: &Model, findings: &mut Findings<'_>) {
    let (day, staff) = (findings.day(), model.staff("business-development"));
    let through = |it: &Launch<'_>| {
        it.is_through(Channel::Partner) && it.is_watched(day) && !it.is_of(Tier::T3)
    };
    for launch in findings.here(model).launches().filter(through) {
        if !is_watched(*launch) && !is_watched_by_charter(launch) {
            let finding = draw(launch, &staff, findings);
            findings.add(finding);
        }
    }
}

/// Whether a trigger of an item watches a partner. One that was not understood may.
fn is_watched(item: Item<'_>) -> bool {
    item.has_garbled("trigger")
        || item.has_garbled("evidence")
        || item.wires().any(|wire| wire.is_on(Evidence::Partner))
}

fn is_watched_by_charter(launch: Launch<'_>) -> bool {
    match launch.charter() {
        Named::Known(charter) => is_watched(*charter),
        Named::Absent => launch.has_garbled("governed"),
        Named::Unknown => true,
    }
}

fn draw(launch: Launch<'_>, staff: &Staff<'_>, findings: &Findings<'_>) -> Diagnostic {
    let message =
        format!("`{}` ships through a partner, and no trigger watches the partner", launch.name());
    let place = launch.partner_name().map_or(launch.span(), |name| name.span);
    let place_for = match launch.charter().known().map(|it| it.name()) {
        Some(charter) => format!("add here, or in the charter `{charter}` that governs it,"),
        None => "add".to_string(),
    };
    let also = format!(
        "{place_for} `trigger NAME when \"…\" evidence partner declared by SEAT checked monthly`"
    );
    let finding = RULE
        .finding(message, place, "its dates and rules move without asking")
        .note("such launches do not fail because the partner leaves, but because a date moved")
        .help(also);
    match stub(launch, staff) {
        Some(stub) => {
            let edit = append(*launch, &[stub], findings);
            finding.fix_all("write a trigger on the partner", Safety::Unsafe, vec![edit])
        }
        None => finding,
    }
}

/// Declared by Business Development; else by whoever owns the launch.
fn stub(launch: Launch<'_>, staff: &Staff<'_>) -> Option<Stub> {
    let taken = launch.triggers().any(|trigger| trigger.name.as_str() == NAME);
    let seat = staff.seats().next().map(|seat| Item::name(*seat));
    let seat = seat.or_else(|| launch.owner_name().map(|name| name.as_str()))?;
    let words = "\"the partner moves a date that we depend on\"";
    let text = format!("{NAME} when {words} evidence partner declared by {seat} checked monthly");
    (!taken).then_some(("trigger", text))
}
