//! Tokens put together again: blocks of entries, each a comment or a statement.

use super::token::{Sort, Token};

/// What stands on lines of its own.
pub(super) struct Entry<'t> {
    /// Whether somebody left an empty line before it.
    pub(super) parted: bool,
    pub(super) what: What<'t>,
}

/// An entry of a file or of a block.
pub(super) enum What<'t> {
    Comment(&'t str),
    Statement(Statement<'t>),
}

/// An item or a clause: both have words, maybe a list, maybe a block.
pub(super) struct Statement<'t> {
    /// What its commas part; the first begins with the keyword.
    pub(super) elements: Vec<Element<'t>>,
    pub(super) block: Option<Block<'t>>,
    /// What is said behind it on its last line.
    pub(super) comment: Option<&'t str>,
}

/// What stands between two commas.
#[derive(Default)]
pub(super) struct Element<'t> {
    /// Comments on lines of their own before it.
    pub(super) before: Vec<&'t str>,
    /// Words and texts.
    pub(super) words: Vec<&'t str>,
    /// The list that goes on behind it.
    pub(super) list: usize,
    /// What is said behind its comma.
    pub(super) comment: Option<&'t str>,
}

/// What braces hold.
pub(super) struct Block<'t> {
    /// What is said behind `{`.
    pub(super) comment: Option<&'t str>,
    pub(super) entries: Vec<Entry<'t>>,
}

impl<'t> Entry<'t> {
    /// The first word; nothing of a comment.
    pub(super) fn keyword(&self) -> &'t str {
        match &self.what {
            What::Comment(_) => "",
            What::Statement(statement) => statement.keyword(),
        }
    }
}

impl<'t> Statement<'t> {
    /// The first word.
    pub(super) fn keyword(&self) -> &'t str {
        self.elements.first().and_then(|it| it.words.first()).copied().unwrap_or_default()
    }
}

/// The entries of a file.
pub(super) fn entries(tokens: &[Token]) -> Vec<Entry<'_>> {
    Gatherer { rest: tokens }.entries()
}

/// Takes tokens from the front. The grammar has read them, so they stand as they should;
/// where they did not, some would be left over, and the proof would miss them.
struct Gatherer<'t> {
    rest: &'t [Token],
}

impl<'t> Gatherer<'t> {
    fn entries(&mut self) -> Vec<Entry<'t>> {
        let mut entries: Vec<Entry<'t>> = Vec::new();
        loop {
            let lines = self.lines();
            let what = match self.sort() {
                None | Some(Sort::Close | Sort::Open | Sort::Comma) => return entries,
                _ => match self.comment() {
                    Some(comment) => What::Comment(comment),
                    None => What::Statement(self.statement()),
                },
            };
            entries.push(Entry { parted: lines > 1 && !entries.is_empty(), what });
        }
    }

    fn statement(&mut self) -> Statement<'t> {
        let mut elements = vec![self.element()];
        while let (Some(comma), Some(last)) = (self.next(Sort::Comma), elements.last_mut()) {
            (last.list, last.comment) = (comma.list, self.comment());
            elements.push(self.element());
        }
        let block = self.take(Sort::Open).map(|_| self.block());
        Statement { elements, block, comment: self.comment() }
    }

    fn element(&mut self) -> Element<'t> {
        let mut element = Element::default();
        // Behind a comma a list may go on below.
        self.lines();
        while let Some(comment) = self.comment() {
            element.before.push(comment);
            self.lines();
        }
        while let Some(word) = self.take(Sort::Word).or_else(|| self.take(Sort::Text)) {
            element.words.push(word);
        }
        element
    }

    fn block(&mut self) -> Block<'t> {
        let block = Block { comment: self.comment(), entries: self.entries() };
        self.take(Sort::Close);
        block
    }

    /// How many lines end here.
    fn lines(&mut self) -> usize {
        let mut lines = 0;
        while self.take(Sort::Newline).is_some() {
            lines += 1;
        }
        lines
    }

    fn comment(&mut self) -> Option<&'t str> {
        self.take(Sort::Comment)
    }

    fn sort(&self) -> Option<Sort> {
        self.rest.first().map(|token| token.sort)
    }

    fn take(&mut self, sort: Sort) -> Option<&'t str> {
        self.next(sort).map(|token| &*token.text)
    }

    fn next(&mut self, sort: Sort) -> Option<&'t Token> {
        let (first, rest) = self.rest.split_first()?;
        if first.sort != sort {
            return None;
        }
        self.rest = rest;
        Some(first)
    }
}
