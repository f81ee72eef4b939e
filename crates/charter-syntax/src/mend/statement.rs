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
    /// Its last token, `{` included.
    pub(super) fn end(&self) -> usize {
        self.last + usize::from(self.ends == Ends::Open)
    }
}

/// Cuts tokens into statements.
pub(super) fn statements(text: &str, tokens: &[Token]) -> Vec<Statement> {
    let mut all = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for (at, token) in tokens.iter().enumerate() {
        match token.sort {
            Sort::Comment => {}
            Sort::Newline => {
                if open.is_some_and(|(_, last)| !goes_on(text, tokens, last, at)) {
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

/// Whether a list goes on behind the end of its line: it ends with a comma, and
/// what follows does not look like a clause.
fn goes_on(text: &str, tokens: &[Token], last: usize, newline: usize) -> bool {
    if tokens[last].sort != Sort::Comma {
        return false;
    }
    let next = tokens[newline..].iter().find(|token| !token.is_space());
    next.is_some_and(|next| !begins_clause(&text[next.start..]) && next.sort != Sort::Close)
}
