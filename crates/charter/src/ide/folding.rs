//! What can be folded away.

use crate::{SourceId, Span, Token, TokenKind, tokens};

/// What is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    /// What stands between braces: an item, or the block of a clause.
    Block,
    /// The same, where nobody has closed them yet.
    Open,
    /// A text over several lines.
    Text,
    /// Comments that stand below each other.
    Comment,
    /// A list that goes on below.
    List,
}

/// Something that can be folded away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// What it is.
    pub kind: FoldKind,
    /// The bytes that go; of a block, those between its braces.
    pub span: Span,
}

/// What can be folded in a text, in its order. It is told by the signs alone, so that it is there
/// in a text that is half typed.
pub fn folds(source: SourceId, text: &str) -> Vec<Fold> {
    let tokens = tokens(text);
    let mut finder = Finder { source, text, folds: Vec::new() };
    finder.blocks(&tokens);
    finder.texts(&tokens);
    finder.comments(&tokens);
    finder.lists(&tokens);
    finder.folds.sort_by_key(|fold| (fold.span.start, std::cmp::Reverse(fold.span.end)));
    finder.folds
}

struct Finder<'t> {
    source: SourceId,
    text: &'t str,
    folds: Vec<Fold>,
}

impl Finder<'_> {
    /// Keeps what runs over the end of a line.
    fn add(&mut self, kind: FoldKind, start: u32, end: u32) {
        let text = self.text.get(start as usize..end as usize).unwrap_or_default();
        if text.contains(['\n', '\r']) {
            self.folds.push(Fold { kind, span: Span::new(self.source, start, end) });
        }
    }

    /// Braces by pairs. An item that nobody has closed yet ends where the next one begins.
    fn blocks(&mut self, tokens: &[Token]) {
        let mut open = Vec::new();
        let mut last = 0;
        for token in tokens {
            match token.kind {
                TokenKind::Word if self.begins_item(token) => self.left_open(&mut open, last),
                TokenKind::Open => open.push(token.end),
                TokenKind::Close => {
                    if let Some(start) = open.pop() {
                        self.add(FoldKind::Block, start, token.start);
                    }
                }
                _ => {}
            }
            last = token.end;
        }
        self.left_open(&mut open, last);
    }

    /// Closes what was left open: all that can be told is how far the item reaches.
    fn left_open(&mut self, open: &mut Vec<u32>, last: u32) {
        if let Some(start) = open.first() {
            self.add(FoldKind::Open, *start, last);
        }
        open.clear();
    }

    /// Whether a word with nothing before it is a kind of item.
    fn begins_item(&self, token: &Token) -> bool {
        let before = self.text.as_bytes().get((token.start as usize).wrapping_sub(1));
        before.is_none_or(|byte| matches!(byte, b'\n' | b'\r'))
            && crate::tree::Kind::of(self.written(token)).is_some()
    }

    fn written(&self, token: &Token) -> &str {
        self.text.get(token.start as usize..token.end as usize).unwrap_or_default()
    }

    fn texts(&mut self, tokens: &[Token]) {
        for token in tokens.iter().filter(|it| it.kind == TokenKind::Text) {
            self.add(FoldKind::Text, token.start, token.end);
        }
    }

    /// Comments on lines of their own, with no empty line between them.
    fn comments(&mut self, tokens: &[Token]) {
        let is_own = |it: &Token| it.kind == TokenKind::Comment && it.begins_line;
        let joined = |a: &Token, b: &Token| is_own(a) && is_own(b) && self.lines_between(a, b) == 1;
        let runs = tokens.chunk_by(joined).filter(|run| is_own(&run[0]));
        let runs: Vec<(u32, u32)> = runs.map(ends).collect();
        runs.into_iter().for_each(|(start, end)| self.add(FoldKind::Comment, start, end));
    }

    fn lines_between(&self, one: &Token, next: &Token) -> usize {
        let between = self.text.get(one.end as usize..next.start as usize).unwrap_or_default();
        between.matches('\n').count()
    }

    /// Clauses with a list that goes on below a comma.
    fn lists(&mut self, tokens: &[Token]) {
        let words: Vec<Token> =
            tokens.iter().filter(|it| it.kind != TokenKind::Comment).copied().collect();
        let goes_on = |a: &Token, b: &Token| a.kind == TokenKind::Comma && b.begins_line;
        for clause in words.chunk_by(|a, b| !b.begins_line || goes_on(a, b)) {
            if clause.windows(2).any(|it| goes_on(&it[0], &it[1])) {
                let list = clause.split(|it| it.kind == TokenKind::Open).next().unwrap_or_default();
                let (start, end) = ends(list);
                self.add(FoldKind::List, start, end);
            }
        }
    }
}

/// From the first byte of some tokens to the last.
fn ends(tokens: &[Token]) -> (u32, u32) {
    let start = tokens.first().map_or(0, |it| it.start);
    (start, tokens.last().map_or(start, |it| it.end))
}
