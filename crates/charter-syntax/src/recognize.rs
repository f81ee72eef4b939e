//! The grammar at full speed: what `build.rs` made of it, and the reader that it runs on.
//!
//! It says yes or no, and on yes leaves the pieces. Where a text stops making sense is for
//! pest to say: see `grammar.rs`.

use crate::grammar::{Piece, Rule};

/// Reads a text by a rule: its pieces, each before its parts.
pub(crate) fn recognize(rule: Rule, text: &str) -> Option<Vec<Piece>> {
    let mut reader =
        Reader { bytes: text.as_bytes(), at: 0, pieces: Vec::with_capacity(text.len() / 8 + 8) };
    reader.by_rule(rule).then_some(reader.pieces)
}

/// A place in a text, and the pieces before it.
struct Reader<'t> {
    bytes: &'t [u8],
    at: usize,
    pieces: Vec<Piece>,
}

/// Where a reader stood.
#[derive(Clone, Copy)]
struct Mark {
    at: usize,
    pieces: usize,
}

impl Reader<'_> {
    fn mark(&self) -> Mark {
        Mark { at: self.at, pieces: self.pieces.len() }
    }

    /// Goes back; never a reading.
    fn reset(&mut self, mark: Mark) -> bool {
        self.at = mark.at;
        self.pieces.truncate(mark.pieces);
        false
    }

    /// Begins a piece.
    fn open(&mut self, rule: Rule) -> Mark {
        let mark = self.mark();
        self.pieces.push(Piece { rule, start: mark.at as u32, end: 0, past: 0 });
        mark
    }

    /// Ends a piece, or takes it back.
    fn close(&mut self, mark: Mark, read: bool) -> bool {
        if !read {
            return self.reset(mark);
        }
        let (end, past) = (self.at as u32, self.pieces.len() as u32);
        if let Some(piece) = self.pieces.get_mut(mark.pieces) {
            (piece.end, piece.past) = (end, past);
        }
        true
    }

    /// The byte that stands here; 0 at the end, where no rule that takes a byte can go on.
    #[inline]
    fn byte(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    #[inline]
    fn one(&mut self, byte: u8) -> bool {
        let here = self.bytes.get(self.at) == Some(&byte);
        self.at += usize::from(here);
        here
    }

    #[inline]
    fn literal<const N: usize>(&mut self, text: &[u8; N]) -> bool {
        let here = self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(text));
        self.at += if here { N } else { 0 };
        here
    }

    /// One letter.
    fn any(&mut self) -> bool {
        let Some(&byte) = self.bytes.get(self.at) else { return false };
        self.at += match byte {
            0..=0xBF => 1,
            0xC0..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0.. => 4,
        };
        true
    }

    /// One letter between two, both of them ASCII.
    fn between(&mut self, from: char, to: char) -> bool {
        let here = (from..=to).contains(&char::from(self.byte())) && self.at < self.bytes.len();
        self.at += usize::from(here);
        here
    }

    /// Up to a byte, or to the end.
    #[inline]
    fn until(&mut self, ends: impl Fn(u8) -> bool) -> bool {
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().position(|&byte| ends(byte)).unwrap_or(rest.len());
        true
    }

    /// Up to this byte, or to the end.
    #[inline]
    fn until_byte(&mut self, [end]: [u8; 1]) -> bool {
        let rest = &self.bytes[self.at..];
        self.at += memchr::memchr(end, rest).unwrap_or(rest.len());
        true
    }

    /// Up to one of three bytes, or to the end.
    #[inline]
    fn until_one_of(&mut self, [a, b, c]: [u8; 3]) -> bool {
        let rest = &self.bytes[self.at..];
        self.at += memchr::memchr3(a, b, c, rest).unwrap_or(rest.len());
        true
    }

    /// Up to a text, or to the end.
    fn until_text(&mut self, end: &[u8]) -> bool {
        let rest = &self.bytes[self.at..];
        self.at += memchr::memmem::find(rest, end).unwrap_or(rest.len());
        true
    }

    fn ahead(&mut self, look: impl FnOnce(&mut Self) -> bool) -> bool {
        let mark = self.mark();
        let found = look(self);
        self.reset(mark);
        found
    }

    fn began(&self) -> bool {
        self.at == 0
    }

    fn ended(&self) -> bool {
        self.at == self.bytes.len()
    }
}

mod rules {
    //! Made by `build.rs`; one function for each rule.
    #![allow(clippy::all, dead_code, unused_parens)]

    use super::{Reader, Rule};

    include!(concat!(env!("OUT_DIR"), "/recognizer.rs"));
}
