//! What each clause says.

use jiff::civil::Weekday;

use super::{
    Altitude, Answer, Attention, Cadence, Channel, Classified, Committed, Condition, DateAt,
    Disposed, Dotted, Escalation, Frequency, Gate, Input, Level, Matter, MetricUnit, Name,
    OnHoliday, Outcome, Party, Record, Redecide, Retire, ReviewAt, Signature, Surface, Text,
    Through, Tier, TimeAt, Trigger,
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

    // The history.
    /// `trigger CHARTER.TRIGGER` of a raise
    Fired(Box<Dotted>),
    /// `customer "…"`
    Customer(Box<Text>),
    /// `escalation CHARTER` of a raise
    Stuck(Name),
    /// `by SEAT`
    By(Name),
    /// `evidence "…"` of a raise
    Shows(Box<Text>),
    /// `charter CHARTER` of a record
    Of(Name),
    /// `answers RAISE, …`
    Answers(Box<[Name]>),
    /// `reopens RECORD, …`
    Reopens(Box<[Name]>),
    /// `decided [CLASS [of SUBJECT]] "…"`
    Decided(Box<Matter>),
    /// `deferred [CLASS [of SUBJECT]] because "…"`
    Deferred(Box<Matter>),
    /// `bet BET renewed`
    Disposed(Box<Disposed>),
    /// `seat SEAT` of a transition
    Handed(Name),
    /// `from "Name"` of a transition
    From(Box<Text>),
    /// `to "Name"` of a transition
    To(Box<Text>),
    /// `recommit ITEM, …`
    Recommit(Box<[Dotted]>),
    /// `redecide ITEM, … [in RECORD]`
    Redecide(Box<Redecide>),
    /// `retire ITEM, … [because "…"]`
    Retire(Box<Retire>),
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

impl std::fmt::Display for Decision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.class.as_str())?;
        self.subject.map_or(Ok(()), |subject| write!(f, " of {}", subject.as_str()))
    }
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
