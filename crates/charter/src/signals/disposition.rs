//! Disposition mix: what became of bets.

use schemars::JsonSchema;
use serde::Serialize;

use super::Window;
use super::history::History;
use super::measure::{Measures, Value, share};
use super::scope::{Scopes, Tallies};
use crate::tree::Disposition;

/// What records say became of bets. To commit to a bet is none of the three things that may
/// become of it, and is counted beside them.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Dispositions {
    /// How many bets were made.
    pub committed: usize,
    /// How many go on as they are.
    pub renewed: usize,
    /// How many go on as something else.
    pub revised: usize,
    /// How many ended.
    pub stopped: usize,
    /// Commitment drift: the part of the renewed, revised and stopped that was revised or stopped.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "f64")]
    pub drift: Option<f64>,
    /// `nothing`: no bet was renewed, revised or stopped. `only-renews`, `only-stops`: that
    /// happened twice or more, and nothing else did. `mixed`: all else
    pub mix: Mix,
}

/// Whether a portfolio does one thing alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Mix {
    /// Nothing became of any bet.
    Nothing,
    /// Every bet goes on as it is: nothing is learned.
    OnlyRenews,
    /// Every bet ends: nothing is seen through.
    OnlyStops,
    /// All else.
    Mixed,
}

impl Mix {
    /// What a leader should hear; nothing where there is nothing to say.
    pub fn words(self) -> Option<&'static str> {
        match self {
            Mix::OnlyRenews => {
                Some("it only renews: a portfolio that changes nothing learns nothing")
            }
            Mix::OnlyStops => {
                Some("it only stops: a portfolio that sees nothing through is thrashing")
            }
            Mix::Nothing | Mix::Mixed => None,
        }
    }
}

impl Dispositions {
    /// How many bets were renewed, revised or stopped.
    pub fn disposed(&self) -> usize {
        self.renewed + self.revised + self.stopped
    }
}

impl Measures for Dispositions {
    fn measures(&self) -> Vec<(&'static str, Option<Value>)> {
        vec![
            ("committed", Some(self.committed.into())),
            ("renewed", Some(self.renewed.into())),
            ("revised", Some(self.revised.into())),
            ("stopped", Some(self.stopped.into())),
            ("drift", self.drift.map(Value::Number)),
        ]
    }
}

#[derive(Default)]
struct Tally {
    committed: usize,
    renewed: usize,
    revised: usize,
    stopped: usize,
}

impl Tally {
    fn take(&mut self, disposition: Disposition) {
        let count = match disposition {
            Disposition::Committed => &mut self.committed,
            Disposition::Renewed => &mut self.renewed,
            Disposition::Revised => &mut self.revised,
            Disposition::Stopped => &mut self.stopped,
        };
        *count += 1;
    }

    fn told(self) -> Dispositions {
        let Tally { committed, renewed, revised, stopped } = self;
        let all = renewed + revised + stopped;
        let mix = match all {
            0 => Mix::Nothing,
            2.. if all == renewed => Mix::OnlyRenews,
            2.. if all == stopped => Mix::OnlyStops,
            _ => Mix::Mixed,
        };
        let drift = share(revised + stopped, all);
        Dispositions { committed, renewed, revised, stopped, drift, mix }
    }
}

/// The signal.
pub(super) fn told(history: &History<'_>, window: &Window) -> Scopes<Dispositions> {
    let mut tallies: Tallies<'_, Tally> = Tallies::new(window);
    for it in &history.records {
        for disposition in &it.disposed {
            tallies.add(it.place, |tally| tally.take(*disposition));
        }
    }
    tallies.told(Tally::told)
}
