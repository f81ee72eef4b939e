//! A line for a terminal: pieces of text, some of which stand out or back.

use std::fmt::Write;

/// How a piece looks where there is colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Plain,
    Bold,
    Dim,
}

/// A line of pieces, without its end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line(Vec<(Look, String)>);

impl Line {
    /// With one piece more.
    pub(crate) fn and(mut self, look: Look, text: impl Into<String>) -> Line {
        self.push(look, &text.into());
        self
    }

    fn push(&mut self, look: Look, text: &str) {
        match self.0.last_mut().filter(|(last, _)| *last == look) {
            Some((_, last)) => last.push_str(text),
            None => self.0.push((look, text.to_owned())),
        }
    }

    /// As lines of a page, where its width is known: all but the first are indented. A word that
    /// is too long for any line is broken.
    pub(crate) fn wrap(self, width: Option<usize>, indent: usize) -> Vec<Line> {
        let Some(width) = width.filter(|width| *width > indent) else { return vec![self] };
        let (mut lines, mut line, mut taken) = (Vec::new(), Line::default(), 0);
        for (look, text) in &self.0 {
            for word in text.split_inclusive(' ').flat_map(|it| pieces(it, width - indent)) {
                let wide = word.trim_end().chars().count();
                if taken > indent && wide > 0 && taken + wide > width {
                    let next = Line::default().and(*look, " ".repeat(indent));
                    lines.push(std::mem::replace(&mut line, next));
                    taken = indent;
                }
                line.push(*look, &word);
                taken += word.chars().count();
            }
        }
        lines.push(line);
        lines
    }

    /// The line with its end, cut to a width; no blank stands at its end.
    pub(crate) fn draw(&self, width: Option<usize>, colours: bool) -> String {
        let text: String = self.0.iter().map(|(_, text)| text.as_str()).collect();
        let whole = text.trim_end().chars().count();
        let cut = width.filter(|width| *width < whole);
        let mut room = cut.map_or(whole, |width| width.saturating_sub(1));
        let mut drawn = String::new();
        for (look, text) in &self.0 {
            let piece: String = text.chars().take(room).collect();
            room -= piece.chars().count();
            let code = match look {
                Look::Bold if colours => "\x1b[1m",
                Look::Dim if colours => "\x1b[2m",
                _ => "",
            };
            match (code, piece.is_empty()) {
                (_, true) => {}
                ("", _) => drawn.push_str(&piece),
                _ => {
                    let _ = write!(drawn, "{code}{piece}\x1b[0m");
                }
            }
        }
        drawn.push_str(if cut.is_some() { "…\n" } else { "\n" });
        drawn
    }
}

/// A word in pieces that are no longer than that, and the blank behind it.
fn pieces(word: &str, most: usize) -> Vec<String> {
    if word.trim_end().chars().count() <= most {
        return vec![word.to_owned()];
    }
    let signs: Vec<char> = word.chars().collect();
    signs.chunks(most).map(|piece| piece.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Line, Look};

    fn drawn(line: Line, width: usize) -> Vec<String> {
        line.wrap(Some(width), 4).iter().map(|it| it.draw(None, true)).collect()
    }

    #[test]
    fn lines_hang_and_keep_their_looks() {
        let line = Line::default().and(Look::Plain, "1.  one two").and(Look::Dim, "  (three four)");
        let all = ["1.  one two\x1b[2m  (three four)\x1b[0m\n"];
        assert_eq!(drawn(line.clone(), 25), all);
        let two = ["1.  one two\x1b[2m  (three\x1b[0m\n", "\x1b[2m    four)\x1b[0m\n"];
        assert_eq!(drawn(line, 19), two);
    }

    #[test]
    fn a_word_that_never_ends_is_broken() {
        let line = Line::default().and(Look::Plain, "x".repeat(14));
        assert_eq!(drawn(line, 10), ["xxxxxx\n", "    xxxxxx\n", "    xx\n"]);
    }
}
