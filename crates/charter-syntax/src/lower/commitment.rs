//! Clauses of charters, launches and bets.

use super::{Garbled, Lower, Lowered};
use crate::grammar::{Node, Rule};
use crate::tree::{
    Allow, Answer, Body, Classified, Committed, Criterion, Escalation, Gate, Input, Kind, Party,
    Record, RecordEvery, ReviewAt, Right, Says, Signature, Through, Tier,
};

impl Lower<'_> {
    pub(super) fn allow(&mut self, node: Node<'_>) -> Lowered<Body> {
        let mut parts = node.children();
        let rule = self.name(&parts.next().ok_or(Garbled)?)?;
        let (mut until, mut because) = (None, None);
        for part in parts {
            match part.rule() {
                Rule::until => until = Some(self.only_date(part)?),
                _ => because = Some(self.text(&part)?),
            }
        }
        Ok(Body::Allow(Box::new(Allow { rule, until, because: because.ok_or(Garbled)? })))
    }

    pub(super) fn counterparties(&mut self, node: Node<'_>) -> Lowered<Body> {
        let parties = node.children().map(|party| {
            let mut parts = party.children();
            let name = self.name(&parts.next().ok_or(Garbled)?)?;
            let right = match parts.next() {
                None => Right::Consulted,
                Some(part) => match part.rule() {
                    Rule::gates => Right::Gates,
                    Rule::vetoes => Right::Vetoes,
                    _ => Right::CoDecides(self.only_text(part)?),
                },
            };
            Ok(Party { name, right })
        });
        Ok(Body::Counterparties(parties.collect::<Lowered<_>>()?))
    }

    /// The text of the first child.
    pub(super) fn only_text(&mut self, node: Node<'_>) -> Lowered<crate::tree::Text> {
        let text = node.children().next().ok_or(Garbled)?;
        self.text(&text)
    }

    pub(super) fn input(&mut self, node: Node<'_>) -> Lowered<Body> {
        let (mut artifacts, mut due, mut or_defer) = (Vec::new(), None, false);
        for part in node.children() {
            match part.rule() {
                Rule::word => artifacts.push(self.name(&part)?),
                Rule::due => due = Some(self.only_duration(part)?),
                _ => or_defer = true,
            }
        }
        Ok(Body::Input(Box::new(Input { artifacts: artifacts.into(), due, or_defer })))
    }

    pub(super) fn escalation(&mut self, node: Node<'_>) -> Lowered<Body> {
        let part = node.children().next().ok_or(Garbled)?;
        if part.rule() == Rule::nowhere {
            return Ok(Body::Escalation(Box::new(Escalation::None(self.only_text(part)?))));
        }
        let mut parts = part.children();
        let target = self.name(&parts.next().ok_or(Garbled)?)?;
        let within = self.within(parts.next().ok_or(Garbled)?)?;
        let when = parts.next().map(|text| self.text(&text)).transpose()?;
        Ok(Body::Escalation(Box::new(Escalation::To { target, within, when })))
    }

    pub(super) fn recorded(&mut self, node: Node<'_>) -> Lowered<Body> {
        let mut parts = node.children();
        let every = match parts.next().ok_or(Garbled)?.rule() {
            Rule::each_cycle => RecordEvery::Cycle,
            _ => RecordEvery::Decision,
        };
        let place = parts.next().map(|text| self.text(&text)).transpose()?;
        Ok(Body::Record(Box::new(Record { every, place })))
    }

    pub(super) fn answer(&mut self, node: Node<'_>) -> Lowered<Body> {
        let mut parts = node.children();
        let question = self.name(&parts.next().ok_or(Garbled)?)?;
        let part = parts.next().ok_or(Garbled)?;
        if part.rule() == Rule::text {
            let says = Says::Prose(self.text(&part)?);
            return Ok(Body::Answer(Box::new(Answer { question, says })));
        }
        let by = self.only_name(part)?;
        let with = parts.next().map_or(Ok(Box::default()), |with| self.names(with.children()))?;
        Ok(Body::Answer(Box::new(Answer { question, says: Says::By(by, with) })))
    }

    pub(super) fn signed(&mut self, node: Node<'_>) -> Lowered<Body> {
        let signatures = node.children().map(|signature| {
            let mut parts = signature.children();
            let seat = self.name(&parts.next().ok_or(Garbled)?)?;
            let date = self.date(&parts.next().ok_or(Garbled)?)?;
            let fingerprint = parts.next().map(|hex| self.fingerprint(&hex)).transpose()?;
            Ok(Signature { seat, date, fingerprint })
        });
        Ok(Body::Signed(signatures.collect::<Lowered<_>>()?))
    }

    pub(super) fn tier(&mut self, node: Node<'_>) -> Lowered<Body> {
        let mut parts = node.children();
        let word = parts.next().ok_or(Garbled)?;
        let tier = self.one_of(&word, "a tier", Tier::ALL, Tier::as_str)?;
        let by = parts.next().map(|by| self.only_name(by)).transpose()?;
        Ok(Body::Tier(Box::new(Classified { tier, by })))
    }

    pub(super) fn through(&mut self, node: Node<'_>) -> Lowered<Body> {
        let channels = node.children().map(|channel| {
            let part = channel.children().next().ok_or(Garbled)?;
            match part.rule() {
                Rule::partner => Ok(Through::Partner(self.only_name(part)?)),
                _ => Ok(Through::Regulated(self.only_text(part)?)),
            }
        });
        Ok(Body::Through(channels.collect::<Lowered<_>>()?))
    }

    pub(super) fn gate(&mut self, node: Node<'_>) -> Lowered<Body> {
        let mut parts = node.children();
        let date = self.date(&parts.next().ok_or(Garbled)?)?;
        let by = self.only_name(parts.next().ok_or(Garbled)?)?;
        let criteria = parts.map(|criterion| {
            let mut parts = criterion.children();
            let text = self.text(&parts.next().ok_or(Garbled)?)?;
            let shown = parts.next().map(|by| self.only_name(by)).transpose()?;
            Ok(Criterion { text, shown })
        });
        let criteria = criteria.collect::<Lowered<_>>()?;
        Ok(Body::Gate(Box::new(Gate { date, by, criteria })))
    }

    pub(super) fn review_at(&mut self, node: Node<'_>) -> Lowered<Body> {
        let from_launch = self.kind == Kind::Launch;
        let (mut offsets, mut by) = (Vec::new(), None);
        for part in node.children() {
            match part.rule() {
                Rule::offset => offsets.push(self.offset(&part, from_launch)?),
                _ => by = Some(self.only_name(part)?),
            }
        }
        Ok(Body::ReviewAt(Box::new(ReviewAt { offsets: offsets.into(), by })))
    }

    pub(super) fn committed(&mut self, node: Node<'_>) -> Lowered<Body> {
        let mut parts = node.children();
        let date = self.date(&parts.next().ok_or(Garbled)?)?;
        let charter = parts.next().map(|name| self.name(&name)).transpose()?;
        Ok(Body::Committed(Box::new(Committed { date, charter })))
    }

    pub(super) fn stop(&mut self, node: Node<'_>) -> Lowered<Body> {
        let when = node.children().next().ok_or(Garbled)?;
        Ok(Body::Stop(Box::new(self.condition(when)?)))
    }
}
