//! Finding and reading: every `.charter` file below a folder, in all threads at once.
//!
//! They are found first and read when somebody looks at them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use charter::config::Globs;
use ignore::{DirEntry, ParallelVisitor, ParallelVisitorBuilder, WalkBuilder, WalkState};
use rayon::prelude::*;

/// No file is read beyond this: far above what a charter may have, far below what hurts.
pub const MOST: u64 = 64 << 20;

/// What was found below a folder.
#[derive(Debug, Default)]
pub struct Found {
    /// The paths of what there is to read.
    pub paths: Vec<String>,
    /// Where a path leads that cannot be told in Unicode.
    pub odd: HashMap<String, PathBuf>,
    /// What could not be read, by path.
    pub unread: Vec<Unread>,
}

/// A file or a folder that could not be read.
#[derive(Debug)]
pub struct Unread {
    /// Relative to the root where it is known.
    pub path: String,
    /// Why.
    pub error: io::Error,
}

/// Finds every charter below some folders, and every file that is named itself.
///
/// What `.gitignore` and `.ignore` leave out, what is hidden and what is excluded is
/// not found. Paths are relative to the root. The order is the same on every run.
pub fn below(root: &Path, within: &[PathBuf], exclude: &Globs) -> Found {
    let gathered = Mutex::new(Found::default());
    let Some((first, rest)) = within.split_first() else {
        return Found::default();
    };
    let mut walk = WalkBuilder::new(first);
    for path in rest {
        walk.add(path);
    }
    let walk = walk.require_git(false).git_global(false).threads(threads()).build_parallel();
    walk.visit(&mut Finders { root, exclude, gathered: &gathered });
    let mut found = gathered.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    found.paths.par_sort_unstable();
    found.paths.dedup();
    found.unread.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// As many as there are cores: reading is waiting, but walking is work.
fn threads() -> usize {
    std::thread::available_parallelism().map_or(2, |cores| cores.get().min(12))
}

struct Finders<'a> {
    root: &'a Path,
    exclude: &'a Globs,
    gathered: &'a Mutex<Found>,
}

impl<'a> ParallelVisitorBuilder<'a> for Finders<'a> {
    fn build(&mut self) -> Box<dyn ParallelVisitor + 'a> {
        Box::new(Finder {
            root: self.root,
            exclude: self.exclude,
            gathered: self.gathered,
            found: Found::default(),
        })
    }
}

/// One thread: what it finds it keeps to itself until it is done.
struct Finder<'a> {
    root: &'a Path,
    exclude: &'a Globs,
    gathered: &'a Mutex<Found>,
    found: Found,
}

impl Drop for Finder<'_> {
    fn drop(&mut self) {
        let mut gathered = self.gathered.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        gathered.paths.append(&mut self.found.paths);
        gathered.odd.extend(self.found.odd.drain());
        gathered.unread.append(&mut self.found.unread);
    }
}

impl ParallelVisitor for Finder<'_> {
    fn visit(&mut self, entry: Result<DirEntry, ignore::Error>) -> WalkState {
        match entry {
            Ok(entry) => self.enter(&entry),
            Err(error) => {
                self.refuse(error);
                WalkState::Continue
            }
        }
    }
}

impl Finder<'_> {
    fn enter(&mut self, entry: &DirEntry) -> WalkState {
        let Some(kind) = entry.file_type() else { return WalkState::Continue };
        let named = entry.depth() == 0;
        if kind.is_dir() {
            let skip = !named && self.exclude.matches_folder(&relative(self.root, entry.path()));
            return if skip { WalkState::Skip } else { WalkState::Continue };
        }
        let charter = || entry.path().extension().is_some_and(|ending| ending == "charter");
        if kind.is_file() && (named || charter()) {
            let path = relative(self.root, entry.path());
            if named || !self.exclude.matches(&path) {
                self.found(path, entry.path());
            }
        }
        WalkState::Continue
    }

    fn found(&mut self, path: String, file: &Path) {
        if file.to_str().is_none() {
            self.found.odd.insert(path.clone(), file.to_owned());
        }
        self.found.paths.push(path);
    }

    fn refuse(&mut self, error: ignore::Error) {
        let (path, error) = unpack(error);
        // Loops of links are not followed, and patterns that cannot be read match nothing.
        let Some(error) = error.into_io_error() else { return };
        let path = path.map_or_else(String::new, |path| relative(self.root, &path));
        self.found.unread.push(Unread { path, error });
    }
}

/// The bytes of a file, or of a huge one so much that it is known to be too long.
pub(crate) fn bytes(file: &Path) -> io::Result<Vec<u8>> {
    thread_local! {
        /// Most files fit into what the last one needed.
        static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    }
    BUFFER.with_borrow_mut(|buffer| {
        buffer.clear();
        fill(File::open(file)?, buffer)?;
        Ok(buffer.clone())
    })
}

/// Reads a file, or of a huge one so much that it is known to be too long.
pub(crate) fn fill(file: impl io::Read, buffer: &mut Vec<u8>) -> io::Result<()> {
    file.take(MOST + 1).read_to_end(buffer)?;
    if buffer.len() as u64 > MOST {
        // The cut may go through a character, which is no mistake of the author's.
        let whole = std::str::from_utf8(buffer).map_or_else(|error| error.valid_up_to(), str::len);
        if buffer.len() - whole < 4 {
            buffer.truncate(whole);
        }
    }
    Ok(())
}

fn unpack(error: ignore::Error) -> (Option<PathBuf>, ignore::Error) {
    match error {
        ignore::Error::WithPath { path, err } => (Some(path), unpack(*err).1),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            unpack(*err)
        }
        other => (None, other),
    }
}

/// A path as reports show it: relative to the root, with `/` between folders.
pub(crate) fn relative(root: &Path, path: &Path) -> String {
    let text = match within(root, path) {
        Some(text) => text.into(),
        None => path.strip_prefix(root).unwrap_or(path).to_string_lossy(),
    };
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// What a path has beyond a folder, where both are Unicode and spelled alike, as all is that
/// a walk finds. To compare them folder by folder costs more than all else about a path.
fn within<'p>(root: &Path, path: &'p Path) -> Option<&'p str> {
    let rest = path.to_str()?.strip_prefix(root.to_str()?)?;
    rest.strip_prefix(std::path::MAIN_SEPARATOR)
}
