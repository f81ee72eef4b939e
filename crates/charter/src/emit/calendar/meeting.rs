//! When charters meet: each cadence line as events, each under its identity.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::context::{Context, MOST_SINGLES};
use super::entry::{self, Timed, told};
use super::rule;
use super::track::{Laid, Track};
use crate::emit::ics::{Rule, When};
use crate::emit::uid::{self, Uid};
use crate::model::{CadenceLine, Charter, Launch};
use crate::time::{Occurrence, Recurrence, Series, offset};
use crate::tree::Pattern;

/// One series of a charter: a cadence line or, where it counts from a launch, a line and
/// a launch.
#[derive(Clone, Debug)]
pub(in crate::emit) struct Meeting<'m> {
    /// The line.
    pub(in crate::emit) line: CadenceLine<'m>,
    /// The launch.
    pub(in crate::emit) launch: Option<Launch<'m>>,
    /// What it comes to.
    pub(in crate::emit) series: Series,
    /// How it is told.
    pub(super) told: Told,
    /// What takes place within the horizon, once somebody has asked.
    held: OnceLock<Vec<Occurrence>>,
}

/// How a series is told.
#[derive(Clone, Debug)]
pub(super) enum Told {
    /// As a rule that begins on a day, with exceptions.
    Rule(Track, Laid, Date, Rule),
    /// One by one.
    Singly,
}

/// Every series of a charter; none of a draft.
pub(in crate::emit) fn meetings<'m>(
    context: &Context<'m>,
    charter: Charter<'m>,
) -> Vec<Meeting<'m>> {
    let mut found = Vec::new();
    if charter.is_draft() {
        return found;
    }
    for line in charter.cadences() {
        if matches!(line.says.pattern, Pattern::Offsets(_)) {
            for &launch in context.launches(charter) {
                let series = line.series_of(launch);
                found.extend(series.map(|it| Meeting::new(context, line, Some(launch), it)));
            }
        } else {
            let series = line.series().into_iter();
            found.extend(series.map(|it| Meeting::new(context, line, None, it)));
        }
    }
    found
}

impl<'m> Meeting<'m> {
    fn new(
        context: &Context<'m>,
        line: CadenceLine<'m>,
        launch: Option<Launch<'m>>,
        series: Series,
    ) -> Self {
        let told = tell(context, &series).unwrap_or(Told::Singly);
        Meeting { line, launch, series, told, held: OnceLock::new() }
    }

    /// The identity of something in a role around this series: `c.meeting.slot.2026-05-01`.
    pub(super) fn uid(&self, role: &str) -> Uid {
        let says = self.line.says;
        let uid = Uid::new(*self.line.charter, role).maybe(says.slot.map(|slot| slot.symbol));
        uid.maybe(says.from.map(|from| from.value))
    }

