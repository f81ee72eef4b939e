//! The acceptance of drafts by machines, laid over the disposition of bets.
//!
//! Somebody counts, quarter by quarter, which part of what machines drafted was accepted. Where
//! that part passes the floor that leaders set in the quarter in which more bets are revised or
//! stopped than before, what is accepted is not what holds: the cadence reopens.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::data::text;
use super::measure::percent;
use super::{Dispositions, Quarter, SignalsReport, Window};
use crate::config::{Error, Percent};
use crate::model::Model;
use crate::report::counted;

/// Which part was accepted, by the first day of the quarter, in order.
#[derive(Clone, Debug, Default)]
pub struct Acceptance(BTreeMap<Date, Percent>);

/// The acceptance of drafts by machines.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct AcceptanceData {
    /// The floor that leaders set, as a part of 1.
    pub floor: f64,
    /// The quarters of the window of which it is known.
    pub quarters: Vec<AcceptedQuarter>,
    /// The quarters in which it passed the floor while commitment drift rose.
    pub reopens: Vec<Reopening>,
}

/// The acceptance of a quarter.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct AcceptedQuarter {
    /// The first day of the quarter.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub quarter: Date,
    /// The part of the drafts that was accepted.
    pub accepted: f64,
    /// The part of the renewed, revised and stopped bets that was revised or stopped.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "f64")]
    pub drift: Option<f64>,
}

/// A quarter in which the cadence reopens.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Reopening {
    /// The first day of the quarter.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub quarter: Date,
    /// What happened, for people.
    pub words: String,
}

impl Acceptance {
    /// Reads lines such as `2026-08-01,38%`: the first day of a fiscal quarter, and a percentage
    /// or a part of 1. The first line may say what the columns are.
    pub fn parse(text: &str, model: &Model) -> Result<Acceptance, Error> {
        let days = model.common_calendar().map(|calendar| calendar.days());
        let first_month = days.map_or(1, |days| days.fiscal_start_month);
        let mut rows = BTreeMap::new();
        for (nth, (line, at)) in lines(text).enumerate() {
            let is_heading = nth == 0 && !line.contains(|c: char| c.is_ascii_digit());
            if line.trim().is_empty() || is_heading {
                continue;
            }
            let (day, accepted) = row(line, &at, first_month)?;
            if rows.insert(day, accepted).is_some() {
                return Err(wrong(format!("{day} stands twice"), at, "again", None));
            }
        }
        Ok(Acceptance(rows))
    }

    fn of(&self, quarter: Date) -> Option<Percent> {
        self.0.get(&quarter).copied()
    }

    /// The last one that is known before a quarter.
    fn before(&self, quarter: Date) -> Option<Percent> {
        self.0.range(..quarter).next_back().map(|(_, accepted)| *accepted)
    }

    /// What it comes to, held against the disposition of bets.
    pub(super) fn told(
        &self,
        floor: Percent,
        window: &Window,
        report: &SignalsReport,
    ) -> AcceptanceData {
        let mixes = &report.dispositions.scopes.quarters;
        let dated = || window.quarters.iter().zip(mixes);
        let known = dated().filter_map(|(quarter, mix)| {
            let accepted = self.of(quarter.from)?.share();
            Some(AcceptedQuarter { quarter: quarter.from, accepted, drift: mix.drift })
        });
        let pairs = dated().zip(dated().skip(1));
        let reopens = pairs
            .filter_map(|((_, before), (quarter, now))| self.reopens(floor, quarter, before, now));
        AcceptanceData {
            floor: floor.share(),
            quarters: known.collect(),
            reopens: reopens.collect(),
        }
    }

    fn reopens(
        &self,
        floor: Percent,
        quarter: &Quarter,
        before: &Dispositions,
        now: &Dispositions,
    ) -> Option<Reopening> {
        let accepted = self.of(quarter.from).filter(|it| *it >= floor)?;
        let earlier = self.before(quarter.from).filter(|it| *it < floor)?;
        let (was, is) = (before.drift?, now.drift?);
        rises(before, now).then(|| Reopening {
            quarter: quarter.from,
            words: format!(
                "the cadence reopens, because in {} the acceptance of drafts by machines passed {floor} ({earlier} to {accepted}) \
                 while the share of bets that are revised or stopped rose ({} to {})",
                quarter.label(),
                percent(was),
                percent(is),
            ),
        })
    }
}

/// Whether a greater part is revised or stopped than before.
fn rises(before: &Dispositions, now: &Dispositions) -> bool {
    let drifted = |it: &Dispositions| (it.revised + it.stopped) as u128;
    drifted(now) * before.disposed() as u128 > drifted(before) * now.disposed() as u128
}

/// The lines of a text, without what ends them, and where they stand.
fn lines(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut end = 0;
    text.split_inclusive('\n').map(move |whole| {
        let start = end;
        end += whole.len();
        let line = whole.trim_end_matches(['\n', '\r']);
        (line.trim_start_matches('\u{feff}'), start..start + line.len())
    })
}

fn row(line: &str, at: &Range<usize>, first_month: i8) -> Result<(Date, Percent), Error> {
    const SHAPE: &str = "write the first day of the quarter and the share, such as 2026-08-01,38%";
    let fields: Vec<&str> =
        line.split(',').map(|field| field.trim().trim_matches('"').trim()).collect();
    let [day, accepted] = fields[..] else {
        let columns = counted(fields.len(), "column", "columns");
        let help = if line.contains(';') { "separate the two with a comma" } else { SHAPE };
        let message = format!("this line has {columns} and not 2");
        return Err(wrong(message, at.clone(), "not a day and a share", Some(help)));
    };
    let refused = |what: String, label: &str| wrong(what, at.clone(), label, Some(SHAPE));
    if let Some(what) = [(day, "day"), (accepted, "share")].iter().find(|(it, _)| it.is_empty()) {
        return Err(refused(format!("the {} is missing", what.1), "nothing"));
    }
    let is_date = day.len() == 10 && day.is_ascii();
    let date: Option<Date> = if is_date { day.parse().ok() } else { None };
    let date = date.ok_or_else(|| refused(format!("`{day}` is no day"), "no day"))?;
    let start = Quarter::of(date, first_month).from;
    if date != start {
        let message = format!("no fiscal quarter begins on {date}");
        let help = format!("the quarter of that day begins on {start}");
        return Err(wrong(message, at.clone(), "within a quarter", Some(&help)));
    }
    let share = Percent::parse(accepted).or_else(|| Percent::of_part(accepted));
    let share = share.ok_or_else(|| refused(format!("`{accepted}` is no share"), "no share"))?;
    Ok((date, share))
}

fn wrong(message: String, span: Range<usize>, label: &str, help: Option<&str>) -> Error {
    Error { message, span, label: label.into(), help: help.map(str::to_owned) }
}
