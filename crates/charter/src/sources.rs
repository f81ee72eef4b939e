//! The texts of a workspace, by number.

use std::fmt;
use std::sync::Arc;

use charter_syntax::{SourceId, Span};

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

/// Every text of a workspace. Number 0 is the embedded standard.
#[derive(Clone)]
pub struct Sources {
    list: Vec<Source>,
    is_there: Option<IsThere>,
}

/// Tells whether a path of the workspace is there. Nothing in here looks at a disk:
/// whoever calls does.
type IsThere = Arc<dyn Fn(&str) -> bool + Send + Sync>;

impl fmt::Debug for Sources {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.list).finish()
    }
}

impl Sources {
    /// The number of the embedded standard.
    pub const STANDARD: SourceId = SourceId(0);

    /// The standard and these, sorted by path so that numbers are the same on every run.
    pub fn new(mut sources: Vec<Source>) -> Self {
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        let standard =
            Source { path: "standard.charter".into(), text: STANDARD.into(), broken_at: None };
        sources.insert(0, standard);
        Sources { list: sources, is_there: None }
    }

    /// The same, and somebody who tells whether a path, relative to the workspace, is there.
    pub fn asking(mut self, is_there: impl Fn(&str) -> bool + Send + Sync + 'static) -> Self {
        self.is_there = Some(Arc::new(is_there));
        self
    }

    /// The same with a text in the place of the one of its path.
    pub fn with(&self, source: Source) -> Self {
        let others = self.list.iter().skip(1).filter(|it| it.path != source.path).cloned();
        let all = others.chain([source.clone()]).collect();
        Sources { is_there: self.is_there.clone(), ..Sources::new(all) }
    }

    /// Whether a path is there; none where nobody can tell.
    pub fn is_there(&self, path: &str) -> Option<bool> {
        self.is_there.as_ref().map(|is_there| is_there(path))
    }

    /// A source by its number.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.list[id.0 as usize]
    }

    /// All, the standard first.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.list.iter().enumerate().map(|(i, source)| (SourceId(i as u32), source))
    }

    /// How many there are, the standard not counted.
    pub fn len(&self) -> usize {
        self.list.len() - 1
    }

    /// Whether there is nothing but the standard.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A span and its lines, where nothing else stands on them: what is removed with it.
    pub fn whole_lines(&self, span: Span) -> Span {
        let text = &self.get(span.source).text;
        let (before, after) = (text.get(..span.start as usize), text.get(span.end as usize..));
        let (Some(before), Some(after)) = (before, after) else { return span };
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let end = after.find('\n').map_or(after.len(), |at| at + 1);
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
