//! A disk in memory: files by path, and a day that stands still.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use charter::config::Config;
use charter::{Sources, rule};
use charter_lsp::{Disk, Loaded};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

/// Files by path. A copy is the same disk.
#[derive(Clone, Default)]
pub(crate) struct Files(Arc<Mutex<BTreeMap<PathBuf, Vec<u8>>>>);

impl Files {
    /// A disk with these files.
    pub(crate) fn of<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> Files {
        let disk = Files::default();
        files.into_iter().for_each(|(path, text)| disk.write(path, text));
        disk
    }

    /// Writes a file.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let mut files = self.0.lock().expect("nobody panics with it");
        files.insert(path.into(), text.as_bytes().to_vec());
    }

    /// Takes a file away.
    pub(crate) fn remove(&self, path: &str) {
        self.0.lock().expect("nobody panics with it").remove(Path::new(path));
    }

    fn bytes(&self, path: &Path) -> Option<Vec<u8>> {
        self.0.lock().expect("nobody panics with it").get(path).cloned()
    }

    fn below(&self, root: &Path) -> Vec<PathBuf> {
        let files = self.0.lock().expect("nobody panics with it");
        let charters = files.keys().filter(|it| it.extension().is_some_and(|it| it == "charter"));
        charters.filter(|it| it.starts_with(root)).cloned().collect()
    }
}

/// A file at which the disk panics, as nothing may: what a mistake of ours would look like.
pub(crate) const CURSED: &str = "/w/cursed.charter";

impl Disk for Files {
    fn resolve(&self, path: &Path) -> PathBuf {
        assert!(path != Path::new(CURSED), "this panic belongs to a test");
        path.to_owned()
    }

    fn root_of(&self, path: &Path) -> Option<PathBuf> {
        let mut above = path.ancestors();
        above.find(|it| self.bytes(&it.join("charter.toml")).is_some()).map(Path::to_owned)
    }

    fn load(&self, key: &Path, named: &[PathBuf]) -> Loaded {
        let is_file = key.extension().is_some();
        let root = if is_file { key.parent().unwrap_or(key) } else { key };
        let toml = self.bytes(&root.join("charter.toml")).unwrap_or_default();
        let parsed = Config::parse(&String::from_utf8_lossy(&toml), &rule::known());
        let (config, trouble) = match parsed {
            Ok(config) => (config, None),
            Err(error) => (Config::default(), Some(error.message)),
        };
        let mut files = if is_file { Vec::new() } else { self.below(root) };
        files.extend(named.iter().filter(|it| self.bytes(it).is_some()).cloned());
        files.sort();
        files.dedup();
        let relative =
            |it: &PathBuf| it.strip_prefix(root).unwrap_or(it).to_string_lossy().into_owned();
        let (disk, from) = (self.clone(), root.to_owned());
        let paths = files.iter().map(relative).collect();
        let sources = Sources::read_by(paths, move |path| disk.bytes(&from.join(path)));
        Loaded { root: root.to_owned(), config, sources, trouble }
    }

    fn read(&self, file: &Path) -> Option<Vec<u8>> {
        self.bytes(file)
    }

    fn has_changed(&self, file: &Path, _: SystemTime) -> bool {
        self.bytes(file).is_some() && file.extension().is_some_and(|it| it == "charter")
    }

    fn today(&self) -> Date {
        date(2026, 11, 29)
    }

    fn zone(&self) -> TimeZone {
        TimeZone::UTC
    }
}
