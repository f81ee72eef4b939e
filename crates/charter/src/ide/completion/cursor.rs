//! Where a cursor is, told by the text alone: a tree has only what was understood.

use charter_syntax::begins_item;

use crate::ide::ask::Ask;
use crate::tree::Kind;

/// Where a cursor is.
#[derive(Debug)]
pub(super) struct Cursor<'t> {
    /// The kind of the item that is open; none between items, and in the head of one.
    pub(super) kind: Option<Kind>,
    /// Whether a new item may begin here although one is open: it is never closed.
    pub(super) may_begin_item: bool,
    /// The keyword of the block that is open, and the words before its `{`.
    pub(super) block: Option<&'t str>,
    pub(super) head: Vec<&'t str>,
    /// The words of the statement before the one under the cursor: commas and texts are words.
    pub(super) words: Vec<&'t str>,
    /// What stands before the cursor of the word that is under it.
    pub(super) typed: &'t str,
    /// The next word on the line, where one stands behind that word.
    pub(super) behind: &'t str,
}

/// Where a cursor is; none within a text, a comment or the head of an item, where nothing but
/// the person knows what comes. The head of an item of the history ends with a day.
pub(super) fn cursor<'t>(ask: Ask<'t>) -> Option<Cursor<'t>> {
    let word = ask.word();
    let typed = ask.text.get(word.start as usize..ask.byte as usize)?;
    let start = item_start(ask.text, word.start as usize);
    let mut reading = Reading { text: ask.text, at: start, words: Vec::new(), open: Vec::new() };
    reading.run(word.start as usize)?;
    if ask.text[..word.start as usize].ends_with('"') {
        return None;
    }
    let Reading { words, mut open, .. } = reading;
    let in_head = open.is_empty() && !words.is_empty();
    if open.len() > 2 || (in_head && !has_day(&words)) {
        return None;
    }
    let begins_line = ask.text[..word.start as usize].ends_with('\n') || word.start == 0;
    let head = if open.len() == 2 { open.pop().unwrap_or_default() } else { Vec::new() };
    let kind = open.pop().and_then(|head| Kind::of(head.first()?));
    let may_begin_item = begins_line && kind.is_some() && !is_closed(ask.text, word.end as usize);
    let block = head.first().copied();
    let behind = word_behind(&ask.text[word.end as usize..]);
    Some(Cursor { kind, may_begin_item, block, head, words, typed, behind })
}

/// Whether a head is one of the history: behind its name stands a day.
fn has_day(words: &[&str]) -> bool {
    let kind = words.first().and_then(|word| Kind::of(word));
    matches!(kind, Some(Kind::Raise | Kind::Record | Kind::Transition))
}

/// Where the item begins that a byte lies in, or the text.
fn item_start(text: &str, at: usize) -> usize {
    let mut end = at;
    while let Some(line) = text[..end].rfind('\n') {
        if line + 1 < at && begins_item(&text[line + 1..]) {
            return line + 1;
        }
        end = line;
    }
    0
}

/// Whether the item that is open at a byte is closed before the next begins.
fn is_closed(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    let mut depth = 1;
    for line in rest.split_inclusive('\n').skip(1) {
        if begins_item(line) {
            return false;
        }
        depth += line.matches('{').count();
        depth = depth.saturating_sub(line.matches('}').count());
        if depth == 0 {
            return true;
        }
    }
    false
}

/// A text as far as it has been read.
struct Reading<'t> {
    text: &'t str,
    at: usize,
    /// The words of the statement.
    words: Vec<&'t str>,
    /// What is open: the words before each `{`.
    open: Vec<Vec<&'t str>>,
}

impl<'t> Reading<'t> {
    /// Reads up to a byte; none where that lies within a text or a comment.
    fn run(&mut self, end: usize) -> Option<()> {
        while self.at < end {
            let rest = &self.text[self.at..];
            match rest.as_bytes()[0] {
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'\n' => self.line(),
                // The end of a comment is within it: what is typed there goes on with it.
                b'#' => self.at += rest.find('\n').filter(|length| self.at + length < end)?,
                b'"' => self.take(text_length(rest)),
                b',' => self.take(1),
                b'{' => self.brace(),
                b'}' => {
                    self.open.pop();
                    self.at += 1;
                    self.words.clear();
                }
                _ => self.take(word_length(rest)),
            }
        }
        (self.at == end).then_some(())
    }

