//! The calendars of a workspace: what people subscribe to.
//!
//! | feed | holds |
//! |---|---|
//! | `calendar/all.ics` | everything |
//! | `calendar/seat/<seat>.ics` | what a seat must attend, prepare, check, review and answer |
//! | `calendar/charter/<charter>.ics` | one charter |
//! | `calendar/launch/<launch>.ics` | the gate, the meetings, the day and the reviews of a launch |
//! | `calendar/group/<group>.ics` | what the members of a group must attend, prepare, check, review and answer |
//!
//! Each is there under an item's former names too, so that a rename breaks no
//! subscription. A feed without a single event is no calendar by the standard, and is
//! left out; what has ended or was dropped stays, so that a feed does not lose its last.
//!
//! Items are compiled and written in parallel, each event once. A feed is a list of where
//! its events' bytes are: it is handed on as soon as it is known, and never copied.
//!
//! A series is told as one of six shapes of rule: what Outlook's published grammar takes
//! and what calendar engines read alike. The design had five; `every 3 days` is the sixth,
//! `FREQ=DAILY;INTERVAL=3`, in that grammar like the others (MS-OXCICAL, daily patterns).
//! Told day by day it filled two thirds of a feed. What has none of these shapes is single
//! events over the horizon.

mod bytes;
mod charter;
mod check;
mod context;
mod days;
mod describe;
mod entry;
mod feed;
mod history;
mod input;
mod meeting;
mod nearby;
mod once;
mod profile;
mod rule;
mod schedule;
mod todo;
mod track;
mod verify;
pub(super) mod words;

use std::collections::BTreeMap;

use rayon::prelude::*;

use self::bytes::{Known, Pieces, Scratch};
use self::entry::Entry;
use self::feed::{Plan, Plans};
use self::schedule::Schedule;
use super::finished::{Contents, Finished, Take};
use super::ics::{Clocks, Feed, Zones, zone_rules};
use super::whole::Whole;
use super::{BuildOptions, Unbuilt, Verify};
use crate::Model;
use crate::model::{Bet, Charter, Item, Launch, Raise, Transition};

pub(super) use self::context::Context;
pub(super) use self::meeting::{Meeting, meetings};
pub use self::profile::Profile;
pub use self::verify::Untrue;

