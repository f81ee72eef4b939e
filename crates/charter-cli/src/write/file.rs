//! One file, whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Writes a file beside its place and moves it there, so that nobody reads half of it and
/// what was there stays if this fails. Folders above it are made. What is no file
/// but takes bytes (a pipe, `/dev/stdout`) is written to as it is.
pub(crate) fn file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => {
            Err(io::Error::new(ErrorKind::IsADirectory, "it is a folder"))
        }
        Ok(found) if !found.is_file() || is_device(path) => directly(path, bytes),
        Ok(_) => beside(&fs::canonicalize(path)?, bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let path = std::path::absolute(path)?;
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            beside(&path, bytes)
        }
        Err(error) => Err(error),
    }
}

/// What stands for an open file may be a file on a disk, and is not ours to move away.
fn is_device(path: &Path) -> bool {
    ["/dev/stdout", "/dev/stderr", "/dev/fd", "/proc"].iter().any(|it| path.starts_with(it))
}

fn directly(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::options().append(true).open(path)?;
    file.write_all(bytes)?;
    file.flush()
}

fn beside(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let fresh = fresh(path)?;
    let written = fs::write(&fresh, bytes).and_then(|()| fs::rename(&fresh, path));
    written.inspect_err(|_| {
        let _ = fs::remove_file(&fresh);
    })
}

/// `.out.sarif.charter-4711`: hidden, and another one for each process.
fn fresh(path: &Path) -> io::Result<PathBuf> {
    let no_name = || io::Error::new(ErrorKind::InvalidInput, "it does not end in a name");
    let mut hidden = OsString::from(".");
    hidden.push(path.file_name().ok_or_else(no_name)?);
    hidden.push(format!(".charter-{}", std::process::id()));
    Ok(path.with_file_name(hidden))
}
