//! A trigger that is looked at less often than the forum meets.

use jiff::civil::Date;

use crate::config::Level;
use crate::model::{Model, Wire};
use crate::rule::{Findings, FixKind, Rule};
use crate::time::frequency_days;
use crate::{Diagnostic, say};

pub(crate) const RULE: Rule = Rule::lint(
    "trigger-slower-than-forum",
    Level::Warn,
    FixKind::None,
    "a metric is checked less often than the forum meets whose decision it reopens",
    include_str!("trigger_slower_than_forum.md"),
    run,
);

/// A forum that meets more often than monthly sees for itself; every four weeks is monthly.
const MONTH: f64 = 27.0;

/// Every four weeks and every month are the same.
const SLACK: f64 = 1.1;

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    let slow = findings.here(model).triggers(day).filter_map(|wire| examine(wire, day));
    slow.for_each(|finding| findings.add(finding));
}

fn examine(wire: Wire<'_>, day: Date) -> Option<Diagnostic> {
    let (checked, _) = (wire.says.checked?, wire.metric().known()?);
    let days = frequency_days(checked)?;
    let charter = wire.charter().filter(|_| days > MONTH * SLACK)?;
    let stretch = charter.stretch_from(day)?;
    let period = stretch.period.filter(|period| *period >= MONTH && days > period * SLACK)?;
    let (rhythm, place) = say::meets(charter, stretch)?;
    let often = say::frequency(checked);
    let message = format!("{} is checked {often}, and the forum meets {rhythm}", wire.words());
    Some(
        RULE.finding(message, checked.span, "what changes in between is not seen")
            .also(place, format!("a period of {}", say::days(period)))
            .note("a trigger is there for what cannot wait until the forum meets anyway")
            .help("check it more often than the forum meets"),
    )
}
