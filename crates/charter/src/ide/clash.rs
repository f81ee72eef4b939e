//! Clashes: other charters that need somebody in the same hour. The same pairs as the rule
//! `double-booked` finds, told of one charter alone; a test holds the two to each other.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::people::{Means, rooms};
use crate::ahead::{Meeting, meetings};
use crate::model::{Charter, Seat};

/// How far it is looked ahead.
const YEARS: i64 = 2;

/// Another charter that needs somebody in the same hour.
#[derive(Clone, Debug)]
pub struct Clash<'m> {
    /// The other charter.
    pub with: Charter<'m>,
    /// When they first meet at once, in seconds since 1970: as the own meeting begins.
    pub start: i64,
    /// How often they do in the next two years.
    pub count: usize,
    /// The seats of this room that the other one needs too.
    pub who: Vec<Seat<'m>>,
}

/// What clashes with the meetings of a charter; with those of one of its cadences, where one is
/// named by its place.
pub fn clashes<'m>(charter: Charter<'m>, line: Option<u32>, day: Date) -> Vec<Clash<'m>> {
    let until = day.saturating_add(YEARS.years());
    let mut own = meetings(charter, day, until);
    own.retain(|it| line.is_none_or(|line| it.line == line));
    let people = people(charter, day);
    if own.is_empty() || people.is_empty() {
        return Vec::new();
    }
    let model = charter.model();
    let seats: Vec<Seat<'m>> = people.iter().flat_map(|it| it.seats.iter().copied()).collect();
    let means = Means::seats(model, &seats);
    let others = rooms(model, &means, day).filter(|it| *it != charter);
    others.filter_map(|other| clash(&own, &people, other, day, until)).collect()
}

/// Somebody who must be there: a seat of the room, and every seat that the same person holds.
struct Person<'m> {
    here: Seat<'m>,
    seats: Vec<Seat<'m>>,
}

fn people<'m>(charter: Charter<'m>, day: Date) -> Vec<Person<'m>> {
    let required = charter.required().into_iter().filter(|seat| !seat.is_machine(day));
    let required: Vec<Seat<'m>> = required.collect();
    let mut people: Vec<Person<'m>> =
        required.iter().map(|seat| Person { here: *seat, seats: vec![*seat] }).collect();
    // Held by nobody, it is nobody else's.
    let held = |seat: &Seat<'m>| seat.has(crate::tree::ClauseKind::Holder);
    for other in charter.model().seats().filter(held) {
        for person in &mut people {
            if person.here != other && is_same(person.here, other, day) {
                person.seats.push(other);
            }
        }
    }
    people
}

/// Whether one person holds both seats on a day: the same address, or the same name where one
/// has none.
fn is_same(one: Seat<'_>, other: Seat<'_>, day: Date) -> bool {
    let (Some(a), Some(b)) = (one.holder_on(day), other.holder_on(day)) else { return false };
    let address = |it: &crate::tree::Holder| it.email.map(|email| email.value);
    !b.ai
        && match (address(a), address(b)) {
            (Some(a), Some(b)) => a == b,
            _ => a.name.value == b.name.value,
        }
}

fn clash<'m>(
    own: &[Meeting],
    people: &[Person<'m>],
    other: Charter<'m>,
    day: Date,
    until: Date,
) -> Option<Clash<'m>> {
    let required = other.required();
    let shared = |person: &&Person<'m>| person.seats.iter().any(|it| required.contains(it));
    let shared: Vec<&Person<'m>> = people.iter().filter(shared).collect();
    if shared.is_empty() {
        return None;
    }
    let theirs = meetings(other, day, until);
    let ends: Vec<i64> = shared.iter().map(|it| it.end_of_both(&required, day)).collect();
    let last = ends.iter().copied().max()?;
    let (mut found, mut first) = (0, 0);
    let mut start = None;
    for meeting in own.iter().take_while(|it| it.start <= last) {
        while theirs.get(first).is_some_and(|it| it.end <= meeting.start) {
            first += 1;
        }
        let at_once = theirs[first..].iter().take_while(|it| it.start < meeting.end);
        let count = at_once.filter(|it| it.end > meeting.start).count();
        if count > 0 {
            start.get_or_insert(meeting.start);
            found += count;
        }
    }
    let start = start?;
    let who = shared.iter().zip(&ends).filter(|(_, end)| **end >= start);
    Some(Clash { with: other, start, count: found, who: who.map(|(it, _)| it.here).collect() })
}

impl Person<'_> {
    /// The second after which nobody need be in both rooms: in one seat always, in two while
    /// neither term has ended.
    fn end_of_both(&self, required: &[Seat<'_>], day: Date) -> i64 {
        if required.contains(&self.here) {
            return i64::MAX;
        }
        let there = self.seats.iter().filter(|it| required.contains(it));
        let there = there.map(|it| end_of_term(*it, day)).max().unwrap_or(i64::MIN);
        there.min(end_of_term(self.here, day))
    }
}

/// The second after which whoever holds a seat on a day does not hold it any more, in any zone.
fn end_of_term(seat: Seat<'_>, day: Date) -> i64 {
    let until = seat.holder_on(day).and_then(|holder| holder.until);
    let after = until.map(|until| until.value.saturating_add(1.day()));
    let end = after.and_then(|after| after.to_zoned(TimeZone::UTC).ok());
    end.map_or(i64::MAX, |end| end.timestamp().as_second())
}
