//! What stands in a text, read without the grammar.

/// Words, texts and signs, and where each comment stands among them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Scan {
    words: Vec<String>,
    comments: Vec<Comment>,
}

/// A comment: how many words stand before it, and whether the last of them is on its line.
#[derive(Debug, PartialEq, Eq)]
struct Comment {
    text: String,
    after: usize,
    behind: bool,
}

/// Reads a text. The indent of a long text is no part of it.
pub(crate) fn scan(text: &str) -> Scan {
    let text = text.trim_start_matches('\u{feff}').replace(['\t', '\r'], " ");
    let mut scan = Scan::default();
    let (mut rest, mut behind) = (text.as_str(), false);
    while let Some(c) = rest.chars().next() {
        let end = length(rest, c);
        let (word, after) = rest.split_at(end);
        match c {
            ' ' => {}
            '\n' => behind = false,
            '#' => {
                let text = word.trim_end().to_string();
                scan.comments.push(Comment { text, after: scan.words.len(), behind });
            }
            _ => {
                let lines: Vec<&str> = word.lines().map(str::trim).collect();
                scan.words.push(lines.join("\n").trim_matches(['\n']).to_string());
                behind = true;
            }
        }
        rest = after;
    }
    scan
}

/// How long the piece is that begins with this sign.
fn length(rest: &str, first: char) -> usize {
    let until = |ends: &[char]| rest.find(ends).unwrap_or(rest.len());
    match first {
        ' ' | '\n' | ',' | '{' | '}' => 1,
        '#' => until(&['\n']),
        '"' if rest.starts_with("\"\"\"") => {
            rest[3..].find("\"\"\"").map_or(rest.len(), |at| at + 6)
        }
        '"' => quoted(rest),
        '>' | '<' if rest[1..].starts_with(' ') => 1,
        _ => until(&[' ', '\n', ',']),
    }
}

/// How long a text on one line is, with both quotes.
pub(crate) fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}
