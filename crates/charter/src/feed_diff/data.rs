//! A change, and changes as data: `"format": "charter-feed-diff/1"`, with a published schema.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// What happened to an event or a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// It was not there.
    New,
    /// It is not there any more.
    Gone,
    /// It meets at other times.
    Retimed,
    /// It begins on another day.
    Begins,
    /// It ends, or ends sooner.
    Ends,
    /// It ends later, or no more.
    GoesOn,
    /// It does not take place on some days.
    Skipped,
    /// It takes place on days that were skipped or moved.
    Restored,
    /// It takes place on another day, or at another time, once.
    Moved,
    /// It was announced and will not be.
    Cancelled,
    /// It has another title.
    Renamed,
    /// It is at another place.
    Place,
    /// It has another link.
    Link,
    /// It says something else.
    Description,
    /// It takes time, or leaves it free.
    Busy,
    /// It rings at another time, rings now, or no more.
    Alarm,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Change {
    /// What happened.
    pub kind: Kind,
    /// The title of what it happened to, as it is now.
    pub title: String,
    /// It happened to something to do, not to an event: its days are those on which it is due.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub todo: bool,
    /// The identities of the events, old and new.
    pub uids: Vec<String>,
    /// The days that are concerned, where it is not the whole series.
    #[serde(serialize_with = "days")]
    #[schemars(with = "Vec<String>")]
    pub days: Vec<Date>,
    /// What it was, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What it is, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Why, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// All of it, for people.
    pub text: String,
}

/// What `charter feed-diff --format json` says.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "charter-feed-diff", deny_unknown_fields)]
pub struct DiffReport<'c> {
    /// `charter-feed-diff/1`
    #[schemars(extend("const" = "charter-feed-diff/1"))]
    pub format: &'static str,
    /// By title, then by day.
    pub changes: &'c [Change],
}

impl<'c> DiffReport<'c> {
    /// Of changes.
    pub fn of(changes: &'c [Change]) -> Self {
        DiffReport { format: "charter-feed-diff/1", changes }
    }
}

/// The published schema of this format.
pub fn schema() -> schemars::Schema {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<DiffReport<'_>>()
}

fn days<S: Serializer>(days: &[Date], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(days.iter().map(Date::to_string))
}
