//! A chair at the table: who should be in a room is written among its counterparties.

use super::stub::append;
use crate::Edit;
use crate::model::{Charter, Named, Seat, Who};
use crate::rule::Findings;
use crate::tree::{Body, Right};

/// Puts a seat into the room, or gives it a right where it is there already. None where
/// it has another right, which is not ours to take away.
pub(crate) fn admit(
    charter: Charter<'_>,
    seat: Seat<'_>,
    right: &str,
    findings: &Findings<'_>,
) -> Option<Edit> {
    let right = if right.is_empty() { String::new() } else { format!(" {right}") };
    let there = charter.parties().find(|it| it.who == Named::Known(Who::Seat(seat)));
    if let Some(party) = there {
        let heard = *party.right == Right::Consulted;
        return heard.then(|| Edit { span: party.name.span.after(), text: right });
    }
    let name = seat.name();
    let last = charter.clauses().iter().rfind(|it| matches!(it.body, Body::Counterparties(_)));
    Some(match last {
        Some(clause) => Edit { span: clause.span.after(), text: format!(", {name}{right}") },
        None => append(*charter, &[("counterparties", format!("{name}{right}"))], findings),
    })
}
