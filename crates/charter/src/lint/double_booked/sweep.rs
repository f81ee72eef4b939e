//! Who must be where, swept in order of time.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::Symbol;
use crate::ahead::{Ahead, Meeting};
use crate::model::{Charter, ItemId, Seat};

use super::week::{Wall, Week, told};

/// A person, by number.
pub(super) type Person = u32;

/// Who must be in which room. A seat is whoever holds it on the day; a machine may be in
/// two places, and is nobody.
pub(super) struct People<'m> {
    by_seat: FxHashMap<ItemId, Person>,
    /// The charters where each must be, in order.
    charters: Vec<Vec<u32>>,
    seats: Vec<Vec<Seat<'m>>>,
    /// Where somebody who holds several seats must be: in which of them, and until when.
    terms: FxHashMap<(Person, u32), Vec<Term>>,
}

/// A seat, and the second after which whoever holds it on the day does not hold it any more.
type Term = (ItemId, i64);

/// A charter that meets.
pub(super) struct Room<'m> {
    pub(super) charter: Charter<'m>,
    /// What its meetings take of a week.
    week: Week,
    /// The same as clocks show it.
    wall: Option<Wall>,
    /// Where two meetings of its own overlap: the first two, and how often.
    own: Option<(Meeting, Meeting, u32)>,
}

/// Every charter that meets.
pub(super) fn rooms<'m>(charters: &[Charter<'m>], ahead: &Ahead) -> Vec<Room<'m>> {
    let room = |charter: &Charter<'m>| {
        let charter = *charter;
        if let Some((week, wall)) = told(charter, ahead) {
            return Some(Room { charter, week, wall, own: None });
        }
        let meetings = ahead.once(charter);
        let own = own_clash(&meetings).filter(|_| !charter.has_unnamed_slots());
        let week = Week::of(&meetings);
        let wall = Wall::of(charter, &meetings, ahead);
        (!meetings.is_empty()).then_some(Room { charter, week, wall, own })
    };
    charters.par_iter().with_min_len(32).filter_map(room).collect()
}

/// Two charters that clash, or one with itself.
pub(super) struct Clash {
    /// The charters and their first meetings that overlap.
    pub(super) first: (u32, Meeting),
    pub(super) second: (u32, Meeting),
    /// How often they do.
    pub(super) count: u32,
    /// Who must be in both.
    pub(super) people: Vec<Person>,
}

