//! A text as the parser reads it, chunk by chunk, where it reads at all.

use std::borrow::Cow;

use crate::diagnostic::Diagnostic;
use crate::grammar::{self, Read, Rule};
use crate::lower::{Lower, Map};
use crate::span::{SourceId, Span};
use crate::{mend, parse, split};

/// A text that the grammar reads: as it stands, or with blanks put where words touched.
pub(super) struct Whole<'t>(Cow<'t, str>);

impl Whole<'_> {
    /// Its pieces.
    pub(super) fn read(&self) -> Option<Read<'_>> {
        grammar::read(Rule::items, &self.0).ok()
    }
}

/// Every chunk of a text, or the first finding of what is broken.
pub(super) fn chunks(text: &str) -> Result<Vec<Whole<'_>>, Box<Diagnostic>> {
    let mut too_long = Vec::new();
    let text = parse::within_bounds(SOURCE, text, &mut too_long);
    if let Some(finding) = too_long.pop() {
        return Err(Box::new(finding));
    }
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let base = text.len() - body.len();
    let chunks = split::chunks(body).into_iter();
    chunks.map(|range| whole((base + range.start) as u32, blanked(&body[range]))).collect()
}

/// A finding about one text needs no number for it.
const SOURCE: SourceId = SourceId(0);

/// Tabs and carriage returns are blanks.
fn blanked(chunk: &str) -> Cow<'_, str> {
    match memchr::memchr2(b'\t', b'\r', chunk.as_bytes()) {
        Some(_) => Cow::Owned(chunk.replace(['\t', '\r'], " ")),
        None => Cow::Borrowed(chunk),
    }
}

/// A chunk as it stands, if it reads and does not only seem to: `vp#why` is one word to the
/// grammar, and a word and a comment to people.
fn whole(base: u32, chunk: Cow<'_, str>) -> Result<Whole<'_>, Box<Diagnostic>> {
    if chunk.bytes().all(|byte| byte.is_ascii_whitespace()) {
        return Ok(Whole(Cow::Borrowed("")));
    }
    let hopeless = split::is_cut_short(&chunk) || mend::has_long_list(&chunk);
    if hopeless || grammar::read(Rule::items, &chunk).is_err() {
        return spaced(base, &chunk).map(|text| Whole(Cow::Owned(text)));
    }
    if mend::is_crowded(&chunk) && !is_sound(&chunk) {
        match spaced(base, &chunk) {
            Ok(text) if is_sound(&text) => return Ok(Whole(Cow::Owned(text))),
            Ok(_) => {}
            // As the parser reads it, it is broken: a comment behind a word hid a brace.
            Err(finding) => return Err(finding),
        }
    }
    Ok(Whole(chunk))
}

/// A chunk with blanks where words touched braces, quotes and comments: mended, if there was
/// nothing else to mend.
fn spaced(base: u32, chunk: &str) -> Result<String, Box<Diagnostic>> {
    let mut mended = mend::mend(SOURCE, chunk, base);
    mended.errors.sort_by_key(Diagnostic::span);
    match mended.errors.into_iter().next() {
        Some(finding) => Err(Box::new(finding)),
        None => match grammar::read(Rule::items, &mended.text) {
            Ok(_) => Ok(mended.text),
            Err(stop) => {
                let at = mended.origins.get(stop.at).copied().unwrap_or(base);
                Err(Box::new(parse::lost(Span::new(SOURCE, at, at))))
            }
        },
    }
}

/// Whether every word is what it has to be where it stands.
fn is_sound(text: &str) -> bool {
    let Ok(read) = grammar::read(Rule::items, text) else { return false };
    let map = Map::Plain(0);
    let mut lower = Lower::new(SOURCE, &map);
    read.nodes().for_each(|node| drop(lower.item(node)));
    lower.errors.is_empty()
}
