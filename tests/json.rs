//! The data, held.
