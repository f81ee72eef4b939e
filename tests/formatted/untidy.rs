//! A tidy text made untidy, without a change to what it says.

use charter_tests::rng::Rng;

use crate::scan::quoted;

/// How untidy.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mess {
    /// Blanks, tabs, line ends and folds.
    Blanks,
    /// Those, comments, empty lines, long texts and joined lines.
    All,
}

/// Makes a text untidy, in other ways for other chance.
pub(crate) fn untidy(text: &str, mess: Mess, rng: &mut Rng) -> String {
    let mut hand = Hand { out: String::new(), all: mess == Mess::All, comments: 0, rng };
    for line in text.lines() {
        hand.line(line);
    }
    let mut out = hand.out;
    if rng.once_in(3) {
        out = out.replace('\n', "\r\n");
    }
    if rng.once_in(5) {
        out.truncate(out.trim_end().len());
    }
    if rng.once_in(5) { format!("\u{feff}{out}") } else { out }
}

/// Whoever wrote it in a hurry.
struct Hand<'r> {
    out: String,
    all: bool,
    comments: usize,
    rng: &'r mut Rng,
}

impl Hand<'_> {
    fn line(&mut self, line: &str) {
        let code = line.trim_start();
        if code.is_empty() {
            return self.out.push('\n');
        }
        self.lines_between(code);
        // An item begins at column 1, or recovery would not know it for one.
        if line.starts_with(' ') || code.starts_with('#') {
            self.blanks(0);
        }
        self.words(code);
        if !code.starts_with('#') {
            self.behind();
        }
        self.blanks(0);
        self.out.push('\n');
        if self.all && code.ends_with('{') && !line.starts_with(' ') && self.rng.once_in(8) {
            self.out.push_str(LONG_TEXT);
        }
    }

    /// Comments and empty lines, or no line between this one and the last.
    fn lines_between(&mut self, code: &str) {
        if !self.all {
            return;
        }
        let joins = code == "}" && !self.out.lines().last().unwrap_or_default().contains('#');
        if joins && self.rng.once_in(6) {
            self.out.truncate(self.out.trim_end().len());
            return self.out.push(' ');
        }
        while self.rng.once_in(6) {
            match self.rng.once_in(2) {
                true => self.out.push('\n'),
                false => self.comment_line(),
            }
        }
    }

    /// The words of a line, with what may stand between them.
    fn words(&mut self, code: &str) {
        let mut rest = code;
        while let Some(c) = rest.chars().next() {
            let end = match c {
                '#' => rest.len(),
                '"' => quoted(rest),
                ' ' | ',' => 1,
                _ => rest.find([' ', ',']).unwrap_or(rest.len()),
            };
            match c {
                ' ' if rest.starts_with("  ") => {}
                ' ' => self.blanks(1),
                ',' => self.comma(),
                _ => self.out.push_str(&rest[..end]),
            }
            rest = &rest[end..];
        }
    }

    fn comma(&mut self) {
        if self.rng.once_in(4) {
            self.blanks(0);
        }
        self.out.push(',');
        if self.rng.once_in(4) {
            self.behind();
            self.out.push('\n');
            while self.all && self.rng.once_in(3) {
                self.comment_line();
            }
            self.blanks(0);
        }
    }

    /// Maybe a comment at the end of a line.
    fn behind(&mut self) {
        if self.all && self.rng.once_in(6) {
            self.blanks(1);
            self.comment();
        }
    }

    fn comment_line(&mut self) {
        self.blanks(0);
        self.comment();
        self.out.push('\n');
    }

    fn comment(&mut self) {
        const SAID: [&str; 5] = ["# why", "#", "## a \"quote", "#{ not } a, block", "# é  …\t"];
        self.comments += 1;
        let said = *self.rng.pick(&SAID);
        self.out.push_str(&format!("{said} {}", self.comments));
    }

    fn blanks(&mut self, least: usize) {
        const BLANKS: [&str; 3] = [" ", "   ", "\t"];
        for _ in 0..least.max(self.rng.below(3)) {
            let blank = *self.rng.pick(&BLANKS);
            self.out.push_str(blank);
        }
    }
}

const LONG_TEXT: &str = "note \"\"\"\n   One line,\n\n     and another # of them\n   \"\"\"\n";
