//! Laying out the files of a build in a fresh folder.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use charter::emit::Artifact;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::{failure, foreign};
use crate::Failure;

/// Whether every file stays within the folder, is named once, and is listed in the index.
pub(super) fn check(files: &[Artifact]) -> Result<(), Failure> {
    let mut paths = BTreeSet::new();
    for Artifact { path, .. } in files {
        if !is_plain(path) {
            return Err(failure(format!("`{path}` is not a path within the build")));
        }
        if !paths.insert(path.as_str()) {
            return Err(failure(format!("two artifacts have the path `{path}`")));
        }
    }
    let index = files.iter().find(|file| file.path == foreign::INDEX);
    let listed = index.and_then(|index| foreign::listed(&index.bytes)).unwrap_or_default();
    match paths.into_iter().find(|path| !listed.contains(*path)) {
        Some(path) => Err(failure(format!("`{}` does not list `{path}`", foreign::INDEX))),
        None => Ok(()),
    }
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

/// Writes every file into a folder that is not there yet.
pub(super) fn files(folder: &Path, files: &[Artifact]) -> io::Result<()> {
    fs::create_dir(folder)?;
    let folders = files.iter().filter_map(|file| Path::new(&file.path).parent());
    let folders: BTreeSet<PathBuf> = folders.map(|it| folder.join(it)).collect();
    for folder in folders {
        fs::create_dir_all(folder)?;
    }
    files.par_iter().try_for_each(|file| fs::write(folder.join(&file.path), &file.bytes))
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn no_path_leaves_the_folder() {
        for path in ["index.json", "calendar/seat/vp-product.ics"] {
            assert!(is_plain(path), "{path}");
        }
        for path in ["", "/a", "a/", "a//b", "../a", "a/../b", "a/.", "C:a", "a\\b", "a\0", ".a"] {
            assert!(!is_plain(path), "{path}");
        }
    }
}
