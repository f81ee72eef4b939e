//! Words of an author within Markdown.

/// A text on one line, of which Markdown takes no sign for its own. What begins or would make a
/// list of it (`-`, `1.`) is left to it only behind the first word.
pub fn plain(text: &str) -> String {
    const HARMLESS: &str = "'\"(),.;:/-%";
    let mut plain = String::with_capacity(text.len());
    // What moves the cursor of a terminal is no word.
    let words = text.split(|it: char| it.is_whitespace() || it.is_control());
    for word in words.filter(|word| !word.is_empty()) {
        let is_first = plain.is_empty();
        if !is_first {
            plain.push(' ');
        }
        for (at, sign) in word.char_indices() {
            let is_number = word[..at].bytes().all(|it| it.is_ascii_digit());
            let begins = is_first && (at == 0 || (is_number && ".)".contains(sign)));
            if sign.is_ascii_punctuation() && (begins || !HARMLESS.contains(sign)) {
                plain.push('\\');
            }
            plain.push(sign);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn nothing_is_left_to_markdown() {
        for (text, told) in [
            ("1. Plans, 2. deeds", "1\\. Plans, 2. deeds"),
            ("- 2026-10-06 a-b", "\\- 2026-10-06 a-b"),
            ("2026-10-06: `$a$` for @all", "2026-10-06: \\`\\$a\\$\\` for \\@all"),
            ("a|b\n# c\u{1b}[2J ~", "a\\|b \\# c \\[2J \\~"),
            ("12) x", "12\\) x"),
        ] {
            assert_eq!(plain(text), told);
        }
    }
}
