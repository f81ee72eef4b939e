//! Outside of items: what begins one, junk, braces that close nothing.

use super::explain;
use super::lex::Sort;
use super::statement::{Ends, Statement};
use super::{Mender, Opened, Put};
use crate::near::nearest;
use crate::span::Span;
use crate::tree::Kind;

impl Mender<'_> {
    /// Gives how many statements were used up besides this one.
    pub(super) fn at_top(&mut self, statement: &Statement, rest: &[Statement]) -> usize {
        if statement.ends == Ends::Close {
            self.errors.push(explain::stray_close(self.span_of(statement.last)));
            self.blank(statement.first, statement.last);
            return 0;
        }
        let word = self.word(statement.first);
        let named =
            statement.last > statement.first && self.tokens[statement.first + 1].sort == Sort::Word;
        match Kind::ALL.into_iter().find(|kind| kind.keyword() == word) {
            Some(kind) if named || statement.ends == Ends::Open => {
                self.header(kind, statement, rest)
            }
            Some(kind) => self.nameless(kind, statement, rest),
            None => self.no_item(statement, rest, named),
        }
    }

    /// A `{` on the line below what it belongs to.
    pub(super) fn open_below(&self, rest: &[Statement]) -> Option<Span> {
        rest.first().filter(|next| next.is_lone(&self.tokens)).map(|next| self.span_of(next.first))
    }

    /// It has been told with what it belongs to.
    pub(super) fn take_open_below(&mut self, open: Option<usize>, rest: &[Statement]) -> usize {
        match rest.first().filter(|next| open.is_none() && next.is_lone(&self.tokens)) {
            Some(&lone) => {
                self.blank(lone.first, lone.last);
                1
            }
            None => 0,
        }
    }

    /// Something at the top that is no item.
    fn no_item(&mut self, statement: &Statement, rest: &[Statement], named: bool) -> usize {
        let word = self.word(statement.first);
        let span = self.span_of(statement.first);
        self.errors.push(explain::no_item(span, word));
        let kind = nearest(word, Kind::ALL.iter().map(|kind| kind.keyword())).and_then(Kind::of);
        match kind {
            Some(kind) if named && statement.ends == Ends::Open => {
                self.blanked[statement.first] = true;
                self.put.push((statement.first, Put::Word(kind.keyword())));
                self.put.push((statement.first, Put::Word(" ")));
                self.item = Some(Opened { what: kind, at: statement.last + 1 });
                0
            }
            _ if statement.ends == Ends::Open => self.skip_block(statement, rest),
            _ => self.skip_junk(statement, rest),
        }
    }

    /// Blanks statements up to the next that could begin an item: one finding for all.
    pub(super) fn skip_junk(&mut self, statement: &Statement, rest: &[Statement]) -> usize {
        self.blank(statement.first, statement.end());
        let is_junk = |next: &&Statement| {
            let word = self.word(next.first);
            !Kind::ALL.iter().any(|kind| kind.keyword() == word)
                || self.tokens[next.first].column > 0
        };
        let count = rest.iter().take_while(is_junk).count();
        if let Some(last) = rest[..count].last() {
            self.blank(statement.first, last.end());
        }
        count
    }

    /// Blanks a statement and the block that it opens.
    pub(super) fn skip_block(&mut self, statement: &Statement, rest: &[Statement]) -> usize {
        self.blank(statement.first, statement.end());
        if statement.ends != Ends::Open && !statement.is_lone(&self.tokens) {
            return 0;
        }
        let block = self.block_of(rest);
        if let Some(last) = block.last() {
            self.blank(statement.first, last.end());
        }
        block.len()
    }

    /// What stands in the block that the statement before the rest opens, its `}` included.
    pub(super) fn block_of<'s>(&self, rest: &'s [Statement]) -> &'s [Statement] {
        let here = self.place(rest);
        let close = self.braces.close_of(here);
        close.and_then(|close| rest.get(..close - here)).unwrap_or(rest)
    }
}
