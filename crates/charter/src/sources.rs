//! The texts of a workspace, by number.
//!
//! A path stays; a text need not. Findings show a few places of a few files, so that
//! what was read once is given back as soon as enough is kept, and is read again where
//! a finding lands in it.

use std::fmt;
use std::hash::Hasher;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, OnceLock};

use charter_syntax::{SourceId, Span};
use rayon::prelude::*;
use rustc_hash::FxHasher;

/// The standard, written in the language itself: always the first source.
pub const STANDARD: &str = include_str!("../../../grammar/standard.charter");

/// One text.
#[derive(Clone, Debug)]
pub struct Source {
    /// Relative to the workspace, with `/` between folders.
    pub path: String,
    /// What the file holds. In a file that is not UTF-8 a `?` stands for every wrong
    /// byte, so that places stay and the rest is read; it must not be written back.
    pub text: String,
    /// The offset of the first byte that is not UTF-8.
    pub broken_at: Option<u32>,
}

impl Source {
    /// A source from the bytes of a file.
    pub fn new(path: impl Into<String>, bytes: Vec<u8>) -> Self {
        let path = path.into();
        match String::from_utf8(bytes) {
            Ok(text) => Source { path, text, broken_at: None },
            Err(error) => {
                let wrong = error.utf8_error().valid_up_to();
                Source { path, text: legible(error.as_bytes()), broken_at: Some(wrong as u32) }
            }
        }
    }
}

/// As many bytes, all of them UTF-8. Bytes that are no text at all (a zero among them) are
/// left out.
fn legible(bytes: &[u8]) -> String {
    if memchr::memchr(0, bytes).is_some() {
        return String::new();
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '?'));
    }
    text
}

/// So many bytes of text are kept; whatever is beyond is read again where it is shown.
const KEPT: usize = 16 << 20;

/// Gives the bytes of a file by its path; none where it cannot be read, which whoever
/// gives them knows.
type Read = dyn Fn(&str) -> Option<Vec<u8>> + Send + Sync;

/// Tells whether a path is there. Nothing in here looks at a disk: whoever calls does.
type IsThere = dyn Fn(&str) -> bool + Send + Sync;

/// Every text of a workspace. Number 0 is the embedded standard. A copy is another hold of the
/// same texts: what is put into one of them does not change the other.
#[derive(Clone)]
pub struct Sources {
    list: Vec<Arc<Entry>>,
    read: Arc<Read>,
    is_there: Option<Arc<IsThere>>,
    kept: Arc<AtomicUsize>,
}

/// A path, and its text where that is here.
struct Entry {
    path: Box<str>,
    source: OnceLock<Box<Source>>,
    /// The fingerprint of what was read first, where that was given back.
    first: OnceLock<u64>,
}

impl Entry {
    fn of(source: Source) -> Arc<Entry> {
        let entry = Entry::named(source.path.as_str());
        entry.source.get_or_init(|| Box::new(source));
        entry
    }

    fn named(path: impl Into<Box<str>>) -> Arc<Entry> {
        Arc::new(Entry { path: path.into(), source: OnceLock::new(), first: OnceLock::new() })
    }
}

impl fmt::Debug for Sources {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.paths().map(|(_, path)| path)).finish()
    }
}

impl Sources {
    /// The number of the embedded standard.
    pub const STANDARD: SourceId = SourceId(0);

    /// The standard and these, sorted by path so that numbers are the same on every run.
    pub fn new(sources: Vec<Source>) -> Self {
        Sources::of(sources.into_iter().map(Entry::of).collect(), Arc::new(|_| None))
    }

    /// The same of files that are read when they are looked at, more than once if need be.
    pub fn read_by(
        paths: Vec<String>,
        read: impl Fn(&str) -> Option<Vec<u8>> + Send + Sync + 'static,
    ) -> Self {
        Sources::of(paths.into_iter().map(Entry::named).collect(), Arc::new(read))
    }

    fn of(mut list: Vec<Arc<Entry>>, read: Arc<Read>) -> Self {
        list.sort_by(|a, b| a.path.cmp(&b.path));
        let standard =
            Source { path: "standard.charter".into(), text: STANDARD.into(), broken_at: None };
        list.insert(0, Entry::of(standard));
        Sources { list, read, is_there: None, kept: Arc::default() }
    }

    /// The same, and somebody who tells whether a path, relative to the workspace, is there.
    pub fn asking(mut self, is_there: impl Fn(&str) -> bool + Send + Sync + 'static) -> Self {
        self.is_there = Some(Arc::new(is_there));
        self
    }

    /// Whether a path is there; none where nobody can tell.
    pub fn is_there(&self, path: &str) -> Option<bool> {
        self.is_there.as_ref().map(|is_there| is_there(path))
    }

    /// Puts a text in the place of the file of its path.
    pub fn put(&mut self, source: Source) {
        let found = self.list[1..].binary_search_by(|it| (*it.path).cmp(&*source.path));
        match found {
            Ok(at) => self.list[1 + at] = Entry::of(source),
            Err(at) => self.list.insert(1 + at, Entry::of(source)),
        }
    }

    /// The number of a path.
    pub fn find(&self, path: &str) -> Option<SourceId> {
        let found = self.list[1..].binary_search_by(|it| (*it.path).cmp(path));
        found.ok().map(|at| SourceId(1 + at as u32))
    }

