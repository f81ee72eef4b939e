//! The judgement: one condition and the values of its metric.

use jiff::civil::Date;

use super::data::Why;
use super::measure::{condition, meets, told};
use super::run::{Run, runs};
use super::{ConditionData, Evidence, Raised, ValueData, Watched};
use crate::model::{Bet, Cause, Handle, Named, Raise, Wire};
use crate::tree::{Condition, MetricUnit};

/// What the evidence says of a condition.
pub(super) fn judge(
    watched: Watched<'_>,
    evidence: &Evidence<'_>,
    day: Date,
) -> Result<ConditionData, Why> {
    if let Some(Condition::Prose(_)) = watched.says {
        return Err(Why::Prose);
    }
    let (metric, measure, length) = watched.measure().ok_or(Why::Unclear)?;
    let unit = metric.unit().ok_or(Why::Unclear)?;
    // Its unit is looked at before its values: one that fits none is nobody's missing evidence.
    meets(unit, measure, 0.0).ok_or(Why::Unclear)?;
    let values = evidence.of(metric).ok_or(Why::NoValue(metric.name()))?;
    let last = values.last_key_value().ok_or(Why::NoValue(metric.name()))?;
    let end = |from: Date| length.map_or(Some(from), |it| watched.item.end_of(from, it));
    let met = values.iter().map(|(day, value)| (*day, meets(unit, measure, *value) == Some(true)));
    let (state, run) = state(&runs(met), end);
    let fired = run.and_then(|run| end(run.from));
    let then = fired.and_then(|fired| values.range(..=fired).next_back());
    let has_fired = matches!(state, "fired" | "over");
    let raise = watched.wire.zip(fired).filter(|_| has_fired);
    let raise = raise.and_then(|(wire, fired)| raise_since(wire, fired, day));
    Ok(ConditionData {
        kind: if watched.wire.is_some() { "trigger" } else { "stop" },
        name: name(watched),
        title: title(watched),
        condition: condition(measure, length),
        metric: metric.name(),
        metric_title: metric.title().to_owned(),
        state,
        value: value(unit, last),
        since: run.map(|run| run.from.to_string()),
        fired: fired.map(|day| day.to_string()),
        value_then: then.filter(|_| has_fired).map(|it| value(unit, it)),
        until: run.and_then(|run| run.until).map(|day| day.to_string()),
        by: by(watched),
        answer_by: fired.filter(|_| has_fired).and_then(|it| answer_by(watched, it, raise)),
        raise: raise.and_then(raised),
    })
}

/// The run that is told: the present one, else the last one that had fired.
fn state(runs: &[Run], end: impl Fn(Date) -> Option<Date> + Copy) -> (&'static str, Option<Run>) {
    if let Some(present) = runs.last().filter(|run| run.until.is_none()) {
        let state = if present.fired(end).is_some() { "fired" } else { "holds" };
        return (state, Some(*present));
    }
    match runs.iter().rev().find(|run| run.fired(end).is_some()) {
        Some(past) => ("over", Some(*past)),
        None => ("quiet", None),
    }
}

/// The first raise that speaks of a trigger since it fired; one that was made before, and was
/// not answered then, still does.
fn raise_since<'m>(wire: Wire<'m>, fired: Date, day: Date) -> Option<Raise<'m>> {
    let is_own = |raise: &Raise<'_>| match raise.cause().known() {
        Some(Cause::Trigger(it)) => it.item == wire.item && it.span == wire.span,
        _ => false,
    };
    let speaks = |raise: &Raise<'_>| {
        let on = raise.on().map(|on| on.value).filter(|on| *on <= day);
        let answered = || raise.answer().and_then(|it| it.on()).map(|on| on.value);
        let was_open = || !raise.is_over(fired) && answered().is_none_or(|on| on >= fired);
        on.is_some_and(|on| on >= fired || was_open())
    };
    let raises = wire.item.mentions().filter_map(Raise::of);
    let mut all: Vec<Raise<'m>> = raises.filter(|it| is_own(it) && speaks(it)).collect();
    all.sort_by_key(|it| (it.on().map(|on| on.value), it.id()));
    all.first().copied()
}

fn raised(raise: Raise<'_>) -> Option<Raised> {
    let on = raise.on()?.value.to_string();
    Some(Raised { name: raise.name(), on, answered: raise.answer().map(|it| it.name()) })
}

/// Until when it has to be answered: reckoned from the raise where there is one, else from the
/// day on which it fired.
fn answer_by(watched: Watched<'_>, fired: Date, raise: Option<Raise<'_>>) -> Option<String> {
    let within = watched.wire?.says.respond?;
    let day = match raise {
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
