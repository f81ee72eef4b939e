//! The language server over a line in memory, as six real editors would speak to it, and the
//! real program over its standard input and output.

#[path = "lsp/announced.rs"]
mod announced;
#[path = "lsp/client.rs"]
mod client;
#[path = "lsp/clients.rs"]
mod clients;
#[path = "lsp/disk.rs"]
mod disk;
#[path = "lsp/engine.rs"]
mod engine;
#[path = "lsp/here.rs"]
mod here;
#[path = "lsp/history.rs"]
mod history;
#[path = "lsp/model.rs"]
mod model;
#[path = "lsp/names.rs"]
mod names;
#[path = "lsp/replaced.rs"]
mod replaced;
#[path = "lsp/session.rs"]
mod session;
#[path = "lsp/twins.rs"]
mod twins;
#[path = "lsp/unicode.rs"]
mod unicode;
#[path = "lsp/wire.rs"]
mod wire;
