//! A time zone under a name that was replaced.

use jiff::civil::Date;

use crate::config::Level;
use crate::model::{Charter, Handle, Item, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::time::is_link;
use crate::tree::{Body, Clause, ClauseKind, Zone};
use crate::{Diagnostic, Safety};

pub(crate) const RULE: Rule = Rule::lint(
    "deprecated-zone",
    Level::Warn,
    FixKind::Safe,
    "a time zone has an old name",
    include_str!("deprecated_zone.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    let zoned = |item: &Item<'_>| item.has(ClauseKind::Zone) || item.has(ClauseKind::Cadence);
    for item in findings.here(model).own_items().filter(zoned) {
        for zone in item.clauses().iter().filter_map(|clause| zone(clause, day)) {
            if let Some(now) = is_link(zone.name.as_str()).filter(|_| is_live(item, day)) {
                findings.add(finding(zone, now));
            }
        }
    }
}

/// The zone of a clause that is in force on a day or later.
fn zone(clause: &Clause, day: Date) -> Option<Zone> {
    match &clause.body {
        Body::Zone(zone) => Some(*zone),
        Body::Cadence(cadence) => {
            cadence.zone.filter(|_| cadence.until.is_none_or(|until| until.value >= day))
        }
        _ => None,
    }
}

fn is_live(item: Item<'_>, day: Date) -> bool {
    let draft = Charter::of(item).is_some_and(Charter::is_draft);
    !draft && item.retired().is_none_or(|retired| retired >= day)
}

fn finding(zone: Zone, now: &'static str) -> Diagnostic {
    let message = format!("`{}` is an old name of a time zone", zone.name);
    RULE.finding(message, zone.span, format!("now `{now}`"))
        .help(format!("write `{now}`: the clocks are the same"))
        .fix(format!("write `{now}`"), Safety::Safe, zone.span, now)
}
