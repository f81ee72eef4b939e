//! What an editor asks, answered in bytes and plain data.
//!
//! Nothing here knows a protocol, a position or a file. Every answer is made of the model, of
//! the texts and of what was found; one file for each question. [`place`] says what stands at
//! a byte, and most answers begin there.

pub mod actions;
pub mod formatting;
pub mod place;

pub use actions::{Action, ActionKind};
pub use place::{Mention, Place, place};
