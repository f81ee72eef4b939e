//! The bytes of events: written once, and pointed at by every feed that has them.
//!
//! There are many events, so they are told in few words: everything of an item lies in a
//! few vectors, and an event is where its part begins and ends.

use std::ops::Range;
use std::sync::Arc;

use super::entry::Entry;
use crate::emit::ics::{Event, Feed, When, Writer, Zones, write_events};
use crate::model::ItemId;
use crate::time::Day;

/// The last line of a feed.
pub(super) const END: &[u8] = b"END:VCALENDAR\r\n";

/// An event as bytes, and what a feed asks of it.
#[derive(Clone, Debug)]
struct Piece {
    /// In seconds since 1970, as if its clock were in UTC.
    start: i64,
    zone: Option<Arc<str>>,
    components: u32,
    due: bool,
    uid: Range<u32>,
    bytes: Range<u32>,
    items: Range<u32>,
}

/// The events of an item as bytes.
#[derive(Clone, Debug)]
pub(super) struct Pieces {
    bytes: Box<[u8]>,
    uids: Box<str>,
    items: Box<[ItemId]>,
    all: Box<[Piece]>,
}

/// An event among all.
#[derive(Clone, Copy)]
pub(super) struct Known<'p> {
    of: &'p Pieces,
    piece: &'p Piece,
}

/// Vectors that are filled for one item after another.
pub(super) struct Scratch<'z> {
    writer: Writer<'z>,
    bytes: Vec<u8>,
    uids: String,
    items: Vec<ItemId>,
    all: Vec<Piece>,
}

impl<'z> Scratch<'z> {
    /// Empty ones.
    pub(super) fn new(zones: &'z Zones) -> Self {
        Scratch {
            writer: Writer::new(zones),
            bytes: Vec::new(),
            uids: String::new(),
            items: Vec::new(),
            all: Vec::new(),
        }
    }

    /// Writes events.
    pub(super) fn write(&mut self, entries: &[Entry<'_>]) {
        let Scratch { writer, bytes, uids, items, all } = self;
        bytes.clear();
        uids.clear();
        items.clear();
        all.clear();
        let mut before = None;
        for entry in entries {
            let from = (bytes.len(), uids.len(), items.len());
            let zone = writer.write(bytes, &entry.event, &mut before);
            uids.push_str(&entry.event.uid);
            items.extend(entry.items());
            all.push(Piece {
                start: start(&entry.event),
                zone,
                components: components(&entry.event),
                due: entry.event.when.is_due(),
                bytes: range(from.0, bytes.len()),
                uid: range(from.1, uids.len()),
                items: range(from.2, items.len()),
            });
        }
    }

    /// The bytes that were written.
    pub(super) fn bytes(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// What was written, in no more room than it needs.
    pub(super) fn pieces(&self) -> Pieces {
        Pieces {
            bytes: self.bytes.as_slice().into(),
            uids: self.uids.as_str().into(),
            items: self.items.as_slice().into(),
            all: self.all.as_slice().into(),
        }
    }
}

/// No item has four gigabytes of events.
fn range(from: usize, to: usize) -> Range<u32> {
    from as u32..to as u32
}

fn part(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

/// How many VEVENTs or VTODOs an event is: itself and its moved occurrences.
fn components(event: &Event) -> u32 {
    1 + match &event.when {
        When::AllDay { overrides, .. } | When::Due { overrides, .. } => overrides.len() as u32,
        When::Timed { overrides, .. } => overrides.len() as u32,
    }
}

fn start(event: &Event) -> i64 {
    match &event.when {
        When::AllDay { date, .. } | When::Due { date, .. } => Day::of(*date).0 * 86_400,
        When::Timed { start, .. } => {
            let time = [start.hour(), start.minute(), start.second()].map(i64::from);
            let [hour, minute, second] = time;
            Day::of(start.date()).0 * 86_400 + hour * 3_600 + minute * 60 + second
        }
    }
}

impl Pieces {
    /// Each event.
    pub(super) fn known(&self) -> impl Iterator<Item = Known<'_>> {
        self.all.iter().map(|piece| Known { of: self, piece })
    }
}

impl<'p> Known<'p> {
    /// What decides its place in a feed: when it begins, then its identity.
    pub(super) fn order(self) -> (i64, &'p str) {
        (self.piece.start, self.of.uids.get(part(&self.piece.uid)).unwrap_or_default())
    }

    /// The zone of its times, where it has times.
    pub(super) fn zone(self) -> Option<&'p str> {
        self.piece.zone.as_deref()
    }

    /// Whether it is something to do.
    pub(super) fn is_due(self) -> bool {
        self.piece.due
    }

    /// How many VEVENTs or VTODOs it is.
    pub(super) fn components(self) -> usize {
        self.piece.components as usize
    }

    /// Its bytes.
    pub(super) fn bytes(self) -> &'p [u8] {
        self.of.bytes.get(part(&self.piece.bytes)).unwrap_or_default()
    }

    /// The items in whose feeds it is.
    pub(super) fn items(self) -> &'p [ItemId] {
        self.of.items.get(part(&self.piece.items)).unwrap_or_default()
    }
}

/// What stands before the zones and the events of a feed.
pub(super) fn head(head: &Feed, none: &Zones) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(1024);
    write_events(&mut bytes, head, std::iter::empty(), none);
    bytes.truncate(bytes.len().saturating_sub(END.len()));
    bytes
}
