//! A charter that does not say where its decision begins and ends.

use crate::config::Level;
use crate::model::{Charter, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{ClauseKind, ClauseKinds};

pub(crate) const RULE: Rule = Rule::lint(
    "unbounded-charter",
    Level::Off,
    FixKind::None,
    "a charter says neither what it includes nor what it excludes",
    include_str!("unbounded_charter.md"),
    run,
);

const BOUNDS: ClauseKinds = ClauseKinds::of(&[ClauseKind::Includes, ClauseKind::Excludes]);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    for charter in findings.here(model).charters_from(day).filter(|it| is_unbounded(*it)) {
        let message =
            format!("`{}` says neither what it includes nor what it excludes", charter.name());
        let place = charter.decides().next().map_or(charter.span(), |decided| decided.span());
        let finding = RULE.finding(message, place, "of this, everything?").help(
            "write `includes \"…\"`, and `excludes \"…\"` for what people will bring by mistake",
        );
        findings.add(finding);
    }
}

fn is_unbounded(charter: Charter<'_>) -> bool {
    let garbled = charter.has_garbled("includes") || charter.has_garbled("excludes");
    !garbled && !charter.tree().present.any.intersects(BOUNDS)
}
