//! One build, held in memory: no path of a request ever reaches a disk.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::OnceLock;

use axum::body::Bytes;
use charter::emit::{self, BuildOptions, NextOccurrence, NextQuery, Unbuilt};
use charter::report::{self, Tally};
use charter::{Analysis, Diagnostic, Sources, analyze_as_declared};
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::feed::{self, Feed};
use crate::args::{AskedArgs, ServeArgs};
use crate::workspace::{Contents, Workspace};
use crate::{Failure, Status, Terminal, build};

/// A whole build, and what is needed to speak of it.
pub(super) struct Site {
    files: BTreeMap<String, File>,
    feeds: Vec<Feed>,
    analysis: Analysis,
}

/// Why there is no build.
pub(super) struct Trouble {
    /// How `charter build` would have ended.
    pub(super) status: Status,
    /// What is wrong, a line for each thing.
    pub(super) words: String,
}

impl Site {
    /// Reads, analyses and builds; what stands in the way is told.
    pub(super) fn build(args: &ServeArgs, terminal: &mut Terminal) -> Result<Site, Trouble> {
        let workspace = Workspace::find(args.path.as_slice());
        let workspace = workspace.map_err(|failure| Trouble::failure(&failure, terminal))?;
        let contents = workspace.read(terminal);
        if contents.has_unread() {
            return Err(Trouble::unread(&contents, terminal));
        }
        if contents.sources.is_empty() {
            return Err(Trouble::failure(&workspace.empty(), terminal));
        }
        let _progress = terminal.progress("building");
        let analysis = analyze_as_declared(&contents.sources, &workspace.config);
        let errors: Vec<Diagnostic> = build::stoppers(&analysis).cloned().collect();
        if !errors.is_empty() {
            return Err(Trouble::findings(&errors, &contents.sources, terminal));
        }
        let AskedArgs { until, todos } = args.asked;
        let options = BuildOptions { until, todos, ..BuildOptions::default() };
        let files = emit::build(&analysis, &contents.sources, &options);
        let files = files.map_err(|unbuilt| Trouble::fault(&unbuilt, terminal))?;
        let files = files.into_iter().map(|it| (it.path, it.bytes));
        let files: BTreeMap<String, File> =
            files.map(|(path, bytes)| (path.clone(), File::new(&path, bytes))).collect();
        let index = files.get("index.json").map_or(&[][..], |index| &index.bytes);
        Ok(Site { feeds: feed::listed(index), files, analysis })
    }

    /// A file by its path in the build.
    pub(super) fn file(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }

    /// The feeds, by path.
    pub(super) fn feeds(&self) -> &[Feed] {
        &self.feeds
    }

    /// What takes place from a day until another.
    pub(super) fn occurrences(&self, from: Date, until: Date) -> Vec<NextOccurrence> {
        emit::next(&self.analysis.model, &NextQuery::between(from, until))
    }

    /// Whether another build has the same files.
    pub(super) fn is_same(&self, other: &Site) -> bool {
        let digest = |site: &Site| site.file("index.json").map(|it| it.digest.clone());
        digest(self) == digest(other)
    }
}

/// Something to be sent.
pub(super) struct File {
    pub(super) bytes: Bytes,
    /// What it is, as HTTP says it.
    pub(super) kind: &'static str,
    /// Of its bytes, in hexadecimal digits.
    pub(super) digest: String,
    /// The latest day that the sources of a feed speak of as its last change.
    pub(super) modified: Option<Date>,
    gzip: OnceLock<Option<Bytes>>,
}

impl File {
    /// Of the bytes of a path.
    pub(super) fn new(path: &str, bytes: Vec<u8>) -> File {
        let ending = path.rsplit('.').next().unwrap_or_default();
        let kind = match ending {
            "ics" => "text/calendar; charset=utf-8",
            "json" => "application/json",
            "css" => "text/css; charset=utf-8",
            _ => "text/html; charset=utf-8",
        };
        let modified = if ending == "ics" { feed::modified(&bytes) } else { None };
        let digest = digest(&bytes);
        File { bytes: bytes.into(), kind, digest, modified, gzip: OnceLock::new() }
    }

    /// The same, compressed; that is done for the first who asks.
    pub(super) fn gzip(&self) -> Option<Bytes> {
        self.gzip.get_or_init(|| pack(&self.bytes).ok().map(Bytes::from)).clone()
    }
}

fn pack(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes)?;
    packer.finish()
}

/// Half of a SHA-256 is as good a name as the whole.
fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

impl Trouble {
    fn failure(failure: &Failure, terminal: &mut Terminal) -> Trouble {
        terminal.warn(failure);
        Trouble { status: failure.status, words: failure.to_string() }
    }

    /// A feed that would be wrong is a fault of the program. What was served before still is.
    fn fault(unbuilt: &Unbuilt, terminal: &mut Terminal) -> Trouble {
        let words = match unbuilt {
            Unbuilt::Unwritten(error) => error.to_string(),
            Unbuilt::Untrue(untrue) => untrue.to_string(),
        };
        let failure = Failure::new(Status::Fault, words)
            .help("this is a fault of charter: please report it, with the charter that it names");
        Trouble::failure(&failure, terminal)
    }

    fn unread(contents: &Contents, terminal: &mut Terminal) -> Trouble {
        let status = contents.tell_unread(terminal);
        let words = |it: &report::Unread| format!("{} cannot be read: {}\n", it.path, it.reason);
        Trouble { status, words: contents.unread().iter().map(words).collect() }
    }

    fn findings(errors: &[Diagnostic], sources: &Sources, terminal: &mut Terminal) -> Trouble {
        let (mut drawn, mut short) = (Vec::new(), Vec::new());
        report::human(errors, sources, terminal.colours_words(), &mut drawn);
        report::short(errors, sources, &mut short);
        terminal.err.push_str(&String::from_utf8_lossy(&drawn));
        terminal.say(&Tally::of(errors).words());
        Trouble { status: Status::Findings, words: String::from_utf8_lossy(&short).into_owned() }
    }
}