    /// A statement ends with its line, unless a comma says that it goes on.
    fn line(&mut self) {
        self.at += 1;
        if self.words.last() != Some(&",") {
            self.words.clear();
        }
    }

    fn brace(&mut self) {
        self.at += 1;
        self.open.push(std::mem::take(&mut self.words));
    }

    fn take(&mut self, length: usize) {
        self.words.push(&self.text[self.at..self.at + length]);
        self.at += length;
    }
}

/// The first word of the rest of a line; a comment, or what closes, is none.
fn word_behind(text: &str) -> &str {
    let rest = text.trim_start_matches([' ', '\t']);
    if rest.starts_with(['#', '"']) { "" } else { &rest[..word_length(rest)] }
}

fn word_length(text: &str) -> usize {
    let ends = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n' | ',' | '{' | '}' | '"');
    text.find(ends).unwrap_or(text.len())
}

/// How long a text is, its quotes included; one that is not closed ends with its line, or with
/// everything where it had three quotes.
fn text_length(text: &str) -> usize {
    if let Some(rest) = text.strip_prefix("\"\"\"") {
        return rest.find("\"\"\"").map_or(text.len(), |end| end + 6);
    }
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            b'\n' => return at,
            b'"' if !escaped => return at + 1,
            _ => escaped = byte == b'\\' && !escaped,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Cursor, cursor};
    use crate::config::Config;
    use crate::ide::ask::Ask;
    use crate::tree::Kind;
    use crate::{Model, SourceId};

    fn at<T>(text: &str, look: impl Fn(&Cursor<'_>) -> T) -> Option<T> {
        let byte = text.find("$0").unwrap_or(text.len());
        let text = text.replace("$0", "");
        let model = Model::new(Vec::new(), &Config::default());
        let ask = Ask {
            model: &model,
            text: &text,
            source: SourceId(1),
            byte: byte as u32,
            day: date(2026, 11, 20),
        };
        cursor(ask).map(|it| look(&it))
    }

    fn words(text: &str) -> Option<String> {
        at(text, |it| format!("{:?} {:?} {} |{}", it.kind, it.block, it.words.join(" "), it.typed))
    }

    #[test]
    fn the_statement_before_a_cursor() {
        let said = |text| words(text).unwrap_or_default();
        assert_eq!(said("cha$0"), "None None  |cha");
        assert_eq!(said("seat a {\n  altitude $0\n}"), "Some(Seat) None altitude |");
        assert_eq!(said("seat a {\n  alternate b,\n    c$0d"), "Some(Seat) None alternate b , |c");
        assert_eq!(said("seat a { altitude vp }\n$0"), "None None  |");
        assert_eq!(
            said("bet a {\n trigger x \"{\" {\n  when y > 3 # {\n  decl$0"),
            "Some(Bet) Some(\"trigger\")  |decl"
        );
    }

    #[test]
    fn nothing_is_known_within_prose() {
        for text in
            ["# cha$0", "seat $0", "seat a \"A $0\" {", "seat a {\n  note \"on$0", "seat a { # $0"]
        {
            assert_eq!(words(text), None, "{text}");
        }
    }

    #[test]
    fn an_item_that_is_never_closed_ends_where_another_may_begin() {
        let may = |text| at(text, |it| (it.kind, it.may_begin_item));
        assert_eq!(may("seat a {\n  note \"b\"\n$0"), Some((Some(Kind::Seat), true)));
        assert_eq!(may("seat a {\n$0\n}\n"), Some((Some(Kind::Seat), false)));
        assert_eq!(may("seat a {\n$0\nseat b {\n}\n"), Some((Some(Kind::Seat), true)));
    }
}