impl<'m> People<'m> {
    pub(super) fn new(rooms: &[Room<'m>], day: Date) -> People<'m> {
        let required: Vec<Vec<Seat<'m>>> =
            rooms.par_iter().with_min_len(64).map(|it| it.charter.required()).collect();
        let mut people = People {
            by_seat: FxHashMap::default(),
            charters: Vec::new(),
            seats: Vec::new(),
            terms: FxHashMap::default(),
        };
        let mut known = Holders::default();
        for (charter, seats) in required.iter().enumerate() {
            for seat in seats {
                people.add(*seat, charter as u32, &mut known, day);
            }
        }
        people.terms = people.terms(&required, day);
        people
    }

    /// The terms of those who hold several seats: one of them may end before the others.
    fn terms(&self, required: &[Vec<Seat<'m>>], day: Date) -> FxHashMap<(Person, u32), Vec<Term>> {
        let mut terms: FxHashMap<(Person, u32), Vec<Term>> = FxHashMap::default();
        for (person, seats) in self.seats.iter().enumerate().filter(|(_, seats)| seats.len() > 1) {
            for charter in &self.charters[person] {
                let here = required[*charter as usize].iter().filter(|seat| seats.contains(seat));
                let here = here.map(|seat| (seat.id(), end_of_term(*seat, day)));
                terms.insert((person as Person, *charter), here.collect());
            }
        }
        terms
    }

    /// Whether somebody must be in both of two rooms at a moment: in one seat, or in two of
    /// which neither term has ended.
    fn is_in_both(&self, person: Person, one: u32, other: u32, start: i64) -> bool {
        let term = |room| self.terms.get(&(person, room));
        let (Some(one), Some(other)) = (term(one), term(other)) else { return true };
        let both = |(seat, end): &Term, (that, until): &Term| {
            seat == that || (start <= *end && start <= *until)
        };
        one.iter().any(|it| other.iter().any(|that| both(it, that)))
    }

    fn add(&mut self, seat: Seat<'m>, charter: u32, known: &mut Holders<'m>, day: Date) {
        let person = match self.by_seat.get(&seat.id()) {
            Some(person) => *person,
            None => {
                let Some(person) = known.person(seat, self.seats.len() as Person, day) else {
                    return;
                };
                if person as usize == self.seats.len() {
                    self.seats.push(Vec::new());
                    self.charters.push(Vec::new());
                }
                self.seats[person as usize].push(seat);
                self.by_seat.insert(seat.id(), person);
                person
            }
        };
        let charters = &mut self.charters[person as usize];
        if charters.last() != Some(&charter) {
            charters.push(charter);
        }
    }

    /// Every charter where one of these must be.
    pub(super) fn charters_of(&self, seats: &[Seat<'m>]) -> Vec<u32> {
        let people = seats.iter().filter_map(|seat| self.by_seat.get(&seat.id()));
        let mut all: Vec<u32> =
            people.flat_map(|person| &self.charters[*person as usize]).copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// How somebody is called who must be in two rooms.
    pub(super) fn say(&self, person: Person, a: Charter<'m>, b: Charter<'m>, day: Date) -> String {
        let seats = &self.seats[person as usize];
        let seat_in = |charter: Charter<'m>| {
            let room = charter.required();
            seats.iter().find(|seat| room.contains(seat)).copied()
        };
        let (Some(a), Some(b)) = (seat_in(a), seat_in(b)) else { return String::new() };
        super::said(a, b, a.holder_on(day).map(|holder| &*holder.name.value))
    }

    /// Every pair of charters that clashes, in their order.
    pub(super) fn clashes(&self, rooms: &[Room<'m>], ahead: &Ahead) -> Vec<Clash> {
        let own = rooms.iter().enumerate().filter_map(|(nth, room)| room.with_itself(nth as u32));
        let mut clashes: Vec<Clash> = own.collect();
        let busy = self.charters.par_iter().enumerate().with_min_len(64);
        let found: Vec<Clash> = busy
            .flat_map_iter(|(person, all)| {
                self.sweep(person as Person, &crowded(all, rooms), rooms, ahead)
            })
            .collect();
        clashes.extend(merged(found));
        clashes.sort_unstable_by_key(|it| (it.first.0, it.second.0));
        clashes
    }

    /// The clashes of one person, charter by charter.
    fn sweep(&self, person: Person, nths: &[u32], rooms: &[Room<'_>], ahead: &Ahead) -> Vec<Clash> {
        let meetings: Vec<&[Meeting]> =
            nths.iter().map(|nth| ahead.of(rooms[*nth as usize].charter)).collect();
        let starts = meetings.iter().enumerate().flat_map(|(room, meetings)| {
            let starts = meetings.iter().enumerate();
            starts.map(move |(nth, meeting)| (meeting.start, room as u32, nth as u32))
        });
        let mut starts: Vec<(i64, u32, u32)> = starts.collect();
        // Runs in order: a stable sort finds and merges them.
        starts.sort();
        let mut found: FxHashMap<(u32, u32), Clash> = FxHashMap::default();
        let mut open: Vec<(Meeting, u32)> = Vec::new();
        for (start, room, nth) in starts {
            let (meeting, room) = (meetings[room as usize][nth as usize], nths[room as usize]);
            open.retain(|(it, _)| it.end > start);
            for (other, other_room) in &open {
                if *other_room != room && self.is_in_both(person, *other_room, room, start) {
                    note(&mut found, person, (*other_room, *other), (room, meeting));
                }
            }
            open.push((meeting, room));
        }
        found.into_values().collect()
    }
}

/// Who holds which seat: the same address, or the same name where one has none.
#[derive(Default)]
struct Holders<'m> {
    addresses: FxHashMap<Symbol, Person>,
    names: FxHashMap<&'m str, (Person, Option<Symbol>)>,
}

impl<'m> Holders<'m> {
    /// The person in a seat: somebody known, or the next number. None for a machine.
    fn person(&mut self, seat: Seat<'m>, next: Person, day: Date) -> Option<Person> {
        let Some(holder) = seat.holder_on(day) else { return Some(next) };
        if holder.ai {
            return None;
        }
        let name = &*holder.name.value;
        let address = holder.email.map(|it| it.value);
        let by_address = address.and_then(|address| self.addresses.get(&address)).copied();
        let same = |known: Option<Symbol>| known.is_none() || address.is_none();
        let by_name = self.names.get(name).filter(|(_, known)| same(*known)).map(|it| it.0);
        let person = by_address.or(by_name).unwrap_or(next);
        if let Some(address) = address {
            self.addresses.insert(address, person);
        }
        let entry = self.names.entry(name).or_insert((person, address));
        if entry.0 == person {
            entry.1 = entry.1.or(address);
        }
        Some(person)
    }
}

impl Room<'_> {
    fn with_itself(&self, nth: u32) -> Option<Clash> {
        let (first, second, count) = self.own?;
        Some(Clash { first: (nth, first), second: (nth, second), count, people: Vec::new() })
    }
}

/// Those of some rooms that take an hour of the week which another takes too: nobody can
/// be missed in any other. Where all are in one zone, its clocks say so better.
fn crowded(all: &[u32], rooms: &[Room<'_>]) -> Vec<u32> {
    let wall = |room: &u32| rooms[*room as usize].wall.as_ref();
    let zone = all.first().and_then(wall).map(|it| it.zone);
    let in_one = zone.is_some() && all.iter().all(|room| wall(room).map(|it| it.zone) == zone);
    let week = |room: &u32| match wall(room) {
        Some(wall) if in_one => &wall.week,
        _ => &rooms[*room as usize].week,
    };
    let (mut once, mut twice) = (Week::default(), Week::default());
    for room in all {
        twice.add(&once.both(week(room)));
        once.add(week(room));
    }
    all.iter().filter(|room| week(room).meets(&twice)).copied().collect()
}

/// The second after which whoever holds a seat on a day does not hold it any more, in any zone.
fn end_of_term(seat: Seat<'_>, day: Date) -> i64 {
    let until = seat.holder_on(day).and_then(|holder| holder.until);
    let end =
        until.and_then(|until| until.value.saturating_add(1.day()).to_zoned(TimeZone::UTC).ok());
    end.map_or(i64::MAX, |end| end.timestamp().as_second())
}

fn note(
    found: &mut FxHashMap<(u32, u32), Clash>,
    person: Person,
    a: (u32, Meeting),
    b: (u32, Meeting),
) {
    let (first, second) = if a.0 < b.0 { (a, b) } else { (b, a) };
    let clash = found.entry((first.0, second.0)).or_insert_with(|| Clash {
        first,
        second,
        count: 0,
        people: vec![person],
    });
    clash.count += 1;
}

/// One clash for each pair: whoever must be in both clashes alike.
fn merged(mut found: Vec<Clash>) -> Vec<Clash> {
    found.sort_unstable_by_key(|it| (it.first.0, it.second.0, it.people[0]));
    found.dedup_by(|later, kept| {
        let same = (later.first.0, later.second.0) == (kept.first.0, kept.second.0);
        if same {
            kept.people.append(&mut later.people);
        }
        same
    });
    found
}

/// Where two slots of one charter overlap.
fn own_clash(meetings: &[Meeting]) -> Option<(Meeting, Meeting, u32)> {
    let overlap = |pair: &&[Meeting]| pair[0].end > pair[1].start;
    let mut pairs = meetings.windows(2).filter(overlap);
    let first = pairs.next()?;
    Some((first[0], first[1], 1 + pairs.count() as u32))
}
