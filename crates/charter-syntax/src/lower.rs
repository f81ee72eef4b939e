//! Pieces to tree: what the grammar read becomes typed values.
//!
//! A value that cannot be (the 30th of February) is a finding here, and its
//! clause is counted as there but not understood.

mod cadence;
mod clause;
mod commitment;
mod history;
mod organization;
mod text;
mod time;
mod trigger;
mod word;

pub(crate) use text::dedent;
pub(crate) use trigger::threshold_value;

use crate::diagnostic::Diagnostic;
use crate::grammar::{Node, Nodes, Read, Rule};
use crate::head;
use crate::span::{SourceId, Span};
use crate::symbol::Symbol;
use crate::tree::{Clause, Item, Kind, Name, Present};
use crate::words::first_word;

/// The clause is there and was not understood; the finding has been made.
pub(crate) struct Garbled;

/// A value, or the word that it was reported.
pub(crate) type Lowered<T> = Result<T, Garbled>;

/// From bytes of the text that was read to bytes of the source.
#[derive(Clone, Debug)]
pub(crate) enum Map {
    /// The text stands in the source from this byte on.
    Plain(u32),
    /// Where each byte of a mended text comes from, and its end.
    Mended(Vec<u32>),
}

impl Map {
    pub(crate) fn offset(&self, at: usize) -> u32 {
        match self {
            Map::Plain(base) => base + at as u32,
            Map::Mended(origins) => origins[at],
        }
    }
}

/// Lowers the pieces of one item.
pub(crate) struct Lower<'m> {
    pub(crate) source: SourceId,
    pub(crate) map: &'m Map,
    pub(crate) errors: Vec<Diagnostic>,
    kind: Kind,
    /// The clauses of the item that is being read, before they are counted.
    clauses: Vec<Clause>,
}

impl<'m> Lower<'m> {
    pub(crate) fn new(source: SourceId, map: &'m Map) -> Self {
        Lower { source, map, errors: Vec::new(), kind: Kind::Charter, clauses: Vec::new() }
    }

    /// An item as read by the rule of its kind.
    pub(crate) fn item(&mut self, node: Node<'_>) -> Option<Item> {
        self.kind = kind_of(node.rule())?;
        let span = self.span(&node);
        let mut parts = node.children();
        let name = parts.next()?;
        if name.text().starts_with('"') {
            self.errors.push(self.titled(&name, parts));
            return None;
        }
        let name = self.declared_name(&name).ok()?;
        let (mut title, mut on) = (None, None);
        let (mut present, mut garbled) = (Present::default(), Vec::new());
        for part in parts {
            if part.rule() == Rule::text {
                title = self.text(&part).ok();
                continue;
            }
            if part.rule() == Rule::on_date {
                match self.only_date(part) {
                    Ok(date) => on = Some(date),
                    Err(Garbled) => garbled.push(Symbol::new("on")),
                }
                continue;
            }
            let (span, keyword) = self.clause_span(&part);
            let text = part.text();
            match self.body(part) {
                Ok(body) => {
                    present.add(body.kind());
                    self.clauses.push(Clause::new(span, keyword, body));
                }
                Err(Garbled) => garbled.push(Symbol::new(first_word(text))),
            }
        }
        let clauses = self.clauses.drain(..).collect();
        Some(Item { span, kind: self.kind, name, title, on, clauses, present, garbled })
    }

    /// Where every comment stands.
    pub(crate) fn comments(&self, read: &Read<'_>) -> Vec<Span> {
        let place = |range: std::ops::Range<usize>| {
            Span::new(self.source, self.map.offset(range.start), self.map.offset(range.end))
        };
        read.comments().map(place).collect()
    }

    /// A title where the name of an item stands; behind it is the rest of the item.
    fn titled(&self, title: &Node<'_>, mut rest: Nodes<'_>) -> Diagnostic {
        let on = rest.find(|part| part.rule() == Rule::on_date);
        let day = on.map(|on| on.text().trim_start_matches("on").trim_start());
        let whole = head::line(self.kind, "a-name", Some(title.text()), day);
        head::no_name(self.kind, self.span(title), "a name stands before the title", &whole)
    }

    fn declared_name(&mut self, node: &Node<'_>) -> Lowered<Name> {
        let name = self.new_name(node)?;
        if name.as_str() == "none" {
            let message = "`none` is a word of the language and cannot be a name";
            return self.fail(Diagnostic::error(
                "malformed-name",
                message,
                name.span,
                "give it a name of its own",
            ));
        }
        Ok(name)
    }

    /// The whole clause, and the length of its keyword.
    fn clause_span(&self, node: &Node<'_>) -> (Span, u32) {
        let range = node.range();
        let blank = node.text().bytes().position(|byte| byte == b' ');
        let keyword = blank.unwrap_or(range.len());
        let span = self.span(node);
        (span, self.map.offset(range.start + keyword) - span.start)
    }

    pub(crate) fn span(&self, node: &Node<'_>) -> Span {
        let range = node.range();
        Span::new(self.source, self.map.offset(range.start), self.map.offset(range.end))
    }

    /// Makes a finding and gives the clause up.
    fn fail<T>(&mut self, error: Diagnostic) -> Lowered<T> {
        self.errors.push(error);
        Err(Garbled)
    }

    /// Every child read as a name.
    fn names(&mut self, nodes: Nodes<'_>) -> Lowered<Box<[Name]>> {
        nodes.map(|node| self.name(&node)).collect()
    }

    /// The first child read as a name.
    fn only_name(&mut self, node: Node<'_>) -> Lowered<Name> {
        let node = node.children().next().ok_or(Garbled)?;
        self.name(&node)
    }
}

fn kind_of(rule: Rule) -> Option<Kind> {
    Some(match rule {
        Rule::calendar => Kind::Calendar,
        Rule::function => Kind::Function,
        Rule::class => Kind::Class,
        Rule::seat => Kind::Seat,
        Rule::group => Kind::Group,
        Rule::artifact => Kind::Artifact,
        Rule::metric => Kind::Metric,
        Rule::charter => Kind::Charter,
        Rule::launch => Kind::Launch,
        Rule::bet => Kind::Bet,
        Rule::raise => Kind::Raise,
        Rule::record => Kind::Record,
        Rule::transition => Kind::Transition,
        _ => return None,
    })
}
