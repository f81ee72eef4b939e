//! A machine that owns.

use crate::Diagnostic;
use crate::model::{Item, Model, Named, Seat};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, ClauseKind, Holder, Name};

use super::is_draft;

pub(crate) const RULE: Rule = Rule::check(
    "ai-owner",
    FixKind::None,
    "a seat that a machine holds owns",
    include_str!("ai_owner.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let here = findings.here(model);
    if here.is_all() && !model.seats().any(|seat| seat.holders().any(|holder| holder.ai)) {
        return;
    }
    for item in here.own_items() {
        let Some((name, seat, holder)) = owner(item) else { continue };
        let after = |retired| holder.since.is_none_or(|since| since.value <= retired);
        if !is_draft(item) && item.retired().is_none_or(after) {
            findings.add(finding(item, name, seat, holder));
        }
    }
}

/// The owner of an item, where a machine is the last to hold the seat.
fn owner<'m>(item: Item<'m>) -> Option<(Name, Seat<'m>, &'m Holder)> {
    let name = item.clause(ClauseKind::Owner, |body| match body {
        Body::Owner(names) => names.first().copied(),
        _ => None,
    })?;
    let Named::Known(seat) = item.model().named::<Seat<'m>>(name.symbol) else { return None };
    let holder = seat.last_holder().filter(|holder| holder.ai)?;
    Some((name, seat, holder))
}

fn finding(item: Item<'_>, name: Name, seat: Seat<'_>, holder: &Holder) -> Diagnostic {
    let kind = item.kind().keyword();
    let message = format!("a machine owns the {kind} `{}`", item.name());
    let label = format!("`{}` is held by a machine", name.as_str());
    let finding =
        RULE.finding(message, name.span, label).also(holder.name.span, "declared here as `ai`");
    let finding = finding
        .note("a machine may draft, summarize and flag; a person owns, agrees and decides again");
    let above =
        seat.reports_to().known().filter(|seat| !seat.last_holder().is_some_and(|it| it.ai));
    match above {
        Some(above) => {
            finding.help(format!("name a seat that a person holds, such as `{}`", above.name()))
        }
        None => finding.help("name a seat that a person holds"),
    }
}
