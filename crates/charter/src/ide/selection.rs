//! What is selected as a selection grows: a word, what a clause says, the clause, the block that
//! it stands in, the item, the text.

use super::place::touches;
use crate::model::{Model, each_reference};
use crate::tree::{Clause, Item};
use crate::{SourceId, Span, Token, TokenKind, tokens};

/// The spans around a byte, each within the next, the smallest first.
pub fn selections(model: &Model, source: SourceId, text: &str, byte: u32) -> Vec<Span> {
    let all = tokens(text);
    let mut growing = Growing { text, at: Span::new(source, byte, byte), spans: Vec::new() };
    growing.word(&all);
    growing.line(&all);
    growing.blocks(&all);
    for item in model.items_of(source) {
        growing.item(item.tree());
    }
    growing.add(Span::new(source, 0, text.len() as u32));
    growing.nested()
}

/// Spans around a byte, as they are found.
struct Growing<'t> {
    text: &'t str,
    at: Span,
    spans: Vec<Span>,
}

impl Growing<'_> {
    /// Keeps a span where the byte lies in it.
    fn add(&mut self, span: Span) {
        if touches(span, self.at) && span.start < span.end {
            self.spans.push(span);
        }
    }

    fn ends(&mut self, start: u32, end: u32) {
        self.add(Span { start, end, ..self.at });
    }

    /// The token at the byte; of a text, what is between its quotes as well.
    fn word(&mut self, all: &[Token]) {
        for token in all.iter().filter(|it| is_content(it)) {
            self.ends(token.start, token.end);
            if token.kind == TokenKind::Text {
                let quotes =
                    if self.text[token.start as usize..].starts_with("\"\"\"") { 3 } else { 1 };
                self.ends(token.start + quotes, token.end.saturating_sub(quotes));
            }
        }
    }

    /// A clause by its signs: the line on which it begins, and those to which a comma leads. It
    /// is there in a block of a clause too, and where nobody understands it.
    fn line(&mut self, all: &[Token]) {
        let goes_on = |a: &Token, b: &Token| !b.begins_line || a.kind == TokenKind::Comma;
        for clause in all.chunk_by(goes_on) {
            let words: Vec<&Token> = clause.iter().filter(|it| is_content(it)).collect();
            let [first, .., last] = words[..] else { continue };
            if first.kind == TokenKind::Comment {
                continue;
            }
            let second = words.get(1).map_or(first.end, |it| it.start);
            let last = if last.kind == TokenKind::Comment { words[words.len() - 2] } else { last };
            self.ends(first.start, last.end);
            self.ends(second, last.end);
            for part in clause.split(|it| it.kind == TokenKind::Comma) {
                self.part(part, second);
            }
        }
    }

    /// What stands between two commas; the first without the keyword before it.
    fn part(&mut self, part: &[Token], from: u32) {
        let words: Vec<&Token> =
            part.iter().filter(|it| is_content(it) && it.start >= from).collect();
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            self.ends(first.start, last.end);
        }
    }

    /// What braces hold, without them and with them.
    fn blocks(&mut self, all: &[Token]) {
        let mut open = Vec::new();
        for token in all {
            match token.kind {
                TokenKind::Open => open.push(token),
                TokenKind::Close => {
                    if let Some(brace) = open.pop() {
                        self.inside(brace.end, token.start);
                        self.ends(brace.start, token.end);
                    }
                }
                _ => {}
            }
        }
    }

    /// What stands between two places, blanks at both ends left out.
    fn inside(&mut self, start: u32, end: u32) {
        let inner = self.text.get(start as usize..end as usize).unwrap_or_default();
        let before = inner.len() - inner.trim_start().len();
        let length = inner.trim().len();
        self.ends(start + before as u32, start + (before + length) as u32);
    }

    /// An item as it was understood, its clauses, and its names: of a dotted word each by itself.
    fn item(&mut self, item: &Item) {
        if touches(item.span, self.at) {
            self.add(item.span);
            item.clauses.iter().for_each(|clause| self.clause(clause));
            each_reference(item, |reference| self.add(reference.name.span));
        }
    }

    /// A clause as it was understood, and what it says.
    fn clause(&mut self, clause: &Clause) {
        self.add(clause.span);
        let said = self.text.get(clause.keyword().end as usize..clause.span.end as usize);
        let said = said.unwrap_or_default();
        let blanks = (said.len() - said.trim_start().len()) as u32;
        self.ends(clause.keyword().end + blanks, clause.span.end);
    }

    /// Those that lie within each other, the smallest first.
    fn nested(self) -> Vec<Span> {
        let mut spans = self.spans;
        spans.sort_by_key(|span| (span.end - span.start, span.start));
        spans.dedup();
        let mut nested: Vec<Span> = Vec::new();
        for span in spans {
            let holds = |inner: &Span| span.start <= inner.start && inner.end <= span.end;
            if nested.last().is_none_or(|inner| holds(inner) && *inner != span) {
                nested.push(span);
            }
        }
        nested
    }
}

/// Whether a token is more than a sign between others.
fn is_content(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Text | TokenKind::Comment)
}
