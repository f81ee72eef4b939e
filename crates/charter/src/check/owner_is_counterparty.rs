//! One seat on both sides of the table.

use crate::model::{Charter, Model, Party, Seat, Who};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{self, Body, Clause, Right};
use crate::{Diagnostic, Safety, Span, words};

use super::is_draft;

pub(crate) const RULE: Rule = Rule::check(
    "owner-is-counterparty",
    FixKind::Safe,
    "the owner is named as a counterparty",
    include_str!("owner_is_counterparty.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let own = findings
        .here(model)
        .charters()
        .filter(|charter| !charter.is_standard() && !is_draft(**charter));
    for charter in own {
        let Some(owner) = charter.owner().known() else { continue };
        for party in charter.parties().filter(|party| is(party, owner)) {
            let finding = finding(charter, party, findings);
            findings.add(finding);
        }
    }
}

fn is(party: &Party<'_>, owner: Seat<'_>) -> bool {
    matches!(party.who.known(), Some(Who::Seat(seat)) if seat == owner)
}

fn finding(charter: Charter<'_>, party: Party<'_>, findings: &Findings<'_>) -> Diagnostic {
    let name = party.name.as_str();
    let message = format!("`{name}` owns `{}` and is its own counterparty", charter.name());
    let mut finding = RULE.finding(message, party.name.span, "nobody is a peer of oneself");
    if let Some(owner) = charter.owner_name() {
        finding = finding.also(owner.span, "decides already");
    }
    if charter.parties().nth(1).is_none() {
        return finding.help(format!(
            "name a peer instead of `{name}`: the owner is always in the room, and decides"
        ));
    }
    let written = match party.right {
        Right::Consulted => format!("`{name}`"),
        Right::Gates => format!("`{name} gates`"),
        Right::Vetoes => format!("`{name} vetoes`"),
        Right::CoDecides(facet) => words::quoted(&format!("{name} co-decides \"{}\"", facet.value)),
    };
    finding = finding
        .help(format!("remove {written} here: the owner is always in the room, and decides"));
    match removal(charter, party, findings) {
        Some(place) => {
            let title = format!("remove `{name}` from the counterparties");
            finding.fix(title, Safety::Safe, place, "")
        }
        None => finding,
    }
}

/// What goes when a party goes: its comma with it. None where it is the only one, or
/// where a comment would be lost.
fn removal(charter: Charter<'_>, party: Party<'_>, findings: &Findings<'_>) -> Option<Span> {
    let (clause, list, at) = charter.clauses().iter().find_map(|clause| {
        let Body::Counterparties(list) = &clause.body else { return None };
        let at = list.iter().position(|it| it.name.span == party.name.span)?;
        Some((clause, list, at))
    })?;
    let place = match list.get(at + 1) {
        _ if list.len() == 1 => clause.span,
        Some(next) => Span { end: next.name.span.start, ..party.name.span },
        None => from_comma(clause, list, at, findings)?,
    };
    (!charter.holds_comment(place)).then_some(place)
}

/// From the comma before the last of several to the end of the clause.
fn from_comma(
    clause: &Clause,
    list: &[tree::Party],
    at: usize,
    findings: &Findings<'_>,
) -> Option<Span> {
    let before = list.get(at.checked_sub(1)?)?;
    let between =
        Span { start: before.name.span.start, end: list[at].name.span.start, ..clause.span };
    let comma = findings.text(between).rfind(',')? as u32;
    Some(Span { start: between.start + comma, ..clause.span })
}
