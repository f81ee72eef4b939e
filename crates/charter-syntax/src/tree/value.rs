//! The small values that clauses are made of.

use jiff::civil::{Date, Time, Weekday};

use super::Name;
use crate::span::Span;

/// A date and where it stands.
pub type DateAt = crate::Spanned<Date>;

/// A unit of calendar time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Unit {
    Minute,
    Day,
    /// A day on which the calendar works.
    Workday,
    Week,
    Month,
    Quarter,
    Year,
    /// Up to the next occurrence of the charter that it stands in.
    Cycle,
}

impl Unit {
    /// Every unit, the shortest first.
    pub const ALL: &'static [Unit] = &[
        Unit::Minute,
        Unit::Day,
        Unit::Workday,
        Unit::Week,
        Unit::Month,
        Unit::Quarter,
        Unit::Year,
        Unit::Cycle,
    ];

    /// Its name, in the singular.
    pub fn as_str(self) -> &'static str {
        match self {
            Unit::Minute => "minute",
            Unit::Day => "day",
            Unit::Workday => "workday",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Quarter => "quarter",
            Unit::Year => "year",
            Unit::Cycle => "cycle",
        }
    }
}

/// A length of time: `90m` and `1h30m` in minutes, `5 workdays`, `1 cycle`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duration {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
    /// Where it stands.
    pub span: Span,
}

/// How often: `weekly` is every 1 week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frequency {
    /// Every how many; at least 1.
    pub every: u32,
    /// Day, week, month, quarter or year.
    pub unit: Unit,
    /// Where it stands.
    pub span: Span,
}

/// `T-6 weeks`, `+6 months`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offset {
    /// How many, below zero before the day.
    pub count: i32,
    /// Of what: day, workday, week, month, quarter or year.
    pub unit: Unit,
    /// Where it stands.
    pub span: Span,
}

/// Which of a month's days of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ordinal {
    /// The first to the fifth.
    Nth(u8),
    /// The last.
    Last,
}

/// A day of the week, or any day on which the calendar works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum DayKind {
    Weekday(Weekday),
    Workday,
}

/// Whether a number is money, time, a share or a count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MetricUnit {
    /// `percent`
    Percent,
    /// `duration`
    Duration,
    /// `money USD`: three capital letters.
    Money(crate::Symbol),
    /// `count "tickets"`
    Count(Box<str>),
}

/// The number a metric is compared with.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// What was written.
    pub value: ThresholdValue,
    /// Where.
    pub span: Span,
}

/// What a metric is compared with.
#[derive(Clone, Debug, PartialEq)]
pub enum ThresholdValue {
    /// `85%`
    Percent(f64),
    /// `2.5M USD`
    Money(f64, crate::Symbol),
    /// `120 days`
    Duration(Duration),
    /// `40`, `2.5M`
    Number(f64),
}

/// `<`, `<=`, `>`, `>=`, `=`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Operator {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
}

impl Operator {
    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Operator::Less => "<",
            Operator::LessOrEqual => "<=",
            Operator::Greater => ">",
            Operator::GreaterOrEqual => ">=",
            Operator::Equal => "=",
        }
    }
}

/// What a trigger, a stop or an outcome compares.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// The metric.
    pub metric: Name,
    /// How it is compared.
    pub operator: Operator,
    /// With what.
    pub threshold: Threshold,
}

/// A wall-clock time and where it stands.
pub type TimeAt = crate::Spanned<Time>;

/// What happens to an occurrence on a holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum OnHoliday {
    /// It does not take place.
    #[default]
    Skip,
    /// It moves to the next workday.
    MoveToNext,
    /// It moves to the previous workday.
    MoveToPrevious,
    /// It takes place.
    Keep,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum $name { $($variant),+ }

        impl $name {
            /// Every word of it, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// As it is written.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// What a word means.
            pub fn of(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.as_str() == word)
            }
        }
    };
}

words! {
    /// The rank of a seat; a partner (`external`) has none.
    Altitude { External = "external", Manager = "manager", Director = "director", Vp = "vp", Executive = "executive" }
}
words! {
    /// Where a class of decision is taken.
    Level { Portfolio = "portfolio", Interface = "interface", Team = "team" }
}
words! {
    /// A place in the queue of leadership attention, the first served first.
    Attention { Customer = "customer", Trigger = "trigger", Roadmap = "roadmap" }
}
words! {
    /// What a decision touches.
    Surface { UserFacing = "user-facing", Internal = "internal", Api = "api" }
}
words! {
    /// The size of a launch.
    Tier { T1 = "T1", T2 = "T2", T3 = "T3" }
}
words! {
    /// What kind of evidence fires a trigger.
    Evidence {
        Outcome = "outcome", Market = "market", Capacity = "capacity",
        Counterparty = "counterparty", Partner = "partner", Customer = "customer",
    }
}
words! {
    /// How far off an outcome shows.
    Horizon { Leading = "leading", Mid = "mid", Lagging = "lagging" }
}
words! {
    /// A channel that a launch goes through.
    Channel { Partner = "partner", Regulated = "regulated" }
}
