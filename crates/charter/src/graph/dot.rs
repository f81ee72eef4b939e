//! A picture in the language of Graphviz.

use std::fmt::Write;

use super::{Card, Edge, Graph, Node, NodeKind, Tie, one_line};

/// The whole of it.
pub(super) fn draw(graph: &Graph) -> String {
    let mut out = String::from("digraph charters {\n");
    let _ = writeln!(out, "  graph [rankdir=BT, newrank=true, fontname=\"sans-serif\"]");
    out.push_str("  node [shape=box, fontname=\"sans-serif\", fontsize=11]\n");
    out.push_str("  edge [fontname=\"sans-serif\", fontsize=9]\n");
    let _ = writeln!(out, "  label={}\n  labelloc=t", text(&[&graph.title]));
    for (nth, row) in graph.rows.iter().enumerate() {
        let _ = writeln!(out, "  subgraph cluster_{nth} {{\n    label={}", text(&[&row.title]));
        out.push_str("    color=gray\n");
        for card in &row.cards {
            for number in std::iter::once(&card.head).chain(&card.below) {
                if let Some(it) = graph.nodes.get(*number) {
                    node(&mut out, it);
                }
            }
        }
        out.push_str("  }\n");
    }
    for it in &graph.edges {
        if let (Some(from), Some(to)) = (graph.nodes.get(it.from), graph.nodes.get(it.to)) {
            edge(&mut out, it, &id(from), &id(to));
        }
    }
    bands(&mut out, graph);
    out.push_str("}\n");
    out
}

/// Keeps each row above the next: between them stands a point that nobody sees, above all that is
/// in the one and below all that is in the other.
fn bands(out: &mut String, graph: &Graph) {
    let named = |number: &usize| graph.nodes.get(*number).map(id);
    for (nth, pair) in graph.rows.windows(2).enumerate() {
        let [above, below] = pair else { continue };
        let _ = writeln!(out, "  band_{nth} [style=invis, shape=point]");
        for head in below.cards.iter().filter_map(|card| named(&card.head)) {
            let _ = writeln!(out, "  {head} -> band_{nth} [style=invis]");
        }
        let lowest = |card: &Card| match card.below.is_empty() {
            true => vec![card.head],
            false => card.below.clone(),
        };
        for foot in above.cards.iter().flat_map(lowest).filter_map(|it| named(&it)) {
            let _ = writeln!(out, "  band_{nth} -> {foot} [style=invis]");
        }
    }
}

fn node(out: &mut String, node: &Node) {
    let lines: Vec<&str> =
        std::iter::once(&node.title).chain(&node.detail).map(|it| &**it).collect();
    let look = match node.kind {
        NodeKind::Seat => "style=\"rounded,filled\", fillcolor=\"gray95\"",
        NodeKind::Charter => "penwidth=1.5",
        NodeKind::Group => "shape=hexagon",
    };
    let chosen = if node.chosen { ", penwidth=4" } else { "" };
    let _ = writeln!(out, "    {} [label={}, {look}{chosen}]", id(node), text(&lines));
}

/// What stands first is drawn below. A charter hangs below its owner.
fn edge(out: &mut String, edge: &Edge, from: &str, to: &str) {
    let label = edge.label.as_deref().map(|it| format!(", label={}", text(&[it])));
    let label = label.unwrap_or_default();
    let _ = match edge.tie {
        Tie::Owns => writeln!(out, "  {to} -> {from} [arrowhead=none]"),
        Tie::SitsIn => {
            writeln!(
                out,
                "  {from} -> {to} [arrowhead=none, style=dotted, constraint=false{label}]"
            )
        }
        Tie::BelongsTo => {
            writeln!(out, "  {from} -> {to} [arrowhead=none, style=dashed, constraint=false]")
        }
        Tie::Escalates => writeln!(out, "  {from} -> {to} [penwidth=2{label}]"),
    };
}

fn id(node: &Node) -> String {
    text(&[&format!("{} {}", node.kind.as_str(), node.name)])
}

/// Lines of text in quotes. Graphviz reads entities of HTML as well as its own signs.
fn text(lines: &[&str]) -> String {
    let line = |text: &&str| {
        one_line(text).replace('&', "&amp;").replace('\\', "\\\\").replace('"', "\\\"")
    };
    let lines: Vec<String> = lines.iter().map(line).collect();
    format!("\"{}\"", lines.join("\\n"))
}
