//! The agenda: what gets the time of leaders now, and what gets none.
//!
//! Attention is a queue with a rule: customers who wait beat triggers that fired, and those beat
//! the roadmap. What nobody owns, or nobody has set a day for, gets no time, and is told apart.

mod data;
mod idle;
mod markdown;
mod queue;
mod table;
mod words;

use jiff::civil::Date;

pub use data::{About, AgendaReport, Idle, Meeting, Person, Point, PointKind, schema};
pub use markdown::markdown;

use crate::Model;
use crate::model::{Charter, Handle, Item, Seat};
use table::Diary;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct AgendaQuery {
    /// What concerns one seat.
    pub seat: Option<String>,
    /// What concerns one charter.
    pub charter: Option<String>,
    /// The day.
    pub day: Date,
    /// The last day of what is ahead.
    pub until: Date,
}

/// What is asked for, found.
#[derive(Clone, Copy)]
struct Asked<'m> {
    seat: Option<Seat<'m>>,
    charter: Option<Charter<'m>>,
    day: Date,
    until: Date,
}

impl<'m> Asked<'m> {
    fn of(model: &'m Model, query: &AgendaQuery) -> Asked<'m> {
        let find = |name: &Option<String>| model.find(crate::Symbol::new(name.as_deref()?));
        Asked {
            seat: find(&query.seat).and_then(Seat::of),
            charter: find(&query.charter).and_then(Charter::of),
            day: query.day,
            until: query.until,
        }
    }

    /// Whether everything is asked for.
    fn is_all(self) -> bool {
        self.seat.is_none() && self.charter.is_none()
    }

    /// Whether this is what is asked for: one of its charters, and somebody who has a part in it.
    fn concerns(
        self,
        charters: &[Item<'m>],
        seats: &[Seat<'m>],
        table: Option<Charter<'m>>,
    ) -> bool {
        let in_room = |seat| table.is_some_and(|it| it.room().contains(&seat));
        self.charter.is_none_or(|it| charters.contains(&it))
            && self.seat.is_none_or(|it| seats.contains(&it) || in_room(it))
    }
}

/// The agenda of a day.
pub fn agenda(model: &Model, query: &AgendaQuery) -> AgendaReport {
    let asked = Asked::of(model, query);
    AgendaReport {
        format: "charter-agenda/1",
        as_of: query.day,
        until: query.until,
        points: queue::points(model, asked, &mut Diary::new(query.day)),
        without_time: idle::idle(model, asked),
    }
}
