//! A broken text as tokens, and back to a text with blanks where they belong.

use crate::head::is_date;
use crate::tree::Kind;
use crate::words;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Word,
    Text,
    /// A text that is not closed, and what would close it.
    OpenText(&'static str),
    Comma,
    Open,
    Close,
    Comment,
    Newline,
}

/// A piece of text that nobody would cut further.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) sort: Sort,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// How far it stands from the start of its line.
    pub(crate) column: usize,
    /// How far its line is indented.
    pub(crate) indent: usize,
}

impl Token {
    pub(crate) fn is_space(self) -> bool {
        matches!(self.sort, Sort::Newline | Sort::Comment)
    }
}

/// Every token of a text.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let (mut at, mut line, mut indent) = (0, 0, None);
    while let Some(&byte) = text.as_bytes().get(at) {
        if byte == b' ' {
            at += 1;
            continue;
        }
        let column = at - line;
        let indent_here = *indent.get_or_insert(column);
        let token = Token { column, indent: indent_here, ..token(text, at, byte) };
        at = token.end;
        // Only a text may run over the end of a line besides the end itself.
        let broken = memchr::memrchr(b'\n', &text.as_bytes()[token.start..at]);
        if let Some(end) = broken {
            (line, indent) = (token.start + end + 1, None);
        }
        tokens.push(token);
    }
    tokens
}

fn token(text: &str, start: usize, byte: u8) -> Token {
    let one = |sort| Token { sort, start, end: start + 1, column: 0, indent: 0 };
    match byte {
        b'\n' => one(Sort::Newline),
        b',' => one(Sort::Comma),
        b'{' => one(Sort::Open),
        b'}' => one(Sort::Close),
        b'#' => {
            Token { sort: Sort::Comment, start, end: line_end(text, start), column: 0, indent: 0 }
        }
        b'"' if text[start..].starts_with("\"\"\"") => long_text(text, start),
        b'"' => short_text(text, start),
        _ => {
            let stops = |c: char| matches!(c, ' ' | '\n' | ',' | '{' | '}' | '#' | '"');
            let len = text[start..].find(stops).unwrap_or(text.len() - start);
            Token { sort: Sort::Word, start, end: start + len, column: 0, indent: 0 }
        }
    }
}

/// Where the text that begins here ends, if it is closed.
pub(super) fn closed_text(text: &str, start: usize) -> Option<usize> {
    let token = token(text, start, b'"');
    (token.sort == Sort::Text).then_some(token.end)
}

pub(super) fn line_end(text: &str, start: usize) -> usize {
    text[start..].find('\n').map_or(text.len(), |len| start + len)
}

/// Text on one line. One that is not closed ends with its line, but leaves the
/// line its `{`.
fn short_text(text: &str, start: usize) -> Token {
    let end = line_end(text, start);
    let mut escaped = false;
    for (at, c) in text[start + 1..end].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => {
                return Token {
                    sort: Sort::Text,
                    start,
                    end: start + at + 2,
                    column: 0,
                    indent: 0,
                };
            }
            _ => {}
        }
    }
    let line = text[start..end].trim_end();
    let line = line.strip_suffix('{').map_or(line, str::trim_end);
    let line = before_day(text, start, line).unwrap_or(line);
    let line = line.trim_end_matches('\\');
    Token {
        sort: Sort::OpenText("\""),
        start,
        end: start + line.len().max(1),
        column: 0,
        indent: 0,
    }
}

/// What stands before the day at the end of a line, in the first line of what took place.
fn before_day<'t>(text: &str, start: usize, line: &'t str) -> Option<&'t str> {
    let begin = memchr::memrchr(b'\n', &text.as_bytes()[..start]).map_or(0, |end| end + 1);
    Kind::of(words::first_word(&text[begin..start])).filter(|kind| kind.took_place())?;
    let (title, day) = line.rsplit_once(" on ")?;
    is_date(day.trim()).then(|| title.trim_end())
}

/// Text over several lines. One that is not closed ends before the next line that
/// begins like a clause.
fn long_text(text: &str, start: usize) -> Token {
    let inner = start + 3;
    if let Some(len) = text[inner..].find("\"\"\"") {
        return Token { sort: Sort::Text, start, end: inner + len + 3, column: 0, indent: 0 };
    }
    let mut end = line_end(text, inner);
    let line = text[start..end].trim_end();
    let line = line.strip_suffix('{').map_or(line, str::trim_end);
    if let Some(title) = before_day(text, start, line) {
        let end = start + title.len();
        return Token { sort: Sort::OpenText("\"\"\""), start, end, column: 0, indent: 0 };
    }
    while end < text.len() && !begins_clause(&text[end + 1..]) {
        end = line_end(text, end + 1);
    }
    Token { sort: Sort::OpenText("\"\"\""), start, end, column: 0, indent: 0 }
}

/// Whether a text begins with a line that begins with a keyword and a blank, or with `}`.
pub(super) fn begins_clause(text: &str) -> bool {
    let line = text.trim_start_matches(' ');
    if line.starts_with('}') {
        return true;
    }
    let word = words::first_word(line);
    line[word.len()..].starts_with(' ') && words::is_keyword(word)
}

/// A text put together from tokens, and where each byte comes from.
#[derive(Default)]
pub(super) struct Rendered {
    pub(super) text: String,
    pub(super) origins: Vec<u32>,
}

impl Rendered {
    /// Puts a word in that was not there.
    pub(super) fn put(&mut self, word: &str, at: usize) {
        self.text.push_str(word);
        self.origins.extend(std::iter::repeat_n(at as u32, word.len()));
    }

    /// Copies bytes of the source.
    pub(super) fn copy(&mut self, source: &str, start: usize, end: usize) {
        self.text.push_str(&source[start..end]);
        self.origins.extend(start as u32..end as u32);
    }

    /// Copies a token of the source as blanks: what follows a text over lines stays on the line
    /// on which it began.
    pub(super) fn blank(&mut self, start: usize, end: usize) {
        self.text.extend(std::iter::repeat_n(' ', end - start));
        self.origins.extend(start as u32..end as u32);
    }
}
