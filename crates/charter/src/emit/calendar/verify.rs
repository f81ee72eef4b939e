//! What is about to be written says what the model says, or nothing is written.
//!
//! The bytes of each event are read back once by the strict reader, by the clocks that
//! stand in the feeds, and are expanded up to the horizon. What comes of them is compared
//! with what the series themselves say, one by one. A feed is a list of such events, so
//! only what surrounds them is left to be read back for each feed.

use std::fmt::{self, Display};
use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::Date;

use super::context::Context;
use super::schedule::{Claim, Schedule, Span};
use crate::emit::ics::{Clocks, Event, Reread, When, Zones, plain, reread, reread_head};
use crate::time::{Day, zone};

/// A feed that would not say what the model says: a fault of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untrue {
    /// Where the feed would be, below the target.
    pub feed: String,
    /// The identity of the event; none for what surrounds the events.
    pub event: Option<String>,
    /// What is wrong, for people.
    pub what: String,
}

impl Display for Untrue {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the calendar `{}` would not say what the charters say", self.feed)?;
        if let Some(event) = &self.event {
            write!(out, "; event `{event}`")?;
        }
        write!(out, ": {}", self.what)
    }
}

impl std::error::Error for Untrue {}

/// The clocks of every zone that something meets in.
pub(super) fn clocks(
    context: &Context<'_>,
    zones: &Zones,
    days: &Range<Date>,
) -> Result<Clocks, Untrue> {
    let charters = context.model.live_charters();
    let names = charters.flat_map(|it| it.cadences().map(|line| line.zone().name().to_owned()));
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    names.dedup();
    let untrue = |what| Untrue { feed: "calendar/all.ics".into(), event: None, what };
    let clocks = Clocks::new(names.iter().map(String::as_str), zones, days);
    clocks.map_err(|defect| untrue(defect.message))
}

/// Compares the bytes of an item's events with what the model says of them.
pub(super) fn events(
    context: &Context<'_>,
    clocks: &Clocks,
    schedule: &Schedule<'_>,
    bytes: &[u8],
    feed: &str,
) -> Result<(), Untrue> {
    let Some(claims) = schedule.claims() else { return Ok(()) };
    let untrue = |(at, what): (usize, String)| Untrue {
        feed: feed.to_owned(),
        event: schedule.entries.get(at).map(|it| it.event.uid.clone()),
        what,
    };
    let events = schedule.entries.iter().map(|it| &it.event);
    let read = reread(bytes, events, clocks, context.last).map_err(untrue)?;
    let mut claimed = vec![false; read.len()];
    for claim in claims {
        let own = read.get(claim.events.clone()).unwrap_or_default();
        compare(claim, own).map_err(|what| untrue((claim.events.start, what)))?;
        claimed[claim.events.clone()].fill(true);
    }
    for (at, (entry, read)) in schedule.entries.iter().zip(&read).enumerate() {
        let by_itself = read.cancelled || !claimed[at];
        alone(&entry.event, read, by_itself).map_err(|what| untrue((at, what)))?;
    }
    Ok(())
}

/// What takes place by the bytes, and by the model.
fn compare(claim: &Claim, read: &[Reread]) -> Result<(), String> {
    let said = within(&claim.spans, claim.end);
    // The usual case: one event, and nothing to put in order.
    if matches!(read, [it] if !it.cancelled && within(&it.spans, claim.end) == said) {
        return Ok(());
    }
    let held = read.iter().filter(|it| !it.cancelled).flat_map(|it| &it.spans);
    let mut held: Vec<Span> = held.copied().filter(|(start, _)| *start < claim.end).collect();
    if read.len() > 1 {
        held.sort_unstable();
    }
    if claim.once {
        held.dedup();
    }
    if held == said {
        return Ok(());
    }
    let at = held.iter().zip(said).take_while(|(read, said)| read == said).count();
    Err(match (held.get(at), said.get(at)) {
        (Some(read), Some(said)) if read < said => format!("{} is too much", words(read)),
        (Some(read), None) => format!("{} is too much", words(read)),
        (_, Some(said)) => format!("{} is missing", words(said)),
        (None, None) => "nothing is there".to_owned(),
    })
}

/// Those that begin before an end, of some in order.
fn within(spans: &[Span], end: i64) -> &[Span] {
    &spans[..spans.partition_point(|(start, _)| *start < end)]
}

/// What an event says by itself: whether it is cancelled and, where nobody else says it,
/// when it is.
fn alone(event: &Event, read: &Reread, by_itself: bool) -> Result<(), String> {
    if read.cancelled != event.cancelled {
        let is = if event.cancelled { "cancelled" } else { "to take place" };
        return Err(format!("it is {is}, and the file says otherwise"));
    }
    let Some(span) = single(&event.when).filter(|_| by_itself) else {
        return if by_itself { Err("nobody says when it is".into()) } else { Ok(()) };
    };
    match read.spans.as_slice() {
        [read] if *read == span => Ok(()),
        [read] => Err(format!("it is {} and not {}", words(read), words(&span))),
        all => Err(format!("it is once, and {} times in the file", all.len())),
    }
}

/// When something is that does not repeat.
fn single(when: &When) -> Option<Span> {
    match when {
        When::AllDay { date, days, rule: None, .. } => {
            let start = Day::of(*date).0 * 86_400;
            Some((start, start + 86_400 * i64::from((*days).max(1))))
        }
        When::Timed { zone: name, start, minutes, rule: None, .. } => {
            let start = zone(name)?.instant(*start)?.timestamp.as_second();
            Some((start, start + 60 * i64::from((*minutes).max(1))))
        }
        When::Due { date, rule: None, .. } => {
            let start = Day::of(*date).0 * 86_400;
            Some((start, start + 86_400))
        }
        When::AllDay { .. } | When::Timed { .. } | When::Due { .. } => None,
    }
}

fn words((start, end): &Span) -> String {
    let [start, end] = [start, end].map(|at| Timestamp::from_second(*at).unwrap_or_default());
    format!("{start} to {end}")
}

/// Compares what surrounds the events of a feed with what was meant.
pub(super) fn head(bytes: &[u8], title: &str, feed: &str) -> Result<(), Untrue> {
    let untrue = |what| Untrue { feed: feed.to_owned(), event: None, what };
    let name = reread_head(bytes).map_err(|defect| untrue(defect.message))?;
    if name == plain(title) {
        return Ok(());
    }
    Err(untrue(format!("it is called `{name}` and not `{title}`")))
}
