//! A picture in Mermaid: a flowchart that hosts of repositories draw.

use std::fmt::Write;

use super::{COLUMNS, Card, Edge, Graph, Node, NodeKind, Tie, one_line};

/// So many signs and so many ties Mermaid draws, unless whoever runs it asks for more.
const MOST: (usize, usize) = (50_000, 500);

/// Whether a text is more than Mermaid draws.
pub fn is_too_much(text: &str) -> bool {
    let is_tie = |line: &&str| {
        let words = line.strip_prefix("  ").filter(|rest| !rest.starts_with(' '));
        let first = words.and_then(|words| words.split(' ').next());
        first.is_some_and(|first| !["subgraph", "style", "end"].contains(&first))
    };
    text.encode_utf16().count() > MOST.0 || text.lines().filter(is_tie).count() > MOST.1
}

/// The whole of it.
pub(super) fn draw(graph: &Graph) -> String {
    let mut out = String::from("flowchart BT\n");
    for (nth, row) in graph.rows.iter().enumerate() {
        let _ = writeln!(out, "  subgraph row_{nth}[\"{}\"]", text(&row.title));
        let nodes = row.cards.iter().flat_map(Card::all).filter_map(|it| graph.node(it));
        nodes.for_each(|it| node(&mut out, it, graph.is_roster));
        out.push_str("  end\n");
    }
    let levels = graph.levels();
    for it in graph.drawn() {
        if let (Some(from), Some(to)) = (graph.node(it.from), graph.node(it.to)) {
            let is_below = levels.get(it.from) > levels.get(it.to);
            edge(&mut out, it, &id(from), &id(to), is_below);
        }
    }
    places(&mut out, graph);
    for it in graph.nodes.iter().filter(|it| it.chosen) {
        let _ = writeln!(out, "  style {} stroke-width:4px", id(it));
    }
    out
}

fn node(out: &mut String, node: &Node, is_roster: bool) {
    let mut label = text(&node.title);
    let with =
        (!is_roster && !node.with.is_empty()).then(|| format!("with {}", node.with.join(", ")));
    for more in node.detail.iter().chain(&with) {
        let _ = write!(label, "<br/>{}", text(more));
    }
    let (open, close) = match node.kind {
        NodeKind::Seat => ("([", "])"),
        NodeKind::Charter => ("[", "]"),
        NodeKind::Group => ("(", ")"),
    };
    let _ = writeln!(out, "    {}{open}\"{label}\"{close}", id(node));
}

/// What stands first is drawn below. A charter hangs below its owner, and who sits in it below
/// it, unless they are of a higher rank.
fn edge(out: &mut String, edge: &Edge, from: &str, to: &str, is_below: bool) {
    let label = edge.label.as_deref().map(|it| format!("|\"{}\"|", text(it)));
    let label = label.unwrap_or_default();
    let _ = match edge.tie {
        Tie::Owns => writeln!(out, "  {to} --- {from}"),
        Tie::Escalates => writeln!(out, "  {from} ==>{label} {to}"),
        Tie::SitsIn | Tie::BelongsTo if is_below => writeln!(out, "  {from} -.-{label} {to}"),
        Tie::SitsIn | Tie::BelongsTo => writeln!(out, "  {to} -.-{label} {from}"),
    };
}

/// Ties that nobody sees: they keep charters below each other, and each line of cards below the
/// highest card of the line above.
fn places(out: &mut String, graph: &Graph) {
    let mut tie = |below: usize, above: usize| {
        if let (Some(below), Some(above)) = (graph.node(below), graph.node(above)) {
            let _ = writeln!(out, "  {} ~~~ {}", id(below), id(above));
        }
    };
    let mut foot = None;
    for cards in graph.lines(COLUMNS) {
        for card in cards {
            foot.into_iter().for_each(|foot| tie(card.head, foot));
            card.below.windows(2).for_each(|pair| tie(pair[1], pair[0]));
        }
        let longest = cards.iter().rev().max_by_key(|card| card.below.len());
        foot = longest.map(Card::foot);
    }
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
        let plain = sign.is_alphanumeric() || (nth > 0 && " ,.()'/+-?!".contains(sign));
        match plain || !sign.is_ascii() {
            true => told.push(sign),
            false => {
                let _ = write!(told, "#{};", u32::from(sign));
            }
        }
    }
    told
}
