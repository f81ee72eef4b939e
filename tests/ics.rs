//! The bytes of calendar feeds: what is written, what is read back, what is caught.

#[path = "ics/feeds.rs"]
mod feeds;
#[path = "ics/writing.rs"]
mod writing;
