//! A calendar feed: plain data in, the bytes of an iCalendar file out, and back.
//!
//! [`write()`] makes the bytes, [`check()`] says what is wrong with bytes, and
//! [`expand()`] reads them again without trusting the writer: it believes only the
//! rules of time that stand in the file. What a feed may say is what every calendar
//! program understands alike; that is why there are so few kinds of [`Pattern`].

use jiff::civil::{Date, DateTime, Weekday};

mod check;
mod color;
mod embedded;
mod expand;
mod lines;
mod observance;
mod off;
mod quick;
mod read;
mod recur;
mod reread;
mod rule;
mod series;
mod text;
mod told;
mod value;
mod write;
mod zone;

pub use check::{check, check_over};
pub use color::is_color;
pub use expand::{ReadOccurrence, expand};
pub use off::{DaysOff, ReadDaysOff, days_off};
pub use read::Defect;
pub(crate) use reread::{Clocks, Reread, reread, reread_head};
pub(crate) use text::plain;
pub use told::{ReadEvent, events};
pub(crate) use write::{Writer, zone_rules};
pub use write::{write, write_events, write_with};
pub use zone::Zones;

/// One calendar to subscribe to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// What people see in their list of calendars.
    pub name: String,
    /// A sentence on what the calendar holds.
    pub description: String,
    /// The IANA name of the zone of the calendar as a whole. Events have their own; where
    /// one of them is in UTC, this is not written.
    pub zone: String,
    /// The address under which the feed is published; anything else is left out.
    pub source: Option<String>,
    /// A CSS colour name; anything else is left out.
    pub color: Option<String>,
    /// Who made the file, as `-//authority//product//EN`.
    pub prodid: String,
    /// The events, in the order in which they are written.
    pub events: Vec<Event>,
}

/// One event or series of events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The identity, forever: subscribers' programs know the event by it.
    pub uid: String,
    /// The day of the last change in the source: DTSTAMP, LAST-MODIFIED and SEQUENCE.
    pub stamp: Date,
    /// The title.
    pub summary: String,
    /// The body, as plain text; empty for none.
    pub description: String,
    /// Where it happens.
    pub location: Option<String>,
    /// A link.
    pub url: Option<String>,
    /// Words to filter by.
    pub categories: Vec<String>,
    /// A CSS colour name; anything else is left out.
    pub color: Option<String>,
    /// The UID of the series that this one follows.
    pub related_to: Option<String>,
    /// It was announced, and will not be.
    pub cancelled: bool,
    /// It leaves the time free.
    pub transparent: bool,
    /// How many minutes before it programs ring; none, where they do not.
    pub alarm: Option<u32>,
    /// When it is.
    pub when: When,
}

impl Event {
    /// An event with a title and a time, and nothing else said.
    pub fn new(
        uid: impl Into<String>,
        stamp: Date,
        summary: impl Into<String>,
        when: When,
    ) -> Self {
        Event {
            uid: uid.into(),
            stamp,
            summary: summary.into(),
            description: String::new(),
            location: None,
            url: None,
            categories: Vec::new(),
            color: None,
            related_to: None,
            cancelled: false,
            transparent: false,
            alarm: None,
            when,
        }
    }
}

/// When an event is: on whole days, or at a time somewhere; or by when something is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// Whole days, the same days everywhere.
    AllDay {
        /// The first day of the first occurrence. It must match the rule.
        date: Date,
        /// How many days; 0 is read as 1.
        days: u16,
        /// How it repeats.
        rule: Option<Rule>,
        /// Occurrences left out, by their first day.
        exdates: Vec<Date>,
        /// Occurrences on another day.
        overrides: Vec<DayOverride>,
    },
    /// A time on the clock of a zone.
    Timed {
        /// The IANA name of the zone. One that the database lacks is written with no
        /// rules of time, which [`check()`] reports.
        zone: String,
        /// The first occurrence. It must match the rule.
        start: DateTime,
        /// How long; 0 is read as 1.
        minutes: u32,
        /// How it repeats.
        rule: Option<Rule>,
        /// Occurrences left out, by their start.
        exdates: Vec<DateTime>,
        /// Occurrences at another time.
        overrides: Vec<Override>,
    },
    /// By the end of a day: something to do, written as VTODO.
    Due {
        /// The day by whose end it is due, the first of a series.
        date: Date,
        /// How many days before it a series begins; 0 is read as 1. What repeats needs a
        /// beginning, and a beginning has to come before what is due.
        lead: u16,
        /// How the days repeat on which it *begins*.
        rule: Option<Rule>,
        /// Days of the series on which nothing is due.
        exdates: Vec<Date>,
        /// What is due on another day than the series says.
        overrides: Vec<DayOverride>,
    },
}

impl When {
    /// One whole day.
    pub fn day(date: Date) -> Self {
        When::AllDay { date, days: 1, rule: None, exdates: Vec::new(), overrides: Vec::new() }
    }

    /// Due on one day.
    pub fn due(date: Date) -> Self {
        When::Due { date, lead: 1, rule: None, exdates: Vec::new(), overrides: Vec::new() }
    }

    /// Whether it is something to do, not an event.
    pub fn is_due(&self) -> bool {
        matches!(self, When::Due { .. })
    }

    /// One meeting.
    pub fn at(zone: impl Into<String>, start: DateTime, minutes: u32) -> Self {
        When::Timed {
            zone: zone.into(),
            start,
            minutes,
            rule: None,
            exdates: Vec::new(),
            overrides: Vec::new(),
        }
    }
}

/// One occurrence of a series that is at another time than the rule says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// Where the rule puts it.
    pub original: DateTime,
    /// Where it is, in the zone of the series.
    pub start: DateTime,
    /// How long; 0 is read as 1.
    pub minutes: u32,
    /// Another title.
    pub summary: Option<String>,
}

/// One occurrence of a series of whole days that is on another day than the rule says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayOverride {
    /// Where the rule puts it.
    pub original: Date,
    /// Where it is.
    pub start: Date,
    /// How many days; 0 is read as 1.
    pub days: u16,
    /// Another title.
    pub summary: Option<String>,
}

/// How an event repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// On which days.
    pub pattern: Pattern,
    /// The last local day on which an occurrence may begin.
    pub until: Option<Date>,
}

/// The six shapes of repetition that calendar engines read alike. A yearly rule is one
/// of every twelve months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Every so many days, whatever the weekday.
    Daily {
        /// Every how many days; 0 is read as 1.
        every: u16,
    },
    /// On days of every week, or of every Nth week, where weeks begin on Monday.
    Weekly {
        /// Every how many weeks; 0 is read as 1.
        every: u16,
        /// The days of the week.
        days: Vec<Weekday>,
    },
    /// On the nth weekday of every Nth month.
    MonthlyWeekday {
        /// Every how many months; 0 is read as 1.
        every: u16,
        /// Which ones: 1 to 5 from the start of the month, -1 the last. In what is due also
        /// -2, the last but one.
        days: Vec<(i8, Weekday)>,
    },
    /// On a day of every Nth month; a month without that day is passed over.
    MonthlyDay {
        /// Every how many months; 0 is read as 1.
        every: u16,
        /// The days of the month, 1 to 31, or -1 for the last.
        days: Vec<i8>,
    },
    /// On the first or the last of Monday to Friday of every Nth month.
    MonthlyWorkday {
        /// Every how many months; 0 is read as 1.
        every: u16,
        /// The last one, not the first.
        last: bool,
    },
}
