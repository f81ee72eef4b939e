//! Inside of items: clauses, blocks, braces that are missing or too many.

use super::explain::{self, Place};
use super::lex::{Rendered, Sort};
use super::statement::{Ends, Statement};
use super::{Mender, Opened, Put, has, only, value};
use crate::diagnostic::Edit;
use crate::grammar;
use crate::span::Span;
use crate::tree::Kind;
use crate::words;

/// So many words of one line are tried out as the beginning of a clause.
const MOST_CLAUSES: usize = 16;

impl<'t> Mender<'t> {
    pub(super) fn in_item(
        &mut self,
        item: Opened<Kind>,
        statement: &Statement,
        rest: &[Statement],
    ) -> usize {
        if statement.ends == Ends::Close {
            return self.close_item(item, statement, rest);
        }
        let place = Place::Item(item.what);
        if statement.ends == Ends::Open {
            return self.opens_block(place, statement, rest);
        }
        if let Some(keyword) = self.lacks_open(place, statement, rest) {
            let after = self.span_of(statement.last);
            self.errors.push(explain::unopened(after, keyword, self.open_below(rest)));
            self.put_after(statement.last, " { ");
            self.block = Some(Opened { what: keyword, at: statement.last });
            return self.take_open_below(None, rest);
        }
        if statement.is_lone(&self.tokens) {
            return self.lone_open(statement, rest);
        }
        if !self.says_day(item, statement) {
            self.check_line(place, statement);
        }
        0
    }

    pub(super) fn in_block(
        &mut self,
        item: Opened<Kind>,
        block: Opened<&'static str>,
        statement: &Statement,
        rest: &[Statement],
    ) -> usize {
        let place = Place::Block(item.what, block.what);
        let word = self.word(statement.first);
        let belongs_outside = statement.ends != Ends::Close
            && !has(&place.forms(), word)
            && has(&Place::Item(item.what).forms(), word);
        let closes_item = statement.ends == Ends::Close
            && self.tokens[statement.first].column == 0
            && self.tokens[block.at].indent > 0
            && !self.braces.any_close_after(self.place(rest));
        if belongs_outside || closes_item {
            self.close_before(statement.first, block);
            return self.in_item(item, statement, rest);
        }
        match statement.ends {
            Ends::Close => self.block = None,
            Ends::Line if statement.is_lone(&self.tokens) => {
                return self.lone_open(statement, rest);
            }
            Ends::Line => self.check_line(place, statement),
            Ends::Open => return self.opens_block(place, statement, rest),
        }
        0
    }

    /// A block was never closed: it ends before this token.
    fn close_before(&mut self, token: usize, block: Opened<&'static str>) {
        let (open, before) = (self.span_of(block.at), self.span_of(token));
        let place = Span { end: before.start, ..before };
        self.errors.push(explain::unclosed_block(open, block.what, place));
        self.put.push((token, Put::Word("} \n")));
        self.block = None;
    }

    fn close_item(
        &mut self,
        item: Opened<Kind>,
        statement: &Statement,
        rest: &[Statement],
    ) -> usize {
        let goes_on = self.tokens[statement.first].column > 0
            && rest.first().is_some_and(|next| {
                next.ends != Ends::Close
                    && has(&Place::Item(item.what).forms(), self.word(next.first))
            })
            && self.braces.any_close_after(self.place(rest));
        if goes_on {
            self.errors.push(explain::stray_close(self.span_of(statement.first)));
            self.blank(statement.first, statement.last);
        } else {
            self.item = None;
        }
        0
    }

    /// A statement that ends in `{`.
    fn opens_block(&mut self, place: Place, statement: &Statement, rest: &[Statement]) -> usize {
        self.check_texts(statement);
        let word = self.word(statement.first);
        let known = match place {
            Place::Item(_) => words::block_keyword(word),
            Place::Block(..) => None,
        };
        if let Some(keyword) = known
            && has(&place.forms(), word)
            && self.reads(only(place), statement, "{ }")
        {
            self.block = Some(Opened { what: keyword, at: statement.last + 1 });
            return 0;
        }
        if self.reads(only(place), statement, "") {
            return self.takes_no_block(place, statement, rest);
        }
        self.complain(place, statement);
        if self.is_closed(rest) {
            return self.skip_block(statement, rest);
        }
        self.blank(statement.first, statement.end());
        0
    }

