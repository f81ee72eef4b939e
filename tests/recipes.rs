//! What the README shows on a console is run, and prints what stands there.
//!
//! A block of `console` has lines that begin with `$ `, each followed by what it prints. They
//! run in a folder with the examples and with what is built of them, on one day and in one
//! zone; `BLESS=1` writes what they print.

use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use charter_tests::markdown::{Block, blocks};
use charter_tests::{root, subject};

#[test]
fn the_readme_prints_what_it_shows() {
    if Command::new("jq").arg("--version").output().is_err() {
        eprintln!("skipped: jq is not here");
        return;
    }
    let path = root().join("README.md");
    let page = std::fs::read_to_string(&path).expect("the README");
    let folder = Folder::new();
    let consoles: Vec<Block> =
        blocks(&page).into_iter().filter(|block| block.info == "console").collect();
    let shown: Vec<String> = consoles.iter().map(|block| folder.shows(&block.text)).collect();
    let commands = shown.iter().flat_map(|text| text.lines()).filter(|line| line.starts_with("$ "));
    let recipes = commands.filter(|line| line.contains("jq ")).count();
    assert!(recipes >= 8, "{recipes} recipes");
    if std::env::var_os("BLESS").is_some() {
        let mut blessed = page.clone();
        for (block, text) in consoles.iter().zip(&shown).rev() {
            blessed.replace_range(block.range.clone(), text);
        }
        return std::fs::write(&path, blessed).expect("the README is written");
    }
    for (block, text) in consoles.iter().zip(&shown) {
        assert_eq!(&block.text, text, "BLESS=1 writes what is printed");
    }
}

#[test]
fn a_recipe_that_prints_something_else_is_noticed() {
    let folder = Folder::new();
    assert_eq!(folder.shows("$ echo one\ntwo\n"), "$ echo one\none\n");
    assert_eq!(folder.shows("# why\n$ false\n"), "# why\n$ false\n");
    let shown = std::panic::catch_unwind(|| folder.shows("$ charter nonsense\n"));
    assert!(shown.is_err(), "a command that is called wrongly is no recipe");
}

/// Where the commands run.
struct Folder(tempfile::TempDir);

impl Folder {
    /// With the examples, what is built of them, and `charter` on the path.
    fn new() -> Folder {
        let folder = Folder(tempfile::tempdir().expect("a folder"));
        let here = folder.0.path();
        std::fs::create_dir(here.join("bin")).expect("a folder");
        symlink(subject::binary(), here.join("bin/charter")).expect("a link");
        symlink(root().join("examples"), here.join("examples")).expect("a link");
        folder.runs("charter build examples/acme --out dist");
        folder
    }

    /// A block with what its commands print.
    fn shows(&self, text: &str) -> String {
        let mut shown = String::new();
        for line in text.lines() {
            match line.strip_prefix("$ ") {
                Some(command) => shown.push_str(&format!("{line}\n{}", self.runs(command))),
                // A question stands before its command; all else is what was printed.
                None if line.starts_with("# ") => shown.push_str(&format!("{line}\n")),
                None => {}
            }
        }
        shown
    }

    /// What a command prints.
    fn runs(&self, command: &str) -> String {
        let here: &Path = self.0.path();
        let path =
            format!("{}:{}", here.join("bin").display(), std::env::var("PATH").expect("a path"));
        let mut shell = Command::new("bash");
        shell.args(["-o", "pipefail", "-c", command]).current_dir(here).env("PATH", path);
        shell.env("SOURCE_DATE_EPOCH", subject::TODAY_EPOCH).env("TZ", "Europe/London");
        let output = shell.env("LC_ALL", "C.UTF-8").env_remove("COLUMNS").output().expect("bash");
        let err = String::from_utf8_lossy(&output.stderr);
        // A difference is status 1; whatever is above it is a mistake.
        assert!(matches!(output.status.code(), Some(0 | 1)), "{command}\n{err}");
        String::from_utf8(output.stdout).expect("UTF-8")
    }
}
