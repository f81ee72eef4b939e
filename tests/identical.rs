//! The same sources give the same bytes: wherever they lie, wherever the program is
//! started, whatever the clock, the zone and the language of the machine.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use charter_tests::subject;

/// Every file below a folder, by its path.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// What a machine may have that no output may show.
struct Machine {
    zone: &'static str,
    language: &'static str,
    /// Noon of a day.
    epoch: &'static str,
}

const HERE: Machine = Machine { zone: "UTC", language: "C", epoch: "1795176000" };

/// A year and a day later, beyond the date line.
const THERE: Machine =
    Machine { zone: "Pacific/Apia", language: "tr_TR.UTF-8", epoch: "1826798400" };

#[test]
fn a_build_is_the_same_on_every_machine() {
    let folder = tempfile::tempdir().expect("a folder");
    let (one, other) = (folder.path().join("one"), folder.path().join("an other/föld er"));
    let acme = tree(&subject::root().join("examples/acme"));
    put(&one, &acme);
    put(&other, &acme);

    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    succeed(&HERE.run(folder.path(), &["build", text(&one), "--out", text(&first)]));
    // From within the workspace and with a path that is relative.
    succeed(&THERE.run(&other, &["build", ".", "--out", text(&second)]));
    same(&tree(&first), &tree(&second));
    assert_eq!(tree(&other), acme, "a build leaves the sources alone");
}

#[test]
fn a_second_build_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (acme, out) = (subject::root().join("examples/acme"), folder.path().join("dist"));
    let build = ["build", text(&acme), "--out", text(&out)];
    succeed(&HERE.run(folder.path(), &build));
    let before = tree(&out);
    succeed(&THERE.run(folder.path(), &build));
    same(&before, &tree(&out));
}

#[test]
fn a_check_says_the_same_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    for example in ["acme", "anti"] {
        let sources = tree(&subject::root().join("examples").join(example));
        let (one, other) = (folder.path().join(example), folder.path().join("other").join(example));
        put(&one, &sources);
        put(&other, &sources);
        let check = ["check", ".", "--format", "json", "--as-of", subject::TODAY];
        let (first, second) = (HERE.run(&one, &check), THERE.run(&other, &check));
        assert!(!first.stdout.is_empty());
        assert_eq!(first.status, second.status);
        let words = |output: &Output| String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(words(&first), words(&second), "{example}");
    }
}

impl Machine {
    fn command(&self, at: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(subject::binary());
        command.args(arguments).current_dir(at).env("TZ", self.zone);
        command.env("LANG", self.language).env("LC_ALL", self.language);
        command.env("SOURCE_DATE_EPOCH", self.epoch);
        command
    }

    fn run(&self, at: &Path, arguments: &[&str]) -> Output {
        self.command(at, arguments).output().expect("it runs")
    }
}

fn succeed(output: &Output) {
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}\n{words}", output.status);
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

fn put(folder: &Path, files: &Tree) {
    for (path, bytes) in files {
        let target = folder.join(path);
        fs::create_dir_all(target.parent().expect("a parent")).expect("a folder");
        fs::write(target, bytes).expect("written");
    }
}

fn tree(folder: &Path) -> Tree {
    let mut files = Tree::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).expect("a file");
                let path = path.strip_prefix(folder).expect("below the folder").to_path_buf();
                files.insert(path, bytes);
            }
        }
    }
    files
}

/// The same files with the same bytes; the first line that differs is shown.
fn same(one: &Tree, other: &Tree) {
    assert!(!one.is_empty(), "nothing was written");
    let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(one), names(other));
    for (path, bytes) in one {
        let (first, second) =
            (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&other[path]));
        let differ = first.lines().zip(second.lines()).find(|(a, b)| a != b);
        assert!(*bytes == other[path], "{} differs: {differ:#?}", path.display());
    }
}
