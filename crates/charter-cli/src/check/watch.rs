//! `--watch`: the check again, whenever something changes that could change what it says.

use std::ffi::OsStr;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Event, RecursiveMode, Watcher};

use super::{input, once};
use crate::args::CheckArgs;
use crate::failure::Failure;
use crate::workspace::{CONFIG, Workspace, shown};
use crate::{Status, Terminal};

/// So long nothing may happen before the check begins: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(50);

/// Checks until nobody reads any more.
pub(super) fn run(args: &CheckArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    if input::is_standard(args) {
        return Err(Failure::new(Status::Usage, "standard input is read once")
            .help("name a folder to watch, or pass `-` without --watch"));
    }
    let workspace = Workspace::locate(&args.paths)?;
    let (sender, events) = channel();
    let send = move |event: notify::Result<Event>| {
        if event.as_ref().map_or(true, matters) {
            let _ = sender.send(event.map(|_| ()));
        }
    };
    let mut watcher = notify::recommended_watcher(send).map_err(|it| unwatched(&workspace, &it))?;
    watcher
        .watch(&workspace.root, RecursiveMode::Recursive)
        .map_err(|error| unwatched(&workspace, &error))?;
    loop {
        terminal.clear();
        let outcome = once(args, terminal);
        let status = terminal.tell(outcome);
        terminal.say("watching for changes: Ctrl-C ends it");
        terminal.tell(Ok(status));
        if terminal.reader_is_gone() {
            return Ok(status);
        }
        wait(&events).map_err(|error| unwatched(&workspace, &error))?;
    }
}

/// Waits for a change, and then until it is quiet.
fn wait(events: &Receiver<notify::Result<()>>) -> notify::Result<()> {
    let gone = || notify::Error::generic("nobody watches any more");
    events.recv().map_err(|_| gone())??;
    loop {
        match events.recv_timeout(QUIET) {
            Ok(event) => event?,
            Err(RecvTimeoutError::Timeout) => return Ok(()),
            Err(RecvTimeoutError::Disconnected) => return Err(gone()),
        }
    }
}

/// Whether an event could change what is said: a file that was only read cannot, and a report
/// must not, or each check would bring the next.
fn matters(event: &Event) -> bool {
    !event.kind.is_access() && event.paths.iter().any(|path| is_read(path) || is_folder(path))
}

/// Whether a check reads it.
fn is_read(path: &Path) -> bool {
    let word = |part: Option<&OsStr>| part.and_then(OsStr::to_str).unwrap_or_default().to_owned();
    let (name, ending) = (word(path.file_name()), word(path.extension()));
    let is_baseline = ending == "json" && name.contains("baseline");
    ending == "charter" || name == CONFIG || name.ends_with("ignore") || is_baseline
}

/// A folder that came or went takes its files along.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || (path.extension().is_none() && !path.exists())
}

fn unwatched(workspace: &Workspace, error: &notify::Error) -> Failure {
    let root = shown(&workspace.root);
    let reason = error.to_string().to_lowercase();
    Failure::new(Status::Unreadable, format!("`{root}` cannot be watched: {reason}"))
        .help("check it without --watch")
}
