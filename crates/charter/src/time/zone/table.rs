//! A zone's shifts over the years that charters speak of, for a fast way from the clock
//! on the wall to the instant.

use jiff::Timestamp;
use jiff::civil::{DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};

use super::{Change, Instant};
use crate::time::day::Day;
use crate::time::occurrence::Clock;

/// 2000-01-01 and 2050-01-01 in seconds: what the table covers.
const FROM: i64 = 946_684_800;
const TO: i64 = 2_524_608_000;

const DAY: i64 = 24 * 60 * 60;

/// No clock is further than this from universal time.
const MOST_OFFSET: i64 = 26 * 3_600;

/// When the clocks shifted, all in seconds of local time as if it were universal.
#[derive(Debug)]
pub(super) struct Table {
    /// The offset before the first shift.
    offset: i64,
    shifts: Vec<Shift>,
}

#[derive(Clone, Copy, Debug)]
struct Shift {
    /// From here to `to` a time comes twice, or not at all.
    from: i64,
    to: i64,
    before: i64,
    after: i64,
}

/// An offset, and the local seconds through which it holds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Steady {
    offset: i64,
    from: i64,
    to: i64,
}

impl Steady {
    /// The second since 1970 that a local second is, where the offset holds.
    pub(super) fn second(self, local: i64) -> Option<i64> {
        (self.from <= local && local < self.to).then_some(local - self.offset)
    }
}

impl Table {
    pub(super) fn new(zone: &TimeZone) -> Table {
        let at = |second| Timestamp::from_second(second).unwrap_or_default();
        let mut offset = i64::from(zone.to_offset(at(FROM)).seconds());
        let mut table = Table { offset, shifts: Vec::new() };
        for transition in zone.following(at(FROM)) {
            let second = transition.timestamp().as_second();
            if second >= TO {
                break;
            }
            let after = i64::from(transition.offset().seconds());
            let (from, to) = (second + offset.min(after), second + offset.max(after));
            if offset != after {
                table.shifts.push(Shift { from, to, before: offset, after });
            }
            offset = after;
        }
        table
    }

    /// The instant; none outside of what the table covers.
    pub(super) fn instant(&self, day: Day, local: DateTime) -> Option<Option<Instant>> {
        let second = seconds(day, local.time());
        if !(FROM + MOST_OFFSET..TO - MOST_OFFSET).contains(&second) {
            return None;
        }
        let (offset, gap, clock) = self.offset(second);
        let timestamp = Timestamp::from_second(second - offset).ok()?;
        let local = if gap == 0 { local } else { datetime(second + gap)? };
        Some(Some(Instant { timestamp, local, clock }))
    }

    /// The offset that a local time has, with the times around it that have the same; none
    /// outside of what the table covers.
    pub(super) fn steady(&self, second: i64) -> Option<Steady> {
        let (first, last) = (FROM + MOST_OFFSET, TO - MOST_OFFSET);
        if !(first..last).contains(&second) {
            return None;
        }
        let past = self.past(second);
        let from = past.checked_sub(1).map_or(first, |before| self.shifts[before].to);
        let to = self.shifts.get(past).map_or(last, |it| it.to);
        let offset = self.offset(second).0;
        Some(Steady { offset, from: from.max(first), to: to.min(last) })
    }

