//! As data: `"format": "charter-audit/1"`, with a published schema.

use schemars::JsonSchema;
use serde::Serialize;

/// What `charter audit --format json` says.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct AuditReport {
    /// `charter-audit/1`
    #[schemars(extend("const" = "charter-audit/1"))]
    pub format: &'static str,
    /// The day that was taken for today.
    pub as_of: String,
    /// The seat.
    pub seat: SeatData,
    /// What it holds: charters, then bets, then triggers, in the order of the workspace.
    pub held: Vec<HeldData>,
    /// What is raised and not answered: by the seat, or to be answered by it.
    pub raises: Vec<RaiseData>,
}

/// A seat, and who holds it on the day.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct SeatData {
    /// Its name.
    pub name: &'static str,
    /// What people call it.
    pub title: String,
    /// Who holds it, where somebody does.
    pub holder: Option<HolderData>,
}

/// Who holds a seat.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct HolderData {
    /// What they are called.
    pub name: String,
    /// The first day.
    pub since: Option<String>,
}

/// Something that a seat holds.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct HeldData {
    /// `charter`, `bet` or `trigger`
    #[schemars(extend("enum" = ["charter", "bet", "trigger"]))]
    pub kind: &'static str,
    /// As a transition names it: of a trigger, the item that it stands in, a point and its own name.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// Since when it is in force, committed or armed.
    pub since: Option<String>,
    /// What was done last.
    pub last: Option<LastData>,
    /// The next day on which the charter meets, the bet is reviewed, or somebody looks at the trigger.
    pub next: Option<String>,
}

/// What was done last.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct LastData {
    /// The day.
    pub on: String,
    /// Of a charter `reviewed` or `recorded`, of a bet what became of it, of a trigger `raised`.
    #[schemars(extend("enum" = ["reviewed", "recorded", "committed", "renewed", "revised", "stopped", "raised"]))]
    pub what: &'static str,
    /// The record or the raise that says so.
    pub by: Option<&'static str>,
}

/// Something raised that nothing has answered.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RaiseData {
    /// Its name.
    pub name: &'static str,
    /// What people call it.
    pub title: String,
    /// The day on which it was raised.
    pub on: Option<String>,
    /// The seat that raised it.
    pub by: Option<&'static str>,
    /// The trigger, the charter that is stuck, or what a customer said.
    pub about: Option<String>,
    /// `raised`: by the seat. `answers`: by the seat, since it decides where the raise goes. `both`
    #[schemars(extend("enum" = ["raised", "answers", "both"]))]
    pub role: &'static str,
    /// The last day on which an answer is in time, where something says so.
    pub answer_by: Option<String>,
    /// Whether that day is over.
    pub is_late: bool,
}

/// The published schema of this format.
pub fn schema() -> schemars::Schema {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<AuditReport>()
}
