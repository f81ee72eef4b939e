//! The identity of an event, forever: subscribers' programs know the event by it.
//!
//! `<first name>.<role>[.<slot>][.<from>][.<launch>.<offset>][.<artifact>][.<n>][.<date>]@<authority>`
//!
//! Each part stands only where its clause writes it, or where the event would not be
//! single without it. Everything comes from declared identity: never from a path, the
//! order of a text, a title or an hour. Names have no dots, dates and numbers begin with
//! a digit, and an item's first name is its own for ever, so no two events meet in one.

//! A role is what the event is: `meeting`, `input`, `check`, `review`, `gate`, `ships`,
//! `answer` of a raise, `audit` of a transition; what is due is told as something to do under
//! `todo-input` and its like (`calendar/todo.rs`).
//!
//! The offset from a launch is what names a meeting before it, not its day. So a launch that is
//! postponed takes all its meetings along, also one that took place: the same meeting, two weeks
//! before the launch, is on another day. A build knows no clock and no history, and cannot tell
//! what is past; to keep the day for those who subscribed, the charter says that something took
//! place then, as it says all else: `cadence on 2027-02-16 at 14:00 for 60m as held`. The meeting of
//! the new date is needed anyway (`tests/calendar/identity.rs` shows both).

use std::fmt::{Display, Write};

use crate::model::Item;
use crate::tree::{Offset, Unit};

/// An identity in the making.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::emit) struct Uid(String);

impl Uid {
    /// Of something that an item schedules in a role: `roadmap-forum.meeting`.
    pub(in crate::emit) fn new(item: Item<'_>, role: &str) -> Uid {
        Uid(format!("{}.{role}", item.first_name()))
    }

    /// With one part more.
    pub(in crate::emit) fn with(&self, part: impl Display) -> Uid {
        let mut uid = self.clone();
        // Writing to a string cannot fail.
        let _ = write!(uid.0, ".{part}");
        uid
    }

    /// With one part more, where there is one.
    pub(in crate::emit) fn maybe(self, part: Option<impl Display>) -> Uid {
        match part {
            Some(part) => self.with(part),
            None => self,
        }
    }

    /// Whole.
    pub(in crate::emit) fn at(&self, authority: &str) -> String {
        format!("{}@{authority}", self.0)
    }
}

/// An offset as a part: `t-6w`, `t+12mo`.
pub(in crate::emit) fn offset(offset: Offset) -> String {
    let unit = match offset.unit {
        Unit::Minute => "min",
        Unit::Day => "d",
        Unit::Workday => "wd",
        Unit::Week => "w",
        Unit::Month => "mo",
        Unit::Quarter => "q",
        Unit::Year => "y",
        Unit::Cycle => "c",
    };
    format!("t{:+}{unit}", offset.count)
}
