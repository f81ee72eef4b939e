//! Charters.

use schemars::JsonSchema;
use serde::Serialize;

use super::cadence::{Cadence, Next};
use super::context::Context;
use super::item::{Head, texts};
use super::value::{Answer, Duration, Frequency, Trigger};
use super::words::{Day, Number, Word};
use crate::model::{self, Decided, Named, Party, Target, Who};
use crate::tree::{self, Attention, Body, Name, RecordEvery, Surface};

/// Who decides what, with whom, how often, on what evidence it reopens, where it goes
/// when stuck.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Charter<'c, 'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// Whether it is not yet in force.
    draft: bool,
    /// What it decides.
    decides: Vec<Decision>,
    /// What is decided here.
    includes: Vec<&'a str>,
    /// What is not.
    excludes: Vec<&'a str>,
    /// What its decisions touch.
    #[serde(skip_serializing_if = "Option::is_none")]
    surface: Option<Word<Surface>>,
    /// Its place in the queue of attention: the first among its classes.
    #[serde(skip_serializing_if = "Option::is_none")]
    attention: Option<Word<Attention>>,
    /// The seat that decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'static str>,
    /// Who is in the room beside the owner.
    counterparties: Vec<Counterparty<'a>>,
    /// The seats in the room: the owner, then the counterparties with groups unfolded,
    /// each once.
    room: Vec<&'static str>,
    /// Those of them without whom it does not meet.
    required: Vec<&'static str>,
    /// Who gets the record and is not in the room.
    informed: Vec<Informed>,
    /// The calendar that it is kept by.
    #[serde(skip_serializing_if = "Option::is_none")]
    calendar: Option<&'static str>,
    /// When it meets.
    cadences: Vec<Cadence<'a>>,
    /// The mean days from one meeting to the next. Nothing is scheduled by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    period_days: Option<Number>,
    /// The next occurrences, where the document has an `as_of`.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<Vec<Next>>,
    /// What must be on the table.
    inputs: Vec<Input>,
    /// What reopens its decisions.
    triggers: Vec<Trigger<'a>>,
    /// Where it goes when stuck.
    escalations: Vec<Escalation<'a>>,
    /// When decisions are written down.
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<Record<'a>>,
    /// What it answers.
    answers: Vec<Answer<'a>>,
    /// Who agreed.
    signatures: Vec<Signature>,
    /// Since when it is in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    effective: Option<Day>,
    /// When it was last reviewed.
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewed: Option<Day>,
    /// How often it is reviewed: yearly where it does not say.
    review: Frequency,
    /// When it ends of itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<Day>,
    /// The launches that it governs.
    launches: &'c [&'static str],
}

/// A class and its subject: the identity of a decision.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Decision {
    /// The class.
    class: &'static str,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'static str>,
}

/// Whether a name is a seat's or a group's.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum WhoKind {
    /// A seat.
    Seat,
    /// A group.
    Group,
}

/// Who is in the room.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Counterparty<'a> {
    /// A seat or a group.
    name: &'static str,
    /// Which of the two.
    kind: WhoKind,
    /// What it may do.
    right: Right,
    /// What it decides together with the owner.
    #[serde(skip_serializing_if = "Option::is_none")]
    facet: Option<&'a str>,
    /// The seats that it comes to.
    seats: Vec<&'static str>,
}

/// What a counterparty may do.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Right {
    /// Be heard.
    Consulted,
    /// Without its read there is no decision.
    Gates,
    /// Say no.
    Vetoes,
    /// Decide one facet together with the owner.
    CoDecides,
}

/// Who gets the record.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Informed {
    /// A seat or a group.
    name: &'static str,
    /// Which of the two.
    kind: WhoKind,
    /// The seats that it comes to.
    seats: Vec<&'static str>,
}

/// What must be on the table.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Input {
    /// The artifact.
    artifact: &'static str,
    /// How long before.
    #[serde(skip_serializing_if = "Option::is_none")]
    due_before: Option<Duration>,
    /// Whether there is no decision without it.
    or_defer: bool,
}

/// Where it goes when stuck.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
enum Escalation<'a> {
    /// To a seat.
    Seat {
        /// Which.
        to: &'static str,
        /// How soon.
        within: Duration,
        /// In what case.
        #[serde(skip_serializing_if = "Option::is_none")]
        when: Option<&'a str>,
    },
    /// To a charter.
    Charter {
        /// Which.
        to: &'static str,
        /// How soon.
        within: Duration,
        /// In what case.
        #[serde(skip_serializing_if = "Option::is_none")]
        when: Option<&'a str>,
    },
    /// Nowhere: it is the top of the house.
    None {
        /// Why.
        because: &'a str,
    },
}

/// When decisions are written down, and where.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Record<'a> {
    /// How often.
    every: Recorded,
    /// A path or an address.
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
}

/// When a decision is written down.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Recorded {
    /// Each time the forum meets.
    Cycle,
    /// Whenever something is decided.
    Decision,
}

/// Who agreed to the text of a charter.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Signature {
    /// The seat.
    seat: &'static str,
    /// When.
    on: Day,
    /// The text that was signed: twelve hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    fingerprint: Option<String>,
}

