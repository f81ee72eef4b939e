//! The words of the calendar: plain text, what matters first.

use std::fmt::Write;

use jiff::civil::Date;

use crate::model::{Artifact, Handle, Item, Named, Party, Seat, Who};
use crate::say;
use crate::tree::{
    Condition, Duration, Frequency, Holder, Measure, Offset, Right, ThresholdValue, Unit,
};

/// A seat and who holds it: `VP Product (Maya Lindqvist)`.
pub(in crate::emit) fn seat(seat: Seat<'_>) -> String {
    held(seat, seat.last_holder())
}

/// A seat and who held it on a day, where it is known.
pub(super) fn on(day: Date, who: Named<Seat<'_>>) -> String {
    who.known().map_or_else(|| "nobody yet".into(), |seat| held(seat, seat.holder_on(day)))
}

fn held(seat: Seat<'_>, holder: Option<&Holder>) -> String {
    match holder {
        Some(holder) if holder.ai => format!("{} ({}, a machine)", seat.title(), holder.name.value),
        Some(holder) => format!("{} ({})", seat.title(), holder.name.value),
        None => seat.title().to_owned(),
    }
}

/// The same, where the seat may not be known.
pub(in crate::emit) fn named(who: Named<Seat<'_>>) -> String {
    who.known().map_or_else(|| "nobody yet".into(), seat)
}

/// A counterparty and its right.
pub(super) fn party(party: Party<'_>) -> String {
    let who = match party.who {
        Named::Known(Who::Seat(it)) => seat(it),
        Named::Known(Who::Group(group)) => group.title().to_owned(),
        _ => party.name.as_str().to_owned(),
    };
    match party.right {
        Right::Consulted => format!("{who}, consulted"),
        Right::Gates => format!("{who}, gates"),
        Right::Vetoes => format!("{who}, may veto"),
        Right::CoDecides(facet) => format!("{who}, co-decides {}", facet.value),
    }
}

/// A seat or a group by its title.
pub(super) fn someone(item: Option<Item<'_>>, name: &str) -> String {
    match item.and_then(Who::of) {
        Some(Who::Seat(it)) => seat(it),
        Some(Who::Group(group)) => group.title().to_owned(),
        None => name.to_owned(),
    }
}

/// An artifact by its title.
pub(super) fn artifact(item: Option<Item<'_>>, name: &str) -> String {
    item.and_then(Artifact::of).map_or(name, |it| it.title()).to_owned()
}

/// A list as people read it.
pub(super) fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// `5 workdays`.
pub(super) fn duration(duration: Duration) -> String {
    say::duration(duration)
}

/// `weekly`, `every 2 weeks`.
pub(super) fn frequency(frequency: Frequency) -> String {
    match (frequency.every, frequency.unit) {
        (1, Unit::Day) => "daily".into(),
        (1, unit) => format!("{}ly", unit.as_str()),
        (every, unit) => format!("every {}", say::count(every.into(), unit)),
    }
}

/// `T-6 weeks`.
pub(super) fn offset(offset: Offset) -> String {
    let sign = if offset.count < 0 { '-' } else { '+' };
    format!("T{sign}{}", say::count(i64::from(offset.count).abs(), offset.unit))
}

/// What makes a trigger fire.
pub(super) fn condition(model: &crate::Model, condition: &Condition) -> String {
    match condition {
        Condition::Prose(text) => text.value.to_string(),
        Condition::Metric(it, None) => measure(model, it),
        Condition::Metric(it, Some(long)) => {
            format!("{} for {}", measure(model, it), duration(*long))
        }
    }
}

/// What a trigger or an outcome compares.
pub(super) fn measure(model: &crate::Model, measure: &Measure) -> String {
    let metric = model.named::<crate::model::Metric<'_>>(measure.metric.symbol).known();
    let metric = metric.map_or(measure.metric.as_str(), |it| it.title());
    let threshold = match &measure.threshold.value {
        ThresholdValue::Percent(value) => format!("{value}%"),
        ThresholdValue::Money(value, currency) => format!("{value} {currency}"),
        ThresholdValue::Duration(value) => duration(*value),
        ThresholdValue::Number(value) => value.to_string(),
    };
    format!("{metric} {} {threshold}", measure.operator.as_str())
}

/// Text that grows by lines.
#[derive(Debug, Default)]
pub(super) struct Lines(String);

impl Lines {
    /// One more line.
    pub(super) fn line(&mut self, line: impl std::fmt::Display) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        // Writing to a string cannot fail.
        let _ = write!(self.0, "{line}");
    }

    /// A heading after an empty line, and these lines under it; nothing where there are none.
    pub(super) fn section(&mut self, heading: &str, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        self.0.push('\n');
        self.line(heading);
        lines.iter().for_each(|line| self.line(line));
    }

    /// All of it.
    pub(super) fn text(self) -> String {
        self.0
    }
}

/// Whether a place can be opened.
pub(super) fn link(place: &str) -> Option<String> {
    let opens = place.starts_with("https://") || place.starts_with("http://");
    (opens && !place.contains(char::is_whitespace)).then(|| place.to_owned())
}
