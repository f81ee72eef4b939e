//! The proof: what the tests share.