    /// A clause that is understood, but for the block that it opens. Where the same word has a
    /// block in other kinds, this is one of those blocks and is passed over.
    fn takes_no_block(&mut self, place: Place, statement: &Statement, rest: &[Statement]) -> usize {
        let (word, open) = (self.word(statement.first), statement.last + 1);
        if words::block_keyword(word).is_none() || !self.is_closed(rest) {
            self.errors.push(explain::stray_open(self.span_of(open), word));
            self.blanked[open] = true;
            return 0;
        }
        let block = self.block_of(rest);
        let last = block.last().map_or(open, Statement::end);
        let comment = self.tokens[open..last].iter().any(|token| token.sort == Sort::Comment);
        let (open_span, all) = (self.span_of(open), self.span_of(open).to(self.span_of(last)));
        self.errors.push(explain::stray_block(place, word, open_span, (!comment).then_some(all)));
        self.blank(open, last);
        block.len()
    }

    /// A list that nobody wrote by hand is one finding, and is not read.
    pub(super) fn long_list(&mut self, statement: &Statement, rest: &[Statement]) -> usize {
        let keyword = self.word(statement.first);
        self.errors.push(explain::long_list(self.span_of(statement.first)));
        self.garble(statement, keyword);
        if self.is_closed(rest) {
            return self.skip_block(statement, rest);
        }
        self.blank(statement.first, statement.end());
        0
    }

    /// A `{` with nothing before it, and the block that nobody asked for.
    fn lone_open(&mut self, statement: &Statement, rest: &[Statement]) -> usize {
        self.errors.push(explain::lone_open(self.span_of(statement.first)));
        if self.is_closed(rest) {
            return self.skip_block(statement, rest);
        }
        self.blank(statement.first, statement.last);
        0
    }

    /// Whether a block that begins here is closed before its item is.
    fn is_closed(&self, rest: &[Statement]) -> bool {
        let close = self.braces.close_of(self.place(rest));
        close.is_some_and(|close| self.braces.any_close_after(close))
    }

    /// The number of the statement behind which the rest stands.
    pub(super) fn place(&self, rest: &[Statement]) -> usize {
        self.count - rest.len() - 1
    }

