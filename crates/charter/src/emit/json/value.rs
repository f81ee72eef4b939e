//! Values that several kinds share: lengths of time, conditions, triggers, answers.

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::words::{Day, Number, Word};
use crate::model::{Item, Seat};
use crate::time;
use crate::tree::{
    self, Evidence, Horizon, MetricUnit, Name, Operator, Says, ThresholdValue, Unit,
};

/// A length of time. Workdays, months and cycles are counted on the calendar.
#[derive(Clone, Copy, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Duration {
    /// How many.
    count: u32,
    /// Of what.
    unit: Word<Unit>,
}

impl Duration {
    pub(super) fn of(it: tree::Duration) -> Self {
        Duration { count: it.count, unit: Word(it.unit) }
    }
}

/// How often.
#[derive(Clone, Copy, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Frequency {
    /// Every how many; at least 1.
    every: u32,
    /// Of what: day, week, month, quarter or year.
    unit: Word<Unit>,
}

impl Frequency {
    /// What holds where a charter does not say how often it is reviewed.
    pub(super) const YEARLY: Frequency = Frequency { every: 1, unit: Word(Unit::Year) };

    pub(super) fn of(it: tree::Frequency) -> Self {
        Frequency { every: it.every, unit: Word(it.unit) }
    }
}

/// A distance from a day: from a launch, or from a commitment.
#[derive(Clone, Copy, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Offset {
    /// How many; below zero before the day.
    count: i32,
    /// Of what.
    unit: Word<Unit>,
}

impl Offset {
    pub(super) fn of(it: tree::Offset) -> Self {
        Offset { count: it.count, unit: Word(it.unit) }
    }
}

/// What a metric is compared with.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Threshold<'a> {
    /// The number.
    value: Number,
    /// `percent`, `count`, a currency (`USD`), or a unit of time (`day`).
    unit: &'a str,
}

impl<'a> Threshold<'a> {
    fn of(it: &'a tree::Threshold) -> Self {
        let (value, unit) = match &it.value {
            ThresholdValue::Percent(value) => (*value, "percent"),
            ThresholdValue::Money(value, currency) => (*value, currency.as_str()),
            ThresholdValue::Duration(length) => (f64::from(length.count), length.unit.as_str()),
            ThresholdValue::Number(value) => (*value, "count"),
        };
        Threshold { value: Number(value), unit }
    }
}

/// What makes a trigger fire or a bet stop.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub(super) enum Condition<'a> {
    /// A metric passes a threshold.
    Metric {
        /// The metric.
        metric: &'static str,
        /// How it is compared.
        operator: Word<Operator>,
        /// With what.
        threshold: Threshold<'a>,
        /// How long it must hold.
        #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
        lasting: Option<Duration>,
    },
    /// What only people can judge.
    Prose {
        /// In their words.
        text: &'a str,
    },
}

impl<'a> Condition<'a> {
    pub(super) fn of(context: &Context<'a>, it: &'a tree::Condition) -> Self {
        match it {
            tree::Condition::Metric(measure, lasting) => Condition::Metric {
                metric: context.name(measure.metric),
                operator: Word(measure.operator),
                threshold: Threshold::of(&measure.threshold),
                lasting: lasting.map(Duration::of),
            },
            tree::Condition::Prose(text) => Condition::Prose { text: &text.value },
        }
    }
}

/// What reopens a decision.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Trigger<'a> {
    /// What it is called, within its item.
    name: &'static str,
    /// What it is called everywhere: the item, a dot, the name.
    id: String,
    /// What people call it; its name where it has no title.
    title: &'a str,
    /// What makes it fire.
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<Condition<'a>>,
    /// What kind of evidence.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Word<Evidence>>,
    /// The seat that says that it fired.
    #[serde(skip_serializing_if = "Option::is_none")]
    declared_by: Option<&'static str>,
    /// How often somebody looks.
    #[serde(skip_serializing_if = "Option::is_none")]
    checked: Option<Frequency>,
    /// How soon it is answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    respond_within: Option<Duration>,
}

