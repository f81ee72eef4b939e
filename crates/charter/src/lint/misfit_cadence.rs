//! A forum that meets too often, or too seldom, for what it decides.

use crate::config::Level;
use crate::model::{Charter, Class, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::time::frequency_days;
use crate::tree::Frequency;
use crate::{Span, words};

pub(crate) const RULE: Rule = Rule::lint(
    "misfit-cadence",
    Level::Warn,
    FixKind::Unsafe,
    "a charter meets too often or too seldom for what it decides",
    include_str!("misfit_cadence.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let _ = (model, findings, words::MONTHS, frequency_days as fn(Frequency) -> Option<f64>);
    let _: Option<(Charter<'_>, Class<'_>, Span)> = None;
}
