//! Bytes to lines and columns: one index for each text, built when it is first asked for.

use std::cell::OnceCell;
use std::ops::Range;

use charter_syntax::{SourceId, Span};

use crate::Sources;

/// A place as people count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
}

/// Where the lines of every text begin.
pub struct Lines<'a> {
    sources: &'a Sources,
    starts: Vec<OnceCell<Vec<u32>>>,
}

impl<'a> Lines<'a> {
    /// An index of nothing yet.
    pub fn new(sources: &'a Sources) -> Self {
        Lines { sources, starts: vec![OnceCell::new(); sources.ids().len()] }
    }

    /// The texts.
    pub fn sources(&self) -> &'a Sources {
        self.sources
    }

    /// The line that a byte is on, from 0.
    pub fn line(&self, id: SourceId, byte: usize) -> usize {
        self.starts(id).partition_point(|&start| start as usize <= byte) - 1
    }

    /// The bytes of a line, its end of line included.
    pub fn range(&self, id: SourceId, line: usize) -> Range<usize> {
        let starts = self.starts(id);
        let length = self.sources.get(id).text.len();
        let at = |line: usize| starts.get(line).map_or(length, |&start| start as usize);
        at(line)..at(line + 1)
    }

    /// The place of a byte, as people count.
    pub fn position(&self, id: SourceId, byte: usize) -> Position {
        let line = self.line(id, byte);
        let before = &self.sources.get(id).text[self.range(id, line).start..byte];
        Position { line: line + 1, column: before.chars().count() + 1 }
    }

    /// A span that can be drawn: within the text, and never inside a character.
    pub fn fit(&self, span: Span) -> Range<usize> {
        let text = &self.sources.get(span.source).text;
        let floor = |at: u32| {
            let at = (at as usize).min(text.len());
            (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
        };
        let start = floor(span.start);
        start..floor(span.end).max(start)
    }

    fn starts(&self, id: SourceId) -> &[u32] {
        self.starts[id.0 as usize].get_or_init(|| {
            let text = self.sources.get(id).text.as_bytes();
            let ends = memchr::memchr_iter(b'\n', text).map(|end| end as u32 + 1);
            std::iter::once(0).chain(ends).collect()
        })
    }
}
