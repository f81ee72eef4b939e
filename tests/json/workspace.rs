//! Workspaces to compile, and files to compare with.

use std::path::{Path, PathBuf};

use charter::config::Config;
use charter::emit::{self, Artifact, BuildOptions, Part};
use charter::rule;
use charter::{Analysis, Source, Sources, analyze_as_declared};
use serde_json::Value;

/// The small workspace with a little of everything.
pub(crate) const SMALL: &str = include_str!("small.charter");

/// Texts and what came of them.
pub(crate) struct Workspace {
    pub(crate) sources: Sources,
    pub(crate) analysis: Analysis,
}

impl Workspace {
    /// Of files by path.
    pub(crate) fn new(files: &[(&str, &str)], toml: &str) -> Workspace {
        let of = |&(path, text): &(&str, &str)| Source::new(path, text.as_bytes().to_vec());
        Workspace::of(files.iter().map(of).collect(), toml)
    }

    /// Of one text.
    pub(crate) fn text(text: &str) -> Workspace {
        Workspace::new(&[("all.charter", text)], "")
    }

    /// The example.
    pub(crate) fn acme() -> Workspace {
        let root = root().join("examples/acme");
        let mut files = Vec::new();
        gather(&root, &root, &mut files);
        let toml = std::fs::read_to_string(root.join("charter.toml")).unwrap_or_default();
        Workspace::of(files, &toml)
    }

    fn of(files: Vec<Source>, toml: &str) -> Workspace {
        let config = Config::parse(toml, &rule::known()).expect("a configuration");
        let sources = Sources::new(files);
        let analysis = analyze_as_declared(&sources, &config);
        Workspace { sources, analysis }
    }

    /// Its files of one part.
    pub(crate) fn build(&self, part: Part) -> Vec<Artifact> {
        self.build_with(&BuildOptions { only: Some(part), ..BuildOptions::default() })
    }

    pub(crate) fn build_with(&self, options: &BuildOptions) -> Vec<Artifact> {
        emit::build(&self.analysis, &self.sources, options).expect("a build that is true")
    }

    /// `charters.json`, as a value.
    pub(crate) fn charters(&self) -> Value {
        value(&file(&self.build(Part::Json), "charters.json").bytes)
    }
}

fn gather(root: &Path, folder: &Path, files: &mut Vec<Source>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            gather(root, &path, files);
        } else if path.extension().is_some_and(|it| it == "charter") {
            let name = path.strip_prefix(root).expect("a path below the folder");
            let bytes = std::fs::read(&path).expect("a file");
            files.push(Source::new(name.to_string_lossy().replace('\\', "/"), bytes));
        }
    }
}

/// The folder of the project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a folder above").to_owned()
}

/// One of the files of a build.
pub(crate) fn file<'a>(files: &'a [Artifact], path: &str) -> &'a Artifact {
    files.iter().find(|it| it.path == path).unwrap_or_else(|| panic!("no `{path}`"))
}

/// Bytes as a value.
pub(crate) fn value(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).expect("JSON")
}

/// The item of a name in one of the lists of `charters.json`.
pub(crate) fn item<'a>(charters: &'a Value, list: &str, name: &str) -> &'a Value {
    let items = charters[list].as_array().expect("a list");
    items.iter().find(|it| it["name"] == name).unwrap_or_else(|| panic!("no `{name}`"))
}

/// Fails where a file does not hold these bytes; writes them under `BLESS=1`.
pub(crate) fn hold(path: &Path, bytes: &[u8]) {
    if std::env::var_os("BLESS").is_some() {
        let folder = path.parent().expect("a folder");
        std::fs::create_dir_all(folder).expect("a folder to write in");
        return std::fs::write(path, bytes).expect("a file to write");
    }
    let held = std::fs::read(path).unwrap_or_default();
    let (held, new) = (String::from_utf8_lossy(&held), String::from_utf8_lossy(bytes));
    // A checkout may change line ends.
    let held = held.replace("\r\n", "\n");
    let differs = held.lines().zip(new.lines()).position(|(a, b)| a != b);
    let line = differs.unwrap_or_else(|| held.lines().count().min(new.lines().count())) + 1;
    let shown = |text: &str| text.lines().nth(line - 1).unwrap_or("the end").to_owned();
    assert!(
        held == new,
        "{} differs at line {line}:\n  held: {}\n  new:  {}",
        path.display(),
        shown(&held),
        shown(&new),
    );
}
