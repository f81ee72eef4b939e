//! Waiting for changes: whatever could change what a check says or a build writes.

use std::ffi::OsStr;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::workspace::{CONFIG, Workspace, shown};
use crate::{Failure, Status};

/// So long nothing may happen before work begins: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(50);

/// What comes to who waits.
type Told = notify::Result<ControlFlow<()>>;

/// A workspace that is watched as long as this lives.
pub(crate) struct Watch {
    root: String,
    /// What to do where nothing can be watched.
    instead: &'static str,
    told: Receiver<Told>,
    sender: Sender<Told>,
    _watcher: RecommendedWatcher,
}

/// Ends a watch, from wherever it is.
pub(crate) struct Ender(Sender<Told>);

impl Ender {
    /// Whoever waits, waits no more.
    pub(crate) fn end(&self) {
        let _ = self.0.send(Ok(ControlFlow::Break(())));
    }
}

impl Watch {
    /// Begins to watch; what happens from now on is not missed.
    pub(crate) fn of(workspace: &Workspace, instead: &'static str) -> Result<Watch, Failure> {
        let root = shown(&workspace.root);
        let (sender, told) = channel();
        let send = {
            let sender = sender.clone();
            move |event: notify::Result<Event>| {
                if event.as_ref().map_or(true, matters) {
                    let _ = sender.send(event.map(|_| ControlFlow::Continue(())));
                }
            }
        };
        let watcher = notify::recommended_watcher(send).and_then(|mut watcher| {
            watcher.watch(&workspace.root, RecursiveMode::Recursive)?;
            Ok(watcher)
        });
        match watcher {
            Ok(watcher) => Ok(Watch { root, instead, told, sender, _watcher: watcher }),
            Err(error) => Err(unwatched(&root, instead, &error)),
        }
    }

    /// What ends it.
    pub(crate) fn ender(&self) -> Ender {
        Ender(self.sender.clone())
    }

    /// Waits for a change, and then until it is quiet; breaks where it was ended.
    pub(crate) fn wait(&self) -> Result<ControlFlow<()>, Failure> {
        self.quiet().map_err(|error| unwatched(&self.root, self.instead, &error))
    }

    fn quiet(&self) -> Told {
        let gone = || notify::Error::generic("nobody watches any more");
        let mut turn = self.told.recv().map_err(|_| gone())??;
        while turn.is_continue() {
            match self.told.recv_timeout(QUIET) {
                Ok(told) => turn = told?,
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return Err(gone()),
            }
        }
        Ok(turn)
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

fn unwatched(root: &str, instead: &str, error: &notify::Error) -> Failure {
    let reason = error.to_string().to_lowercase();
    Failure::new(Status::Unreadable, format!("`{root}` cannot be watched: {reason}")).help(instead)
}
