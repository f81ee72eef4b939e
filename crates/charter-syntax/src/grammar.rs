//! The grammar at work: the one file that knows pest.
//!
//! Everything else sees [`Node`]s: a rule, a range, children. A text that is whole is read
//! by the recognizer, which is made from the same grammar; a text that is not goes to
//! pest, which says where it stopped.

use pest::Parser;
use pest::iterators::Pairs;

use crate::recognize::recognize;

#[derive(pest_derive::Parser)]
#[grammar = "../charter.pest"]
struct Charter;

/// A stretch of a text that a rule read. Its parts stand behind it, up to `past`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) rule: Rule,
    /// Bytes of the text.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// One past the last of its parts, by its place among the pieces.
    pub(crate) past: u32,
}

/// A text that was read.
pub(crate) struct Read<'t> {
    text: &'t str,
    pieces: Vec<Piece>,
}

/// One piece of text, by the rule that read it.
#[derive(Clone, Copy)]
pub(crate) struct Node<'t> {
    text: &'t str,
    pieces: &'t [Piece],
    at: usize,
}

/// Pieces of text in their order, without their parts.
#[derive(Clone)]
pub(crate) struct Nodes<'t> {
    text: &'t str,
    pieces: &'t [Piece],
    at: usize,
    end: usize,
}

/// Where a text stopped making sense: the furthest byte that any rule reached.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stop {
    pub(crate) at: usize,
}

/// Reads the whole of a text by a rule.
pub(crate) fn read(rule: Rule, text: &str) -> Result<Read<'_>, Stop> {
    let pieces = match recognize(rule, text) {
        Some(pieces) => pieces,
        None => pieces_of(read_by_pest(rule, text)?),
    };
    Ok(Read { text, pieces })
}

/// Whether a rule reads the whole of a text.
pub(crate) fn reads(rule: Rule, text: &str) -> bool {
    recognize(rule, text).is_some()
}

fn read_by_pest(rule: Rule, text: &str) -> Result<Pairs<'_, Rule>, Stop> {
    use pest::error::InputLocation::{Pos, Span};
    bound_calls();
    Charter::parse(rule, text).map_err(|error| match error.location {
        Pos(at) | Span((at, _)) => Stop { at },
    })
}

/// Bounds the work on one text: a call of a rule is some nanoseconds, and sixteen
/// a byte are more than any text within the size cap needs.
fn bound_calls() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| pest::set_call_limit(std::num::NonZeroUsize::new(16 * crate::MAX_BYTES)));
}

/// What pest read, as pieces.
fn pieces_of(pairs: Pairs<'_, Rule>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open = Vec::new();
    for token in pairs.tokens() {
        match token {
            pest::Token::Start { rule: Rule::EOI, .. }
            | pest::Token::End { rule: Rule::EOI, .. } => {}
            pest::Token::Start { rule, pos } => {
                open.push(pieces.len());
                pieces.push(Piece { rule, start: pos.pos() as u32, end: 0, past: 0 });
            }
            pest::Token::End { pos, .. } => {
                let past = pieces.len() as u32;
                if let Some(piece) = open.pop().and_then(|at: usize| pieces.get_mut(at)) {
                    (piece.end, piece.past) = (pos.pos() as u32, past);
                }
            }
        }
    }
    pieces
}

impl<'t> Read<'t> {
    /// What was read.
    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    /// Every piece in order, comments among them: its rule, how many pieces are parts of it,
    /// and its bytes.
    pub(crate) fn shape(&self) -> impl Iterator<Item = (Rule, usize, std::ops::Range<usize>)> {
        self.pieces.iter().enumerate().map(|(at, piece)| {
            let parts = piece.past as usize - at - 1;
            (piece.rule, parts, piece.start as usize..piece.end as usize)
        })
    }
}

impl Read<'_> {
    /// What the text consists of.
    pub(crate) fn nodes(&self) -> Nodes<'_> {
        Nodes { text: self.text, pieces: &self.pieces, at: 0, end: self.pieces.len() }
    }

    /// The bytes of every comment, however deep.
    pub(crate) fn comments(&self) -> impl Iterator<Item = std::ops::Range<usize>> {
        let comments = self.pieces.iter().filter(|piece| piece.rule == Rule::comment);
        comments.map(|piece| piece.start as usize..piece.end as usize)
    }
}

impl<'t> Node<'t> {
    fn piece(self) -> &'t Piece {
        &self.pieces[self.at]
    }

    /// The rule that read it.
    pub(crate) fn rule(&self) -> Rule {
        self.piece().rule
    }

    /// Its text.
    pub(crate) fn text(&self) -> &'t str {
        &self.text[self.range()]
    }

    /// Its bytes in the text that was read.
    pub(crate) fn range(&self) -> std::ops::Range<usize> {
        let piece = self.piece();
        piece.start as usize..piece.end as usize
    }

    /// Its parts.
    pub(crate) fn children(self) -> Nodes<'t> {
        let Node { text, pieces, at } = self;
        Nodes { text, pieces, at: at + 1, end: self.piece().past as usize }
    }
}

/// Comments are passed over.
impl<'t> Iterator for Nodes<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        while self.at < self.end {
            let node = Node { text: self.text, pieces: self.pieces, at: self.at };
            self.at = node.piece().past as usize;
            if node.rule() != Rule::comment {
                return Some(node);
            }
        }
        None
    }
}

#[cfg(test)]
#[path = "grammar/tests.rs"]
pub(crate) mod tests;
