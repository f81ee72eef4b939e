//! Clauses of raises, records and transitions.

use super::word::{BETWEEN_NAMES, respell};
use super::{Garbled, Lower, Lowered};
use crate::diagnostic::{Diagnostic, Safety};
use crate::grammar::{Node, Rule};
use crate::span::Span;
use crate::symbol::Symbol;
use crate::tree::{Body, Decision, Disposed, Disposition, Dotted, Matter, Name, Redecide, Retire};
use crate::words::{is_name, quoted};

impl Lower<'_> {
    pub(super) fn history_body(&mut self, node: Node<'_>) -> Lowered<Body> {
        Ok(match node.rule() {
            Rule::fired => {
                let name = node.children().next().ok_or(Garbled)?;
                Body::Fired(Box::new(self.dotted(&name)?))
            }
            Rule::customer => Body::Customer(self.only_text(node)?.into()),
            Rule::stuck => Body::Stuck(self.only_name(node)?),
            Rule::by => Body::By(self.only_name(node)?),
            Rule::shows => Body::Shows(self.only_text(node)?.into()),
            Rule::of_charter => Body::Of(self.only_name(node)?),
            Rule::answers => Body::Answers(self.names(node.children())?),
            Rule::reopens => Body::Reopens(self.names(node.children())?),
            Rule::decided => Body::Decided(self.matter(node)?),
            Rule::deferred => Body::Deferred(self.matter(node)?),
            Rule::disposed => self.disposed(node)?,
            Rule::of_seat => Body::Handed(self.only_name(node)?),
            Rule::from_holder => Body::From(self.only_text(node)?.into()),
            Rule::to_holder => Body::To(self.only_text(node)?.into()),
            Rule::recommit => Body::Recommit(self.all_dotted(node)?),
            Rule::redecide => {
                let record =
                    part(node, Rule::in_record).map(|it| self.only_name(it)).transpose()?;
                Body::Redecide(Box::new(Redecide { items: self.all_dotted(node)?, record }))
            }
            Rule::retire => {
                let because = part(node, Rule::because).map(|it| self.only_text(it)).transpose()?;
                Body::Retire(Box::new(Retire { items: self.all_dotted(node)?, because }))
            }
            _ => return Err(Garbled),
        })
    }

    /// `retired forum because "…"` in a transition: `retired` tells of the transition itself.
    pub(super) fn means_retire(&self, node: &Node<'_>, item: &Node<'_>) -> Diagnostic {
        let (clause, length) = self.clause_span(node);
        let keyword = Span { end: clause.start + length, ..clause };
        let message =
            format!("`retired` is followed by a day, and {} is none", quoted(item.text()));
        Diagnostic::error("syntax", message, self.span(item), "not a date")
            .help("did you mean `retire`? what a transition retires stands behind that")
            .fix("write `retire`", Safety::Safe, keyword, "retire")
    }

    fn matter(&mut self, node: Node<'_>) -> Lowered<Box<Matter>> {
        let decision = part(node, Rule::decision).map(|it| self.decision(it)).transpose()?;
        let text = match part(node, Rule::because) {
            Some(because) => self.only_text(because)?,
            None => self.text(&part(node, Rule::text).ok_or(Garbled)?)?,
        };
        Ok(Box::new(Matter { decision, text }))
    }

    /// `CLASS [of SUBJECT]`
    pub(super) fn decision(&mut self, node: Node<'_>) -> Lowered<Decision> {
        let mut parts = node.children();
        let class = self.name(&parts.next().ok_or(Garbled)?)?;
        let subject = parts.next().map(|name| self.name(&name)).transpose()?;
        Ok(Decision { class, subject })
    }

    fn disposed(&mut self, node: Node<'_>) -> Lowered<Body> {
        let mut parts = node.children();
        let (bet, word) = (parts.next().ok_or(Garbled)?, parts.next().ok_or(Garbled)?);
        let all = Disposition::ALL;
        let becomes = |word: &Node<'_>| all.iter().any(|it| it.as_str() == word.text());
        if becomes(&bet) && !becomes(&word) && is_name(word.text()) {
            let place = self.span(&bet).to(self.span(&word));
            return self.fail(bet_behind(place, word.text(), bet.text()));
        }
        let bet = self.name(&bet)?;
        let disposition = self.one_of(&word, "what becomes of a bet", all, Disposition::as_str)?;
        Ok(Body::Disposed(Box::new(Disposed { bet, disposition })))
    }

    fn all_dotted(&mut self, node: Node<'_>) -> Lowered<Box<[Dotted]>> {
        let words = node.children().filter(|part| part.rule() == Rule::word);
        words.map(|word| self.dotted(&word)).collect()
    }

    /// `ITEM` or `ITEM.TRIGGER`.
    fn dotted(&mut self, node: &Node<'_>) -> Lowered<Dotted> {
        let (text, span) = (node.text(), self.span(node));
        if !text.contains(BETWEEN_NAMES) {
            return Ok(Dotted { item: self.name(node)?, trigger: None });
        }
        let parts = text.split_once('.').filter(|(one, other)| is_name(one) && is_name(other));
        let Some((item, trigger)) = parts else { return self.fail(no_pair(text, span)) };
        let dot = self.map.offset(node.range().start + item.len());
        let item = Name { symbol: Symbol::new(item), span: Span { end: dot, ..span } };
        let trigger = Name { symbol: Symbol::new(trigger), span: Span { start: dot + 1, ..span } };
        Ok(Dotted { item, trigger: Some(trigger) })
    }
}

/// `bet renewed edge-cache`
fn bet_behind(place: Span, bet: &str, becomes: &str) -> Diagnostic {
    let message = format!("`{becomes}` stands before the bet");
    Diagnostic::error("syntax", message, place, "the bet comes first")
        .help(format!("write `bet {bet} {becomes}`"))
        .fix(
            format!("write `bet {bet} {becomes}`"),
            Safety::Safe,
            place,
            format!("{bet} {becomes}"),
        )
}

/// What is meant as a trigger behind its item, and is no pair of names with a dot between them.
fn no_pair(text: &str, span: Span) -> Diagnostic {
    let message = format!("{} is not spelled as the name of a trigger", quoted(text));
    let error = Diagnostic::error("malformed-name", message, span, "not an item, a dot, a trigger");
    let pair = text.split_once(BETWEEN_NAMES).and_then(|(item, trigger)| {
        let trigger = respell(trigger).filter(|_| !trigger.contains(BETWEEN_NAMES))?;
        Some(format!("{}.{trigger}", respell(item)?))
    });
    let Some(pair) = pair else {
        return error.help("write ITEM.TRIGGER, as `roadmap-forum.capacity-evidence`");
    };
    let safety = if text.contains('/') { Safety::Unsafe } else { Safety::Safe };
    error.help(format!("write ITEM.TRIGGER, as `{pair}`")).fix(
        format!("write `{pair}`"),
        safety,
        span,
        pair,
    )
}

/// The first part that a rule read.
fn part(node: Node<'_>, rule: Rule) -> Option<Node<'_>> {
    node.children().find(|part| part.rule() == rule)
}
