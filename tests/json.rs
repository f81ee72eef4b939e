//! What is compiled to JSON: golden files, published schemas, and that neither the day
//! nor the order of the files matters.
//!
//! `BLESS=1` rewrites the golden files and the schemas: read what you bless.

#[path = "json/dps.rs"]
mod dps;
#[path = "json/golden.rs"]
mod golden;
#[path = "json/index.rs"]
mod index;
#[path = "json/order.rs"]
mod order;
#[path = "json/schema.rs"]
mod schema;
#[path = "json/speed.rs"]
mod speed;
#[path = "json/workspace.rs"]
mod workspace;
