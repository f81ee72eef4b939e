//! Re-decision frequency: how often records reopen what was decided, and what made them.

use schemars::JsonSchema;
use serde::Serialize;

use super::Window;
use super::history::History;
use super::measure::{Measures, Value, share};
use super::scope::{Scopes, Tallies};

/// Records that decide a former one anew.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Redecisions {
    /// How many records there are.
    pub records: usize,
    /// How many of them reopen another.
    pub reopened: usize,
    /// How many of those answer something that was raised.
    pub triggered: usize,
    /// How many of those answer nothing: the calendar made them.
    pub calendar_forced: usize,
    /// The part of the records that reopens another.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "f64")]
    pub share: Option<f64>,
}

impl Measures for Redecisions {
    fn measures(&self) -> Vec<(&'static str, Option<Value>)> {
        vec![
            ("records", Some(self.records.into())),
            ("reopened", Some(self.reopened.into())),
            ("triggered", Some(self.triggered.into())),
            ("calendar-forced", Some(self.calendar_forced.into())),
            ("share", self.share.map(Value::Number)),
        ]
    }
}

#[derive(Default)]
struct Tally {
    records: usize,
    triggered: usize,
    forced: usize,
}

impl Tally {
    fn told(self) -> Redecisions {
        let reopened = self.triggered + self.forced;
        Redecisions {
            records: self.records,
            reopened,
            triggered: self.triggered,
            calendar_forced: self.forced,
            share: share(reopened, self.records),
        }
    }
}

/// The signal.
pub(super) fn told(history: &History<'_>, window: &Window) -> Scopes<Redecisions> {
    let mut tallies: Tallies<'_, Tally> = Tallies::new(window);
    for it in &history.records {
        tallies.add(it.place, |tally| {
            tally.records += 1;
            tally.triggered += usize::from(it.reopens && it.answers);
            tally.forced += usize::from(it.reopens && !it.answers);
        });
    }
    tallies.told(Tally::told)
}
