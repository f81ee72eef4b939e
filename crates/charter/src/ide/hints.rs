//! What the compiler knows, between the words: when a cadence is next and what it takes of a
//! year, who holds a seat, and until when what was raised has to be answered.

use jiff::civil::Date;

use super::hover::hours;
use super::{coming, history, people};
use crate::model::{CadenceLine, Charter, Handle, Item, Model, Named, Raise, Seat};
use crate::tree::{Body, Clause};
use crate::{SourceId, Span};

/// Words for a place between others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Behind which byte.
    pub at: u32,
    /// What to say there.
    pub words: String,
}

/// The hints for some bytes of a source, in the order of the text.
pub fn hints(model: &Model, text: &str, range: Span, day: Date) -> Vec<Hint> {
    let mut hints = Vec::new();
    let meets = |span: Span| span.start < range.end && range.start < span.end;
    for item in items(model, range.source, range).filter(|item| meets(item.tree().span)) {
        for clause in item.clauses().iter().filter(|clause| meets(clause.span)) {
            hints.extend(hint(item, clause, text, day));
        }
    }
    hints
}

/// The items of a source from the first that reaches into a range.
fn items(model: &Model, source: SourceId, range: Span) -> impl Iterator<Item = Item<'_>> {
    let items = &model.document(source).items;
    let first = items.partition_point(|item| item.span.end <= range.start);
    let last = items.partition_point(|item| item.span.start < range.end);
    model.items_of(source).skip(first).take(last.saturating_sub(first))
}

fn hint(item: Item<'_>, clause: &Clause, text: &str, day: Date) -> Option<Hint> {
    match &clause.body {
        Body::Cadence(_) => {
            let charter = Charter::of(item).filter(|it| !it.is_over(day))?;
            let line = charter.cadences().find(|line| line.span == clause.span)?;
            Some(Hint { at: end_of_line(clause.span, text), words: next(line, day)? })
        }
        Body::Owner(names) => {
            let name = names.first()?;
            let Named::Known(seat) = item.model().named::<Seat<'_>>(name.symbol) else {
                return None;
            };
            Some(Hint { at: name.span.end, words: people::holder(seat, day) })
        }
        Body::Fired(_) | Body::Customer(_) | Body::Stuck(_) => {
            let words = history::answer(Raise::of(item)?, day)?;
            Some(Hint { at: clause.span.end, words })
        }
        _ => None,
    }
}

/// Where the first line of a clause ends; before its block, if it has one.
fn end_of_line(span: Span, text: &str) -> u32 {
    let written = text.get(span.range()).unwrap_or_default();
    let end = written.find(['\n', '{', '#']).unwrap_or(written.len());
    span.start + written[..end].trim_end().len() as u32
}

/// `next Tue 9 Feb, 6 hours a year`
fn next(line: CadenceLine<'_>, day: Date) -> Option<String> {
    let next = coming::next_of(line, day)?;
    let minutes = coming::minutes_a_year(line, day);
    let takes = if minutes > 0 { format!(", {} a year", hours(minutes)) } else { String::new() };
    Some(format!("next {}{takes}", near(next.it.date, day)))
}

/// `Tue 9 Feb`, or with its year where that could be mistaken.
pub(super) fn near(date: Date, day: Date) -> String {
    /// Within so many days no date comes twice.
    const DAYS: i64 = 330;
    let far = crate::time::Day::of(date).0 - crate::time::Day::of(day).0;
    let form = if (0..DAYS).contains(&far) { "%a %-d %b" } else { "%a %-d %b %Y" };
    date.strftime(form).to_string()
}
