//! As data: `"format": "charter-signals/1"`, with a published schema.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::{
    AcceptanceData, Age, Answered, CharterAge, Crossed, Dispositions, Latency, Measured, Open,
    Owner, Quarter, Redecisions, Scopes, Window,
};

/// What `charter signals --format json` says.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "charter-signals", deny_unknown_fields)]
pub struct SignalsReport {
    /// `charter-signals/1`
    #[schemars(extend("const" = "charter-signals/1"))]
    pub format: &'static str,
    /// The day that was taken for today, and the last that is looked at.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub as_of: Date,
    /// The first day that is looked at.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub since: Date,
    /// Why it is the first. `asked`: somebody asked for it. `four-quarters`: four whole fiscal
    /// quarters lie between it and the one that runs
    #[schemars(extend("enum" = ["asked", "four-quarters"]))]
    pub window: &'static str,
    /// The fiscal quarters that have a day in between, the earliest first.
    pub quarters: Vec<Dated>,
    /// Decision latency: days from a raise to the first record that answers it.
    pub latency: Signal<Latency>,
    /// Every raise that was answered in the window, by the day of its answer.
    pub answered: Vec<Answered>,
    /// Every raise that nothing has answered, the oldest first.
    pub open: Vec<Open>,
    /// Re-decision frequency: records that reopen another.
    pub redecisions: Signal<Redecisions>,
    /// Charter age: days since the charters in force were reviewed.
    pub age: Signal<Age>,
    /// Every charter in force, the longest unreviewed first.
    pub ages: Vec<CharterAge>,
    /// Measured decisions: those that name a bet with an outcome.
    pub measured: Signal<Measured>,
    /// Disposition mix: what became of bets.
    pub dispositions: Signal<Dispositions>,
    /// Every limit of `[signals]` in `charter.toml` that is crossed in four whole fiscal quarters
    /// and the one that runs, whichever days are asked for.
    pub crossed: Vec<Crossed>,
    /// The acceptance of drafts by machines, where `charter.toml` says where it is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "AcceptanceData")]
    pub acceptance: Option<AcceptanceData>,
}

/// A fiscal quarter.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Dated {
    /// Its first day.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub from: Date,
    /// Its last day.
    #[serde(serialize_with = "text")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub until: Date,
    /// Which one of its fiscal year it is, from 1 to 4.
    pub number: u8,
    /// As people call it: `Q3, Aug–Oct 2026`.
    pub label: String,
    /// Whether all of its days are looked at.
    pub whole: bool,
}

impl Dated {
    pub(super) fn of(quarter: &Quarter, window: &Window) -> Dated {
        let Quarter { from, until, number } = *quarter;
        Dated { from, until, number, label: quarter.label(), whole: window.is_whole(quarter) }
    }
}

/// A signal, and who is in charge of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Signal<T> {
    /// Who measures it.
    pub measured_by: Owner,
    /// Who reads it, where that is somebody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Owner")]
    pub read_by: Option<Owner>,
    /// The numbers.
    pub scopes: Scopes<T>,
}

impl<T> Signal<T> {
    pub(super) fn of(measured_by: Owner, scopes: Scopes<T>) -> Signal<T> {
        Signal { measured_by, read_by: None, scopes }
    }

    pub(super) fn read_by(self, reader: Owner) -> Signal<T> {
        Signal { read_by: Some(reader), ..self }
    }

    /// The whole.
    pub fn whole(&self) -> &T {
        &self.scopes.whole
    }

    /// `measured by Product Operations, read by Business Operations`
    pub fn charge(&self) -> String {
        let reader = self.read_by.as_ref().map(|it| format!(", read by {}", it.words()));
        format!("measured by {}{}", self.measured_by.words(), reader.unwrap_or_default())
    }
}

/// The published schema of this format.
pub fn schema() -> schemars::Schema {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<SignalsReport>()
}

pub(super) fn text<S: Serializer>(value: impl std::fmt::Display, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(&value)
}

pub(super) fn maybe_text<S: Serializer>(value: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => to.collect_str(value),
        None => to.serialize_none(),
    }
}