impl<'c, 'a> Charter<'c, 'a> {
    pub(super) fn of(context: &'c Context<'a>, it: model::Charter<'a>) -> Self {
        let days = it.days();
        Charter {
            head: Head::of(context, *it),
            draft: it.is_draft(),
            decides: it.decides().map(|decided| Decision::of(context, decided)).collect(),
            includes: texts(*it, |body| match body {
                Body::Includes(text) => Some(&text.value),
                _ => None,
            }),
            excludes: texts(*it, |body| match body {
                Body::Excludes(text) => Some(&text.value),
                _ => None,
            }),
            surface: it.surface().map(Word),
            attention: it.attention().map(Word),
            owner: it.owner().known().map(|seat| seat.name()),
            counterparties: it.parties().filter_map(Counterparty::of).collect(),
            room: names(it.room()),
            required: names(it.required()),
            informed: it.informed().filter_map(|name| Informed::of(context, name)).collect(),
            calendar: context.model.calendar_of(*it),
            cadences: it.cadences().map(|line| Cadence::of(context, line, days)).collect(),
            period_days: it.period().map(hundredths),
            next: context.as_of.map(|day| Next::of(it, day)),
            inputs: it.inputs().flat_map(|input| Input::of(context, input)).collect(),
            triggers: it.triggers().map(|trigger| Trigger::of(context, *it, trigger)).collect(),
            escalations: it.escalations().filter_map(|(to, _)| Escalation::of(it, to)).collect(),
            record: it.record().map(Record::of),
            answers: it.answers().map(|answer| Answer::of(context, answer)).collect(),
            signatures: it.signatures().map(|by| Signature::of(context, by)).collect(),
            effective: it.effective().map(|it| Day(it.value)),
            reviewed: it.reviewed().map(|it| Day(it.value)),
            review: it.review().map_or(Frequency::YEARLY, Frequency::of),
            expires: it.expires().map(|it| Day(it.value)),
            launches: context.ties.governed_by(it.name()),
        }
    }
}

fn names(seats: Vec<model::Seat<'_>>) -> Vec<&'static str> {
    seats.into_iter().map(|seat| seat.name()).collect()
}

/// A mean is not known to more than the hundredth of a day.
fn hundredths(days: f64) -> Number {
    Number((days * 100.0).round() / 100.0)
}

impl Decision {
    fn of(context: &Context<'_>, it: Decided<'_>) -> Self {
        Decision {
            class: context.word(it.class_name),
            subject: it.subject.map(|subject| subject.as_str()),
        }
    }
}

/// What somebody is called, which of the two it is, and the seats it comes to.
fn unfolded(who: Who<'_>) -> (&'static str, WhoKind, Vec<&'static str>) {
    match who {
        Who::Seat(seat) => (seat.name(), WhoKind::Seat, vec![seat.name()]),
        Who::Group(group) => (group.name(), WhoKind::Group, names(group.members().collect())),
    }
}

impl<'a> Counterparty<'a> {
    fn of(it: Party<'a>) -> Option<Self> {
        let (name, kind, seats) = unfolded(it.who.known()?);
        let (right, facet) = match it.right {
            tree::Right::Consulted => (Right::Consulted, None),
            tree::Right::Gates => (Right::Gates, None),
            tree::Right::Vetoes => (Right::Vetoes, None),
            tree::Right::CoDecides(facet) => (Right::CoDecides, Some(&*facet.value)),
        };
        Some(Counterparty { name, kind, right, facet, seats })
    }
}

impl Informed {
    fn of(context: &Context<'_>, name: Name) -> Option<Self> {
        let who = context.model.find(name.symbol).and_then(Who::of)?;
        let (name, kind, seats) = unfolded(who);
        Some(Informed { name, kind, seats })
    }
}

impl Input {
    /// One for each artifact of a clause.
    fn of(context: &Context<'_>, it: &tree::Input) -> Vec<Input> {
        let one = |artifact: &Name| Input {
            artifact: context.name(*artifact),
            due_before: it.due.map(Duration::of),
            or_defer: it.or_defer,
        };
        it.artifacts.iter().map(one).collect()
    }
}

impl<'a> Escalation<'a> {
    fn of(charter: model::Charter<'a>, it: &'a tree::Escalation) -> Option<Self> {
        let (target, within, when) = match it {
            tree::Escalation::None(because) => {
                return Some(Escalation::None { because: &because.value });
            }
            tree::Escalation::To { target, within, when } => (target, within, when),
        };
        let (within, when) = (Duration::of(*within), when.as_ref().map(|when| &*when.value));
        match charter.target(*target) {
            Named::Known(Target::Seat(seat)) => {
                Some(Escalation::Seat { to: seat.name(), within, when })
            }
            Named::Known(Target::Charter(charter)) => {
                Some(Escalation::Charter { to: charter.name(), within, when })
            }
            Named::Unknown | Named::Absent => None,
        }
    }
}

impl<'a> Record<'a> {
    fn of((every, place): (RecordEvery, Option<&'a tree::Text>)) -> Self {
        let every = match every {
            RecordEvery::Cycle => Recorded::Cycle,
            RecordEvery::Decision => Recorded::Decision,
        };
        Record { every, place: place.map(|place| &*place.value) }
    }
}

impl Signature {
    fn of(context: &Context<'_>, it: &tree::Signature) -> Self {
        Signature {
            seat: context.name(it.seat),
            on: Day(it.date.value),
            fingerprint: it.fingerprint.map(|it| format!("{:012x}", it.value)),
        }
    }
}
