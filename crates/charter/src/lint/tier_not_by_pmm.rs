//! A launch whose size was settled by somebody with a stake in it.

use crate::Diagnostic;
use crate::config::Level;
use crate::model::{Launch, Model, Seat, Staff};
use crate::rule::{Findings, FixKind, Rule};

pub(crate) const RULE: Rule = Rule::lint(
    "tier-not-by-pmm",
    Level::Warn,
    FixKind::None,
    "a launch is classified outside Product Marketing",
    include_str!("tier_not_by_pmm.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let (staff, day) = (model.staff("product-marketing"), findings.day());
    for launch in findings.here(model).launches().filter(|it| it.is_ahead(day)) {
        findings.add_some(examine(launch, &staff));
    }
}

fn examine(launch: Launch<'_>, staff: &Staff<'_>) -> Option<Diagnostic> {
    let name = launch.classified_by()?;
    let tier = launch.tier()?;
    let seat = launch.model().named::<Seat<'_>>(name.symbol).known()?;
    if !staff.excludes(seat) {
        return None;
    }
    let words =
        format!("`{}` says that `{}` is a {}", seat.name(), launch.name(), tier.value.as_str());
    let who = staff.named("a seat of Product Marketing");
    Some(
        RULE.finding(words, name.span, "not of Product Marketing")
            .note("whoever builds or sells it has a reason to call it large, or small")
            .help(format!("let {who} classify it")),
    )
}
