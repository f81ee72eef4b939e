//! The events of a charter: meetings, what is due before them, looks at triggers, and the
//! review of the charter itself.

use std::cell::OnceCell;

use jiff::civil::Date;

use super::context::Context;
use super::describe;
use super::entry::Entry;
use super::input::{self, Due};
use super::meeting::{Held, Meeting, Told, meetings, ranked};
use super::once;
use super::profile::Profile;
use super::schedule::{self, Schedule};
use super::words;
use crate::emit::ics::Event;
use crate::model::{Artifact, Charter, Seat};
use crate::time::after_date;
use crate::tree::{Attention, Duration, Frequency, Input, Level, Unit};

/// Every event of a charter; none of a draft.
pub(super) fn schedule<'m>(
    context: &Context<'m>,
    charter: Charter<'m>,
    schedule: &mut Schedule<'m>,
) {
    if charter.is_draft() || charter.effective().is_none() {
        return;
    }
    let it = Compiled::new(context, charter);
    let meetings = meetings(context, charter);
    meetings.iter().for_each(|meeting| it.meetings(meeting, &meetings, schedule));
    // Whole days leave the time free.
    if context.profile == Profile::Busy {
        return;
    }
    meetings.iter().for_each(|meeting| it.inputs(meeting, schedule));
    it.checks(schedule);
    it.review().into_iter().for_each(|review| schedule.push_due(review));
}

/// A charter, and what its events have in common.
struct Compiled<'c, 'm> {
    context: &'c Context<'m>,
    charter: Charter<'m>,
    stamp: Date,
    description: String,
    color: &'static str,
    categories: Vec<String>,
    room: Vec<Seat<'m>>,
    link: Option<String>,
    place: Option<String>,
}

/// What somebody brings.
struct Brought<'m> {
    summary: String,
    description: String,
    url: Option<String>,
    location: Option<String>,
    seats: Vec<Seat<'m>>,
}

impl<'c, 'm> Compiled<'c, 'm> {
    fn new(context: &'c Context<'m>, charter: Charter<'m>) -> Self {
        let place = charter.record().and_then(|(_, place)| place);
        Compiled {
            context,
            charter,
            stamp: stamp(charter).unwrap_or(context.first),
            description: describe::charter(context, charter),
            color: color(charter),
            categories: categories(charter),
            room: charter.room(),
            link: place.and_then(|place| words::link(&place.value)),
            place: place.map(|it| it.value.to_string()).filter(|it| words::link(it).is_none()),
        }
    }

    fn entry(&self, event: Event, role: &str, seats: Vec<Seat<'m>>) -> Entry<'m> {
        let around = role != "meeting";
        let rich = self.context.profile == Profile::Rich;
        let words = match around && !rich {
            // The level alone: what surrounds a meeting is many events.
            true => self.categories.get(..1).unwrap_or_default(),
            false => &self.categories[..],
        };
        let description = match around && rich {
            true => format!("{}\n\n{}", event.description, self.description),
            false => event.description,
        };
        let event = Event {
            description,
            location: event.location.filter(|_| rich),
            categories: std::iter::once(role)
                .chain(words.iter().map(|it| &**it))
                .map(str::to_owned)
                .collect(),
            color: Some(self.color.to_owned()),
            ..event
        };
        Entry { event, seats, charter: Some(self.charter), launch: None }
    }

    fn meetings(&self, meeting: &Meeting<'m>, all: &[Meeting<'m>], schedule: &mut Schedule<'m>) {
        let held = meeting.events(self.context).into_iter();
        let entries = held.map(|held| self.meeting(meeting, all, held));
        schedule.group(entries, |events, entries| {
            schedule::meetings(self.context, meeting, events, entries)
        });
    }

