//! Physical lines to content lines, and what can be wrong with bytes.

use memchr::memchr_iter;

use super::read::Defect;
use super::text::WIDTH;

/// A file without its folds: whatever is read of it is a piece of this text.
#[derive(Debug)]
pub(super) struct Unfolded {
    /// The content lines, with a line break between each two.
    text: String,
    places: Vec<Place>,
}

/// Where a content line is.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// Its first physical line, from 1.
    number: usize,
    /// Where it begins in the text.
    start: usize,
}

/// One content line, unfolded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'b> {
    /// Of its first physical line, from 1.
    pub(super) number: usize,
    pub(super) text: &'b str,
}

impl Unfolded {
    /// The content lines of a file.
    pub(super) fn of(bytes: &[u8], defects: &mut Vec<Defect>) -> Unfolded {
        let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        if body.len() < bytes.len() {
            defects.push(Defect::new("bom", 1, "the file begins with a byte order mark"));
        }
        let mut joined = Joined::new(body);
        let mut of_lines = Vec::new();
        let mut bare = None;
        let mut at = 0;
        for end in memchr_iter(b'\n', body) {
            let piece = &body[at..end];
            at = end + 1;
            let line = piece.strip_suffix(b"\r").unwrap_or(piece);
            joined.take(line, &mut of_lines);
            if line.len() == piece.len() {
                bare.get_or_insert(joined.number);
            }
        }
        if let Some(line) = bare {
            // Said once: most files that have it have it everywhere.
            defects.push(Defect::new("bare-lf", line, "the line ends with LF, not with CRLF"));
        }
        let tail = &body[at..];
        if !tail.is_empty() || body.is_empty() {
            joined.take(tail, &mut of_lines);
            let message = "the last line does not end";
            defects.push(Defect::new("no-final-crlf", joined.number, message));
        }
        defects.append(&mut of_lines);
        joined.decode(defects)
    }

    /// Each of them.
    pub(super) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let breaks = self.places.iter().skip(1).map(|next| next.start - 1);
        let ends = breaks.chain([self.text.len()]);
        self.places.iter().zip(ends).map(|(place, end)| {
            let text = self.text.get(place.start..end).unwrap_or_default();
            Line { number: place.number, text }
        })
    }
}

/// Content lines, growing by physical ones.
struct Joined {
    bytes: Vec<u8>,
    places: Vec<Place>,
    /// Of the last physical line.
    number: usize,
}

impl Joined {
    fn new(body: &[u8]) -> Joined {
        let places = Vec::with_capacity(body.len() / 32);
        Joined { bytes: Vec::with_capacity(body.len()), places, number: 0 }
    }

    /// One physical line more, without its break.
    fn take(&mut self, line: &[u8], defects: &mut Vec<Defect>) {
        self.number += 1;
        inspect(self.number, line, defects);
        match line {
            [] => {
                let message = "a line with nothing in it";
                defects.push(Defect::new("empty-line", self.number, message));
            }
            [b' ' | b'\t', rest @ ..] if !self.places.is_empty() => {
                if rest.first().is_some_and(|byte| byte & 0xC0 == 0x80) {
                    let message = "the line was folded inside a character";
                    defects.push(Defect::new("split-character", self.number, message));
                }
                self.bytes.extend_from_slice(rest);
            }
            _ => {
                if !self.places.is_empty() {
                    self.bytes.push(b'\n');
                }
                self.places.push(Place { number: self.number, start: self.bytes.len() });
                self.bytes.extend_from_slice(line);
            }
        }
    }

    fn decode(self, defects: &mut Vec<Defect>) -> Unfolded {
        match String::from_utf8(self.bytes) {
            Ok(text) => Unfolded { text, places: self.places },
            Err(error) => lossy(error.as_bytes(), self.places, defects),
        }
    }
}

fn inspect(number: usize, line: &[u8], defects: &mut Vec<Defect>) {
    if line.len() > WIDTH {
        let message = format!("the line has {} octets, and {WIDTH} are allowed", line.len());
        defects.push(Defect::new("long-line", number, message));
    }
    let is_control = |byte: u8| (byte < b' ') & (byte != b'\t') | (byte == 0x7F);
    // Hardly ever there: looked for in the whole line at once, then one by one.
    if !line.iter().fold(false, |any, &byte| any | is_control(byte)) {
        return;
    }
    if let Some(byte) = line.iter().find(|&&byte| is_control(byte)) {
        let message = format!("the control character {byte:#04x}");
        defects.push(Defect::new("control-character", number, message));
    }
}

/// Line by line, so that what is broken in one breaks no other.
fn lossy(bytes: &[u8], mut places: Vec<Place>, defects: &mut Vec<Defect>) -> Unfolded {
    let mut text = String::with_capacity(bytes.len());
    for (line, place) in bytes.split(|byte| *byte == b'\n').zip(&mut places) {
        if std::str::from_utf8(line).is_err() {
            defects.push(Defect::new("not-utf8", place.number, "the line is not UTF-8"));
        }
        if !text.is_empty() {
            text.push('\n');
        }
        place.start = text.len();
        text.push_str(&String::from_utf8_lossy(line));
    }
    Unfolded { text, places }
}
