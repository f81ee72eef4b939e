//! A launch of the second tier at which nobody looks again.

use crate::config::Level;
use crate::model::{Launch, Model};
use crate::offer::launch::Guess;
use crate::offer::stub::append;
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::Tier;
use crate::{Diagnostic, Safety};

pub(crate) const RULE: Rule = Rule::lint(
    "no-post-launch-review",
    Level::Warn,
    FixKind::Unsafe,
    "nobody looks again at a launch of the second tier after it ships",
    include_str!("no_post_launch_review.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let (day, guess) = (findings.day(), Guess::new(model, Tier::T2));
    for launch in
        findings.here(model).launches().filter(|it| it.is_of(Tier::T2) && it.is_watched(day))
    {
        if !is_reviewed(launch) {
            let finding = draw(launch, &guess, findings);
            findings.add(finding);
        }
    }
}

/// A look before it ships is preparation.
fn is_reviewed(launch: Launch<'_>) -> bool {
    launch.has_garbled("review")
        || launch.reviews().any(|(at, _)| at.iter().any(|offset| offset.count > 0))
}

fn draw(launch: Launch<'_>, guess: &Guess<'_>, findings: &Findings<'_>) -> Diagnostic {
    let stub = guess.review("at T+6 months");
    let help = format!("add `review {}`", stub.1);
    let message = format!("nobody looks at `{}` again after it ships", launch.name());
    let place = launch.tier().map_or(launch.span(), |tier| tier.span);
    let early = launch.reviews().flat_map(|(at, _)| at.first()).next();
    let finding = RULE.finding(message, place, "the second tier is managed, also afterwards");
    let finding = match early {
        Some(offset) => finding.also(offset.span, "before it ships"),
        None => finding,
    };
    finding.note("what nobody reads counts as a success").help(help).fix_all(
        "look at it again after six months",
        Safety::Unsafe,
        vec![append(*launch, &[stub], findings)],
    )
}
