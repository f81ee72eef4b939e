//! What is due, told once more as something to do, where that is asked for.
//!
//! | a whole day that tells of | has the role | and is told as a VTODO in the role |
//! |---|---|---|
//! | what must be on the table | `input` | `todo-input` |
//! | a look at a trigger | `check` | `todo-check` |
//! | a review | `review` | `todo-review` |
//! | a gate | `gate` | `todo-gate` |
//! | an answer to a raise | `answer` | `todo-answer` |
//!
//! Besides the day and not in its place, since Google, Outlook and iOS drop VTODO. Both say
//! the same, and the identity of the one is that of the other in another role, so that each is
//! single and lasts as long. RELATED-TO does not tie them: it makes the one a child of the other,
//! and lists of things to do look for the parent among things to do. A day on which something
//! ships, or a seat changes hands, is nobody's to tick off.
//!
//! What repeats needs a day on which it begins, before the one on which it is due, and always
//! as long before it, since a rule counts from there. That is the day before, where the days
//! before are a rule as well. The day before the 2nd Tuesday is none: then it is a week before,
//! which is the 1st Tuesday. Where neither is a rule, as before the 5th Tuesday, each day
//! stands by itself.

use super::entry::Entry;
use super::rule::{earlier, shifted};
use crate::emit::ics::{Event, Pattern, Rule, When};

/// Whole days as things to do; told day by day, where nothing before them is a rule.
pub(super) fn all<'m>(
    entries: &[Entry<'m>],
    alone: impl FnOnce() -> Vec<Entry<'m>>,
) -> Vec<Entry<'m>> {
    let ruled: Option<Vec<Entry<'m>>> = entries.iter().map(of).collect();
    ruled.unwrap_or_else(|| alone().iter().filter_map(of).collect())
}

/// A whole day as something to do, or days that repeat, where some days before are a rule.
pub(super) fn of<'m>(entry: &Entry<'m>) -> Option<Entry<'m>> {
    let event = Event {
        uid: uid(&entry.event.uid),
        when: due(&entry.event.when)?,
        transparent: false,
        ..entry.event.clone()
    };
    Some(Entry { event, ..entry.clone() })
}

/// The identity in the other role: names have no dots, so the first ends the name.
fn uid(uid: &str) -> String {
    uid.replacen('.', ".todo-", 1)
}

fn due(when: &When) -> Option<When> {
    let When::AllDay { date, rule, exdates, overrides, .. } = when else { return None };
    let Some(rule) = rule else { return Some(When::due(*date)) };
    let (lead, pattern) = begins(&rule.pattern)?;
    let until = rule.until.map(|day| earlier(day, lead.into()).unwrap_or(day));
    let rule = Some(Rule { pattern, until });
    let (exdates, overrides) = (exdates.clone(), overrides.clone());
    Some(When::Due { date: *date, lead, rule, exdates, overrides })
}

/// How many days before those of a rule what is due begins, and the rule of those days.
fn begins(pattern: &Pattern) -> Option<(u16, Pattern)> {
    let day_before = shifted(pattern, &[1; 7]).or_else(|| last_of_month_before(pattern));
    let on = |days| move |pattern| (days, pattern);
    day_before.map(on(1)).or_else(|| week_before(pattern).map(on(7)))
}

fn last_of_month_before(pattern: &Pattern) -> Option<Pattern> {
    match pattern {
        Pattern::MonthlyDay { every, days } if days[..] == [1] => {
            Some(Pattern::MonthlyDay { every: *every, days: vec![-1] })
        }
        _ => None,
    }
}

/// The same weekdays, a week earlier. Before the last is the last but one, which Outlook has
/// no word for: an event would not be told so, but Outlook has no place for a VTODO at all.
fn week_before(pattern: &Pattern) -> Option<Pattern> {
    let (every, days) = match pattern {
        Pattern::MonthlyWeekday { every, days } => (*every, days),
        Pattern::Weekly { .. } => return Some(pattern.clone()),
        _ => return None,
    };
    // In the month before is only a rule of its own where months are counted alike.
    let alike = every <= 1 || days.len() == 1;
    let before = days.iter().map(|(nth, weekday)| match nth {
        1 => alike.then_some((-1, *weekday)),
        2..=4 => Some((nth - 1, *weekday)),
        -1 => Some((-2, *weekday)),
        _ => None,
    });
    let mut days = before.collect::<Option<Vec<_>>>()?;
    days.sort_unstable_by_key(|(nth, _)| (*nth < 0, *nth));
    Some(Pattern::MonthlyWeekday { every, days })
}
