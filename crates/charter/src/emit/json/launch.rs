//! Launches and bets.

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::item::Head;
use super::value::{Answer, Condition, Outcome, Review, Trigger};
use super::words::{Day, Word};
use crate::model;
use crate::tree::{self, Surface, Through, Tier};

/// A launch.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Launch<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// Its size.
    #[serde(skip_serializing_if = "Option::is_none")]
    tier: Option<Word<Tier>>,
    /// The seat that says how big it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    classified_by: Option<&'static str>,
    /// The seat that owns it.
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'static str>,
    /// The day on which it ships.
    #[serde(skip_serializing_if = "Option::is_none")]
    ships: Option<Day>,
    /// What it touches.
    #[serde(skip_serializing_if = "Option::is_none")]
    surface: Option<Word<Surface>>,
    /// The channels that it goes through.
    through: Vec<Way<'a>>,
    /// The charter that governs it.
    #[serde(skip_serializing_if = "Option::is_none")]
    governed_by: Option<&'static str>,
    /// Why no charter does.
    #[serde(skip_serializing_if = "Option::is_none")]
    no_charter_because: Option<&'a str>,
    /// What must be true before it ships.
    #[serde(skip_serializing_if = "Option::is_none")]
    gate: Option<Gate<'a>>,
    /// The questions that are put to it by the classes of its charter.
    questions: Vec<Asked<'a>>,
    /// What it answers, then what it inherits from its charter.
    answers: Vec<Answer<'a>>,
    /// What reopens it.
    triggers: Vec<Trigger<'a>>,
    /// What it is measured by.
    outcomes: Vec<Outcome<'a>>,
    /// When it is looked at again.
    reviews: Vec<Review>,
}

/// A channel.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
enum Way<'a> {
    /// A partner's.
    Partner {
        /// The partner's seat.
        seat: &'static str,
    },
    /// One with rules of its own.
    Regulated {
        /// What it is called.
        title: &'a str,
    },
}

/// What must be true before a launch ships.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Gate<'a> {
    /// The day.
    on: Day,
    /// The seat that holds it.
    by: &'static str,
    /// What must be true.
    criteria: Vec<Criterion<'a>>,
}

/// One thing that must be true.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Criterion<'a> {
    /// In words.
    text: &'a str,
    /// The artifact that shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    shown_by: Option<&'static str>,
}

/// A question that is put to a launch.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Asked<'a> {
    /// What the answer refers to.
    name: &'static str,
    /// The class that asks.
    class: &'static str,
    /// The question.
    text: &'a str,
    /// Whether there is an answer, inherited ones included.
    answered: bool,
}

impl<'a> Launch<'a> {
    pub(super) fn of(context: &Context<'a>, it: model::Launch<'a>) -> Self {
        let answers = answers(context, it);
        Launch {
            head: Head::of(context, *it),
            tier: it.tier().map(|it| Word(it.value)),
            classified_by: it.classified_by().map(|name| context.name(name)),
            owner: it.owner().known().map(|seat| seat.name()),
            ships: it.ships().map(|it| Day(it.value)),
            surface: it.surface().map(Word),
            through: it.channels().map(|way| Way::of(context, way)).collect(),
            governed_by: it.charter().known().map(|charter| charter.name()),
            no_charter_because: it.no_charter().map(|because| &*because.value),
            gate: it.gate().map(|gate| Gate::of(context, gate)),
            questions: it.questions().into_iter().map(|it| Asked::of(it, &answers)).collect(),
            answers,
            triggers: it.triggers().map(|trigger| Trigger::of(context, *it, trigger)).collect(),
            outcomes: it.outcomes().map(|outcome| Outcome::of(context, outcome)).collect(),
            reviews: it
                .reviews()
                .flat_map(|at| Review::of(context, at, it.ships(), it.owner().known()))
                .collect(),
        }
    }
}

/// What a launch answers itself, and what its charter answers that it does not.
fn answers<'a>(context: &Context<'a>, launch: model::Launch<'a>) -> Vec<Answer<'a>> {
    let mut answers: Vec<Answer<'a>> =
        launch.answers().map(|answer| Answer::of(context, answer)).collect();
    let Some(charter) = launch.charter().known() else { return answers };
    for answer in charter.answers() {
        let question = answer.question.as_str();
        if answers.iter().all(|own| own.question != question) {
            answers.push(Answer::of(context, answer).inherited(charter.name()));
        }
    }
    answers
}

impl<'a> Asked<'a> {
    fn of(it: model::Question<'a>, answers: &[Answer<'a>]) -> Self {
        let name = it.asks.name.as_str();
        Asked {
            name,
            class: it.class.name(),
            text: &it.asks.question.value,
            answered: answers.iter().any(|answer| answer.question == name),
        }
    }
}

impl<'a> Way<'a> {
    fn of(context: &Context<'a>, it: &'a Through) -> Self {
        match it {
            Through::Partner(seat) => Way::Partner { seat: context.name(*seat) },
            Through::Regulated(title) => Way::Regulated { title: &title.value },
        }
    }
}

impl<'a> Gate<'a> {
    fn of(context: &Context<'a>, it: &'a tree::Gate) -> Self {
        let criteria = it.criteria.iter().map(|criterion| Criterion {
            text: &criterion.text.value,
            shown_by: criterion.shown.map(|name| context.name(name)),
        });
        Gate { on: Day(it.date.value), by: context.name(it.by), criteria: criteria.collect() }
    }
}

/// A bet.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Bet<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The seat that owns it.
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'static str>,
    /// When it was committed.
    #[serde(skip_serializing_if = "Option::is_none")]
    committed: Option<Committed>,
    /// What it is measured by.
    outcomes: Vec<Outcome<'a>>,
    /// The exits that were named before attachment.
    stops: Vec<Condition<'a>>,
    /// What reopens it.
    triggers: Vec<Trigger<'a>>,
    /// When it is looked at again.
    reviews: Vec<Review>,
}

/// When a bet was committed, and where.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Committed {
    /// The day.
    on: Day,
    /// The charter.
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    charter: Option<&'static str>,
}

impl<'a> Bet<'a> {
    pub(super) fn of(context: &Context<'a>, it: model::Bet<'a>) -> Self {
        let committed = it.committed();
        let day = committed.map(|(day, _)| day);
        Bet {
            head: Head::of(context, *it),
            owner: it.owner().known().map(|seat| seat.name()),
            committed: committed.map(|(on, charter)| Committed {
                on: Day(on.value),
                charter: charter.map(|name| context.name(name)),
            }),
            outcomes: it.outcomes().map(|outcome| Outcome::of(context, outcome)).collect(),
            stops: it.stops().map(|(stop, _)| Condition::of(context, stop)).collect(),
            triggers: it.triggers().map(|trigger| Trigger::of(context, *it, trigger)).collect(),
            reviews: it
                .reviews()
                .flat_map(|at| Review::of(context, at, day, it.owner().known()))
                .collect(),
        }
    }
}