impl<'a> Trigger<'a> {
    pub(super) fn of(context: &Context<'a>, item: Item<'a>, it: &'a tree::Trigger) -> Self {
        let name = it.name.as_str();
        Trigger {
            name,
            id: [item.name(), ".", name].concat(),
            title: it.title.as_ref().map_or(name, |title| &title.value),
            when: it.when.as_ref().map(|when| Condition::of(context, when)),
            evidence: it.evidence.map(|it| Word(it.value)),
            declared_by: it.declared.map(|name| context.name(name)),
            checked: it.checked.map(Frequency::of),
            respond_within: it.respond.map(Duration::of),
        }
    }
}

/// What a launch or a bet is measured by.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Outcome<'a> {
    /// How far off it shows.
    horizon: Word<Horizon>,
    /// The metric.
    metric: &'static str,
    /// How it is compared.
    operator: Word<Operator>,
    /// With what.
    threshold: Threshold<'a>,
    /// Until when.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<Day>,
    /// The seats that answer for it together.
    shared_by: Vec<&'static str>,
}

impl<'a> Outcome<'a> {
    pub(super) fn of(context: &Context<'a>, it: &'a tree::Outcome) -> Self {
        Outcome {
            horizon: Word(it.horizon),
            metric: context.name(it.measure.metric),
            operator: Word(it.measure.operator),
            threshold: Threshold::of(&it.measure.threshold),
            by: it.by.map(|it| Day(it.value)),
            shared_by: context.names(it.shared.iter().copied()),
        }
    }
}

/// A day on which a launch or a bet is looked at again.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Review {
    /// How long after the launch or the commitment.
    at: Offset,
    /// The day that it comes to.
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<Day>,
    /// The seat that looks.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'static str>,
}

impl Review {
    /// Those of a clause, reckoned from a day on the calendar of the owner.
    pub(super) fn of<'a>(
        context: &Context<'a>,
        (offsets, by): (&'a [tree::Offset], Option<Name>),
        from: Option<tree::DateAt>,
        owner: Option<Seat<'a>>,
    ) -> Vec<Review> {
        let fallback = time::WorkCalendar::default();
        let days = owner.map_or(&fallback, Seat::days);
        let one = |offset: &tree::Offset| Review {
            at: Offset::of(*offset),
            on: from.and_then(|from| time::offset(from.value, *offset, days)).map(Day),
            by: by.map(|name| context.name(name)),
        };
        offsets.iter().map(one).collect()
    }
}

/// The answer to a question that a class asks.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Answer<'a> {
    /// The name of the question.
    pub(super) question: &'static str,
    /// The seat that answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'static str>,
    /// The seats that answer together with it.
    with: Vec<&'static str>,
    /// The answer in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    /// The charter from which a launch inherits it.
    #[serde(skip_serializing_if = "Option::is_none")]
    inherited_from: Option<&'static str>,
}

impl<'a> Answer<'a> {
    pub(super) fn of(context: &Context<'a>, it: &'a tree::Answer) -> Self {
        let (by, with, text) = match &it.says {
            Says::By(by, with) => {
                (Some(context.name(*by)), context.names(with.iter().copied()), None)
            }
            Says::Prose(text) => (None, Vec::new(), Some(&*text.value)),
        };
        Answer { question: it.question.as_str(), by, with, text, inherited_from: None }
    }

    /// The same, as a launch has it from its charter.
    pub(super) fn inherited(self, from: &'static str) -> Self {
        Answer { inherited_from: Some(from), ..self }
    }
}

/// In what a metric is measured.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub(super) enum Measured<'a> {
    /// A share.
    Percent,
    /// A length of time.
    Duration,
    /// Money.
    Money {
        /// Three capital letters.
        currency: &'static str,
    },
    /// A number of things.
    Count {
        /// Of what.
        of: &'a str,
    },
}

impl<'a> Measured<'a> {
    pub(super) fn of(unit: &'a MetricUnit) -> Self {
        match unit {
            MetricUnit::Percent => Measured::Percent,
            MetricUnit::Duration => Measured::Duration,
            MetricUnit::Money(currency) => Measured::Money { currency: currency.as_str() },
            MetricUnit::Count(of) => Measured::Count { of },
        }
    }
}
