//! `charter feed-diff`: what changed between two builds, in words.

use std::path::{Path, PathBuf};

use charter::emit::ics::{ReadEvent, events};
use charter::feed_diff::{Book, DiffReport, Reasons, diff};
use charter::report::counted;

use crate::args::{FeedDiffArgs, FeedDiffFormat};
use crate::failure::reason;
use crate::workspace::shown;
use crate::{Failure, Status, Terminal};

/// Reads both, and tells what is different: status 1, as of findings, if anything is.
pub(crate) fn run(args: &FeedDiffArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    let progress = terminal.progress("comparing");
    let (old, new) = (book(&args.old)?, book(&args.new)?);
    let changes = diff(&old, &new, &reasons(&args.new));
    drop(progress);
    match args.format {
        FeedDiffFormat::Json => terminal.data(&DiffReport::of(&changes))?,
        FeedDiffFormat::Human => {
            let lines = changes.iter().flat_map(|change| [change.text.as_str(), "\n"]);
            lines.for_each(|piece| terminal.out.extend_from_slice(piece.as_bytes()));
        }
    }
    match changes.len() {
        0 => terminal.say("no changes"),
        count => terminal.say(&counted(count, "change", "changes")),
    }
    Ok(if changes.is_empty() { Status::Clean } else { Status::Findings })
}

/// The events of a build, or of one feed.
fn book(path: &Path) -> Result<Book, Failure> {
    let mut found = Vec::new();
    for feed in feeds(path)? {
        found.extend(read_feed(&feed)?);
    }
    Ok(Book::new(found))
}

/// The feeds to read: of a build the one that holds everything, where it is there.
fn feeds(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    let metadata = std::fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    if !metadata.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let all = path.join("calendar/all.ics");
    if all.is_file() {
        return Ok(vec![all]);
    }
    let mut feeds = Vec::new();
    below(path, &mut feeds)?;
    feeds.sort();
    if feeds.is_empty() {
        let message = format!("there is no feed in `{}`", shown(path));
        return Err(Failure::new(Status::NoInput, message)
            .help("name a folder that `charter build` wrote, or a file that ends in `.ics`"));
    }
    Ok(feeds)
}

fn below(folder: &Path, feeds: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let entries = std::fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| unreadable(folder, &error))?;
        let kind = entry.file_type().map_err(|error| unreadable(folder, &error))?;
        let path = entry.path();
        if kind.is_dir() {
            below(&path, feeds)?;
        } else if path.extension().is_some_and(|ending| ending == "ics") {
            feeds.push(path);
        }
    }
    Ok(())
}

fn read_feed(path: &Path) -> Result<Vec<ReadEvent>, Failure> {
    let bytes = std::fs::read(path).map_err(|error| unreadable(path, &error))?;
    events(&bytes).map_err(|defect| {
        let message = format!("`{}`, line {}: {}", shown(path), defect.line, defect.message);
        Failure::new(Status::Unreadable, message)
            .help("the feed is damaged, or is none that `charter build` wrote: build it again")
    })
}

/// The reasons that stand beside the feeds of a build.
fn reasons(path: &Path) -> Reasons {
    let charters = std::fs::read(path.join("charters.json"));
    charters.map(|bytes| Reasons::of(&bytes)).unwrap_or_default()
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    let message = format!("`{}` cannot be read: {}", shown(path), reason(error));
    Failure::new(Status::Unreadable, message)
}
