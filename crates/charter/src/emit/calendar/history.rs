//! The history in calendars: the day by which a raise wants an answer, and the day on which
//! what a seat holds is sorted for who takes it over.
//!
//! Both are there whatever came of them, since a calendar does not know what day it is: what
//! was answered says by which record.

use jiff::civil::Date;

use super::context::Context;
use super::describe;
use super::entry::Entry;
use super::schedule::Schedule;
use super::words::{self, Lines};
use crate::Model;
use crate::emit::ics::{Event, When};
use crate::emit::uid::Uid;
use crate::model::{
    Cause, Charter, Handle, Held, Item, Launch, Named, Raise, Seat, Transition, Venue,
};
use crate::tree::{Attention, Body, Dotted, Escalation, Evidence, Name};

/// The last day on which an answer to a raise is in time; none where no time is promised.
pub(super) fn raise<'m>(context: &Context<'m>, raise: Raise<'m>, schedule: &mut Schedule<'m>) {
    let (Some(on), Some(due)) = (raise.on(), raise.answer_by()) else { return };
    let (Named::Known(cause), Some(about)) = (raise.cause(), raise.about()) else { return };
    schedule.push_due(Waiting { context, raise, on: on.value, due, cause, about }.entry());
}

/// A raise that somebody has to answer.
struct Waiting<'c, 'm> {
    context: &'c Context<'m>,
    raise: Raise<'m>,
    on: Date,
    due: Date,
    cause: Cause<'m>,
    about: Item<'m>,
}

impl<'m> Waiting<'_, 'm> {
    fn entry(&self) -> Entry<'m> {
        let uid = Uid::new(*self.raise, "answer").at(&self.context.authority);
        let summary = format!("Answer due: {} · {}", self.raise.title(), self.about.title());
        let event = Event {
            description: self.text(),
            categories: vec!["answer".into(), self.role().into()],
            color: Some(self.color().into()),
            cancelled: self.raise.retired().is_some_and(|end| end < self.due),
            transparent: true,
            ..Event::new(uid, self.stamp(), summary, When::day(self.due))
        };
        let (charter, launch) = (Charter::of(self.about), Launch::of(self.about));
        Entry { event, seats: self.seats(), charter, launch }
    }

    /// The day of the last thing that it tells: the raise, or its answer.
    fn stamp(&self) -> Date {
        let answered = self.raise.answer().and_then(|record| record.on());
        answered.map_or(self.on, |on| on.value.max(self.on))
    }

    fn role(&self) -> &'static str {
        match self.cause {
            Cause::Trigger(_) => "trigger",
            Cause::Customer(_) => "customer",
            Cause::Escalation(_) => "escalation",
        }
    }

    /// A colour for its place in the queue of attention.
    fn color(&self) -> &'static str {
        let of_customer = match self.cause {
            Cause::Trigger(wire) => wire.is_on(Evidence::Customer),
            Cause::Customer(_) => true,
            Cause::Escalation(charter) => charter.attention() == Some(Attention::Customer),
        };
        if of_customer { "crimson" } else { "darkorange" }
    }

    /// Who has to answer, then who waits for it, each once.
    fn seats(&self) -> Vec<Seat<'m>> {
        let mut seats: Vec<Seat<'m>> = Vec::new();
        for seat in [self.venue().decides, self.about.owner(), self.raise.by()] {
            seats.extend(seat.known().filter(|seat| !seats.contains(seat)));
        }
        seats
    }

    /// Where it is answered. A customer is promised no day, and who serves them depends on one.
    fn venue(&self) -> Venue<'m> {
        self.raise.venue(None)
    }

    /// Who answers it where that is not the owner of what it is about.
    fn decides(&self) -> Option<String> {
        let Venue { charter, decides } = self.venue();
        if decides == self.about.owner() {
            return None;
        }
        let place = charter.map_or_else(String::new, |it| format!(" in {}", it.title()));
        Some(format!("{}{place}", words::named(decides)))
    }

    /// What the charter that is stuck says of where that goes.
    fn escalation(&self) -> Option<String> {
        let Cause::Escalation(charter) = self.cause else { return None };
        let mut all = charter.escalations().map(|(says, _)| says);
        let says = all.find(|says| matches!(says, Escalation::To { .. }))?;
        Some(describe::escalation(charter, says))
    }

    fn text(&self) -> String {
        let mut text = Lines::default();
        text.line(format_args!("For: {}", self.about.title()));
        text.line(format_args!("Owner: {}", words::named(self.about.owner())));
        if self.context.is_brief() {
            return text.text();
        }
        text.line(format_args!("Raised: {} by {}", self.on, words::on(self.on, self.raise.by())));
        if let Cause::Trigger(wire) = self.cause {
            let says = describe::trigger(self.context, wire.says);
            text.line(format_args!("Trigger: {}", says.trim_start_matches("- ")));
        }
        if let Some(says) = self.escalation() {
            text.line(format_args!("Escalation: {}", says.trim_start_matches("- ")));
        }
        if let Some(decides) = self.decides() {
            text.line(format_args!("Decides: {decides}"));
        }
        if let Some(evidence) = self.raise.evidence() {
            text.line(format_args!("Evidence: {}", evidence.value));
        }
        let answer = self.raise.answer().and_then(|it| Some((it, it.on()?)));
        if let Some((record, on)) = answer {
            text.line(format_args!("Answered: {} in {}", on.value, record.title()));
        }
        text.text()
    }
}

