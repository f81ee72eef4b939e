//! Who sits at a table, and when people sit down at it next.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::data::{Meeting, Person};
use crate::model::{Charter, ItemId, Seat};
use crate::say;
use crate::time::Occurrence;

/// A seat as it is told.
pub(super) fn person(seat: Seat<'_>, day: Date) -> Person {
    Person {
        seat: seat.name().to_owned(),
        title: seat.title().to_owned(),
        holder: seat.holder_on(day).map(|holder| holder.name.value.to_string()),
    }
}

/// When charters meet next, each worked out once.
pub(super) struct Diary {
    day: Date,
    next: FxHashMap<ItemId, Option<(Occurrence, &'static str)>>,
}

impl Diary {
    pub(super) fn new(day: Date) -> Diary {
        Diary { day, next: FxHashMap::default() }
    }

    /// The next meeting of a charter, and the zone of its wall.
    pub(super) fn next(&mut self, charter: Charter<'_>) -> Option<(Occurrence, &'static str)> {
        *self.next.entry(charter.id()).or_insert_with(|| charter.next_meeting(self.day))
    }

    /// A charter as it is told.
    pub(super) fn meeting(&mut self, charter: Charter<'_>) -> Meeting {
        let next = self.next(charter);
        let within = charter.cadences().find_map(|line| line.within());
        Meeting {
            charter: charter.name().to_owned(),
            title: charter.title().to_owned(),
            next: next.map(|(it, _)| it.local),
            zone: next.map(|(_, zone)| zone.to_owned()),
            on_trigger_within: within.map(say::duration),
        }
    }
}
