//! The proof that a text still says what it said: the same pieces of the grammar in the same
//! order, with the same words in them, and nothing left to format.
//!
//! The tree is made of these pieces and of nothing else, so texts with equal pieces have
//! equal trees. Comments are pieces too: equal pieces say that none was lost, and that none
//! has moved to another clause.

use super::token::{self, Sort, Token};
use super::whole::{self, Whole};
use crate::grammar::Rule;
use crate::lower::dedent;

/// Fails, and says why, where a text does not say what these chunks say.
pub(super) fn hold(chunks: &[Whole<'_>], formatted: &str) -> Result<(), &'static str> {
    let Ok(again) = whole::chunks(formatted) else {
        return Err("what was written cannot be read");
    };
    if said(chunks) != said(&again) {
        return Err("what was written says something else");
    }
    if super::write(&again) != formatted {
        return Err("what was written would be written in another way the next time");
    }
    Ok(())
}

/// What a text says, without what it looks like.
#[derive(PartialEq)]
struct Said {
    /// Each piece: its rule, and how many pieces are parts of it.
    pieces: Vec<(Rule, usize)>,
    /// Each token but the ends of lines, with commas and braces.
    tokens: Vec<Token>,
    /// Whether each comment has a line of its own.
    alone: Vec<bool>,
}

fn said(chunks: &[Whole<'_>]) -> Said {
    let reads = chunks.iter().filter_map(Whole::read);
    let pieces = reads.flat_map(|read| {
        let shape = read.shape().map(|(rule, parts, _)| (rule, parts));
        shape.collect::<Vec<_>>()
    });
    let tokens = token::tokens(chunks);
    let before = |at: usize| at.checked_sub(1).map_or(Sort::Newline, |at| tokens[at].sort);
    let comments = (0..tokens.len()).filter(|&at| tokens[at].sort == Sort::Comment);
    let alone = comments.map(|at| before(at) == Sort::Newline).collect();
    let words = tokens.iter().filter(|it| it.sort != Sort::Newline).cloned();
    Said { pieces: pieces.collect(), tokens: words.map(value).collect(), alone }
}

/// The indent of a long text is no part of it. Lists are numbered in their chunk, and are
/// equal where pieces are.
fn value(token: Token) -> Token {
    let token = Token { list: 0, ..token };
    let long = token.text.strip_prefix("\"\"\"").and_then(|it| it.strip_suffix("\"\"\""));
    match long {
        Some(inner) if token.sort == Sort::Text => Token { text: dedent(inner), ..token },
        _ => token,
    }
}

#[cfg(test)]
mod tests {
    use super::{hold, whole};

    /// What the proof says of a formatter that would write this.
    fn says(before: &str, after: &str) -> Option<&'static str> {
        let Ok(chunks) = whole::chunks(before) else { return Some("broken") };
        hold(&chunks, after).err()
    }

    const BEFORE: &str = "seat a {\n  altitude vp # why\n  note \"x  y\"\n}\n";
    const AFTER: &str = "seat a {\n  altitude    vp  # why\n  note        \"x  y\"\n}\n";

    #[test]
    fn it_holds() {
        assert_eq!(says(BEFORE, AFTER), None);
        assert_eq!(says(AFTER, AFTER), None);
    }

    #[test]
    fn whatever_is_lost_or_moved_is_seen() {
        const ELSE: &str = "what was written says something else";
        const OTHERWISE: &str = "what was written would be written in another way the next time";
        for (from, to, why) in [
            ("  # why", "", ELSE),
            ("  # why\n", "\n  # why\n", ELSE),
            ("  # why\n  note        \"x  y\"", "\n  note        \"x  y\"  # why", ELSE),
            ("x  y", "x y", ELSE),
            ("vp", "director", ELSE),
            ("  note        \"x  y\"\n", "", ELSE),
            ("}", "", "what was written cannot be read"),
            ("altitude    vp", "altitude vp", OTHERWISE),
        ] {
            assert_eq!(says(BEFORE, &AFTER.replace(from, to)), Some(why), "{from}");
        }
    }
}
