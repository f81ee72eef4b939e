//! A threshold that is measured in something else than its metric.

use crate::model::{Item, Metric, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, ClauseKind, ClauseKinds, Condition, Measure, MetricUnit, ThresholdValue};
use crate::{Diagnostic, Span};

use super::is_draft;

pub(crate) const RULE: Rule = Rule::check(
    "unit-mismatch",
    FixKind::None,
    "a threshold's unit is not its metric's",
    include_str!("unit_mismatch.md"),
    run,
);

/// Clauses that may hold a threshold.
const MEASURES: ClauseKinds =
    ClauseKinds::of(&[ClauseKind::Trigger, ClauseKind::Stop, ClauseKind::Outcome]);

fn run(model: &Model, findings: &mut Findings<'_>) {
    for item in
        findings.here(model).own_items().filter(|item| item.tree().present.any.intersects(MEASURES))
    {
        for measure in item.clauses().iter().filter_map(|it| measure(&it.body)) {
            if let Some(finding) = mismatch(model, measure, findings)
                && !is_draft(item)
            {
                findings.add(finding);
            }
        }
    }
}

fn measure(body: &Body) -> Option<&Measure> {
    let condition = match body {
        Body::Trigger(trigger) => trigger.when.as_ref()?,
        Body::Stop(condition) => condition,
        Body::Outcome(outcome) => return Some(&outcome.measure),
        _ => return None,
    };
    match condition {
        Condition::Metric(measure, _) => Some(measure),
        Condition::Prose(_) => None,
    }
}

fn mismatch(model: &Model, measure: &Measure, findings: &Findings<'_>) -> Option<Diagnostic> {
    let metric: Metric<'_> = model.named(measure.metric.symbol).known()?;
    let (unit, value) = (metric.unit()?, &measure.threshold.value);
    if fits(unit, value) {
        return None;
    }
    let written = findings.text(measure.threshold.span);
    let message =
        format!("`{written}` is {}, and `{}` is {}", said(value), metric.name(), measured(unit));
    let finding = RULE.finding(message, measure.threshold.span, "another unit than the metric's");
    let finding = match unit_span(*metric) {
        Some(place) => finding.also(place, "what the metric is measured in"),
        None => finding,
    };
    Some(finding.help(help(unit, value, written)))
}

fn fits(unit: &MetricUnit, value: &ThresholdValue) -> bool {
    match (unit, value) {
        (MetricUnit::Money(one), ThresholdValue::Money(_, other)) => one == other,
        (MetricUnit::Percent, ThresholdValue::Percent(_))
        | (MetricUnit::Duration, ThresholdValue::Duration(_))
        | (MetricUnit::Count(_), ThresholdValue::Number(_)) => true,
        _ => false,
    }
}

fn unit_span(metric: Item<'_>) -> Option<Span> {
    metric.clause_span(|body| matches!(body, Body::Unit(_)))
}

fn said(value: &ThresholdValue) -> String {
    match value {
        ThresholdValue::Percent(_) => "a share".into(),
        ThresholdValue::Money(_, currency) => format!("money in {currency}"),
        ThresholdValue::Duration(_) => "a length of time".into(),
        ThresholdValue::Number(_) => "a bare number".into(),
    }
}

fn measured(unit: &MetricUnit) -> String {
    match unit {
        MetricUnit::Percent => "measured in percent".into(),
        MetricUnit::Duration => "a length of time".into(),
        MetricUnit::Money(currency) => format!("money in {currency}"),
        MetricUnit::Count(what) => format!("a count of {what}"),
    }
}

fn help(unit: &MetricUnit, value: &ThresholdValue, written: &str) -> String {
    let bare = matches!(value, ThresholdValue::Number(_));
    match unit {
        MetricUnit::Percent if bare => format!("write `{written}%` if percent is meant"),
        MetricUnit::Percent => "write a share, as `85%`".into(),
        MetricUnit::Duration if bare => format!("write `{written} days` if days are meant"),
        MetricUnit::Duration => "write a length of time, as `120 days`".into(),
        MetricUnit::Money(currency) if bare => {
            format!("write `{written} {currency}` if that is meant")
        }
        MetricUnit::Money(currency) => format!("write an amount, as `2.5M {currency}`"),
        MetricUnit::Count(_) => "write a bare number, as `40`".into(),
    }
}
