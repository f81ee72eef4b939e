//! Which clause it is: the one place that pairs rules of the grammar with the tree.

use super::{Garbled, Lower, Lowered};
use crate::grammar::{Node, Rule};
use crate::tree::{Altitude, Attention, Body, Closed, Holiday, Hours, Kind, Level, Retirement};
use crate::words::is_name;

impl Lower<'_> {
    pub(super) fn body(&mut self, node: Node<'_>) -> Lowered<Body> {
        match node.rule() {
            Rule::formerly
            | Rule::retired
            | Rule::allow
            | Rule::note
            | Rule::zone_is
            | Rule::workdays
            | Rule::hours
            | Rule::fiscal_year
            | Rule::holiday
            | Rule::closed
            | Rule::on_holiday => self.calendar_body(node),
            Rule::altitude
            | Rule::in_function
            | Rule::holder
            | Rule::alternate
            | Rule::reports_to
            | Rule::in_calendar
            | Rule::members
            | Rule::owner
            | Rule::refreshed
            | Rule::found_at
            | Rule::unit
            | Rule::decides
            | Rule::never
            | Rule::voice
            | Rule::level
            | Rule::period
            | Rule::gate_functions
            | Rule::attention
            | Rule::asks
            | Rule::sign => self.organization_body(node),
            _ => self.commitment_body(node),
        }
    }

    fn calendar_body(&mut self, node: Node<'_>) -> Lowered<Body> {
        match node.rule() {
            Rule::workdays => return self.workdays(node),
            Rule::allow => return self.allow(node),
            Rule::on_holiday => return Ok(Body::OnHoliday(self.on_holiday(node)?)),
            _ => {}
        }
        let rule = node.rule();
        let mut parts = node.children();
        let first = parts.next().ok_or(Garbled)?;
        Ok(match rule {
            Rule::formerly => Body::Formerly(self.name(&first)?),
            Rule::retired if self.kind == Kind::Transition && is_name(first.text()) => {
                return self.fail(self.means_retire(&node, &first));
            }
            Rule::retired => {
                let text = parts.next().ok_or(Garbled)?;
                Body::Retired(Box::new(Retirement {
                    date: self.date(&first)?,
                    because: self.text(&text)?,
                }))
            }
            Rule::note => Body::Note(self.text(&first)?.into()),
            Rule::zone_is => Body::Zone(self.zone(&first)?),
            Rule::hours => {
                let to = parts.next().ok_or(Garbled)?;
                Body::Hours(Box::new(Hours { from: self.time(&first)?, to: self.time(&to)? }))
            }
            Rule::fiscal_year => Body::FiscalYear(self.month(&first)?),
            Rule::holiday => {
                let text = parts.next().ok_or(Garbled)?;
                Body::Holiday(Box::new(Holiday {
                    date: self.date(&first)?,
                    title: self.text(&text)?,
                }))
            }
            _ => {
                let (to, text) = (parts.next().ok_or(Garbled)?, parts.next().ok_or(Garbled)?);
                Body::Closed(Box::new(Closed {
                    from: self.date(&first)?,
                    to: self.date(&to)?,
                    title: self.text(&text)?,
                }))
            }
        })
    }

    fn organization_body(&mut self, node: Node<'_>) -> Lowered<Body> {
        match node.rule() {
            Rule::holder => self.holder(node),
            Rule::refreshed => self.refreshed(node),
            Rule::unit => self.unit(node),
            Rule::decides => self.decides(node),
            Rule::period => self.period(node),
            Rule::asks => self.asks(node),
            Rule::sign => self.sign(node),
            Rule::in_function => Ok(Body::Function(self.only_name(node)?)),
            Rule::reports_to => Ok(Body::ReportsTo(self.only_name(node)?)),
            Rule::in_calendar => Ok(Body::Calendar(self.only_name(node)?)),
            Rule::found_at => Ok(Body::At(self.only_text(node)?.into())),
            Rule::alternate => Ok(Body::Alternate(self.names(node.children())?)),
            Rule::members => Ok(Body::Members(self.names(node.children())?)),
            Rule::owner => Ok(Body::Owner(self.names(node.children())?)),
            Rule::never => Ok(Body::Never(self.names(node.children())?)),
            Rule::gate_functions => Ok(Body::GateFunctions(self.names(node.children())?)),
            _ => self.choice_body(node),
        }
    }

    /// Clauses that hold one word of a short list.
    fn choice_body(&mut self, node: Node<'_>) -> Lowered<Body> {
        let rule = node.rule();
        let word = node.children().next().ok_or(Garbled)?;
        Ok(match rule {
            Rule::altitude => Body::Altitude(self.one_of(
                &word,
                "an altitude",
                Altitude::ALL,
                Altitude::as_str,
            )?),
            Rule::level => {
                Body::Level(self.one_of(&word, "a level", Level::ALL, Level::as_str)?.value)
            }
            Rule::attention => Body::Attention(
                self.one_of(&word, "a place in the queue", Attention::ALL, Attention::as_str)?
                    .value,
            ),
            _ => Body::Voice(self.surface_word(word)?),
        })
    }

    fn commitment_body(&mut self, node: Node<'_>) -> Lowered<Body> {
        match node.rule() {
            Rule::counterparties => self.counterparties(node),
            Rule::cadence => self.cadence(node),
            Rule::input => self.input(node),
            Rule::trigger => self.trigger(node),
            Rule::escalation => self.escalation(node),
            Rule::recorded => self.recorded(node),
            Rule::answer => self.answer(node),
            Rule::signed => self.signed(node),
            Rule::tier => self.tier(node),
            Rule::through => self.through(node),
            Rule::gate => self.gate(node),
            Rule::outcome => self.outcome(node),
            Rule::review_at => self.review_at(node),
            Rule::committed => self.committed(node),
            Rule::stop => self.stop(node),
            Rule::draft => Ok(Body::Draft),
            Rule::surface => Ok(Body::Surface(self.surface_word(node)?)),
            Rule::governed => Ok(Body::Governed(self.by(node)?)),
            Rule::informed => Ok(Body::Informed(self.names(node.children())?)),
            Rule::includes => Ok(Body::Includes(self.only_text(node)?.into())),
            Rule::excludes => Ok(Body::Excludes(self.only_text(node)?.into())),
            Rule::no_charter => Ok(Body::NoCharter(self.only_text(node)?.into())),
            Rule::effective => Ok(Body::Effective(self.only_date(node)?)),
            Rule::expires => Ok(Body::Expires(self.only_date(node)?)),
            Rule::reviewed => Ok(Body::Reviewed(self.only_date(node)?)),
            Rule::ships => Ok(Body::Ships(self.only_date(node)?)),
            Rule::review => {
                let word = node.children().next().ok_or(Garbled)?;
                Ok(Body::Review(self.frequency(&word)?))
            }
            _ => self.history_body(node),
        }
    }
}
