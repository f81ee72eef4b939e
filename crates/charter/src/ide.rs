//! What an editor asks, answered in bytes and plain data.
//!
//! Nothing here knows a protocol, a position or a file. Every answer is made of the model, of
//! the texts and of what was found; one file for each question. [`place`] says what stands at
//! a byte, and most answers begin there.

mod ask;
mod clash;
mod coming;
mod completion;
mod hints;
mod hover;
mod lenses;
mod page;
mod people;
pub mod place;
mod preview;

pub use ask::Ask;
pub use clash::{Clash, clashes};
pub use completion::{Completion, Completions, Part, Sort, completions};
pub use hints::{Hint, hints};
pub use hover::{Hover, hover};
pub use lenses::{Lens, Shows, document_lenses, lenses};
pub use page::{Block, Page};
pub use place::{Mention, Place, place};
pub use preview::preview;
