//! News that is called evidence by somebody whom it moves.

use crate::config::Level;
use crate::model::{Model, Staff, Wire};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::Evidence;
use crate::{Diagnostic, Span};

pub(crate) const RULE: Rule = Rule::lint(
    "market-trigger-not-by-ci",
    Level::Warn,
    FixKind::None,
    "market evidence is declared outside Competitive Intelligence",
    include_str!("market_trigger_not_by_ci.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let staff = model.staff("competitive-intelligence");
    for wire in findings.here(model).triggers(findings.day()) {
        if wire.is_on(Evidence::Market) {
            findings.add_some(examine(wire, &staff));
        }
    }
}

fn examine(wire: Wire<'_>, staff: &Staff<'_>) -> Option<Diagnostic> {
    let name = wire.says.declared?;
    let seat = wire.declared().known().filter(|seat| staff.excludes(*seat))?;
    let message = format!("`{}` says whether the market moved, for {}", seat.name(), wire.words());
    let finding = RULE.finding(message, name.span, "not of Competitive Intelligence");
    let finding = match market(wire) {
        Some(place) => finding.also(place, "market evidence"),
        None => finding,
    };
    let who = staff.named("a seat of Competitive Intelligence");
    Some(
        finding
            .note("whoever gains or loses by the answer should not be the one who gives it")
            .help(format!("let {who} declare it")),
    )
}

fn market(wire: Wire<'_>) -> Option<Span> {
    wire.says.evidence.map(|it| it.span)
}
