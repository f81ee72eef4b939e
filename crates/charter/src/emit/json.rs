//! `charters.json`: the whole model, resolved, as data with a published schema.
//!
//! The structs of this room are a format of their own: the model may change where the
//! format may not. Their comments are the descriptions of the schema. What is not said
//! is left out; a list is there even where it is empty; nothing is ever null. Items are
//! sorted by name, and what stands inside one keeps the order of the text.

mod allowed;
mod cadence;
mod charter;
mod class;
mod context;
mod item;
mod launch;
mod organization;
mod schema;
mod seat;
mod value;
mod words;
mod write;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::whole::Whole;
use crate::{Analysis, Sources};

pub(super) use schema::of as schema_of;
pub(super) use write::pretty;

use allowed::AllowedFinding;
use charter::{Charter, Governed};
use class::Class;
use context::Context;
use launch::{Bet, Launch};
use organization::{Artifact, Calendar, Function, Group, Metric};
use seat::{Seat, Ties};
use words::Day;

/// The version of the format.
const FORMAT: &str = "charters/1";

/// What of a document depends on the question, not on the sources.
#[derive(Clone, Copy, Debug, Default)]
pub struct View {
    /// The end of the horizon, where it is not the declared one.
    pub until: Option<Date>,
    /// The day from which the next occurrences are told. A build gives none: what is
    /// compiled never depends on the day.
    pub as_of: Option<Date>,
}

/// The decision system of an organization, resolved.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "charters", deny_unknown_fields)]
struct Charters<'a> {
    /// The version of the format.
    #[schemars(extend("const" = FORMAT))]
    format: &'static str,
    /// The right-hand side of every identifier in the feeds.
    authority: String,
    /// The days that are enumerated where something must be: declared by the workspace.
    horizon: Horizon,
    /// The day from which the next occurrences are told. A build has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<Day>,
    /// Working calendars.
    calendars: Vec<Calendar<'a>>,
    /// Functions, those of the standard included.
    functions: Vec<Function<'a>>,
    /// Classes of decision, those of the standard included.
    classes: Vec<Class<'a>>,
    /// Seats.
    seats: Vec<Seat<'a>>,
    /// Groups of seats.
    groups: Vec<Group<'a>>,
    /// What must be on the table.
    artifacts: Vec<Artifact<'a>>,
    /// What is measured.
    metrics: Vec<Metric<'a>>,
    /// Charters, drafts and retired ones included.
    charters: Vec<Charter<'a>>,
    /// Launches.
    launches: Vec<Launch<'a>>,
    /// Bets.
    bets: Vec<Bet<'a>>,
    /// The findings that an `allow` silences, in the order of the files.
    allowed: Vec<AllowedFinding<'a>>,
}

/// From a day to a day, both included.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Range", deny_unknown_fields)]
struct Horizon {
    /// The first.
    from: Day,
    /// The last.
    until: Day,
}

/// The document of a workspace. Items in which a check has found something are left out.
pub fn charters(analysis: &Analysis, sources: &Sources, view: View) -> Vec<u8> {
    whole_charters(analysis, sources, &Whole::of(analysis), view)
}

/// The same, where it is known what is whole.
pub(super) fn whole_charters(
    analysis: &Analysis,
    sources: &Sources,
    whole: &Whole,
    view: View,
) -> Vec<u8> {
    let context = Context::new(&analysis.model, sources, whole, &analysis.allowed, view.as_of);
    pretty(&Charters::of(&context, analysis, view))
}

/// The published schema of the format.
pub fn schema() -> schemars::Schema {
    schema::of::<Charters<'_>>()
}

impl<'a> Charters<'a> {
    fn of(context: &Context<'a>, analysis: &'a Analysis, view: View) -> Self {
        let model = context.model;
        let launches = context.list(model.launches(), Launch::of);
        let governed = governed(&launches);
        let charters = context
            .list(model.charters(), |context, charter| Charter::of(context, &governed, charter));
        let bets = context.list(model.bets(), Bet::of);
        let artifacts = context.list(model.artifacts(), Artifact::of);
        let metrics = context.list(model.metrics(), Metric::of);
        let mut ties = Ties::default();
        ties.charters(&charters);
        ties.launches(&launches);
        ties.bets(&bets);
        ties.artifacts(&artifacts);
        ties.metrics(&metrics);
        let (from, until) = model.horizon();
        Charters {
            format: FORMAT,
            authority: model.authority(),
            horizon: Horizon { from: Day(from), until: Day(view.until.unwrap_or(until)) },
            as_of: view.as_of.map(Day),
            calendars: context.list(model.calendars(), Calendar::of),
            functions: context.list(model.functions(), Function::of),
            classes: context.list(model.classes(), Class::of),
            seats: context.list(model.seats(), |context, seat| Seat::of(context, &ties, seat)),
            groups: context.list(model.groups(), Group::of),
            artifacts,
            metrics,
            charters,
            launches,
            bets,
            allowed: AllowedFinding::all(context, &analysis.allowed),
        }
    }
}

/// The launches of each charter, in the order of their names.
fn governed(launches: &[Launch<'_>]) -> Governed {
    let mut governed = Governed::default();
    for launch in launches {
        if let Some(charter) = launch.governed_by {
            governed.entry(charter).or_default().push(launch.name());
        }
    }
    governed
}
