//! A picture that is finished: an SVG that needs nothing from elsewhere, for light and for dark.
//!
//! Seats stand in rows by their rank, each with its charters below it. What a charter has to say
//! stands in its box, so that nobody has to follow a line to read it; lines are drawn for
//! escalations alone, one colour for each place to which they go.

mod layout;
mod route;

use super::{Graph, Node, one_line};
use crate::report::xml::Xml;
use layout::{Layout, Place, Rect};
use route::Way;

/// How many colours of lines there are.
const COLOURS: usize = 6;

const STYLE: &str = "
    text { font-family: system-ui, -apple-system, 'Segoe UI', sans-serif; fill: #1f2328; }
    .page { fill: #ffffff; }
    .name { font-size: 13px; font-weight: 600; }
    .small { font-size: 11px; fill: #57606a; }
    .row { font-size: 12px; font-weight: 600; fill: #57606a; }
    .head { font-size: 18px; font-weight: 600; }
    .rule { stroke: #d0d7de; }
    .seat rect { fill: #eef1f4; stroke: #8c959f; }
    .charter rect { fill: #ffffff; stroke: #57606a; }
    .group rect { fill: #ffffff; stroke: #8c959f; stroke-dasharray: 4 3; }
    .chosen rect { stroke-width: 3; }
    .tie { stroke: #8c959f; fill: none; }
    .way { fill: none; stroke-width: 1.6; }
    .way-0 { stroke: #0969da; } .way-1 { stroke: #bc4c00; } .way-2 { stroke: #1a7f37; }
    .way-3 { stroke: #8250df; } .way-4 { stroke: #bf3989; } .way-5 { stroke: #9a6700; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      .page { fill: #0d1117; }
      .small, .row { fill: #9198a1; }
      .rule { stroke: #30363d; }
      .seat rect { fill: #21262d; stroke: #768390; }
      .charter rect { fill: #0d1117; stroke: #9198a1; }
      .group rect { fill: #0d1117; stroke: #768390; }
      .way-0 { stroke: #58a6ff; } .way-1 { stroke: #f0883e; } .way-2 { stroke: #3fb950; }
      .way-3 { stroke: #bc8cff; } .way-4 { stroke: #f778ba; } .way-5 { stroke: #d29922; }
    }
  ";

/// The whole of it.
pub(super) fn draw(graph: &Graph) -> String {
    let layout = Layout::of(graph);
    let mut out = Vec::new();
    let mut xml = Xml::new(&mut out);
    let (width, height) = (layout.width.to_string(), layout.height.to_string());
    let view = format!("0 0 {width} {height}");
    xml.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("width", &width),
            ("height", &height),
            ("viewBox", &view),
            ("role", "img"),
        ],
    );
    xml.text("title", &[], &one_line(&graph.title));
    xml.text("style", &[], STYLE);
    rectangle(&mut xml, &[("class", "page")], Rect::page(&layout));
    for (nth, line) in layout.head.iter().enumerate() {
        let y = 32 + layout::HEAD_LINE * nth as i32;
        line_of_text(&mut xml, "head", (layout::MARGIN, y), line);
    }
    if let Some(it) = &layout.legend {
        line_of_text(&mut xml, "small", (layout::MARGIN, it.y), &it.text);
    }
    layout.rows.iter().for_each(|row| row_title(&mut xml, row, layout.width));
    layout.ties.iter().for_each(|path| xml.empty("path", &[("class", "tie"), ("d", path)]));
    route::ways(graph, &layout).iter().for_each(|it| way(&mut xml, it));
    for (node, place) in graph.nodes.iter().zip(&layout.places) {
        if let Some(place) = place {
            node_box(&mut xml, node, place);
        }
    }
    xml.close();
    String::from_utf8_lossy(&out).into_owned()
}

fn row_title(xml: &mut Xml<'_>, row: &layout::Title, width: i32) {
    let (from, to) = (layout::MARGIN.to_string(), (width - layout::MARGIN).to_string());
    let y = (row.y - 18).to_string();
    xml.empty("line", &[("class", "rule"), ("x1", &from), ("y1", &y), ("x2", &to), ("y2", &y)]);
    line_of_text(xml, "row", (layout::MARGIN, row.y), &row.text);
}

fn way(xml: &mut Xml<'_>, way: &Way) {
    let class = format!("way way-{}", way.colour % COLOURS);
    xml.empty("path", &[("class", &class), ("d", &way.path)]);
}

fn node_box(xml: &mut Xml<'_>, node: &Node, place: &Place) {
    let chosen = if node.chosen { " chosen" } else { "" };
    let class = format!("{}{chosen}", node.kind.as_str());
    let id = format!("{}-{}", node.kind.as_str(), node.name);
    xml.open("g", &[("class", &class), ("id", &id)]);
    // What is cut off in the box is shown whole where somebody points at it.
    xml.text("title", &[], &one_line(&node.title));
    rectangle(xml, &[("rx", place.rounding())], place.rect);
    for (nth, (class, text)) in place.lines.iter().enumerate() {
        let y = place.rect.y + layout::PADDING + layout::LINE * (nth as i32 + 1) - 4;
        line_of_text(xml, class, (place.rect.x + layout::PADDING, y), text);
    }
    xml.close();
}

fn rectangle(xml: &mut Xml<'_>, more: &[(&'static str, &str)], rect: Rect) {
    let [x, y, width, height] = [rect.x, rect.y, rect.width, rect.height].map(|it| it.to_string());
    let mut all = vec![("x", &*x), ("y", &*y), ("width", &*width), ("height", &*height)];
    all.extend(more);
    xml.empty("rect", &all);
}

fn line_of_text(xml: &mut Xml<'_>, class: &'static str, (x, y): (i32, i32), text: &str) {
    let (x, y) = (x.to_string(), y.to_string());
    xml.text("text", &[("class", class), ("x", &x), ("y", &y)], text);
}
