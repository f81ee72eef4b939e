//! A charter whose time is up, and of which nobody has said what became.

use jiff::civil::Date;

use crate::config::Level;
use crate::model::{Charter, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::ClauseKind;
use crate::{Diagnostic, say};

pub(crate) const RULE: Rule = Rule::lint(
    "expired",
    Level::Error,
    FixKind::None,
    "a charter has expired and is not retired",
    include_str!("expired.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    findings
        .here(model)
        .live_charters()
        .filter_map(|it| examine(it, day))
        .for_each(|it| findings.add(it));
}

fn examine(charter: Charter<'_>, day: Date) -> Option<Diagnostic> {
    let present = charter.tree().present.any;
    let ends = present.contains(ClauseKind::Expires) && !present.contains(ClauseKind::Retired);
    if !ends || charter.has_garbled("retired") {
        return None;
    }
    let expires = charter.expires().filter(|it| it.value < day)?;
    let since = say::days(f64::from((day - expires.value).get_days()));
    let message = format!("`{}` expired on {}", charter.name(), say::date(expires.value));
    Some(
        RULE.finding(message, expires.span, format!("{since} ago"))
            .note("nobody can tell whether what it decided still holds")
            .help(format!(
                "add `retired {} because \"…\"` with what was learned, or agree on it again and write a later day here",
                expires.value
            )),
    )
}
