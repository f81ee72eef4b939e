//! Offers: what a charter could say instead, worked out as far as a day of the calendar.

pub(crate) mod launch;
pub(crate) mod rhythm;
pub(crate) mod room;
pub(crate) mod seat;
pub(crate) mod slot;
pub(crate) mod stub;
