//! Whose files are these: only what a build listed in its index is ever removed.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, io};

use serde::Deserialize;

use super::{failure, refused};
use crate::workspace::shown;
use crate::{Failure, read};

/// The file in which a build lists what it wrote, itself included.
pub(super) const INDEX: &str = "index.json";
/// What the name of the format of an index begins with.
pub(super) const FORMAT: &str = "charter-index/";

/// Of an index, what is needed here.
#[derive(Deserialize)]
struct Index<'i> {
    #[serde(borrow)]
    format: Cow<'i, str>,
    #[serde(borrow)]
    files: Vec<File<'i>>,
}

#[derive(Deserialize)]
struct File<'i> {
    #[serde(borrow)]
    path: Cow<'i, str>,
}

/// The paths that an index lists, and its own; nothing where it is not one of ours.
pub(super) fn listed(index: &[u8]) -> Option<BTreeSet<Cow<'_, str>>> {
    let index: Index<'_> = serde_json::from_slice(index).ok()?;
    let paths = index.files.into_iter().map(|file| file.path);
    index.format.starts_with(FORMAT).then(|| paths.chain([INDEX.into()]).collect())
}

/// Fails where a folder, which people know by another name, holds files that no build wrote.
pub(super) fn refuse(folder: &Path, name: &Path, replace: bool) -> Result<(), Failure> {
    if replace && !folder.is_file() {
        return Ok(());
    }
    let strangers = strangers(folder).map_err(|error| refused(name, &error))?;
    if strangers.is_empty() {
        return Ok(());
    }
    let message =
        format!("`{}` holds files that charter did not write: {}", shown(name), some(&strangers));
    Err(failure(message).help(
        "move them away, name another folder with --out, or pass --replace to have them removed",
    ))
}

fn some(paths: &[String]) -> String {
    let shown: Vec<String> = paths.iter().take(3).map(|path| format!("`{path}`")).collect();
    match paths.len() - shown.len() {
        0 => shown.join(", "),
        rest => format!("{} and {rest} more", shown.join(", ")),
    }
}

fn strangers(folder: &Path) -> io::Result<Vec<String>> {
    let kind = match fs::symlink_metadata(folder) {
        Ok(metadata) => metadata.file_type(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    if !kind.is_dir() {
        return Err(io::Error::new(io::ErrorKind::NotADirectory, "it is a file, not a folder"));
    }
    let index = fs::read(folder.join(INDEX)).unwrap_or_default();
    let own = listed(&index).unwrap_or_default();
    let mut all = Vec::new();
    gather(folder, folder, &mut all)?;
    all.retain(|path| !own.contains(path.as_str()));
    all.sort();
    Ok(all)
}

/// Every path below a folder that is not a folder itself; links are not followed.
fn gather(root: &Path, folder: &Path, all: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            gather(root, &entry.path(), all)?;
        } else {
            all.push(read::relative(root, &entry.path()));
        }
    }
    Ok(())
}
