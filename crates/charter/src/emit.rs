//! What is compiled from a workspace that passed its checks.

mod calendar;
mod dps;
mod finished;
pub mod ics;
pub mod index;
pub mod json;
pub mod next;
mod uid;
mod whole;

use std::io;
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;

pub use calendar::{Profile, Untrue};
pub use next::{NextOccurrence, NextQuery, next};

use crate::model::{Charter, Item};
use crate::{Analysis, Sources};
use finished::{Finished, Take};
use index::{LeftOut, Listing};
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
    /// How much the feeds say.
    pub profile: Profile,
    /// How many minutes before a meeting programs ring; none, where they do not.
    pub alarm: Option<u32>,
    /// Whether what is due is told as something to do besides.
    pub todos: bool,
    /// Whether the feeds are read back before they are given away.
    pub verify: Verify,
    /// What happens to the bytes of events on their way: nothing, but to prove that it
    /// would be noticed.
    pub press: Option<fn(&mut Vec<u8>)>,
}

/// Whether what was compiled is read back and compared with the model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verify {
    /// Each event once, by the strict reader.
    #[default]
    On,
    /// Nothing.
    Off,
}

/// Why there is no build.
#[derive(Debug)]
pub enum Unbuilt {
    /// A file could not be given away.
    Unwritten(io::Error),
    /// A feed would not say what the model says.
    Untrue(Untrue),
}

impl From<io::Error> for Unbuilt {
    fn from(error: io::Error) -> Unbuilt {
        Unbuilt::Unwritten(error)
    }
}

impl From<Untrue> for Unbuilt {
    fn from(untrue: Untrue) -> Unbuilt {
        Unbuilt::Untrue(untrue)
    }
}

impl BuildOptions {
    /// Whether a part is asked for.
    fn wants(&self, part: Part) -> bool {
        // Whoever is told only when somebody is taken is told nothing else.
        let told = self.profile != Profile::Busy || part == Part::Calendar;
        told && self.only.is_none_or(|only| only == part)
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

/// Takes the files of a build as they are finished, from several threads at once: a path,
/// and what the file holds, in pieces. Where it fails, the build ends.
pub type Sink<'s> = dyn Fn(&str, &[&[u8]]) -> io::Result<()> + Sync + 's;

/// The calendars of a model alone, sorted by path: of everything in it, whatever a check
/// has found.
pub fn calendars(model: &crate::Model, options: &BuildOptions) -> Result<Vec<Artifact>, Unbuilt> {
    let shelf = Shelf::default();
    let put =
        |file: &Finished<'_>| file.paths.iter().try_for_each(|path| shelf.put(path, file.pieces));
    shelf.after(calendar::feeds(model, &Whole::default(), options, &put))
}

/// The files of a build, sorted by path, and behind them `index.json`, which lists every
/// one. Items in which a check has found something are left out, and listed there.
pub fn build(
    analysis: &Analysis,
    sources: &Sources,
    options: &BuildOptions,
) -> Result<Vec<Artifact>, Unbuilt> {
    let shelf = Shelf::default();
    let put = |path: &str, pieces: &[&[u8]]| shelf.put(path, pieces);
    let mut files = shelf.after(build_into(analysis, sources, options, &put).map(|_| ()))?;
    files.sort_by_key(|file| file.path == index::PATH);
    Ok(files)
}

/// The same for who does not want to hold all of it: each file is given away as soon as
/// it is finished, `index.json` when all others are. Says how many files there are.
pub fn build_into(
    analysis: &Analysis,
    sources: &Sources,
    options: &BuildOptions,
    sink: &Sink<'_>,
) -> Result<usize, Unbuilt> {
    let whole = Whole::of(analysis);
    let listing = Listing::new(sink);
    let take = |file: &Finished<'_>| listing.take(file);
    let model = || model_file(analysis, sources, options, &whole, &take);
    let feeds = || match options.wants(Part::Calendar) {
        true => calendar::feeds(&analysis.model, &whole, options, &take),
        false => Ok(()),
    };
    let charters = analysis.model.charters();
    let charters = charters.filter(|it| whole.holds(**it) && options.wants_object(*it));
    let charters: Vec<Charter<'_>> = charters.collect();
    let objects = || dps::objects(&charters, sources, &take);
    let (model, (feeds, objects)) = rayon::join(model, || rayon::join(feeds, objects));
    // What is untrue is told before what could not be written.
    feeds?;
    model?;
    let mut left_out = broken(analysis, &whole, options);
    left_out.extend(objects?);
    Ok(listing.end(analysis.model.published(), left_out)?)
}

/// Gives `charters.json` away, where it is asked for.
fn model_file(
    analysis: &Analysis,
    sources: &Sources,
    options: &BuildOptions,
    whole: &Whole,
    take: &Take<'_>,
) -> io::Result<()> {
    if !options.wants_model() {
        return Ok(());
    }
    let view = json::View { until: options.until, as_of: None };
    let pieces = json::whole_charters(analysis, sources, whole, view);
    let pieces: Vec<&[u8]> = pieces.iter().map(Vec::as_slice).collect();
    take(&Finished::new(&["charters.json".to_owned()], &pieces))
}

/// Holds on to files, for who wants them all.
#[derive(Default)]
struct Shelf(Mutex<Vec<Artifact>>);

impl Shelf {
    fn put(&self, path: &str, pieces: &[&[u8]]) -> io::Result<()> {
        let artifact = Artifact { path: path.to_owned(), bytes: pieces.concat() };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(artifact);
        Ok(())
    }

    /// All that was put on it, sorted by path.
    fn after(&self, done: Result<(), Unbuilt>) -> Result<Vec<Artifact>, Unbuilt> {
        done?;
        let mut files = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }
}

/// The items that are not whole.
fn broken(analysis: &Analysis, whole: &Whole, options: &BuildOptions) -> Vec<LeftOut> {
    let parts = [Part::Calendar, Part::Json, Part::Dps];
    let wanted = || parts.into_iter().filter(|part| options.wants(*part));
    let named = options.profile != Profile::Busy;
    let items = analysis.model.own_items().filter(|item| named && !whole.holds(*item));
    items.map(|item| LeftOut::broken(item, wanted())).collect()
}
