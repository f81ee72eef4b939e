//! What the clauses of charters, launches and bets hold.

use super::{
    Channel, DateAt, Duration, Evidence, Frequency, Horizon, Measure, Name, Offset, Text, Tier,
};
use crate::Spanned;

/// `SEAT-or-GROUP [right]`
#[derive(Clone, Debug)]
pub struct Party {
    /// The seat or the group.
    pub name: Name,
    /// What it may do beyond being heard.
    pub right: Right,
}

/// What a counterparty may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Right {
    /// Be heard.
    Consulted,
    /// Without its read there is no decision.
    Gates,
    /// Say no.
    Vetoes,
    /// Decide one facet together with the owner.
    CoDecides(Text),
}

/// `input ARTIFACT, … [due DURATION before] [or defer]`
#[derive(Clone, Debug)]
pub struct Input {
    /// What must be on the table.
    pub artifacts: Box<[Name]>,
    /// How long before.
    pub due: Option<Duration>,
    /// Without it, no decision.
    pub or_defer: bool,
}

/// `trigger NAME ["Title"] …`
#[derive(Clone, Debug)]
pub struct Trigger {
    /// What it is called, within its item.
    pub name: Name,
    /// What people call it.
    pub title: Option<Text>,
    /// What makes it fire.
    pub when: Option<Condition>,
    /// What kind of evidence.
    pub evidence: Option<Spanned<Evidence>>,
    /// Who says that it fired.
    pub declared: Option<Name>,
    /// How often somebody looks.
    pub checked: Option<Frequency>,
    /// How soon it is answered.
    pub respond: Option<Duration>,
}

/// What makes a trigger fire or a bet stop.
#[derive(Clone, Debug)]
pub enum Condition {
    /// `METRIC > THRESHOLD [for DURATION]`
    Metric(Box<Measure>, Option<Duration>),
    /// Prose.
    Prose(Text),
}

/// `escalation …`
#[derive(Clone, Debug)]
pub enum Escalation {
    /// `to SEAT-or-CHARTER within DURATION [when "…"]`
    To {
        /// Where it goes.
        target: Name,
        /// How soon.
        within: Duration,
        /// In what case.
        when: Option<Text>,
    },
    /// `none because "…"`
    None(Text),
}

/// `record every cycle [in "…"]`, `record on decision`
#[derive(Clone, Debug)]
pub struct Record {
    /// When decisions are written down.
    pub every: RecordEvery,
    /// Where.
    pub place: Option<Text>,
}

/// When a decision is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordEvery {
    /// Each time the forum meets.
    Cycle,
    /// Whenever something is decided.
    Decision,
}

/// `answer QUESTION by SEAT [with SEAT, …]` or `answer QUESTION "…"`
#[derive(Clone, Debug)]
pub struct Answer {
    /// Which question.
    pub question: Name,
    /// Who, or what.
    pub says: Says,
}

/// The content of an answer.
#[derive(Clone, Debug)]
pub enum Says {
    /// `by SEAT [with SEAT, …]`
    By(Name, Box<[Name]>),
    /// Prose.
    Prose(Text),
}

/// `SEAT on DATE [as FINGERPRINT]`
#[derive(Clone, Copy, Debug)]
pub struct Signature {
    /// Who signed.
    pub seat: Name,
    /// When.
    pub date: DateAt,
    /// The text that was signed: twelve hexadecimal digits.
    pub fingerprint: Option<Spanned<u64>>,
}

/// `tier T1 [classified by SEAT]`
#[derive(Clone, Copy, Debug)]
pub struct Classified {
    /// How big a launch is.
    pub tier: Spanned<Tier>,
    /// Who says so.
    pub by: Option<Name>,
}

/// `review at T+6 months, … by SEAT`
#[derive(Clone, Debug)]
pub struct ReviewAt {
    /// When it is looked at again.
    pub offsets: Box<[Offset]>,
    /// By whom.
    pub by: Option<Name>,
}

/// `committed DATE [in CHARTER]`
#[derive(Clone, Copy, Debug)]
pub struct Committed {
    /// The day.
    pub date: DateAt,
    /// Where.
    pub charter: Option<Name>,
}

/// `partner SEAT`, `regulated "…"`
#[derive(Clone, Debug)]
pub enum Through {
    /// A partner's seat.
    Partner(Name),
    /// A channel with rules of its own.
    Regulated(Text),
}

impl Through {
    /// Which channel it is.
    pub fn channel(&self) -> Channel {
        match self {
            Through::Partner(_) => Channel::Partner,
            Through::Regulated(_) => Channel::Regulated,
        }
    }
}

/// `gate DATE by SEAT { … }`
#[derive(Clone, Debug)]
pub struct Gate {
    /// The day.
    pub date: DateAt,
    /// Who holds it.
    pub by: Name,
    /// What must be true.
    pub criteria: Box<[Criterion]>,
}

/// `criterion "…" [shown by ARTIFACT]`
#[derive(Clone, Debug)]
pub struct Criterion {
    /// What must be true.
    pub text: Text,
    /// What shows it.
    pub shown: Option<Name>,
}

/// `outcome HORIZON METRIC >= THRESHOLD [by DATE] [shared by SEAT, …]`
#[derive(Clone, Debug)]
pub struct Outcome {
    /// How far off it shows.
    pub horizon: Horizon,
    /// What is measured.
    pub measure: Measure,
    /// Until when.
    pub by: Option<DateAt>,
    /// Who answers for it together.
    pub shared: Box<[Name]>,
}
