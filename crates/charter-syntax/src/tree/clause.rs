//! What each clause says.

use jiff::civil::Weekday;

use super::{
    Altitude, Attention, Cadence, Channel, DateAt, Duration, Evidence, Frequency, Horizon, Level,
    Measure, MetricUnit, Name, Offset, OnHoliday, Surface, Text, Tier, TimeAt,
};
use crate::{Span, Spanned, Symbol};

/// The meaning of a clause. One variant for each keyword and, where kinds use one
/// keyword for different things, for each thing.
///
/// A clause is what a tree has most of: whatever is larger than a name stands in a box.
#[derive(Clone, Debug)]
pub enum Body {
    // In every kind.
    /// `formerly NAME`
    Formerly(Name),
    /// `retired DATE because "…"`
    Retired(Box<Retirement>),
    /// `allow RULE [until DATE] because "…"`
    Allow(Box<Allow>),
    /// `note "…"`
    Note(Box<Text>),

    // The organization.
    /// `zone ZONE` of a calendar or a seat
    Zone(Zone),
    /// `workdays Monday to Friday`
    Workdays(Box<[Weekday]>),
    /// `hours 09:00 to 17:30`
    Hours(Box<Hours>),
    /// `fiscal-year starts in February`: 1 to 12
    FiscalYear(i8),
    /// `holiday DATE "…"`
    Holiday(Box<Holiday>),
    /// `closed DATE to DATE "…"`, both included
    Closed(Box<Closed>),
    /// `on-holiday move to next workday`
    OnHoliday(OnHoliday),
    /// `altitude vp`
    Altitude(Spanned<Altitude>),
    /// `function NAME`
    Function(Name),
    /// `holder …`
    Holder(Box<Holder>),
    /// `alternate SEAT, …`
    Alternate(Box<[Name]>),
    /// `reports-to SEAT`
    ReportsTo(Name),
    /// `calendar NAME` in a seat or a charter
    Calendar(Name),
    /// `members SEAT, …`
    Members(Box<[Name]>),
    /// `owner SEAT`; more than one is a finding of its own
    Owner(Box<[Name]>),
    /// `refreshed …`
    Refreshed(Refreshed),
    /// `at "…"`: where an artifact is found
    At(Box<Text>),
    /// `unit …`
    Unit(Box<MetricUnit>),
    /// `decides CLASS [of SUBJECT], …`
    Decides(Box<[Decision]>),
    /// `never CLASS, …`
    Never(Box<[Name]>),
    /// `voice when user-facing`
    Voice(Surface),
    /// `level portfolio`
    Level(Level),
    /// `period …` of a class
    Period(Box<Period>),
    /// `gate FUNCTION, …` of a class
    GateFunctions(Box<[Name]>),
    /// `attention roadmap`
    Attention(Attention),
    /// `asks …`
    Asks(Box<Asks>),
    /// `sign owner, cro` or `sign 2`
    Sign(Box<Sign>),

    // The commitments.
    /// `includes "…"`
    Includes(Box<Text>),
    /// `excludes "…"`
    Excludes(Box<Text>),
    /// `counterparties SEAT [right], …`
    Counterparties(Box<[Party]>),
    /// `informed SEAT, …`
    Informed(Box<[Name]>),
    /// `surface user-facing`
    Surface(Surface),
    /// `cadence …`
    Cadence(Box<Cadence>),
    /// `input ARTIFACT, … [due DURATION before] [or defer]`
    Input(Box<Input>),
    /// `trigger …`
    Trigger(Box<Trigger>),
    /// `escalation …`
    Escalation(Box<Escalation>),
    /// `record every cycle [in "…"]`, `record on decision`
    Record(Box<Record>),
    /// `answer QUESTION …`
    Answer(Box<Answer>),
    /// `signed SEAT on DATE [as FINGERPRINT], …`
    Signed(Box<[Signature]>),
    /// `effective DATE`
    Effective(DateAt),
    /// `expires DATE`
    Expires(DateAt),
    /// `reviewed DATE`
    Reviewed(DateAt),
    /// `review FREQUENCY` of a charter
    Review(Frequency),
    /// `status draft`
    Draft,
    /// `tier T1 [classified by SEAT]`
    Tier(Box<Classified>),
    /// `ships DATE`
    Ships(DateAt),
    /// `through partner SEAT, regulated "…"`
    Through(Box<[Through]>),
    /// `governed by CHARTER`
    Governed(Name),
    /// `gate DATE by SEAT { criterion … }`
    Gate(Box<Gate>),
    /// `outcome …`
    Outcome(Box<Outcome>),
    /// `review at T+6 months, … by SEAT` of a launch or a bet
    ReviewAt(Box<ReviewAt>),
    /// `no-charter because "…"`
    NoCharter(Box<Text>),
    /// `committed DATE [in CHARTER]`
    Committed(Box<Committed>),
    /// `stop when …`
    Stop(Box<Condition>),
}

