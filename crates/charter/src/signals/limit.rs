//! The limits that a workspace sets in `[signals]`, and which of them are crossed.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::acceptance::{AcceptanceData, Reopening};
use super::data::{Dated, SignalsReport};
use super::measure::{part_of, percent, share};
use super::owner::Owner;
use crate::config::{self, Percent};
use crate::report::counted;

/// Old quarters cannot be mended: those that count are the one that runs and the one before it.
const RECENT: usize = 2;

/// A limit that is crossed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Crossed {
    /// Its key in `[signals]` of `charter.toml`.
    #[schemars(extend("enum" = ["latency-days", "redecisions", "overdue-share", "measured-share", "renewed-share", "ai-floor"]))]
    pub limit: &'static str,
    /// The signal that it is a limit of.
    #[schemars(extend("enum" = ["latency", "redecisions", "age", "measured", "dispositions", "acceptance"]))]
    pub signal: &'static str,
    /// What was measured; a share is a part of 1.
    pub value: f64,
    /// What it was not to pass; a share is a part of 1.
    pub bound: f64,
    /// The first day of the quarter in which it was crossed, where it is a limit of a quarter.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub quarter: Option<String>,
    /// The same for people.
    pub words: String,
    /// Who measures the signal.
    pub owner: Owner,
}

/// Every limit that is crossed in a report of the usual days, in the order of the signals. Where
/// there is nothing to measure, nothing is crossed.
pub(super) fn crossed(report: &SignalsReport, limits: &config::Signals) -> Vec<Crossed> {
    let all = [
        limits.latency_days.and_then(|days| latency(report, days)),
        limits.redecisions.and_then(|count| redecisions(report, count)),
        limits.overdue_share.and_then(|most| overdue(report, most)),
        limits.measured_share.and_then(|least| measured(report, least)),
        limits.renewed_share.and_then(|most| renewed(report, most)),
    ];
    let recent = report.quarters.iter().rev().take(RECENT).map(|it| it.from);
    let recent: Vec<Date> = recent.collect();
    let reopens = report.acceptance.iter().flat_map(|it| it.reopens.iter().map(move |at| (it, at)));
    let reopens = reopens.filter(|(_, at)| recent.contains(&at.quarter));
    let floor = reopens.filter_map(|(it, at)| floor(report, it, at));
    all.into_iter().flatten().chain(floor).collect()
}

fn latency(report: &SignalsReport, days: u32) -> Option<Crossed> {
    let median = report.latency.whole().median.filter(|median| *median > f64::from(days))?;
    let count = counted(days as usize, "day", "days");
    Some(Crossed {
        limit: "latency-days",
        signal: "latency",
        value: median,
        bound: days.into(),
        quarter: None,
        words: format!("the median answer takes {median} days, more than {count}"),
        owner: report.latency.measured_by.clone(),
    })
}

fn redecisions(report: &SignalsReport, most: u32) -> Option<Crossed> {
    let counts = report.redecisions.scopes.quarters.iter().map(|it| it.reopened);
    let dated = report.quarters.iter().zip(counts);
    // Of two that are as bad the later one is told.
    let last = dated.skip(report.quarters.len().saturating_sub(RECENT));
    let (quarter, count): (&Dated, usize) = last.max_by_key(|(_, count)| *count)?;
    let records = counted(count, "record reopens", "records reopen");
    (count > most as usize).then(|| Crossed {
        limit: "redecisions",
        signal: "redecisions",
        value: count as f64,
        bound: most.into(),
        quarter: Some(quarter.from.to_string()),
        words: format!("{records} another in {}, more than {most}", quarter.label),
        owner: report.redecisions.measured_by.clone(),
    })
}

fn overdue(report: &SignalsReport, most: Percent) -> Option<Crossed> {
    let age = report.age.whole();
    let crossed = most.is_below(age.overdue, age.charters).then_some("overdue-share");
    let words = of([age.overdue, age.charters], ["charter", "charters"], "overdue for review");
    let owner = &report.age.measured_by;
    Some(in_part(crossed?, "age", (age.overdue, age.charters), most, (words, "more"), owner))
}

fn measured(report: &SignalsReport, least: Percent) -> Option<Crossed> {
    let it = report.measured.whole();
    let crossed = least.is_above(it.measured, it.decisions).then_some("measured-share");
    let words = of(
        [it.measured, it.decisions],
        ["decision", "decisions"],
        "measured by the outcome of a bet",
    );
    let owner = &report.measured.measured_by;
    Some(in_part(crossed?, "measured", (it.measured, it.decisions), least, (words, "less"), owner))
}

fn renewed(report: &SignalsReport, most: Percent) -> Option<Crossed> {
    let it = report.dispositions.whole();
    let crossed = most.is_below(it.renewed, it.disposed()).then_some("renewed-share");
    let words =
        of([it.renewed, it.disposed()], ["bet that came up", "bets that came up"], "renewed");
    let owner = &report.dispositions.measured_by;
    let parts = (it.renewed, it.disposed());
    Some(in_part(crossed?, "dispositions", parts, most, (words, "more"), owner))
}

/// `3 of 12 charters are overdue for review`
fn of([part, whole]: [usize; 2], things: [&str; 2], what: &str) -> String {
    format!("{} {what}", part_of(part, whole, things, ["is", "are"]))
}

/// Where more of a machine's drafts are accepted while more bets are revised or stopped.
fn floor(report: &SignalsReport, it: &AcceptanceData, at: &Reopening) -> Option<Crossed> {
    let of = it.quarters.iter().find(|known| known.quarter == at.quarter)?;
    Some(Crossed {
        limit: "ai-floor",
        signal: "acceptance",
        value: of.accepted,
        bound: it.floor,
        quarter: Some(at.quarter.to_string()),
        words: at.words.clone(),
        owner: report.dispositions.measured_by.clone(),
    })
}

fn in_part(
    limit: &'static str,
    signal: &'static str,
    (part, whole): (usize, usize),
    bound: Percent,
    (words, than): (String, &str),
    owner: &Owner,
) -> Crossed {
    let value = share(part, whole).unwrap_or_default();
    let words = format!("{words} ({}), {than} than {bound}", percent(value));
    let owner = owner.clone();
    Crossed { limit, signal, value, bound: bound.share(), quarter: None, words, owner }
}
