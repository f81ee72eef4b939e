//! What an editor asks, answered in bytes and plain data.
//!
//! Nothing here knows a protocol, a position or a file. Every answer is made of the model, of
//! the texts and of what was found; one file for each question. [`place`] says what stands at
//! a byte, and most answers begin there.

pub mod actions;
mod ask;
mod calls;
mod clash;
mod coming;
mod completion;
mod definition;
mod folding;
pub mod formatting;
mod hints;
mod history;
mod hover;
mod lenses;
mod links;
mod outline;
mod page;
mod people;
pub mod place;
mod preview;
mod references;
mod rename;
mod search;
mod selection;
mod semantic;

pub use actions::{Action, ActionKind};
pub use ask::Ask;
pub use calls::{Call, caller, caller_named, incoming, outgoing};
pub use clash::{Clash, clashes};
pub use completion::{Completion, Completions, Part, Sort, completions};
pub use definition::{Definition, definition};
pub use folding::{Fold, FoldKind, folds};
pub use hints::{Hint, hints};
pub use hover::{Hover, hover};
pub use lenses::{Lens, Shows, document_lenses, lenses, told};
pub use links::{Link, LinkTarget, links};
pub use outline::{Outline, OutlineKind, belongs, detail, outline};
pub use page::{Block, Page};
pub use place::{Mention, Place, place};
pub use preview::preview;
pub use references::{Found, Subject, Usage, references, references_in};
pub use rename::{Refusal, Renamable, Rename, prepare, rename};
pub use search::search;
pub use selection::selections;
pub use semantic::{Semantic, SemanticKind, semantics};

use place::{asker, mention};
