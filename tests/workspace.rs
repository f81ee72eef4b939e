//! Workspaces as the tests make them: paths and texts, written into a folder.

use std::fs;
use std::io;
use std::path::Path;

/// A path relative to the workspace, with `/`, and the text of the file.
pub type File = (String, String);

/// Writes files below a folder and makes the folders that they need.
pub fn write<'a>(folder: &Path, files: impl IntoIterator<Item = &'a File>) -> io::Result<()> {
    files.into_iter().try_for_each(|file| write_one(folder, file))
}

/// Writes one file below a folder.
pub fn write_one(folder: &Path, (path, text): &File) -> io::Result<()> {
    let target = folder.join(path);
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(target, text)
}

/// Text between quotes, as the language writes it.
pub fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{escaped}\"")
}
