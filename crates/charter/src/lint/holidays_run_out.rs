//! A calendar whose holidays end soon.

use jiff::Span as Time;
use jiff::civil::Date;

use crate::config::{Level, RuleOption};
use crate::model::{Calendar, Item, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, ClauseKind};
use crate::{Diagnostic, Span, say};

pub(crate) const RULE: Rule = Rule::lint(
    "holidays-run-out",
    Level::Warn,
    FixKind::None,
    "the holidays of a calendar end soon",
    include_str!("holidays_run_out.md"),
    run,
)
.with_options(&[RuleOption {
    // Long enough for the plans of a year to be made on the right days.
    name: "months",
    default: 12,
    about: "how many months ahead holidays must reach",
}]);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    for calendar in findings.here(model).calendars() {
        let Some((last, place)) = last_holiday(*calendar) else { continue };
        let months = findings.option(*calendar, "months");
        let needed = day.saturating_add(Time::new().months(i64::from(months.min(1_200))));
        let over = calendar.retired().is_some_and(|retired| retired < day);
        if last <= needed && !over {
            findings.add(finding(calendar, last, place, needed, day));
        }
    }
}

/// The last day that is said to be a holiday, and where it stands.
fn last_holiday(calendar: Item<'_>) -> Option<(Date, Span)> {
    if !calendar.has(ClauseKind::Holiday) && !calendar.has(ClauseKind::Closed) {
        return None;
    }
    let days = calendar.clauses().iter().filter_map(|clause| match &clause.body {
        Body::Holiday(it) => Some((it.date.value, it.date.span)),
        // One that ends before it begins has been reported, and closes nothing.
        Body::Closed(it) if it.from.value > it.to.value => None,
        Body::Closed(it) => Some((it.to.value, it.to.span)),
        _ => None,
    });
    days.max_by_key(|(day, _)| *day)
}

fn finding(calendar: Calendar<'_>, last: Date, place: Span, needed: Date, day: Date) -> Diagnostic {
    let name = calendar.name();
    let (verb, when) = match last < day {
        true => ("ended", "since then"),
        false => ("end", "from then on"),
    };
    let message = format!("the holidays of `{name}` {verb} on {}", say::date(last));
    let needed = say::date(needed);
    RULE.finding(message, place, "no holiday is known after this day")
        .note(format!("{when} meetings and deadlines fall on days when nobody works"))
        .help(format!(
            "add the holidays that follow, `holiday DATE \"…\"`, until the last is after {needed}"
        ))
}
