//! Evidence: what was measured, when.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::Fault;
use super::measure::measured;
use crate::model::{ItemId, Metric, Model};
use crate::tree::{Kind, MetricUnit};
use crate::{Symbol, nearest, words};

/// A row as it was read.
#[derive(Clone, Debug)]
pub struct Row {
    /// `line 7`, or `entry 7` of a list.
    pub place: String,
    /// The name of a metric.
    pub metric: String,
    /// `2026-11-20`
    pub date: String,
    /// `108%`, `2.5M USD`, `120 days`, or a bare number in the unit of the metric.
    pub value: String,
}

/// The values of each metric by their days, up to a day.
#[derive(Clone, Debug)]
pub struct Evidence<'m> {
    model: &'m Model,
    day: Date,
    values: FxHashMap<ItemId, BTreeMap<Date, f64>>,
    /// The rows that could not be used.
    pub(super) faults: Vec<Fault>,
    /// The rows that took the place of another one of their day.
    pub(super) replaced: Vec<Fault>,
    /// How many rows are of days after the day.
    pub(super) later: usize,
}

impl<'m> Evidence<'m> {
    /// None yet: what is later than the day will be left aside.
    pub fn new(model: &'m Model, day: Date) -> Evidence<'m> {
        let values = FxHashMap::default();
        Evidence { model, day, values, faults: Vec::new(), replaced: Vec::new(), later: 0 }
    }

    /// One row more.
    pub fn add(&mut self, row: &Row) {
        match self.read(row) {
            Ok((_, day, _)) if day > self.day => self.later += 1,
            Ok((metric, day, value)) => {
                let before = self.values.entry(metric.id()).or_default().insert(day, value);
                if before.is_some_and(|before| before != value) {
                    let name = metric.name();
                    let message = format!("`{name}` had another value on {day}: this one counts");
                    self.replaced.push(Fault { place: row.place.clone(), message });
                }
            }
            Err(message) => self.fault(&row.place, message),
        }
    }

    /// A row that could not be read at all.
    pub fn fault(&mut self, place: &str, message: impl Into<String>) {
        self.faults.push(Fault { place: place.to_owned(), message: message.into() });
    }

    /// The values of a metric.
    pub(super) fn of(&self, metric: Metric<'_>) -> Option<&BTreeMap<Date, f64>> {
        self.values.get(&metric.id())
    }

    fn read(&self, row: &Row) -> Result<(Metric<'m>, Date, f64), String> {
        let metric = self.metric(row.metric.trim())?;
        let day = day(row.date.trim())?;
        let unit = metric.unit().ok_or_else(|| {
            format!("`{}` has no unit: `charter check` says what is wrong", metric.name())
        })?;
        let text = row.value.trim();
        let value = measured(unit, text).ok_or_else(|| {
            format!("{} is no value of `{}`: {}", words::quoted(text), metric.name(), help(unit))
        })?;
        Ok((metric, day, value))
    }

    fn metric(&self, name: &str) -> Result<Metric<'m>, String> {
        // A word that cannot be a name is not kept for ever, as names are.
        let found = words::is_name(name).then(|| self.model.named(Symbol::new(name)).known());
        found.flatten().ok_or_else(|| {
            let meant = nearest(name, self.model.names_of(Kind::Metric).iter().copied());
            let help = meant.map_or_else(String::new, |it| format!("; did you mean `{it}`?"));
            format!("there is no metric {}{help}", words::quoted(name))
        })
    }
}

fn day(text: &str) -> Result<Date, String> {
    let shape = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let date = if shape { text.parse().ok() } else { None };
    date.ok_or_else(|| format!("{} is no day: write it as `2026-11-20`", words::quoted(text)))
}

fn help(unit: &MetricUnit) -> String {
    match unit {
        MetricUnit::Percent => "write `108%` or `108`, with a point for decimals".into(),
        MetricUnit::Money(currency) => {
            format!("write `2.5M {currency}`, `2.5M` or `2500000`, with a point for decimals")
        }
        MetricUnit::Duration => "write `120 days`, or the number of days".into(),
        MetricUnit::Count(_) => "write a bare number, with a point for decimals".into(),
    }
}
