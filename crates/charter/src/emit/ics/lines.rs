//! Physical lines to content lines, and what can be wrong with bytes.

use super::read::Defect;
use super::text::WIDTH;

/// One content line, unfolded.
#[derive(Debug)]
pub(super) struct Line {
    /// Of its first physical line, from 1.
    pub(super) number: usize,
    pub(super) text: String,
}

/// The content lines of a file.
pub(super) fn lines(bytes: &[u8], defects: &mut Vec<Defect>) -> Vec<Line> {
    let mut found: Vec<(usize, Vec<u8>)> = Vec::new();
    for (number, physical) in physical(bytes, defects) {
        inspect(number, physical, defects);
        match (physical, found.last_mut()) {
            ([], _) => defects.push(Defect::new("empty-line", number, "a line with nothing in it")),
            ([b' ' | b'\t', rest @ ..], Some((_, line))) => {
                if rest.first().is_some_and(|byte| byte & 0xC0 == 0x80) {
                    let message = "the line was folded inside a character";
                    defects.push(Defect::new("split-character", number, message));
                }
                line.extend_from_slice(rest);
            }
            _ => found.push((number, physical.to_vec())),
        }
    }
    found.into_iter().map(|(number, bytes)| decode(number, bytes, defects)).collect()
}

/// The lines as they are, numbered, without their breaks.
fn physical<'b>(bytes: &'b [u8], defects: &mut Vec<Defect>) -> Vec<(usize, &'b [u8])> {
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if body.len() < bytes.len() {
        defects.push(Defect::new("bom", 1, "the file begins with a byte order mark"));
    }
    let mut pieces: Vec<&[u8]> = body.split(|&byte| byte == b'\n').collect();
    let tail = pieces.pop().unwrap_or_default();
    let mut bare = None;
    let mut lines: Vec<(usize, &[u8])> = Vec::with_capacity(pieces.len());
    for (n, piece) in pieces.into_iter().enumerate() {
        let line = piece.strip_suffix(b"\r").unwrap_or(piece);
        if line.len() == piece.len() {
            bare.get_or_insert(n + 1);
        }
        lines.push((n + 1, line));
    }
    if let Some(line) = bare {
        // Said once: most files that have it have it everywhere.
        defects.push(Defect::new("bare-lf", line, "the line ends with LF, not with CRLF"));
    }
    if !tail.is_empty() || body.is_empty() {
        let number = lines.len() + 1;
        defects.push(Defect::new("no-final-crlf", number, "the last line does not end"));
        lines.push((number, tail));
    }
    lines
}

fn inspect(number: usize, line: &[u8], defects: &mut Vec<Defect>) {
    if line.len() > WIDTH {
        let message = format!("the line has {} octets, and {WIDTH} are allowed", line.len());
        defects.push(Defect::new("long-line", number, message));
    }
    if let Some(byte) = line.iter().find(|&&byte| byte < b' ' && byte != b'\t' || byte == 0x7F) {
        let message = format!("the control character {byte:#04x}");
        defects.push(Defect::new("control-character", number, message));
    }
}

fn decode(number: usize, bytes: Vec<u8>, defects: &mut Vec<Defect>) -> Line {
    let text = String::from_utf8(bytes).unwrap_or_else(|error| {
        defects.push(Defect::new("not-utf8", number, "the line is not UTF-8"));
        String::from_utf8_lossy(error.as_bytes()).into_owned()
    });
    Line { number, text }
}
