//! What the mender does with tokens: looks at them, blanks them out, puts some in, and
//! writes the text again.

use super::explain;
use super::lex::{Rendered, Sort};
use super::statement::{Ends, Statement};
use super::{Mended, Mender, Opened};
use crate::grammar::{self, Rule};
use crate::span::Span;
use crate::symbol::Symbol;
use crate::tree::Kind;

impl<'t> Mender<'t> {
    pub(super) fn word(&self, token: usize) -> &'t str {
        let text: &'t str = self.text;
        self.tokens.get(token).map_or("", |token| &text[token.start..token.end])
    }

    pub(super) fn span_of(&self, token: usize) -> Span {
        let token = self.tokens[token.min(self.tokens.len() - 1)];
        Span::new(self.source, self.base + token.start as u32, self.base + token.end as u32)
    }

    pub(super) fn span(&self, statement: &Statement) -> Span {
        self.span_of(statement.first).to(self.span_of(statement.last))
    }

    /// Whether a statement is a `{` alone.
    pub(super) fn is_lone(&self, statement: &Statement) -> bool {
        self.tokens[statement.first].sort == Sort::Open
    }

    /// How much deeper blocks are nested behind a statement than before it.
    pub(super) fn deeper(&self, statement: &Statement) -> isize {
        match statement.ends {
            Ends::Open => 1,
            Ends::Close => -1,
            Ends::Line => isize::from(self.is_lone(statement)),
        }
    }

    pub(super) fn open_of(&self, statement: &Statement) -> Option<usize> {
        (statement.ends == Ends::Open).then_some(statement.last + 1)
    }

    /// How far a token stands from the start of its line.
    pub(super) fn column(&self, token: usize) -> usize {
        let start = self.tokens[token].start;
        start - self.text[..start].rfind('\n').map_or(0, |end| end + 1)
    }

    /// How far the line of a token is indented.
    pub(super) fn indent(&self, token: usize) -> usize {
        let start = self.tokens[token].start;
        let line = &self.text[self.text[..start].rfind('\n').map_or(0, |end| end + 1)..];
        line.len() - line.trim_start_matches(' ').len()
    }

    pub(super) fn blank(&mut self, first: usize, last: usize) {
        for at in first..=last.min(self.tokens.len() - 1) {
            if !self.tokens[at].is_space() {
                self.blanked[at] = true;
            }
        }
    }

    pub(super) fn garble(&mut self, statement: &Statement, keyword: &str) {
        self.garbled.push((self.span_of(statement.first).start, Symbol::new(keyword)));
    }

    pub(super) fn put_after(&mut self, token: usize, word: &'static str) {
        self.put.push((token + 1, word));
    }

    /// Whether a rule reads a statement, with something put behind it.
    pub(super) fn reads(&self, rule: Rule, statement: &Statement, behind: &str) -> bool {
        let mut rendered = self.render(statement.first, statement.last);
        rendered.text.push_str(behind);
        grammar::read(rule, &rendered.text).is_ok()
    }

    /// Some tokens as a text of their own, a blank behind each.
    pub(super) fn render(&self, first: usize, last: usize) -> Rendered {
        let mut out = Rendered::default();
        for at in first..=last {
            self.render_token(&mut out, at);
        }
        let end = self.tokens[last].end;
        out.origins.push(end as u32);
        out
    }

    pub(super) fn render_token(&self, out: &mut Rendered, at: usize) {
        let token = self.tokens[at];
        if self.blanked[at] {
            return out.blank(self.text, token.start, token.end);
        }
        out.copy(self.text, token.start, token.end);
        if let Sort::OpenText(quote) = token.sort {
            out.put(quote, token.end);
        }
        if token.sort != Sort::Newline {
            out.put(" ", token.end);
        }
    }

    pub(super) fn close_at_end(&mut self, item: Opened<Kind>) {
        let end = Span::new(self.source, self.base + self.code_end(), self.base + self.code_end());
        let what = item.what.keyword();
        self.errors.push(explain::unclosed_block(self.span_of(item.at), what, end));
        let braces = if self.block.is_some() { "\n} \n} \n" } else { "\n} \n" };
        self.put.push((self.tokens.len(), braces));
    }

    /// One past the last byte that is neither blank nor comment.
    pub(super) fn code_end(&self) -> u32 {
        let last = self.tokens.iter().rev().find(|token| !token.is_space());
        last.map_or(0, |token| token.end as u32)
    }

    /// The whole text, mended.
    pub(super) fn finish(mut self) -> Mended {
        let mut out = Rendered::default();
        self.put.sort_by_key(|&(token, _)| token);
        let mut put = std::mem::take(&mut self.put).into_iter().peekable();
        for at in 0..=self.tokens.len() {
            let start = self.tokens.get(at).map_or(self.text.len(), |token| token.start);
            while let Some((_, word)) = put.next_if(|&(token, _)| token == at) {
                out.put(word, start);
            }
            if at < self.tokens.len() {
                self.render_token(&mut out, at);
            }
        }
        out.origins.push(self.text.len() as u32);
        let origins = out.origins.into_iter().map(|origin| origin + self.base).collect();
        Mended { text: out.text, origins, errors: self.errors, garbled: self.garbled }
    }
}
