//! Calendars: what a feed holds is what the cadence says, day by day, under identities
//! that outlive names, people, files and the order of a text.

#[path = "calendar/identity.rs"]
mod identity;
#[path = "calendar/inputs.rs"]
mod inputs;
#[path = "calendar/occurrences.rs"]
mod occurrences;
#[path = "calendar/phrases.rs"]
mod phrases;
#[path = "calendar/shape.rs"]
mod shape;
#[path = "calendar/workspace.rs"]
mod workspace;
