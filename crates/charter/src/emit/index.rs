//! `index.json`: what a build wrote and what it left out.
//!
//! A web page finds the feeds by it, a publisher what has changed, and the next build
//! which files are its own to remove.

mod feed;

use std::io;
use std::sync::{Mutex, PoisonError};

use schemars::JsonSchema;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::finished::Finished;
use super::json::{Document, schema_of};
use super::{Part, Sink};
use crate::model::{Charter, Item};

/// The version of the format.
const FORMAT: &str = "charter-index/1";
/// Where it is.
pub(super) const PATH: &str = "index.json";

/// What a build wrote and what it left out.
#[derive(JsonSchema)]
#[schemars(rename = "index", deny_unknown_fields)]
struct Index<'a> {
    /// The version of the format.
    #[schemars(extend("const" = FORMAT))]
    format: &'static str,
    /// Where all of this is published, where `charter.toml` says it: paths are added to it.
    #[schemars(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    /// Every file but this one, by path.
    files: &'a [File],
    /// What was not built, and why, by kind and name.
    left_out: &'a [LeftOut],
}

/// One file.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct File {
    /// Relative to this file, with `/` between folders.
    path: String,
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
    /// How many things to do, of a feed that has some: counted in the same way.
    #[serde(skip_serializing_if = "Option::is_none")]
    todos: Option<usize>,
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

/// What was given away so far, and to whom.
pub(super) struct Listing<'s> {
    sink: &'s Sink<'s>,
    files: Mutex<Vec<File>>,
}

impl<'s> Listing<'s> {
    /// Of nothing yet.
    pub(super) fn new(sink: &'s Sink<'s>) -> Self {
        Listing { sink, files: Mutex::default() }
    }

    /// Gives a file away under each of its names, and lists it.
    pub(super) fn take(&self, file: &Finished<'_>) -> io::Result<()> {
        file.paths.iter().try_for_each(|path| (self.sink)(path, file.pieces))?;
        let listed = File::under_each_name(file);
        self.files.lock().unwrap_or_else(PoisonError::into_inner).extend(listed);
        Ok(())
    }

    /// Gives the index away; says how many files there are, itself included.
    pub(super) fn end(
        self,
        published: Option<&str>,
        mut left_out: Vec<LeftOut>,
    ) -> io::Result<usize> {
        let mut files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        files.sort_by(|a, b| a.path.cmp(&b.path));
        left_out.sort();
        let index = Index { format: FORMAT, published, files: &files, left_out: &left_out };
        let index = index.write();
        let index: Vec<&[u8]> = index.iter().map(Vec::as_slice).collect();
        (self.sink)(PATH, &index)?;
        Ok(files.len() + 1)
    }
}

impl Index<'_> {
    fn write(&self) -> Vec<Vec<u8>> {
        let Index { format, published, files, left_out } = self;
        let files: Vec<&File> = files.iter().collect();
        let mut document = Document::new();
        document.property("format", format);
        if let Some(published) = published {
            document.property("published", published);
        }
        document.list("files", &files, |file| file);
        document.property("left_out", left_out);
        document.end()
    }
}

impl File {
    fn under_each_name(finished: &Finished<'_>) -> Vec<File> {
        let feed = finished.feed.as_ref();
        let title = feed.and_then(|feed| feed::title(feed.head));
        let bytes = finished.pieces.iter().map(|piece| piece.len()).sum();
        let sha256 = digest(finished.pieces);
        let file = |path: &String| File {
            path: path.clone(),
            bytes,
            sha256: sha256.clone(),
            kind: Kind::of(path),
            events: feed.map(|feed| feed.events),
            todos: feed.map(|feed| feed.todos).filter(|count| *count > 0),
            title: title.clone(),
        };
        finished.paths.iter().map(file).collect()
    }
}

fn digest(pieces: &[&[u8]]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut digest = Sha256::new();
    pieces.iter().for_each(|piece| digest.update(piece));
    let digits = digest.finalize();
    let digits = digits.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}
