//! A decision that meets users, and nobody in the room who speaks for that.

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use crate::config::Level;
use crate::model::{Charter, Function, ItemId, Launch, Model, Named, Seat};
use crate::offer::room::admit;
use crate::offer::seat::Seats;
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, ClauseKind, Surface, Tier};
use crate::{Diagnostic, Safety};

pub(crate) const RULE: Rule = Rule::lint(
    "missing-voice",
    Level::Warn,
    FixKind::Unsafe,
    "a function that must be heard on this surface is not in the room",
    include_str!("missing_voice.md"),
    run,
)
.whole();

fn run(model: &Model, findings: &mut Findings<'_>) {
    let voices: Vec<(Function<'_>, Surface)> = model
        .functions()
        .flat_map(|function| function.voices().map(move |surface| (function, surface)))
        .collect();
    let day = findings.day();
    let mut seats = None;
    let touching = |it: &Charter<'_>| it.tree().present.any.contains(ClauseKind::Surface);
    for charter in model.charters_from(day).filter(touching) {
        for (function, surface) in &voices {
            if charter.surface() == Some(*surface) && is_missing(charter, *function) {
                let seats = seats.get_or_insert_with(|| Seats::new(model));
                let finding = finding(charter, *function, *surface);
                findings.add(mend(finding, charter, *function, seats, findings));
            }
        }
    }
    for (charter, launch, surface) in governed(model, day) {
        for (function, _) in voices.iter().filter(|(_, it)| *it == surface) {
            if is_missing(charter, *function) {
                let seats = seats.get_or_insert_with(|| Seats::new(model));
                let finding = of_launch(charter, launch, *function, surface);
                findings.add(mend(finding, charter, *function, seats, findings));
            }
        }
    }
}

/// The charters that govern a launch on another surface than their own, each with the
/// first such launch: it is one room, whatever passes through it.
fn governed(model: &Model, day: Date) -> Vec<(Charter<'_>, Launch<'_>, Surface)> {
    let mut seen: FxHashSet<(ItemId, Surface)> = FxHashSet::default();
    let mut governed = Vec::new();
    for launch in model.launches().filter(|it| it.is_ahead(day) && !it.is_of(Tier::T3)) {
        let Some(surface) = launch.surface() else { continue };
        let Named::Known(charter) = launch.charter() else { continue };
        let in_force = !charter.is_draft() && !charter.is_over(day);
        let other = charter.surface() != Some(surface);
        if in_force && other && seen.insert((charter.id(), surface)) {
            governed.push((charter, launch, surface));
        }
    }
    governed
}

/// Where somebody in the room is not known, it may be the one who lacks.
fn is_missing(charter: Charter<'_>, function: Function<'_>) -> bool {
    !charter.room().iter().any(|seat| seat.function() == Named::Known(function))
        && charter.is_room_of_known_functions()
}

fn finding(charter: Charter<'_>, function: Function<'_>, surface: Surface) -> Diagnostic {
    let name = function.name();
    let message = format!("nobody of `{name}` is in the room of `{}`", charter.name());
    let clauses = charter.clauses().iter();
    let place = clauses.clone().find(|it| matches!(it.body, Body::Surface(_)));
    let room = clauses.clone().find(|it| matches!(it.body, Body::Counterparties(_)));
    let place = place.map_or(charter.span(), |clause| clause.span);
    let label = format!("what is {} is not decided without `{name}`", surface.as_str());
    let finding = RULE.finding(message, place, label);
    let finding = match room {
        Some(clause) => finding.also(clause.keyword(), format!("none of them is of `{name}`")),
        None => finding,
    };
    finding.note(format!(
        "`{name}` belongs in the room because of what the decision touches, not because of its rank"
    ))
}

/// It stands where the room is named, since that is what is mended.
fn of_launch(
    charter: Charter<'_>,
    launch: Launch<'_>,
    function: Function<'_>,
    surface: Surface,
) -> Diagnostic {
    let (name, surface) = (function.name(), surface.as_str());
    let (room, governed) = (charter.name(), launch.name());
    let message =
        format!("nobody of `{name}` is in the room of `{room}`, which governs `{governed}`");
    let mut clauses = charter.clauses().iter();
    let counterparties = clauses.find(|it| matches!(it.body, Body::Counterparties(_)));
    let place = counterparties.map_or(charter.span(), |clause| clause.keyword());
    let finding = RULE.finding(message, place, format!("none of them is of `{name}`"));
    let touches = launch.clause_span(|body| matches!(body, Body::Surface(_)));
    let finding = finding.also(
        touches.unwrap_or(launch.span()),
        format!("what is {surface} is not decided without `{name}`"),
    );
    finding.note(format!(
        "`{name}` belongs in the room because of what the decision touches, not because of its rank"
    ))
}

fn mend<'m>(
    finding: Diagnostic,
    charter: Charter<'m>,
    function: Function<'m>,
    seats: &Seats<'m>,
    findings: &Findings<'_>,
) -> Diagnostic {
    let rank = charter.owner().known().and_then(Seat::altitude);
    let Some(seat) = seats.nearest(function.symbol(), rank, None) else {
        return finding.help(format!("add a seat of `{}` to `counterparties`", function.name()));
    };
    let help = format!(
        "add a seat of `{}` to `counterparties`, such as `{}`",
        function.name(),
        seat.name()
    );
    let finding = finding.help(help);
    match admit(charter, seat, "", findings) {
        Some(edit) => {
            let title = format!("add `{}` to the counterparties", seat.name());
            finding.fix_all(title, Safety::Unsafe, vec![edit])
        }
        None => finding,
    }
}
