//! What each word is, for colours.
//!
//! Names are what they stand for in the model. Every other word is told by its signs, so that
//! a clause which is half typed has its colours too.

use super::{Mention, mention};
use crate::model::{Item, Model, each_reference};
use crate::tree::{Body, Clause, Kind, Name};
use crate::{SourceId, Span, Token, TokenKind, tokens, words};

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SemanticKind {
    /// A word of the language.
    Keyword,
    /// A kind of item, where one begins.
    Kind,
    /// A name, by the kind of item that it stands for.
    Item(Kind),
    /// The name of a question.
    Question,
    /// The name of a trigger.
    Trigger,
    /// The id of a rule.
    Rule,
    /// A name that nobody declares: what a decision is about, one of several meetings. And a
    /// name that means nothing.
    Free,
    /// A word of a short list: `vp`, `monthly`.
    Choice,
    /// Quoted text, and an e-mail address.
    Text,
    /// A number, a date, a time.
    Number,
    /// `>=`
    Operator,
    /// A comment.
    Comment,
}

/// A word and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Semantic {
    /// Where it stands; a text may run over several lines.
    pub span: Span,
    /// What it is.
    pub kind: SemanticKind,
    /// Whether it is declared here.
    pub declares: bool,
    /// Whether what it stands for is retired.
    pub is_retired: bool,
    /// Whether what it stands for is of the standard.
    pub is_standard: bool,
}

/// What each word of a text is, in its order; of the bytes in a range alone, where one is given.
pub fn semantics(
    model: &Model,
    source: SourceId,
    text: &str,
    range: std::ops::Range<u32>,
) -> Vec<Semantic> {
    let mut names = names(model, source).into_iter().peekable();
    let mut words =
        Words { source, text, clauses: clauses(model, source), begins: true, found: Vec::new() };
    for token in tokens(text) {
        while names.next_if(|it| it.span.end <= token.start).is_some() {}
        if token.end <= range.start {
            continue;
        }
        if token.start >= range.end {
            break;
        }
        match names.peek() {
            Some(name) if name.span.start <= token.start => {
                // A dotted name is one word and two names.
                let parts = std::iter::from_fn(|| names.next_if(|it| it.span.start < token.end));
                words.found.extend(parts);
            }
            _ => words.token(token),
        }
        words.begins = token.kind == TokenKind::Open;
    }
    words.found
}

/// Every name of a source, as the model knows it.
fn names(model: &Model, source: SourceId) -> Vec<Semantic> {
    let mut names = Vec::new();
    for item in model.items_of(source) {
        names.push(declared(item.tree().name, SemanticKind::Item(item.kind()), item));
        item.clauses().iter().for_each(|clause| named_in(item, clause, &mut names));
        each_reference(item.tree(), |reference| names.push(referred(mention(item, reference))));
    }
    names.sort_by_key(|name| name.span);
    names
}

/// The names that a clause declares, or that are free.
fn named_in(item: Item<'_>, clause: &Clause, names: &mut Vec<Semantic>) {
    let free = |name: Name| plain(name.span, SemanticKind::Free);
    match &clause.body {
        Body::Formerly(name) => names.push(declared(*name, SemanticKind::Item(item.kind()), item)),
        Body::Asks(asks) => names.push(declared(asks.name, SemanticKind::Question, item)),
        Body::Trigger(it) => names.push(declared(it.name, SemanticKind::Trigger, item)),
        Body::Decides(all) => names.extend(all.iter().filter_map(|it| it.subject).map(free)),
        Body::Cadence(cadence) => names.extend(cadence.slot.map(free)),
        Body::Decided(matter) | Body::Deferred(matter) => {
            names.extend(matter.decision.and_then(|it| it.subject).map(free));
        }
        _ => {}
    }
}

fn declared(name: Name, kind: SemanticKind, item: Item<'_>) -> Semantic {
    Semantic { declares: true, ..of_item(name, kind, item) }
}

fn of_item(name: Name, kind: SemanticKind, item: Item<'_>) -> Semantic {
    Semantic {
        is_retired: item.retired().is_some(),
        is_standard: item.is_standard(),
        ..plain(name.span, kind)
    }
}

fn referred(mention: Mention<'_>) -> Semantic {
    match mention {
        Mention::Refers(name, Some(item)) => of_item(name, SemanticKind::Item(item.kind()), item),
        Mention::Question(name, Some(class)) => of_item(name, SemanticKind::Question, class),
        Mention::Fired(name, Some((item, _))) => of_item(name, SemanticKind::Trigger, item),
        Mention::Rule(name) => plain(name.span, SemanticKind::Rule),
        _ => plain(mention.name().span, SemanticKind::Free),
    }
}

