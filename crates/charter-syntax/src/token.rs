//! A text cut into the tokens that a person sees, whatever is wrong with it.
//!
//! Blanks and ends of lines lie between them. Nothing is understood here: an editor colours,
//! folds and selects by these, in a text that is half typed as in one that is whole.

use crate::mend::lex::{self, Sort};
use crate::split;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Anything without quotes: a keyword, a name, a date.
    Word,
    /// Quoted text; one that nobody has closed ends where it seems to.
    Text,
    /// A comma.
    Comma,
    /// `{`
    Open,
    /// `}`
    Close,
    /// From `#` to the end of the line.
    Comment,
}

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its first byte.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// Whether nothing but blanks stands before it on its line.
    pub begins_line: bool,
}

/// The tokens of a text, in order.
///
/// ```
/// let tokens = charter_syntax::tokens("seat cpo { # who\n");
/// assert_eq!(tokens.len(), 4);
/// assert_eq!(&"seat cpo { # who\n"[tokens[3].start as usize..tokens[3].end as usize], "# who");
/// ```
pub fn tokens(text: &str) -> Vec<Token> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let base = text.len() - body.len();
    // A blank is as long as what it stands for, so places stay.
    let plain = body.replace(['\t', '\r'], " ");
    let mut tokens = Vec::new();
    for chunk in split::chunks(&plain) {
        let start = base + chunk.start;
        let text = &plain[chunk];
        tokens.extend(lex::tokens(text).into_iter().filter_map(|it| token(text, it, start)));
    }
    tokens
}

fn token(text: &str, lexed: lex::Token, base: usize) -> Option<Token> {
    let kind = match lexed.sort {
        Sort::Word => TokenKind::Word,
        Sort::Text | Sort::OpenText(_) => TokenKind::Text,
        Sort::Comma => TokenKind::Comma,
        Sort::Open => TokenKind::Open,
        Sort::Close => TokenKind::Close,
        Sort::Comment => TokenKind::Comment,
        Sort::Newline => return None,
    };
    // A comment ends with what can be seen of it.
    let length = text[lexed.start..lexed.end].trim_end().len();
    Some(Token {
        kind,
        start: (base + lexed.start) as u32,
        end: (base + lexed.start + length) as u32,
        begins_line: lexed.column == lexed.indent,
    })
}

#[cfg(test)]
mod tests {
    use super::{TokenKind, tokens};

    fn told(text: &str) -> Vec<(TokenKind, &str)> {
        let tokens = tokens(text).into_iter();
        tokens.map(|it| (it.kind, &text[it.start as usize..it.end as usize])).collect()
    }

    #[test]
    fn a_text_in_its_tokens() {
        use TokenKind::{Close, Comma, Comment, Open, Text, Word};
        let expected = [
            (Word, "seat"),
            (Word, "a"),
            (Text, "\"A, b\""),
            (Open, "{"),
            (Word, "alternate"),
            (Word, "c"),
            (Comma, ","),
            (Word, "d"),
            (Comment, "# e"),
            (Close, "}"),
        ];
        assert_eq!(told("\u{feff}seat a \"A, b\" {\r\n\talternate c, d # e\r\n}\n"), expected);
    }

    #[test]
    fn an_open_text_ends_before_the_next_item() {
        let tokens = told("seat a {\n  note \"\"\"\nseat b {\n");
        assert_eq!(tokens.last(), Some(&(TokenKind::Open, "{")));
    }
}
