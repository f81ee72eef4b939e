//! Text to tree: the syntax of the charter language.
//!
//! [`parse`] cannot fail. It gives the tree of whatever was understood, every
//! comment, and one precise finding for each thing that was not.

mod diagnostic;
mod span;
mod symbol;
pub mod tree;

pub use diagnostic::{Diagnostic, Edit, Fix, Label, Safety, Severity};
pub use span::{SourceId, Span, Spanned};
pub use symbol::Symbol;

/// What came of a text.
#[derive(Clone, Debug, Default)]
pub struct Parse {
    /// What was understood.
    pub document: tree::Document,
    /// What was not.
    pub errors: Vec<Diagnostic>,
}
