//! The horizon: the days that are enumerated where something must be.
//!
//! It is declared by the workspace, never by the clock, so that the same sources
//! give the same artifacts on any day.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::tree::{Body, Document, Pattern};

/// What a workspace without a single date looks at.
const FALLBACK: i16 = 2000;

/// The earliest `effective`, and the latest of `effective`, `reviewed`, `signed`, `from`
/// and `ships`.
pub(super) fn declared(documents: &[Document]) -> (Date, Date) {
    let items = documents.iter().flat_map(|document| &document.items);
    let (mut first, mut last): (Option<Date>, Option<Date>) = (None, None);
    for clause in items.flat_map(|item| &item.clauses) {
        if let Body::Effective(date) = &clause.body {
            first = Some(first.map_or(date.value, |first| first.min(date.value)));
        }
        last = last.max(latest(&clause.body));
    }
    let fallback = jiff::civil::date(FALLBACK, 1, 1);
    let last = last.or(first).unwrap_or(fallback);
    let first = first.unwrap_or(last).min(last);
    (first, last)
}

/// The last day that is enumerated: three years after the latest that is declared.
pub(super) fn end(last: Date) -> Date {
    let years: Span = 3.years();
    last.saturating_add(years)
}

/// The latest date of a clause that counts.
fn latest(body: &Body) -> Option<Date> {
    match body {
        Body::Effective(date) | Body::Reviewed(date) | Body::Ships(date) => Some(date.value),
        Body::Signed(signatures) => signatures.iter().map(|it| it.date.value).max(),
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
