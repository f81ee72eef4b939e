//! As data: `"format": "charter-next/1"`, with a published schema.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::time::Zone;

/// What `charter next --format json` says.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "charter-next", deny_unknown_fields)]
pub struct NextReport {
    /// `charter-next/1`
    #[schemars(extend("const" = "charter-next/1"))]
    pub format: &'static str,
    /// The day that was taken for today.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub as_of: Date,
    /// The first day: of the reader's zone where one is asked for, else of each charter's own.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub from: Date,
    /// The last day.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub until: Date,
    /// What takes place, by start, charter and UID.
    pub occurrences: Vec<NextOccurrence>,
    /// What does not, by day, charter and slot, where that is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skipped: Option<Vec<NextSkip>>,
}

/// One occurrence.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct NextOccurrence {
    /// The charter's name.
    pub charter: String,
    /// Its title.
    pub title: String,
    /// What happens: `meeting`.
    pub role: &'static str,
    /// The slot, where the charter names several.
    #[schemars(extend("type" = ["string", "null"]))]
    pub slot: Option<String>,
    /// The launch it belongs to.
    #[schemars(extend("type" = ["string", "null"]))]
    pub launch: Option<String>,
    /// The same as in the feed.
    pub uid: String,
    /// When it begins, in UTC.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String", extend("format" = "date-time"))]
    pub start: Timestamp,
    /// When it ends, in UTC.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String", extend("format" = "date-time"))]
    pub end: Timestamp,
    /// When it begins, on the wall: `2026-12-01T10:00:00`.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String")]
    pub local: DateTime,
    /// Whose wall: an IANA name.
    pub zone: String,
    /// Why it is on this day. `rule`: the pattern says so. `moved`: a `move` says so.
    /// `explicit`: its date is written out, or reckoned from a launch. `holiday`: the
    /// pattern's day is a holiday, and this is the workday beside it
    #[schemars(extend("enum" = ["rule", "moved", "explicit", "holiday"]))]
    pub reason: &'static str,
    /// Where the pattern puts it, on the same wall, if it takes place at another time.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "maybe_text")]
    #[schemars(with = "String")]
    pub original: Option<DateTime>,
    /// The words for it: what a `move` says, or what the holiday is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// When it begins for who reads, where a zone is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reader: Option<ReaderTime>,
    /// Who owns it: for people.
    #[serde(skip)]
    pub owner: String,
}

impl NextOccurrence {
    /// When it begins on the wall of who reads, else on its own.
    pub fn here(&self) -> DateTime {
        self.reader.as_ref().map_or(self.local, |reader| reader.local)
    }

    /// The day on which it begins, likewise.
    pub fn day(&self) -> Date {
        self.here().date()
    }
}

/// When something begins on the wall of who reads.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ReaderTime {
    /// `2026-12-01T11:00:00`
    #[serde(serialize_with = "text")]
    #[schemars(with = "String")]
    pub local: DateTime,
    /// The zone that was asked for.
    pub zone: String,
}

impl ReaderTime {
    /// What clocks of a zone show at an instant.
    pub fn of(start: Timestamp, zone: Zone) -> ReaderTime {
        ReaderTime { local: zone.time_zone().to_datetime(start), zone: zone.name().to_owned() }
    }
}

/// A day of a pattern on which nothing takes place.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct NextSkip {
    /// The charter's name.
    pub charter: String,
    /// Its title.
    pub title: String,
    /// The slot, where the charter names several.
    #[schemars(extend("type" = ["string", "null"]))]
    pub slot: Option<String>,
    /// The launch it belongs to.
    #[schemars(extend("type" = ["string", "null"]))]
    pub launch: Option<String>,
    /// The pattern's day, in the charter's own zone.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub date: Date,
    /// The charter's own zone.
    pub zone: String,
    /// `except`: the charter leaves it out. `holiday`: the day is one. `holiday-neighbour`: it
    /// is one, and the workday beside it is that of another occurrence. `holiday-outside`: it
    /// is one, and no workday beside it is within the life of the series
    #[schemars(extend("enum" = ["except", "holiday", "holiday-neighbour", "holiday-outside"]))]
    pub reason: &'static str,
    /// The words for it: what `except` says, or what the holiday is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// The published schema of this format.
pub fn schema() -> schemars::Schema {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<NextReport>()
}

fn text<S: Serializer>(value: impl std::fmt::Display, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(&value)
}

fn maybe_text<S: Serializer>(value: &Option<DateTime>, to: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => to.collect_str(value),
        None => to.serialize_none(),
    }
}
