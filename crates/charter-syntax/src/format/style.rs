//! The style: indents, columns, folds and empty lines.

use super::WIDTH;
use super::layout::{Block, Element, Entry, Statement, What};
use crate::lower::dedent;
use crate::tree::Kind;
use crate::words::{self, Form};

/// By how much a block is indented.
const INDENT: usize = 2;

/// How many blanks stand before a value, at the least, and before a comment behind a line.
const GAP: usize = 2;

/// A file in the one style.
pub(super) fn write(entries: &[Entry<'_>]) -> String {
    let mut out = String::new();
    let mut after_item = false;
    for entry in entries {
        if entry.parted || after_item {
            out.push('\n');
        }
        Room::TOP.entry(entry, &mut out);
        after_item = matches!(entry.what, What::Statement(_));
    }
    out
}

/// Where entries stand: how far indented, and how wide their longest keyword is.
#[derive(Clone, Copy)]
struct Room {
    indent: usize,
    /// None where nothing is aligned.
    keywords: Option<usize>,
}

impl Room {
    /// Outside of everything.
    const TOP: Room = Room { indent: 0, keywords: None };

    /// The room inside of a statement. The column of its values is that of everything that
    /// could ever stand in it, so that a line which is added moves no other.
    fn inside(self, keyword: &str, block: &Block<'_>) -> Room {
        let known = match self.keywords {
            None => Kind::of(keyword).and_then(|kind| longest(words::clauses(kind))),
            Some(_) => words::block_clauses(keyword).and_then(|it| longest(it.iter().copied())),
        };
        let written = || block.entries.iter().map(|it| width(it.keyword())).max().unwrap_or(0);
        Room { indent: self.indent + INDENT, keywords: Some(known.unwrap_or_else(written)) }
    }

    fn entry(self, entry: &Entry<'_>, out: &mut String) {
        blanks(self.indent, out);
        match &entry.what {
            What::Comment(comment) => out.push_str(comment),
            What::Statement(statement) => self.statement(statement, out),
        }
        out.push('\n');
    }

    fn statement(self, statement: &Statement<'_>, out: &mut String) {
        let keyword = statement.keyword();
        let column = self.column(keyword);
        out.push_str(keyword);
        blanks(self.gap(keyword), out);
        out.push_str(&value(statement, column));
        if let Some(block) = &statement.block {
            self.block(keyword, block, out);
        }
        comment_behind(statement.comment, out);
    }

    /// Braces stand at the end of a line and on one of their own, whatever they hold.
    fn block(self, keyword: &str, block: &Block<'_>, out: &mut String) {
        out.push_str(" {");
        comment_behind(block.comment, out);
        out.push('\n');
        let room = self.inside(keyword, block);
        for entry in &block.entries {
            if entry.parted {
                out.push('\n');
            }
            room.entry(entry, out);
        }
        blanks(self.indent, out);
        out.push('}');
    }

    /// How many blanks follow a keyword.
    fn gap(self, keyword: &str) -> usize {
        match self.keywords {
            Some(widest) => widest.saturating_sub(width(keyword)) + GAP,
            None => 1,
        }
    }

    /// Where the value of a clause begins, and where it goes on below.
    fn column(self, keyword: &str) -> usize {
        match self.keywords {
            Some(_) => self.indent + width(keyword) + self.gap(keyword),
            None => self.indent + INDENT,
        }
    }
}

/// The longest keyword of some clauses.
fn longest(forms: impl Iterator<Item = Form>) -> Option<usize> {
    forms.map(|(keyword, _)| width(keyword)).max()
}

/// What follows a keyword: on one line if there is room for it, else with its longest list
/// folded. A list in which a comment stands is always folded.
fn value(statement: &Statement<'_>, column: usize) -> String {
    let elements = &statement.elements;
    let words = elements.iter().enumerate().map(|(nth, it)| element(nth, it, column));
    let line = words.collect::<Vec<_>>().join(", ");
    let brace = if statement.block.is_some() { 2 } else { 0 };
    let mut folded = commented_lists(elements);
    if line.contains('\n') || column + width(&line) + brace > WIDTH {
        folded.extend(longest_list(elements));
    }
    if folded.is_empty() { line } else { fold(elements, &folded, column) }
}

fn commented_lists(elements: &[Element<'_>]) -> Vec<usize> {
    let pairs = elements.iter().zip(elements.iter().skip(1));
    let commented = pairs.filter(|(it, next)| it.comment.is_some() || !next.before.is_empty());
    commented.map(|(it, _)| it.list).collect()
}

/// The list with the most commas, the last of several.
fn longest_list(elements: &[Element<'_>]) -> Option<usize> {
    let (_, before) = elements.split_last()?;
    let commas = |list: usize| before.iter().filter(|it| it.list == list).count();
    before.iter().map(|it| it.list).max_by_key(|list| commas(*list))
}

/// Elements with commas between them: one thing on a line in the lists that are folded, so
/// that a line which is added changes no other.
fn fold(elements: &[Element<'_>], folded: &[usize], column: usize) -> String {
    let mut out = String::new();
    for (nth, it) in elements.iter().enumerate() {
        for comment in &it.before {
            out.push_str(comment);
            new_line(column, &mut out);
        }
        out.push_str(&element(nth, it, column));
        if nth + 1 == elements.len() {
            break;
        }
        out.push(',');
        comment_behind(it.comment, &mut out);
        match folded.contains(&it.list) {
            true => new_line(column, &mut out),
            false => out.push(' '),
        }
    }
    out
}

/// The words between two commas; the keyword stands before the first of them.
fn element(nth: usize, element: &Element<'_>, column: usize) -> String {
    let words = element.words.iter().skip(usize::from(nth == 0));
    words.map(|word| text(word, column)).collect::<Vec<_>>().join(" ")
}

/// A word or a text. A text over several lines is indented as a whole: the indent that its
/// lines share is no part of it.
fn text(word: &str, column: usize) -> String {
    let long = word.strip_prefix("\"\"\"").and_then(|it| it.strip_suffix("\"\"\""));
    let Some(inner) = long.filter(|it| it.contains('\n')) else { return word.into() };
    let mut out = String::from("\"\"\"");
    for line in dedent(inner).split('\n') {
        match line {
            "" => out.push('\n'),
            _ => new_line(column, &mut out),
        }
        out.push_str(line);
    }
    new_line(column, &mut out);
    out.push_str("\"\"\"");
    out
}

fn comment_behind(comment: Option<&str>, out: &mut String) {
    if let Some(comment) = comment {
        blanks(GAP, out);
        out.push_str(comment);
    }
}

fn new_line(column: usize, out: &mut String) {
    out.push('\n');
    blanks(column, out);
}

fn blanks(count: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', count));
}

/// How many columns a text takes, as editors count them.
fn width(text: &str) -> usize {
    text.chars().count()
}
