//! Text to tree: the syntax of the charter language.
//!
//! [`parse`] cannot fail. It gives the tree of whatever was understood, every
//! comment, and one precise finding for each thing that was not.

mod diagnostic;
mod format;
mod grammar;
mod head;
mod lower;
mod mend;
mod near;
mod parse;
mod recognize;
mod span;
mod split;
mod symbol;
mod token;
pub mod tree;
pub mod words;

pub use diagnostic::{Diagnostic, Edit, Fix, Label, Safety, Severity};
pub use format::{Unformatted, WIDTH, format};
pub use near::nearest;
pub use parse::parse;
pub use span::{SourceId, Span, Spanned};
pub use split::begins_item;
pub use symbol::Symbol;
pub use token::{Token, TokenKind, tokens};

/// How long a text may be. The grammar of statements has no depth; blocks that
/// nobody understands are skipped to a depth of [`MAX_DEPTH`].
pub const MAX_BYTES: usize = 4 << 20;

/// How deep blocks may nest.
pub const MAX_DEPTH: usize = 32;

/// How many commas a list may have: every name of a list costs more than a letter
/// of prose, and one that a machine went on writing is told, not read.
pub const MAX_LIST: usize = 4096;

/// What came of a text.
#[derive(Clone, Debug, Default)]
pub struct Parse {
    /// What was understood.
    pub document: tree::Document,
    /// What was not.
    pub errors: Vec<Diagnostic>,
}
