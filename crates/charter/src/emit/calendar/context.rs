//! What all charters of a workspace are compiled with: worked out once.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use rustc_hash::FxHashMap;

use super::days::Days;
use super::profile::Profile;
use crate::Model;
use crate::model::{Charter, ItemId, Launch, Target};
use crate::time::WorkCalendar;
use crate::tree::Escalation;

/// More single events of one series than anybody subscribes to: a date that is centuries
/// off must not fill the memory.
pub(super) const MOST_SINGLES: usize = 20_000;

/// The last day that is over everywhere on Earth before instants end, on 30 December at 22:00 in
/// UTC: what the clocks show after that is at no instant, and nothing can be said of it.
const LAST: Date = Date::constant(9999, 12, 29);

/// The workspace as its calendars see it.
#[derive(Debug)]
pub(in crate::emit) struct Context<'m> {
    /// The model.
    pub(super) model: &'m Model,
    /// The right-hand side of every identity.
    pub(super) authority: String,
    /// The first day that is enumerated.
    pub(super) first: Date,
    /// The last.
    pub(super) last: Date,
    /// How much is said.
    pub(super) profile: Profile,
    calendars: Vec<(&'m WorkCalendar, Days)>,
    none: Days,
    launches: FxHashMap<ItemId, Vec<Launch<'m>>>,
    escalated: FxHashMap<ItemId, Vec<Charter<'m>>>,
}

impl<'m> Context<'m> {
    /// Of a model, up to a day if it is given, else to the end of its horizon.
    pub(in crate::emit) fn new(model: &'m Model, until: Option<Date>) -> Self {
        let (first, last) = model.horizon();
        let last = until.unwrap_or(last).min(LAST);
        let margin: Span = 1.years();
        let (from, to) = (first.saturating_sub(margin), last.saturating_add(margin));
        let days = |calendar: &WorkCalendar| Days::new(Arc::new(calendar.clone()), from, to);
        let calendars = model.calendars().map(|it| (it.days(), days(it.days())));
        Context {
            model,
            authority: model.authority(),
            first,
            last,
            profile: Profile::default(),
            calendars: calendars.collect(),
            none: days(&WorkCalendar::default()),
            launches: governed(model),
            escalated: escalated(model),
        }
    }

    /// The right-hand side of every identity.
    pub(in crate::emit) fn authority(&self) -> &str {
        &self.authority
    }

    /// Whether descriptions end after class and owner.
    pub(super) fn is_brief(&self) -> bool {
        matches!(self.profile, Profile::Minimal | Profile::Busy)
    }

    /// A working calendar of the model, made ready.
    pub(super) fn days(&self, calendar: &WorkCalendar) -> &Days {
        let known = self.calendars.iter().find(|(it, _)| std::ptr::eq(*it, calendar));
        known.map_or(&self.none, |(_, days)| days)
    }

    /// The launches that a charter governs, by name.
    pub(super) fn launches(&self, charter: Charter<'m>) -> &[Launch<'m>] {
        self.launches.get(&charter.id()).map_or(&[], Vec::as_slice)
    }

    /// The charters that escalate to a charter, by name.
    pub(super) fn escalated(&self, charter: Charter<'m>) -> &[Charter<'m>] {
        self.escalated.get(&charter.id()).map_or(&[], Vec::as_slice)
    }
}

fn governed(model: &Model) -> FxHashMap<ItemId, Vec<Launch<'_>>> {
    let mut launches: Vec<Launch<'_>> = model.launches().collect();
    launches.sort_unstable_by_key(|launch| launch.name());
    let mut governed: FxHashMap<ItemId, Vec<Launch<'_>>> = FxHashMap::default();
    for launch in launches {
        if let Some(charter) = launch.charter().known() {
            governed.entry(charter.id()).or_default().push(launch);
        }
    }
    governed
}

/// What comes to a charter's table from the charters below it.
fn escalated(model: &Model) -> FxHashMap<ItemId, Vec<Charter<'_>>> {
    let mut charters: Vec<Charter<'_>> = model.live_charters().collect();
    charters.retain(|charter| charter.retired().is_none());
    charters.sort_unstable_by_key(|charter| charter.name());
    let mut escalated: FxHashMap<ItemId, Vec<Charter<'_>>> = FxHashMap::default();
    for charter in charters {
        for (escalation, _) in charter.escalations() {
            let Escalation::To { target, .. } = escalation else { continue };
            if let Some(Target::Charter(to)) = charter.target(*target).known() {
                let known = escalated.entry(to.id()).or_default();
                if known.last() != Some(&charter) {
                    known.push(charter);
                }
            }
        }
    }
    escalated
}
