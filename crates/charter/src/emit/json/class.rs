//! Classes of decision, and the questions that they ask.

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::item::Head;
use super::value::Frequency;
use super::words::Word;
use crate::model::{self, QuestionAt};
use crate::tree::{self, Altitude, Attention, Channel, Level, Surface, Tier};

/// A class of decision.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Class<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// Whether it is the standard's: the workspace declares none of this name.
    standard: bool,
    /// Where it is decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<Word<Level>>,
    /// The periods that fit it.
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<Period>,
    /// The rank below which nobody may own it.
    #[serde(skip_serializing_if = "Option::is_none")]
    altitude: Option<Word<Altitude>>,
    /// The functions whose read gates it.
    gate: Vec<&'static str>,
    /// Its place in the queue of attention.
    #[serde(skip_serializing_if = "Option::is_none")]
    attention: Option<Word<Attention>>,
    /// What it asks.
    asks: Vec<Question<'a>>,
    /// Who must sign.
    #[serde(skip_serializing_if = "Option::is_none")]
    sign: Option<Sign>,
}

/// The periods that fit a class.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
enum Period {
    /// Any from one to another, which may be the same.
    Between {
        /// The shortest.
        fastest: Frequency,
        /// The longest.
        slowest: Frequency,
    },
    /// Only when something happens.
    OnTrigger,
}

impl Period {
    fn of(it: tree::Period) -> Self {
        match it {
            tree::Period::Between(fastest, slowest) => {
                Period::Between { fastest: Frequency::of(fastest), slowest: Frequency::of(slowest) }
            }
            tree::Period::OnTrigger => Period::OnTrigger,
        }
    }
}

/// A question that a class asks.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Question<'a> {
    /// What the answer refers to.
    name: &'static str,
    /// The question.
    text: &'a str,
    /// Who has to answer it.
    answered_by: AnsweredBy,
    /// The tiers of launch that it is asked of; none for any.
    tiers: Vec<Word<Tier>>,
    /// The channel of launch that it is asked of.
    #[serde(skip_serializing_if = "Option::is_none")]
    through: Option<Word<Channel>>,
    /// What a decision touches of which it is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<Word<Surface>>,
    /// The functions that usually answer.
    default: Vec<&'static str>,
}

/// Who has to answer a question.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum AnsweredBy {
    /// The charter of the class.
    Charter,
    /// Each launch that a charter of the class governs.
    Launch,
}

impl<'a> Question<'a> {
    fn of(context: &Context<'a>, it: model::Question<'a>) -> Self {
        let asks = it.asks;
        Question {
            name: asks.name.as_str(),
            text: &asks.question.value,
            answered_by: match it.at() {
                QuestionAt::Charter => AnsweredBy::Charter,
                QuestionAt::Launch => AnsweredBy::Launch,
            },
            tiers: asks.tiers.iter().copied().map(Word).collect(),
            through: asks.through.map(Word),
            when: asks.when.map(Word),
            default: context.words(asks.default.iter().copied()),
        }
    }
}

/// Who must sign.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
enum Sign {
    /// So many among owner and counterparties.
    Number {
        /// How many.
        count: u32,
    },
    /// These.
    Seats {
        /// Whether the owner of the charter is one of them.
        owner: bool,
        /// The others.
        seats: Vec<&'static str>,
    },
}

impl Sign {
    fn of(context: &Context<'_>, it: &tree::Sign) -> Self {
        let signers = match it {
            tree::Sign::Number(count) => return Sign::Number { count: count.value },
            tree::Sign::Names(signers) => signers,
        };
        let seats = signers.iter().filter_map(|signer| match signer {
            tree::Signer::Seat(name) => Some(*name),
            tree::Signer::Owner(_) => None,
        });
        Sign::Seats {
            owner: signers.iter().any(|signer| matches!(signer, tree::Signer::Owner(_))),
            seats: context.names(seats),
        }
    }
}

impl<'a> Class<'a> {
    pub(super) fn of(context: &Context<'a>, it: model::Class<'a>) -> Self {
        Class {
            head: Head::of(context, *it),
            standard: it.is_standard(),
            level: it.level().map(Word),
            period: it.period().map(Period::of),
            altitude: it.altitude().map(Word),
            gate: context.words(it.gates()),
            attention: it.attention().map(Word),
            asks: it.questions().map(|question| Question::of(context, question)).collect(),
            sign: it.sign().map(|sign| Sign::of(context, sign)),
        }
    }
}
