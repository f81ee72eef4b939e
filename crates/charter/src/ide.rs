//! What an editor asks, answered in bytes and plain data.
//!
//! Nothing here knows a protocol, a position or a file. Every answer is made of the model, of
//! the texts and of what was found; one file for each question. [`place`] says what stands at
//! a byte, and most answers begin there.

mod folding;
mod links;
pub mod place;
mod selection;
mod semantic;

pub use folding::{Fold, FoldKind, folds};
pub use links::{Link, LinkTarget, links};
pub use place::{Mention, Place, place};
pub use selection::selections;
pub use semantic::{Semantic, SemanticKind, semantics};

use place::{asker, mention};
