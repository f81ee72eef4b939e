//! Clauses of calendars, seats, artifacts, functions and classes.

use super::{Garbled, Lower, Lowered};
use crate::diagnostic::{Diagnostic, Safety};
use crate::grammar::{Node, Rule};
use crate::span::{Span, Spanned};
use crate::tree::{
    Asks, Body, Channel, Frequency, Holder, Period, Refreshed, Sign, Signer, Surface, Tier, Unit,
};
use crate::words::quoted;

impl Lower<'_> {
    pub(super) fn holder(&mut self, node: Node<'_>) -> Lowered<Body> {
        let mut holder = Holder {
            ai: false,
            name: crate::tree::Text { value: "".into(), span: self.span(&node) },
            email: None,
            since: None,
            until: None,
        };
        for part in node.children() {
            match part.rule() {
                Rule::ai => holder.ai = true,
                Rule::text => holder.name = self.text(&part)?,
                Rule::email => holder.email = Some(self.email(&part)?),
                Rule::since => holder.since = Some(self.only_date(part)?),
                _ => holder.until = Some(self.only_date(part)?),
            }
        }
        Ok(Body::Holder(Box::new(holder)))
    }

    pub(super) fn refreshed(&mut self, node: Node<'_>) -> Lowered<Body> {
        let part = node.children().next().ok_or(Garbled)?;
        Ok(Body::Refreshed(match part.rule() {
            Rule::live => Refreshed::Live,
            Rule::by => Refreshed::By(self.only_name(part)?),
            _ => Refreshed::Every(self.frequency(&part)?),
        }))
    }

    pub(super) fn decides(&mut self, node: Node<'_>) -> Lowered<Body> {
        let decisions = node.children().map(|decision| self.decision(decision));
        Ok(Body::Decides(decisions.collect::<Lowered<_>>()?))
    }

    pub(super) fn period(&mut self, node: Node<'_>) -> Lowered<Body> {
        let mut parts = node.children();
        let first = parts.next().ok_or(Garbled)?;
        if first.rule() == Rule::on_trigger {
            return Ok(Body::Period(Box::new(Period::OnTrigger)));
        }
        let fastest = self.frequency(&first)?;
        let last = parts.next();
        let slowest = last.map_or(Ok(fastest), |last| self.frequency(&last))?;
        let mut ends = (fastest, slowest);
        if usual_days(fastest) > usual_days(slowest) {
            let (from, to) = (last.map_or("", |last| last.text()), first.text());
            self.errors.push(reversed(fastest.span.to(slowest.span), &format!("{from} to {to}")));
            ends = (slowest, fastest);
        }
        Ok(Body::Period(Box::new(Period::Between(ends.0, ends.1))))
    }

    pub(super) fn surface_word(&mut self, node: Node<'_>) -> Lowered<Surface> {
        let word = node.children().next().ok_or(Garbled)?;
        Ok(self.one_of(&word, "a surface", Surface::ALL, Surface::as_str)?.value)
    }

    pub(super) fn asks(&mut self, node: Node<'_>) -> Lowered<Body> {
        let mut parts = node.children();
        let name = self.new_name(&parts.next().ok_or(Garbled)?)?;
        let question = self.text(&parts.next().ok_or(Garbled)?)?;
        let mut asks = Asks {
            name,
            question,
            tiers: Box::default(),
            through: None,
            when: None,
            default: Box::default(),
        };
        let mut tiers = Vec::new();
        for part in parts {
            match part.rule() {
                Rule::for_tiers => {
                    for word in part.children() {
                        tiers.push(self.one_of(&word, "a tier", Tier::ALL, Tier::as_str)?.value);
                    }
                }
                Rule::through_channel => {
                    let word = part.children().next().ok_or(Garbled)?;
                    asks.through =
                        Some(self.one_of(&word, "a channel", Channel::ALL, Channel::as_str)?.value);
                }
                Rule::when_surface => asks.when = Some(self.surface_word(part)?),
                _ => asks.default = self.names(part.children())?,
            }
        }
        asks.tiers = tiers.into();
        Ok(Body::Asks(Box::new(asks)))
    }

    pub(super) fn sign(&mut self, node: Node<'_>) -> Lowered<Body> {
        let first = node.children().next().ok_or(Garbled)?;
        if let Ok(number) = first.text().parse::<u32>() {
            let number = Spanned::new(number, self.span(&first));
            return Ok(Body::Sign(Box::new(Sign::Number(number))));
        }
        let signers = node.children().map(|word| match word.text() {
            "owner" => Ok(Signer::Owner(self.span(&word))),
            _ => Ok(Signer::Seat(self.name(&word)?)),
        });
        Ok(Body::Sign(Box::new(Sign::Names(signers.collect::<Lowered<_>>()?))))
    }
}

/// How many days lie between, near enough to tell which of two is faster.
fn usual_days(frequency: Frequency) -> u32 {
    let days: u32 = match frequency.unit {
        Unit::Week => 7,
        Unit::Month => 30,
        Unit::Quarter => 91,
        Unit::Year => 365,
        _ => 1,
    };
    days.saturating_mul(frequency.every)
}

/// A period whose ends stand the other way round.
fn reversed(place: Span, written: &str) -> Diagnostic {
    let message = "a period runs from the faster frequency to the slower one";
    Diagnostic::error("syntax", message, place, "the other way round")
        .help(format!("write {}", quoted(written)))
        .fix(format!("write {}", quoted(written)), Safety::Safe, place, written)
}
