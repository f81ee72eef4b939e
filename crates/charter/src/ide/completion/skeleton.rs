//! Whole items to start from, with gaps for what only the person knows.

use crate::ide::ask::Ask;
use crate::keyword;
use crate::start::{self, Start};
use crate::tree::{Kind, Tier};

use super::{Completion, Part, Sort, fits};

/// What stands in a skeleton until somebody fills it in: such words, and every text.
const PLACEHOLDERS: [&str; 4] = ["who-", "which-", "where-", "new-"];

/// One for each kind that is meant by what is typed.
pub(super) fn all(ask: Ask<'_>, typed: &str) -> Vec<Completion> {
    let order = [
        Kind::Charter,
        Kind::Seat,
        Kind::Launch,
        Kind::Bet,
        Kind::Artifact,
        Kind::Metric,
        Kind::Group,
        Kind::Class,
        Kind::Function,
        Kind::Calendar,
        Kind::Record,
        Kind::Raise,
        Kind::Transition,
    ];
    let meant = order.into_iter().filter(|kind| fits(kind.keyword(), typed));
    meant.map(|kind| completion(kind, ask)).collect()
}

fn completion(kind: Kind, ask: Ask<'_>) -> Completion {
    let text = text(kind, ask);
    let text = text.trim_end();
    let keyword = kind.keyword();
    Completion {
        label: keyword.to_owned(),
        sort: Sort::Skeleton,
        detail: format!("a new {keyword}"),
        about: keyword::find(keyword).map_or("", |it| it.about),
        insert: gaps(text),
        plain: text.to_owned(),
    }
}

fn text(kind: Kind, ask: Ask<'_>) -> String {
    let name = format!("new-{}", kind.keyword());
    let start = Start { title: start::title(&name), name, day: ask.day };
    match kind {
        Kind::Charter => start::charter(ask.model, &start, None, None),
        Kind::Launch => start::launch(ask.model, &start, Tier::T2, None),
        Kind::Seat => start::seat(ask.model, &start, None),
        _ => start::other(kind, &start).unwrap_or_default(),
    }
}

/// A text with gaps: at the words that wait to be filled in, and in every text.
fn gaps(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for (nth, piece) in text.split('"').enumerate() {
        if nth > 0 {
            add(&mut parts, "\"");
        }
        match nth % 2 {
            0 => words(&mut parts, piece),
            _ => parts.push(Part::Gap(piece.to_owned())),
        }
    }
    parts
}

fn words(parts: &mut Vec<Part>, text: &str) {
    for piece in text.split_inclusive([' ', '\n', ',']) {
        let word = piece.trim_end_matches([' ', '\n', ',']);
        if PLACEHOLDERS.iter().any(|it| word.starts_with(it)) {
            parts.push(Part::Gap(word.to_owned()));
            add(parts, &piece[word.len()..]);
        } else {
            add(parts, piece);
        }
    }
}

fn add(parts: &mut Vec<Part>, text: &str) {
    match parts.last_mut() {
        Some(Part::Text(last)) => last.push_str(text),
        _ if text.is_empty() => {}
        _ => parts.push(Part::Text(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, gaps};

    #[test]
    fn gaps_stand_where_something_is_missing() {
        let shown = gaps("seat new-seat \"New\" {\n  alternate who-else\n}").into_iter().map(
            |it| match it {
                Part::Text(text) => text,
                Part::Gap(gap) => format!("<{gap}>"),
            },
        );
        let shown: String = shown.collect();
        assert_eq!(shown, "seat <new-seat> \"<New>\" {\n  alternate <who-else>\n}");
    }
}
