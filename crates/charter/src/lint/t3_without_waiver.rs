//! A launch of the third tier that does not say that its quiet is meant.

use crate::Safety;
use crate::config::Level;
use crate::model::{Launch, Model};
use crate::offer::stub::append;
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::Tier;

pub(crate) const RULE: Rule = Rule::lint(
    "t3-without-waiver",
    Level::Error,
    FixKind::Unsafe,
    "a launch of the third tier does not say `no-charter because`",
    include_str!("t3_without_waiver.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    for launch in
        findings.here(model).launches().filter(|it| it.is_of(Tier::T3) && it.is_ahead(day))
    {
        if is_silent(launch) {
            let place = launch.tier().map_or(launch.span(), |tier| tier.span);
            let message = format!(
                "`{}` is a T3 launch and does not say why it has no charter",
                launch.name()
            );
            let stub = append(*launch, &[("no-charter", "because \"…\"".into())], findings);
            let finding = RULE
                .finding(message, place, "quiet on purpose, or by accident?")
                .help("add `no-charter because \"…\"` with the reason, or make it a T2 or a T1")
                .fix_all("say why it has no charter", Safety::Unsafe, vec![stub]);
            findings.add(finding);
        }
    }
}

/// One that is governed has a charter: what is wrong with that is said elsewhere.
fn is_silent(launch: Launch<'_>) -> bool {
    launch.no_charter().is_none()
        && launch.charter_name().is_none()
        && !["no-charter", "governed"].into_iter().any(|it| launch.has_garbled(it))
}
