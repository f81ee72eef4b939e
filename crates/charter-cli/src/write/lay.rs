//! Laying out the files of a build in a fresh folder.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Error, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use charter::emit::Artifact;

use super::{failure, foreign};
use crate::Failure;

/// As much of a file is written at once.
const BUFFER: usize = 1 << 17;

/// Whether every file stays within the folder, is named once, and is listed in the index.
pub(super) fn check(files: &[Artifact]) -> Result<(), Failure> {
    let mut paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    paths.sort_unstable();
    if let Some(path) = paths.iter().find(|path| !is_plain(path)) {
        return Err(failure(stray(path)));
    }
    if let Some(pair) = paths.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(failure(doubled(pair[0])));
    }
    let index = files.iter().find(|file| file.path == foreign::INDEX);
    let index = index.map_or(&[][..], |index| &index.bytes);
    unlisted(index, paths).map_or(Ok(()), |message| Err(failure(message)))
}

fn stray(path: &str) -> String {
    format!("`{path}` is not a path within the build")
}

fn doubled(path: &str) -> String {
    format!("two artifacts have the path `{path}`")
}

/// What is to be said where an index lacks a file: a later build could not remove it.
fn unlisted<'p>(index: &[u8], paths: impl IntoIterator<Item = &'p str>) -> Option<String> {
    let listed = foreign::listed(index).unwrap_or_default();
    let path = paths.into_iter().find(|path| !listed.contains(*path))?;
    Some(format!("`{}` does not list `{path}`", foreign::INDEX))
}

/// Whether an index plainly lists these paths, in their order, as ours do: to find that out
/// is a tenth of the work of understanding the index.
fn lists_in_order(index: &[u8], paths: &BTreeSet<String>) -> bool {
    let mut rest = std::str::from_utf8(index).unwrap_or_default();
    rest.contains(foreign::FORMAT)
        && paths.iter().filter(|path| *path != foreign::INDEX).all(|path| {
            let entry = format!("\"path\": \"{path}\"");
            let found = rest.find(&entry).and_then(|at| rest.get(at + entry.len()..));
            rest = found.unwrap_or_default();
            found.is_some()
        })
}

/// Names and slashes, and nothing that means another folder on any system.
fn is_plain(path: &str) -> bool {
    let name = |name: &str| {
        !name.is_empty()
            && !name.starts_with('.')
            && !name.ends_with('.')
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
    };
    path.split('/').all(name)
}

/// A folder that was not there, and that takes files from several threads at once.
pub struct Fresh {
    folder: PathBuf,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    paths: BTreeSet<String>,
    /// The first thing that went wrong: what follows from it is not told.
    error: Option<Error>,
}

impl Fresh {
    /// Makes the folder, and fills it with what it is told.
    pub(super) fn fill<T>(
        folder: &Path,
        tell: impl FnOnce(&Fresh) -> io::Result<T>,
    ) -> io::Result<T> {
        fs::create_dir(folder)?;
        let fresh = Fresh { folder: folder.to_owned(), state: Mutex::default() };
        let told = tell(&fresh);
        let State { paths, error } =
            fresh.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        error.map_or(Ok(()), Err)?;
        let told = told?;
        let index = fs::read(folder.join(foreign::INDEX)).unwrap_or_default();
        if lists_in_order(&index, &paths) {
            return Ok(told);
        }
        let unlisted = unlisted(&index, paths.iter().map(String::as_str));
        unlisted.map_or(Ok(told), |message| Err(invalid(message)))
    }

    /// Writes a file. Where one could not be written, no other is.
    pub fn put(&self, path: &str, pieces: &[&[u8]]) -> io::Result<()> {
        self.claim(path)?;
        write(&self.folder.join(path), pieces).map_err(|error| self.fail(error))
    }

    fn claim(&self, path: &str) -> io::Result<()> {
        let mut state = self.state();
        if state.error.is_some() {
            return Err(given_up());
        }
        let wrong = match () {
            () if !is_plain(path) => stray(path),
            () if !state.paths.insert(path.to_owned()) => doubled(path),
            () => return Ok(()),
        };
        drop(state);
        Err(self.fail(invalid(wrong)))
    }

    fn fail(&self, error: Error) -> Error {
        self.state().error.get_or_insert(error);
        given_up()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn invalid(message: String) -> Error {
    Error::new(ErrorKind::InvalidData, message)
}

fn given_up() -> Error {
    Error::other("the build was given up")
}

fn write(path: &Path, pieces: &[&[u8]]) -> io::Result<()> {
    let mut file = create(path)?;
    if let [all] = pieces {
        return file.write_all(all);
    }
    let size = pieces.iter().map(|piece| piece.len()).sum::<usize>();
    let mut out = BufWriter::with_capacity(size.min(BUFFER), file);
    pieces.iter().try_for_each(|piece| out.write_all(piece))?;
    out.flush()
}

/// A file that was not there; its folder is made for the first one in it.
fn create(path: &Path) -> io::Result<File> {
    let create = || File::options().write(true).create_new(true).open(path);
    match create() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            create()
        }
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leaves_the_folder() {
        for path in ["index.json", "calendar/seat/vp-product.ics"] {
            assert!(is_plain(path), "{path}");
        }
        for path in ["", "/a", "a/", "a//b", "../a", "a/../b", "a/.", "C:a", "a\\b", "a\0", ".a"] {
            assert!(!is_plain(path), "{path}");
        }
    }

    #[test]
    fn the_first_error_is_told_and_nothing_is_written_after_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let fresh = folder.path().join("fresh");
        let told = Fresh::fill(&fresh, |fresh| {
            fresh.put("a/one.ics", &[b"o", b"ne"])?;
            assert_eq!(fs::read(folder.path().join("fresh/a/one.ics"))?, b"one");
            let _ = fresh.put("a/one.ics", &[b"two"]);
            fresh.put("a/three.ics", &[])
        });
        let error = told.expect_err("a path twice");
        assert_eq!(error.to_string(), "two artifacts have the path `a/one.ics`");
        assert!(!fresh.join("a/three.ics").exists());
    }

    #[test]
    fn an_index_of_ours_is_known_at_a_glance() {
        let paths = ["a.ics", "b/c.json", "index.json"].map(str::to_owned).into();
        let index = |one: &str, two: &str| {
            let files = format!("{{\"path\": \"{one}\"}}, {{\"path\": \"{two}\"}}");
            format!("{{\"format\": \"charter-index/1\", \"files\": [{files}]}}").into_bytes()
        };
        assert!(lists_in_order(&index("a.ics", "b/c.json"), &paths));
        assert!(!lists_in_order(&index("b/c.json", "a.ics"), &paths));
        assert!(!lists_in_order(&index("a.ics", "b/d.json"), &paths));
    }

    #[test]
    fn what_is_not_listed_is_not_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let told = Fresh::fill(&folder.path().join("fresh"), |fresh| {
            fresh.put("a.ics", &[b"a"])?;
            fresh.put("index.json", &[br#"{"format":"charter-index/1","files":[]}"#])
        });
        assert_eq!(told.expect_err("not listed").to_string(), "`index.json` does not list `a.ics`");
    }
}
