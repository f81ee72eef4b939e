//! Where a new day off goes in a calendar: behind the last one that is not later.

use charter::emit::ics::DaysOff;
use charter::model::Calendar;
use charter::tree::Body;
use jiff::civil::Date;

/// A clause, on a line of its own: `holiday DATE "…"`, or `closed DATE to DATE "…"`.
pub(super) fn line(it: &DaysOff) -> String {
    let title = it.title.replace('\\', "\\\\").replace('"', "\\\"");
    if it.from == it.until {
        format!("  holiday  {} \"{title}\"\n", it.from)
    } else {
        format!("  closed   {} to {} \"{title}\"\n", it.from, it.until)
    }
}

/// The text with these days in it; none where the calendar has no lines to put them between.
pub(super) fn into(text: &str, calendar: Calendar<'_>, days: &[&DaysOff]) -> Option<String> {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let span = calendar.tree().span;
    let closing = text.get(..span.end as usize)?.rfind('\n')? + 1;
    if closing <= span.start as usize {
        return None;
    }
    let clauses = calendar.clauses();
    let known: Vec<(Date, usize)> = clauses
        .iter()
        .filter_map(|clause| Some((first_day(&clause.body)?, after(text, clause.span.end)?)))
        .collect();
    let none_is_known = clauses.last().and_then(|clause| after(text, clause.span.end));
    let first = known.first().map(|_| start(text, calendar));
    let mut places: Vec<(usize, String)> = Vec::new();
    for it in days {
        let before = known.iter().rfind(|(day, _)| *day <= it.from).map(|(_, place)| *place);
        let place = before.or(first.flatten()).or(none_is_known)?;
        places.push((place.min(closing), line(it).replace('\n', end)));
    }
    // Of several at one place, the later is put in first, and so stands behind.
    places.sort_by_key(|(place, _)| *place);
    let mut written = text.to_owned();
    for (place, line) in places.iter().rev() {
        written.insert_str(*place, line);
    }
    Some(written)
}

/// Where the line of the first day off begins.
fn start(text: &str, calendar: Calendar<'_>) -> Option<usize> {
    let mut clauses = calendar.clauses().iter();
    let clause = clauses.find(|clause| first_day(&clause.body).is_some())?;
    Some(text.get(..clause.span.start as usize)?.rfind('\n')? + 1)
}

fn first_day(body: &Body) -> Option<Date> {
    match body {
        Body::Holiday(it) => Some(it.date.value),
        Body::Closed(it) => Some(it.from.value),
        _ => None,
    }
}

/// Where the line ends in which a clause ends, a comment behind it included.
fn after(text: &str, end: u32) -> Option<usize> {
    let rest = text.get(end as usize..)?;
    Some(end as usize + rest.find('\n')? + 1)
}
