//! What has fired: the conditions of triggers and exits, held against values that were measured.
//!
//! A value holds until the next one, and the last one on its own day alone: it says nothing of
//! the days after it. A condition with `for 2 weeks` has fired on the day on which it has held
//! for two weeks and still holds; what held before somebody watched counts from the day on
//! which somebody did. What is judged is what somebody watches on the day: the
//! triggers of charters in force, of launches up to a year after they ship and of active bets,
//! and the exits of such bets.

mod data;
mod evidence;
mod judge;
mod measure;
mod raise;
mod run;

use jiff::civil::Date;

use crate::model::{Bet, Handle, Held, Item, Metric, Model, Named, Wire};
use crate::tree::{Condition, Duration, Measure};

pub use data::{ConditionData, Fault, FiredReport, Raised, Unjudged, ValueData, schema};
pub use evidence::{Evidence, Row};
pub use raise::raises;

/// A condition that somebody watches.
#[derive(Clone, Copy)]
struct Watched<'m> {
    /// The charter, the launch or the bet.
    item: Item<'m>,
    /// The trigger; none of an exit.
    wire: Option<Wire<'m>>,
    /// What it says; none where that is missing, or was not understood.
    says: Option<&'m Condition>,
}

impl<'m> Watched<'m> {
    /// The metric, what is compared, and for how long: of what can be judged.
    fn measure(self) -> Option<(Metric<'m>, &'m Measure, Option<Duration>)> {
        let Some(Condition::Metric(measure, length)) = self.says else { return None };
        let metric: Named<Metric<'m>> = self.item.model().named(measure.metric.symbol);
        Some((metric.known()?, measure, *length))
    }

    /// The day since when somebody watches it, where it is known.
    fn since(self) -> Option<Date> {
        match self.wire {
            Some(wire) => wire.armed(),
            None => Bet::of(self.item)?.committed().map(|(date, _)| date.value),
        }
    }
}

/// What has fired by a day.
pub fn fired(model: &Model, evidence: &Evidence<'_>, day: Date) -> FiredReport {
    let mut report = FiredReport::new(day, evidence);
    for watched in watched(model, day) {
        match judge::judge(watched, evidence, day) {
            Ok(rows) => {
                report.judged += 1;
                report.conditions.extend(rows);
            }
            Err(why) => report.unjudged.count(why),
        }
    }
    report.conditions.sort_by(|a, b| a.order().cmp(&b.order()));
    report.unjudged.metrics.sort_unstable();
    report.unjudged.metrics.dedup();
    report
}

/// Every condition that somebody watches on a day.
fn watched(model: &Model, day: Date) -> impl Iterator<Item = Watched<'_>> {
    let charters = model.live_charters().map(|it| *it);
    let items = charters.chain(model.launches().map(|it| *it)).chain(model.bets().map(|it| *it));
    let live = items.filter(move |item| Held { item: *item, trigger: None }.is_live(day));
    live.flat_map(|item| {
        let wires = item.wires().map(move |wire| Watched {
            item,
            wire: Some(wire),
            says: wire.says.when.as_ref(),
        });
        let stops = Bet::of(item).into_iter().flat_map(Bet::stops);
        wires.chain(stops.map(move |(says, _)| Watched { item, wire: None, says: Some(says) }))
    })
}
