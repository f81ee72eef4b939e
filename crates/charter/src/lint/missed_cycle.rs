//! A meeting that took place, or should have, and left no record.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::config::{Level, RuleOption};
use crate::model::{Charter, Model, Record};
use crate::rule::{Findings, FixKind, Rule};
use crate::time::Reason;
use crate::tree::{Body, Pattern, RecordEvery};
use crate::{Diagnostic, Span, say};

pub(crate) const RULE: Rule = Rule::lint(
    "missed-cycle",
    Level::Warn,
    FixKind::None,
    "a meeting has no record, and others of its charter have one",
    include_str!("missed_cycle.md"),
    run,
)
.with_options(&[RuleOption {
    // Minutes that are not written within a week are written from memory.
    name: "days",
    default: 7,
    about: "how many days there are to write a record",
}]);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    let charters = findings.here(model).charters_from(day).filter(|it| is_recorded(*it));
    let found: Vec<Diagnostic> = charters.filter_map(|it| examine(it, findings)).collect();
    found.into_iter().for_each(|finding| findings.add(finding));
}

/// Whether each meeting leaves a record, and it is known when those are.
fn is_recorded(charter: Charter<'_>) -> bool {
    charter.record().is_some_and(|(every, _)| every == RecordEvery::Cycle)
        && !["cadence", "record"].into_iter().any(|it| charter.has_garbled(it))
}

fn examine(charter: Charter<'_>, findings: &Findings<'_>) -> Option<Diagnostic> {
    let day = findings.day();
    let records = charter.records_until(day);
    let since = day_of(*records.first()?)?;
    let grace = findings.option(*charter, "days");
    let late = day.checked_sub(i64::from(grace).days()).ok()?;
    let meetings = meetings(charter, since, day)?;
    let missed: Vec<Meeting> = meetings
        .iter()
        .enumerate()
        .filter(|(nth, meeting)| {
            let next = meetings.get(nth + 1).map(|next| next.day);
            meeting.day < late && !is_told(&records, meeting.day, next)
        })
        .map(|(_, meeting)| *meeting)
        .collect();
    Some(draw(charter, &records, *missed.last()?, missed.len()))
}

fn day_of(record: Record<'_>) -> Option<Date> {
    record.on().map(|on| on.value)
}

/// A day on which a charter met, and the line that says so.
#[derive(Clone, Copy)]
struct Meeting {
    day: Date,
    line: Span,
    is_moved: bool,
}

/// The days after the first record, in order. Nothing where some of them are not known.
fn meetings(charter: Charter<'_>, since: Date, day: Date) -> Option<Vec<Meeting>> {
    let from = since.tomorrow().ok().filter(|from| *from <= day)?;
    // What counts from a launch or waits for a trigger has no days of its own.
    let own = charter
        .cadences()
        .filter(|it| !matches!(it.says.pattern, Pattern::Offsets(_) | Pattern::Trigger { .. }));
    let mut meetings = Vec::new();
    for line in own {
        if !line.is_placed() {
            return None;
        }
        for series in line.series() {
            meetings.extend(series.occurrences(from, day).iter().map(|it| Meeting {
                day: it.date,
                line: line.says.pattern_span,
                is_moved: it.reason == Reason::Moved,
            }));
        }
    }
    meetings.sort_by_key(|it| it.day);
    meetings.dedup_by_key(|it| it.day);
    Some(meetings)
}

/// Whether a record is of a meeting: of its day, or of one before the next.
fn is_told(records: &[Record<'_>], meeting: Date, next: Option<Date>) -> bool {
    let at = records.partition_point(|it| day_of(*it) < Some(meeting));
    let record = records.get(at).and_then(|it| day_of(*it));
    record.is_some_and(|day| next.is_none_or(|next| day < next))
}

fn draw(charter: Charter<'_>, records: &[Record<'_>], last: Meeting, count: usize) -> Diagnostic {
    let (name, day) = (charter.name(), say::date(last.day));
    let message = match count {
        1 => format!("`{name}` has no record of {day}"),
        _ => format!("`{name}` has no record of {count} meetings, the last of them on {day}"),
    };
    let clause = charter.clause_span(|body| matches!(body, Body::Record(_)));
    let place = clause.unwrap_or(charter.span());
    let finding = RULE
        .finding(message, place, "a record of each meeting")
        .also(last.line, format!("a meeting on {day}"));
    let before = records.iter().rfind(|it| day_of(**it) < Some(last.day)).and_then(|it| it.on());
    let finding =
        before.into_iter().fold(finding, |it, on| it.also(on.span, "the last record before it"));
    let write = "write the record of that day, also if nothing was decided";
    finding.help(match last.is_moved {
        // What is moved by hand cannot be excepted as well.
        true => write.to_string(),
        false => {
            format!("{write}; if nobody met, say so in the cadence, `except {} \"…\"`", last.day)
        }
    })
}
