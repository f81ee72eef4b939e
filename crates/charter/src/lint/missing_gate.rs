//! A decision that does not wait for those whose read it should wait for.

use crate::config::Level;
use crate::model::{Artifact, Charter, Decided, Function, Model, Named, Seat, Who};
use crate::offer::room::admit;
use crate::offer::seat::Seats;
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Name, Right};
use crate::{Diagnostic, Safety, words};

pub(crate) const RULE: Rule = Rule::lint(
    "missing-gate",
    Level::Warn,
    FixKind::Unsafe,
    "a function that gates the class can stop nothing in the charter",
    include_str!("missing_gate.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    if !model.classes().any(|class| class.gates().next().is_some()) {
        return;
    }
    let day = findings.day();
    let mut seats = None;
    for charter in findings.here(model).charters_from(day) {
        let lacking = lacking(charter);
        if !lacking.is_empty() {
            let seats = seats.get_or_insert_with(|| Seats::new(model));
            let finding = finding(charter, &lacking);
            findings.add(mend(finding, charter, &lacking, seats, findings));
        }
    }
}

/// A function that should gate a decision and does not.
struct Lacking<'m> {
    decided: Decided<'m>,
    function: Function<'m>,
}

/// Each function once. Where a name in the room or on the table is not known, it may be
/// the one that lacks.
fn lacking(charter: Charter<'_>) -> Vec<Lacking<'_>> {
    let mut lacking: Vec<Lacking<'_>> = Vec::new();
    for decided in charter.decides() {
        let Named::Known(class) = decided.class else { continue };
        for name in class.gates() {
            let Named::Known(function) = charter.model().named::<Function<'_>>(name.symbol) else {
                continue;
            };
            let told = lacking.iter().any(|it| it.function == function);
            if !told && !gates(charter, function) && is_known(charter) {
                lacking.push(Lacking { decided, function });
            }
        }
    }
    lacking
}

fn is_known(charter: Charter<'_>) -> bool {
    let brought = |name: &Name| {
        let artifact: Named<Artifact<'_>> = charter.model().named(name.symbol);
        artifact.known().is_some_and(|artifact| match artifact.owner() {
            Named::Known(owner) => owner.has_known_function(),
            Named::Absent => true,
            Named::Unknown => false,
        })
    };
    !charter.has_garbled("input")
        && charter.inputs().flat_map(|input| &input.artifacts).all(brought)
        && charter.is_room_of_known_functions()
}

/// Whether a function can stop the decision: it owns it, has the right to, or brings
/// something without which it is put off.
fn gates(charter: Charter<'_>, function: Function<'_>) -> bool {
    let of = |seat: Seat<'_>| seat.function() == Named::Known(function);
    let stops = |right: &Right| matches!(right, Right::Gates | Right::Vetoes);
    charter.owner().known().is_some_and(of)
        || charter.parties().any(|party| {
            let seats = || party.who.known().map(Who::seats).unwrap_or_default();
            stops(party.right) && seats().into_iter().any(of)
        })
        || charter
            .input_artifacts()
            .any(|(artifact, input)| input.or_defer && artifact.owner().known().is_some_and(of))
}

fn finding(charter: Charter<'_>, lacking: &[Lacking<'_>]) -> Diagnostic {
    let names: Vec<&str> = lacking.iter().map(|it| it.function.name()).collect();
    let has = if names.len() == 1 { "has" } else { "have" };
    let message =
        format!("`{}` can decide before {} {has} spoken", charter.name(), words::list_and(&names));
    let mut places: Vec<(Name, Vec<&str>)> = Vec::new();
    for it in lacking {
        match places.iter_mut().find(|(name, _)| *name == it.decided.class_name) {
            Some((_, functions)) => functions.push(it.function.name()),
            None => places.push((it.decided.class_name, vec![it.function.name()])),
        }
    }
    let label = |functions: &[&str]| match functions {
        [one] => format!("`{one}` must be able to stop such a decision"),
        all => format!("{} must each be able to stop such a decision", words::list_and(all)),
    };
    let (first, rest) = (&places[0], &places[1..]);
    let finding = RULE.finding(message, first.0.span, label(&first.1));
    let finding =
        rest.iter().fold(finding, |finding, (name, it)| finding.also(name.span, label(it)));
    finding.note("whoever only advises is heard, and then overruled by whoever is surest")
}

/// One change that lets all of them in, where there is a seat for each.
fn mend<'m>(
    finding: Diagnostic,
    charter: Charter<'m>,
    lacking: &[Lacking<'m>],
    seats: &Seats<'m>,
    findings: &Findings<'_>,
) -> Diagnostic {
    let finding = finding.help(match lacking {
        [one] => format!(
            "write `SEAT gates` under `counterparties`, with a seat of `{}`, or `input ARTIFACT or defer`, with an artifact that such a seat owns",
            one.function.name()
        ),
        _ => "for each of them, write `SEAT gates` under `counterparties`, with a seat of that function, or `input ARTIFACT or defer`, with an artifact that such a seat owns".into(),
    });
    let chosen: Option<Vec<Seat<'m>>> =
        lacking.iter().map(|it| seat(charter, it.function, seats)).collect();
    let Some(chosen) = chosen else { return finding };
    let edits = chosen.iter().map(|seat| admit(charter, *seat, "gates", findings));
    let Some(edits) = edits.collect::<Option<Vec<_>>>() else { return finding };
    let names: Vec<&str> = chosen.iter().map(|seat| seat.name()).collect();
    finding.fix_all(format!("let {} gate it", words::list_and(&names)), Safety::Unsafe, edits)
}

/// A seat that is in the room already, else the nearest in rank to the owner.
fn seat<'m>(charter: Charter<'m>, function: Function<'m>, seats: &Seats<'m>) -> Option<Seat<'m>> {
    let named = |seat: &Seat<'m>| {
        charter.parties().any(|party| party.who == Named::Known(Who::Seat(*seat)))
    };
    let there = seats.of(function.symbol()).iter().copied().find(named);
    let rank = charter.owner().known().and_then(Seat::altitude);
    there.or_else(|| seats.nearest(function.symbol(), rank, None))
}
