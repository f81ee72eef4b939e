//! An owner who alone says whether the decision is opened again.

use jiff::civil::Date;

use crate::Diagnostic;
use crate::config::Level;
use crate::model::{Charter, Model, Seat, Wire};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{ClauseKind, Evidence};

pub(crate) const RULE: Rule = Rule::lint(
    "self-declared-trigger",
    Level::Info,
    FixKind::None,
    "the owner alone declares every trigger",
    include_str!("self_declared_trigger.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    let charters = findings.here(model).live_charters().filter(|it| !it.is_over(day));
    charters.filter_map(|charter| of_charter(charter, day)).for_each(|it| findings.add(it));
}

fn of_charter(charter: Charter<'_>, day: Date) -> Option<Diagnostic> {
    let wired = charter.tree().present.any.contains(ClauseKind::Trigger);
    if !wired || charter.has_garbled("trigger") || charter.has_garbled("declared") {
        return None;
    }
    let owner = charter.owner().known()?;
    let wires: Vec<Wire<'_>> = charter.wires().collect();
    let own = |wire: &Wire<'_>| wire.declared().known() == Some(owner);
    // Market evidence is for Competitive Intelligence to declare, whatever else it owns.
    let must =
        |wire: &Wire<'_>| wire.is_on(Evidence::Market) && owner.is_of("competitive-intelligence");
    let lonely = wires.iter().all(own) && !wires.iter().any(must);
    (lonely && has_others(charter, owner, day)).then(|| draw(charter, owner, &wires))
}

/// Whether there is anybody else who could.
fn has_others(charter: Charter<'_>, owner: Seat<'_>, day: Date) -> bool {
    charter.room().into_iter().any(|seat| seat != owner && !seat.is_machine(day))
}

fn draw(charter: Charter<'_>, owner: Seat<'_>, wires: &[Wire<'_>]) -> Diagnostic {
    let (name, seat) = (charter.name(), owner.name());
    let message = match wires.len() {
        1 => format!("only `{seat}` can open again what `{seat}` decided in `{name}`"),
        _ => format!("`{seat}` declares every trigger on what `{seat}` decides in `{name}`"),
    };
    let mut places = wires.iter().filter_map(|wire| wire.says.declared).map(|it| it.span);
    let first = places.next().unwrap_or(charter.span());
    let finding = RULE.finding(message, first, "the owner declares it");
    let finding = places.fold(finding, |finding, place| finding.also(place, "and this too"));
    let finding = match charter.owner_name() {
        Some(name) => finding.also(name.span, "decides"),
        None => finding,
    };
    finding
        .note("nobody likes to say that their own decision no longer holds")
        .help(match wires.len() {
            1 => "let a counterparty, or the owner of the metric, declare it: `declared by SEAT`",
            _ => "let a counterparty, or the owner of the metric, declare one of them: `declared by SEAT`",
        })
}