    /// The keyword of a clause whose block was never opened.
    fn lacks_open(
        &self,
        place: Place,
        statement: &Statement,
        rest: &[Statement],
    ) -> Option<&'static str> {
        let Place::Item(kind) = place else { return None };
        let keyword = words::block_keyword(self.word(statement.first))?;
        let mut next = rest.first().filter(|next| next.ends != Ends::Close)?;
        if next.is_lone(&self.tokens) {
            next = rest.get(1)?;
        }
        let word = self.word(next.first);
        let inside = has(&Place::Block(kind, keyword).forms(), word) && !has(&place.forms(), word);
        (inside && self.reads(only(place), statement, "{ }")).then_some(keyword)
    }

    /// A clause on a line.
    fn check_line(&mut self, place: Place, statement: &Statement) {
        let texts_closed = self.check_texts(statement);
        let mut statement = *statement;
        if self.tokens[statement.last].sort == Sort::Comma {
            self.errors.push(explain::dangling_comma(self.span_of(statement.last)));
            self.blanked[statement.last] = true;
            if statement.last == statement.first {
                return;
            }
            statement.last -= 1;
        }
        if self.reads(only(place), &statement, "") {
            return;
        }
        if texts_closed && let Some(last) = self.several(place, &statement) {
            if !self.reads(only(place), &last, "") {
                self.check_line(place, &last);
            }
            return;
        }
        if texts_closed {
            self.complain(place, &statement);
        } else {
            let keyword = self.word(statement.first);
            self.garble(&statement, keyword);
        }
        self.blank(statement.first, statement.last);
    }

    /// Several clauses on one line: one finding, and each is read. Gives the last of them, which
    /// alone may not be understood.
    fn several(&mut self, place: Place, statement: &Statement) -> Option<Statement> {
        let length = self.tokens[statement.last].end - self.tokens[statement.first].start;
        if length > value::LONG {
            return None;
        }
        let forms = place.forms();
        let (mut clause, mut begins) = (*statement, Vec::new());
        let may_begin =
            |at: &usize| self.tokens[*at].sort == Sort::Word && has(&forms, self.word(*at));
        for at in (statement.first + 1..=statement.last).filter(may_begin).take(MOST_CLAUSES) {
            let before = Statement { last: at - 1, ..clause };
            if self.reads(only(place), &before, "") {
                begins.push(at);
                clause.first = at;
            }
        }
        let first = *begins.first()?;
        let words: Vec<&str> = begins.iter().map(|at| self.word(*at)).collect();
        let indent = self.tokens[statement.first].indent.max(2);
        let breaks = begins.iter().map(|at| Edit {
            span: Span { end: self.span_of(*at).start, ..self.span_of(at - 1).after() },
            text: format!("\n{}", " ".repeat(indent)),
        });
        let error = explain::several(self.span_of(first), &words, breaks.collect());
        self.errors.push(error);
        self.put.extend(begins.into_iter().map(|at| (at, Put::Word("\n"))));
        Some(clause)
    }

    /// Reports texts that are not closed; gives whether all are.
    pub(super) fn check_texts(&mut self, statement: &Statement) -> bool {
        let mut closed = true;
        for at in statement.first..=statement.last {
            if let Sort::OpenText(quote) = self.tokens[at].sort {
                self.errors.push(explain::unclosed_text(self.span_of(at), quote));
                closed = false;
            }
        }
        closed
    }

    /// Says why a statement is not understood.
    fn complain(&mut self, place: Place, statement: &Statement) {
        let mut rendered = self.render(statement.first, statement.last);
        let len = rendered.text.len();
        rendered.text.push('\n');
        let at = grammar::read(only(place), &rendered.text).map_or_else(|stop| stop.at, |_| len);
        rendered.text.pop();
        let at = if at == 0 { self.because(place, statement, &rendered) } else { at.min(len) };
        let (begin, stop, stop_word) = self.stop(&rendered, at);
        let (stop, stop_word) = self.whole_text(statement, stop).unwrap_or((stop, stop_word));
        let text = rendered.text.as_str();
        let begins_there = stop.start == self.base + rendered.origins[begin];
        let with = |word: &str| {
            let whole = format!("{}{word} {}", &text[..begin], &text[begin..]);
            let reads = begins_there && grammar::reads(only(place), &format!("{whole}\n"));
            reads.then_some(whole)
        };
        let in_quotes = |from: usize| self.in_quotes(place, &rendered, from);
        let line = explain::Line {
            text,
            first: self.span_of(statement.first),
            before: &text[..begin],
            in_quotes: &in_quotes,
            stop,
            stop_word,
            with: &with,
        };
        let (error, keyword) = explain::explain(place, &line);
        self.errors.push(error);
        if let Some(keyword) = keyword {
            self.garble(statement, keyword);
        }
    }

    /// Where `because` was forgotten before the text at the end, if that is all. The grammar
    /// does not say how far such a clause made sense.
    fn because(&self, place: Place, statement: &Statement, rendered: &Rendered) -> usize {
        let (text, last) = (&rendered.text, self.tokens[statement.last]);
        let start = text.len().checked_sub(last.end - last.start + 1);
        let Some((before, reason)) = start.and_then(|start| text.split_at_checked(start)) else {
            return 0;
        };
        let whole = format!("{before}because {reason}\n");
        let lacks = last.sort == Sort::Text && grammar::reads(only(place), &whole);
        if lacks { before.len() } else { 0 }
    }

    /// Where a statement stands from a byte of it on, if it reads with all that in quotes.
    fn in_quotes(&self, place: Place, rendered: &Rendered, from: usize) -> Option<Span> {
        let (before, prose) = rendered.text.split_at_checked(from)?;
        let prose = prose.trim_end();
        let plain = !prose.is_empty() && !prose.contains(['"', '\\', '\n']);
        if !plain || !grammar::reads(only(place), &format!("{before}\"{prose}\"\n")) {
            return None;
        }
        let at = |byte: usize| rendered.origins.get(byte).map(|origin| self.base + origin);
        Some(Span::new(self.source, at(from)?, at(from + prose.len() - 1)? + 1))
    }

    /// The text in quotes in which a place lies.
    fn whole_text(&self, statement: &Statement, place: Span) -> Option<(Span, &'t str)> {
        let inside = |at: &usize| {
            let span = self.span_of(*at);
            self.tokens[*at].sort == Sort::Text && span.start < place.end && place.start < span.end
        };
        let at = (statement.first..=statement.last).find(inside)?;
        Some((self.span_of(at), self.word(at)))
    }

    /// The word at which a statement stopped making sense, and where it begins.
    fn stop<'r>(&self, rendered: &'r Rendered, at: usize) -> (usize, Span, &'r str) {
        let text = &rendered.text;
        let at = crate::parse::boundary(text, at);
        let blanks = text[at..].len() - text[at..].trim_start().len();
        let start = at + blanks;
        let begin = text[..start].rfind([' ', '\n']).map_or(0, |blank| blank + 1);
        let begin = if start == text.len() { start } else { begin };
        let rest = &text[begin..];
        let word = match rest.starts_with(',') {
            true => ",",
            false => rest.split([' ', '\n', ',']).next().unwrap_or_default(),
        };
        let place = |at: usize| self.base + rendered.origins[at];
        (begin, Span::new(self.source, place(begin), place(begin + word.len())), word)
    }
}
