//! As data: `"format": "charter-fired/1"`, with a published schema.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::Evidence;

/// What `charter fired --format json` says.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct FiredReport {
    /// `charter-fired/1`
    #[schemars(extend("const" = "charter-fired/1"))]
    pub format: &'static str,
    /// The day that was taken for today: later values were left aside.
    pub as_of: String,
    /// Every condition that could be judged: what has fired first, the longest ago before others.
    /// One that had fired before, and was not raised then, has a row for each such run besides.
    pub conditions: Vec<ConditionData>,
    /// How many conditions could be judged.
    pub judged: usize,
    /// What could not be judged.
    pub unjudged: Unjudged,
    /// The rows of the evidence that could not be used, in their order.
    pub faults: Vec<Fault>,
    /// The rows that count in place of one before them, which has another value of the same day.
    pub replaced: Vec<Fault>,
    /// How many rows are of days after the day.
    pub later: usize,
}

/// A condition that somebody watches, and what the evidence says of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ConditionData {
    /// `trigger`, or `stop`: the exit of a bet.
    #[schemars(extend("enum" = ["trigger", "stop"]))]
    pub kind: &'static str,
    /// The charter, the launch or the bet in which it stands; of a trigger, a point and its own name.
    pub name: String,
    /// What people call the trigger, or the bet whose exit it is.
    pub title: String,
    /// The condition, as a charter says it.
    pub condition: String,
    /// The metric that it watches.
    pub metric: &'static str,
    /// What people call the metric.
    pub metric_title: String,
    /// `fired`: it has held as long as it has to, and holds. `holds`: it holds, and not yet as
    /// long as it has to. `over`: it had fired, and does not hold any more. `quiet`: none of that.
    #[schemars(extend("enum" = ["fired", "holds", "over", "quiet"]))]
    pub state: &'static str,
    /// The last value; in a row of an earlier run, the one that ended it.
    pub value: ValueData,
    /// The first day of the run that is told: the present one, or the last one that had fired.
    pub since: Option<String>,
    /// The day on which it fired in that run or, if it goes on, will have fired.
    pub fired: Option<String>,
    /// The value that held on the day on which it fired.
    pub value_then: Option<ValueData>,
    /// The day on which it did not hold any more.
    pub until: Option<String>,
    /// The seat that declares the trigger, or that owns the bet.
    pub by: Option<&'static str>,
    /// The last day on which an answer is in time, where the trigger says how soon it is answered,
    /// and nobody has withdrawn what was raised.
    pub answer_by: Option<String>,
    /// The raise that is there already.
    pub raise: Option<Raised>,
}

impl ConditionData {
    /// What has fired first, and of that the oldest; then by name.
    pub(super) fn order(&self) -> (usize, Option<&str>, &str, &str) {
        let states = ["fired", "holds", "over", "quiet"];
        let state = states.iter().position(|it| *it == self.state).unwrap_or(states.len());
        (state, self.fired.as_deref(), &self.name, &self.condition)
    }
}

/// A value, as it was measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ValueData {
    /// The value with its unit.
    pub value: String,
    /// The day of which it is.
    pub on: String,
}

/// A raise of a trigger.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Raised {
    /// Its name.
    pub name: &'static str,
    /// The day on which it was raised.
    pub on: String,
    /// The record that had answered it by the day.
    pub answered: Option<&'static str>,
    /// The day on which it was withdrawn, if it was by then.
    pub withdrawn: Option<String>,
}

/// What could not be judged.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Unjudged {
    /// Metrics that are watched, and of which there is no value up to the day.
    pub metrics: Vec<&'static str>,
    /// How many conditions are in words: a person judges them.
    pub prose: usize,
    /// How many conditions are missing or broken: `charter check` says why.
    pub unclear: usize,
}

/// Why a condition cannot be judged.
pub(super) enum Why {
    /// There is no value of its metric.
    NoValue(&'static str),
    /// It is in words.
    Prose,
    /// It is missing or broken.
    Unclear,
}

impl Unjudged {
    pub(super) fn count(&mut self, why: Why) {
        match why {
            Why::NoValue(metric) => self.metrics.push(metric),
            Why::Prose => self.prose += 1,
            Why::Unclear => self.unclear += 1,
        }
    }
}

/// A row of the evidence of which there is something to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Fault {
    /// `line 7`, or `entry 7` of a list.
    pub place: String,
    /// What that is, and what to do.
    pub message: String,
}

impl Raised {
    /// Whether nobody waits for an answer any more.
    pub fn is_settled(&self) -> bool {
        self.answered.is_some() || self.withdrawn.is_some()
    }
}

impl FiredReport {
    pub(super) fn new(day: Date, evidence: &Evidence<'_>) -> FiredReport {
        FiredReport {
            format: "charter-fired/1",
            as_of: day.to_string(),
            conditions: Vec::new(),
            judged: 0,
            unjudged: Unjudged::default(),
            faults: evidence.faults.clone(),
            replaced: evidence.replaced.clone(),
            later: evidence.later,
        }
    }
}

/// The published schema of this format.
pub fn schema() -> schemars::Schema {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<FiredReport>()
}
