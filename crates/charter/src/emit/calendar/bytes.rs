//! The bytes of events: written once, and pointed at by every feed that has them.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::DateTime;
use memchr::memmem;

use super::entry::Entry;
use crate::emit::ics::{Event, Feed, When, Zones, write_events};

const EVENT: &[u8] = b"\r\nBEGIN:VEVENT\r\n";
const ZONE: &[u8] = b"\r\nBEGIN:VTIMEZONE\r\n";
/// The last line of a feed.
pub(super) const END: &[u8] = b"END:VCALENDAR\r\n";

/// An event as bytes, and what a feed asks of it.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// When it begins: feeds are in order of time.
    pub(super) start: DateTime,
    /// Its identity.
    pub(super) uid: String,
    /// The zone of its times, where it has times.
    pub(super) zone: Option<String>,
    /// How many VEVENTs it is.
    pub(super) components: usize,
    /// Where its bytes are among those of its item.
    pub(super) bytes: Range<usize>,
}

/// The events of an item as bytes.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces {
    /// All of them.
    pub(super) bytes: Vec<u8>,
    /// Each.
    pub(super) all: Vec<Piece>,
}

impl Pieces {
    /// Writes events.
    pub(super) fn new(entries: &[Entry<'_>], zones: &Zones) -> Pieces {
        let mut bytes = Vec::with_capacity(512 + entries.len() * 1024);
        write_events(&mut bytes, &Feed::default(), entries.iter().map(|it| &it.event), zones);
        let end = bytes.len().saturating_sub(END.len());
        // A line of text never begins so: what is folded begins with a space.
        let mut starts = memmem::find_iter(&bytes, EVENT).map(|at| at + 2);
        let mut all = Vec::with_capacity(entries.len());
        let mut next = starts.next().unwrap_or(end);
        for entry in entries {
            let from = next;
            next = starts.nth(components(&entry.event) - 1).unwrap_or(end);
            all.push(piece(&entry.event, from..next));
        }
        Pieces { bytes, all }
    }
}

/// How many VEVENTs an event is: itself and its moved occurrences.
fn components(event: &Event) -> usize {
    1 + match &event.when {
        When::AllDay { overrides, .. } => overrides.len(),
        When::Timed { overrides, .. } => overrides.len(),
    }
}

fn piece(event: &Event, bytes: Range<usize>) -> Piece {
    let (start, zone) = match &event.when {
        When::AllDay { date, .. } => (date.to_datetime(jiff::civil::Time::midnight()), None),
        When::Timed { start, zone, .. } => (*start, Some(zone.clone())),
    };
    Piece { start, uid: event.uid.clone(), zone, components: components(event), bytes }
}

/// The rules of time of zones, each worked out once.
pub(super) fn rules<'z>(
    names: impl Iterator<Item = &'z str>,
    zones: &Zones,
) -> BTreeMap<&'z str, Vec<u8>> {
    let mut rules = BTreeMap::new();
    for name in names {
        rules.entry(name).or_insert_with(|| one(name, zones));
    }
    rules
}

fn one(name: &str, zones: &Zones) -> Vec<u8> {
    let when = When::at(name, DateTime::default(), 1);
    let event = Event::new("", jiff::civil::Date::default(), "", when);
    let mut bytes = Vec::new();
    write_events(&mut bytes, &Feed::default(), std::iter::once(&event), zones);
    let from = memmem::find(&bytes, ZONE).map(|at| at + 2);
    let to = memmem::find(&bytes, EVENT).map(|at| at + 2);
    from.zip(to).and_then(|(from, to)| bytes.get(from..to)).unwrap_or_default().to_vec()
}

/// What stands before the zones and the events of a feed.
pub(super) fn head(head: &Feed, none: &Zones) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(1024);
    write_events(&mut bytes, head, std::iter::empty(), none);
    bytes.truncate(bytes.len().saturating_sub(END.len()));
    bytes
}
