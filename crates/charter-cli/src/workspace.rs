//! A workspace: where it is, what it says of itself, and what it holds.

use std::collections::HashSet;
use std::fs;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use charter::config::Config;
use charter::report;
use charter::rule;
use charter::{Analysis, Diagnostic, SourceId, Sources, analyze_without_lints};

use crate::failure::{Failure, reason};
use crate::read::{self, Found, Unread};
use crate::{Status, Terminal};

pub(crate) const CONFIG: &str = "charter.toml";

/// A folder of charters.
pub(crate) struct Workspace {
    /// The folder that holds `charter.toml`, else the one that was given.
    pub root: PathBuf,
    /// What `charter.toml` says.
    pub config: Config,
    /// Whether there is a `charter.toml`.
    declared: bool,
    /// What was given, where only a part is meant.
    given: Vec<PathBuf>,
}

/// What a workspace holds.
pub(crate) struct Contents {
    /// Every text.
    pub sources: Sources,
    /// What could not be read so far.
    unread: Arc<Mutex<Vec<Unread>>>,
}

impl Workspace {
    /// The workspace of where you stand, or of what is given.
    pub(crate) fn find(given: &[PathBuf]) -> Result<Workspace, Failure> {
        let mut workspace = Workspace::locate(given)?;
        if workspace.declared {
            workspace.config = config(&workspace.root)?;
        }
        Ok(workspace)
    }

    /// The same, but what it says of itself is not read yet.
    pub(crate) fn locate(given: &[PathBuf]) -> Result<Workspace, Failure> {
        let given = given.iter().map(|path| meant(path)).collect::<Result<Vec<_>, _>>()?;
        let here = resolve(Path::new("."))?;
        let starts = if given.is_empty() { std::slice::from_ref(&here) } else { &given };
        let declared = declared(starts)?;
        let root = declared.clone().unwrap_or_else(|| common(starts));
        Ok(Workspace { root, config: Config::default(), declared: declared.is_some(), given })
    }

    /// Whether all of it is read, and not only what is given.
    pub(crate) fn is_whole(&self) -> bool {
        self.declared || self.given.is_empty()
    }

    /// Whether there is a `charter.toml`.
    pub(crate) fn is_declared(&self) -> bool {
        self.declared
    }

    /// Reads everything that belongs to it.
    pub(crate) fn read(&self, terminal: &Terminal) -> Contents {
        let contents = self.find_all(terminal);
        contents.sources.read_all();
        contents
    }

    /// Finds everything that belongs to it; it is read when it is looked at.
    pub(crate) fn find_all(&self, terminal: &Terminal) -> Contents {
        let _progress = terminal.progress("reading");
        let mut within = self.given.clone();
        let whole = self.declared || within.is_empty();
        // A folder that is named and is the root would be walked twice.
        if whole && !within.contains(&self.root) {
            within.insert(0, self.root.clone());
        }
        let Found { paths, odd, unread } =
            read::below(&self.root, &within, &self.config.workspace.exclude);
        let unread = Arc::new(Mutex::new(unread));
        let (root, told) = (self.root.clone(), Arc::clone(&unread));
        let read = move |path: &str| {
            let file = odd.get(path).cloned().unwrap_or_else(|| root.join(path));
            let failed = |error| list(&told).push(Unread { path: path.to_owned(), error });
            read::bytes(&file).map_err(failed).ok()
        };
        Contents { sources: Sources::read_by(paths, read), unread }
    }

    /// The paths that are meant, relative to the root.
    pub(crate) fn selection(&self) -> Selection {
        let parts = self.given.iter().map(|path| read::relative(&self.root, path));
        Selection { parts: parts.collect(), changed: None }
    }

    /// The folder of the workspace within its repository, with its `/`; nothing where it is
    /// the repository itself or in none. Hosts of repositories know files by that path.
    pub(crate) fn within_repository(&self) -> String {
        let mut above = self.root.ancestors();
        let Some(repository) = above.find(|it| it.join(".git").exists()) else {
            return String::new();
        };
        match read::relative(repository, &self.root) {
            here if here.is_empty() => here,
            folder => folder + "/",
        }
    }

