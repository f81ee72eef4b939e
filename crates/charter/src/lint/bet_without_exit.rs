//! A bet that nothing can end.

use crate::config::Level;
use crate::model::{Bet, Model};
use crate::offer::stub::append;
use crate::rule::{Findings, FixKind, Rule};
use crate::{Diagnostic, Safety};

pub(crate) const RULE: Rule = Rule::lint(
    "bet-without-exit",
    Level::Warn,
    FixKind::Unsafe,
    "an active bet does not say what would stop it",
    include_str!("bet_without_exit.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    for bet in findings.here(model).bets().filter(|it| !it.is_over(day)) {
        if bet.stops().next().is_none() && !bet.has_garbled("stop") {
            let finding = draw(bet, findings);
            findings.add(finding);
        }
    }
}

fn draw(bet: Bet<'_>, findings: &Findings<'_>) -> Diagnostic {
    let message = format!("nothing would stop `{}`", bet.name());
    let finding = RULE.finding(message, bet.span(), "no exit");
    let finding = match bet.committed() {
        Some((date, _)) => finding.also(date.span, "committed"),
        None => finding,
    };
    let stub = append(*bet, &[("stop", "when \"…\"".into())], findings);
    finding
        .note("the exit is named before anybody is attached, or not at all")
        .help("say when it ends: `stop when METRIC < VALUE for 1 quarter`, or `>` where more is worse")
        .fix_all("write what would stop it", Safety::Unsafe, vec![stub])
}
