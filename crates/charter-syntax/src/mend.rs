//! A broken text made whole, one finding for each thing that was mended.
//!
//! The text is cut into statements as a person would cut it: by lines, by braces,
//! by commas that continue a list. Each is tried alone by the rule of the grammar
//! that fits where it stands. What fails is blanked out; what is not closed is
//! closed where it ends to the eye. The result is read strictly like any other text.

mod day;
mod explain;
mod head;
mod inside;
pub(crate) mod lex;
mod outside;
mod statement;
mod value;

use explain::Place;
use lex::{Rendered, Sort, Token};
use statement::{Braces, Ends, Statement};

use crate::diagnostic::Diagnostic;
use crate::grammar::{self, Rule};
use crate::span::{SourceId, Span};
use crate::symbol::Symbol;
use crate::tree::Kind;
use crate::words;

/// How many findings about one item anybody reads.
const MOST_ERRORS: usize = 100;

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
/// not read: mending puts blanks between them. What stands in a text or behind
/// `# ` is prose and is passed over.
pub(crate) fn is_crowded(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(next) = next_sign(&bytes[at..]) {
        at += next;
        if touches(bytes, at) {
            return true;
        }
        at = match bytes[at] {
            b'"' => match lex::closed_text(text, at) {
                Some(end) => end,
                None => return true,
            },
            b'#' => lex::line_end(text, at),
            _ => at + 1,
        };
    }
    false
}

/// The next brace, quote or `#`.
fn next_sign(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|byte| matches!(byte, b'{' | b'}' | b'#' | b'"'))
}

/// Whether some list is longer than lists may be.
pub(crate) fn has_long_list(text: &str) -> bool {
    if memchr::memchr_iter(b',', text.as_bytes()).nth(crate::MAX_LIST).is_none() {
        return false;
    }
    let tokens = lex::tokens(text);
    statement::statements(text, &tokens).iter().any(|it| it.is_long(&tokens))
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
        braces: Braces::new(&statements, &tokens),
        count: statements.len(),
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

/// What is put in where it did not stand: a word, or a token from elsewhere.
#[derive(Clone, Copy)]
enum Put {
    Word(&'static str),
    Token(usize),
}

struct Mender<'t> {
    source: SourceId,
    text: &'t str,
    base: u32,
    tokens: Vec<Token>,
    /// How many statements there are, and how their braces belong together.
    count: usize,
    braces: Braces,
    blanked: Vec<bool>,
    /// What to put in before a token, in the order of the tokens.
    put: Vec<(usize, Put)>,
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
            if self.errors.len() >= MOST_ERRORS {
                return self.give_up(statement);
            }
            at += 1 + match (self.item, self.block) {
                _ if self.braces.too_deep.is_some_and(|(block, _)| block == at) => {
                    self.too_deep(statement, rest)
                }
                (None, _) => self.at_top(statement, rest),
                _ if statement.is_long(&self.tokens) => self.long_list(statement, rest),
                (Some(item), None) => self.in_item(item, statement, rest),
                (Some(item), Some(block)) => self.in_block(item, block, statement, rest),
            };
        }
        if let Some(item) = self.item {
            self.errors.push(self.unclosed(item));
            self.close_at_end();
        }
    }

    /// Nobody reads more findings about one item.
    fn give_up(&mut self, statement: &Statement) {
        self.errors.push(explain::too_many(self.span_of(statement.first)));
        self.blank(statement.first, self.tokens.len() - 1);
        self.close_at_end();
    }

    /// A block in which blocks nest too deep is one finding, however deep.
    fn too_deep(&mut self, statement: &Statement, rest: &[Statement]) -> usize {
        let (block, deep) = self.braces.too_deep.unwrap_or_default();
        if let Some(deep) = rest.get(deep - block - 1) {
            self.errors.push(explain::too_deep(self.span_of(deep.end())));
        }
        self.skip_block(statement, rest)
    }

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

    fn open_of(&self, statement: &Statement) -> Option<usize> {
        (statement.ends == Ends::Open).then_some(statement.last + 1)
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
        self.put.push((token + 1, Put::Word(word)));
    }

    /// Whether a rule reads a statement, with something put behind it.
    fn reads(&self, rule: Rule, statement: &Statement, behind: &str) -> bool {
        let mut rendered = self.render(statement.first, statement.last);
        rendered.text.push_str(behind);
        rendered.text.push('\n');
        grammar::reads(rule, &rendered.text)
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
            return out.blank(token.start, token.end);
        }
        self.copy_token(out, token);
    }

    fn copy_token(&self, out: &mut Rendered, token: Token) {
        out.copy(self.text, token.start, token.end);
        if let Sort::OpenText(quote) = token.sort {
            out.put(quote, token.end);
        }
        if token.sort != Sort::Newline {
            out.put(" ", token.end);
        }
    }

    fn unclosed(&self, item: Opened<Kind>) -> Diagnostic {
        let end = self.base + self.code_end();
        let end = Span::new(self.source, end, end);
        explain::unclosed_block(self.span_of(item.at), item.what.keyword(), end)
    }

    fn close_at_end(&mut self) {
        let braces = match (self.item, self.block) {
            (None, _) => return,
            (Some(_), None) => "\n} \n",
            (Some(_), Some(_)) => "\n} \n} \n",
        };
        self.put.push((self.tokens.len(), Put::Word(braces)));
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
            while let Some((_, put)) = put.next_if(|&(token, _)| token == at) {
                match put {
                    Put::Word(word) => out.put(word, start),
                    Put::Token(moved) => self.copy_token(&mut out, self.tokens[moved]),
                }
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
            Kind::Raise => Rule::only_raise,
            Kind::Record => Rule::only_record,
            Kind::Transition => Rule::only_transition,
            Kind::Charter => Rule::only_charter,
        },
    }
}