    /// Every offset that a local time between two days has; what the table does not
    /// cover is taken to be as at its ends.
    pub(super) fn offsets(&self, from: Day, to: Day) -> Vec<i64> {
        let first = self.offset(seconds(from, Time::midnight())).0;
        let within = self.within(from, to);
        let mut all: Vec<i64> = within.flat_map(|it| [it.before, it.after]).collect();
        all.push(first);
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether no shift between two days touches so many seconds from a time of day on, on
    /// whatever day they are.
    pub(super) fn is_quiet(&self, from: Day, to: Day, time: i64, length: i64) -> bool {
        self.within(from, to).all(|it| {
            let until = (it.from - time).rem_euclid(DAY);
            length <= until && until + (it.to - it.from) <= DAY
        })
    }

    fn within(&self, from: Day, to: Day) -> impl Iterator<Item = &Shift> {
        let (from, to) = (seconds(from, Time::midnight()), seconds(to, Time::MAX));
        self.shifts.iter().filter(move |it| from < it.to && it.from <= to)
    }

    /// The changes of the clocks that begin from one local second to before another.
    pub(super) fn changes(&self, from: i64, to: i64) -> impl Iterator<Item = Change> {
        let first = self.shifts.partition_point(|it| it.from < from);
        let shifts = self.shifts[first..].iter().take_while(move |it| it.from < to);
        shifts.filter_map(|it| {
            let clock = if it.before < it.after { Clock::Gap } else { Clock::Fold };
            Some(Change { from: datetime(it.from)?, to: datetime(it.to)?, clock })
        })
    }

    /// The offset that a local time has, by how much a gap moves it, and what the clocks
    /// do to it. Until a shift is over, clocks go by the offset before it: that is the
    /// first of two times, and carries a time that does not exist over the gap.
    fn offset(&self, second: i64) -> (i64, i64, Clock) {
        match self.shifts.get(self.past(second)) {
            Some(it) if it.from <= second && it.before < it.after => {
                (it.before, it.after - it.before, Clock::Gap)
            }
            Some(it) if it.from <= second => (it.before, 0, Clock::Fold),
            Some(it) => (it.before, 0, Clock::Plain),
            None => (self.shifts.last().map_or(self.offset, |it| it.after), 0, Clock::Plain),
        }
    }

    /// How many shifts are over. Most zones shift twice a year, so that a guess by the
    /// rule of three is off by one at most; the rest is walked. Before what the table covers
    /// none is over, and after it all are.
    fn past(&self, second: i64) -> usize {
        let most = self.shifts.len() as i64;
        let guess = (second - FROM) * most / (TO - FROM);
        let mut past = guess.clamp(0, most) as usize;
        while past > 0 && second < self.shifts[past - 1].to {
            past -= 1;
        }
        while self.shifts.get(past).is_some_and(|it| it.to <= second) {
            past += 1;
        }
        past
    }
}

/// The same by `jiff`, for any year; none where the instant is beyond what it counts.
pub(super) fn from_jiff(zone: &TimeZone, local: DateTime) -> Option<Instant> {
    let ambiguous = zone.to_ambiguous_timestamp(local);
    let clock = match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { .. } => Clock::Plain,
        AmbiguousOffset::Gap { .. } => Clock::Gap,
        AmbiguousOffset::Fold { .. } => Clock::Fold,
    };
    let timestamp = ambiguous.compatible().ok()?;
    Some(Instant { timestamp, local: zone.to_datetime(timestamp), clock })
}

pub(super) fn seconds(day: Day, time: Time) -> i64 {
    let minutes = i64::from(time.hour()) * 60 + i64::from(time.minute());
    day.0 * 86_400 + minutes * 60 + i64::from(time.second())
}

fn datetime(second: i64) -> Option<DateTime> {
    let date = Day(second.div_euclid(86_400)).date()?;
    let second = second.rem_euclid(86_400);
    let (hour, minute) = (second / 3_600, second / 60 % 60);
    let time = Time::new(hour as i8, minute as i8, (second % 60) as i8, 0).ok()?;
    Some(date.to_datetime(time))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Day;
    use crate::time::zone;

    #[test]
    fn beyond_its_ends_a_table_says_what_it_says_there() {
        let london = zone("Europe/London").expect("a zone").table();
        for year in [-9998, 1, 1600, 3000, 9998] {
            let from = Day::of(date(year, 3, 1));
            let offsets = london.offsets(from, Day(from.0 + 200));
            assert_eq!(offsets.len(), 1, "{year}: {offsets:?}");
        }
    }

    #[test]
    fn what_a_change_of_the_clocks_touches() {
        let london = zone("Europe/London").expect("a zone").table();
        let (from, to) = (Day::of(date(2026, 1, 1)), Day::of(date(2026, 12, 31)));
        let quiet = |hour: i64, hours: i64| london.is_quiet(from, to, hour * 3_600, hours * 3_600);
        // Clocks go from 01:00 to 02:00, and back from 02:00 to 01:00.
        assert!(quiet(0, 1) && quiet(2, 1) && quiet(2, 23) && quiet(23, 2));
        assert!(!quiet(0, 2) && !quiet(1, 1) && !quiet(23, 3) && !quiet(2, 24));
        let winter = Day::of(date(2026, 2, 1));
        assert!(london.is_quiet(from, winter, 3_600, 3_600));
    }
}