    /// The name of its slot.
    pub(in crate::emit) fn slot(&self) -> Option<&'static str> {
        self.line.says.slot.map(|slot| slot.as_str())
    }

    /// The identity of one occurrence.
    pub(in crate::emit) fn uid_of(&self, occurrence: &Occurrence) -> Uid {
        let nth = entry::times(&self.series).iter().position(|it| *it == occurrence.slot);
        let ranked = ranked(self.uid("meeting"), nth.unwrap_or_default());
        match &self.told {
            Told::Rule(_, laid, ..) => {
                let alone = laid.alone.iter().any(|(day, _)| *day == occurrence.original);
                ranked.maybe(alone.then_some(occurrence.original))
            }
            Told::Singly => {
                self.single(self.uid("meeting"), nth.unwrap_or_default(), occurrence.original)
            }
        }
    }

    /// The identity of an occurrence that is told by itself: by its offset from a launch,
    /// else by its day.
    fn single(&self, uid: Uid, nth: usize, original: Date) -> Uid {
        match self.launch {
            Some(launch) => ranked(self.of_launch(uid, launch, original), nth),
            None => ranked(uid, nth).with(original),
        }
    }

    /// With the launch and the offset of a day.
    pub(super) fn of_launch(&self, uid: Uid, launch: Launch<'m>, original: Date) -> Uid {
        let uid = uid.with(launch.first_name());
        match self.offset_of(launch, original) {
            Some(offset) => uid.with(uid::offset(offset)),
            None => uid.with(original),
        }
    }

    /// Which offset from a launch a day is; of several, the first as people count.
    pub(super) fn offset_of(
        &self,
        launch: Launch<'m>,
        original: Date,
    ) -> Option<crate::tree::Offset> {
        let Pattern::Offsets(offsets) = &self.line.says.pattern else { return None };
        let ships = launch.ships()?.value;
        let calendar = &self.series.calendar;
        let here = offsets.iter().filter(|it| offset(ships, **it, calendar) == Some(original));
        here.copied().min_by_key(|it| (it.unit, it.count))
    }

    /// What takes place within the horizon. Its meetings, what is due before them and who
    /// reads them back all ask for it.
    pub(super) fn held(&self, context: &Context<'m>) -> &[Occurrence] {
        self.held.get_or_init(|| self.series.occurrences(self.begin(context), context.last))
    }

    /// What takes place within the horizon, and of what was announced day by day, what was
    /// dropped since.
    pub(super) fn singles(&self, context: &Context<'m>) -> Vec<(Occurrence, bool)> {
        let held = self.held(context);
        let held = &held[..held.len().min(MOST_SINGLES)];
        if !self.series.pattern.is_explicit() {
            return held.iter().map(|it| (*it, false)).collect();
        }
        let charter = self.line.charter;
        let mut announced = self.series.clone();
        announced.except.clear();
        let ends = [self.line.says.until, charter.expires()];
        announced.until = ends.into_iter().flatten().map(|date| date.value).min();
        let all = announced.occurrences(self.begin(context), context.last);
        let retired = self.launch.and_then(|launch| launch.retired()).unwrap_or(Date::MAX);
        let is = |it: &Occurrence| (it.original, it.slot);
        let dropped =
            |it: &Occurrence| it.date > retired || !held.iter().any(|held| is(held) == is(it));
        all.into_iter().map(|it| (it, dropped(&it))).collect()
    }

    /// A move may lead to before the beginning.
    pub(super) fn begin(&self, context: &Context<'m>) -> Date {
        let moves = self.series.moves.iter().map(|it| it.to);
        moves.chain([context.first, self.series.start]).min().unwrap_or(context.first)
    }

    /// Every event of the series.
    pub(super) fn events(&self, context: &Context<'m>) -> Vec<Held> {
        match &self.told {
            Told::Rule(_, laid, first, rule) => self.as_rule(laid, *first, rule),
            Told::Singly => {
                let all = self.singles(context);
                all.iter().map(|(it, dropped)| self.as_single(it, *dropped)).collect()
            }
        }
    }

    fn as_rule(&self, laid: &Laid, first: Date, rule: &Rule) -> Vec<Held> {
        let mut all = Vec::new();
        for nth in 0..entry::times(&self.series).len() {
            let uid = ranked(self.uid("meeting"), nth);
            let events = entry::timed(&self.series, nth, first, rule.clone(), laid);
            all.extend(events.into_iter().map(|it| Held::of(&uid, nth, it)));
        }
        all
    }

    fn as_single(&self, it: &Occurrence, dropped: bool) -> Held {
        let nth = entry::times(&self.series).iter().position(|slot| *slot == it.slot);
        let nth = nth.unwrap_or_default();
        let uid = self.single(self.uid("meeting"), nth, it.original);
        let when = When::at(self.series.zone.name(), it.local, self.series.minutes);
        Held { uid, nth, when, dropped, original: Some(it.original), is_rule: false }
    }
}

/// An event of a series, before anything is said about it.
#[derive(Clone, Debug)]
pub(super) struct Held {
    /// Its identity.
    pub(super) uid: Uid,
    /// Which of the times of a day it has.
    pub(super) nth: usize,
    /// When it is.
    pub(super) when: When,
    /// It was announced and will not be.
    pub(super) dropped: bool,
    /// The day that names it, where it is not the whole series.
    pub(super) original: Option<Date>,
    /// It is the whole series.
    pub(super) is_rule: bool,
}

impl Held {
    fn of(series: &Uid, nth: usize, timed: Timed) -> Held {
        let (uid, original) = (timed.uid(series), timed.date);
        let is_rule = original.is_none();
        Held { uid, nth, when: timed.when, dropped: false, original, is_rule }
    }
}

/// The second time of a day, and the third, are counted: an hour is no identity.
pub(super) fn ranked(uid: Uid, nth: usize) -> Uid {
    uid.maybe((nth > 0).then_some(nth + 1))
}

/// As a rule, where a rule can say it.
fn tell(context: &Context<'_>, series: &Series) -> Option<Told> {
    if matches!(series.pattern, Recurrence::Dates(_)) || series.start > context.last {
        return None;
    }
    rule::pattern(series, series.start)?;
    let track = Track::of(series, context.days(&series.calendar), context.last);
    let laid = track.lay();
    let (first, rule) = told(series, &laid)?;
    Some(Told::Rule(track, laid, first, rule))
}
