//! An agenda as Markdown, to be pasted into a document.

use std::fmt::Write;

use super::data::{AgendaReport, Point};

/// The whole of it. Points are numbered through, so that people can say which one they mean.
pub fn markdown(report: &AgendaReport) -> String {
    let mut page = format!("# Agenda\n\nAs of {}.\n", plain(&report.days()));
    let mut nth = 0;
    for (heading, points) in report.parts() {
        let _ = write!(page, "\n## {heading}\n\n");
        for it in points {
            nth += 1;
            point(&mut page, nth, it);
        }
    }
    if nth == 0 {
        page.push_str("\nNothing waits, and nothing meets.\n");
    }
    if !report.without_time.is_empty() {
        let _ = write!(page, "\n## {}\n\n", report.rest());
    }
    for it in &report.without_time {
        let (title, words) = (plain(&it.title), plain(&it.words()));
        let _ = writeln!(page, "- **{title}** ({}) {words}", it.kind);
    }
    page
}

fn point(page: &mut String, nth: usize, it: &Point) {
    let indent = " ".repeat(nth.to_string().len() + 2);
    let _ =
        writeln!(page, "{nth}. **{}** ({}): {}", plain(&it.title), it.noun(), plain(&it.when()));
    let more = it.more();
    for line in more.iter().chain([&it.decided()]) {
        let _ = writeln!(page, "{indent}- {}", plain(line));
    }
}

/// A text on one line, of which Markdown takes no sign for its own. In the first word none is
/// left to it at all: there, `1.` and `-` would begin a list.
fn plain(text: &str) -> String {
    const HARMLESS: &str = "'\"(),.;:/-%";
    let mut plain = String::with_capacity(text.len());
    for (nth, word) in text.split_whitespace().enumerate() {
        if nth > 0 {
            plain.push(' ');
        }
        for sign in word.chars() {
            let harmless = nth > 0 && HARMLESS.contains(sign);
            if sign.is_ascii_punctuation() && !harmless {
                plain.push('\\');
            }
            plain.push(sign);
        }
    }
    plain
}
