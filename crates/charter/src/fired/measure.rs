//! Values and thresholds as numbers: in the unit of their metric, lengths of time in days.

use crate::time::length_days;
use crate::tree::{Duration, Measure, MetricUnit, Operator, ThresholdValue, Unit};
use crate::words;

/// A value in the unit of a metric; a bare number is in that unit, and in days where the metric
/// is a length of time. None where it is in another unit.
pub(super) fn amount(unit: &MetricUnit, value: &ThresholdValue) -> Option<f64> {
    match (unit, value) {
        (MetricUnit::Percent, ThresholdValue::Percent(number)) => Some(*number),
        (MetricUnit::Money(one), ThresholdValue::Money(number, other)) => {
            (one == other).then_some(*number)
        }
        (MetricUnit::Duration, ThresholdValue::Duration(length)) => length_days(*length),
        (_, ThresholdValue::Number(number)) => Some(*number),
        _ => None,
    }
}

/// A value that somebody measured.
pub(super) fn measured(unit: &MetricUnit, text: &str) -> Option<f64> {
    // Tables put a blank before the sign.
    let text = text.strip_suffix(" %").map_or_else(|| text.to_owned(), |it| format!("{it}%"));
    amount(unit, &words::value(&text)?)
}

/// Whether a value meets a condition; none where the condition is in another unit.
pub(super) fn meets(unit: &MetricUnit, measure: &Measure, value: f64) -> Option<bool> {
    // `charter check` asks for the unit: nobody knows what a bare `100` of a share is to be.
    let is_bare = matches!(measure.threshold.value, ThresholdValue::Number(_));
    if is_bare != matches!(unit, MetricUnit::Count(_)) {
        return None;
    }
    let threshold = amount(unit, &measure.threshold.value)?;
    Some(match measure.operator {
        Operator::Less => value < threshold,
        Operator::LessOrEqual => value <= threshold,
        Operator::Greater => value > threshold,
        Operator::GreaterOrEqual => value >= threshold,
        Operator::Equal => value == threshold,
    })
}

/// `108%`, `2.5M USD`, `120 days`, `40 tickets`
pub(super) fn told(unit: &MetricUnit, value: f64) -> String {
    match unit {
        MetricUnit::Percent => format!("{}%", short(value)),
        MetricUnit::Money(currency) => format!("{} {}", large(value), currency.as_str()),
        MetricUnit::Duration if value == 1.0 => "1 day".into(),
        MetricUnit::Duration => format!("{} days", short(value)),
        MetricUnit::Count(what) => format!("{} {what}", short(value)),
    }
}

/// `committed-capacity > 100% for 2 weeks`
pub(super) fn condition(measure: &Measure, length: Option<Duration>) -> String {
    let threshold = match &measure.threshold.value {
        ThresholdValue::Percent(number) => format!("{number}%"),
        ThresholdValue::Money(number, currency) => format!("{} {currency}", large(*number)),
        ThresholdValue::Duration(length) => self::length(*length),
        ThresholdValue::Number(number) => large(*number),
    };
    let length = length.map_or_else(String::new, |it| format!(" for {}", self::length(it)));
    format!("{} {} {threshold}{length}", measure.metric.as_str(), measure.operator.as_str())
}

/// `2 weeks`, `90m`
pub(super) fn length(length: Duration) -> String {
    match (length.count, length.unit) {
        (count, Unit::Minute) => format!("{count}m"),
        (1, unit) => format!("1 {}", unit.as_str()),
        (count, unit) => format!("{count} {}s", unit.as_str()),
    }
}

/// At most four digits behind the point.
fn short(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

/// `2.5M`, `40000`: millions are written short, where nothing is lost by that.
fn large(value: f64) -> String {
    for (times, power, letter) in [(1e9, "e9", "B"), (1e6, "e6", "M")] {
        let number = value / times;
        let brief = (number * 100.0).round() / 100.0;
        // What is written short is read as one number, as thresholds are.
        let is_same = || format!("{brief}{power}").parse() == Ok(value);
        if (1.0..1000.0).contains(&number.abs()) && is_same() {
            return format!("{brief}{letter}");
        }
    }
    short(value).to_string()
}
