//! The target and its neighbours: where the new build grows and where an old one goes.

use std::ffi::{OsStr, OsString};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The folders and the file that one build needs, all in one folder.
pub(super) struct Place {
    /// What readers read.
    pub(super) target: PathBuf,
    /// Where the new build grows; after an exchange in one step, where the old one is.
    pub(super) fresh: PathBuf,
    /// Where the old one is during an exchange in two steps.
    pub(super) old: PathBuf,
    /// Held by the build that is at work.
    pub(super) lock: PathBuf,
}

impl Place {
    /// The place of a target, through links; the folders above it are made.
    pub(super) fn of(target: &Path) -> io::Result<Place> {
        let target = match fs::canonicalize(target) {
            Ok(target) => target,
            Err(error) if error.kind() == ErrorKind::NotFound => absent(target)?,
            Err(error) => return Err(error),
        };
        let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
            return Err(io::Error::new(ErrorKind::InvalidInput, "it is not a folder in a folder"));
        };
        let beside = |what: &str| parent.join(hidden(name, what));
        Ok(Place {
            fresh: beside("charter-new"),
            old: beside("charter-old"),
            lock: beside("charter-lock"),
            target,
        })
    }

    /// Clears what a killed build left, and puts back what it had taken away.
    pub(super) fn recover(&self) -> io::Result<()> {
        if self.old.exists() && !self.target.exists() {
            fs::rename(&self.old, &self.target)?;
        }
        self.remove(&self.old)?;
        self.remove(&self.fresh)
    }

    /// Removes one of the neighbours, whole.
    pub(super) fn remove(&self, neighbour: &Path) -> io::Result<()> {
        match fs::remove_dir_all(neighbour) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// Not there yet: its parent is made, so that it can be locked and written beside.
fn absent(target: &Path) -> io::Result<PathBuf> {
    if fs::symlink_metadata(target).is_ok() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "it is a link to nothing"));
    }
    let target = env::current_dir()?.join(target);
    let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
        return Err(io::Error::new(ErrorKind::InvalidInput, "it does not end in a name"));
    };
    fs::create_dir_all(parent)?;
    Ok(fs::canonicalize(parent)?.join(name))
}

/// `.dist.charter-new`
fn hidden(name: &OsStr, what: &str) -> OsString {
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(".");
    hidden.push(what);
    hidden
}
