//! Bytes to lines and columns: one index for each text, built when it is first asked for.

use std::ops::Range;
use std::sync::OnceLock;

use charter_syntax::{SourceId, Span};

use crate::Sources;

/// A place as people count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// In the unit that was asked for, from 1.
    pub column: usize,
}

/// What a column counts. Formats differ, and names have accents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Characters, as people count. The mark at the beginning of a file is none.
    Characters,
    /// Halves of UTF-16, as editors and the web count. Nor does the mark count here.
    Utf16,
    /// Bytes as they lie in the file, its mark included.
    Bytes,
}

impl Unit {
    /// How much of it a text has that begins where a line does.
    fn count(self, text: &str) -> usize {
        let seen = text.strip_prefix(MARK).unwrap_or(text);
        match self {
            Unit::Characters => seen.chars().count(),
            Unit::Utf16 => seen.chars().map(char::len_utf16).sum(),
            Unit::Bytes => text.len(),
        }
    }
}

/// What some editors put before a text. Nobody sees it, and nobody counts it.
const MARK: char = '\u{feff}';

/// Where the lines of every text begin.
pub struct Lines<'a> {
    sources: &'a Sources,
    starts: Vec<OnceLock<Vec<u32>>>,
}

impl<'a> Lines<'a> {
    /// An index of nothing yet.
    pub fn new(sources: &'a Sources) -> Self {
        Lines { sources, starts: sources.ids().map(|_| OnceLock::new()).collect() }
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
        self.position_in(Unit::Characters, id, byte)
    }

    /// The place of a byte, its column in some unit.
    pub fn position_in(&self, unit: Unit, id: SourceId, byte: usize) -> Position {
        let line = self.line(id, byte);
        let before = &self.sources.get(id).text[self.range(id, line).start..byte];
        Position { line: line + 1, column: unit.count(before) + 1 }
    }

    /// From where to where, the end one past the last.
    pub fn places(&self, unit: Unit, span: Span) -> (Position, Position) {
        let Range { start, end } = self.fit(span);
        let at = |byte| self.position_in(unit, span.source, byte);
        (at(start), at(end))
    }

    /// The text of a line, without its end and without the mark of the file.
    pub(crate) fn text(&self, id: SourceId, line: usize) -> &'a str {
        let text = &self.sources.get(id).text[self.range(id, line)];
        text.trim_start_matches(MARK).trim_end_matches(['\n', '\r'])
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
