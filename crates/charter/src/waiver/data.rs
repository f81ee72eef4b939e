//! As data: `"format": "charter-waivers/1"`, with a published schema.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Standing, Waiver};
use crate::Sources;
use crate::report::Lines;

/// What `charter rules --waivers --format json` says.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct WaiverReport {
    /// `charter-waivers/1`
    #[schemars(extend("const" = "charter-waivers/1"))]
    pub format: &'static str,
    /// The day that was taken for today.
    pub as_of: String,
    /// Every `allow` that is understood, by path and line.
    pub waivers: Vec<WaiverData>,
}

/// An `allow`, and what became of it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct WaiverData {
    /// The rule that it names; in the state `unknown` there is none of that name.
    pub rule: &'static str,
    /// The kind of the item in which it stands.
    pub kind: &'static str,
    /// The name of the item in which it stands.
    pub item: &'static str,
    /// Relative to the workspace, with `/` between folders.
    pub path: String,
    /// Where the rule is named, from 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// The last day on which it is in force.
    pub until: Option<String>,
    /// Why.
    pub because: String,
    /// `in-force`: it excuses something. `idle`: it excuses nothing. `draft`: it excuses
    /// nothing, for no lint speaks of a draft. `ran-out`: its last day is over. `forbidden`: the
    /// workspace does not let it be allowed. `check`: it names a check, from which nobody can be
    /// excused. `unknown`: it names no rule
    #[schemars(extend("enum" = ["in-force", "idle", "draft", "ran-out", "forbidden", "check", "unknown"]))]
    pub state: &'static str,
    /// How many findings it excuses; of one that ran out, how many are back.
    pub findings: usize,
}

/// The published schema of this format.
pub fn schema() -> schemars::Schema {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<WaiverReport>()
}

/// Waivers as data.
pub fn json(waivers: &[Waiver<'_>], sources: &Sources, day: Date) -> WaiverReport {
    let lines = Lines::new(sources);
    WaiverReport {
        format: "charter-waivers/1",
        as_of: day.to_string(),
        waivers: waivers.iter().map(|it| data(it, &lines)).collect(),
    }
}

fn data(waiver: &Waiver<'_>, lines: &Lines<'_>) -> WaiverData {
    let Waiver { item, allow, standing } = waiver;
    let span = waiver.span();
    let at = lines.position(span.source, lines.fit(span).start);
    let (state, findings) = state(*standing);
    WaiverData {
        rule: allow.rule.as_str(),
        kind: item.kind().keyword(),
        item: item.name(),
        path: lines.sources().path(span.source).to_owned(),
        line: at.line,
        column: at.column,
        until: allow.until.map(|date| date.value.to_string()),
        because: allow.because.value.to_string(),
        state,
        findings,
    }
}

fn state(standing: Standing) -> (&'static str, usize) {
    match standing {
        Standing::Excuses(findings) => ("in-force", findings),
        Standing::Idle => ("idle", 0),
        Standing::OfDraft => ("draft", 0),
        Standing::RanOut(findings) => ("ran-out", findings),
        Standing::Forbidden => ("forbidden", 0),
        Standing::OfCheck => ("check", 0),
        Standing::Unknown => ("unknown", 0),
    }
}
