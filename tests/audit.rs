//! What a seat holds and what has fired, each against a second reading that shares no code with
//! the first: plain loops over the trees, and a walk from day to day.

#[path = "audit/answers.rs"]
mod answers;
#[path = "audit/firing.rs"]
mod firing;
#[path = "audit/holding.rs"]
mod holding;
#[path = "audit/world.rs"]
mod world;
