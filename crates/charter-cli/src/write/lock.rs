//! One build at a time: the second waits a little, then fails and says so.

use std::fs::{self, File};
use std::io;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::{Place, failure, refused};
use crate::Failure;
use crate::workspace::shown;

/// Held as long as this lives. The system takes it back when a process dies.
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Takes the lock of a place.
pub(super) fn take(place: &Place, patience: Duration) -> Result<Lock, Failure> {
    let begun = Instant::now();
    loop {
        if let Some(lock) = attempt(&place.lock).map_err(|error| refused(&place.target, &error))? {
            return Ok(lock);
        }
        if begun.elapsed() >= patience {
            let message = format!("another build is writing to `{}`", shown(&place.target));
            return Err(failure(message).help("wait until it has ended, then build again"));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[cfg(unix)]
fn attempt(path: &PathBuf) -> io::Result<Option<Lock>> {
    use rustix::fs::{FlockOperation, flock};
    let file = File::options().create(true).truncate(false).write(true).open(path)?;
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) if is_still(&file, path)? => Ok(Some(Lock { path: path.clone(), _file: file })),
        Ok(()) | Err(rustix::io::Errno::WOULDBLOCK | rustix::io::Errno::INTR) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Whoever held it before may have removed the file that we have just locked.
#[cfg(unix)]
fn is_still(file: &File, path: &PathBuf) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let ours = file.metadata()?;
    match fs::metadata(path) {
        Ok(theirs) => Ok((ours.dev(), ours.ino()) == (theirs.dev(), theirs.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(windows)]
fn attempt(path: &PathBuf) -> io::Result<Option<Lock>> {
    use std::os::windows::fs::OpenOptionsExt;
    const SHARING_VIOLATION: i32 = 32;
    match File::options().create(true).truncate(false).write(true).share_mode(4).open(path) {
        Ok(file) => Ok(Some(Lock { path: path.clone(), _file: file })),
        Err(error) if error.raw_os_error() == Some(SHARING_VIOLATION) => Ok(None),
        Err(error) => Err(error),
    }
}
