//! The proof: what the tests share.

#[path = "openstack/convert.rs"]
pub mod convert;
pub mod damage;
pub mod generate;
pub mod markdown;
pub mod mutate;
pub mod navigate;
pub mod pointed;
pub mod rng;
pub mod say;
pub mod shown;
pub mod subject;
pub mod workspace;

use std::path::{Path, PathBuf};

/// The folder of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// Every file below a folder with an ending, sorted by path.
pub fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = files_of(folder);
    found.retain(|path| path.extension().is_some_and(|it| it == ending));
    found
}

/// Every file below a folder, sorted by path.
pub fn files_of(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
