//! A charter that nobody has read for longer than was agreed.

use jiff::civil::Date;

use crate::config::Level;
use crate::model::{Charter, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::time::after_date;
use crate::tree::{DateAt, Duration, Frequency, Unit};
use crate::{Diagnostic, Span, say};

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
    findings.here(model).live_charters().filter_map(|it| examine(it, day)).for_each(|it| findings.add(it));
}

/// The last time somebody read it: as it came into force, if not since.
fn last_read(charter: Charter<'_>) -> Option<(DateAt, &'static str)> {
    let reviewed = charter.reviewed().map(|date| (date, "since"));
    reviewed.or_else(|| Some((charter.effective()?, "since it came into force on")))
}

fn examine(charter: Charter<'_>, day: Date) -> Option<Diagnostic> {
    let (last, since) = last_read(charter).filter(|(last, _)| last.value < day)?;
    let review = charter.review();
    let due = after_date(last.value, interval(review, last.span), charter.days())?;
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

/// How long a review holds: a year unless the charter says otherwise.
fn interval(review: Option<Frequency>, span: Span) -> Duration {
    let yearly = Duration { count: 1, unit: Unit::Year, span };
    review.map_or(yearly, |it| Duration { count: it.every, unit: it.unit, span: it.span })
}