    /// Reads whatever is not here yet, and keeps all of it.
    pub fn read_all(&self) {
        let entries = self.list.par_iter().with_min_len(16);
        entries.for_each(|entry| {
            self.source(entry);
        });
    }

    /// A source by its number.
    pub fn get(&self, id: SourceId) -> &Source {
        self.source(&self.list[id.0 as usize])
    }

    fn source<'s>(&'s self, entry: &'s Entry) -> &'s Source {
        entry.source.get_or_init(|| {
            let source = self.read_now(entry);
            let changed = entry.first.get().is_some_and(|first| *first != print(&source.text));
            // Places in the text that was read first mean nothing in another.
            Box::new(if changed { Source::new(source.path, Vec::new()) } else { source })
        })
    }

    fn read_now(&self, entry: &Entry) -> Source {
        Source::new(&*entry.path, (self.read)(&entry.path).unwrap_or_default())
    }

    /// Shows a source to whoever reads all of them once.
    pub(crate) fn look<T>(&self, id: SourceId, look: impl FnOnce(&Source) -> T) -> T {
        let entry = &self.list[id.0 as usize];
        if let Some(source) = entry.source.get() {
            return look(source);
        }
        let source = self.read_now(entry);
        let seen = look(&source);
        if self.kept.fetch_add(source.text.len(), Relaxed) < KEPT {
            entry.source.get_or_init(|| Box::new(source));
        } else {
            entry.first.get_or_init(|| print(&source.text));
        }
        seen
    }

    /// Files that are not what they were when they were read first: a finding in one is
    /// told without the lines it speaks of.
    pub fn changed(&self) -> impl Iterator<Item = &str> {
        let changed = |it: &&Arc<Entry>| match (it.first.get(), it.source.get()) {
            (Some(first), Some(source)) => *first != print(&source.text),
            _ => false,
        };
        self.list.iter().filter(changed).map(|it| &*it.path)
    }

    /// All, the standard first. What is not here is read.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.ids().map(|id| (id, self.get(id)))
    }

    /// The path of each, the standard first.
    pub fn paths(&self) -> impl Iterator<Item = (SourceId, &str)> {
        self.ids().map(|id| (id, self.path(id)))
    }

    /// The path of a source.
    pub fn path(&self, id: SourceId) -> &str {
        &self.list[id.0 as usize].path
    }

    /// The numbers of all, the standard's first.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = SourceId> {
        (0..self.list.len() as u32).map(SourceId)
    }

    /// How many there are, the standard not counted.
    pub fn len(&self) -> usize {
        self.list.len() - 1
    }

    /// Whether there is nothing but the standard.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A span and its lines, where nothing else stands on them: what is removed with it. A
    /// comment behind it stays, at the column where the line begins.
    pub fn whole_lines(&self, span: Span) -> Span {
        let text = &self.get(span.source).text;
        let (before, after) = (text.get(..span.start as usize), text.get(span.end as usize..));
        let (Some(before), Some(after)) = (before, after) else { return span };
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let end = after.find('\n').map_or(after.len(), |at| at + 1);
        if before[start..].trim().is_empty()
            && after.trim_start_matches([' ', '\t']).starts_with('#')
        {
            let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
            return Span { end: span.end + blanks as u32, ..span };
        }
        if !before[start..].trim().is_empty() || !after[..end].trim().is_empty() {
            return span;
        }
        Span { start: start as u32, end: span.end + end as u32, ..span }
    }

    /// The text of a span.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.source).text.get(span.range()).unwrap_or_default()
    }
}

fn print(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

    use super::{KEPT, Source, SourceId, Sources};

    /// More than is kept: what is read second is given back.
    fn sources(second: impl Fn(u32) -> &'static str + Send + Sync + 'static) -> Sources {
        let reads = AtomicU32::new(0);
        let read = move |path: &str| match path {
            "a" => Some(vec![b'#'; KEPT]),
            _ => Some(second(reads.fetch_add(1, Relaxed)).into()),
        };
        let sources = Sources::read_by(vec!["b".into(), "a".into()], read);
        sources.ids().for_each(|id| sources.look(id, |_| ()));
        sources
    }

    #[test]
    fn what_was_given_back_is_read_again() {
        let sources = sources(|_| "# b");
        assert_eq!(sources.get(SourceId(2)).text, "# b");
        assert_eq!(sources.changed().count(), 0);
    }

    #[test]
    fn what_is_another_text_by_now_shows_nothing() {
        let sources = sources(|read| ["# b", "# c"][read as usize]);
        assert_eq!(sources.get(SourceId(2)).text, "");
        assert_eq!(sources.changed().collect::<Vec<_>>(), ["b"]);
    }

    #[test]
    fn a_text_is_put_in_the_place_of_its_file() {
        let mut sources = sources(|_| "# b");
        sources.put(Source::new("b", b"# mine".to_vec()));
        sources.put(Source::new("aa", b"# new".to_vec()));
        let texts: Vec<&str> = sources.iter().skip(2).map(|(_, it)| &*it.text).collect();
        assert_eq!(texts, ["# new", "# mine"]);
    }
}
