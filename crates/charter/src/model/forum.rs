//! Where something is decided and by whom, and when people meet there next.

use jiff::civil::Date;

use super::handle::Item;
use super::organization::owner;
use super::{Bet, CadenceLine, Cause, Charter, Handle, Launch, Model, Named, Raise, Seat, Target};
use crate::time::{Occurrence, Series};
use crate::tree::{Escalation, Pattern};

/// Where something is decided, and by whom.
#[derive(Clone, Copy, Debug)]
pub struct Venue<'m> {
    /// The charter; none, where a seat decides alone.
    pub charter: Option<Charter<'m>>,
    /// The seat.
    pub decides: Named<Seat<'m>>,
}

impl<'m> Venue<'m> {
    /// Nobody knows where, nor by whom.
    pub fn none() -> Venue<'m> {
        Venue { charter: None, decides: Named::Absent }
    }

    fn alone(decides: Named<Seat<'m>>) -> Venue<'m> {
        Venue { charter: None, decides }
    }
}

impl<'m> Item<'m> {
    /// The charter that decides about it: itself, the one that governs a launch, the one in which
    /// a bet was made.
    pub fn forum(self) -> Option<Charter<'m>> {
        let governing = || Launch::of(self)?.charter().known();
        let making = || {
            let (_, charter) = Bet::of(self)?.committed()?;
            self.model().named(charter?.symbol).known()
        };
        Charter::of(self).or_else(governing).or_else(making)
    }

    /// Where it is decided about: in its forum if it has one, else its owner decides alone.
    pub fn venue(self) -> Venue<'m> {
        self.forum().map_or_else(|| Venue::alone(owner(self)), Charter::venue)
    }
}

impl<'m> Charter<'m> {
    /// Itself, where its owner decides.
    pub fn venue(self) -> Venue<'m> {
        Venue { charter: Some(self), decides: self.owner() }
    }

    /// Where it goes when it is stuck: the first of its escalations that leads somewhere.
    pub fn above(self) -> Option<Target<'m>> {
        self.escalations().find_map(|(it, _)| match it {
            Escalation::To { target, .. } => self.target(*target).known(),
            Escalation::None(_) => None,
        })
    }

    /// Where what it cannot settle is decided. At the top that is the charter itself.
    fn venue_when_stuck(self) -> Venue<'m> {
        match self.above() {
            Some(Target::Charter(forum)) => forum.venue(),
            Some(Target::Seat(seat)) => Venue::alone(Named::Known(seat)),
            None => self.venue(),
        }
    }

    /// When it meets next from a day on, and the zone of its wall. What is held for a launch ends
    /// where the launch is dropped.
    pub fn next_meeting(self, day: Date) -> Option<(Occurrence, &'static str)> {
        let next = |series: Series| Some((series.next(day)?, series.zone.name()));
        let lines = self.cadences().filter(|line| line.is_placed());
        lines.flat_map(held).filter_map(next).min_by_key(|(meeting, _)| meeting.start)
    }
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

impl<'m> Raise<'m> {
    /// Where it is answered, and by whom. `customers` is the charter that serves them, which
    /// whoever asks about many raises looks for once: [`Model::serving_customers`].
    pub fn venue(self, customers: Option<Charter<'m>>) -> Venue<'m> {
        match self.cause().known() {
            Some(Cause::Trigger(wire)) => wire.item.venue(),
            Some(Cause::Escalation(charter)) => charter.venue_when_stuck(),
            Some(Cause::Customer(_)) => customers.map_or_else(Venue::none, Charter::venue),
            None => Venue::none(),
        }
    }
}

impl Model {
    /// The one charter that serves customers on a day; of several, nobody knows which is meant.
    pub fn serving_customers(&self, day: Date) -> Option<Charter<'_>> {
        let mut serving = self.charters_from(day).filter(|it| it.serves_customers());
        let only = serving.next()?;
        serving.next().is_none().then_some(only)
    }
}
