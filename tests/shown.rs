//! What charter shows of a workspace as a whole: its agenda, and pictures of it.
//!
//! `# seat NAME`, `# charter NAME` and `# by escalation` in a case say what is asked for.

use charter::agenda::{AgendaQuery, markdown};
use charter::graph::{By, Format, Graph, GraphQuery, draw};
use jiff::ToSpan;

use crate::say::Case;

/// What a comment of a case asks for.
fn asked(case: &Case, what: &str) -> Option<String> {
    let asked = |line: &str| Some(line.strip_prefix("# ")?.strip_prefix(what)?.trim().to_owned());
    case.text.lines().find_map(asked)
}

/// `agenda`: that of the four weeks from the day of the case, as a document.
pub fn agenda(case: &Case) -> String {
    let (_, analysis, _) = case.analyze();
    let query = AgendaQuery {
        seat: asked(case, "seat "),
        charter: asked(case, "charter "),
        day: case.day,
        until: case.day.saturating_add(4.weeks()),
    };
    markdown(&charter::agenda::agenda(&analysis.model, &query))
}

/// `graph --format mermaid`
pub fn mermaid(case: &Case) -> String {
    draw(&graph(case), Format::Mermaid)
}

/// `graph --format dot`
pub fn dot(case: &Case) -> String {
    draw(&graph(case), Format::Dot)
}

/// `graph --format svg`; how it looks is said in one place, and not here.
pub fn svg(case: &Case) -> String {
    let svg = draw(&graph(case), Format::Svg);
    match (svg.find("<style>"), svg.find("</style>")) {
        (Some(from), Some(to)) => format!("{}{}", &svg[..from], &svg[to + "</style>\n".len()..]),
        _ => svg,
    }
}

/// The picture that a case asks for.
pub fn graph(case: &Case) -> Graph {
    let (_, analysis, _) = case.analyze();
    let by = match asked(case, "by ").as_deref() {
        Some("escalation") => By::Escalation,
        _ => By::Altitude,
    };
    let query = GraphQuery { seat: asked(case, "seat "), by, day: case.day };
    charter::graph::graph(&analysis.model, &query)
}
