//! A forum that meets on holidays because it says so.

use jiff::Span as Time;
use jiff::civil::Date;

use crate::config::Level;
use crate::model::{CadenceLine, Charter, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, ClauseKind, OnHoliday, Pattern};
use crate::{Diagnostic, Span, say};

pub(crate) const RULE: Rule = Rule::lint(
    "holiday-hit",
    Level::Info,
    FixKind::None,
    "a forum that keeps its day meets on a holiday",
    include_str!("holiday_hit.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let charters =
        findings.here(model).live_charters().filter(|charter| charter.has(ClauseKind::Cadence));
    let found: Vec<Diagnostic> =
        charters.flat_map(|charter| of_charter(charter, findings)).collect();
    found.into_iter().for_each(|finding| findings.add(finding));
}

fn of_charter(charter: Charter<'_>, findings: &Findings<'_>) -> Vec<Diagnostic> {
    let days = charter.days();
    if days.holidays.is_empty() {
        return Vec::new();
    }
    let lines = charter.cadences().enumerate();
    let kept = lines.filter(|(_, line)| keeps(*line, days.on_holiday));
    kept.filter_map(|(nth, line)| of_line(line, nth as u32, findings)).collect()
}

/// Whether a holiday is no reason for the line not to meet. Dates written out and those
/// reckoned from a launch were chosen one by one: they never give way.
fn keeps(line: CadenceLine<'_>, usual: OnHoliday) -> bool {
    let chosen = matches!(line.says.pattern, Pattern::Dates(_) | Pattern::Offsets(_));
    !chosen && line.says.on_holiday.unwrap_or(usual) == OnHoliday::Keep
}

fn of_line(line: CadenceLine<'_>, nth: u32, findings: &Findings<'_>) -> Option<Diagnostic> {
    let days = line.charter.days();
    let year = findings.day().saturating_add(Time::new().years(1));
    let meetings = findings.ahead().of(line.charter).iter().filter(|it| it.line == nth);
    let dates = meetings.map(|it| it.local(line).date()).take_while(|date| *date <= year);
    let by_hand = |date: Date| line.says.moves.iter().any(|it| it.to.value == date);
    let mut hits = dates.filter(|it| days.holidays.title(*it).is_some() && !by_hand(*it));
    let first = hits.next()?;
    Some(finding(line, first, days.holidays.title(first)?, 1 + hits.count()))
}

fn finding(line: CadenceLine<'_>, first: Date, title: &str, count: usize) -> Diagnostic {
    let message = format!("`{}` meets on a holiday", line.charter.name());
    let label = format!("meets on {} too", say::date(first));
    let finding = RULE.finding(message, line.says.pattern_span, label);
    let finding = match holiday(line.charter, first) {
        Some(place) => finding.also(place, title),
        None => finding,
    };
    let own = line.says.on_holiday.is_some();
    let calendar = line.charter.model().kept_by(*line.charter);
    let (who, skip) = match calendar {
        _ if own => ("it".into(), "write `on-holiday skip` instead"),
        Some(it) => {
            (format!("the calendar `{}`", it.name()), "add `on-holiday skip` to this cadence")
        }
        None => ("its calendar".into(), "add `on-holiday skip` to this cadence"),
    };
    let often = match count {
        1 => "once".to_string(),
        _ => format!("the first of {count}"),
    };
    finding
        .note(format!("{often} in the next year, since {who} says `on-holiday keep`"))
        .help(format!("{skip}, or leave out the day: `except {first} \"{title}\"`"))
}

/// Where the calendar of a charter says that a day is a holiday.
fn holiday(charter: Charter<'_>, day: Date) -> Option<Span> {
    let calendar = charter.model().kept_by(*charter)?;
    calendar.clauses().iter().find_map(|clause| match &clause.body {
        Body::Holiday(it) => (it.date.value == day).then_some(it.date.span),
        Body::Closed(it) => {
            let within = it.from.value <= day && day <= it.to.value;
            within.then_some(it.from.span.to(it.to.span))
        }
        _ => None,
    })
}
