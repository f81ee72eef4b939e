//! Small values as JSON has them: days, times, numbers, and words of a closed list.

use std::borrow::Cow;

use jiff::civil::{Date, Time, Weekday};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::tree::{
    Altitude, Attention, Channel, DayKind, Disposition, Evidence, Horizon, Level, OnHoliday,
    Operator, Surface, Tier, Unit,
};

/// A day: `2026-11-20`.
#[derive(Clone, Copy)]
pub(super) struct Day(pub(super) Date);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "A day.", "type": "string", "format": "date" })
    }
}

/// A time of the day, on the wall: `10:00`.
#[derive(Clone, Copy)]
pub(super) struct Clock(pub(super) Time);

impl Serialize for Clock {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:02}:{:02}", self.0.hour(), self.0.minute()))
    }
}

impl JsonSchema for Clock {
    fn schema_name() -> Cow<'static, str> {
        "Time".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A time of the day, on the wall.",
            "type": "string",
            "pattern": "^[0-2][0-9]:[0-5][0-9]$",
        })
    }
}

/// A number, without a fraction where it has none.
#[derive(Clone, Copy)]
pub(super) struct Number(pub(super) f64);

/// Up to here every whole number is a double.
const WHOLE: f64 = 9_007_199_254_740_992.0;

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            whole if whole.fract() == 0.0 && whole.abs() <= WHOLE => {
                serializer.serialize_i64(whole as i64)
            }
            other => serializer.serialize_f64(other),
        }
    }
}

impl JsonSchema for Number {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}

/// A closed list of words.
pub(super) trait Vocabulary: Copy + 'static {
    /// What the list is called.
    const NAME: &'static str;
    /// What it is for.
    const ABOUT: &'static str;
    /// Everything in it.
    const ALL: &'static [Self];

    /// As it is written.
    fn word(self) -> &'static str;
}

/// One word of a closed list.
#[derive(Clone, Copy)]
pub(super) struct Word<T>(pub(super) T);

impl<T: Vocabulary> Serialize for Word<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.word())
    }
}

impl<T: Vocabulary> JsonSchema for Word<T> {
    fn schema_name() -> Cow<'static, str> {
        T::NAME.into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<&str> = T::ALL.iter().map(|it| it.word()).collect();
        json_schema!({ "description": T::ABOUT, "type": "string", "enum": words })
    }
}

macro_rules! vocabularies {
    ($($list:ty: $name:literal, $about:literal, $all:expr, $word:expr;)+) => {
        $(impl Vocabulary for $list {
            const NAME: &'static str = $name;
            const ABOUT: &'static str = $about;
            const ALL: &'static [Self] = $all;

            fn word(self) -> &'static str {
                $word(self)
            }
        })+
    };
}

vocabularies! {
    Altitude: "Altitude", "The rank of a seat; a partner (`external`) has none.",
        Altitude::ALL, Altitude::as_str;
    Attention: "Attention", "A place in the queue of leadership attention.",
        Attention::ALL, Attention::as_str;
    Channel: "Channel", "A channel that a launch goes through.", Channel::ALL, Channel::as_str;
    Disposition: "Disposition", "What becomes of a bet.",
        Disposition::ALL, Disposition::as_str;
    Evidence: "Evidence", "What kind of evidence fires a trigger.",
        Evidence::ALL, Evidence::as_str;
    Horizon: "Horizon", "How far off an outcome shows.", Horizon::ALL, Horizon::as_str;
    Level: "Level", "Where a class of decision is taken.", Level::ALL, Level::as_str;
    Surface: "Surface", "What a decision touches.", Surface::ALL, Surface::as_str;
    Tier: "Tier", "The size of a launch.", Tier::ALL, Tier::as_str;
    Operator: "Operator", "How a metric is compared.", OPERATORS, Operator::as_str;
    OnHoliday: "OnHoliday", "What becomes of an occurrence on a holiday.", ON_HOLIDAY, on_holiday;
    Unit: "TimeUnit", "A unit of calendar time; a cycle ends with the next occurrence.", Unit::ALL, Unit::as_str;
    Weekday: "Weekday", "A day of the week.", WEEKDAYS, weekday;
    DayKind: "DayKind", "A day of the week, or any day on which the calendar works.",
        DAY_KINDS, day_kind;
}

const OPERATORS: &[Operator] = &[
    Operator::Less,
    Operator::LessOrEqual,
    Operator::Greater,
    Operator::GreaterOrEqual,
    Operator::Equal,
];

const ON_HOLIDAY: &[OnHoliday] =
    &[OnHoliday::Skip, OnHoliday::MoveToNext, OnHoliday::MoveToPrevious, OnHoliday::Keep];

fn on_holiday(what: OnHoliday) -> &'static str {
    match what {
        OnHoliday::Skip => "skip",
        OnHoliday::MoveToNext => "move-to-next-workday",
        OnHoliday::MoveToPrevious => "move-to-previous-workday",
        OnHoliday::Keep => "keep",
    }
}

const WEEKDAYS: &[Weekday] = &[
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

const DAY_KINDS: &[DayKind] = &[
    DayKind::Weekday(Weekday::Monday),
    DayKind::Weekday(Weekday::Tuesday),
    DayKind::Weekday(Weekday::Wednesday),
    DayKind::Weekday(Weekday::Thursday),
    DayKind::Weekday(Weekday::Friday),
    DayKind::Weekday(Weekday::Saturday),
    DayKind::Weekday(Weekday::Sunday),
    DayKind::Workday,
];

fn day_kind(kind: DayKind) -> &'static str {
    match kind {
        DayKind::Weekday(day) => weekday(day),
        DayKind::Workday => "workday",
    }
}
