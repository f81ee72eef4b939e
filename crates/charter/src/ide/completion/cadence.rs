//! Cadences: whole phrases, each with the day that it would give next.

use std::sync::Arc;

use jiff::civil::Date;

use crate::SourceId;
use crate::ide::ask::Ask;
use crate::model::{Charter, Handle, Named};
use crate::offer::rhythm::frequencies;
use crate::say;
use crate::start::phrase;
use crate::time::{Series, frequency_days};
use crate::tree::{Body, Cadence, Frequency, Pattern, Unit};

use super::cursor::Cursor;
use super::{Completion, Part, Sort};

/// Phrases that go on as is typed; those that fit what the charter decides come first.
pub(super) fn phrases(ask: Ask<'_>, cursor: &Cursor<'_>) -> Vec<Completion> {
    let charter = ask.place().item.and_then(Charter::of);
    let fitting: Vec<String> = charter.map_or(Vec::new(), |it| fitting(it, ask.day));
    let others = usual(ask.day).into_iter().filter(|it| !fitting.contains(it));
    let fitting = fitting.iter().map(|it| (it.clone(), true));
    let all = fitting.chain(others.map(|it| (it, false)));
    // What stands of it already is not put in again.
    let typed: String = cursor.words[1..].iter().map(|word| format!("{word} ")).collect();
    let all = all.filter_map(|(phrase, fits)| {
        let rest = phrase.strip_prefix(&typed).filter(|it| !it.is_empty())?.to_owned();
        rest.starts_with(cursor.typed).then_some((phrase, rest, fits))
    });
    all.map(|(phrase, rest, fits)| {
        let next = charter.and_then(|it| next(it, &phrase, ask.day));
        completion(&phrase, rest, next, fits)
    })
    .collect()
}

fn completion(phrase: &str, rest: String, next: Option<Date>, fits: bool) -> Completion {
    let when = match next {
        Some(next) => format!("next {}", say::date(next)),
        None if phrase.starts_with("on trigger") => "whenever a trigger fires".into(),
        None if phrase.starts_with("at T") => "for each launch that it governs".into(),
        None => String::new(),
    };
    let detail = match (fits, when.is_empty()) {
        (true, true) => "fits what it decides".into(),
        (true, false) => format!("{when}; fits what it decides"),
        (false, _) => when,
    };
    Completion {
        label: rest.clone(),
        sort: Sort::Phrase,
        detail,
        about: "",
        insert: vec![Part::Text(rest.clone())],
        plain: rest,
    }
}

/// The rhythms that fit every class that a charter decides, else those of the first.
fn fitting(charter: Charter<'_>, day: Date) -> Vec<String> {
    let bounds = charter.decides().filter_map(|it| match it.class {
        Named::Known(class) => class.fitting(),
        _ => None,
    });
    let bounds: Vec<(Frequency, Frequency)> = bounds.collect();
    let Some((fastest, slowest)) = bounds.first().copied() else { return Vec::new() };
    let days = |it: Frequency| frequency_days(it).unwrap_or(1.0);
    let all = frequencies(fastest, slowest, days(slowest));
    let in_all = |it: &&Frequency| {
        bounds.iter().all(|(from, to)| days(*from) <= days(**it) && days(**it) <= days(*to))
    };
    let mut chosen: Vec<Frequency> = all.iter().filter(in_all).copied().collect();
    if chosen.is_empty() {
        chosen = all;
    }
    chosen.into_iter().map(|it| phrase((it.every, it.unit), day)).collect()
}

/// What people say most often, the most frequent first.
fn usual(day: Date) -> Vec<String> {
    const USUAL: [(u32, Unit); 8] = [
        (1, Unit::Day),
        (1, Unit::Week),
        (2, Unit::Week),
        (1, Unit::Month),
        (2, Unit::Month),
        (1, Unit::Quarter),
        (2, Unit::Quarter),
        (1, Unit::Year),
    ];
    let mut all: Vec<String> = USUAL.into_iter().map(|it| phrase(it, day)).collect();
    all.push("on trigger within 5 days for 60m".into());
    all.push("at T-6 weeks, T-1 week at 14:00 for 60m".into());
    all
}

/// The next day that a phrase gives to a charter.
fn next(charter: Charter<'_>, phrase: &str, day: Date) -> Option<Date> {
    let series = series(charter, &read(phrase)?, day)?;
    Some(series.next(day)?.date)
}

fn series(charter: Charter<'_>, cadence: &Cadence, day: Date) -> Option<Series> {
    let effective = charter.effective().map_or(day, |it| it.value);
    let own = cadence.zone.and_then(|zone| crate::time::zone(zone.name.as_str()));
    let zone = own.unwrap_or_else(|| charter.zone());
    Series::of(cadence, effective, zone, Arc::clone(charter.days()))
}

/// A cadence from its words.
fn read(words: &str) -> Option<Cadence> {
    let text = format!("charter c {{\n  cadence {words}\n}}\n");
    let parse = charter_syntax::parse(SourceId::default(), &text);
    let clause = parse.document.items.first()?.clauses.first()?;
    match &clause.body {
        Body::Cadence(cadence) => Some((**cadence).clone()),
        _ => None,
    }
}

/// The next days on which the cadence under the cursor takes place: what can be excepted, or
/// moved.
pub(super) fn days(ask: Ask<'_>, cursor: &Cursor<'_>) -> Vec<Date> {
    const SHOWN: usize = 6;
    let Some(charter) = ask.place().item.and_then(Charter::of) else { return Vec::new() };
    let words = if cursor.block.is_some() { &cursor.head } else { &cursor.words };
    let ends = words.iter().position(|it| matches!(*it, "except" | "move"));
    let phrase = words[1.min(words.len())..ends.unwrap_or(words.len())].join(" ");
    let phrase = phrase.replace(" ,", ",");
    let read = read(&phrase).filter(|it| !matches!(it.pattern, Pattern::Dates(_)));
    let Some(series) = read.and_then(|it| series(charter, &it, ask.day)) else { return Vec::new() };
    let until = ask.day.saturating_add(jiff::Span::new().years(2));
    series.days(ask.day, until).take(SHOWN).collect()
}
