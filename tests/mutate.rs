//! Damage: one good text in, one broken run of bytes out, the same for the same chance.

use crate::rng::Rng;

/// A way of breaking a text.
type Operator = fn(&mut Vec<u8>, &[u8], &mut Rng);

/// Every way, by name: a failing input says how it was made.
const OPERATORS: [(&str, Operator); 20] = [
    ("delete a line", delete_line),
    ("double a line", double_line),
    ("swap two lines", swap_lines),
    ("delete a token", delete_token),
    ("double a token", double_token),
    ("swap two tokens", swap_tokens),
    ("join two lines", join_lines),
    ("break a line", break_line),
    ("insert a bracket", insert_bracket),
    ("insert a quote", insert_quote),
    ("insert a control byte", insert_control),
    ("insert what is not UTF-8", insert_broken),
    ("insert an odd character", insert_character),
    ("change a byte", change_byte),
    ("a very long word", insert_long),
    ("deep nesting", insert_deep),
    ("other line ends", change_line_ends),
    ("splice with another text", splice),
    ("cut off", truncate),
    ("a token of another text", borrow_token),
];

/// A text broken in one to four ways; `other` lends pieces.
pub fn mutate(text: &str, other: &str, rng: &mut Rng) -> Vec<u8> {
    mutate_named(text, other, rng).0
}

/// The same, and the names of the ways.
pub fn mutate_named(text: &str, other: &str, rng: &mut Rng) -> (Vec<u8>, Vec<&'static str>) {
    let mut bytes = text.as_bytes().to_vec();
    let mut names = Vec::new();
    for _ in 0..=rng.below(4) {
        let (name, operator) = *rng.pick(&OPERATORS);
        operator(&mut bytes, other.as_bytes(), rng);
        names.push(name);
    }
    (bytes, names)
}

/// Where the lines are, their ends included.
fn lines(bytes: &[u8]) -> Vec<(usize, usize)> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        lines.push((start, start + line.len()));
        start += line.len();
    }
    lines
}

/// Where the tokens are: words, runs of blanks, single signs.
fn tokens(bytes: &[u8]) -> Vec<(usize, usize)> {
    let mut tokens = Vec::new();
    let mut start = 0;
    for (at, pair) in bytes.windows(2).enumerate() {
        let (before, after) = (class(pair[0]), class(pair[1]));
        if before != after || before == 2 {
            tokens.push((start, at + 1));
            start = at + 1;
        }
    }
    tokens.push((start, bytes.len()));
    tokens
}

fn class(byte: u8) -> u8 {
    match byte {
        b' ' | b'\t' | b'\r' | b'\n' => 0,
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | 0x80.. => 1,
        _ => 2,
    }
}

fn one(spans: &[(usize, usize)], rng: &mut Rng) -> (usize, usize) {
    match spans.is_empty() {
        true => (0, 0),
        false => *rng.pick(spans),
    }
}

fn delete(bytes: &mut Vec<u8>, (start, end): (usize, usize)) {
    bytes.drain(start..end);
}

fn double(bytes: &mut Vec<u8>, (start, end): (usize, usize)) {
    let piece = bytes[start..end].to_vec();
    insert(bytes, end, &piece);
}

fn swap(bytes: &mut Vec<u8>, first: (usize, usize), second: (usize, usize)) {
    let (a, b) = if first.0 <= second.0 { (first, second) } else { (second, first) };
    if a.1 > b.0 {
        return;
    }
    let swapped = [&bytes[b.0..b.1], &bytes[a.1..b.0], &bytes[a.0..a.1]].concat();
    bytes.splice(a.0..b.1, swapped);
}

fn insert(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    bytes.splice(at..at, piece.iter().copied());
}

fn insert_anywhere(bytes: &mut Vec<u8>, piece: &[u8], rng: &mut Rng) {
    let at = rng.below(bytes.len() + 1);
    insert(bytes, at, piece);
}

fn delete_line(bytes: &mut Vec<u8>, _: &[u8], rng: &mut Rng) {
    let line = one(&lines(bytes), rng);
    delete(bytes, line);
}

fn double_line(bytes: &mut Vec<u8>, _: &[u8], rng: &mut Rng) {
    let line = one(&lines(bytes), rng);
    double(bytes, line);
}

fn swap_lines(bytes: &mut Vec<u8>, _: &[u8], rng: &mut Rng) {
    let lines = lines(bytes);
    let (first, second) = (one(&lines, rng), one(&lines, rng));
    swap(bytes, first, second);
}

fn delete_token(bytes: &mut Vec<u8>, _: &[u8], rng: &mut Rng) {
    let token = one(&tokens(bytes), rng);
    delete(bytes, token);
}

fn double_token(bytes: &mut Vec<u8>, _: &[u8], rng: &mut Rng) {
    let token = one(&tokens(bytes), rng);
    double(bytes, token);
}

fn swap_tokens(bytes: &mut Vec<u8>, _: &[u8], rng: &mut Rng) {
    let tokens = tokens(bytes);
    let (first, second) = (one(&tokens, rng), one(&tokens, rng));
    swap(bytes, first, second);
}

fn join_lines(bytes: &mut Vec<u8>, _: &[u8], rng: &mut Rng) {
    let (_, end) = one(&lines(bytes), rng);
    if end > 0 {
        bytes.remove(end - 1);
    }
}

