//! A question: where somebody points, and on which day.

use jiff::civil::Date;

use super::place::{Place, place};
use crate::model::Model;
use crate::{SourceId, Span};

/// Where somebody points, and on which day.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'m> {
    /// What is known.
    pub model: &'m Model,
    /// The text that is pointed at,
    pub text: &'m str,
    /// which is of this source.
    pub source: SourceId,
    /// The byte.
    pub byte: u32,
    /// The day.
    pub day: Date,
}

impl<'m> Ask<'m> {
    /// What stands there.
    pub(super) fn place(self) -> Place<'m> {
        place(self.model, self.source, self.byte)
    }

    /// The word that stands or ends there; empty where none does.
    pub(super) fn word(self) -> Span {
        let bytes = self.text.as_bytes();
        let at = (self.byte as usize).min(bytes.len());
        let is_part = |byte: &u8| !is_between(*byte);
        let before = bytes[..at].iter().rev().take_while(|it| is_part(it)).count();
        let behind = bytes[at..].iter().take_while(|it| is_part(it)).count();
        Span::new(self.source, (at - before) as u32, (at + behind) as u32)
    }

    /// What is written in a place of this text; nothing where it has no such place.
    pub(super) fn written(self, span: Span) -> &'m str {
        self.text.get(span.range()).unwrap_or_default()
    }
}

/// Whether a byte stands between words.
fn is_between(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b'{' | b'}' | b'"' | b'#')
}
