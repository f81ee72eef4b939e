//! What is compiled from a workspace that passed its checks.

mod calendar;
pub mod ics;
mod next;
mod uid;

use jiff::civil::Date;

pub use next::{NextOccurrence, NextQuery, next};

use crate::Model;

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

/// A feed among the files of a build.
#[derive(Clone, Debug)]
pub struct FeedEntry {
    /// What people see in their list of calendars.
    pub title: String,
    /// How many events and series it has.
    pub events: usize,
    /// The file.
    pub artifact: Artifact,
}

/// The files of a build; `index.json` lists every one.
pub fn build(model: &Model, options: &BuildOptions) -> Vec<Artifact> {
    let wanted = |part| options.only.is_none_or(|only| only == part);
    let mut artifacts: Vec<Artifact> = Vec::new();
    if wanted(Part::Calendar) {
        let feeds = calendar::feeds(model, options);
        artifacts.extend(feeds.into_iter().map(|feed| feed.artifact));
    }
    if wanted(Part::Json) {
        // Call site: `charters.json`, from `json::charters`.
    }
    if wanted(Part::Dps) {
        // Call site: `dps/<charter>.json`, from `dps::objects`.
    }
    // Call site: `index.json`, from `index::index`, over everything above.
    artifacts
}