fn break_line(bytes: &mut Vec<u8>, _: &[u8], rng: &mut Rng) {
    insert_anywhere(bytes, rng.pick(&["\n", "\r\n", "\r", "\n\n\n", "\u{2028}"]).as_bytes(), rng);
}

fn insert_bracket(bytes: &mut Vec<u8>, _: &[u8], rng: &mut Rng) {
    let bracket = rng.pick(&["{", "}", "{{", "}}", "{ }", "}\n{", "(", ")", "[", "]", "<", ">"]);
    insert_anywhere(bytes, bracket.as_bytes(), rng);
}

fn insert_quote(bytes: &mut Vec<u8>, _: &[u8], rng: &mut Rng) {
    let quote = rng.pick(&["\"", "\"\"\"", "\"\"", "\\\"", "\\", "'", "“", "\\u0000", "\"\\\n"]);
    insert_anywhere(bytes, quote.as_bytes(), rng);
}

fn insert_control(bytes: &mut Vec<u8>, _: &[u8], rng: &mut Rng) {
    let control = *rng.pick(&[0u8, 1, 7, 8, 9, 11, 12, 13, 26, 27, 127]);
    insert_anywhere(bytes, &[control], rng);
}

fn insert_broken(bytes: &mut Vec<u8>, _: &[u8], rng: &mut Rng) {
    let broken: &[&[u8]] = &[
        b"\xff",
        b"\xc3",
        b"\x80",
        b"\xc0\x80",
        b"\xed\xa0\x80",
        b"\xf5\x80\x80\x80",
        b"\xe2\x82",
    ];
    let piece = *rng.pick(broken);
    insert_anywhere(bytes, piece, rng);
}

fn insert_character(bytes: &mut Vec<u8>, _: &[u8], rng: &mut Rng) {
    let odd =
        ["\u{feff}", "\u{202e}", "\u{a0}", "\u{200d}", "é", "e\u{301}", "👩‍🚀", "İ", "\u{10ffff}"];
    insert_anywhere(bytes, rng.pick(&odd).as_bytes(), rng);
}

fn change_byte(bytes: &mut Vec<u8>, _: &[u8], rng: &mut Rng) {
    let at = rng.below(bytes.len());
    let byte = rng.below(256) as u8;
    bytes.splice(at..bytes.len().min(at + 1), [byte]);
}

fn insert_long(bytes: &mut Vec<u8>, _: &[u8], rng: &mut Rng) {
    let unit =
        rng.pick(&["a", "9", " ", "\"", "-", ",", "a, ", "\n", "#", "1st ", "\\", ".a", "é"]);
    let times = *rng.pick(&[300usize, 5_000, 70_000]);
    insert_anywhere(bytes, unit.repeat(times).as_bytes(), rng);
}

fn insert_deep(bytes: &mut Vec<u8>, _: &[u8], rng: &mut Rng) {
    let unit =
        rng.pick(&["{", "{\n", "trigger a {\n", "charter a {\n", "(", "{ a ", "gate {", "[{"]);
    let times = *rng.pick(&[33usize, 200, 10_000]);
    insert_anywhere(bytes, unit.repeat(times).as_bytes(), rng);
}

fn change_line_ends(bytes: &mut Vec<u8>, _: &[u8], rng: &mut Rng) {
    let end: &[u8] = rng.pick(&["\r\n", "\r", "\n\r", "\u{2028}", " "]).as_bytes();
    *bytes = bytes.split(|byte| *byte == b'\n').collect::<Vec<_>>().join(end);
}

fn splice(bytes: &mut Vec<u8>, other: &[u8], rng: &mut Rng) {
    bytes.truncate(rng.below(bytes.len() + 1));
    bytes.extend_from_slice(&other[rng.below(other.len() + 1)..]);
}

fn truncate(bytes: &mut Vec<u8>, _: &[u8], rng: &mut Rng) {
    bytes.truncate(rng.below(bytes.len() + 1));
}

fn borrow_token(bytes: &mut Vec<u8>, other: &[u8], rng: &mut Rng) {
    let (start, end) = one(&tokens(other), rng);
    let (target, _) = one(&tokens(bytes), rng);
    insert(bytes, target, &other[start..end]);
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "charter a \"É\" {\n  owner b, c\n}\n";

    #[test]
    fn the_same_chance_gives_the_same_damage() {
        let run = || (0..500).map(|n| mutate(TEXT, TEXT, &mut Rng::part(7, n))).collect::<Vec<_>>();
        assert_eq!(run(), run());
    }

    #[test]
    fn every_operator_bears_every_text() {
        for text in ["", "a", "\n", "{", TEXT] {
            for (name, operator) in OPERATORS {
                for seed in 0..50 {
                    let mut bytes = text.as_bytes().to_vec();
                    operator(&mut bytes, TEXT.as_bytes(), &mut Rng::part(seed, 1));
                    assert!(bytes.len() < 2_000_000, "{name}");
                }
            }
        }
    }

    #[test]
    fn tokens_and_lines_lose_nothing() {
        for spans in [tokens(TEXT.as_bytes()), lines(TEXT.as_bytes())] {
            let joined: String = spans.iter().map(|&(start, end)| &TEXT[start..end]).collect();
            assert_eq!(joined, TEXT);
        }
    }
}
