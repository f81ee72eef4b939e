//! The proof: what the tests share.

#[path = "openstack/convert.rs"]
pub mod convert;
pub mod generate;
pub mod mutate;
pub mod rng;
pub mod subject;
pub mod workspace;
