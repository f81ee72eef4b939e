//! A picture in the language of Graphviz.

use std::fmt::Write;

use super::measure::wrap;
use super::{COLUMNS, Card, Edge, Graph, Node, NodeKind, Tie, one_line};

/// The whole of it.
pub(super) fn draw(graph: &Graph) -> String {
    let mut out = String::from("digraph charters {\n");
    out.push_str("  graph [rankdir=BT, newrank=true, fontname=\"sans-serif\", labelloc=t]\n");
    out.push_str("  node [shape=box, fontname=\"sans-serif\", fontsize=11]\n");
    out.push_str("  edge [fontname=\"sans-serif\", fontsize=9]\n");
    let _ = writeln!(out, "  label={}", text([&graph.title]));
    for (nth, row) in graph.rows.iter().enumerate() {
        let _ = writeln!(out, "  subgraph cluster_{nth} {{\n    label={}", text([&row.title]));
        out.push_str("    color=gray\n    labelloc=b\n");
        let nodes = row.cards.iter().flat_map(Card::all).filter_map(|it| graph.node(it));
        nodes.for_each(|it| node(&mut out, it, graph.is_roster));
        out.push_str("  }\n");
    }
    for it in graph.drawn() {
        if let (Some(from), Some(to)) = (graph.node(it.from), graph.node(it.to)) {
            edge(&mut out, it, &id(from), &id(to));
        }
    }
    places(&mut out, graph);
    out.push_str("}\n");
    out
}

fn node(out: &mut String, node: &Node, is_roster: bool) {
    let mut lines = wrap(&one_line(&node.title), 11.0, 180, usize::MAX);
    lines.extend(node.detail.iter().flat_map(|it| wrap(&one_line(it), 11.0, 180, usize::MAX)));
    if !is_roster && !node.with.is_empty() {
        let with = format!("with {}", node.with.join(", "));
        lines.extend(wrap(&one_line(&with), 11.0, 180, usize::MAX));
    }
    let look = match node.kind {
        NodeKind::Seat => "style=\"rounded,filled\", fillcolor=\"gray95\"",
        NodeKind::Charter => "penwidth=1.5",
        NodeKind::Group => "style=dashed",
    };
    let chosen = if node.chosen { ", penwidth=4" } else { "" };
    let _ = writeln!(out, "    {} [label={}, {look}{chosen}]", id(node), text(&lines));
}

/// What stands first is drawn below. A charter hangs below its owner.
fn edge(out: &mut String, edge: &Edge, from: &str, to: &str) {
    let label = edge.label.as_deref().map(|it| format!(", label={}", text([it])));
    let label = label.unwrap_or_default();
    const APART: &str = "arrowhead=none, constraint=false";
    let _ = match edge.tie {
        Tie::Owns => writeln!(out, "  {to} -> {from} [arrowhead=none]"),
        Tie::SitsIn => writeln!(out, "  {from} -> {to} [{APART}, style=dotted{label}]"),
        Tie::BelongsTo => writeln!(out, "  {from} -> {to} [{APART}, style=dashed]"),
        Tie::Escalates => {
            writeln!(out, "  {from} -> {to} [penwidth=2, constraint=false{label}]")
        }
    };
}

/// Ties that nobody sees: they keep charters below each other, and each line of cards below the
/// one before. Between two lines stands a point, above all of the one and below all of the other.
fn places(out: &mut String, graph: &Graph) {
    let named = |number: usize| graph.node(number).map(id);
    let lines: Vec<&[Card]> = graph.lines(COLUMNS).collect();
    for pair in lines.iter().flat_map(|line| line.iter()).flat_map(|card| card.below.windows(2)) {
        if let (Some(above), Some(below)) = (named(pair[0]), named(pair[1])) {
            let _ = writeln!(out, "  {below} -> {above} [style=invis]");
        }
    }
    for (nth, pair) in lines.windows(2).enumerate() {
        let [above, below] = pair else { continue };
        let _ = writeln!(out, "  band_{nth} [style=invis, shape=point]");
        for head in below.iter().filter_map(|card| named(card.head)) {
            let _ = writeln!(out, "  {head} -> band_{nth} [style=invis]");
        }
        for foot in above.iter().filter_map(|card| named(card.foot())) {
            let _ = writeln!(out, "  band_{nth} -> {foot} [style=invis]");
        }
    }
}

fn id(node: &Node) -> String {
    text([&format!("{} {}", node.kind.as_str(), node.name)])
}

/// Lines of text in quotes. Graphviz reads entities of HTML as well as its own signs.
fn text<T: AsRef<str>>(lines: impl IntoIterator<Item = T>) -> String {
    let line = |text: T| {
        let text = one_line(text.as_ref());
        text.replace('&', "&amp;").replace('\\', "\\\\").replace('"', "\\\"")
    };
    let lines: Vec<String> = lines.into_iter().map(line).collect();
    format!("\"{}\"", lines.join("\\n"))
}
