//! The calendars, held.
