//! The bytes of calendar feeds: what is written, what is read back, what is caught.

#[path = "ics/damage.rs"]
mod damage;
#[path = "ics/defects.rs"]
mod defects;
#[path = "ics/feeds.rs"]
mod feeds;
#[path = "ics/promised.rs"]
mod promised;
#[path = "ics/rules.rs"]
mod rules;
#[path = "ics/speed.rs"]
mod speed;
#[path = "ics/writing.rs"]
mod writing;
#[path = "ics/zones.rs"]
mod zones;
