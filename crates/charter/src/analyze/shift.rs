//! What was said of a text, told of the text after an edit.

use crate::{Diagnostic, Edit, SourceId, Span};

/// One replacement in a text: what stood in these bytes has become so many others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The first byte that changed.
    pub start: u32,
    /// The end of what stood there.
    pub end: u32,
    /// The end of what stands there now.
    pub new_end: u32,
}

impl Change {
    /// The change between two texts: what is alike at both ends is left out.
    pub fn between(old: &str, new: &str) -> Change {
        let (a, b) = (old.as_bytes(), new.as_bytes());
        let most = a.len().min(b.len());
        let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let alike = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
        let alike = alike.min(most - start);
        Change {
            start: start as u32,
            end: (a.len() - alike) as u32,
            new_end: (b.len() - alike) as u32,
        }
    }

    /// The same, so far extended that it begins and ends where a character does in both.
    pub fn on_characters(self, old: &str, new: &str) -> Change {
        let Change { mut start, mut end, mut new_end } = self;
        while !old.is_char_boundary(start as usize) || !new.is_char_boundary(start as usize) {
            start -= 1;
        }
        while !old.is_char_boundary(end as usize) || !new.is_char_boundary(new_end as usize) {
            end += 1;
            new_end += 1;
        }
        Change { start, end, new_end }
    }

    /// Where a place is after it: what it cut into keeps what is left of it.
    fn place(self, span: Span) -> Span {
        let place = |at: u32| match at {
            at if at <= self.start => at,
            at if at >= self.end => at - self.end + self.new_end,
            _ => self.new_end,
        };
        let (start, end) = (place(span.start), place(span.end));
        Span { start: start.min(end), end, ..span }
    }

    /// Whether it leaves a place as it was.
    fn spares(self, span: Span) -> bool {
        span.end < self.start || self.end < span.start
    }
}

/// Moves what a finding says of a source. Its changes were made for what stood there: those
/// that the edit touches are no longer offered.
pub(super) fn shift(finding: &mut Diagnostic, source: SourceId, change: Change) {
    let here = |span: Span| span.source == source;
    for label in finding.labels.iter_mut().filter(|label| here(label.span)) {
        label.span = change.place(label.span);
    }
    let spared = |edit: &Edit| !here(edit.span) || change.spares(edit.span);
    finding.fixes.retain(|fix| fix.edits.iter().all(spared));
    for edit in finding.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
        if here(edit.span) {
            edit.span = change.place(edit.span);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, Span};
    use crate::SourceId;

    #[test]
    fn a_change_is_what_two_texts_differ_in() {
        let change = |start, end, new_end| Change { start, end, new_end };
        assert_eq!(Change::between("abcd", "abXcd"), change(2, 2, 3));
        assert_eq!(Change::between("aaaa", "aa"), change(2, 4, 2));
        assert_eq!(Change::between("aa", "aaaa"), change(2, 2, 4));
        assert_eq!(Change::between("same", "same"), change(4, 4, 4));
        assert_eq!(Change::between("", "new"), change(0, 0, 3));
    }

    #[test]
    fn places_follow_their_text() {
        let change = Change::between("one two three", "one 2 three");
        let place = |start, end| {
            let span = change.place(Span::new(SourceId(1), start, end));
            (span.start, span.end)
        };
        assert_eq!(place(0, 3), (0, 3));
        assert_eq!(place(4, 7), (4, 5));
        assert_eq!(place(8, 13), (6, 11));
    }
}