    fn meeting(&self, meeting: &Meeting<'m>, all: &[Meeting<'m>], held: Held) -> Entry<'m> {
        let summary = self.meeting_title(meeting, &held);
        let related_to = earlier(meeting, all)
            .filter(|_| held.is_rule)
            .map(|it| ranked(it.uid("meeting"), held.nth).at(&self.context.authority));
        let event = Event {
            description: self.description.clone(),
            url: self.link.clone(),
            location: self.place.clone(),
            related_to,
            cancelled: held.dropped,
            ..Event::new(held.uid.at(&self.context.authority), self.stamp, summary, held.when)
        };
        let entry = self.entry(event, "meeting", self.room.clone());
        Entry { launch: meeting.launch, ..entry }
    }

    /// The charter's title, and what tells this meeting from its others.
    fn meeting_title(&self, meeting: &Meeting<'m>, held: &Held) -> String {
        let mut title = self.charter.title().to_owned();
        if let Some(slot) = meeting.line.says.slot {
            title.push_str(&format!(" · {}", slot.as_str()));
        }
        if let (Some(launch), Some(original)) = (meeting.launch, held.original) {
            title.push_str(&format!(" · {}", launch.title()));
            if let Some(offset) = meeting.offset_of(launch, original) {
                title.push_str(&format!(", {}", words::offset(offset)));
            }
        }
        title
    }

    fn inputs(&self, meeting: &Meeting<'m>, schedule: &mut Schedule<'m>) {
        for input in self.charter.inputs() {
            let Some(due) = input.due else { continue };
            let dues = input::due(self.context, meeting, due);
            let alone = OnceCell::new();
            let alone = || alone.get_or_init(|| input::singly(self.context, meeting, due));
            for name in &input.artifacts {
                let artifact = self.charter.model().named::<Artifact<'m>>(name.symbol).known();
                let Some(artifact) = artifact else { continue };
                let brought = self.brought(input, artifact);
                let event = |due| self.input(meeting, artifact, &brought, due);
                schedule.group_due(
                    dues.iter().map(event).collect(),
                    || alone().iter().map(event).collect(),
                    |events, entries| schedule::inputs(self.context, meeting, due, events, entries),
                );
            }
        }
    }

    /// What the days have in common on which an artifact is due.
    fn brought(&self, input: &Input, artifact: Artifact<'m>) -> Brought<'m> {
        let bringer = artifact.owner().known().or(self.charter.owner().known());
        Brought {
            summary: format!("Bring {} · {}", artifact.title(), self.charter.title()),
            description: self.input_text(input, artifact),
            url: artifact.place().and_then(words::link),
            location: artifact.place().filter(|it| words::link(it).is_none()).map(str::to_owned),
            seats: bringer.into_iter().collect(),
        }
    }

    fn input(
        &self,
        meeting: &Meeting<'m>,
        artifact: Artifact<'m>,
        brought: &Brought<'m>,
        due: &Due,
    ) -> Entry<'m> {
        let uid = meeting.uid("input");
        let uid = match (meeting.launch, due.timed.date) {
            (Some(launch), Some(day)) => {
                meeting.of_launch(uid, launch, day).with(artifact.first_name())
            }
            (_, day) => uid.with(artifact.first_name()).maybe(day),
        };
        let uid = uid.at(&self.context.authority);
        let event = Event {
            description: brought.description.clone(),
            url: brought.url.clone(),
            location: brought.location.clone(),
            cancelled: due.dropped,
            transparent: true,
            ..Event::new(uid, self.stamp, &*brought.summary, due.timed.when.clone())
        };
        let entry = self.entry(event, "input", brought.seats.clone());
        Entry { launch: meeting.launch, ..entry }
    }

    fn input_text(&self, input: &Input, artifact: Artifact<'m>) -> String {
        // There are many of these: a line for each thing that its bringer must know.
        let mut text = words::Lines::default();
        text.line(format_args!("Brought by: {}", words::named(artifact.owner())));
        if self.context.is_brief() {
            return text.text();
        }
        let due = input.due.map(words::duration).unwrap_or_default();
        let defer = if input.or_defer { "; without it, no decision" } else { "" };
        text.line(format_args!("Due: {due} before{defer}"));
        let place = artifact.place().filter(|it| words::link(it).is_none());
        place.iter().for_each(|place| text.line(format_args!("Found: {place}")));
        text.text()
    }

    fn checks(&self, schedule: &mut Schedule<'m>) {
        let Some(from) = self.charter.effective() else { return };
        let days = self.charter.days();
        let asked = once::Asked {
            context: self.context,
            item: *self.charter,
            days: self.context.days(days),
            from: from.value,
            until: self.last_day(),
            stamp: self.stamp,
            owner: self.charter.owner(),
        };
        for trigger in self.charter.triggers() {
            asked.checks(trigger, schedule, |event, seats| self.entry(event, "check", seats));
        }
    }

    fn last_day(&self) -> Option<Date> {
        let expires = self.charter.expires().map(|date| date.value);
        [self.charter.retired(), expires].into_iter().flatten().min()
    }

    /// The next review: on time, so on a workday before it rather than after.
    fn review(&self) -> Option<Entry<'m>> {
        let charter = self.charter;
        let last = charter.reviewed().or(charter.effective())?;
        let every = charter.review();
        let (count, unit) = every.map_or((1, Unit::Year), |it| (it.every, it.unit));
        let calendar = charter.days();
        let due = after_date(last.value, Duration { count, unit, span: last.span }, calendar)?;
        let works = calendar.is_workday(due);
        let due = if works { due } else { calendar.previous_workday(due).unwrap_or(due) };
        if charter.expires().is_some_and(|end| end.value < due) {
            return None;
        }
        let uid = crate::emit::uid::Uid::new(*charter, "review").at(&self.context.authority);
        let summary = format!("Review the charter: {}", charter.title());
        let when = crate::emit::ics::When::day(due);
        let event = Event {
            description: self.review_text(last.value, every),
            cancelled: charter.retired().is_some_and(|end| end < due),
            transparent: true,
            ..Event::new(uid, self.stamp, summary, when)
        };
        Some(self.entry(event, "review", charter.owner().known().into_iter().collect()))
    }

    fn review_text(&self, last: Date, every: Option<Frequency>) -> String {
        let every = every.map_or_else(|| "yearly".into(), words::frequency);
        let said =
            if self.charter.reviewed().is_some() { "Last reviewed" } else { "In force since" };
        let mut text = words::Lines::default();
        text.line(format_args!("Owner: {}", words::named(self.charter.owner())));
        if self.context.is_brief() {
            return text.text();
        }
        text.line(format_args!("{said}: {last}; reviewed {every}"));
        text.text()
    }
}

