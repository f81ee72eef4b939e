//! Charter age: how many days ago each charter was reviewed.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::Window;
use super::data::{maybe_text, text};
use super::measure::{Measures, Value, days_between, median, share};
use super::scope::{Place, Scopes, Tallies};
use crate::model::{Charter, Model};

/// The last age of each part of the distribution; the last part has no end.
pub const BUCKETS: [i64; 4] = [90, 180, 365, 730];

/// How long ago charters were reviewed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Age {
    /// How many charters are in force; of a quarter, those that were reviewed in it last.
    pub charters: usize,
    /// The middle of their ages in days.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "f64")]
    pub median: Option<f64>,
    /// The age of the oldest.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "i64")]
    pub oldest: Option<i64>,
    /// How many should have been reviewed before the day that is taken for today.
    pub overdue: usize,
    /// The part of the charters that this is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "f64")]
    pub share_overdue: Option<f64>,
    /// How many are of which age.
    pub distribution: Vec<Bucket>,
}

/// The charters of some ages.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Bucket {
    /// The least age in days.
    pub from: i64,
    /// The greatest; none for the last part.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "i64")]
    pub until: Option<i64>,
    /// How many charters.
    pub charters: usize,
}

impl Bucket {
    /// `0–90 days`, `over 730 days`
    pub fn label(&self) -> String {
        match self.until {
            Some(until) => format!("{}–{until} days", self.from),
            None => format!("over {} days", self.from - 1),
        }
    }
}

impl Measures for Age {
    fn measures(&self) -> Vec<(&'static str, Option<Value>)> {
        const NAMES: [&str; 5] =
            ["to-90-days", "to-180-days", "to-365-days", "to-730-days", "over-730-days"];
        let counts = self.distribution.iter().map(|it| Some(it.charters.into()));
        let mut measures = vec![
            ("charters", Some(self.charters.into())),
            ("median", self.median.map(Value::Number)),
            ("oldest", self.oldest.map(Value::Days)),
            ("overdue", Some(self.overdue.into())),
            ("share-overdue", self.share_overdue.map(Value::Number)),
        ];
        measures.extend(NAMES.into_iter().zip(counts));
        measures
    }
}

/// The age of one charter.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CharterAge {
    /// The charter.
    pub charter: &'static str,
    /// What people call it.
    pub title: String,
    /// The seat that owns it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub owner: Option<&'static str>,
    /// The last day on which somebody reviewed it: the one on which it came into force, if not since.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub reviewed: Date,
    /// How many days ago that is.
    pub days: i64,
    /// The day by which it has to be reviewed again.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "maybe_text")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub due: Option<Date>,
    /// Whether that day is past.
    pub overdue: bool,
}

#[derive(Default)]
struct Tally {
    days: Vec<i64>,
    overdue: usize,
}

impl Tally {
    fn told(mut self) -> Age {
        self.days.sort_unstable();
        Age {
            charters: self.days.len(),
            median: median(&self.days),
            oldest: self.days.last().copied(),
            overdue: self.overdue,
            share_overdue: share(self.overdue, self.days.len()),
            distribution: distribution(&self.days),
        }
    }
}

fn distribution(sorted: &[i64]) -> Vec<Bucket> {
    let mut from = 0;
    let mut told = 0;
    let ends = BUCKETS.into_iter().map(Some).chain([None]);
    let bucket = ends.map(|until| {
        let end = until.map_or(sorted.len(), |last| sorted.partition_point(|it| *it <= last));
        let bucket = Bucket { from, until, charters: end - told };
        (from, told) = (until.map_or(from, |last| last + 1), end);
        bucket
    });
    bucket.collect()
}

/// The signal, and each charter in force, the oldest first. Its age counts to the last day that
/// is looked at; it stands in the quarter of its last review.
pub(super) fn told(model: &Model, window: &Window) -> (Scopes<Age>, Vec<CharterAge>) {
    let mut tallies: Tallies<'_, Tally> = Tallies::new(window);
    let mut ages = Vec::new();
    for charter in model.live_charters().filter(|it| is_in_force(*it, window.until)) {
        let Some(reviewed) = charter.last_read().map(|it| it.value) else { continue };
        // A review that is planned and written down already has made it no younger than new.
        let days = days_between(reviewed, window.until).max(0);
        let due = charter.review_due();
        let overdue = due.is_some_and(|due| due < window.until);
        tallies.add(Place::of(Some(charter), window.quarter(reviewed)), |tally| {
            tally.days.push(days);
            tally.overdue += usize::from(overdue);
        });
        let owner = charter.owner().known().map(|it| it.name());
        let title = charter.title().to_owned();
        ages.push(CharterAge {
            charter: charter.name(),
            title,
            owner,
            reviewed,
            days,
            due,
            overdue,
        });
    }
    ages.sort_by_key(|it| (it.reviewed, it.charter));
    (tallies.told(Tally::told), ages)
}

fn is_in_force(charter: Charter<'_>, day: Date) -> bool {
    let (from, until) = charter.life();
    from <= day && day <= until
}
