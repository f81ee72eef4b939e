//! A time zone that the zone database does not have.

use crate::model::Model;
use crate::rule::{Findings, FixKind, Rule};
use crate::time::{Zone, ZoneMatch, find_zone};
use crate::tree::{self, Body, ClauseKind, ClauseKinds};
use crate::{Diagnostic, Safety};

use super::meant::{Meant, meant};

pub(crate) const RULE: Rule = Rule::check(
    "unknown-zone",
    FixKind::Safe,
    "a time zone is none of the IANA database",
    include_str!("unknown_zone.md"),
    run,
);

/// Clauses that may name a zone.
const ZONED: ClauseKinds = ClauseKinds::of(&[ClauseKind::Zone, ClauseKind::Cadence]);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let mut known: Vec<bool> = Vec::new();
    let zoned =
        findings.here(model).own_items().filter(|item| item.tree().present.any.intersects(ZONED));
    for clause in zoned.flat_map(|item| item.clauses()) {
        let zone = match &clause.body {
            Body::Zone(zone) => zone,
            Body::Cadence(cadence) => match &cadence.zone {
                Some(zone) => zone,
                None => continue,
            },
            _ => continue,
        };
        let index = zone.name.index();
        if known.get(index).copied().unwrap_or(false) {
            continue;
        }
        match finding(zone) {
            Some(finding) => findings.add(finding),
            None => {
                known.resize(known.len().max(index + 1), false);
                known[index] = true;
            }
        }
    }
}

fn finding(zone: &tree::Zone) -> Option<Diagnostic> {
    let name = zone.name.as_str();
    Some(match find_zone(name) {
        ZoneMatch::Known(_) => return None,
        ZoneMatch::Case(right) => {
            let message = format!("`{name}` is not spelled as a time zone");
            let finding = RULE.finding(message, zone.span, "the capital letters differ");
            Meant::Surely(right).say(finding, zone.span, String::new)
        }
        ZoneMatch::Abbreviation(places) => abbreviation(zone, places),
        ZoneMatch::Unknown => unknown(zone),
    })
}

fn abbreviation(zone: &tree::Zone, places: &[&'static str]) -> Diagnostic {
    let message = format!("`{}` is an abbreviation, not a time zone", zone.name);
    let finding = RULE.finding(message, zone.span, "whose clock?");
    if let [place] = places {
        let finding = finding.help(format!("write `{place}`"));
        return finding.fix(format!("write `{place}`"), Safety::Safe, zone.span, *place);
    }
    let help = format!("name the place whose clock it is: {}", crate::words::list_or(places));
    places.iter().fold(finding.help(help), |it, place| {
        it.fix(format!("write `{place}`"), Safety::Unsafe, zone.span, *place)
    })
}

fn unknown(zone: &tree::Zone) -> Diagnostic {
    let name = zone.name.as_str();
    let finding =
        RULE.finding(format!("there is no time zone `{name}`"), zone.span, "no such zone");
    let cities: Vec<&'static str> =
        Zone::all().map(Zone::name).filter(|it| is_city(it, name)).collect();
    let meant = match cities[..] {
        [] => meant(name, &Zone::all().map(Zone::name).collect::<Vec<_>>()),
        _ => Meant::Maybe(cities),
    };
    meant.say(finding, zone.span, || "name the place whose clock it is, as `Europe/London`".into())
}

/// Whether a zone is the one of a city: `London` is `Europe/London`.
fn is_city(zone: &str, city: &str) -> bool {
    zone.rsplit_once('/').is_some_and(|(_, last)| last.eq_ignore_ascii_case(city))
}
