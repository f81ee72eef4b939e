//! What is asked, and what is answered: one file for each feature.
//!
//! Each says what it announces to a client (`offer`), and answers. What is true is found in
//! [`charter::ide`]; here it becomes what the protocol has for it.

pub(crate) mod actions;
pub(crate) mod calls;
pub(crate) mod completion;
pub(crate) mod definition;
pub(crate) mod folding;
pub(crate) mod formatting;
pub(crate) mod hints;
pub(crate) mod hover;
pub(crate) mod lenses;
pub(crate) mod links;
pub(crate) mod references;
pub(crate) mod rename;
pub(crate) mod selection;
pub(crate) mod symbols;
pub(crate) mod tokens;
pub(crate) mod twins;
