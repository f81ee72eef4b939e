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
        self.0.push((look, text.into()));
        self
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
