//! The audit as tables for a terminal.

use charter::audit::{AuditReport, HeldData, LastData, RaiseData, SeatData};

use crate::columns::columns;

/// Who holds the seat, what it holds, and what waits for an answer.
pub(super) fn of(report: &AuditReport) -> String {
    let mut text = format!("{}\n", holder(&report.seat));
    if !report.held.is_empty() {
        let head = ["kind", "name", "title", "since", "last", "next"].map(str::to_owned);
        let rows: Vec<[String; 6]> =
            std::iter::once(head).chain(report.held.iter().map(held)).collect();
        text.push('\n');
        text.push_str(&columns(&rows));
    }
    if !report.raises.is_empty() {
        let head = ["raise", "about", "since", "by", "answer by", "seat"].map(str::to_owned);
        let rows: Vec<[String; 6]> =
            std::iter::once(head).chain(report.raises.iter().map(raise)).collect();
        text.push('\n');
        text.push_str(&columns(&rows));
    }
    text
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

fn held(it: &HeldData) -> [String; 6] {
    [
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

fn raise(it: &RaiseData) -> [String; 6] {
    [
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
