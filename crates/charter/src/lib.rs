//! Tree to meaning: the model, time, checks and lints, and what is compiled from them.
//!
//! Nothing in here reads a file, a clock or the environment: sources,
//! configuration and the day come in as arguments. [`analyze`] alone knows the
//! order in which things are done.

pub mod agenda;
mod ahead;
mod analyze;
pub mod audit;
pub mod baseline;
mod check;
pub mod config;
pub mod emit;
pub mod feed_diff;
pub mod fired;
pub mod graph;
pub mod ide;
pub mod keyword;
mod lint;
pub mod mend;
pub mod model;
mod offer;
pub mod report;
pub mod rule;
mod say;
pub mod sign;
pub mod signals;
mod sources;
pub mod start;
pub mod time;
pub mod waiver;

pub use analyze::{
    Allowed, Analysis, Change, Judged, Session, Snapshot, analyze, analyze_as_declared,
    analyze_without_lints, each_rule,
};
pub use charter_syntax::{
    Diagnostic, Edit, Fix, Label, Safety, Severity, SourceId, Span, Spanned, Symbol, Token,
    TokenKind, Unformatted, format, nearest, tokens, tree, words,
};
pub use model::Model;
pub use sources::{STANDARD, Source, Sources};
