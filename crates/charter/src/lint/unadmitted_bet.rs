//! A bet that is on nobody's agenda.

use crate::config::Level;
use crate::model::{Bet, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::{Diagnostic, say};

pub(crate) const RULE: Rule = Rule::lint(
    "unadmitted-bet",
    Level::Warn,
    FixKind::None,
    "a bet has no review: it gets no time of the leadership",
    include_str!("unadmitted_bet.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let (day, staff) = (findings.day(), model.staff("value-realization"));
    for bet in findings.here(model).bets().filter(|it| !it.is_over(day)) {
        if bet.reviews().next().is_none() && !bet.has_garbled("review") {
            let by = staff.seats().next().map_or("SEAT", |seat| seat.name());
            findings.add(draw(bet, by));
        }
    }
}

fn draw(bet: Bet<'_>, by: &str) -> Diagnostic {
    RULE.finding(format!("nobody looks at `{}` again", bet.name()), bet.span(), "no review")
        .note("a bet that has no date for a review gets none of the leadership's time")
        .help(help(bet, by))
}

/// Reviews are counted from the day of `committed`: without it they have no dates.
fn help(bet: Bet<'_>, by: &str) -> String {
    let review = format!("write `review at +6 months, +12 months by {by}`");
    match bet.committed() {
        Some((day, _)) => format!("{review}, counted from {}", say::date(day.value)),
        None if bet.has_garbled("committed") => review,
        None => format!("{review}, and `committed DATE`, from which the months are counted"),
    }
}
