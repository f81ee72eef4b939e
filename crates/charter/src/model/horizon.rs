//! The horizon: the days that are enumerated where something must be.
//!
//! It is declared by the workspace, never by the clock, so that the same sources
//! give the same artifacts on any day.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::tree::{Body, Document, Pattern};

/// What a workspace without a single date looks at.
const FALLBACK: i16 = 2000;

/// No horizon reaches further, in years. A slip of the pen in one date would otherwise fill
/// every calendar with the meetings of millennia.
const MOST: i64 = 100;

/// The years are counted from here at the earliest: a slip into antiquity takes nothing away
/// from what is to come.
const EARLIEST: Date = jiff::civil::date(1970, 1, 1);

/// The days that a workspace speaks of.
pub(super) struct Declared {
    /// The first and the last day that are enumerated: from the earliest `effective` to
    /// three years after the latest of `effective`, `reviewed`, `signed`, `from`, `ships` and
    /// the days of the history, both days included; a hundred years at most.
    pub(super) horizon: (Date, Date),
    /// The latest day on which something was agreed: the latest of `effective`,
    /// `reviewed`, `signed` and the days of the history.
    pub(super) agreed: Date,
}

/// The days that one document speaks of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spoken {
    /// The earliest `effective`.
    first: Option<Date>,
    agreed: Option<Date>,
    last: Option<Date>,
}

/// What a document says of days.
pub(super) fn spoken(document: &Document) -> Spoken {
    let days = document.items.iter().filter_map(|item| item.on);
    let mut spoken = Spoken { agreed: days.map(|on| on.value).max(), ..Spoken::default() };
    for clause in document.items.iter().flat_map(|item| &item.clauses) {
        if let Body::Effective(date) = &clause.body {
            spoken.first = earlier(spoken.first, Some(date.value));
        }
        spoken.agreed = spoken.agreed.max(agreement(&clause.body));
        spoken.last = spoken.last.max(plan(&clause.body));
    }
    spoken
}

fn earlier(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    one.into_iter().chain(other).min()
}

/// What all documents say together.
pub(super) fn declared(documents: &[Spoken]) -> Declared {
    let all = documents.iter().fold(Spoken::default(), |all, it| Spoken {
        first: earlier(all.first, it.first),
        agreed: all.agreed.max(it.agreed),
        last: all.last.max(it.last),
    });
    let fallback = jiff::civil::date(FALLBACK, 1, 1);
    let last = all.last.max(all.agreed).unwrap_or(fallback);
    let first = all.first.unwrap_or(last).min(last);
    let years: Span = 3.years();
    let end = last.saturating_add(years).min(first.max(EARLIEST).saturating_add(MOST.years()));
    Declared { horizon: (first, end), agreed: all.agreed.unwrap_or(last) }
}

/// The date of a clause that says when something was agreed.
fn agreement(body: &Body) -> Option<Date> {
    match body {
        Body::Effective(date) | Body::Reviewed(date) => Some(date.value),
        Body::Signed(signatures) => signatures.iter().map(|it| it.date.value).max(),
        _ => None,
    }
}

/// The latest date of a clause that says when something takes place.
fn plan(body: &Body) -> Option<Date> {
    match body {
        Body::Ships(date) => Some(date.value),
        Body::Cadence(cadence) => {
            let dates = match &cadence.pattern {
                Pattern::Dates(dates) => dates.iter().map(|date| date.value).max(),
                _ => None,
            };
            cadence.from.map(|date| date.value).max(dates)
        }
        _ => None,
    }
}
