//! Text to items: where each one begins, whatever is open around it.
//!
//! A line that has, at column 1, a kind, a name and `{` (or a title and `{`)
//! begins an item even inside a text or a block that was never closed. So a
//! mistake ends with its item, and its neighbours never notice.

use crate::tree::Kind;

/// The ranges of a text that hold one item each; the first may hold only what
/// stands before any.
pub(crate) fn chunks(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut starts = vec![0];
    let lines = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1);
    starts.extend(lines.filter(|line| begins_item(&text[*line..])));
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// Whether a text begins with the line that begins an item, whatever is open before it. Most
/// lines begin with a blank and are done at once.
pub fn begins_item(text: &str) -> bool {
    if !text.as_bytes().first().is_some_and(u8::is_ascii_lowercase) {
        return false;
    }
    let line = text.split('\n').next().unwrap_or_default();
    opens(line).unwrap_or(false)
}

/// Whether a line has a kind, a name, maybe a title, and `{`.
fn opens(line: &str) -> Option<bool> {
    let (word, rest) = cut(line, |c| c == ' ' || c == '\t');
    Kind::of(word)?;
    let (name, rest) = cut(rest.trim_start(), |c| matches!(c, ' ' | '\t' | '{' | '"' | '\r'));
    let rest = rest.trim_start();
    let opens = match rest.strip_prefix('"') {
        Some(title) => title.contains('{'),
        None => rest.starts_with('{') || day_opens(rest),
    };
    Some(opens && !name.is_empty())
}

/// Whether a day stands here and `{` behind it, maybe with a title between: how people write
/// the first line of what took place, in one order or the other, and sometimes without `on`.
fn day_opens(rest: &str) -> bool {
    let on = rest.strip_prefix("on ");
    let (day, rest) =
        cut(on.unwrap_or(rest).trim_start(), |c| matches!(c, ' ' | '\t' | '{' | '"' | '\r'));
    let is_day = on.is_some() || day.starts_with(|c: char| c.is_ascii_digit());
    let rest = rest.trim_start();
    is_day && (rest.starts_with('{') || rest.starts_with('"') && rest.contains('{'))
}

/// Whether a chunk begins an item and closes nothing: no reading can succeed.
pub(crate) fn is_cut_short(chunk: &str) -> bool {
    memchr::memchr(b'}', chunk.as_bytes()).is_none() && begins_item(chunk)
}

fn cut(text: &str, at: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(at).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::{begins_item, chunks};

    #[test]
    fn what_begins_an_item() {
        for yes in [
            "charter a {",
            "raise a on 2026-10-02 {",
            "seat a \"A\" {",
            "seat  a{",
            "bet x { owner y }",
            "record a 2026-10-02 {",
            "record on 2026-10-02 {",
            "record a on 2026-10-02 \"A\" {",
            "seat a \"A {",
        ] {
            assert!(begins_item(yes), "{yes}");
        }
        for no in [
            " charter a {",
            "owner a {",
            "charter {",
            "function product",
            "charter a",
            "record a on 2026-10-02",
            "record a on the ledger {",
            "# seat a {",
        ] {
            assert!(!begins_item(no), "{no}");
        }
    }

    #[test]
    fn an_open_text_ends_with_its_item() {
        let text = "# c\nseat a {\n  note \"\"\"\n}\nseat b {\n}\n";
        let starts: Vec<usize> = chunks(text).iter().map(|range| range.start).collect();
        assert_eq!(starts, [0, 4, text.find("seat b").unwrap_or(0)]);
    }
}
