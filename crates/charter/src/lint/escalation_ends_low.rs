//! An escalation that ends below the top of the house.

use crate::Diagnostic;
use crate::config::Level;
use crate::model::{Charter, Model, Seat};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Altitude, Escalation};
use crate::{Span, say};

pub(crate) const RULE: Rule = Rule::lint(
    "escalation-ends-low",
    Level::Warn,
    FixKind::None,
    "`escalation none` where somebody stands above the owner",
    include_str!("escalation_ends_low.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    for charter in findings.here(model).charters_from(day) {
        let Some(place) = ends(charter) else { continue };
        let Some((owner, altitude)) = low(charter) else { continue };
        findings.add(finding(charter, owner, altitude, place));
    }
}

/// Where a charter says that its way up ends, if it has no other.
fn ends(charter: Charter<'_>) -> Option<Span> {
    let mut none = None;
    for (escalation, span) in charter.escalations() {
        match escalation {
            Escalation::To { .. } => return None,
            Escalation::None(because) => none = Some(Span { end: because.span.start, ..span }),
        }
    }
    none.filter(|_| !charter.has_garbled("escalation"))
}

/// An owner below the executives. A partner has no rank.
fn low(charter: Charter<'_>) -> Option<(Seat<'_>, Altitude)> {
    let owner = charter.owner().known()?;
    let altitude = owner.altitude()?;
    let low = !matches!(altitude, Altitude::Executive | Altitude::External);
    low.then_some((owner, altitude))
}

fn finding(charter: Charter<'_>, owner: Seat<'_>, altitude: Altitude, place: Span) -> Diagnostic {
    let message = format!(
        "`{}` escalates to nobody, and its owner is {}",
        charter.name(),
        say::rank(altitude)
    );
    let place = Span { end: place.start + "escalation none".len() as u32, ..place };
    let owner_at = charter.owner_name().map_or(place, |name| name.span);
    let finding = RULE
        .finding(message, place, "the way up ends here")
        .also(owner_at, format!("{}, not an executive", say::rank(altitude)))
        .note("somebody stands above, and will be asked anyway: late, and by one side alone");
    let above = owner.reports_to().known().map_or("SEAT", |above| above.name());
    finding
        .help(format!("name who hears what is stuck: `escalation to {above} within 10 workdays`"))
}
