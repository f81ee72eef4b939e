//! A broken text made whole, one finding for each thing that was mended.
//!
//! The text is cut into statements as a person would cut it: by lines, by braces,
//! by commas that continue a list. Each is tried alone by the rule of the grammar
//! that fits where it stands. What fails is blanked out; what is not closed is
//! closed where it ends to the eye. The result is read strictly like any other text.

mod explain;
mod lex;
mod statement;

use explain::Place;
use lex::{Rendered, Sort, Token};
use statement::{Ends, Statement};

use crate::diagnostic::Diagnostic;
use crate::grammar::{self, Rule};
use crate::near::nearest;
use crate::span::{SourceId, Span};
use crate::symbol::Symbol;
use crate::tree::Kind;
use crate::words;

/// A text that reads strictly, and what was done to it.
pub(crate) struct Mended {
    pub(crate) text: String,
    /// Where each byte comes from in the source, and the end.
    pub(crate) origins: Vec<u32>,
    pub(crate) errors: Vec<Diagnostic>,
    /// Clauses that are there and were blanked out: a place and a keyword.
    pub(crate) garbled: Vec<(u32, Symbol)>,
}

/// Whether a brace, a quote or a comment touches a word, which the grammar does
/// not read: mending puts blanks between them.
pub(crate) fn is_crowded(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr3_iter(b'{', b'}', b'#', bytes)
        .chain(memchr::memchr_iter(b'"', bytes))
        .any(|at| touches(bytes, at))
}

fn touches(bytes: &[u8], at: usize) -> bool {
    let blank = |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii_whitespace());
    let before = at.checked_sub(1).and_then(|at| bytes.get(at));
    !blank(before) || (bytes[at] != b'"' && !blank(bytes.get(at + 1)))
}

/// Mends the text of one item and of what stands around it.
pub(crate) fn mend(source: SourceId, text: &str, base: u32) -> Mended {
    let tokens = lex::tokens(text);
    let statements = statement::statements(text, &tokens);
    let mut mender = Mender {
        source,
        text,
        base,
        blanked: vec![false; tokens.len()],
        put: Vec::new(),
        tokens,
        errors: Vec::new(),
        garbled: Vec::new(),
        item: None,
        block: None,
    };
    mender.run(&statements);
    mender.finish()
}

/// An item or a block that is open: the token of its `{`.
#[derive(Clone, Copy)]
struct Opened<T> {
    what: T,
    at: usize,
}

struct Mender<'t> {
    source: SourceId,
    text: &'t str,
    base: u32,
    tokens: Vec<Token>,
    blanked: Vec<bool>,
    /// Words to put in before a token, in the order of the tokens.
    put: Vec<(usize, &'static str)>,
    errors: Vec<Diagnostic>,
    garbled: Vec<(u32, Symbol)>,
    item: Option<Opened<Kind>>,
    block: Option<Opened<&'static str>>,
}

impl<'t> Mender<'t> {
    fn run(&mut self, statements: &[Statement]) {
        let mut at = 0;
        while let Some(statement) = statements.get(at) {
            let rest = &statements[at + 1..];
            at += 1 + match (self.item, self.block) {
                (None, _) => self.at_top(statement, rest),
                (Some(item), None) => self.in_item(item, statement, rest),
                (Some(item), Some(block)) => self.in_block(item, block, statement, rest),
            };
        }
        if let Some(item) = self.item {
            self.close_at_end(item);
        }
    }

    // ── Outside of items ────────────────────────────────────────────────────

    /// Gives how many statements were used up besides this one.
    fn at_top(&mut self, statement: &Statement, rest: &[Statement]) -> usize {
        if statement.ends == Ends::Close {
            self.errors.push(explain::stray_close(self.span_of(statement.last)));
            self.blank(statement.first, statement.last);
            return 0;
        }
        let word = self.word(statement.first);
        let named =
            statement.last > statement.first && self.tokens[statement.first + 1].sort == Sort::Word;
        match Kind::WRITTEN.into_iter().find(|kind| kind.keyword() == word) {
            Some(kind) if named || statement.ends == Ends::Open => {
                self.header(kind, statement, rest)
            }
            _ => self.no_item(statement, rest, named),
        }
    }

    /// The first line of an item.
    fn header(&mut self, kind: Kind, statement: &Statement, rest: &[Statement]) -> usize {
        self.check_texts(statement);
        let open = self.open_of(statement);
        if !self.reads(Rule::items, statement, "{ }") {
            self.errors.push(explain::bad_header(self.span(statement), kind));
            let name = statement.first + 1;
            let named = name <= statement.last && self.tokens[name].sort == Sort::Word;
            if !named {
                return self.skip_block(statement, rest);
            }
            self.blank(name + 1, statement.last);
        } else if open.is_none() {
            let after = self.span_of(statement.last);
            let below = self.open_below(rest);
            self.errors.push(explain::unopened(after, kind.keyword(), below));
        }
        if open.is_none() {
            self.put_after(statement.last, " { ");
        }
        self.item = Some(Opened { what: kind, at: open.unwrap_or(statement.last) });
        self.take_open_below(open, rest)
    }

