//! The clauses that an item, or a block of one, does not have yet.

use crate::ide::ask::Ask;
use crate::keyword;
use crate::model::Item;
use crate::tree::{Body, Cadence, ClauseKind, ClauseKinds, Kind, Trigger};
use crate::words::{self, Form};

use super::cursor::Cursor;
use super::{Completion, Part, Sort};

/// Every keyword that may begin a statement here; what is not there yet and begins as it is
/// typed comes first, in the order of the language.
pub(super) fn all(ask: Ask<'_>, cursor: &Cursor<'_>) -> Vec<Completion> {
    let Some(kind) = cursor.kind else { return Vec::new() };
    let item = ask.place().item;
    let mut forms: Vec<Form> = match cursor.block {
        Some(block) => {
            let used = used_in_block(ask);
            let forms = words::block_clauses(block).unwrap_or_default().iter().copied();
            forms.filter(|(keyword, _)| !used.contains(keyword)).collect()
        }
        None => words::clauses(kind)
            .filter(|(keyword, _)| item.is_none_or(|it| may_stand(it, keyword, ask)))
            .collect(),
    };
    let begins = |keyword: &str| keyword.starts_with(cursor.typed);
    let is_there = |keyword: &str| item.is_some_and(|it| has(it, keyword));
    let blocked = cursor.block.is_some();
    forms.sort_by_key(|(keyword, _)| (!begins(keyword), !blocked && is_there(keyword)));
    forms.into_iter().map(|form| completion(form, kind)).collect()
}

/// Whether an item has a clause with a keyword.
fn has(item: Item<'_>, keyword: &str) -> bool {
    ClauseKind::ALL.iter().any(|kind| kind.keyword() == keyword && item.has(*kind))
}

/// Why something was raised: of these it says one.
const CAUSES: [ClauseKind; 3] = [ClauseKind::Fired, ClauseKind::Customer, ClauseKind::Stuck];

/// Whether a clause may stand in an item once more: it stands nowhere but under the cursor, or
/// may stand again.
fn may_stand(item: Item<'_>, keyword: &str, ask: Ask<'_>) -> bool {
    let is_once = |kind: ClauseKind| ClauseKinds::ONCE.contains(kind);
    let is_cause = CAUSES.iter().any(|it| it.keyword() == keyword);
    let elsewhere = item
        .clauses()
        .iter()
        .filter(|it| !(it.span.start <= ask.byte && ask.byte <= it.keyword().end));
    let kinds = elsewhere.map(|it| it.body.kind());
    let mut same = kinds.filter(|it| it.keyword() == keyword || (is_cause && CAUSES.contains(it)));
    !same.any(is_once)
}

/// What the block under the cursor says already.
fn used_in_block(ask: Ask<'_>) -> Vec<&'static str> {
    match ask.place().clause.map(|clause| &clause.body) {
        Some(Body::Trigger(trigger)) => used_of_trigger(trigger),
        Some(Body::Cadence(cadence)) => used_of_cadence(cadence),
        _ => Vec::new(),
    }
}

fn used_of_trigger(it: &Trigger) -> Vec<&'static str> {
    let parts = [
        ("when", it.when.is_some()),
        ("evidence", it.evidence.is_some()),
        ("declared", it.declared.is_some()),
        ("checked", it.checked.is_some()),
        ("respond", it.respond.is_some()),
    ];
    parts.into_iter().filter(|(_, used)| *used).map(|(word, _)| word).collect()
}

fn used_of_cadence(it: &Cadence) -> Vec<&'static str> {
    let parts = [
        ("at", !it.at.is_empty()),
        ("for", it.length.is_some()),
        ("as", it.slot.is_some()),
        ("in", it.zone.is_some()),
        ("from", it.from.is_some()),
        ("until", it.until.is_some()),
        ("on-holiday", it.on_holiday.is_some()),
    ];
    parts.into_iter().filter(|(_, used)| *used).map(|(word, _)| word).collect()
}

fn completion((keyword, form): Form, kind: Kind) -> Completion {
    let plain = format!("{keyword} ");
    let parts = parts(form);
    let gaps = parts.iter().filter(|it| matches!(it, Part::Gap(_))).count();
    // A form of one gap, or of none, is an example: what comes is asked for when it comes.
    let insert = if gaps > 1 { parts } else { vec![Part::Text(plain.clone())] };
    let about = keyword::find(keyword)
        .filter(|it| it.stands_in(kind.keyword()) || it.stands == "every kind.");
    Completion {
        label: keyword.to_owned(),
        sort: Sort::Keyword,
        detail: form.to_owned(),
        about: about.map_or("", |it| it.about),
        insert,
        plain,
    }
}

/// A form as text with gaps: what may be left out is, of several ways the first is meant, and
/// of a list its first.
fn parts(form: &str) -> Vec<Part> {
    let form = form.split(" | ").next().unwrap_or_default();
    let form = form.split(['[', ',']).next().unwrap_or_default().trim_end();
    let mut parts: Vec<Part> = Vec::new();
    for (nth, word) in form.split(' ').enumerate() {
        if nth > 0 {
            text(&mut parts, " ");
        }
        part(&mut parts, word);
    }
    parts
}

fn part(parts: &mut Vec<Part>, word: &str) {
    let is_slot = word.len() > 2 && word.bytes().all(|it| it.is_ascii_uppercase());
    let quoted = word.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    match quoted {
        Some(quoted) => {
            text(parts, "\"");
            parts.push(Part::Gap(quoted.to_owned()));
            text(parts, "\"");
        }
        None if is_slot && word != "USD" => parts.push(Part::Gap(word.to_ascii_lowercase())),
        None => text(parts, word),
    }
}

fn text(parts: &mut Vec<Part>, text: &str) {
    match parts.last_mut() {
        Some(Part::Text(last)) => last.push_str(text),
        _ if text.is_empty() => {}
        _ => parts.push(Part::Text(text.to_owned())),
    }
}
