//! Physical lines to content lines, and what can be wrong with bytes.

use memchr::memchr_iter;

use super::read::Defect;
use super::text::WIDTH;

/// A file without its folds: whatever is read of it is a piece of this text.
#[derive(Debug)]
pub(super) struct Unfolded {
    /// The content lines, with a line break between each two.
    text: String,
    /// The first physical line of each, from 1.
    numbers: Vec<usize>,
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
        let texts = self.text.split('\n');
        self.numbers.iter().zip(texts).map(|(&number, text)| Line { number, text })
    }
}

/// Content lines, growing by physical ones.
struct Joined {
    bytes: Vec<u8>,
    numbers: Vec<usize>,
    /// Of the last physical line.
    number: usize,
}

impl Joined {
    fn new(body: &[u8]) -> Joined {
        let numbers = Vec::with_capacity(body.len() / 32);
        Joined { bytes: Vec::with_capacity(body.len()), numbers, number: 0 }
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
            [b' ' | b'\t', rest @ ..] if !self.numbers.is_empty() => {
                if rest.first().is_some_and(|byte| byte & 0xC0 == 0x80) {
                    let message = "the line was folded inside a character";
                    defects.push(Defect::new("split-character", self.number, message));
                }
                self.bytes.extend_from_slice(rest);
            }
            _ => {
                if !self.numbers.is_empty() {
                    self.bytes.push(b'\n');
                }
                self.bytes.extend_from_slice(line);
                self.numbers.push(self.number);
            }
        }
    }

    fn decode(self, defects: &mut Vec<Defect>) -> Unfolded {
        let numbers = self.numbers;
        let text = String::from_utf8(self.bytes)
            .unwrap_or_else(|error| lossy(error.as_bytes(), &numbers, defects));
        Unfolded { text, numbers }
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
fn lossy(bytes: &[u8], numbers: &[usize], defects: &mut Vec<Defect>) -> String {
    let lines = bytes.split(|byte| *byte == b'\n').zip(numbers);
    let lines = lines.map(|(line, &number)| {
        if std::str::from_utf8(line).is_err() {
            defects.push(Defect::new("not-utf8", number, "the line is not UTF-8"));
        }
        String::from_utf8_lossy(line)
    });
    lines.collect::<Vec<_>>().join("\n")
}
