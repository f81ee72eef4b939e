//! What is tried: the program and the parser, each reached in one place only.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use charter_syntax::{Parse, SourceId};

/// The day on which every run stands, so that none depends on the clock.
pub const TODAY: &str = "2026-11-20";

/// [`TODAY`] at midnight, as `SOURCE_DATE_EPOCH` wants it.
pub const TODAY_EPOCH: &str = "1795132800";

/// The tree of a text.
pub fn parse(text: &str) -> Parse {
    charter_syntax::parse(SourceId(1), text)
}

/// The program `charter` as Cargo built it for this run, in the profile of this run,
/// unless the environment names another (`CHARTER_BIN`).
pub fn binary() -> PathBuf {
    match std::env::var_os("CHARTER_BIN") {
        Some(path) => path.into(),
        None => profile_folder().join(format!("charter-tried{}", std::env::consts::EXE_SUFFIX)),
    }
}

/// Runs `charter` with these arguments on the day [`TODAY`].
pub fn charter<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Output {
    Command::new(binary())
        .args(arguments)
        .env("SOURCE_DATE_EPOCH", TODAY_EPOCH)
        .output()
        .unwrap_or_else(|error| panic!("{} does not run: {error}", binary().display()))
}

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// `target/debug` or `target/release`: the test itself runs from `deps` below it.
fn profile_folder() -> PathBuf {
    let here = std::env::current_exe().unwrap_or_default();
    let folder = here.parent().unwrap_or(Path::new("."));
    match folder.ends_with("deps") {
        true => folder.parent().unwrap_or(folder).to_path_buf(),
        false => folder.to_path_buf(),
    }
}
