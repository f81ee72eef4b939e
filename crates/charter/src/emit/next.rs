//! What takes place next, as a list.

use jiff::civil::Date;
use serde::Serialize;

use super::calendar::{Context, meetings, words};
use crate::Model;
use crate::model::{Charter, Item};
use crate::time::Reason;

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
pub fn next(model: &Model, query: &NextQuery) -> Vec<NextOccurrence> {
    let context = Context::new(model, None);
    let named = |item: Item<'_>, name: &str| {
        item.name() == name || item.former_names().any(|it| it.as_str() == name)
    };
    let mut found = Vec::new();
    for charter in model.live_charters() {
        let asked = query.charter.as_deref().is_none_or(|name| named(*charter, name));
        let attends = |name: &str| charter.room().into_iter().any(|seat| named(*seat, name));
        if asked && query.seat.as_deref().is_none_or(attends) {
            of_charter(&context, charter, query, &mut found);
        }
    }
    found.sort_by(|a, b| (a.start, &a.charter, &a.uid).cmp(&(b.start, &b.charter, &b.uid)));
    found
}

fn of_charter<'m>(
    context: &Context<'m>,
    charter: Charter<'m>,
    query: &NextQuery,
    found: &mut Vec<NextOccurrence>,
) {
    let owner = words::named(charter.owner());
    for meeting in meetings(context, charter) {
        // What a dropped launch had announced is not held.
        let dropped = meeting.launch.and_then(|launch| launch.retired());
        let held = meeting.series.occurrences(query.from, query.until);
        let held = held.iter().filter(|it| dropped.is_none_or(|end| it.date <= end));
        found.extend(held.map(|it| NextOccurrence {
            charter: charter.name().to_owned(),
            title: charter.title().to_owned(),
            role: "meeting".into(),
            slot: meeting.slot().map(str::to_owned),
            launch: meeting.launch.map(|launch| launch.name().to_owned()),
            uid: meeting.uid_of(it).at(context.authority()),
            start: it.start,
            end: it.end,
            local: it.local,
            zone: meeting.series.zone.name().to_owned(),
            reason: reason(it.reason).into(),
            owner: owner.clone(),
        }));
    }
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Rule => "rule",
        Reason::Moved => "moved",
        Reason::Explicit => "explicit",
        Reason::Holiday => "holiday",
    }
}