/// The day on which somebody takes a seat over.
pub(super) fn transition<'m>(
    context: &Context<'m>,
    transition: Transition<'m>,
    schedule: &mut Schedule<'m>,
) {
    let (Some(on), Named::Known(seat)) = (transition.on(), transition.seat()) else { return };
    let comes = transition.to().map(|to| format!(" · {} takes over", to.value));
    let uid = Uid::new(*transition, "audit").at(&context.authority);
    let summary = format!("Audit: {}{}", seat.title(), comes.unwrap_or_default());
    let event = Event {
        description: sorted(context, transition, seat),
        categories: vec!["audit".into()],
        color: Some("slategray".into()),
        cancelled: transition.retired().is_some_and(|end| end < on.value),
        transparent: true,
        ..Event::new(uid, on.value, summary, When::day(on.value))
    };
    schedule.push(Entry { event, seats: vec![seat], charter: None, launch: None });
}

/// Who leaves and who comes; what becomes of how much, and of what.
fn sorted<'m>(context: &Context<'m>, transition: Transition<'m>, seat: Seat<'m>) -> String {
    let mut text = Lines::default();
    text.line(format_args!("Seat: {}", seat.title()));
    if context.is_brief() {
        return text.text();
    }
    for (word, name) in [("From", transition.from()), ("To", transition.to())] {
        name.iter().for_each(|name| text.line(format_args!("{word}: {}", name.value)));
    }
    for (heading, lines) in Buckets::of(transition).headed() {
        text.section(&format!("{heading}: {}", lines.len()), lines);
    }
    text.text()
}

/// What becomes of everything, a line each.
#[derive(Default)]
struct Buckets {
    recommit: Vec<String>,
    redecide: Vec<String>,
    retire: Vec<String>,
}

impl Buckets {
    fn of(transition: Transition<'_>) -> Buckets {
        let model = transition.model();
        let mut buckets = Buckets::default();
        for clause in transition.clauses() {
            match &clause.body {
                Body::Recommit(items) => buckets.recommit.extend(lines(model, items, "")),
                Body::Redecide(says) => {
                    let record = says.record.map(|name| format!(", in {}", called(model, name)));
                    let record = record.unwrap_or_default();
                    buckets.redecide.extend(lines(model, &says.items, &record));
                }
                Body::Retire(says) => {
                    let because = says.because.as_ref().map(|text| format!(": {}", text.value));
                    let because = because.unwrap_or_default();
                    buckets.retire.extend(lines(model, &says.items, &because));
                }
                _ => {}
            }
        }
        buckets
    }

    fn headed(self) -> [(&'static str, Vec<String>); 3] {
        [("Recommitted", self.recommit), ("Decided anew", self.redecide), ("Retired", self.retire)]
    }
}

fn lines<'a>(
    model: &'a Model,
    items: &'a [Dotted],
    said: &'a str,
) -> impl Iterator<Item = String> + 'a {
    items.iter().map(move |it| format!("- {}{said}", title(model, *it)))
}

/// What people call something that is sorted; of a trigger, also what it stands in.
fn title(model: &Model, dotted: Dotted) -> String {
    match Held::named(model, dotted) {
        Some(held) if held.trigger.is_some() => {
            format!("{} · {}", held.title(), held.item.title())
        }
        Some(held) => held.title().to_owned(),
        None => dotted.to_string(),
    }
}

fn called(model: &Model, name: Name) -> &str {
    model.find(name.symbol).map_or(name.as_str(), Item::title)
}
