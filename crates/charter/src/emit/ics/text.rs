//! Bytes of one content line: folded as they come, escaped as their kind demands.

use std::borrow::Cow;
use std::ops::Range;

/// The longest line, in octets, without its line break.
pub(super) const WIDTH: usize = 75;

/// Writes content lines, folding each at 75 octets and never inside a character.
pub(super) struct Pen<'o> {
    out: &'o mut Vec<u8>,
    /// Where the physical line begins.
    start: usize,
}

impl<'o> Pen<'o> {
    /// A pen at the start of a line.
    pub(super) fn new(out: &'o mut Vec<u8>) -> Self {
        let start = out.len();
        Pen { out, start }
    }

    /// Whole lines, each short and with its line break: nothing to fold, nothing to escape.
    pub(super) fn lines(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
        self.start = self.out.len();
    }

    /// How much is written.
    pub(super) fn at(&self) -> usize {
        self.out.len()
    }

    /// Whole lines that were written before, once more.
    pub(super) fn repeat(&mut self, lines: Range<usize>) {
        self.out.extend_from_within(lines);
        self.start = self.out.len();
    }

    /// The end of the line.
    pub(super) fn end(&mut self) {
        self.lines(b"\r\n");
    }

    /// A line of a name and a TEXT.
    pub(super) fn text_line(&mut self, head: &[u8], text: &str) {
        self.put(head);
        self.text(text);
        self.end();
    }

    /// Whole characters as they are.
    pub(super) fn put(&mut self, mut bytes: &[u8]) {
        loop {
            let room = (self.start + WIDTH).saturating_sub(self.out.len());
            if bytes.len() <= room {
                return self.out.extend_from_slice(bytes);
            }
            let (fits, rest) = bytes.split_at(boundary(bytes, room));
            self.out.extend_from_slice(fits);
            self.fold();
            bytes = rest;
        }
    }

    /// Bytes that stay on one line: readers that unescape before they unfold exist.
    fn put_whole(&mut self, bytes: &[u8]) {
        if self.out.len() + bytes.len() > self.start + WIDTH {
            self.fold();
        }
        self.out.extend_from_slice(bytes);
    }

    fn fold(&mut self) {
        self.out.extend_from_slice(b"\r\n ");
        self.start = self.out.len() - 1;
    }

    /// A TEXT: whatever it holds, it stays text.
    pub(super) fn text(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut plain = 0;
        let mut at = 0;
        while let Some(found) = special(bytes, at) {
            let (length, instead) = escape(&bytes[found..]);
            at = found + length;
            if let Some(instead) = instead {
                self.put(&bytes[plain..found]);
                self.put_whole(instead);
                plain = at;
            }
        }
        self.put(&bytes[plain..]);
    }

    /// A URI: what a URI cannot hold is written in percent.
    pub(super) fn uri(&mut self, uri: &str) {
        const HEX: &[u8; 16] = b"0123456789ABCDEF";
        for &byte in uri.as_bytes() {
            if byte.is_ascii_graphic()
                && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}')
            {
                self.put(&[byte]);
            } else {
                let [high, low] = [byte >> 4, byte & 15].map(|half| HEX[usize::from(half)]);
                self.put_whole(&[b'%', high, low]);
            }
        }
    }
}

/// Whether a text says of itself how it is fetched: `https://…`.
pub(super) fn is_address(text: &str) -> bool {
    let parts = text.split_once("://");
    parts.is_some_and(|(scheme, rest)| {
        let letters = scheme.bytes().all(|byte| byte.is_ascii_alphabetic());
        letters && !scheme.is_empty() && !rest.is_empty()
    })
}

/// What a reader finds where a TEXT was written: itself, with line breaks of one kind and
/// without what no file may hold.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut out = String::new();
    let (mut kept, mut at) = (0, 0);
    while let Some(found) = special(bytes, at) {
        let (length, instead) = escape(&bytes[found..]);
        at = found + length;
        let instead = match instead {
            Some(b"\\n") if &bytes[found..at] != b"\n" => "\n",
            Some(b"") => "",
            _ => continue,
        };
        out.push_str(text.get(kept..found).unwrap_or_default());
        out.push_str(instead);
        kept = at;
    }
    match kept {
        0 => Cow::Borrowed(text),
        _ => Cow::Owned(out + text.get(kept..).unwrap_or_default()),
    }
}

/// A parameter's value by RFC 6868, quoted where it must be.
pub(super) fn parameter(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '\n' => out.push_str("^n"),
            '^' => out.push_str("^^"),
            '"' => out.push_str("^'"),
            _ if character.is_control() => {}
            _ => out.push(character),
        }
    }
    if out.contains([':', ';', ',']) { format!("\"{out}\"") } else { out }
}

/// The largest cut up to `room` that is not inside a character.
fn boundary(bytes: &[u8], room: usize) -> usize {
    let mut cut = room;
    while cut > 0 && bytes[cut] & 0xC0 == 0x80 {
        cut -= 1;
    }
    cut
}

/// The next byte that may not stand in a TEXT as it is.
fn special(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let mut words = rest.chunks_exact(8);
    let mut at = from;
    for word in &mut words {
        let word = u64::from_le_bytes(word.try_into().unwrap_or_default());
        let hits = specials(word);
        if hits != 0 {
            return Some(at + (hits.trailing_zeros() / 8) as usize);
        }
        at += 8;
    }
    let tail = words.remainder();
    tail.iter().position(|&byte| specials(u64::from(byte) | PAD) & 0x80 != 0).map(|n| at + n)
}

/// Seven letters, to make a word of a single byte.
const PAD: u64 = 0x6161_6161_6161_6100;

/// The high bit of each byte of the word that is special. Above the lowest such byte
/// a borrow may claim more than is true, so only the lowest is to be believed.
fn specials(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x8080_8080_8080_8080;
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word;
    let is = |byte: u8| zeros(word ^ (ONES * u64::from(byte)));
    let below_space = word.wrapping_sub(ONES * 0x20) & !word;
    let marks = is(b',') | is(b';') | is(b'\\') | is(0x7F) | is(0xC2) | is(0xE2);
    (below_space | marks) & HIGHS
}

/// How many bytes the special piece at the start has, and what is written instead; none
/// where it proves harmless.
///
/// U+0085, U+2028 and U+2029 end a line for programs that split lines as Unicode does,
/// so they become line breaks here, where they can do no harm.
fn escape(bytes: &[u8]) -> (usize, Option<&'static [u8]>) {
    match bytes {
        [b'\r', b'\n', ..] => (2, Some(b"\\n")),
        [b'\n' | b'\r', ..] => (1, Some(b"\\n")),
        [b'\t', ..] => (1, None),
        [b',', ..] => (1, Some(b"\\,")),
        [b';', ..] => (1, Some(b"\\;")),
        [b'\\', ..] => (1, Some(b"\\\\")),
        [0xC2, 0x85, ..] => (2, Some(b"\\n")),
        [0xC2, 0x80..=0x9F, ..] => (2, Some(b"")),
        [0xE2, 0x80, 0xA8 | 0xA9, ..] => (3, Some(b"\\n")),
        [0..=0x1F | 0x7F, ..] => (1, Some(b"")),
        _ => (1, None),
    }
}