    /// What is found, for a verb that looks back or ahead. It stays until the process ends, which
    /// is soon: the system takes memory back faster than we do.
    pub(crate) fn understand(&self, contents: &Contents) -> ManuallyDrop<Analysis> {
        ManuallyDrop::new(analyze_without_lints(&contents.sources, &self.config))
    }

    /// The failure of a workspace that holds nothing.
    pub(crate) fn empty(&self) -> Failure {
        let meant =
            if self.given.is_empty() { std::slice::from_ref(&self.root) } else { &self.given };
        let meant: Vec<String> = meant.iter().map(|path| format!("`{}`", shown(path))).collect();
        let message = format!("there is no `.charter` file in {}", meant.join(", "));
        Failure::new(Status::NoInput, message)
            .help("write one, stand in another folder, or pass --allow-empty where none is fine")
    }
}

impl Contents {
    /// Nothing yet.
    pub(crate) fn none() -> Contents {
        Contents { sources: Sources::new(Vec::new()), unread: Arc::default() }
    }

    /// The same, and lints may ask whether a path is there. What is compiled may not: it
    /// would differ from one machine to the other.
    pub(crate) fn looking(self, workspace: &Workspace) -> Contents {
        let root = workspace.root.clone();
        let is_there = move |path: &str| root.join(path).exists();
        Contents { sources: self.sources.asking(is_there), unread: self.unread }
    }

    /// Whether something could not be read.
    pub(crate) fn has_unread(&self) -> bool {
        !list(&self.unread).is_empty()
    }

    /// The files that were read or will be.
    pub(crate) fn files(&self) -> impl Iterator<Item = (SourceId, &str)> {
        let unread: HashSet<String> = list(&self.unread).iter().map(|it| it.path.clone()).collect();
        self.sources.paths().skip(1).filter(move |(_, path)| !unread.contains(*path))
    }

    /// What could not be read, as reports tell it.
    pub(crate) fn unread(&self) -> Vec<report::Unread> {
        let told =
            |it: &Unread| report::Unread { path: it.path.clone(), reason: reason(&it.error) };
        list(&self.unread).iter().map(told).collect()
    }

    /// Says what could not be read.
    pub(crate) fn tell_unread(&self, terminal: &mut Terminal) -> Status {
        let mut unread = list(&self.unread);
        unread.sort_by(|a, b| a.path.cmp(&b.path));
        for Unread { path, error } in unread.iter() {
            let message = format!("`{path}` cannot be read: {}", reason(error));
            terminal.warn(&Failure::new(Status::Unreadable, message));
        }
        if unread.is_empty() { Status::Clean } else { Status::Unreadable }
    }

    /// Says which files changed while they were checked.
    pub(crate) fn tell_changed(&self, terminal: &mut Terminal) {
        for path in self.sources.changed() {
            let message = format!("`{path}` changed while it was checked");
            let failure = Failure::new(Status::Unreadable, message);
            terminal.warn(&failure.help("what is said of it has no lines: check again"));
        }
    }
}

fn list(unread: &Mutex<Vec<Unread>>) -> MutexGuard<'_, Vec<Unread>> {
    unread.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A part of a workspace.
pub(crate) struct Selection {
    parts: Vec<String>,
    /// The files that have changed, where only those are meant.
    changed: Option<HashSet<String>>,
}

impl Selection {
    /// One file.
    pub(crate) fn file(path: &str) -> Selection {
        Selection { parts: vec![path.to_owned()], changed: None }
    }

    /// The same, of these files alone.
    pub(crate) fn changed(self, files: HashSet<String>) -> Selection {
        Selection { changed: Some(files), ..self }
    }

    /// Whether everything is meant.
    pub(crate) fn is_all(&self) -> bool {
        self.changed.is_none() && self.is_everywhere()
    }

    /// Whether only what has changed is meant.
    pub(crate) fn is_of_changes(&self) -> bool {
        self.changed.is_some()
    }

