//! The files of a workspace, seen from here: whoever starts the server gives them.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use charter::Sources;
use charter::config::Config;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// What a folder holds.
#[derive(Debug)]
pub struct Loaded {
    /// The folder of the workspace.
    pub root: PathBuf,
    /// What `charter.toml` says, or the default.
    pub config: Config,
    /// Every charter of it, the standard first.
    pub sources: Sources,
    /// Why `charter.toml` was not understood, for a person.
    pub trouble: Option<String>,
}

/// Files, a clock and where it hangs: all that the server knows of the machine.
pub trait Disk: Send + Sync {
    /// The path that a path leads to, links followed; of what is not there yet, where it will be.
    fn resolve(&self, path: &Path) -> PathBuf;

    /// The folder of the workspace that a file or a folder belongs to: that of its
    /// `charter.toml`; nothing where there is none.
    fn root_of(&self, path: &Path) -> Option<PathBuf>;

    /// Everything that a workspace holds. A file that is named itself is part of it, even
    /// where the workspace leaves it out.
    fn load(&self, root: &Path, named: &[PathBuf]) -> Loaded;

    /// The bytes of a file; nothing where it cannot be read.
    fn read(&self, file: &Path) -> Option<Vec<u8>>;

    /// Whether a file may have changed since a moment; where nobody can tell, it may.
    fn has_changed(&self, file: &Path, since: SystemTime) -> bool;

    /// The day that lints look at.
    fn today(&self) -> Date;

    /// The zone of whoever reads.
    fn zone(&self) -> TimeZone;
}
