//! Calendars: what a feed holds is what the cadence says, day by day, under identities
//! that outlive names, people, files and the order of a text.

#[path = "calendar/differences.rs"]
mod differences;
#[path = "calendar/everywhere.rs"]
mod everywhere;
#[path = "calendar/history.rs"]
mod history;
#[path = "calendar/hostile.rs"]
mod hostile;
#[path = "calendar/identity.rs"]
mod identity;
#[path = "calendar/inputs.rs"]
mod inputs;
#[path = "time/line.rs"]
mod line;
#[path = "calendar/occurrences.rs"]
mod occurrences;
#[path = "calendar/phrases.rs"]
mod phrases;
#[path = "calendar/profiles.rs"]
mod profiles;
#[path = "time/reference.rs"]
mod reference;
#[path = "calendar/shape.rs"]
mod shape;
#[path = "calendar/todos.rs"]
mod todos;
#[path = "calendar/verify.rs"]
mod verify;
#[path = "calendar/workspace.rs"]
mod workspace;

use line::Line;
