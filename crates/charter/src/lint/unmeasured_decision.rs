//! A record that decides about a bet which nothing measures.

use jiff::civil::Date;

use crate::config::Level;
use crate::model::{Bet, Model, Record};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{ClauseKind, Disposition};
use crate::{Diagnostic, Span, say};

pub(crate) const RULE: Rule = Rule::lint(
    "unmeasured-decision",
    Level::Info,
    FixKind::None,
    "a record decides about a bet that has no outcome",
    include_str!("unmeasured_decision.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    let records = findings.here(model).records().filter(|it| it.has(ClauseKind::Disposed));
    for record in records.filter(|it| !it.is_of_draft()) {
        findings.add_some(examine(record, day));
    }
}

fn examine(record: Record<'_>, day: Date) -> Option<Diagnostic> {
    let bets = record.disposed().zip(record.bets());
    let bets = bets.filter(|(_, (_, became))| *became != Disposition::Stopped);
    let bets = bets.filter_map(|(says, (bet, _))| Some((says.bet.span, bet.known()?)));
    let bets: Vec<(Span, Bet<'_>)> = bets.filter(|(_, bet)| is_unmeasured(*bet, day)).collect();
    let (first, rest) = bets.split_first()?;
    let mut names: Vec<&str> = bets.iter().map(|(_, bet)| bet.name()).collect();
    names.dedup();
    let message =
        format!("`{}` decides about {}, which nothing measures", record.name(), say::few(&names));
    let finding = RULE.finding(message, first.0, "has no outcome");
    let finding = rest.iter().fold(finding, |finding, it| finding.also(it.0, "nor has this"));
    Some(
        finding
            .note("without an outcome nobody can say later whether this was right")
            .help("add to the bet what would show it: `outcome leading METRIC >= VALUE by DATE`"),
    )
}

/// Of what has ended nobody measures any more.
fn is_unmeasured(bet: Bet<'_>, day: Date) -> bool {
    bet.outcomes().next().is_none() && !bet.has_garbled("outcome") && !bet.has_ended(day)
}