/// The day of the last change that the source declares.
pub(super) fn stamp(charter: Charter<'_>) -> Option<Date> {
    let dates = [charter.effective(), charter.reviewed()].into_iter().flatten();
    let signed = charter.signatures().map(|it| it.date);
    dates.chain(signed).map(|date| date.value).max()
}

/// The line that this one follows: the last of the same slot that ends before it begins.
fn earlier<'a, 'm>(meeting: &Meeting<'m>, all: &'a [Meeting<'m>]) -> Option<&'a Meeting<'m>> {
    let from = meeting.line.says.from?.value;
    let slot = meeting.line.says.slot.map(|slot| slot.symbol);
    let ended = |it: &Meeting<'m>| Some(it.line.says.until?.value).filter(|until| *until < from);
    let before = all.iter().filter(|it| {
        let rule = matches!(it.told, Told::Rule(..));
        rule && ended(it).is_some() && it.line.says.slot.map(|slot| slot.symbol) == slot
    });
    before.max_by_key(|it| ended(it))
}

/// A colour for its place in the queue of attention, else for its level.
pub(super) fn color(charter: Charter<'_>) -> &'static str {
    match (charter.attention(), charter.classes().find_map(|class| class.level())) {
        (Some(Attention::Customer), _) => "crimson",
        (Some(Attention::Trigger), _) => "darkorange",
        (Some(Attention::Roadmap), _) => "royalblue",
        (None, Some(Level::Portfolio)) => "indigo",
        (None, Some(Level::Interface)) => "teal",
        (None, Some(Level::Team)) => "olivedrab",
        (None, None) => "slategray",
    }
}

fn categories(charter: Charter<'_>) -> Vec<String> {
    let level = charter.classes().find_map(|class| class.level());
    let mut words: Vec<&str> = level.map(Level::as_str).into_iter().collect();
    words.extend(charter.decides().map(|it| it.class_name.as_str()));
    let mut seen: Vec<String> = Vec::new();
    for word in words {
        if !seen.iter().any(|it| it == word) {
            seen.push(word.to_owned());
        }
    }
    seen
}
