//! A bet that will not show in time whether it is won.

use crate::Diagnostic;
use crate::config::Level;
use crate::model::{Bet, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, Horizon};

pub(crate) const RULE: Rule = Rule::lint(
    "unmeasured-bet",
    Level::Warn,
    FixKind::None,
    "a bet has no outcome, or only lagging ones",
    include_str!("unmeasured_bet.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    for bet in
        findings.here(model).bets().filter(|it| !it.is_over(day) && !it.has_garbled("outcome"))
    {
        if bet.outcomes().all(|outcome| outcome.horizon == Horizon::Lagging) {
            findings.add(draw(bet));
        }
    }
}

fn draw(bet: Bet<'_>) -> Diagnostic {
    let name = bet.name();
    let outcomes = bet.clauses().iter().filter(|it| matches!(it.body, Body::Outcome(_)));
    let mut places = outcomes.map(|clause| clause.keyword());
    let Some(first) = places.next() else {
        return RULE
            .finding(format!("`{name}` has no outcome"), bet.span(), "no result says whether it worked")
            .note("a bet that cannot be lost is a project")
            .help("write what shows first, `outcome leading METRIC >= VALUE by DATE`, and what counts in the end, `outcome lagging METRIC >= VALUE by DATE`");
    };
    let finding = RULE.finding(format!("`{name}` has only lagging outcomes"), first, "shows last");
    let finding = places.fold(finding, |finding, place| finding.also(place, "so does this"));
    finding
        .note("when a lagging outcome shows, the money is spent")
        .help("add what shows first: `outcome leading METRIC >= VALUE by DATE`")
}
