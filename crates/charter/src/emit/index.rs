//! `index.json`: what a build wrote and what it left out.
//!
//! A web page finds the feeds by it, a publisher what has changed, and the next build
//! which files are its own to remove.

mod feed;

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::json::{pretty, schema_of};
use super::{Artifact, Part};
use crate::model::{Charter, Item};
use feed::Feed;

/// The version of the format.
const FORMAT: &str = "charter-index/1";
/// Where it is.
const PATH: &str = "index.json";

/// What a build wrote and what it left out.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "index", deny_unknown_fields)]
struct Index<'a> {
    /// The version of the format.
    #[schemars(extend("const" = FORMAT))]
    format: &'static str,
    /// Every file but this one, by path.
    files: Vec<File<'a>>,
    /// What was not built, and why, by kind and name.
    left_out: &'a [LeftOut],
}

/// One file.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct File<'a> {
    /// Relative to this file, with `/` between folders.
    path: &'a str,
    /// How long it is.
    bytes: usize,
    /// The digest of its bytes, in hexadecimal digits.
    #[schemars(extend("pattern" = "^[0-9a-f]{64}$"))]
    sha256: String,
    /// What it holds.
    kind: Kind,
    /// What people see in their list of calendars, of a feed.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    /// How many events, of a feed: a series is one, and so is each change to one of its
    /// occurrences.
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<usize>,
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[schemars(rename = "FileKind")]
#[serde(rename_all = "kebab-case")]
enum Kind {
    /// The whole model.
    Charters,
    /// An object of the Decision Provenance Standard.
    Dps,
    /// A feed of every series.
    All,
    /// A feed of what a seat attends, prepares, checks and reviews.
    Seat,
    /// A feed of a charter.
    Charter,
    /// A feed of a launch.
    Launch,
    /// A feed of a group.
    Group,
    /// Something else.
    Other,
}

impl Kind {
    fn of(path: &str) -> Kind {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        match folder {
            "" if path == "charters.json" => Kind::Charters,
            "dps" => Kind::Dps,
            "calendar" => Kind::All,
            "calendar/seat" => Kind::Seat,
            "calendar/charter" => Kind::Charter,
            "calendar/launch" => Kind::Launch,
            "calendar/group" => Kind::Group,
            _ => Kind::Other,
        }
    }
}

/// Something that was not built.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct LeftOut {
    /// Its kind: `charter`, `seat` …
    kind: &'static str,
    /// Its name.
    name: &'static str,
    /// The parts of the build that lack it.
    parts: Vec<PartName>,
    /// Why.
    reason: &'static str,
}

/// A part of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[schemars(rename = "Part")]
#[serde(rename_all = "kebab-case")]
enum PartName {
    /// The feeds.
    Calendar,
    /// The model.
    Json,
    /// Decision Provenance objects.
    Dps,
}

impl From<Part> for PartName {
    fn from(part: Part) -> Self {
        match part {
            Part::Calendar => PartName::Calendar,
            Part::Json => PartName::Json,
            Part::Dps => PartName::Dps,
        }
    }
}

impl LeftOut {
    /// A charter that is no object of the Decision Provenance Standard.
    pub(super) fn of_dps(charter: Charter<'_>, reason: &'static str) -> LeftOut {
        LeftOut::of(*charter, vec![PartName::Dps], reason)
    }

    /// An item that is not whole.
    pub(super) fn broken(item: Item<'_>, parts: impl IntoIterator<Item = Part>) -> LeftOut {
        let parts = parts.into_iter().map(PartName::from).collect();
        LeftOut::of(item, parts, "the checks found errors in it")
    }

    fn of(item: Item<'_>, parts: Vec<PartName>, reason: &'static str) -> LeftOut {
        LeftOut { kind: item.kind().keyword(), name: item.name(), parts, reason }
    }
}

/// The published schema of the format.
pub fn schema() -> schemars::Schema {
    schema_of::<Index<'_>>()
}

/// The index of files that are sorted by path.
pub(super) fn file(files: &[Artifact], mut left_out: Vec<LeftOut>) -> Artifact {
    left_out.sort();
    let index = Index {
        format: FORMAT,
        files: files.par_iter().map(File::of).collect(),
        left_out: &left_out,
    };
    Artifact { path: PATH.to_owned(), bytes: pretty(&index) }
}

impl<'a> File<'a> {
    fn of(artifact: &'a Artifact) -> File<'a> {
        let feed = artifact.path.ends_with(".ics").then(|| Feed::of(&artifact.bytes));
        File {
            path: &artifact.path,
            bytes: artifact.bytes.len(),
            sha256: digest(&artifact.bytes),
            kind: Kind::of(&artifact.path),
            events: feed.as_ref().map(|feed| feed.events),
            title: feed.and_then(|feed| feed.title),
        }
    }
}

fn digest(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digest = Sha256::digest(bytes);
    let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}
