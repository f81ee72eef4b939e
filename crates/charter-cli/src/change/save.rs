//! Writing one file so that nobody ever sees half of it.
//!
//! The new text goes into a file beside the old one, which then takes its name in one step.
//! Links are followed and stay; rights and owner are kept.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Puts a text in the place of another, if that one is still there.
pub(super) fn save(file: &Path, before: &str, after: &str) -> io::Result<()> {
    let file = fs::canonicalize(file)?;
    let there = fs::metadata(&file)?;
    if there.permissions().readonly() {
        return Err(io::Error::other("it is read-only"));
    }
    if fs::read(&file)? != before.as_bytes() {
        return Err(io::Error::other("somebody has changed it in the meantime"));
    }
    let fresh = beside(&file);
    let written = lay(&fresh, after, &there).and_then(|()| fs::rename(&fresh, &file));
    if written.is_err() {
        let _ = fs::remove_file(&fresh);
    }
    written
}

/// `.a.charter.4711.charter-new`: hidden, so that nobody takes it for a charter.
fn beside(file: &Path) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!(".{name}.{}.charter-new", std::process::id()))
}

fn lay(fresh: &Path, text: &str, like: &Metadata) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(fresh)?;
    file.write_all(text.as_bytes())?;
    keep_owner(&file, like);
    file.set_permissions(like.permissions())?;
    file.sync_all()
}

/// Only somebody who may give files away can keep another's; for all others it is theirs.
#[cfg(unix)]
fn keep_owner(file: &File, like: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let _ = fchown(file, Some(like.uid()), Some(like.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}
