//! Meaning to editor: the language server.
//!
//! This room alone will know the protocol. Nothing is in it yet: the server
//! comes with the work on editors, and until then `charter` has no verb for it.
