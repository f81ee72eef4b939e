//! Triggers, conditions, measures.

use super::{Garbled, Lower, Lowered};
use crate::diagnostic::Diagnostic;
use crate::grammar::{Node, Rule};
use crate::symbol::Symbol;
use crate::tree::{
    Body, Condition, Evidence, Horizon, Measure, MetricUnit, Operator, Outcome, Threshold,
    ThresholdValue, Trigger, Unit,
};
use crate::words::{self, quoted};

impl Lower<'_> {
    pub(super) fn trigger(&mut self, node: Node<'_>) -> Lowered<Body> {
        let mut parts = node.children();
        let name = self.new_name(&parts.next().ok_or(Garbled)?)?;
        let mut trigger = Trigger {
            name,
            title: None,
            when: None,
            evidence: None,
            declared: None,
            checked: None,
            respond: None,
        };
        for part in parts {
            self.trigger_part(&mut trigger, part)?;
        }
        Ok(Body::Trigger(Box::new(trigger)))
    }

    fn trigger_part(&mut self, trigger: &mut Trigger, part: Node<'_>) -> Lowered<()> {
        let (rule, span) = (part.rule(), self.span(&part));
        let keyword = words::first_word(part.text());
        let twice = match rule {
            Rule::text => trigger.title.replace(self.text(&part)?).is_some(),
            Rule::when => trigger.when.replace(self.condition(part)?).is_some(),
            Rule::evidence => {
                let word = part.children().next().ok_or(Garbled)?;
                let evidence =
                    self.one_of(&word, "a kind of evidence", Evidence::ALL, Evidence::as_str)?;
                trigger.evidence.replace(evidence).is_some()
            }
            Rule::declared => trigger.declared.replace(self.by(part)?).is_some(),
            Rule::checked => {
                let word = part.children().next().ok_or(Garbled)?;
                trigger.checked.replace(self.frequency(&word)?).is_some()
            }
            Rule::respond => {
                let within = part.children().next().ok_or(Garbled)?;
                trigger.respond.replace(self.within(within)?).is_some()
            }
            _ => false,
        };
        if twice {
            self.errors.push(twice_in(span, "trigger", keyword));
        }
        Ok(())
    }

    /// What stands behind `when`.
    pub(super) fn condition(&mut self, node: Node<'_>) -> Lowered<Condition> {
        let mut parts = node.children();
        let first = parts.next().ok_or(Garbled)?;
        if first.rule() == Rule::text {
            return Ok(Condition::Prose(self.text(&first)?));
        }
        let measure = self.measure(first)?;
        let lasting = parts.next().map(|part| self.only_duration(part)).transpose()?;
        Ok(Condition::Metric(Box::new(measure), lasting))
    }

    fn measure(&mut self, node: Node<'_>) -> Lowered<Measure> {
        let mut parts = node.children();
        let metric = self.name(&parts.next().ok_or(Garbled)?)?;
        let operator = match parts.next().ok_or(Garbled)?.text() {
            "<" => Operator::Less,
            "<=" => Operator::LessOrEqual,
            ">" => Operator::Greater,
            ">=" => Operator::GreaterOrEqual,
            _ => Operator::Equal,
        };
        let threshold = self.threshold(&parts.next().ok_or(Garbled)?)?;
        Ok(Measure { metric, operator, threshold })
    }

    fn threshold(&mut self, node: &Node<'_>) -> Lowered<Threshold> {
        let (text, span) = (node.text(), self.span(node));
        if let Some(value) = threshold_value(text, span) {
            return Ok(Threshold { value, span });
        }
        self.fail(
            Diagnostic::error(
                "syntax",
                format!("{} is not a value to compare with", quoted(text)),
                span,
                "not a value",
            )
            .help("write for example `85%`, `120 days`, `2.5M USD` or `40`"),
        )
    }

    /// The length of time of the first child.
    pub(super) fn only_duration(&mut self, node: Node<'_>) -> Lowered<crate::tree::Duration> {
        let word = node.children().next().ok_or(Garbled)?;
        self.duration(&word)
    }

    /// `within DURATION`
    pub(super) fn within(&mut self, node: Node<'_>) -> Lowered<crate::tree::Duration> {
        self.only_duration(node)
    }

    /// A clause whose first child is `by SEAT`.
    pub(super) fn by(&mut self, node: Node<'_>) -> Lowered<crate::tree::Name> {
        let by = node.children().next().ok_or(Garbled)?;
        self.only_name(by)
    }

    pub(super) fn outcome(&mut self, node: Node<'_>) -> Lowered<Body> {
        let mut parts = node.children();
        let word = parts.next().ok_or(Garbled)?;
        let horizon = self.one_of(&word, "a horizon", Horizon::ALL, Horizon::as_str)?.value;
        let measure = self.measure(parts.next().ok_or(Garbled)?)?;
        let mut outcome = Outcome { horizon, measure, by: None, shared: Box::default() };
        for part in parts {
            match part.rule() {
                Rule::by_date => outcome.by = Some(self.only_date(part)?),
                _ => outcome.shared = self.names(part.children())?,
            }
        }
        Ok(Body::Outcome(Box::new(outcome)))
    }

    pub(super) fn unit(&mut self, node: Node<'_>) -> Lowered<Body> {
        let span = self.span(&node);
        let mut parts = node.children();
        let word = parts.next().ok_or(Garbled)?;
        let of = parts.next();
        let unit = match (word.text(), &of) {
            ("percent", None) => MetricUnit::Percent,
            ("duration", None) => MetricUnit::Duration,
            ("money", Some(code)) if code.rule() == Rule::currency => {
                MetricUnit::Money(Symbol::new(code.text()))
            }
            ("count", Some(text)) if text.rule() == Rule::text => {
                MetricUnit::Count(self.text(text)?.value)
            }
            _ => {
                return self.fail(
                    Diagnostic::error(
                        "syntax",
                        format!("{} is not a unit", quoted(word.text())),
                        span,
                        "not a unit",
                    )
                    .help("write `percent`, `duration`, `money USD` or `count \"tickets\"`"),
                );
            }
        };
        Ok(Body::Unit(Box::new(unit)))
    }
}

