//! Pieces of the grammar as tokens: what a person sees, without blanks.

use super::whole::Whole;
use crate::grammar::{Leaf, Rule};

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
}

/// The tokens of all chunks, in their order.
pub(super) fn tokens(chunks: &[Whole<'_>]) -> Vec<Token> {
    let mut tokens = Vec::new();
    for read in chunks.iter().filter_map(Whole::read) {
        let mut at = 0;
        for leaf in read.leaves() {
            between(&read.text()[at..leaf.range.start], &mut tokens);
            at = leaf.range.end;
            take(&leaf, &mut tokens);
        }
        between(&read.text()[at..], &mut tokens);
    }
    tokens
}

/// What a rule has read: a text, a comment, or words, whatever signs those have in them.
fn take(leaf: &Leaf<'_>, tokens: &mut Vec<Token>) {
    match leaf.rule {
        Rule::text => put(Sort::Text, leaf.text, tokens),
        Rule::comment => put(Sort::Comment, leaf.text.trim_end(), tokens),
        _ => leaf.text.split(' ').filter(|word| !word.is_empty()).for_each(|word| {
            put(Sort::Word, word, tokens);
        }),
    }
}

/// What stands between: keywords, commas, braces, and the ends of lines.
fn between(mut text: &str, tokens: &mut Vec<Token>) {
    while let Some(c) = text.chars().next() {
        let sort = match c {
            ' ' => None,
            '\n' => Some(Sort::Newline),
            ',' => Some(Sort::Comma),
            '{' => Some(Sort::Open),
            '}' => Some(Sort::Close),
            _ => Some(Sort::Word),
        };
        let end = match sort {
            Some(Sort::Word) => text.find([' ', '\n', ',', '{', '}']).unwrap_or(text.len()),
            _ => c.len_utf8(),
        };
        if let Some(sort) = sort {
            put(sort, &text[..end], tokens);
        }
        text = &text[end..];
    }
}

fn put(sort: Sort, text: &str, tokens: &mut Vec<Token>) {
    tokens.push(Token { sort, text: text.into() });
}
