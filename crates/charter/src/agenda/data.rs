//! As data: `"format": "charter-agenda/1"`, with a published schema.

use jiff::civil::{Date, DateTime};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::model::Item;
use crate::tree::Attention;

/// What `charter agenda --format json` says.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "charter-agenda", deny_unknown_fields)]
pub struct AgendaReport {
    /// `charter-agenda/1`
    #[schemars(extend("const" = "charter-agenda/1"))]
    pub format: &'static str,
    /// The day that was taken for today.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub as_of: Date,
    /// The last day of what is ahead.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub until: Date,
    /// What gets time, the first one first.
    pub points: Vec<Point>,
    /// What gets none, and until when.
    pub without_time: Vec<Idle>,
}

/// One point of an agenda.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Point {
    /// Its place in the queue of attention.
    #[serde(serialize_with = "attention")]
    #[schemars(with = "String", extend("enum" = ["customer", "trigger", "roadmap"]))]
    pub attention: Attention,
    /// What it is.
    pub kind: PointKind,
    /// The name of the raise, the charter, the launch or the bet.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// What it is about, where it was raised: what its trigger stands in, or the charter that is stuck.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "About")]
    pub about: Option<About>,
    /// The words for it: what the customer says, or what shows that a trigger fired.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub says: Option<String>,
    /// Since when: the day on which it was raised, last read or committed; of a launch, on which
    /// it ships.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "maybe_text")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub since: Option<Date>,
    /// Until when: the last day of an answer in time, of a meeting or of a review.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "maybe_text")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub due: Option<Date>,
    /// How many days it is late, where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "i32")]
    pub days_late: Option<i32>,
    /// Who raised it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Person")]
    pub raised_by: Option<Person>,
    /// Who decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Person")]
    pub decides: Option<Person>,
    /// Where it is decided; absent, where a seat decides alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Meeting")]
    pub forum: Option<Meeting>,
}

/// A charter, a launch or a bet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct About {
    /// `charter`, `launch` or `bet`
    #[schemars(extend("enum" = ["charter", "launch", "bet"]))]
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
}

impl About {
    pub(super) fn of(item: Item<'_>) -> About {
        About {
            kind: item.kind().keyword(),
            name: item.name().to_owned(),
            title: item.title().to_owned(),
        }
    }
}

/// What a point of an agenda is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PointKind {
    /// A customer waits for an answer.
    Customer,
    /// A trigger fired.
    Trigger,
    /// A charter is stuck.
    Escalation,
    /// A charter meets.
    Meeting,
    /// A charter has to be read again.
    CharterReview,
    /// A bet has to be looked at again.
    BetReview,
    /// A launch has to be looked at again.
    LaunchReview,
}

/// A seat, and who holds it on the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Person {
    /// The seat's name.
    pub seat: String,
    /// Its title.
    pub title: String,
    /// Who holds it; absent, where nobody does.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub holder: Option<String>,
}

/// A charter, and when it meets next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Meeting {
    /// The charter's name.
    pub charter: String,
    /// Its title.
    pub title: String,
    /// When it meets next, on its own wall: `2026-12-01T10:00:00`; absent, where no day is set.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "maybe_text")]
    #[schemars(with = "String")]
    pub next: Option<DateTime>,
    /// Whose wall: an IANA name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub zone: Option<String>,
    /// How soon after a trigger it meets, in words, where it meets on triggers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub on_trigger_within: Option<String>,
}

/// What gets no time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Idle {
    /// `charter` or `bet`
    #[schemars(extend("enum" = ["charter", "bet"]))]
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What it lacks. `draft`: it is not in force. `owner`: nobody owns it. `holder`: nobody
    /// holds the seat that does. `cadence`: no day is set. `review`: nobody will look at it again
    #[schemars(extend("items" = {
        "type": "string", "enum": ["draft", "owner", "holder", "cadence", "review"],
    }))]
    pub lacks: Vec<&'static str>,
    /// What has to be so before it gets time, in words.
    pub until: String,
    /// Who owns it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Person")]
    pub owner: Option<Person>,
}

/// The published schema of this format.
pub fn schema() -> schemars::Schema {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<AgendaReport>()
}

fn text<S: Serializer>(value: impl std::fmt::Display, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(&value)
}

fn maybe_text<S: Serializer>(
    value: &Option<impl std::fmt::Display>,
    to: S,
) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => to.collect_str(value),
        None => to.serialize_none(),
    }
}

fn attention<S: Serializer>(value: &Attention, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(value.as_str())
}
