//! Which clauses an item has, told without looking at them.
//!
//! Most rules ask most items about clauses that they do not have. Whatever an item
//! has is known when it is read, and fits into a few words.

use super::Body;

macro_rules! kinds {
    ($($name:ident = $keyword:literal),+ $(,)?) => {
        /// The kinds of clause: one for each variant of [`Body`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum ClauseKind { $($name),+ }

        impl ClauseKind {
            /// Every kind.
            pub const ALL: &'static [ClauseKind] = &[$(ClauseKind::$name),+];

            /// The word that begins a clause of this kind.
            pub fn keyword(self) -> &'static str {
                match self { $(ClauseKind::$name => $keyword),+ }
            }
        }

        impl Body {
            /// What kind of clause it is.
            pub fn kind(&self) -> ClauseKind {
                match self { $(Body::$name { .. } => ClauseKind::$name),+ }
            }
        }
    };
}

kinds! {
    Formerly = "formerly",
    Retired = "retired",
    Allow = "allow",
    Note = "note",
    Zone = "zone",
    Workdays = "workdays",
    Hours = "hours",
    FiscalYear = "fiscal-year",
    Holiday = "holiday",
    Closed = "closed",
    OnHoliday = "on-holiday",
    Altitude = "altitude",
    Function = "function",
    Holder = "holder",
    Alternate = "alternate",
    ReportsTo = "reports-to",
    Calendar = "calendar",
    Members = "members",
    Owner = "owner",
    Refreshed = "refreshed",
    At = "at",
    Unit = "unit",
    Decides = "decides",
    Never = "never",
    Voice = "voice",
    Level = "level",
    Period = "period",
    GateFunctions = "gate",
    Attention = "attention",
    Asks = "asks",
    Sign = "sign",
    Includes = "includes",
    Excludes = "excludes",
    Counterparties = "counterparties",
    Informed = "informed",
    Surface = "surface",
    Cadence = "cadence",
    Input = "input",
    Trigger = "trigger",
    Escalation = "escalation",
    Record = "record",
    Answer = "answer",
    Signed = "signed",
    Effective = "effective",
    Expires = "expires",
    Reviewed = "reviewed",
    Review = "review",
    Draft = "status",
    Tier = "tier",
    Ships = "ships",
    Through = "through",
    Governed = "governed",
    Gate = "gate",
    Outcome = "outcome",
    ReviewAt = "review",
    NoCharter = "no-charter",
    Committed = "committed",
    Stop = "stop",
    Fired = "trigger",
    Customer = "customer",
    Stuck = "escalation",
    By = "by",
    Shows = "evidence",
    Of = "charter",
    Answers = "answers",
    Reopens = "reopens",
    Decided = "decided",
    Deferred = "deferred",
    Disposed = "bet",
    Handed = "seat",
    From = "from",
    To = "to",
    Recommit = "recommit",
    Redecide = "redecide",
    Retire = "retire",
}

/// A set of kinds of clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClauseKinds(u128);

impl ClauseKinds {
    /// Those that an item may have once; any other may stand again.
    pub const ONCE: ClauseKinds = ClauseKinds::of(&[
        ClauseKind::Retired,
        ClauseKind::Zone,
        ClauseKind::Workdays,
        ClauseKind::Hours,
        ClauseKind::FiscalYear,
        ClauseKind::OnHoliday,
        ClauseKind::Altitude,
        ClauseKind::Function,
        ClauseKind::ReportsTo,
        ClauseKind::Calendar,
        ClauseKind::Owner,
        ClauseKind::Refreshed,
        ClauseKind::At,
        ClauseKind::Unit,
        ClauseKind::Level,
        ClauseKind::Period,
        ClauseKind::Attention,
        ClauseKind::Sign,
        ClauseKind::Surface,
        ClauseKind::Record,
        ClauseKind::Effective,
        ClauseKind::Expires,
        ClauseKind::Reviewed,
        ClauseKind::Review,
        ClauseKind::Draft,
        ClauseKind::Tier,
        ClauseKind::Ships,
        ClauseKind::Governed,
        ClauseKind::Gate,
        ClauseKind::NoCharter,
        ClauseKind::Committed,
        ClauseKind::Fired,
        ClauseKind::Customer,
        ClauseKind::Stuck,
        ClauseKind::By,
        ClauseKind::Of,
        ClauseKind::Handed,
        ClauseKind::From,
        ClauseKind::To,
    ]);

    /// These.
    pub const fn of(kinds: &[ClauseKind]) -> Self {
        let (mut bits, mut at) = (0_u128, 0);
        while at < kinds.len() {
            bits |= 1 << kinds[at] as u128;
            at += 1;
        }
        ClauseKinds(bits)
    }

    /// Whether one is among them.
    pub fn contains(self, kind: ClauseKind) -> bool {
        self.0 & (1 << kind as u128) != 0
    }

    /// Whether some are in both.
    pub fn intersects(self, other: ClauseKinds) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether all of others are among them.
    pub fn covers(self, others: ClauseKinds) -> bool {
        others.0 & !self.0 == 0
    }

    /// Each that is in both.
    pub fn both(self, other: ClauseKinds) -> impl Iterator<Item = ClauseKind> {
        let bits = self.0 & other.0;
        ClauseKind::ALL.iter().copied().filter(move |kind| bits & (1 << *kind as u128) != 0)
    }
}

/// The kinds of clause that an item has, and has more than once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Present {
    /// At least once.
    pub any: ClauseKinds,
    /// At least twice.
    pub again: ClauseKinds,
}

impl Present {
    /// One more clause.
    pub fn add(&mut self, kind: ClauseKind) {
        let bit = 1_u128 << kind as u128;
        self.again.0 |= self.any.0 & bit;
        self.any.0 |= bit;
    }
}

#[cfg(test)]
mod tests {
    use super::{ClauseKind, ClauseKinds, Present};

    #[test]
    fn every_kind_has_its_bit() {
        assert!(ClauseKind::ALL.len() <= 128);
        let mut present = Present::default();
        ClauseKind::ALL.iter().for_each(|kind| present.add(*kind));
        present.add(ClauseKind::Owner);
        assert!(present.any.covers(ClauseKinds::of(ClauseKind::ALL)));
        assert_eq!(present.again, ClauseKinds::of(&[ClauseKind::Owner]));
    }
}
