//! Physical lines to content lines, and what can be wrong with bytes.

use std::borrow::Cow;
use std::string::FromUtf8Error;

use super::read::Defect;
use super::text::WIDTH;

/// One content line, unfolded.
#[derive(Debug)]
pub(super) struct Line<'b> {
    /// Of its first physical line, from 1.
    pub(super) number: usize,
    pub(super) text: Cow<'b, str>,
}

/// The content lines of a file.
pub(super) fn lines<'b>(bytes: &'b [u8], defects: &mut Vec<Defect>) -> Vec<Line<'b>> {
    let mut found: Vec<(usize, Cow<'_, [u8]>)> = Vec::new();
    for (number, physical) in physical(bytes, defects) {
        inspect(number, physical, defects);
        match (physical, found.last_mut()) {
            ([], _) => defects.push(Defect::new("empty-line", number, "a line with nothing in it")),
            ([b' ' | b'\t', rest @ ..], Some((_, line))) => {
                if rest.first().is_some_and(|byte| byte & 0xC0 == 0x80) {
                    let message = "the line was folded inside a character";
                    defects.push(Defect::new("split-character", number, message));
                }
                line.to_mut().extend_from_slice(rest);
            }
            _ => found.push((number, Cow::Borrowed(physical))),
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

fn decode<'b>(number: usize, bytes: Cow<'b, [u8]>, defects: &mut Vec<Defect>) -> Line<'b> {
    if std::str::from_utf8(&bytes).is_err() {
        defects.push(Defect::new("not-utf8", number, "the line is not UTF-8"));
    }
    let text = match bytes {
        Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
        Cow::Owned(bytes) => Cow::Owned(lossy(bytes)),
    };
    Line { number, text }
}

fn lossy(bytes: Vec<u8>) -> String {
    let lossy = |error: FromUtf8Error| String::from_utf8_lossy(error.as_bytes()).into_owned();
    String::from_utf8(bytes).unwrap_or_else(lossy)
}
