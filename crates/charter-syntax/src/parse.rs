//! One text, read: items cut apart, each read strictly, the broken ones mended first.

use crate::diagnostic::Diagnostic;
use crate::grammar::{self, Read, Rule};
use crate::lower::{Lower, Map};
use crate::mend::{self, Mended};
use crate::span::{SourceId, Span};
use crate::tree::{Document, Item};
use crate::{MAX_BYTES, Parse, split};

/// Reads a text. This cannot fail: the tree holds what was understood, and there
/// is one finding for each thing that was not.
///
/// A text of more than [`MAX_BYTES`] is one finding, and is read as far as that.
pub fn parse(source: SourceId, text: &str) -> Parse {
    let mut parse = Reading::default();
    let text = within_bounds(source, text, &mut parse.errors);
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let base = text.len() - body.len();
    for chunk in split::chunks(body) {
        let start = (base + chunk.start) as u32;
        read_chunk(source, &body[chunk], start, &mut parse);
    }
    parse.errors.sort_by_key(|error| error.span());
    let Reading { items, comments, errors } = parse;
    Parse { document: Document { items: items.into(), comments: comments.into() }, errors }
}

/// What came of a text so far.
#[derive(Default)]
struct Reading {
    items: Vec<Item>,
    comments: Vec<Span>,
    errors: Vec<Diagnostic>,
}

/// The text as far as it is read; ends with a whole item.
pub(crate) fn within_bounds<'t>(
    source: SourceId,
    text: &'t str,
    errors: &mut Vec<Diagnostic>,
) -> &'t str {
    if text.len() <= MAX_BYTES {
        return text;
    }
    let end = boundary(text, MAX_BYTES);
    let end = split::chunks(&text[..end]).last().map_or(0, |last| last.start);
    let message = format!("this file is longer than {} MiB", MAX_BYTES >> 20);
    let place = Span::new(source, end as u32, end as u32);
    errors.push(
        Diagnostic::error("encoding", message, place, "not read from here on")
            .help("split it into several files"),
    );
    &text[..end]
}

/// The last place at or before another where a letter begins.
pub(crate) fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Reads one item and what stands around it.
fn read_chunk(source: SourceId, chunk: &str, base: u32, parse: &mut Reading) {
    if chunk.bytes().all(|byte| byte.is_ascii_whitespace()) {
        return;
    }
    if memchr::memchr2(b'\t', b'\r', chunk.as_bytes()).is_some() {
        return read_blanked(source, chunk, base, parse);
    }
    read_plain(source, chunk, base, parse);
}

/// Tabs and carriage returns are blanks; a blank is as long, so places stay.
fn read_blanked(source: SourceId, chunk: &str, base: u32, parse: &mut Reading) {
    read_plain(source, &chunk.replace(['\t', '\r'], " "), base, parse);
}

fn read_plain(source: SourceId, chunk: &str, base: u32, parse: &mut Reading) {
    let hopeless = split::is_cut_short(chunk) || mend::has_long_list(chunk);
    if !hopeless && let Ok(read) = grammar::read(Rule::items, chunk) {
        let map = Map::Plain(base);
        let mut lower = Lower::new(source, &map);
        let (items, comments) = lower_all(&mut lower, &read);
        let errors = lower.errors;
        if errors.is_empty() || !mend::is_crowded(chunk) {
            parse.take(items, comments, errors);
            return;
        }
    }
    match parse.errors.len() {
        MOST_ERRORS => parse.errors.push(too_many(Span::new(source, base, base))),
        more if more > MOST_ERRORS => {}
        _ => {
            read_mended(source, mend::mend(source, chunk, base), parse);
            parse.errors.truncate(MOST_ERRORS);
        }
    }
}

/// How many findings about one file anybody reads. What reads whole is read all the same.
const MOST_ERRORS: usize = 500;

fn too_many(place: Span) -> Diagnostic {
    let message = "this file has too many mistakes: what is broken below is not looked at";
    Diagnostic::error("syntax", message, place, "from here on")
        .help("mend what is above, and check again")
}

/// Reads a text that was mended, with the findings of the mending.
fn read_mended(source: SourceId, mended: Mended, parse: &mut Reading) {
    let Mended { text, origins, errors, garbled } = mended;
    let map = Map::Mended(origins);
    parse.errors.extend(errors);
    let read = match grammar::read(Rule::items, &text) {
        Ok(read) => read,
        Err(stop) => {
            let at = map.offset(stop.at);
            parse.errors.push(lost(Span::new(source, at, at)));
            return;
        }
    };
    let mut lower = Lower::new(source, &map);
    let (mut items, comments) = lower_all(&mut lower, &read);
    let errors = lower.errors;
    for (place, keyword) in garbled {
        let at = items.partition_point(|item| item.span.end <= place);
        if let Some(item) = items.get_mut(at).filter(|item| item.span.start <= place) {
            item.garbled.push(keyword);
        }
    }
    parse.take(items, comments, errors);
}

/// What is said where mending did not help.
pub(crate) fn lost(place: Span) -> Diagnostic {
    Diagnostic::error("syntax", "this item is not understood from here on", place, "lost here")
        .help("compare it with an example in the guide to the language")
}

fn lower_all(lower: &mut Lower<'_>, read: &Read<'_>) -> (Vec<Item>, Vec<Span>) {
    let items = read.nodes().filter_map(|node| lower.item(node)).collect();
    (items, lower.comments(read))
}

impl Reading {
    fn take(&mut self, items: Vec<Item>, comments: Vec<Span>, errors: Vec<Diagnostic>) {
        self.items.extend(items);
        self.comments.extend(comments);
        self.errors.extend(errors);
    }
}