    fn is_everywhere(&self) -> bool {
        self.parts.is_empty() || self.parts.iter().any(String::is_empty)
    }

    /// Whether a path is meant.
    pub(crate) fn includes(&self, path: &str) -> bool {
        let below = |part: &String| {
            path.strip_prefix(part.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let has_changed = self.changed.as_ref().is_none_or(|files| files.contains(path));
        has_changed && (self.is_everywhere() || self.parts.iter().any(below))
    }

    /// Whether a finding is meant: it stands where it is told first, but a change in any
    /// place that it speaks of may have brought it.
    pub(crate) fn means(&self, finding: &Diagnostic, sources: &Sources) -> bool {
        let told = if self.changed.is_some() { finding.labels.len() } else { 1 };
        let mut places = finding.labels.iter().take(told).map(|it| it.span.source);
        self.is_all() || places.any(|source| self.includes(sources.path(source)))
    }
}

/// Whether a path is, or leads to, what an author wrote: nothing else may take its place.
pub(crate) fn is_authored(path: &Path) -> bool {
    let written = |path: &Path| {
        path.extension().is_some_and(|ending| ending == "charter") || path.ends_with(CONFIG)
    };
    written(path) || fs::canonicalize(path).is_ok_and(|target| written(&target))
}

/// A path as people know it.
pub(crate) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok().and_then(|here| fs::canonicalize(here).ok());
    let relative = here.as_deref().and_then(|here| path.strip_prefix(here).ok());
    match relative {
        Some(relative) if relative.as_os_str().is_empty() => ".".into(),
        Some(relative) => relative.display().to_string(),
        None => path.display().to_string(),
    }
}

/// A folder, or a charter: not whatever else a shell may have put in place of `*`.
fn meant(path: &Path) -> Result<PathBuf, Failure> {
    let resolved = resolve(path)?;
    if resolved.is_dir() || resolved.extension().is_some_and(|ending| ending == "charter") {
        return Ok(resolved);
    }
    let message =
        format!("`{}` is no charter: its name does not end in `.charter`", path.display());
    Err(Failure::new(Status::Usage, message).help("name folders and `.charter` files, or pass `-`"))
}

fn resolve(path: &Path) -> Result<PathBuf, Failure> {
    fs::canonicalize(path).map_err(|error| {
        let message = format!("`{}` cannot be read: {}", path.display(), reason(&error));
        Failure::new(Status::Unreadable, message)
    })
}

/// The one folder above all of these that holds a `charter.toml`.
fn declared(starts: &[PathBuf]) -> Result<Option<PathBuf>, Failure> {
    let upward = |start: &PathBuf| {
        start.ancestors().find(|it| it.join(CONFIG).is_file()).map(Path::to_owned)
    };
    let mut roots = starts.iter().map(upward);
    let first = roots.next().flatten();
    match roots.find(|root| *root != first) {
        None => Ok(first),
        Some(_) => Err(Failure::new(Status::Usage, "these paths belong to different workspaces")
            .help("check one workspace at a time: the folder that holds its `charter.toml`")),
    }
}

/// The deepest folder that holds all of these.
fn common(starts: &[PathBuf]) -> PathBuf {
    let folder = |path: &PathBuf| match path.parent() {
        Some(parent) if path.is_file() => parent.to_owned(),
        _ => path.clone(),
    };
    let mut root = starts.first().map(folder).unwrap_or_default();
    while !starts.iter().all(|start| start.starts_with(&root)) && root.pop() {}
    root
}

fn config(root: &Path) -> Result<Config, Failure> {
    let path = root.join(CONFIG);
    let name = shown(&path);
    let bytes = fs::read(&path).map_err(|error| {
        let message = format!("`{name}` cannot be read: {}", reason(&error));
        Failure::new(Status::Unreadable, message)
    })?;
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::new(Status::Usage, format!("`{name}` is not UTF-8")).help("save the file as UTF-8")
    })?;
    Config::parse(&text, &rule::known()).map_err(|error| Failure::config(&name, text, error))
}
