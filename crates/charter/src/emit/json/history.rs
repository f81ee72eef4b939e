//! The history: raises, records and transitions.

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::item::Head;
use super::words::{Day, Word};
use crate::model;
use crate::tree::{self, Body, Disposition, Dotted};

/// Something that was raised.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Raise<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The day on which it was raised.
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<Day>,
    /// Why it was raised.
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<Cause<'a>>,
    /// The seat that raised it.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'static str>,
    /// What shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<&'a str>,
    /// The last day on which an answer is in time; none where no time is promised.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer_by: Option<Day>,
    /// The records that answer it, the oldest first.
    answered_by: Vec<&'static str>,
}

/// Why something was raised.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
enum Cause<'a> {
    /// A trigger fired.
    Trigger {
        /// The charter, the launch or the bet that it stands in.
        item: &'static str,
        /// The trigger.
        trigger: &'static str,
    },
    /// A customer needs an answer.
    Customer {
        /// What the customer needs.
        text: &'a str,
    },
    /// A charter is stuck.
    Escalation {
        /// Which: it goes where its own escalation says.
        charter: &'static str,
    },
}

impl<'a> Raise<'a> {
    pub(super) fn of(context: &Context<'a>, it: model::Raise<'a>) -> Self {
        Raise {
            head: Head::of(context, *it),
            on: it.on().map(|on| Day(on.value)),
            cause: it.cause().known().map(Cause::of),
            by: it.by_name().map(|name| context.name(name)),
            evidence: it.evidence().map(|text| &*text.value),
            answer_by: it.answer_by().map(Day),
            answered_by: it.answers().into_iter().map(|record| record.name()).collect(),
        }
    }
}

impl<'a> Cause<'a> {
    fn of(it: model::Cause<'a>) -> Self {
        match it {
            model::Cause::Trigger(wire) => {
                Cause::Trigger { item: wire.item.name(), trigger: wire.says.name.as_str() }
            }
            model::Cause::Customer(text) => Cause::Customer { text: &text.value },
            model::Cause::Escalation(charter) => Cause::Escalation { charter: charter.name() },
        }
    }
}

/// What a forum decided, or put off, on a day.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "DecisionRecord", deny_unknown_fields)]
pub(super) struct Record<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The day on which it was decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<Day>,
    /// The charter that decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    charter: Option<&'static str>,
    /// The seat that recorded it.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'static str>,
    /// What was raised before, and is answered by it.
    answers: Vec<&'static str>,
    /// The records that it decides anew.
    reopens: Vec<&'static str>,
    /// What was decided.
    decided: Vec<Settled<'a>>,
    /// What was put off.
    deferred: Vec<Deferred<'a>>,
    /// What became of bets.
    bets: Vec<Disposed>,
}

/// Something that was decided.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Decided", deny_unknown_fields)]
struct Settled<'a> {
    /// The class of the decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    class: Option<&'static str>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'static str>,
    /// What was decided.
    text: &'a str,
}

/// Something that was put off.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Deferred<'a> {
    /// The class of the decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    class: Option<&'static str>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'static str>,
    /// Why it was put off.
    because: &'a str,
}

/// What became of a bet.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Disposed {
    /// The bet.
    bet: &'static str,
    /// What became of it.
    disposition: Word<Disposition>,
}

impl<'a> Record<'a> {
    pub(super) fn of(context: &Context<'a>, it: model::Record<'a>) -> Self {
        Record {
            head: Head::of(context, *it),
            on: it.on().map(|on| Day(on.value)),
            charter: it.charter_name().map(|name| context.name(name)),
            by: it.by_name().map(|name| context.name(name)),
            answers: context.names(it.answer_names()),
            reopens: context.names(it.reopen_names()),
            decided: it.decided().map(|matter| Settled::of(context, it, matter)).collect(),
            deferred: it.deferred().map(|matter| Deferred::of(context, it, matter)).collect(),
            bets: it.disposed().map(|disposed| Disposed::of(context, disposed)).collect(),
        }
    }
}

