//! The audit: everything that a seat holds on a day, and what waits for an answer.
//!
//! State outlives leaders. Whoever takes a seat over reads this first, and says of each charter,
//! each bet and each trigger that it goes on, is decided anew, or ends. What is listed is what
//! the model says that the seat holds, so a transition that sorts all of it leaves nothing out.

mod data;
mod held;

use jiff::civil::Date;

use crate::model::{Cause, Model, Named, Raise, Seat, Venue};

pub use data::{AuditReport, HeldData, HolderData, LastData, RaiseData, SeatData, schema};

/// What a seat holds on a day.
pub fn audit(model: &Model, seat: Seat<'_>, day: Date) -> AuditReport {
    let held = model.holdings().of(seat, day);
    let customers = model.serving_customers(day);
    let open = model.raises().filter(|raise| raise.is_open(day));
    AuditReport {
        format: "charter-audit/1",
        as_of: day.to_string(),
        seat: seat_data(seat, day),
        held: held.into_iter().map(|it| held::data(it, day)).collect(),
        raises: open.filter_map(|it| raise_data(it, it.venue(customers), seat, day)).collect(),
    }
}

fn seat_data(seat: Seat<'_>, day: Date) -> SeatData {
    let holder = seat.holder_on(day).map(|it| HolderData {
        name: it.name.value.to_string(),
        since: it.since.map(|since| since.value.to_string()),
    });
    SeatData { name: seat.name(), title: seat.title().to_owned(), holder }
}

/// Something raised, if the seat raised it or has to answer it.
fn raise_data(raise: Raise<'_>, venue: Venue<'_>, seat: Seat<'_>, day: Date) -> Option<RaiseData> {
    let raised = raise.by() == Named::Known(seat);
    let answers = venue.decides == Named::Known(seat);
    let answer_by = raise.answer_by();
    (raised || answers).then(|| RaiseData {
        name: raise.name(),
        title: raise.title().to_owned(),
        on: raise.on().map(|on| on.value.to_string()),
        by: raise.by().known().map(|by| by.name()),
        about: about(raise),
        role: match (raised, answers) {
            (true, true) => "both",
            (true, false) => "raised",
            _ => "answers",
        },
        answer_by: answer_by.map(|day| day.to_string()),
        is_late: answer_by.is_some_and(|by| by < day),
    })
}

/// The trigger, the charter that is stuck, or the words of a customer.
fn about(raise: Raise<'_>) -> Option<String> {
    Some(match raise.cause().known()? {
        Cause::Trigger(wire) => format!("{}.{}", wire.item.name(), wire.says.name.as_str()),
        Cause::Customer(text) => text.value.to_string(),
        Cause::Escalation(charter) => charter.name().to_owned(),
    })
}
