//! Tokens as statements: by lines, by braces, by commas that continue a list.

use super::lex::{Sort, Token, begins_clause};

/// What stands behind a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    /// The end of its line, or a brace that closes.
    Line,
    /// `{`, the token behind its last.
    Open,
    /// It is itself `}`.
    Close,
}

/// Tokens that belong together, by their numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Statement {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) ends: Ends,
}

impl Statement {
    /// Whether it is a `{` alone.
    pub(super) fn is_lone(&self, tokens: &[Token]) -> bool {
        tokens[self.first].sort == Sort::Open
    }

    /// Whether its lists are longer than lists may be.
    pub(super) fn is_long(&self, tokens: &[Token]) -> bool {
        let all = &tokens[self.first..=self.last];
        all.len() > crate::MAX_LIST
            && all.iter().filter(|token| token.sort == Sort::Comma).count() > crate::MAX_LIST
    }

    /// Its last token, `{` included.
    pub(super) fn end(&self) -> usize {
        self.last + usize::from(self.ends == Ends::Open)
    }
}

/// Cuts tokens into statements.
pub(super) fn statements(text: &str, tokens: &[Token]) -> Vec<Statement> {
    let mut all = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let next = next_code(tokens);
    // A list may have many empty lines; what follows them is looked at once.
    let mut asked = (usize::MAX, false);
    for (at, token) in tokens.iter().enumerate() {
        match token.sort {
            Sort::Comment => {}
            Sort::Newline => {
                let comma = open.is_some_and(|(_, last)| tokens[last].sort == Sort::Comma);
                if comma && asked.0 != next[at] {
                    asked = (next[at], continues(text, tokens.get(next[at])));
                }
                if !(comma && asked.1) {
                    push(&mut all, &mut open, Ends::Line);
                }
            }
            Sort::Close => {
                push(&mut all, &mut open, Ends::Line);
                all.push(Statement { first: at, last: at, ends: Ends::Close });
            }
            Sort::Open => match open {
                Some((_, last)) if last + 1 == at => push(&mut all, &mut open, Ends::Open),
                _ => {
                    push(&mut all, &mut open, Ends::Line);
                    open = Some((at, at));
                    push(&mut all, &mut open, Ends::Line);
                }
            },
            _ => open = Some((open.map_or(at, |(first, _)| first), at)),
        }
    }
    push(&mut all, &mut open, Ends::Line);
    all
}

fn push(all: &mut Vec<Statement>, open: &mut Option<(usize, usize)>, ends: Ends) {
    if let Some((first, last)) = open.take() {
        all.push(Statement { first, last, ends });
    }
}

/// For each token the next that is neither a comment nor the end of a line.
fn next_code(tokens: &[Token]) -> Vec<usize> {
    let mut next = vec![tokens.len(); tokens.len()];
    let mut code = tokens.len();
    for (at, token) in tokens.iter().enumerate().rev() {
        if !token.is_space() {
            code = at;
        }
        next[at] = code;
    }
    next
}

/// Whether what follows the comma at the end of a line goes on with the list: it
/// does not look like a clause.
fn continues(text: &str, next: Option<&Token>) -> bool {
    next.is_some_and(|next| !begins_clause(&text[next.start..]) && next.sort != Sort::Close)
}

/// How the braces of some statements belong together.
#[derive(Default)]
pub(super) struct Braces {
    /// For each statement that opens, the one that closes it.
    closes: Vec<Option<usize>>,
    /// The last that closes anything.
    last: Option<usize>,
    /// The block of an item in which blocks nest too deep, and where they do.
    pub(super) too_deep: Option<(usize, usize)>,
}

impl Braces {
    pub(super) fn new(statements: &[Statement], tokens: &[Token]) -> Braces {
        let mut braces = Braces { closes: vec![None; statements.len()], ..Braces::default() };
        let mut open = Vec::new();
        for (at, statement) in statements.iter().enumerate() {
            if statement.ends == Ends::Close {
                braces.last = Some(at);
                if let Some(opened) = open.pop() {
                    braces.closes[opened] = Some(at);
                }
            } else if statement.ends == Ends::Open || statement.is_lone(tokens) {
                open.push(at);
                if open.len() == crate::MAX_DEPTH + 1 {
                    braces.too_deep.get_or_insert((open[1], at));
                }
            }
        }
        braces
    }

    /// The statement that closes what this one opens.
    pub(super) fn close_of(&self, at: usize) -> Option<usize> {
        self.closes[at]
    }

    /// Whether anything is closed behind a statement.
    pub(super) fn any_close_after(&self, at: usize) -> bool {
        self.last.is_some_and(|last| last > at)
    }
}
