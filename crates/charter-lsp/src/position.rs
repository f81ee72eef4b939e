//! Bytes to positions and back, in the encoding that was agreed on.

use charter::Span;
use memchr::memchr2_iter;
use tower_lsp_server::ls_types::{Position, PositionEncodingKind, Range};

/// What a column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// Bytes.
    Utf8,
    /// What the protocol counts where nothing was agreed.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// The first that we are quick with, of those that a client offers.
    pub(crate) fn agreed(offered: &[PositionEncodingKind]) -> Encoding {
        let offers = |kind: PositionEncodingKind| offered.contains(&kind);
        if offers(PositionEncodingKind::UTF8) {
            Encoding::Utf8
        } else if !offers(PositionEncodingKind::UTF16) && offers(PositionEncodingKind::UTF32) {
            Encoding::Utf32
        } else {
            Encoding::Utf16
        }
    }

    /// The protocol's word for it.
    pub(crate) fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn length(self, c: char) -> usize {
        match self {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }

    /// How much of it a text has.
    pub(crate) fn count(self, text: &str) -> u32 {
        let count = match self {
            Encoding::Utf8 => text.len(),
            _ if text.is_ascii() => text.len(),
            _ => text.chars().map(|c| self.length(c)).sum(),
        };
        count as u32
    }

    /// The bytes that so much of a line takes; never beyond its end, nor within a character.
    fn bytes(self, line: &str, column: u32) -> usize {
        let mut left = column as usize;
        for (at, c) in line.char_indices() {
            let length = self.length(c);
            if left < length {
                return at;
            }
            left -= length;
        }
        line.len()
    }
}

/// A text by lines. They end as the protocol has it: `\n`, `\r\n`, and `\r` alone.
pub(crate) struct Lines<'t> {
    text: &'t str,
    starts: Vec<u32>,
    encoding: Encoding,
    /// A mark at the beginning that the editor never shows; 0 where the text is as it has it.
    mark: u32,
}

impl<'t> Lines<'t> {
    /// The lines of a text as the editor has it.
    pub(crate) fn new(text: &'t str, encoding: Encoding) -> Self {
        Lines { text, starts: starts(text), encoding, mark: 0 }
    }

    /// The lines of a file that no editor has open: its byte order mark is not part of what
    /// one will show.
    pub(crate) fn of_file(text: &'t str, encoding: Encoding) -> Self {
        let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() as u32 } else { 0 };
        Lines { mark, ..Lines::new(text, encoding) }
    }

    /// The text.
    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    /// Where a byte is.
    pub(crate) fn position(&self, byte: u32) -> Position {
        let byte = byte.min(self.text.len() as u32).max(self.mark);
        let line = self.starts.partition_point(|start| *start <= byte).saturating_sub(1);
        let start = if line == 0 { self.mark } else { self.starts[line] };
        let before = self.text.get(start as usize..byte as usize).unwrap_or_default();
        Position::new(line as u32, self.encoding.count(before))
    }

    /// Whether two bytes are on one line.
    pub(crate) fn same_line(&self, one: u32, other: u32) -> bool {
        self.position(one).line == self.position(other).line
    }

    /// Where a span is.
    pub(crate) fn range(&self, span: Span) -> Range {
        Range::new(self.position(span.start), self.position(span.end))
    }

    /// The byte of a position; the end of the line, or of the text, where it lies beyond.
    pub(crate) fn byte(&self, position: Position) -> u32 {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line) else { return self.text.len() as u32 };
        let start = if line == 0 { self.mark } else { *start };
        let end = self.starts.get(line + 1).map_or(self.text.len(), |end| *end as usize);
        let within = self.text.get(start as usize..end).unwrap_or_default();
        let within = within.trim_end_matches(['\n', '\r']);
        start + self.encoding.bytes(within, position.character) as u32
    }

    /// The bytes of a range, in order even where the client has them the wrong way round.
    pub(crate) fn bytes(&self, range: Range) -> (u32, u32) {
        let (start, end) = (self.byte(range.start), self.byte(range.end));
        (start.min(end), start.max(end))
    }
}

fn starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let is_half = |at: &usize| bytes[*at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
    let ends = memchr2_iter(b'\n', b'\r', bytes).filter(|at| !is_half(at));
    std::iter::once(0).chain(ends.map(|at| at as u32 + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Lines, Position};

    /// Accents, a letter beyond the plane, ends of line of each kind.
    const TEXT: &str = "aé𝄞b\r\ncd\rx\n";

    #[test]
    fn every_byte_comes_back() {
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let lines = Lines::new(TEXT, encoding);
            let shown = TEXT.char_indices().filter(|(_, c)| !matches!(c, '\n' | '\r'));
            for (at, _) in shown {
                assert_eq!(lines.byte(lines.position(at as u32)), at as u32, "{encoding:?} {at}");
            }
        }
    }

    #[test]
    fn columns_count_what_was_agreed() {
        let column = |encoding| Lines::new(TEXT, encoding).position(7).character;
        assert_eq!(column(Encoding::Utf8), 7);
        assert_eq!(column(Encoding::Utf16), 4);
        assert_eq!(column(Encoding::Utf32), 3);
    }

    #[test]
    fn what_lies_beyond_is_the_end() {
        let lines = Lines::new(TEXT, Encoding::Utf16);
        assert_eq!(lines.byte(Position::new(0, 99)), 8);
        assert_eq!(lines.byte(Position::new(99, 0)), TEXT.len() as u32);
        assert_eq!(lines.byte(Position::new(1, 99)), 12);
    }

    #[test]
    fn no_position_lies_within_a_character() {
        let lines = Lines::new(TEXT, Encoding::Utf16);
        assert_eq!(lines.byte(Position::new(0, 3)), 3);
    }

    #[test]
    fn a_mark_is_not_shown_by_an_editor() {
        let lines = Lines::of_file("\u{feff}ab", Encoding::Utf16);
        assert_eq!(lines.position(3), Position::new(0, 0));
        assert_eq!(lines.byte(Position::new(0, 1)), 4);
    }
}
