//! The text as `charter format` writes it, told as changes: a line that is right is not touched.

use super::place::touches;
use crate::tree::Document;
use crate::{Change, Edit, SourceId, Span, format};

/// What has to change for a text to be in the one style; nothing where it does not read.
pub fn document(source: SourceId, text: &str) -> Option<Vec<Edit>> {
    let formatted = format(text).ok()?;
    Some(between(Span::new(source, 0, text.len() as u32), text, &formatted))
}

/// The same of the items that a range touches. An item that does not read stays as it is, and
/// keeps no other from being formatted.
pub fn range(document: &Document, text: &str, range: Span) -> Vec<Edit> {
    let touched = document.items.iter().map(|item| item.span).filter(|span| {
        span.source == range.source && span.start <= range.end && range.start <= span.end
    });
    touched.filter_map(|span| of_item(span, text)).flatten().collect()
}

/// What follows what was typed: a new line stands where its block begins its lines, and an item
/// that was closed is written in the one style.
pub fn on_type(document: &Document, text: &str, at: Span, typed: &str) -> Vec<Edit> {
    match typed {
        "}" => {
            let item = document.items.iter().find(|item| touches(item.span, at));
            let closes = item.filter(|item| item.span.end == at.start);
            closes.and_then(|item| of_item(item.span, text)).unwrap_or_default()
        }
        _ => indent(text, at).into_iter().collect(),
    }
}

fn of_item(span: Span, text: &str) -> Option<Vec<Edit>> {
    let old = text.get(span.range())?;
    let formatted = format(old).ok()?;
    Some(between(span, old, formatted.trim_end_matches('\n')))
}

/// How far the lines of a block stand from those around it.
const STEP: usize = 2;

/// Puts the line of a byte where its block begins its lines.
fn indent(text: &str, at: Span) -> Option<Edit> {
    let before = text.get(..at.start as usize)?;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = text.get(start..)?.lines().next().unwrap_or_default();
    let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
    let closes = line[blanks..].starts_with('}');
    let depth = depth(text.get(..start)?)?.saturating_sub(usize::from(closes));
    let wanted = " ".repeat(depth * STEP);
    let span = Span::new(at.source, start as u32, (start + blanks) as u32);
    (line[..blanks] != wanted).then_some(Edit { span, text: wanted })
}

/// How many blocks are open at the end of a text; nothing within a quoted text, whose lines
/// belong to whoever writes them.
fn depth(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut chars) = (0_usize, false, text.chars());
    while let Some(c) = chars.next() {
        match c {
            '\\' if quoted => drop(chars.next()),
            '"' => quoted = !quoted,
            '#' if !quoted => drop(chars.find(|c| *c == '\n')),
            '{' if !quoted => depth += 1,
            '}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    (!quoted).then_some(depth)
}

/// The changes from one text to another: line by line where there are as many, else what is
/// alike at both ends is left out.
fn between(span: Span, old: &str, new: &str) -> Vec<Edit> {
    let lines = |text: &str| text.split_inclusive('\n').count();
    if lines(old) != lines(new) {
        return changed(span.start, span.source, old, new).into_iter().collect();
    }
    let mut start = span.start;
    let mut edits = Vec::new();
    for (old, new) in old.split_inclusive('\n').zip(new.split_inclusive('\n')) {
        edits.extend(changed(start, span.source, old, new));
        start += old.len() as u32;
    }
    edits
}

/// What has changed between two texts that begin at a byte of a source.
pub(super) fn changed(start: u32, source: SourceId, old: &str, new: &str) -> Option<Edit> {
    if old == new {
        return None;
    }
    let Change { start: from, end, new_end } = Change::between(old, new).on_characters(old, new);
    let text = new.get(from as usize..new_end as usize)?.to_owned();
    Some(Edit { span: Span::new(source, start + from, start + end), text })
}

#[cfg(test)]
mod tests {
    use super::{depth, document};
    use crate::SourceId;

    fn applied(text: &str) -> String {
        let mut out = text.to_owned();
        let edits = document(SourceId(1), text).unwrap_or_default();
        for edit in edits.iter().rev() {
            out.replace_range(edit.span.range(), &edit.text);
        }
        out
    }

    #[test]
    fn the_changes_come_to_the_style() {
        for text in [
            "seat a \"É\" {\n altitude vp\n  holder \"X\"\n}\n",
            "seat a { altitude vp }",
            "seat a \"ä\" {\n  altitude   vp\n\n\n\n  holder \"ö\"\n}\nseat b {\naltitude vp\n}\n",
        ] {
            assert_eq!(applied(text), crate::format(text).unwrap_or_default(), "{text}");
        }
    }

    #[test]
    fn blocks_are_counted_outside_texts_and_comments() {
        assert_eq!(depth("charter a {\n  trigger b {\n"), Some(2));
        assert_eq!(depth("charter a { # {\n  note \"{ \\\" {\"\n"), Some(1));
        assert_eq!(depth("charter a {\n  note \"open\n"), None);
    }
}
