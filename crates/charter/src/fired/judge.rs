//! The judgement: one condition and the values of its metric.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::data::Why;
use super::measure::{condition, meets, told};
use super::run::{Run, runs};
use super::{ConditionData, Evidence, Raised, ValueData, Watched};
use crate::model::{Bet, Handle, Metric, Named, Raise};
use crate::tree::{Condition, Duration, Measure, MetricUnit};

/// A condition, and the values of its metric.
struct Judged<'m, 'e> {
    watched: Watched<'m>,
    metric: Metric<'m>,
    unit: &'m MetricUnit,
    measure: &'m Measure,
    length: Option<Duration>,
    values: &'e BTreeMap<Date, f64>,
    day: Date,
}

/// What the evidence says of a condition: of the run that is told, then of each other one in
/// which it fired and that nobody raised.
pub(super) fn judge(
    watched: Watched<'_>,
    evidence: &Evidence<'_>,
    day: Date,
) -> Result<Vec<ConditionData>, Why> {
    if let Some(Condition::Prose(_)) = watched.says {
        return Err(Why::Prose);
    }
    let (metric, measure, length) = watched.measure().ok_or(Why::Unclear)?;
    let unit = metric.unit().ok_or(Why::Unclear)?;
    // Its unit is looked at before its values: one that fits none is nobody's missing evidence.
    meets(unit, measure, 0.0).ok_or(Why::Unclear)?;
    let values = evidence.of(metric).ok_or(Why::NoValue(metric.name()))?;
    let last = values.last_key_value().ok_or(Why::NoValue(metric.name()))?;
    let it = Judged { watched, metric, unit, measure, length, values, day };
    Ok(it.rows(last))
}

impl Judged<'_, '_> {
    fn rows(&self, last: (&Date, &f64)) -> Vec<ConditionData> {
        let met = |value: f64| meets(self.unit, self.measure, value) == Some(true);
        let values = self.values.iter().map(|(day, value)| (*day, met(*value)));
        let runs = runs(values, self.watched.since());
        let (state, told) = self.state(&runs);
        let others = runs.into_iter().filter(|run| Some(*run) != told);
        let missed = others.filter_map(|run| {
            let ended = self.values.range(..=run.until?).next_back()?;
            let is_raised = self.raise(run.fired(|day| self.end(day))?).is_some();
            (!is_raised).then(|| self.row("over", Some(run), ended))
        });
        std::iter::once(self.row(state, told, last)).chain(missed).collect()
    }

    /// The run that is told: the present one, else the last one that had fired.
    fn state(&self, runs: &[Run]) -> (&'static str, Option<Run>) {
        let has_fired = |run: &Run| run.fired(|day| self.end(day)).is_some();
        if let Some(present) = runs.last().filter(|run| run.until.is_none()) {
            return (if has_fired(present) { "fired" } else { "holds" }, Some(*present));
        }
        match runs.iter().rev().find(|run| has_fired(run)) {
            Some(past) => ("over", Some(*past)),
            None => ("quiet", None),
        }
    }

    fn row(&self, state: &'static str, run: Option<Run>, last: (&Date, &f64)) -> ConditionData {
        let fired = run.and_then(|run| self.end(run.from));
        let has_fired = fired.filter(|_| matches!(state, "fired" | "over"));
        let then = has_fired.and_then(|fired| self.values.range(..=fired).next_back());
        let raise = has_fired.and_then(|fired| self.raise(fired));
        ConditionData {
            kind: if self.watched.wire.is_some() { "trigger" } else { "stop" },
            name: name(self.watched),
            title: title(self.watched),
            condition: condition(self.measure, self.length),
            metric: self.metric.name(),
            metric_title: self.metric.title().to_owned(),
            state,
            value: value(self.unit, last),
            since: run.map(|run| run.from.to_string()),
            fired: fired.map(|day| day.to_string()),
            value_then: then.map(|it| value(self.unit, it)),
            until: run.and_then(|run| run.until).map(|day| day.to_string()),
            by: by(self.watched),
            answer_by: has_fired.and_then(|fired| answer_by(self.watched, fired, raise, self.day)),
            raise: raise.and_then(|it| raised(it, self.day)),
        }
    }

    /// The day on which it fires, where it holds from a day on.
    fn end(&self, from: Date) -> Option<Date> {
        self.length.map_or(Some(from), |it| self.watched.item.end_of(from, it))
    }

    /// The raise that speaks of a trigger since it fired. One that was made before, and was
    /// neither answered nor withdrawn then, still does, unless there is one of that time; and one
    /// that was withdrawn, unless there is another.
    fn raise(&self, fired: Date) -> Option<Raise<'_>> {
        let wire = self.watched.wire?;
        let speaks = |raise: &Raise<'_>| {
            let on = raise.on().map(|on| on.value).filter(|on| *on <= self.day);
            let answered = || raise.answer().and_then(|it| it.on()).map(|on| on.value);
            let was_open = || !raise.is_withdrawn(fired) && answered().is_none_or(|on| on >= fired);
            on.is_some_and(|on| on >= fired || was_open())
        };
        wire.raises().filter(speaks).min_by_key(|it| {
            let on = it.on().map(|on| on.value);
            (it.is_withdrawn(self.day), on < Some(fired), on, it.id())
        })
    }
}

fn raised(raise: Raise<'_>, day: Date) -> Option<Raised> {
    let answer = raise.answer().filter(|it| it.on().is_some_and(|on| on.value <= day));
    Some(Raised {
        name: raise.name(),
        on: raise.on()?.value.to_string(),
        answered: answer.map(|it| it.name()),
        withdrawn: raise.retired().filter(|on| *on <= day).map(|on| on.to_string()),
    })
}

/// Until when it has to be answered: reckoned from the raise where there is one, else from the
/// day on which it fired. What was withdrawn waits for no answer.
fn answer_by(
    watched: Watched<'_>,
    fired: Date,
    raise: Option<Raise<'_>>,
    day: Date,
) -> Option<String> {
    let within = watched.wire?.says.respond?;
    let day = match raise {
        Some(raise) if raise.is_withdrawn(day) => None,
        Some(raise) => raise.answer_by(),
        None => watched.item.end_of(fired, within),
    };
    day.map(|day| day.to_string())
}

fn value(unit: &MetricUnit, (on, value): (&Date, &f64)) -> ValueData {
    ValueData { value: told(unit, *value), on: on.to_string() }
}

fn name(watched: Watched<'_>) -> String {
    match watched.wire {
        Some(wire) => format!("{}.{}", watched.item.name(), wire.says.name.as_str()),
        None => watched.item.name().to_owned(),
    }
}

fn title(watched: Watched<'_>) -> String {
    match watched.wire {
        Some(wire) => {
            let title = wire.says.title.as_ref();
            title.map_or_else(|| wire.says.name.as_str().to_owned(), |it| it.value.to_string())
        }
        None => watched.item.title().to_owned(),
    }
}

/// Who declares a trigger, or owns the bet whose exit it is.
fn by(watched: Watched<'_>) -> Option<&'static str> {
    let seat = match watched.wire {
        Some(wire) => wire.declared(),
        None => Bet::of(watched.item).map_or(Named::Absent, Bet::owner),
    };
    seat.known().map(|it| it.name())
}