/// Class and subject of a matter, those of its charter where it says none.
fn decision(
    context: &Context<'_>,
    record: model::Record<'_>,
    matter: &tree::Matter,
) -> (Option<&'static str>, Option<&'static str>) {
    let decision = record.decision(matter);
    let class = decision.map(|it| context.word(it.class));
    (class, decision.and_then(|it| it.subject).map(|subject| subject.as_str()))
}

impl<'a> Settled<'a> {
    fn of(context: &Context<'a>, record: model::Record<'a>, matter: &'a tree::Matter) -> Self {
        let (class, subject) = decision(context, record, matter);
        Settled { class, subject, text: &matter.text.value }
    }
}

impl<'a> Deferred<'a> {
    fn of(context: &Context<'a>, record: model::Record<'a>, matter: &'a tree::Matter) -> Self {
        let (class, subject) = decision(context, record, matter);
        Deferred { class, subject, because: &matter.text.value }
    }
}

impl Disposed {
    fn of(context: &Context<'_>, it: &tree::Disposed) -> Self {
        Disposed { bet: context.name(it.bet), disposition: Word(it.disposition.value) }
    }
}

/// A seat that somebody takes over, and what becomes of everything that it holds.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Transition<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The day by which everything is sorted.
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<Day>,
    /// The seat.
    #[serde(skip_serializing_if = "Option::is_none")]
    seat: Option<&'static str>,
    /// Who leaves.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'a str>,
    /// Who comes.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'a str>,
    /// What goes on, with a name attached.
    recommit: Vec<Held>,
    /// What is decided anew.
    redecide: Vec<Redecided>,
    /// What ends.
    retire: Vec<Ended<'a>>,
}

/// Something that a seat holds.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Held {
    /// The charter or the bet; of a trigger, what it stands in.
    item: &'static str,
    /// The trigger, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    trigger: Option<&'static str>,
}

/// Something that is decided anew.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Redecided {
    #[serde(flatten)]
    held: Held,
    /// The record that says how.
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'static str>,
}

/// Something that ends.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Ended<'a> {
    #[serde(flatten)]
    held: Held,
    /// What was learned.
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<&'a str>,
}

impl Held {
    fn of(context: &Context<'_>, it: Dotted) -> Self {
        let trigger = it.trigger.map(|trigger| trigger.as_str());
        Held { item: context.name(it.item), trigger }
    }
}

impl<'a> Transition<'a> {
    pub(super) fn of(context: &Context<'a>, it: model::Transition<'a>) -> Self {
        let (mut recommit, mut redecide, mut retire) = (Vec::new(), Vec::new(), Vec::new());
        for clause in it.clauses() {
            match &clause.body {
                Body::Recommit(items) => {
                    recommit.extend(items.iter().map(|item| Held::of(context, *item)));
                }
                Body::Redecide(says) => redecide.extend(redecided(context, says)),
                Body::Retire(says) => retire.extend(ended(context, says)),
                _ => {}
            }
        }
        Transition {
            head: Head::of(context, *it),
            on: it.on().map(|on| Day(on.value)),
            seat: it.seat_name().map(|name| context.name(name)),
            from: it.from().map(|text| &*text.value),
            to: it.to().map(|text| &*text.value),
            recommit,
            redecide,
            retire,
        }
    }
}

fn redecided(context: &Context<'_>, says: &tree::Redecide) -> Vec<Redecided> {
    let record = says.record.map(|name| context.name(name));
    let one = |item: &Dotted| Redecided { held: Held::of(context, *item), record };
    says.items.iter().map(one).collect()
}

fn ended<'a>(context: &Context<'a>, says: &'a tree::Retire) -> Vec<Ended<'a>> {
    let because = says.because.as_ref().map(|text| &*text.value);
    let one = |item: &Dotted| Ended { held: Held::of(context, *item), because };
    says.items.iter().map(one).collect()
}