fn plain(span: Span, kind: SemanticKind) -> Semantic {
    Semantic { span, kind, declares: false, is_retired: false, is_standard: false }
}

/// The clauses of a source that are understood, in order.
fn clauses(model: &Model, source: SourceId) -> Vec<Span> {
    let clauses = model.items_of(source).flat_map(|item| item.clauses());
    clauses.map(|clause| clause.span).collect()
}

/// Words that are told by their signs.
struct Words<'t> {
    source: SourceId,
    text: &'t str,
    clauses: Vec<Span>,
    /// Whether a brace has been opened just before: then a clause begins, as it does on a line.
    begins: bool,
    found: Vec<Semantic>,
}

impl Words<'_> {
    fn add(&mut self, start: u32, end: u32, kind: SemanticKind) {
        self.found.push(plain(Span::new(self.source, start, end), kind));
    }

    fn token(&mut self, token: Token) {
        match token.kind {
            TokenKind::Text => self.add(token.start, token.end, SemanticKind::Text),
            TokenKind::Comment => self.add(token.start, token.end, SemanticKind::Comment),
            TokenKind::Word => self.word(token),
            TokenKind::Comma | TokenKind::Open | TokenKind::Close => {}
        }
    }

    fn word(&mut self, token: Token) {
        let word = self.text.get(token.start as usize..token.end as usize).unwrap_or_default();
        let operator = word.len() - word.trim_start_matches(['<', '>', '=']).len();
        let is_address = word.ends_with('>') && operator < word.len();
        if operator > 0 && !is_address {
            let end = token.start + operator as u32;
            self.add(token.start, end, SemanticKind::Operator);
            if end < token.end {
                self.word(Token { start: end, begins_line: false, ..token });
            }
            return;
        }
        if let Some(kind) = self.kind(word, token) {
            self.add(token.start, token.end, kind);
        }
    }

    fn kind(&self, word: &str, token: Token) -> Option<SemanticKind> {
        let at_margin = token.begins_line && !self.is_indented(token);
        if at_margin && Kind::of(word).is_some() {
            return Some(SemanticKind::Kind);
        }
        if word.starts_with('<') {
            return Some(SemanticKind::Text);
        }
        if is_number(word) {
            return Some(SemanticKind::Number);
        }
        let begins = token.begins_line || self.begins;
        if (begins && words::is_keyword(word)) || is_connecting(word) {
            return Some(SemanticKind::Keyword);
        }
        self.is_understood(token).then_some(SemanticKind::Choice)
    }

    fn is_indented(&self, token: Token) -> bool {
        let before = self.text.as_bytes().get((token.start as usize).wrapping_sub(1));
        before.is_some_and(|byte| matches!(byte, b' ' | b'\t'))
    }

    /// Whether a word stands in a clause that is understood.
    fn is_understood(&self, token: Token) -> bool {
        let nth = self.clauses.partition_point(|span| span.end < token.end);
        self.clauses.get(nth).is_some_and(|span| span.start <= token.start)
    }
}

/// `2026-11-20`, `10:00`, `90m`, `85%`, `2nd`, `T-6`, `+6`
fn is_number(word: &str) -> bool {
    let offset = word.strip_prefix('T').unwrap_or(word);
    let digits = offset.strip_prefix(['+', '-']).unwrap_or(word);
    digits.starts_with(|c: char| c.is_ascii_digit())
}

/// Words that stand between what a clause says.
const CONNECTING: &[&str] = &[
    "ai",
    "as",
    "at",
    "because",
    "before",
    "by",
    "checked",
    "classified",
    "co-decides",
    "declared",
    "default",
    "defer",
    "due",
    "every",
    "evidence",
    "except",
    "for",
    "from",
    "gates",
    "in",
    "move",
    "none",
    "of",
    "on",
    "on-holiday",
    "or",
    "respond",
    "shared",
    "shown",
    "since",
    "starts",
    "the",
    "through",
    "to",
    "until",
    "vetoes",
    "when",
    "with",
    "within",
];

fn is_connecting(word: &str) -> bool {
    CONNECTING.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::CONNECTING;

    #[test]
    fn the_words_are_in_order() {
        assert!(CONNECTING.is_sorted());
    }
}
