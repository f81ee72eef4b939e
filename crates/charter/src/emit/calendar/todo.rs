//! What is due, told once more as something to do, where that is asked for.
//!
//! | a whole day that tells of | has the role | and is told as a VTODO in the role |
//! |---|---|---|
//! | what must be on the table | `input` | `todo-input` |
//! | a look at a trigger | `check` | `todo-check` |
//! | a review | `review` | `todo-review` |
//! | a gate | `gate` | `todo-gate` |
//!
//! Besides the day and not in its place, since Google, Outlook and iOS drop VTODO. Both say
//! the same, and the identity of the one is that of the other in another role, so that each is
//! single and lasts as long. RELATED-TO does not tie them: it makes the one a child of the other,
//! and lists of things to do look for the parent among things to do. A day on which something
//! ships is nobody's to tick off.
//!
//! Where the days repeat, so do the days before them, on which what repeats begins; where those
//! are no rule of their own, as the day before the 2nd Tuesday, each stands by itself.

use super::entry::Entry;
use super::rule::shifted;
use crate::emit::ics::{Event, Rule, When};

/// Whole days as things to do; told day by day, where the days before them are no rule.
pub(super) fn all<'m>(
    entries: &[Entry<'m>],
    alone: impl FnOnce() -> Vec<Entry<'m>>,
) -> Vec<Entry<'m>> {
    let ruled: Option<Vec<Entry<'m>>> = entries.iter().map(of).collect();
    ruled.unwrap_or_else(|| alone().iter().filter_map(of).collect())
}

/// A whole day as something to do, or days that repeat, where the days before them are a rule.
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
    let rule = match rule {
        Some(rule) => Some(day_before(rule)?),
        None => None,
    };
    let (exdates, overrides) = (exdates.clone(), overrides.clone());
    Some(When::Due { date: *date, rule, exdates, overrides })
}

/// The rule of the days before those of a rule.
fn day_before(rule: &Rule) -> Option<Rule> {
    let until = rule.until.map(|day| day.yesterday().unwrap_or(day));
    Some(Rule { pattern: shifted(&rule.pattern, &[1; 7])?, until })
}