/// Something with events.
#[derive(Clone, Copy)]
enum Source<'m> {
    Charter(Charter<'m>),
    Launch(Launch<'m>),
    Bet(Bet<'m>),
    Raise(Raise<'m>),
    Transition(Transition<'m>),
}

/// Hands on every feed of a workspace that has an event, from several threads.
pub(super) fn feeds(
    model: &Model,
    whole: &Whole,
    options: &BuildOptions,
    take: &Take<'_>,
) -> Result<(), Unbuilt> {
    let mut context = Context::new(model, options.until);
    context.profile = options.profile;
    let margin = jiff::Span::new().years(1);
    let (from, to) = (context.first, context.last);
    let days = from.saturating_sub(margin)..to.saturating_add(margin);
    let zones = Zones::new(days.clone());
    let clocks = match options.verify {
        Verify::On => Some(verify::clocks(&context, &zones, &days)?),
        Verify::Off => None,
    };
    let compiled = compile(&context, whole, options, &zones, clocks.as_ref())?;
    let known = in_order(&compiled);
    let seat = options.seat.as_deref();
    let mut plans = Plans::new(&context, seat, options.charter.as_deref());
    for (nth, it) in known.iter().enumerate() {
        plans.place(nth, it.items());
    }
    let verify = options.verify == Verify::On;
    let feeds = Feeds { context: &context, known: &known, zones: &zones, verify };
    let plans = plans.all.par_iter().filter(|plan| !plan.events.is_empty());
    plans.try_for_each(|plan| feeds.hand_on(plan, take))
}

/// The events of every whole item that is asked for.
fn compile(
    context: &Context<'_>,
    whole: &Whole,
    options: &BuildOptions,
    zones: &Zones,
    clocks: Option<&Clocks>,
) -> Result<Vec<Pieces>, Untrue> {
    let sources = sources(context.model, whole, options);
    // Whole days leave the time free, and so does what is due on them.
    let todos = options.todos && options.profile != Profile::Busy;
    let compiled = sources.par_iter().map_init(
        || Scratch::new(zones),
        |scratch, source| {
            let mut schedule = Schedule::new(clocks.is_some(), todos);
            source.schedule(context, &mut schedule);
            single_out(&mut schedule.entries);
            let events = schedule.entries.iter_mut().map(|it| &mut it.event);
            events.for_each(|event| options.profile.tell(event, options.alarm));
            scratch.write(&schedule.entries);
            options.press.into_iter().for_each(|press| press(scratch.bytes()));
            if let Some(clocks) = clocks {
                verify::events(context, clocks, &schedule, scratch.bytes(), &source.feed())?;
            }
            Ok(scratch.pieces())
        },
    );
    // Of several faults, the first is told, on however many threads they were found.
    let compiled: Vec<Result<Pieces, Untrue>> = compiled.collect();
    compiled.into_iter().collect()
}

/// Every whole item that is asked for and has events.
fn sources<'m>(model: &'m Model, whole: &Whole, options: &BuildOptions) -> Vec<Source<'m>> {
    let alone = options.charter.as_deref().filter(|_| options.seat.is_none());
    let wanted =
        |item: Item<'m>| whole.holds(item) && alone.is_none_or(|name| feed::answers_to(item, name));
    let charters = model.live_charters().filter(|it| wanted(**it));
    let mut sources: Vec<Source<'m>> = charters.map(Source::Charter).collect();
    // What is no meeting leaves the time free.
    if options.profile == Profile::Busy {
        return sources;
    }
    let raises = model.raises().filter(|it| whole.holds(**it) && it.about().is_some_and(wanted));
    sources.extend(raises.map(Source::Raise));
    if alone.is_none() {
        sources.extend(model.launches().filter(|it| whole.holds(**it)).map(Source::Launch));
        sources.extend(model.bets().filter(|it| whole.holds(**it)).map(Source::Bet));
        let transitions = model.transitions().filter(|it| whole.holds(**it));
        sources.extend(transitions.map(Source::Transition));
    }
    sources
}

impl<'m> Source<'m> {
    fn schedule(self, context: &Context<'m>, schedule: &mut Schedule<'m>) {
        match self {
            Source::Charter(it) => charter::schedule(context, it, schedule),
            Source::Launch(it) => once::launch(context, it, schedule),
            Source::Bet(it) => once::bet(context, it, schedule),
            Source::Raise(it) => history::raise(context, it, schedule),
            Source::Transition(it) => history::transition(context, it, schedule),
        }
    }

    /// Where its events are, beside other feeds.
    fn feed(self) -> String {
        match self {
            Source::Charter(it) => format!("calendar/charter/{}.ics", it.name()),
            Source::Launch(it) => format!("calendar/launch/{}.ics", it.name()),
            Source::Bet(_) | Source::Raise(_) | Source::Transition(_) => {
                "calendar/all.ics".to_owned()
            }
        }
    }
}

/// What says the same thing twice gets two identities nevertheless: a workspace with
/// errors may be built, and a file with one identity for two events cannot be read.
fn single_out(entries: &mut [Entry<'_>]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut uids: Vec<&str> = entries.iter().map(|it| &*it.event.uid).collect();
    uids.sort_unstable();
    if uids.windows(2).all(|pair| pair[0] != pair[1]) {
        return;
    }
    for entry in entries {
        let count = seen.entry(entry.event.uid.clone()).or_default();
        *count += 1;
        if *count > 1 {
            let (name, authority) = entry.event.uid.split_once('@').unwrap_or_default();
            entry.event.uid = format!("{name}.again-{count}@{authority}");
        }
    }
}

/// Every event, in the order of feeds: by time, then by identity.
fn in_order(compiled: &[Pieces]) -> Vec<Known<'_>> {
    let mut known: Vec<Known<'_>> = compiled.iter().flat_map(Pieces::known).collect();
    known.par_sort_unstable_by(|a, b| a.order().cmp(&b.order()));
    known
}

/// What feeds are made of.
struct Feeds<'a, 'm> {
    context: &'a Context<'m>,
    known: &'a [Known<'a>],
    zones: &'a Zones,
    verify: bool,
}

impl Feeds<'_, '_> {
    /// A feed under each of its names.
    fn hand_on(&self, plan: &Plan<'_>, take: &Take<'_>) -> Result<(), Unbuilt> {
        let used = self.zones_of(plan);
        let head = bytes::head(&self.head(plan, &used), self.zones);
        if self.verify {
            verify::head(&head, &plan.title, plan.paths.first().map_or("", String::as_str))?;
        }
        let rules: Vec<_> = used.keys().map(|zone| zone_rules(zone, self.zones)).collect();
        let all = || plan.events.iter().map(|nth| &self.known[*nth]);
        let count =
            |due: bool| all().filter(|it| it.is_due() == due).map(|it| it.components()).sum();
        let mut pieces = Vec::with_capacity(plan.events.len() + used.len() + 2);
        pieces.push(&*head);
        pieces.extend(rules.iter().map(|rules| &**rules));
        pieces.extend(all().map(|it| it.bytes()));
        pieces.push(bytes::END);
        let feed = Contents { head: &head, events: count(false), todos: count(true) };
        Ok(take(&Finished { paths: &plan.paths, pieces: &pieces, feed: Some(feed) })?)
    }

    fn head(&self, plan: &Plan<'_>, used: &BTreeMap<&str, usize>) -> Feed {
        let common = used.iter().max_by_key(|(_, count)| **count).map(|(zone, _)| *zone);
        // The head is written without its events, so nobody else can tell.
        let zone = match self.zones.any_utc(used.keys().copied()) {
            true => "",
            false => plan.zone.or(common).unwrap_or_default(),
        };
        Feed {
            name: plan.title.clone(),
            description: plan.description.clone(),
            zone: zone.to_owned(),
            source: self.source(plan),
            color: plan.color.map(str::to_owned),
            prodid: format!("-//{}//Charter//EN", self.context.authority),
            events: Vec::new(),
        }
    }

    /// Where a feed is published, under the name that its item has now. Who is not to be named
    /// is not named by it.
    fn source(&self, plan: &Plan<'_>) -> Option<String> {
        let folder = self.context.model.published();
        let folder = folder.filter(|_| self.context.profile != Profile::Busy)?;
        Some(format!("{folder}{}", plan.paths.first()?))
    }

    /// The zones of a feed's events, each with how many events have it.
    fn zones_of(&self, plan: &Plan<'_>) -> BTreeMap<&str, usize> {
        let mut zones = BTreeMap::new();
        for nth in &plan.events {
            if let Some(zone) = self.known[*nth].zone() {
                *zones.entry(zone).or_default() += 1;
            }
        }
        zones
    }
}
