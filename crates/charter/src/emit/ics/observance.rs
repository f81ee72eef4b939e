//! How a zone's clock is changed, as the fewest yearly rules that say it exactly.
//!
//! The classic pair, "second Sunday in March, first in November", where the zone keeps
//! to it; the same with an end where it did for a while; and single changes for all that
//! no such rule says: Ramadan in Morocco, the Saturday before the last Sunday in
//! Greenland.

use std::ops::Range;

use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan};

use super::rule::{is_last, nth};

/// One STANDARD or DAYLIGHT.
#[derive(Clone, Debug)]
pub(super) struct Observance {
    /// The first change, on the clock before it.
    pub(super) start: DateTime,
    pub(super) from: Offset,
    pub(super) to: Offset,
    pub(super) name: String,
    pub(super) daylight: bool,
    /// Where in its month the change is every year; none for a single change.
    pub(super) place: Option<Place>,
    /// The last change of a rule that ends, in UTC.
    pub(super) until: Option<DateTime>,
}

/// Where in a month a weekday is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Nth(i8),
    Last,
}

impl Place {
    fn holds(self, date: Date) -> bool {
        match self {
            Place::Nth(n) => nth(date) == n,
            Place::Last => is_last(date),
        }
    }
}

/// The years over which a rule without end is proved: weekdays and leap years come
/// round in 28.
const CYCLE: i16 = 28;

/// A rule of two years would save nothing over two changes.
const SHORTEST_RUN: usize = 3;

/// The observances of a zone from before the first of these days to a year after the last.
pub(super) fn observances(zone: &TimeZone, horizon: &Range<Date>) -> Vec<Observance> {
    let span = Span::new(horizon);
    let changes = changes(zone, &span);
    let base = changes.iter().rposition(|change| change.at <= span.needed.start);
    let mut found = runs(&changes, span.last_year);
    let first = base.unwrap_or(0);
    found.retain(|run| run.reaches(first) && run.begins(&changes) <= span.needed.end);
    let mut all: Vec<Observance> = found.iter().map(|run| run.observance(&changes)).collect();
    let still = all.len() == 1 && all[0].place.is_none() && base.is_some();
    if still {
        all.clear();
    }
    if base.is_none() || still {
        all.insert(0, constant(zone, &span));
    }
    all
}

/// Nothing before: the offset at the start of the days, from a day long before them.
fn constant(zone: &TimeZone, span: &Span) -> Observance {
    let info = zone.to_offset_info(span.needed.start);
    Observance {
        start: Offset::UTC.to_datetime(span.start),
        from: info.offset(),
        to: info.offset(),
        name: info.abbreviation().to_owned(),
        daylight: false,
        place: None,
        until: None,
    }
}

/// What is looked at, and what must be said.
struct Span {
    /// The start of the first year that is looked at.
    start: Timestamp,
    /// The last year that is looked at.
    last_year: i16,
    /// What the observances must cover.
    needed: Range<Timestamp>,
}

impl Span {
    fn new(horizon: &Range<Date>) -> Self {
        let first_year = horizon.start.year().saturating_sub(1).clamp(1, 1970);
        let last_year = horizon.end.year().saturating_add(CYCLE).clamp(1970, 9999);
        let needed = instant(horizon.start.saturating_sub(2.days()))
            ..instant(horizon.end.saturating_add(1.year()));
        Span { start: instant(Date::constant(first_year, 1, 1)), last_year, needed }
    }
}

fn instant(day: Date) -> Timestamp {
    Offset::UTC.to_timestamp(day.at(0, 0, 0, 0)).unwrap_or(Timestamp::MAX)
}

/// One change of a clock.
struct Change {
    at: Timestamp,
    /// The clock before, at the change.
    local: DateTime,
    from: Offset,
    to: Offset,
    name: String,
    daylight: bool,
}

