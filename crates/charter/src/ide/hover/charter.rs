//! A charter: who decides what with whom, when next, and where it goes when it is stuck.

use jiff::civil::Date;

use crate::ide::coming;
use crate::ide::page::Page;
use crate::ide::people::{self, Means, names};
use crate::model::{Charter, Item};
use crate::say;
use crate::tree::{Duration, Escalation, Unit};

use super::history;

pub(super) fn page(charter: Charter<'_>, day: Date) -> Page {
    let mut page = Page::new(charter.title());
    page.words(standing(charter, day));
    page.some_fact("Decides", decides(charter));
    let owner = people::named(charter.owner(), charter.owner_name(), day);
    page.some_fact("Owner", owner);
    page.some_fact("In the room", room(charter));
    page.some_fact("Next", next(charter, day));
    page.some_fact("When stuck", upward(charter));
    page.some_fact("Comes here when stuck", incoming(charter, day));
    page.some_fact("Review due", review(charter, day));
    history::of_charter(charter, day, &mut page);
    page
}

/// `` The charter `roadmap-forum`, in force since Sun 1 Feb 2026. ``
fn standing(charter: Charter<'_>, day: Date) -> String {
    let name = charter.name();
    if charter.is_draft() {
        return format!("The charter `{name}`, a draft: it is not in force.");
    }
    if let Some(last) = charter.retired().filter(|_| charter.is_over(day)) {
        return format!("The charter `{name}`, retired on {}.", say::date(last));
    }
    if charter.is_over(day) {
        return format!("The charter `{name}`, no longer in force.");
    }
    match charter.effective() {
        Some(since) if since.value <= day => {
            format!("The charter `{name}`, in force since {}.", say::date(since.value))
        }
        Some(since) => format!("The charter `{name}`, in force from {}.", say::date(since.value)),
        None => format!("The charter `{name}`."),
    }
}

fn decides(charter: Charter<'_>) -> Option<String> {
    let each = charter.decides().map(|it| {
        let of = it.subject.map_or(String::new(), |subject| format!(" of `{}`", subject.as_str()));
        format!("`{}`{of}", it.class_name.as_str())
    });
    let all: Vec<String> = each.collect();
    (!all.is_empty()).then(|| say::and(&all))
}

fn room(charter: Charter<'_>) -> Option<String> {
    let room = charter.room();
    let words = names(room.iter().map(|it| Item::name(**it)));
    match room.len() {
        // Nobody but the owner, who was named above.
        0 => None,
        1 if charter.owner().known() == room.first().copied() => None,
        1..=3 => Some(words),
        count => Some(format!("{count} seats: {words}")),
    }
}

/// `Tue 9 Feb 2027, 10:00 to 11:30 in Europe/London`
pub(in crate::ide) fn next(charter: Charter<'_>, day: Date) -> Option<String> {
    let next = coming::next(charter, day)?;
    Some(format!("{} in {}", next.when(), next.line.zone().name()))
}

/// `` to `cpo-cto` by the next meeting ``
pub(in crate::ide) fn upward(charter: Charter<'_>) -> Option<String> {
    let each = charter.escalations().map(|(escalation, _)| match escalation {
        Escalation::None(_) => "nowhere: it is decided here".into(),
        Escalation::To { target, within, .. } => {
            format!("to `{}` {}", target.as_str(), soon(*within))
        }
    });
    let all: Vec<String> = each.collect();
    (!all.is_empty()).then(|| say::and(&all))
}

/// `within 5 days`, `by the next meeting`
fn soon(within: Duration) -> String {
    let Duration { count, unit, .. } = within;
    match (count, unit) {
        (1, Unit::Cycle) => "by the next meeting".into(),
        (_, Unit::Cycle) => format!("within {count} meetings"),
        (1, _) => format!("within 1 {}", unit.as_str()),
        _ => format!("within {count} {}s", unit.as_str()),
    }
}

fn incoming(charter: Charter<'_>, day: Date) -> Option<String> {
    let means = Means::item(*charter);
    let from: Vec<&str> =
        people::stuck(charter.model(), &means, day).map(|(it, _)| Item::name(*it)).collect();
    match from.len() {
        0 => None,
        1 => Some(names(from)),
        count => Some(format!("{count} charters: {}", names(from))),
    }
}

fn review(charter: Charter<'_>, day: Date) -> Option<String> {
    let due = charter.review_due().filter(|_| !charter.is_draft() && !charter.is_over(day))?;
    Some(if due < day { format!("since {}", say::date(due)) } else { say::date(due) })
}
