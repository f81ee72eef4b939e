//! What takes place next, as a list.

use jiff::civil::Date;
use serde::Serialize;

use crate::Model;

/// Which occurrences are asked for.
#[derive(Clone, Debug)]
pub struct NextQuery {
    /// Those of one seat.
    pub seat: Option<String>,
    /// Those of one charter.
    pub charter: Option<String>,
    /// The first local day.
    pub from: Date,
    /// The last local day.
    pub until: Date,
}

/// One occurrence.
#[derive(Clone, Debug, Serialize)]
pub struct NextOccurrence {
    /// The charter's name.
    pub charter: String,
    /// Its title.
    pub title: String,
    /// What happens.
    pub role: String,
    /// The slot, where the charter names several.
    pub slot: Option<String>,
    /// The launch it belongs to.
    pub launch: Option<String>,
    /// The same as in the feed.
    pub uid: String,
    /// When it begins.
    #[serde(serialize_with = "text")]
    pub start: jiff::Timestamp,
    /// When it ends.
    #[serde(serialize_with = "text")]
    pub end: jiff::Timestamp,
    /// When it begins, on the wall.
    #[serde(serialize_with = "text")]
    pub local: jiff::civil::DateTime,
    /// Whose wall.
    pub zone: String,
    /// Why it is on this day.
    pub reason: String,
    /// Who owns it: for people.
    #[serde(skip)]
    pub owner: String,
}

fn text<S: serde::Serializer>(
    value: impl std::fmt::Display,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&value)
}

/// The occurrences, by start, charter and UID.
pub fn next(_model: &Model, _query: &NextQuery) -> Vec<NextOccurrence> {
    Vec::new()
}
