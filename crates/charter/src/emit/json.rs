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
mod history;
mod item;
mod launch;
mod list;
mod organization;
mod schema;
mod seat;
mod ties;
mod value;
mod words;
mod write;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::whole::Whole;
use crate::{Analysis, Sources, model};

pub(super) use schema::of as schema_of;
pub(super) use write::{Document, pretty};

use allowed::AllowedFinding;
use charter::Charter;
use class::Class;
use context::Context;
use history::{Raise, Record, Transition};
use launch::{Bet, Launch};
use list::List;
use organization::{Artifact, Calendar, Function, Group, Metric};
use seat::Seat;
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
#[derive(JsonSchema)]
#[schemars(rename = "charters", deny_unknown_fields)]
struct Charters<'c, 'a> {
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
    calendars: List<'c, 'a, model::Calendar<'a>, Calendar<'a>>,
    /// Functions, those of the standard included.
    functions: List<'c, 'a, model::Function<'a>, Function<'a>>,
    /// Classes of decision, those of the standard included.
    classes: List<'c, 'a, model::Class<'a>, Class<'a>>,
    /// Seats.
    seats: List<'c, 'a, model::Seat<'a>, Seat<'c, 'a>>,
    /// Groups of seats.
    groups: List<'c, 'a, model::Group<'a>, Group<'a>>,
    /// What must be on the table.
    artifacts: List<'c, 'a, model::Artifact<'a>, Artifact<'a>>,
    /// What is measured.
    metrics: List<'c, 'a, model::Metric<'a>, Metric<'a>>,
    /// Charters, drafts and retired ones included.
    charters: List<'c, 'a, model::Charter<'a>, Charter<'c, 'a>>,
    /// Launches.
    launches: List<'c, 'a, model::Launch<'a>, Launch<'a>>,
    /// Bets.
    bets: List<'c, 'a, model::Bet<'a>, Bet<'a>>,
    /// What was raised.
    raises: List<'c, 'a, model::Raise<'a>, Raise<'a>>,
    /// What was decided, and what was put off.
    records: List<'c, 'a, model::Record<'a>, Record<'a>>,
    /// Seats that changed hands.
    transitions: List<'c, 'a, model::Transition<'a>, Transition<'a>>,
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
    whole_charters(analysis, sources, &Whole::of(analysis), view).concat()
}

/// The same in pieces, where it is known what is whole.
pub(super) fn whole_charters(
    analysis: &Analysis,
    sources: &Sources,
    whole: &Whole,
    view: View,
) -> Vec<Vec<u8>> {
    let context = Context::new(&analysis.model, sources, whole, &analysis.allowed, view.as_of);
    Charters::of(&context, analysis, view).write()
}

/// The published schema of the format.
pub fn schema() -> schemars::Schema {
    schema::of::<Charters<'_, '_>>()
}

impl<'c, 'a> Charters<'c, 'a> {
    fn of(context: &'c Context<'a>, analysis: &'a Analysis, view: View) -> Self {
        let model = context.model;
        let (from, until) = model.horizon();
        Charters {
            format: FORMAT,
            authority: model.authority(),
            horizon: Horizon { from: Day(from), until: Day(view.until.unwrap_or(until)) },
            as_of: view.as_of.map(Day),
            calendars: list(context, model.calendars(), Calendar::of),
            functions: list(context, model.functions(), Function::of),
            classes: list(context, model.classes(), Class::of),
            seats: list(context, model.seats(), Seat::of),
            groups: list(context, model.groups(), Group::of),
            artifacts: list(context, model.artifacts(), Artifact::of),
            metrics: list(context, model.metrics(), Metric::of),
            charters: list(context, model.charters(), Charter::of),
            launches: list(context, model.launches(), Launch::of),
            bets: list(context, model.bets(), Bet::of),
            raises: list(context, model.raises(), Raise::of),
            records: list(context, model.records(), Record::of),
            transitions: list(context, model.transitions(), Transition::of),
            allowed: AllowedFinding::all(context, &analysis.allowed),
        }
    }

    fn write(self) -> Vec<Vec<u8>> {
        // By its parts, so that none is forgotten.
        let Charters {
            format,
            authority,
            horizon,
            as_of,
            calendars,
            functions,
            classes,
            seats,
            groups,
            artifacts,
            metrics,
            charters,
            launches,
            bets,
            raises,
            records,
            transitions,
            allowed,
        } = &self;
        let mut document = Document::new();
        document.property("format", format).property("authority", authority);
        document.property("horizon", horizon).maybe("as_of", as_of);
        calendars.write("calendars", &mut document);
        functions.write("functions", &mut document);
        classes.write("classes", &mut document);
        seats.write("seats", &mut document);
        groups.write("groups", &mut document);
        artifacts.write("artifacts", &mut document);
        metrics.write("metrics", &mut document);
        charters.write("charters", &mut document);
        launches.write("launches", &mut document);
        bets.write("bets", &mut document);
        raises.write("raises", &mut document);
        records.write("records", &mut document);
        transitions.write("transitions", &mut document);
        document.property("allowed", allowed);
        document.end()
    }
}

fn list<'c, 'a, H, T>(
    context: &'c Context<'a>,
    items: impl Iterator<Item = H>,
    make: fn(&'c Context<'a>, H) -> T,
) -> List<'c, 'a, H, T>
where
    H: model::Handle<'a> + std::ops::Deref<Target = model::Item<'a>>,
{
    List { context, items: context.whole(items), make }
}
