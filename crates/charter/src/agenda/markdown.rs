//! An agenda as Markdown, to be pasted into a document.

use std::fmt::Write;

use super::data::{AgendaReport, Point};
use crate::report::markdown::plain;

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
