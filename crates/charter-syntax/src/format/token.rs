//! Pieces of the grammar as tokens: what a person sees, without blanks.

use super::whole::Whole;
use crate::grammar::{Read, Rule};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Word,
    Text,
    Comma,
    Open,
    Close,
    Comment,
    Newline,
}

/// A piece of text that is never changed inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) sort: Sort,
    pub(super) text: Box<str>,
    /// Of a comma: which list it belongs to, by the piece that holds it.
    pub(super) list: usize,
}

/// The tokens of all chunks, in their order.
pub(super) fn tokens(chunks: &[Whole<'_>]) -> Vec<Token> {
    let mut tokens = Vec::new();
    for read in chunks.iter().filter_map(Whole::read) {
        Cutter { text: read.text(), at: 0, open: Vec::new(), tokens: &mut tokens }.run(&read);
    }
    tokens
}

/// Cuts a text along its pieces.
struct Cutter<'t, 'o> {
    text: &'t str,
    at: usize,
    /// Where each piece ends that has begun, and its number.
    open: Vec<(usize, usize)>,
    tokens: &'o mut Vec<Token>,
}

impl Cutter<'_, '_> {
    fn run(&mut self, read: &Read<'_>) {
        for (number, (rule, parts, range)) in read.shape().enumerate() {
            self.between(range.start);
            match parts {
                0 => self.leaf(rule, range),
                _ => self.open.push((range.end, number)),
            }
        }
        self.between(self.text.len());
    }

    /// What a rule has read: a text, a comment, or words, whatever signs those have in them.
    fn leaf(&mut self, rule: Rule, range: std::ops::Range<usize>) {
        self.at = range.end;
        let text = &self.text[range];
        match rule {
            Rule::text => self.put(Sort::Text, text),
            Rule::comment => self.put(Sort::Comment, text.trim_end()),
            _ => {
                let words = text.split(' ').filter(|word| !word.is_empty());
                words.for_each(|word| self.put(Sort::Word, word));
            }
        }
    }

    /// What stands between leaves: keywords, commas, braces, and the ends of lines.
    fn between(&mut self, end: usize) {
        while let Some(c) = self.text[self.at..end].chars().next() {
            let rest = &self.text[self.at..end];
            let (sort, len) = match c {
                ' ' => (None, 1),
                '\n' => (Some(Sort::Newline), 1),
                ',' => (Some(Sort::Comma), 1),
                '{' => (Some(Sort::Open), 1),
                '}' => (Some(Sort::Close), 1),
                _ => {
                    let len = rest.find([' ', '\n', ',', '{', '}']).unwrap_or(rest.len());
                    (Some(Sort::Word), len)
                }
            };
            if let Some(sort) = sort {
                self.put(sort, &rest[..len]);
            }
            self.at += len;
        }
    }

    fn put(&mut self, sort: Sort, text: &str) {
        let list = if sort == Sort::Comma { self.list() } else { 0 };
        self.tokens.push(Token { sort, text: text.into(), list });
    }

    /// The piece that holds the sign at which the cutter stands.
    fn list(&mut self) -> usize {
        let at = self.at;
        while self.open.pop_if(|(end, _)| *end <= at).is_some() {}
        self.open.last().map_or(0, |(_, number)| *number)
    }
}
