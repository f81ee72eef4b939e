//! An exception for a day on which there is no meeting.

use jiff::civil::Date;

use crate::model::{CadenceLine, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::time::{DeadException, Exception, Series};
use crate::tree::{Cadence, DateAt, Pattern};
use crate::{Diagnostic, Safety, say};

pub(crate) const RULE: Rule = Rule::check(
    "dead-exception",
    FixKind::Unsafe,
    "an `except` or a `move` names a day on which there is no occurrence",
    include_str!("dead_exception.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    for charter in findings.here(model).live_charters() {
        for line in charter.cadences().filter(|line| has_exceptions(line.says)) {
            for finding in of_line(line) {
                findings.add(finding);
            }
        }
    }
}

fn has_exceptions(cadence: &Cadence) -> bool {
    !cadence.except.is_empty() || !cadence.moves.is_empty()
}

fn of_line(line: CadenceLine<'_>) -> Vec<Diagnostic> {
    let series = line.series();
    if series.is_empty() {
        // What has no days has no exceptions; what cannot be computed was reported.
        return match line.says.pattern {
            Pattern::Trigger { .. } => dateless(line, "it has no days of its own"),
            Pattern::Offsets(_) if line.charter.effective().is_some() => {
                dateless(line, "no launch is governed by this charter")
            }
            _ => Vec::new(),
        };
    }
    // Without `from` nobody knows which week of two is meant, and that is said elsewhere.
    if line.lacks_phase() {
        return Vec::new();
    }
    dead(&series).iter().map(|it| finding(line, it, &series)).collect()
}

/// What hits nothing in any series of a line: one that counts from launches has several.
fn dead(series: &[Series]) -> Vec<DeadException> {
    let Some((first, rest)) = series.split_first() else { return Vec::new() };
    let mut dead = first.dead_exceptions();
    for other in rest {
        let also = other.dead_exceptions();
        dead.retain_mut(|it| match also.iter().find(|that| that.exception == it.exception) {
            Some(that) => {
                it.nearest.extend(&that.nearest);
                true
            }
            None => false,
        });
    }
    for it in &mut dead {
        it.nearest = nearest(it.date, &it.nearest);
    }
    dead
}

/// The nearest day before and the nearest after, the nearer first.
fn nearest(date: Date, days: &[Date]) -> Vec<Date> {
    let before = days.iter().filter(|day| **day < date).max();
    let after = days.iter().filter(|day| **day > date).min();
    let mut near: Vec<Date> = before.into_iter().chain(after).copied().collect();
    near.sort_by_key(|day| (*day - date).get_days().abs());
    near
}

/// Where an exception names its day, and its keyword.
fn place(cadence: &Cadence, exception: Exception) -> (DateAt, &'static str) {
    match exception {
        Exception::Except(nth) => (cadence.except[nth].date, "except"),
        Exception::Move(nth) => (cadence.moves[nth].date, "move"),
    }
}

/// The days that the other exceptions of a line take away.
fn others(cadence: &Cadence, exception: Exception) -> impl Iterator<Item = DateAt> {
    let excepts = (0..cadence.except.len()).map(Exception::Except);
    let all = excepts.chain((0..cadence.moves.len()).map(Exception::Move));
    all.filter(move |it| *it != exception).map(|it| place(cadence, it).0)
}

fn finding(line: CadenceLine<'_>, dead: &DeadException, series: &[Series]) -> Diagnostic {
    let (date, keyword) = place(line.says, dead.exception);
    let day = say::date(date.value);
    let name = line.charter.name();
    let of_pattern = |series: &Series| series.days(date.value, date.value).next().is_some();
    if series.iter().any(of_pattern) {
        let message = format!("the meeting of `{name}` on {day} is moved or called off twice");
        let finding = RULE.finding(message, date.span, "nothing is left to move here");
        let finding = match others(line.says, dead.exception).find(|it| it.value == date.value) {
            Some(other) => finding.also(other.span, "moved or called off already"),
            None => finding,
        };
        return finding.help("keep the one that holds, and remove the other");
    }
    let message = format!("`{name}` does not meet on {day}");
    let finding = RULE
        .finding(message, date.span, "no meeting on this day")
        .also(line.says.pattern_span, "the days on which it meets");
    if dead.nearest.is_empty() {
        return finding.help(format!("remove the `{keyword}`: nothing takes place any more"));
    }
    let days: Vec<String> =
        dead.nearest.iter().map(|day| format!("`{day}` ({})", say::date(*day))).collect();
    let finding = finding.help(format!(
        "write a day on which it meets, such as {}, or remove the `{keyword}`",
        days.join(" or ")
    ));
    dead.nearest.iter().fold(finding, |finding, day| {
        finding.fix(format!("{keyword} {day} instead"), Safety::Unsafe, date.span, day.to_string())
    })
}

fn dateless(line: CadenceLine<'_>, why: &str) -> Vec<Diagnostic> {
    let excepts = line.says.except.iter().map(|it| it.date);
    let dates = excepts.chain(line.says.moves.iter().map(|it| it.date));
    let finding = |date: DateAt| {
        let name = line.charter.name();
        let message = format!("`{name}` does not meet on {}", say::date(date.value));
        RULE.finding(message, date.span, "no meeting on this day")
            .also(line.says.pattern_span, why)
            .help("remove the exception")
    };
    dates.map(finding).collect()
}
