//! How wide a text is, roughly: nobody asks a font.

/// How wide a text is at a size, a little more rather than less.
pub(super) fn width(text: &str, size: f32) -> f32 {
    text.chars().map(em).sum::<f32>() * size
}

fn em(sign: char) -> f32 {
    match sign {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | ' ' | '.' | ',' | ':' | ';' | '\'' | '|' => 0.33,
        'm' | 'w' | 'M' | 'W' | '@' | '—' | '…' => 0.95,
        'A'..='Z' | '&' | '%' => 0.72,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0.0,
        '\u{1100}'.. => 1.05,
        _ => 0.58,
    }
}

/// A text in lines that fit; what does not fit into so many ends in `…`.
pub(super) fn wrap(text: &str, size: f32, room: i32, most: usize) -> Vec<String> {
    let room = room as f32;
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace().flat_map(|word| pieces(word, size, room)) {
        let longer = if line.is_empty() { word.clone() } else { format!("{line} {word}") };
        if width(&longer, size) <= room {
            line = longer;
            continue;
        }
        lines.push(std::mem::replace(&mut line, word));
        if lines.len() > most {
            break;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            cut(last, size, room);
        }
    }
    lines
}

/// A word; one that is too long for any line, in pieces that are not.
fn pieces(word: &str, size: f32, room: f32) -> Vec<String> {
    if width(word, size) <= room {
        return vec![word.to_owned()];
    }
    let mut pieces = vec![String::new()];
    let mut taken = 0.0;
    for sign in word.chars() {
        let wide = em(sign) * size;
        if taken + wide > room {
            pieces.push(String::new());
            taken = 0.0;
        }
        taken += wide;
        if let Some(piece) = pieces.last_mut() {
            piece.push(sign);
        }
    }
    pieces
}

/// Room for the sign that says that something is missing.
fn cut(line: &mut String, size: f32, room: f32) {
    while width(line, size) + em('…') * size > room && line.pop().is_some() {}
    let kept = line.trim_end().len();
    line.truncate(kept);
    line.push('…');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_nothing_but_the_end_is_lost() {
        let lines = wrap("Positioning, messaging and competitive narrative", 13.0, 160, 3);
        assert_eq!(lines.join(" "), "Positioning, messaging and competitive narrative");
        assert!(lines.iter().all(|line| width(line, 13.0) <= 160.0), "{lines:?}");
    }

    #[test]
    fn what_does_not_fit_says_so() {
        let lines = wrap("one two three four five six seven eight", 13.0, 60, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…') && width(&lines[1], 13.0) <= 60.0, "{lines:?}");
        assert_eq!(wrap("", 13.0, 60, 2), Vec::<String>::new());
    }

    #[test]
    fn a_word_that_never_ends_is_broken() {
        let lines = wrap(&"x".repeat(100), 13.0, 100, 20);
        assert_eq!(lines.concat(), "x".repeat(100));
        assert!(lines.len() > 5 && lines.iter().all(|line| width(line, 13.0) <= 100.0));
    }
}
