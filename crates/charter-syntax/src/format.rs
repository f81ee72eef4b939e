//! One style for every text: the same tree, the same comments, written one way.
//!
//! The formatter sees what the parser sees. It reads the pieces of the grammar, takes
//! them apart into [words, texts and comments](token), puts those together again as
//! [blocks of clauses](layout), and [writes](style) them anew. It knows no clause: only
//! which keywords stand side by side, to give their values one column. In the end it
//! [proves](proof) to itself that nothing but blanks has changed, or gives nothing.

mod layout;
mod proof;
mod style;
mod token;
mod whole;

use crate::diagnostic::Diagnostic;
use crate::span::{SourceId, Span};

/// How long a line may be before its list is folded.
pub const WIDTH: usize = 100;

/// Why a text is left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unformatted {
    /// It does not read: the first finding that says so.
    Broken(Box<Diagnostic>),
    /// The formatter is at fault: what it wrote did not say the same, and was thrown away.
    Fault(&'static str),
}

/// The text in the one style.
///
/// A value that cannot be (the 30th of February) does not keep a text from being formatted;
/// a line that is no clause, or a brace too few, does.
pub fn format(text: &str) -> Result<String, Unformatted> {
    let chunks = whole::chunks(text).map_err(Unformatted::Broken)?;
    let formatted = write(&chunks);
    if formatted.len() > crate::MAX_BYTES {
        return Err(Unformatted::Broken(Box::new(too_long(text))));
    }
    proof::hold(&chunks, &formatted).map_err(Unformatted::Fault)?;
    Ok(formatted)
}

fn write(chunks: &[whole::Whole<'_>]) -> String {
    let tokens = token::tokens(chunks);
    style::write(&layout::entries(&tokens))
}

/// Blanks have their length too, and what is formatted has to be read again.
fn too_long(text: &str) -> Diagnostic {
    let message =
        format!("formatted, this file would be longer than {} MiB", crate::MAX_BYTES >> 20);
    let end = Span::new(SourceId(0), text.len() as u32, text.len() as u32);
    Diagnostic::error("encoding", message, end, "").help("split it into several files")
}

#[cfg(test)]
#[path = "format/tests.rs"]
mod tests;
