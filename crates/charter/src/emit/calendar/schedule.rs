//! The events of one item, and what the model says of when they take place.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::{Date, Time};

use super::context::{Context, MOST_SINGLES};
use super::entry::Entry;
use super::meeting::{Meeting, Told};
use super::todo;
use crate::emit::ics::When;
use crate::time::{Day, Series, before};
use crate::tree::Duration;

/// The events of one item.
#[derive(Debug, Default)]
pub(super) struct Schedule<'m> {
    /// In the order in which they are written.
    pub(super) entries: Vec<Entry<'m>>,
    /// What the model says of those that repeat; none where nobody will ask.
    claims: Option<Vec<Claim>>,
    /// What is due is told as something to do besides.
    todos: bool,
}

/// What the model says of some events of an item, without a look at how they are told.
#[derive(Debug)]
pub(super) struct Claim {
    /// The events, by their places.
    pub(super) events: Range<usize>,
    /// Start and end of all that takes place, in order, in seconds since 1970.
    pub(super) spans: Vec<Span>,
    /// Nothing is said of what begins then or later.
    pub(super) end: i64,
    /// Several that begin at once are one: what is due on a day is due on a day.
    pub(super) once: bool,
}

/// When something starts and ends, in seconds since 1970.
pub(super) type Span = (i64, i64);

impl<'m> Schedule<'m> {
    /// Of nothing yet; claims are kept where they will be compared.
    pub(super) fn new(verify: bool, todos: bool) -> Self {
        Schedule { entries: Vec::new(), claims: verify.then(Vec::new), todos }
    }

    /// One event more.
    pub(super) fn push(&mut self, entry: Entry<'m>) {
        self.entries.push(entry);
    }

    /// Several more, and what the model says of them.
    pub(super) fn group(
        &mut self,
        entries: impl IntoIterator<Item = Entry<'m>>,
        claims: impl FnOnce(Range<usize>, &[Entry<'m>]) -> Vec<Claim>,
    ) {
        let from = self.entries.len();
        self.entries.extend(entries);
        let events = from..self.entries.len();
        if let Some(known) = &mut self.claims {
            known.extend(claims(events.clone(), &self.entries[events]));
        }
    }

    /// What is due on one day.
    pub(super) fn push_due(&mut self, entry: Entry<'m>) {
        let todo = if self.todos { todo::of(&entry) } else { None };
        self.entries.push(entry);
        self.entries.extend(todo);
    }

    /// What is due on several, and what the model says of them. `alone` tells them day by day.
    pub(super) fn group_due(
        &mut self,
        entries: Vec<Entry<'m>>,
        alone: impl FnOnce() -> Vec<Entry<'m>>,
        claims: impl Fn(Range<usize>, &[Entry<'m>]) -> Vec<Claim>,
    ) {
        let todos = if self.todos { todo::all(&entries, alone) } else { Vec::new() };
        self.group(entries, &claims);
        self.group(todos, &claims);
    }

    /// What the model says.
    pub(super) fn claims(&self) -> Option<&[Claim]> {
        self.claims.as_deref()
    }
}

impl Claim {
    /// Whole days up to one at which nothing is said any more.
    fn days(events: Range<usize>, mut days: Vec<i64>, end: Date) -> Claim {
        days.sort_unstable();
        days.dedup();
        let spans = days.into_iter().map(|day| (day * DAY, (day + 1) * DAY)).collect();
        Claim { events, spans, end: Day::of(end).0 * DAY, once: true }
    }
}

const DAY: i64 = 86_400;

/// What a series says of its meetings, of each identity by itself.
pub(super) fn meetings<'m>(
    context: &Context<'m>,
    meeting: &Meeting<'m>,
    events: Range<usize>,
    entries: &[Entry<'m>],
) -> Vec<Claim> {
    let end = end(&meeting.series, context.last);
    let claim = |events, spans| Claim { events, spans, end, once: false };
    if let (Told::Rule(..), [_]) = (&meeting.told, entries) {
        let mut spans = Vec::new();
        let (from, to) = (meeting.begin(context), context.last);
        meeting.series.spans(from, to, |start, end| spans.push((start, end)));
        spans.sort_unstable();
        return vec![claim(events, spans)];
    }
    let mut held: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    // What a dropped launch had announced does not take place.
    let dropped = meeting.launch.and_then(|launch| launch.retired()).unwrap_or(Date::MAX);
    let most = if matches!(meeting.told, Told::Singly) { MOST_SINGLES } else { usize::MAX };
    for it in meeting.held(context).iter().take(most).filter(|it| it.date <= dropped) {
        let uid = meeting.uid_of(it).at(&context.authority);
        held.entry(uid).or_default().push((it.start.as_second(), it.end.as_second()));
    }
    let mut claims = Vec::with_capacity(entries.len());
    for (at, entry) in events.clone().zip(entries) {
        claims.push(claim(at..at + 1, held.remove(&entry.event.uid).unwrap_or_default()));
    }
    // What no event is there for.
    claims.extend(held.into_values().map(|spans| claim(events.end..events.end, spans)));
    claims
}

/// The second at which the last day is over, by the clock of a series.
fn end(series: &Series, last: Date) -> i64 {
    let midnight = last.saturating_add(1.day()).to_datetime(Time::midnight());
    series.zone.instant(midnight).map_or(i64::MAX, |it| it.timestamp.as_second())
}

/// What is due before the meetings of a series, where that repeats.
pub(super) fn inputs<'m>(
    context: &Context<'m>,
    meeting: &Meeting<'m>,
    due: Duration,
    events: Range<usize>,
    entries: &[Entry<'m>],
) -> Vec<Claim> {
    if !entries.iter().any(is_rule) {
        return Vec::new();
    }
    let calendar = &meeting.series.calendar;
    let on = |at| before(at, due, calendar).map(|it| it.date());
    // What is due later may be due for a meeting beyond the horizon.
    let Some(end) = on(context.last.at(0, 0, 0, 0)) else { return Vec::new() };
    let mut before: Option<Date> = None;
    let first =
        meeting.held(context).iter().filter(|it| before.replace(it.original) != Some(it.original));
    let days = first.filter_map(|it| on(it.date.to_datetime(it.time)));
    let days = days.filter(|day| *day < end).map(|day| Day::of(day).0);
    vec![Claim::days(events, days.collect(), end)]
}

/// The days of a series of whole days, where that is told as one.
pub(super) fn days(
    context: &Context<'_>,
    series: &Series,
    events: Range<usize>,
    entries: &[Entry<'_>],
) -> Vec<Claim> {
    if !entries.iter().any(is_rule) {
        return Vec::new();
    }
    let mut days = Vec::new();
    series.spans(series.start, context.last, |start, _| days.push(start.div_euclid(DAY)));
    vec![Claim::days(events, days, context.last.saturating_add(1.day()))]
}

fn is_rule(entry: &Entry<'_>) -> bool {
    match &entry.event.when {
        When::AllDay { rule, .. } | When::Timed { rule, .. } | When::Due { rule, .. } => {
            rule.is_some()
        }
    }
}