    /// A `{` on the line below what it belongs to.
    fn open_below(&self, rest: &[Statement]) -> Option<Span> {
        rest.first().filter(|next| self.is_lone(next)).map(|next| self.span_of(next.first))
    }

    /// It has been told with what it belongs to.
    fn take_open_below(&mut self, open: Option<usize>, rest: &[Statement]) -> usize {
        match rest.first().filter(|next| open.is_none() && self.is_lone(next)) {
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
        let kind =
            nearest(word, Kind::WRITTEN.iter().map(|kind| kind.keyword())).and_then(Kind::of);
        match kind {
            Some(kind) if named && statement.ends == Ends::Open => {
                self.blanked[statement.first] = true;
                self.put.push((statement.first, kind.keyword()));
                self.put.push((statement.first, " "));
                self.item = Some(Opened { what: kind, at: statement.last + 1 });
                0
            }
            _ if statement.ends == Ends::Open => self.skip_block(statement, rest),
            _ => self.skip_junk(statement, rest),
        }
    }

    /// Blanks statements up to the next that could begin an item: one finding for all.
    fn skip_junk(&mut self, statement: &Statement, rest: &[Statement]) -> usize {
        self.blank(statement.first, statement.end());
        let is_junk = |next: &&Statement| {
            let word = self.word(next.first);
            !Kind::WRITTEN.iter().any(|kind| kind.keyword() == word) || self.column(next.first) > 0
        };
        let count = rest.iter().take_while(is_junk).count();
        if let Some(last) = rest[..count].last() {
            self.blank(statement.first, last.end());
        }
        count
    }

    /// Blanks a statement and the block that it opens.
    fn skip_block(&mut self, statement: &Statement, rest: &[Statement]) -> usize {
        self.blank(statement.first, statement.end());
        let (mut depth, mut count) = (1, 0);
        for next in rest {
            depth += self.deeper(next);
            count += 1;
            if depth == crate::MAX_DEPTH as isize + 1 && self.deeper(next) > 0 {
                self.errors.push(explain::too_deep(self.span_of(next.end())));
            }
            if depth == 0 {
                break;
            }
        }
        if self.deeper(statement) <= 0 {
            return 0;
        }
        if let Some(last) = rest[..count].last() {
            self.blank(statement.first, last.end());
        }
        count
    }

    // ── Inside ──────────────────────────────────────────────────────────────

    fn in_item(&mut self, item: Opened<Kind>, statement: &Statement, rest: &[Statement]) -> usize {
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
        if self.is_lone(statement) {
            return self.lone_open(statement, rest);
        }
        self.check_line(place, statement);
        0
    }

    fn in_block(
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
            && self.column(statement.first) == 0
            && self.indent(block.at) > 0
            && !rest.iter().any(|next| next.ends == Ends::Close);
        if belongs_outside || closes_item {
            self.close_before(statement.first, block);
            return self.in_item(item, statement, rest);
        }
        match statement.ends {
            Ends::Close => self.block = None,
            Ends::Line if self.is_lone(statement) => return self.lone_open(statement, rest),
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
        self.put.push((token, "} \n"));
        self.block = None;
    }

    fn close_item(
        &mut self,
        item: Opened<Kind>,
        statement: &Statement,
        rest: &[Statement],
    ) -> usize {
        let goes_on = self.column(statement.first) > 0
            && rest.first().is_some_and(|next| {
                next.ends != Ends::Close
                    && has(&Place::Item(item.what).forms(), self.word(next.first))
            })
            && rest.iter().any(|next| next.ends == Ends::Close);
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
        if known.is_none() && self.reads(only(place), statement, "") {
            let open = self.span_of(statement.last + 1);
            self.errors.push(explain::stray_open(open, word));
            self.blanked[statement.last + 1] = true;
            return 0;
        }
        self.complain(place, statement);
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
        let mut depth = 1;
        for (at, next) in rest.iter().enumerate() {
            depth += self.deeper(next);
            if depth == 0 {
                return rest[at + 1..].iter().any(|later| later.ends == Ends::Close);
            }
        }
        false
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
        if self.is_lone(next) {
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
        if texts_closed {
            self.complain(place, &statement);
        } else {
            let keyword = self.word(statement.first);
            self.garble(&statement, keyword);
        }
        self.blank(statement.first, statement.last);
    }

    /// Reports texts that are not closed; gives whether all are.
    fn check_texts(&mut self, statement: &Statement) -> bool {
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
        let at = at.min(len);
        let (stop, stop_word) = self.stop(&rendered, at);
        let line = explain::Line {
            text: &rendered.text,
            first: self.span_of(statement.first),
            stop,
            stop_word,
        };
        let (error, keyword) = explain::explain(place, &line);
        self.errors.push(error);
        if let Some(keyword) = keyword {
            self.garble(statement, keyword);
        }
    }

    /// The word at which a statement stopped making sense.
    fn stop<'r>(&self, rendered: &'r Rendered, at: usize) -> (Span, &'r str) {
        let text = &rendered.text;
        let at = if text.is_char_boundary(at) { at } else { text.floor_char_boundary(at) };
        let blanks = text[at..].len() - text[at..].trim_start().len();
        let start = at + blanks;
        let begin = text[..start].rfind([' ', '\n']).map_or(0, |blank| blank + 1);
        let begin = if start == text.len() { start } else { begin };
        let word = text[begin..].split([' ', '\n', ',']).next().unwrap_or_default();
        let place = |at: usize| self.base + rendered.origins[at];
        (Span::new(self.source, place(begin), place(begin + word.len())), word)
    }

    // ── Hands ───────────────────────────────────────────────────────────────

    fn word(&self, token: usize) -> &'t str {
        let text: &'t str = self.text;
        self.tokens.get(token).map_or("", |token| &text[token.start..token.end])
    }

    fn span_of(&self, token: usize) -> Span {
        let token = self.tokens[token.min(self.tokens.len() - 1)];
        Span::new(self.source, self.base + token.start as u32, self.base + token.end as u32)
    }

    fn span(&self, statement: &Statement) -> Span {
        self.span_of(statement.first).to(self.span_of(statement.last))
    }

    /// Whether a statement is a `{` alone.
    fn is_lone(&self, statement: &Statement) -> bool {
        self.tokens[statement.first].sort == Sort::Open
    }

    /// How much deeper blocks are nested behind a statement than before it.
    fn deeper(&self, statement: &Statement) -> isize {
        match statement.ends {
            Ends::Open => 1,
            Ends::Close => -1,
            Ends::Line => isize::from(self.is_lone(statement)),
        }
    }

    fn open_of(&self, statement: &Statement) -> Option<usize> {
        (statement.ends == Ends::Open).then_some(statement.last + 1)
    }

    /// How far a token stands from the start of its line.
    fn column(&self, token: usize) -> usize {
        let start = self.tokens[token].start;
        start - self.text[..start].rfind('\n').map_or(0, |end| end + 1)
    }

    /// How far the line of a token is indented.
    fn indent(&self, token: usize) -> usize {
        let start = self.tokens[token].start;
        let line = &self.text[self.text[..start].rfind('\n').map_or(0, |end| end + 1)..];
        line.len() - line.trim_start_matches(' ').len()
    }

    fn blank(&mut self, first: usize, last: usize) {
        for at in first..=last.min(self.tokens.len() - 1) {
            if !self.tokens[at].is_space() {
                self.blanked[at] = true;
            }
        }
    }

    fn garble(&mut self, statement: &Statement, keyword: &str) {
        self.garbled.push((self.span_of(statement.first).start, Symbol::new(keyword)));
    }

    fn put_after(&mut self, token: usize, word: &'static str) {
        self.put.push((token + 1, word));
    }

    /// Whether a rule reads a statement, with something put behind it.
    fn reads(&self, rule: Rule, statement: &Statement, behind: &str) -> bool {
        let mut rendered = self.render(statement.first, statement.last);
        rendered.text.push_str(behind);
        rendered.text.push('\n');
        grammar::read(rule, &rendered.text).is_ok()
    }

    /// Some tokens as a text of their own, a blank behind each.
    fn render(&self, first: usize, last: usize) -> Rendered {
        let mut out = Rendered::default();
        for at in first..=last {
            self.render_token(&mut out, at);
        }
        let end = self.tokens[last].end;
        out.origins.push(end as u32);
        out
    }

    fn render_token(&self, out: &mut Rendered, at: usize) {
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

    fn close_at_end(&mut self, item: Opened<Kind>) {
        let end = Span::new(self.source, self.base + self.code_end(), self.base + self.code_end());
        let what = item.what.keyword();
        self.errors.push(explain::unclosed_block(self.span_of(item.at), what, end));
        let braces = if self.block.is_some() { "\n} \n} \n" } else { "\n} \n" };
        self.put.push((self.tokens.len(), braces));
    }

    /// One past the last byte that is neither blank nor comment.
    fn code_end(&self) -> u32 {
        let last = self.tokens.iter().rev().find(|token| !token.is_space());
        last.map_or(0, |token| token.end as u32)
    }

    /// The whole text, mended.
    fn finish(mut self) -> Mended {
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

fn has(forms: &[words::Form], word: &str) -> bool {
    forms.iter().any(|form| form.0 == word)
}

/// The rule that reads one clause where it stands.
fn only(place: Place) -> Rule {
    match place {
        Place::Block(_, "trigger") => Rule::only_trigger,
        Place::Block(_, "cadence") => Rule::only_cadence,
        Place::Block(..) => Rule::only_gate,
        Place::Item(kind) => match kind {
            Kind::Calendar => Rule::only_calendar,
            Kind::Function => Rule::only_function,
            Kind::Class => Rule::only_class,
            Kind::Seat => Rule::only_seat,
            Kind::Group => Rule::only_group,
            Kind::Artifact => Rule::only_artifact,
            Kind::Metric => Rule::only_metric,
            Kind::Launch => Rule::only_launch,
            Kind::Bet => Rule::only_bet,
            _ => Rule::only_charter,
        },
    }
}