/// The changes that a clock on the wall shows: of its hands, or of what people call it.
fn changes(zone: &TimeZone, span: &Span) -> Vec<Change> {
    let info = zone.to_offset_info(span.start);
    let mut before = (info.offset(), info.dst().is_dst(), info.abbreviation().to_owned());
    let mut all = Vec::new();
    for next in zone.following(span.start) {
        let (from, was_dst, called) = before;
        let (at, to, is_dst) = (next.timestamp(), next.offset(), next.dst().is_dst());
        let (local, name) = (from.to_datetime(at), next.abbreviation().to_owned());
        if local.year() > span.last_year {
            break;
        }
        before = (to, is_dst, name.clone());
        if (from, &called) != (to, &name) {
            let daylight = is_daylight(from, to, was_dst, is_dst);
            all.push(Change { at, local, from, to, name, daylight });
        }
    }
    all
}

/// Summer time is the larger offset. The database says the reverse of Dublin and
/// Casablanca, whose law calls the winter the exception; calendar programs do not
/// expect that.
fn is_daylight(from: Offset, to: Offset, was_dst: bool, is_dst: bool) -> bool {
    if was_dst == is_dst || from == to { is_dst } else { to > from }
}

/// Changes that one rule says: those from `first` to `last` that match it.
struct Run {
    first: usize,
    last: usize,
    place: Option<Place>,
    /// It holds in every year that was looked at.
    endless: bool,
}

impl Run {
    fn begins(&self, changes: &[Change]) -> Timestamp {
        changes[self.first].at
    }

    /// Whether it says anything from a change on. A rule without end does, also where what was
    /// looked at ends before: in the last years of all.
    fn reaches(&self, change: usize) -> bool {
        self.last >= change || self.endless && self.place.is_some()
    }

    fn observance(&self, changes: &[Change]) -> Observance {
        let first = &changes[self.first];
        let ends = self.place.is_some() && !self.endless;
        Observance {
            start: first.local,
            from: first.from,
            to: first.to,
            name: first.name.clone(),
            daylight: first.daylight,
            place: self.place,
            until: ends.then(|| Offset::UTC.to_datetime(changes[self.last].at)),
        }
    }
}

/// Every change in exactly one run, the longest that begins with the first one free.
fn runs(changes: &[Change], last_year: i16) -> Vec<Run> {
    let mut taken = vec![false; changes.len()];
    let mut all = Vec::new();
    for first in 0..changes.len() {
        if taken[first] {
            continue;
        }
        let (place, members) = longest(changes, &taken, first);
        let is_rule = members.len() >= SHORTEST_RUN;
        let members = if is_rule { &members[..] } else { &members[..1] };
        for &member in members {
            taken[member] = true;
        }
        let last = members[members.len() - 1];
        let endless = changes[last].local.year() == last_year;
        all.push(Run { first, last, place: is_rule.then_some(place), endless });
    }
    all
}

fn longest(changes: &[Change], taken: &[bool], first: usize) -> (Place, Vec<usize>) {
    let nth = Place::Nth(nth(changes[first].local.date()));
    let [last, nth] = [Place::Last, nth].map(|place| (place, follow(changes, taken, first, place)));
    if nth.1.len() > last.1.len() { nth } else { last }
}

/// The change and its like in each year after it, for as long as no year is missing.
fn follow(changes: &[Change], taken: &[bool], first: usize, place: Place) -> Vec<usize> {
    let mut members = vec![first];
    if !place.holds(changes[first].local.date()) {
        return members;
    }
    let mut year = changes[first].local.year();
    for (n, change) in changes.iter().enumerate().skip(first + 1) {
        if change.local.year() > year + 1 {
            break;
        }
        if change.local.year() == year + 1 && !taken[n] && alike(&changes[first], change, place) {
            members.push(n);
            year += 1;
        }
    }
    members
}

fn alike(a: &Change, b: &Change, place: Place) -> bool {
    let of_clock = |c: &Change| (c.local.month(), c.local.weekday(), c.local.time());
    of_clock(a) == of_clock(b)
        && place.holds(b.local.date())
        && (a.from, a.to, &a.name, a.daylight) == (b.from, b.to, &b.name, b.daylight)
}
