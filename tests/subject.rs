//! What is tried: the program and the parser, each reached in one place only.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use charter_syntax::Parse;

/// The day on which every run stands, so that none depends on the clock.
pub const TODAY: &str = "2026-11-20";

/// [`TODAY`] at midnight, as `SOURCE_DATE_EPOCH` wants it.
pub const TODAY_EPOCH: &str = "1795132800";

/// The tree of a text.
pub fn parse(text: &str) -> Parse {
    // To be wired: charter_syntax::parse(SourceId(1), text)
    let _ = text;
    Parse::default()
}

/// The program `charter`, freshly built in the profile of the tests, unless the
/// environment names one (`CHARTER_BIN`).
pub fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| match std::env::var_os("CHARTER_BIN") {
        Some(path) => path.into(),
        None => build(),
    })
}

/// Runs `charter` with these arguments on the day [`TODAY`].
pub fn charter<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Output {
    Command::new(binary())
        .args(arguments)
        .env("SOURCE_DATE_EPOCH", TODAY_EPOCH)
        .output()
        .unwrap_or_else(|error| panic!("{} does not run: {error}", binary().display()))
}

fn build() -> PathBuf {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet", "--package", "charter-cli", "--bin", "charter"]);
    if !cfg!(debug_assertions) {
        cargo.arg("--release");
    }
    let status = cargo.current_dir(root()).status();
    assert!(status.is_ok_and(|status| status.success()), "`charter` does not build");
    let name = format!("charter{}", std::env::consts::EXE_SUFFIX);
    profile_folder().join(name)
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
