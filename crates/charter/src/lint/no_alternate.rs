//! An owner for whom nobody stands in.

use crate::config::Level;
use crate::model::{Commitment, Model, Seat, by_owner};
use crate::offer::stub::append;
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::ClauseKind;
use crate::{Diagnostic, Safety, say};

pub(crate) const RULE: Rule = Rule::lint(
    "no-alternate",
    Level::Info,
    FixKind::Unsafe,
    "a seat that owns has nobody to stand in",
    include_str!("no_alternate.md"),
    run,
)
.whole();

fn run(model: &Model, findings: &mut Findings<'_>) {
    let alone = by_owner(model.commitments_from(findings.day()).filter(|it| is_alone(it.owner)));
    if alone.is_empty() {
        return;
    }
    for (seat, owned) in alone {
        let finding = finding(seat, &owned);
        findings.add(mend(finding, seat, findings));
    }
}

/// A partner's seat is the partner's to fill.
fn is_alone(seat: Seat<'_>) -> bool {
    !seat.tree().present.any.contains(ClauseKind::Alternate)
        && !seat.has_garbled("alternate")
        && seat.retired().is_none()
        && !seat.is_external()
}

fn finding(seat: Seat<'_>, owned: &[Commitment<'_>]) -> Diagnostic {
    let names: Vec<&str> = owned.iter().map(|it| it.item.name()).collect();
    let message = format!("`{}` owns {} and has no alternate", seat.name(), say::few(&names));
    let finding = RULE.finding(message, seat.span(), "nobody stands in");
    let finding = owned.iter().take(1).fold(finding, |finding, it| {
        finding.also(it.owner_name.span, format!("owns `{}`", it.item.name()))
    });
    finding.note("a forum whose owner is away either waits or decides without one")
}

/// The seat above is there in any case; who else could do it, only they know.
fn mend(finding: Diagnostic, seat: Seat<'_>, findings: &Findings<'_>) -> Diagnostic {
    let help = "name who stands in: `alternate SEAT`";
    let above = seat.reports_to().known().filter(|above| above.retired().is_none());
    let Some(above) = above.filter(|above| *above != seat) else { return finding.help(help) };
    let stub = append(*seat, &[("alternate", above.name().into())], findings);
    let title = format!("let `{}`, to whom it reports, stand in", above.name());
    finding.help(format!("{help}, such as `{}`", above.name())).fix_all(
        title,
        Safety::Unsafe,
        vec![stub],
    )
}
