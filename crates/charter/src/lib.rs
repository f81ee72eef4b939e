//! Tree to meaning: the model, time, checks and lints, and what is compiled from them.
//!
//! Nothing in here reads a file, a clock or the environment: sources,
//! configuration and the day come in as arguments.

pub mod emit;
mod sources;

pub use charter_syntax::{
    Diagnostic, Edit, Fix, Label, Safety, Severity, SourceId, Span, Spanned, Symbol, tree,
};
pub use sources::{Source, Sources};
