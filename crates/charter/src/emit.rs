//! What is compiled from a workspace that passed its checks.

mod calendar;
mod dps;
pub mod ics;
pub mod index;
pub mod json;
mod next;
mod uid;
mod whole;

use jiff::civil::Date;

pub use next::{NextOccurrence, NextQuery, next};

use crate::model::{Charter, Item};
use crate::{Analysis, Sources};
use index::LeftOut;
use whole::Whole;

/// One file of a build.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// Relative to the target, with `/` between folders.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// A part of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The feeds.
    Calendar,
    /// The model.
    Json,
    /// Decision Provenance objects.
    Dps,
}

/// What to build.
#[derive(Clone, Debug, Default)]
pub struct BuildOptions {
    /// One part alone.
    pub only: Option<Part>,
    /// One seat alone.
    pub seat: Option<String>,
    /// One charter alone.
    pub charter: Option<String>,
    /// The end of the horizon.
    pub until: Option<Date>,
    /// Whether what is whole is built although something is not.
    pub keep_going: bool,
}

impl BuildOptions {
    /// Whether a part is asked for.
    fn wants(&self, part: Part) -> bool {
        self.only.is_none_or(|only| only == part)
    }

    /// The whole model is written whole, or, where only a seat's or a charter's files are
    /// asked for, not at all.
    fn wants_model(&self) -> bool {
        let all = self.seat.is_none() && self.charter.is_none();
        self.wants(Part::Json) && (all || self.only.is_some())
    }

    /// Whether a charter's own object is asked for; with a seat, those that it owns.
    fn wants_object(&self, charter: Charter<'_>) -> bool {
        let owner = charter.owner().known();
        let by_name = |item: Item<'_>, name: &String| {
            item.name() == name || item.former_names().any(|former| former.as_str() == name)
        };
        self.wants(Part::Dps)
            && self.charter.as_ref().is_none_or(|name| by_name(*charter, name))
            && self.seat.as_ref().is_none_or(|name| owner.is_some_and(|seat| by_name(*seat, name)))
    }
}

/// The calendars of a model alone, sorted by path: of everything in it, whatever a check
/// has found.
pub fn calendars(model: &crate::Model, options: &BuildOptions) -> Vec<Artifact> {
    let mut files = calendar::feeds(model, &Whole::default(), options);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The files of a build, sorted by path, and behind them `index.json`, which lists every
/// one. Items in which a check has found something are left out, and listed there.
pub fn build(analysis: &Analysis, sources: &Sources, options: &BuildOptions) -> Vec<Artifact> {
    let model = &analysis.model;
    let whole = Whole::of(analysis);
    let (mut files, mut left_out) = (Vec::new(), broken(analysis, &whole, options));
    if options.wants_model() {
        let view = json::View { until: options.until, as_of: None };
        let bytes = json::whole_charters(analysis, sources, &whole, view);
        files.push(Artifact { path: "charters.json".to_owned(), bytes });
    }
    if options.wants(Part::Calendar) {
        files.extend(calendar::feeds(model, &whole, options));
    }
    let charters = model.charters().filter(|it| whole.holds(**it) && options.wants_object(*it));
    for charter in charters {
        match dps::file(charter, sources) {
            Ok(file) => files.push(file),
            Err(reason) => left_out.push(reason),
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files.push(index::file(&files, left_out));
    files
}

/// The items that are not whole.
fn broken(analysis: &Analysis, whole: &Whole, options: &BuildOptions) -> Vec<LeftOut> {
    let parts = [Part::Calendar, Part::Json, Part::Dps];
    let wanted = || parts.into_iter().filter(|part| options.wants(*part));
    let items = analysis.model.own_items().filter(|item| !whole.holds(*item));
    items.map(|item| LeftOut::broken(item, wanted())).collect()
}
