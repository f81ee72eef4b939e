//! A seat that owns and that nobody holds.

use jiff::civil::Date;

use crate::config::Level;
use crate::model::{Commitment, Model, Seat, by_owner};
use crate::rule::{Findings, FixKind, Rule};
use crate::{Diagnostic, say};

pub(crate) const RULE: Rule = Rule::lint(
    "vacant-owner",
    Level::Error,
    FixKind::None,
    "nobody holds a seat that owns a charter, a launch or a bet",
    include_str!("vacant_owner.md"),
    run,
)
.whole();

/// A seat that is vacant is one mistake, however much it owns. A seat that is retired has
/// been reported by whatever still names it.
fn run(model: &Model, findings: &mut Findings<'_>) {
    let vacant = model.commitments_from(findings.day()).filter(|it| is_vacant(it.owner, it.from));
    let vacant =
        vacant.filter(|it| it.owner.retired().is_none() && !it.owner.has_garbled("holder"));
    for (seat, owned) in by_owner(vacant) {
        findings.add(finding(seat, &owned));
    }
}

fn is_vacant(seat: Seat<'_>, day: Date) -> bool {
    seat.holder_on(day).is_none()
}

fn finding(seat: Seat<'_>, owned: &[Commitment<'_>]) -> Diagnostic {
    const SHOWN: usize = 3;
    let name = seat.name();
    let names: Vec<&str> = owned.iter().map(|it| it.item.name()).collect();
    let message = format!("nobody holds `{name}`, which owns {}", say::few(&names));
    let day = owned.iter().map(|it| it.from).min().unwrap_or(Date::MAX);
    let finding = RULE.finding(message, seat.span(), format!("vacant on {}", say::date(day)));
    let finding = terms(seat, day)
        .into_iter()
        .fold(finding, |finding, (span, label)| finding.also(span, label));
    let finding = owned.iter().take(SHOWN).fold(finding, |finding, it| {
        finding.also(it.owner_name.span, format!("owns `{}`", it.item.name()))
    });
    finding.note("what nobody owns is decided by whoever cannot wait").help(
        "say who holds it, `holder \"…\" since DATE`, or name another owner until somebody does",
    )
}

/// Where the last term ended, and where the next begins.
fn terms(seat: Seat<'_>, day: Date) -> Vec<(crate::Span, &'static str)> {
    let ends = seat.holders().filter_map(|it| it.until).filter(|until| until.value < day);
    let begins = seat.holders().filter_map(|it| it.since).filter(|since| since.value > day);
    let last = ends.max_by_key(|it| it.value).map(|it| (it.span, "the last term ended"));
    let next = begins.min_by_key(|it| it.value).map(|it| (it.span, "the next begins"));
    last.into_iter().chain(next).collect()
}
