//! What is said of an event, not when it is.

use super::data::{Change, Kind};
use super::words;
use crate::emit::ics::ReadEvent;

/// No line of a description is told longer than this.
const LONGEST: usize = 60;

/// What is said otherwise.
pub(super) fn diff(old: &ReadEvent, new: &ReadEvent) -> Vec<Change> {
    let title = words::title(new);
    let mut found = Vec::new();
    let mut tell = |kind, from: String, to: String, text: String| {
        let mut uids = vec![old.uid.clone(), new.uid.clone()];
        uids.dedup();
        let (from, to) = (Some(from), Some(to));
        let days = Vec::new();
        let (title, todo) = (title.clone(), new.due);
        found.push(Change { kind, title, todo, uids, days, from, to, why: None, text });
    };
    if old.cancelled != new.cancelled {
        let state = |cancelled| if cancelled { "cancelled" } else { "planned" }.to_owned();
        let kind = if new.cancelled { Kind::Cancelled } else { Kind::Restored };
        let text = match new.cancelled {
            true => format!("{title} is cancelled"),
            false => format!("{title} is planned again"),
        };
        tell(kind, state(old.cancelled), state(new.cancelled), text);
    }
    if old.summary != new.summary {
        let was = words::title(old);
        let text = format!("{was} is now called {title}");
        tell(Kind::Renamed, was, title.clone(), text);
    }
    let places = [
        (Kind::Place, "place", &old.location, &new.location),
        (Kind::Link, "link", &old.url, &new.url),
    ];
    for (kind, what, was, is) in places.into_iter().filter(|(_, _, was, is)| was != is) {
        let text = match (was.is_empty(), is.is_empty()) {
            (true, _) => format!("{title} has a {what}: {is}"),
            (_, true) => format!("{title} has no {what} any more; it was {was}"),
            _ => format!("the {what} of {title} is {is} instead of {was}"),
        };
        tell(kind, was.clone(), is.clone(), text);
    }
    if old.transparent != new.transparent {
        let state = |free| if free { "free" } else { "busy" }.to_owned();
        let takes = if new.transparent { "leaves the time free" } else { "takes time" };
        let (was, is) = (state(old.transparent), state(new.transparent));
        tell(Kind::Busy, was, is, format!("{title} now {takes}"));
    }
    if old.alarms != new.alarms {
        let (was, is) = (words::alarms(&old.alarms), words::alarms(&new.alarms));
        let text = match (old.alarms.is_empty(), new.alarms.is_empty()) {
            (true, _) => format!("{title} now rings {is}"),
            (_, true) => format!("{title} rings no more; it rang {was}"),
            _ => format!("{title} rings {is} instead of {was}"),
        };
        tell(Kind::Alarm, was, is, text);
    }
    if old.description != new.description {
        let (was, is, more) = lines(&old.description, &new.description);
        let text = match (was.is_empty(), is.is_empty()) {
            (true, _) => format!("the description of {title} says besides: {is}{more}"),
            (_, true) => format!("the description of {title} says no more: {was}{more}"),
            _ => format!("the description of {title} says: {is}; it said: {was}{more}"),
        };
        tell(Kind::Description, was, is, text);
    }
    found
}

/// The first line that only the one has, the first that only the other has, and how many
/// more there are.
fn lines(old: &str, new: &str) -> (String, String, String) {
    let missing = |of: &str, from: &str| -> Vec<String> {
        let known: Vec<&str> = from.lines().collect();
        let lines = of.lines().filter(|line| !line.trim().is_empty() && !known.contains(line));
        lines.map(short).collect()
    };
    let (was, is) = (missing(old, new), missing(new, old));
    let others = was.len().max(is.len()).saturating_sub(1);
    let more = match others {
        0 => String::new(),
        1 => ", and 1 line more".to_owned(),
        n => format!(", and {n} lines more"),
    };
    let first = |lines: Vec<String>| lines.into_iter().next().unwrap_or_default();
    match (was.is_empty(), is.is_empty()) {
        (true, true) => ("the same lines in another order".into(), "another order".into(), more),
        _ => (first(was), first(is), more),
    }
}

fn short(line: &str) -> String {
    let line = line.trim();
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("“{}…”", &line[..end]),
        None => format!("“{line}”"),
    }
}
