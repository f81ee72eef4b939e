//! Measured decisions: how many of them name a bet whose outcome is measured.

use schemars::JsonSchema;
use serde::Serialize;

use super::Window;
use super::history::History;
use super::measure::{Measures, Value, share};
use super::scope::{Scopes, Tallies};
use crate::tree::Horizon;

/// Decisions, and by what they are measured.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Measured {
    /// How many records decide something.
    pub decisions: usize,
    /// How many of them say what becomes of a bet.
    pub with_bet: usize,
    /// How many of them name a bet that has an outcome.
    pub measured: usize,
    /// How many name a bet with an outcome that shows soon.
    pub leading: usize,
    /// How many name one with an outcome that shows in between.
    pub mid: usize,
    /// How many name one with an outcome that shows late.
    pub lagging: usize,
    /// The part of the decisions that is measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "f64")]
    pub share: Option<f64>,
}

impl Measures for Measured {
    fn measures(&self) -> Vec<(&'static str, Option<Value>)> {
        vec![
            ("decisions", Some(self.decisions.into())),
            ("with-bet", Some(self.with_bet.into())),
            ("measured", Some(self.measured.into())),
            ("leading", Some(self.leading.into())),
            ("mid", Some(self.mid.into())),
            ("lagging", Some(self.lagging.into())),
            ("share", self.share.map(Value::Number)),
        ]
    }
}

#[derive(Default)]
struct Tally {
    decisions: usize,
    with_bet: usize,
    measured: usize,
    horizons: [usize; 3],
}

impl Tally {
    fn told(self) -> Measured {
        let [leading, mid, lagging] = self.horizons;
        Measured {
            decisions: self.decisions,
            with_bet: self.with_bet,
            measured: self.measured,
            leading,
            mid,
            lagging,
            share: share(self.measured, self.decisions),
        }
    }
}

/// The signal. A decision may be measured at several horizons, and counts once at each.
pub(super) fn told(history: &History<'_>, window: &Window) -> Scopes<Measured> {
    const HORIZONS: [Horizon; 3] = [Horizon::Leading, Horizon::Mid, Horizon::Lagging];
    let mut tallies: Tallies<'_, Tally> = Tallies::new(window);
    for it in history.records.iter().filter(|it| it.decides) {
        let at = HORIZONS.map(|horizon| usize::from(it.horizons.contains(&horizon)));
        tallies.add(it.place, |tally| {
            tally.decisions += 1;
            tally.with_bet += usize::from(!it.disposed.is_empty());
            tally.measured += usize::from(!it.horizons.is_empty());
            tally.horizons.iter_mut().zip(at).for_each(|(sum, one)| *sum += one);
        });
    }
    tallies.told(Tally::told)
}