/// A part that may stand once and stands again.
pub(super) fn twice_in(span: crate::Span, what: &str, keyword: &str) -> Diagnostic {
    let message = format!("this {what} has `{keyword}` twice");
    Diagnostic::error("duplicate-clause", message, span, format!("`{keyword}` again"))
        .help(format!("keep one `{keyword}`, and remove the other"))
}

/// A value that a metric is compared with.
pub(crate) fn threshold_value(text: &str, span: crate::Span) -> Option<ThresholdValue> {
    if let Some(percent) = text.strip_suffix('%') {
        return Some(ThresholdValue::Percent(decimal(percent)?));
    }
    if let Some((count, unit)) = super::time::length(text) {
        return Some(ThresholdValue::Duration(crate::tree::Duration { count, unit, span }))
            .filter(|_| unit != Unit::Cycle);
    }
    if let Some((number, currency)) = text.split_once(' ') {
        return Some(ThresholdValue::Money(decimal(number)?, Symbol::new(currency.trim())));
    }
    Some(ThresholdValue::Number(decimal(text)?))
}

/// `40`, `2.5`, `-3`, `2.5M`, `300k`: read as one number, since 4.1 times a million is not 4100000.
fn decimal(text: &str) -> Option<f64> {
    let (number, power) = match text.as_bytes().last() {
        Some(b'k' | b'K') => (&text[..text.len() - 1], "e3"),
        Some(b'M') => (&text[..text.len() - 1], "e6"),
        Some(b'B') => (&text[..text.len() - 1], "e9"),
        _ => (text, ""),
    };
    let plain = number.strip_prefix('-').unwrap_or(number);
    let digits = plain.bytes().all(|byte| byte == b'.' || byte.is_ascii_digit());
    let sensible =
        digits && plain.len() <= 18 && plain.as_bytes().first().is_some_and(u8::is_ascii_digit);
    sensible.then(|| format!("{number}{power}").parse().ok()).flatten()
}
