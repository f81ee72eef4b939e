//! A charter that nobody has read for longer than was agreed.

use jiff::civil::Date;

use crate::config::Level;
use crate::model::{Charter, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::{Diagnostic, say};

pub(crate) const RULE: Rule = Rule::lint(
    "review-overdue",
    Level::Warn,
    FixKind::None,
    "a charter was not reviewed in time",
    include_str!("review_overdue.md"),
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
    let last = charter.last_read().filter(|last| last.value < day)?;
    let since = if charter.reviewed().is_some() { "since" } else { "since it came into force on" };
    let review = charter.review();
    let due = charter.review_due()?;
    let ends = charter.is_over(day) || charter.retired().is_some();
    let garbled = ["reviewed", "review"].into_iter().any(|it| charter.has_garbled(it));
    if due >= day || ends || garbled {
        return None;
    }
    let (name, read) = (charter.name(), say::date(last.value));
    let message = format!("nobody has reviewed `{name}` {since} {read}");
    let finding = RULE.finding(message, last.span, format!("due again on {}", say::date(due)));
    let finding = match review {
        Some(frequency) => {
            finding.also(frequency.span, format!("to be read {}", say::frequency(frequency)))
        }
        None => finding.note("a charter is read once a year unless it says otherwise"),
    };
    Some(
        finding.help(
            "read it with those whom it names and write `reviewed` with the day, or retire it",
        ),
    )
}
