//! A picture in Mermaid: a flowchart that hosts of repositories draw.

use std::fmt::Write;

use super::{Edge, Graph, Node, NodeKind, Tie, one_line};

/// The whole of it.
pub(super) fn draw(graph: &Graph) -> String {
    let mut out = String::from("flowchart BT\n");
    for (nth, row) in graph.rows.iter().enumerate() {
        let _ = writeln!(out, "  subgraph row_{nth}[\"{}\"]", text(&row.title));
        for card in &row.cards {
            for number in std::iter::once(&card.head).chain(&card.below) {
                if let Some(it) = graph.nodes.get(*number) {
                    node(&mut out, it);
                }
            }
        }
        out.push_str("  end\n");
    }
    for it in &graph.edges {
        if let (Some(from), Some(to)) = (graph.nodes.get(it.from), graph.nodes.get(it.to)) {
            edge(&mut out, it, &id(from), &id(to));
        }
    }
    for it in graph.nodes.iter().filter(|it| it.chosen) {
        let _ = writeln!(out, "  style {} stroke-width:4px", id(it));
    }
    out
}

fn node(out: &mut String, node: &Node) {
    let mut label = text(&node.title);
    if let Some(detail) = &node.detail {
        let _ = write!(label, "<br/>{}", text(detail));
    }
    let (open, close) = match node.kind {
        NodeKind::Seat => ("([", "])"),
        NodeKind::Charter => ("[", "]"),
        NodeKind::Group => ("{{", "}}"),
    };
    let _ = writeln!(out, "    {}{open}\"{label}\"{close}", id(node));
}

/// What stands first is drawn below. A charter hangs below its owner.
fn edge(out: &mut String, edge: &Edge, from: &str, to: &str) {
    let label = edge.label.as_deref().map(|it| format!("|\"{}\"|", text(it)));
    let label = label.unwrap_or_default();
    let _ = match edge.tie {
        Tie::Owns => writeln!(out, "  {to} --- {from}"),
        Tie::SitsIn => writeln!(out, "  {from} -.-{label} {to}"),
        Tie::BelongsTo => writeln!(out, "  {from} -.- {to}"),
        Tie::Escalates => writeln!(out, "  {from} ==>{label} {to}"),
    };
}

/// A word that Mermaid takes for nothing else: `seat_vp_product`.
fn id(node: &Node) -> String {
    let mut id = format!("{}_", node.kind.as_str());
    for sign in node.name.chars() {
        match sign {
            '-' => id.push('_'),
            'a'..='z' | 'A'..='Z' | '0'..='9' => id.push(sign),
            _ => {
                let _ = write!(id, "_{:x}_", u32::from(sign));
            }
        }
    }
    id
}

/// A text that Mermaid shows as it is. Every sign that may mean something to it, to its Markdown
/// or to the page on which it is drawn is told by its number.
fn text(text: &str) -> String {
    let mut told = String::with_capacity(text.len());
    for (nth, sign) in one_line(text).chars().enumerate() {
        let plain = sign.is_alphanumeric() || (nth > 0 && " ,.()'’–—·/+-?!".contains(sign));
        match plain || !sign.is_ascii() {
            true => told.push(sign),
            false => {
                let _ = write!(told, "#{};", u32::from(sign));
            }
        }
    }
    told
}