/// `retired DATE because "…"`
#[derive(Clone, Debug)]
pub struct Retirement {
    /// The last day.
    pub date: DateAt,
    /// Why.
    pub because: Text,
}

/// `hours 09:00 to 17:30`
#[derive(Clone, Copy, Debug)]
pub struct Hours {
    /// When work begins.
    pub from: TimeAt,
    /// When it ends.
    pub to: TimeAt,
}

/// `holiday DATE "…"`
#[derive(Clone, Debug)]
pub struct Holiday {
    /// The day.
    pub date: DateAt,
    /// What it is called.
    pub title: Text,
}

/// `closed DATE to DATE "…"`
#[derive(Clone, Debug)]
pub struct Closed {
    /// The first day.
    pub from: DateAt,
    /// The last day.
    pub to: DateAt,
    /// Why.
    pub title: Text,
}

/// A zone as written; whether it exists is a question for the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Its spelling.
    pub name: Symbol,
    /// Where it stands.
    pub span: Span,
}

/// `allow RULE [until DATE] because "…"`
#[derive(Clone, Debug)]
pub struct Allow {
    /// The id of the rule.
    pub rule: Name,
    /// The last day it excuses.
    pub until: Option<DateAt>,
    /// Why.
    pub because: Text,
}

/// `holder [ai] "Name" [<e-mail>] [since DATE] [until DATE]`
#[derive(Clone, Debug)]
pub struct Holder {
    /// Declared as a machine.
    pub ai: bool,
    /// What the holder is called.
    pub name: Text,
    /// Without its angle brackets.
    pub email: Option<Spanned<Symbol>>,
    /// The first day.
    pub since: Option<DateAt>,
    /// The last day.
    pub until: Option<DateAt>,
}

/// How an artifact is kept fresh.
#[derive(Clone, Copy, Debug)]
pub enum Refreshed {
    /// At a frequency.
    Every(Frequency),
    /// Always current.
    Live,
    /// By the record of a charter.
    By(Name),
}

/// `CLASS [of SUBJECT]`
#[derive(Clone, Copy, Debug)]
pub struct Decision {
    /// The class.
    pub class: Name,
    /// A free name; with the class, the identity of a decision.
    pub subject: Option<Name>,
}

/// The periods that fit a class.
#[derive(Clone, Copy, Debug)]
pub enum Period {
    /// From the fastest to the slowest, which may be the same.
    Between(Frequency, Frequency),
    /// Only when something happens.
    OnTrigger,
}

/// `asks NAME "Question" [for T1, T2] [through …] [when user-facing] [default FUNCTION, …]`
#[derive(Clone, Debug)]
pub struct Asks {
    /// What the answer refers to.
    pub name: Name,
    /// The question.
    pub question: Text,
    /// The tiers of launch that it is asked of; empty for any.
    pub tiers: Box<[Tier]>,
    /// The channel of launch that it is asked of.
    pub through: Option<Channel>,
    /// The surface that it is asked of.
    pub when: Option<Surface>,
    /// The functions that usually answer.
    pub default: Box<[Name]>,
}

/// Who must sign.
#[derive(Clone, Debug)]
pub enum Sign {
    /// So many among owner and counterparties.
    Number(Spanned<u32>),
    /// These.
    Names(Box<[Signer]>),
}

/// One who must sign.
#[derive(Clone, Copy, Debug)]
pub enum Signer {
    /// Whoever owns the charter.
    Owner(Span),
    /// A seat.
    Seat(Name),
}

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
