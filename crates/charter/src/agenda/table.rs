//! The table at which something is decided, and when people sit down at it next.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::data::{Meeting, Person};
use crate::model::{
    Bet, CadenceLine, Cause, Charter, Handle, Item, ItemId, Launch, Model, Named, Raise, Seat,
    Target,
};
use crate::say;
use crate::time::{Occurrence, Series};
use crate::tree::Pattern;

/// Where something is decided, and by whom.
#[derive(Clone, Copy)]
pub(super) struct Table<'m> {
    /// The charter; none, where a seat decides alone.
    pub(super) charter: Option<Charter<'m>>,
    /// The seat.
    pub(super) decides: Named<Seat<'m>>,
}

impl<'m> Table<'m> {
    pub(super) fn of_charter(charter: Charter<'m>) -> Table<'m> {
        Table { charter: Some(charter), decides: charter.owner() }
    }

    /// A charter's table if there is one, else its owner alone.
    pub(super) fn or_alone(charter: Option<Charter<'m>>, owner: Named<Seat<'m>>) -> Table<'m> {
        charter.map_or(Table { charter: None, decides: owner }, Table::of_charter)
    }

    fn none() -> Table<'m> {
        Table { charter: None, decides: Named::Absent }
    }

    /// Where a raise is answered. `customers` is the one charter that serves them, if there is
    /// one.
    pub(super) fn of_raise(raise: Raise<'m>, customers: Option<Charter<'m>>) -> Table<'m> {
        match raise.cause().known() {
            Some(Cause::Trigger(wire)) => Table::of_item(wire.item),
            Some(Cause::Escalation(charter)) => Table::above(charter),
            Some(Cause::Customer(_)) => customers.map_or_else(Table::none, Table::of_charter),
            None => Table::none(),
        }
    }

    /// Where what a trigger stands in is decided.
    fn of_item(item: Item<'m>) -> Table<'m> {
        if let Some(charter) = Charter::of(item) {
            return Table::of_charter(charter);
        }
        match (Launch::of(item), Bet::of(item)) {
            (Some(launch), _) => Table::or_alone(launch.charter().known(), launch.owner()),
            (_, Some(bet)) => Table::of_bet(bet),
            _ => Table::none(),
        }
    }

    /// Where a bet was committed, it is looked at again.
    pub(super) fn of_bet(bet: Bet<'m>) -> Table<'m> {
        Table::or_alone(bet.forum(), bet.owner())
    }

    /// Where what a charter cannot settle goes.
    fn above(charter: Charter<'m>) -> Table<'m> {
        match charter.above() {
            Some(Target::Charter(forum)) => Table::of_charter(forum),
            Some(Target::Seat(seat)) => Table { charter: None, decides: Named::Known(seat) },
            None => Table::of_charter(charter),
        }
    }
}

/// A seat as it is told.
pub(super) fn person(seat: Seat<'_>, day: Date) -> Person {
    Person {
        seat: seat.name().to_owned(),
        title: seat.title().to_owned(),
        holder: seat.holder_on(day).map(|holder| holder.name.value.to_string()),
    }
}

/// The one charter that serves customers on a day; of several, nobody knows which is meant.
pub(super) fn of_customers(model: &Model, day: Date) -> Option<Charter<'_>> {
    let mut serving = model.charters_from(day).filter(|it| it.serves_customers());
    let only = serving.next()?;
    serving.next().is_none().then_some(only)
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
        *self.next.entry(charter.id()).or_insert_with(|| next(charter, self.day))
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

fn next(charter: Charter<'_>, day: Date) -> Option<(Occurrence, &'static str)> {
    let lines = charter.cadences().filter(|line| line.is_placed());
    let next = |series: Series| Some((series.next(day)?, series.zone.name()));
    let meetings = lines.flat_map(held).filter_map(next);
    meetings.min_by_key(|(meeting, _)| meeting.start)
}

/// The series of a line; what is held for a launch ends where the launch is dropped.
fn held(line: CadenceLine<'_>) -> Vec<Series> {
    if !matches!(line.says.pattern, Pattern::Offsets(_)) {
        return line.series();
    }
    let of_launch = |launch: Launch<'_>| {
        let mut series = line.series_of(launch)?;
        series.until = series.until.into_iter().chain(launch.retired()).min();
        Some(series)
    };
    line.charter.launches().filter_map(of_launch).collect()
}
