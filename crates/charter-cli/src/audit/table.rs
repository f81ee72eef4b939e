//! The audit as tables for a terminal.

use charter::audit::{AuditReport, HeldData, LastData, RaiseData, SeatData};

use crate::columns::{Table, one_line, wrapped};

/// Who holds the seat, what it holds, and what waits for an answer. What people have called
/// things gives way where the page is too narrow.
pub(super) fn of(report: &AuditReport, width: Option<usize>) -> String {
    let mut lines = wrapped(&one_line(&holder(&report.seat)), width, ["", "  "]);
    let mut items = Table::of_words(&["kind", "name", "title", "since", "last", "next"], 2);
    report.held.iter().for_each(|it| items.row(held(it)));
    let mut raises = Table::of_words(&["raise", "about", "since", "by", "answer by", "seat"], 1);
    report.raises.iter().for_each(|it| raises.row(raise(it)));
    for table in [items, raises].iter().filter(|it| !it.is_empty()) {
        lines.push(String::new());
        lines.extend(table.lines(width));
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

/// `VP Product, held by Maya Lindqvist since 2025-03-01`
pub(super) fn holder(seat: &SeatData) -> String {
    let since = |since: &Option<String>| {
        since.as_ref().map_or_else(String::new, |since| format!(" since {since}"))
    };
    match &seat.holder {
        Some(it) => format!("{}, held by {}{}", seat.title, it.name, since(&it.since)),
        None => format!("{}, held by nobody", seat.title),
    }
}

fn held(it: &HeldData) -> Vec<String> {
    vec![
        it.kind.to_owned(),
        it.name.clone(),
        it.title.clone(),
        or_dash(it.since.as_ref()),
        it.last.as_ref().map_or_else(|| "–".into(), last),
        or_dash(it.next.as_ref()),
    ]
}

/// `2026-10-13 recorded as roadmap-2026-q4`
pub(super) fn last(it: &LastData) -> String {
    let LastData { on, what, by } = it;
    match (by, *what) {
        (None, _) => format!("{on} {what}"),
        (Some(by), "recorded" | "raised") => format!("{on} {what} as {by}"),
        (Some(by), _) => format!("{on} {what} in {by}"),
    }
}

fn raise(it: &RaiseData) -> Vec<String> {
    vec![
        it.name.to_owned(),
        or_dash(it.about.as_ref()),
        or_dash(it.on.as_ref()),
        it.by.unwrap_or("–").to_owned(),
        answer_by(it),
        role(it).to_owned(),
    ]
}

pub(super) fn answer_by(it: &RaiseData) -> String {
    match &it.answer_by {
        Some(day) if it.is_late => format!("{day}, late"),
        day => or_dash(day.as_ref()),
    }
}

/// What a raise is to the seat.
pub(super) fn role(it: &RaiseData) -> &'static str {
    match it.role {
        "raised" => "raised it",
        "answers" => "answers it",
        _ => "raised and answers it",
    }
}

pub(super) fn or_dash(text: Option<&String>) -> String {
    text.cloned().unwrap_or_else(|| "–".into())
}
