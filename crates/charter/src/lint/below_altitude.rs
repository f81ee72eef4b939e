//! An owner who is not senior enough for what is decided.

use crate::Diagnostic;
use crate::config::Level;
use crate::model::{Charter, Decided, Model, Seat};
use crate::rule::{Findings, FixKind, Rule};
use crate::say;
use crate::tree::Altitude;

pub(crate) const RULE: Rule = Rule::lint(
    "below-altitude",
    Level::Warn,
    FixKind::None,
    "an owner is not senior enough for the class",
    include_str!("below_altitude.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    for charter in findings.here(model).charters_from(day) {
        let Some(owner) = charter.owner().known().filter(|owner| !owner.is_external()) else {
            continue;
        };
        let Some(rank) = owner.altitude() else { continue };
        let above: Vec<(Decided<'_>, Altitude)> = above(charter, rank).collect();
        if !above.is_empty() {
            findings.add(finding(charter, owner, rank, &above));
        }
    }
}

/// What a charter decides above a rank.
fn above(charter: Charter<'_>, rank: Altitude) -> impl Iterator<Item = (Decided<'_>, Altitude)> {
    charter.decides().filter_map(move |decided| {
        let least = decided.class.known()?.altitude()?;
        (least > rank).then_some((decided, least))
    })
}

fn finding(
    charter: Charter<'_>,
    owner: Seat<'_>,
    rank: Altitude,
    above: &[(Decided<'_>, Altitude)],
) -> Diagnostic {
    let least = above.iter().map(|(_, least)| *least).max().unwrap_or(rank);
    let message = format!(
        "`{}` is owned by {}, and what it decides needs {}",
        charter.name(),
        say::rank(rank),
        say::rank(least)
    );
    let place = charter.owner_name().map_or(charter.span(), |name| name.span);
    let finding = RULE.finding(message, place, say::rank(rank));
    let finding = above.iter().fold(finding, |finding, (decided, least)| {
        finding.also(decided.class_name.span, needs(*least))
    });
    let finding =
        finding.note("an owner who cannot move people and money only prepares the decision, and somebody else takes it");
    let senior = |seat: &Seat<'_>| seat.altitude() >= Some(least) && seat.retired().is_none();
    let name = charter.name();
    let (who, help) = match owner.superiors().find(senior) {
        Some(seat) => (
            format!("`{}`", seat.name()),
            format!("let `{}` own `{name}` and `{}` prepare it", seat.name(), owner.name()),
        ),
        None => (say::rank(least).to_string(), format!("let {} own `{name}`", say::rank(least))),
    };
    // Where all of it is too high, nothing would stay behind.
    if above.len() == charter.decides().count() {
        return finding.help(help);
    }
    let moved: Vec<&str> = above.iter().map(|(it, _)| it.class_name.as_str()).collect();
    finding.help(format!("{help}, or move {} to a charter that {who} owns", say::few(&moved)))
}

fn needs(least: Altitude) -> String {
    match least {
        Altitude::Executive => "needs an executive".into(),
        _ => format!("needs {} or higher", say::rank(least)),
    }
}
