//! Pictures: who owns which charter, who sits in it, and where it goes when it is stuck.
//!
//! What is in a picture is gathered once (`gather.rs`) and set in rows (`rows.rs`); it is then
//! written in the language of whoever draws it. Only the SVG is drawn here.

mod dot;
mod gather;
mod measure;
mod mermaid;
mod rows;
mod svg;

use jiff::civil::Date;

pub use gather::graph;
pub use mermaid::is_too_much;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct GraphQuery {
    /// What concerns one seat.
    pub seat: Option<String>,
    /// What stands above what.
    pub by: By,
    /// The day.
    pub day: Date,
}

/// What stands above what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Seats by their rank, each with the charters that it owns.
    Altitude,
    /// Charters, each below where it goes when it is stuck.
    Escalation,
}

/// In which language a picture is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Mermaid, which hosts of repositories draw.
    Mermaid,
    /// The language of Graphviz.
    Dot,
    /// A finished picture.
    Svg,
}

/// A picture before it is drawn.
#[derive(Clone, Debug)]
pub struct Graph {
    /// What it shows.
    pub title: String,
    /// Everything in it, each once.
    pub nodes: Vec<Node>,
    /// What ties it together.
    pub edges: Vec<Edge>,
    /// Where it stands, from top to bottom.
    pub rows: Vec<Row>,
    /// Whether it is about one seat. Then there is room for lines to all who sit together; else
    /// they are told in words.
    pub is_roster: bool,
}

/// A seat, a charter or a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Its name.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// What else there is to say of it: who holds a seat, how many sit in a group.
    pub detail: Option<String>,
    /// Who sits in it besides its owner, or belongs to it, in words.
    pub with: Vec<String>,
    /// Whether the picture is about it.
    pub chosen: bool,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// A seat.
    Seat,
    /// A charter.
    Charter,
    /// Seats that go together.
    Group,
}

impl NodeKind {
    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            NodeKind::Seat => "seat",
            NodeKind::Charter => "charter",
            NodeKind::Group => "group",
        }
    }
}

/// Two nodes that have to do with each other, by their numbers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edge {
    /// Who owns, sits in or belongs to something; what is stuck.
    pub from: usize,
    /// What is owned or sat in; where it goes.
    pub to: usize,
    /// What one has to do with the other.
    pub tie: Tie,
    /// What is said of it: what a counterparty may do, how soon an escalation is answered.
    pub label: Option<String>,
}

/// What one node has to do with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tie {
    /// A seat owns a charter.
    Owns,
    /// A seat or a group sits in a charter.
    SitsIn,
    /// A seat belongs to a group.
    BelongsTo,
    /// A charter that is stuck goes to a seat or to another charter.
    Escalates,
}

/// What stands side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What its members have in common.
    pub title: String,
    /// Its members.
    pub cards: Vec<Card>,
}

/// A node, and those that stand below it and belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The node.
    pub head: usize,
    /// What belongs to it.
    pub below: Vec<usize>,
}

impl Graph {
    /// How many seats it shows.
    pub fn seats(&self) -> usize {
        self.count(NodeKind::Seat)
    }

    /// How many charters it shows.
    pub fn charters(&self) -> usize {
        self.count(NodeKind::Charter)
    }

    /// The node of a number.
    fn node(&self, number: usize) -> Option<&Node> {
        self.nodes.get(number)
    }

    /// The lines of cards, from top to bottom: a long row takes several.
    fn lines(&self, columns: usize) -> impl Iterator<Item = &[Card]> {
        self.rows.iter().flat_map(move |row| row.cards.chunks(columns))
    }

    /// The ties that are drawn as lines, where boxes say who sits with whom.
    fn drawn(&self) -> impl Iterator<Item = &Edge> {
        let told = |edge: &&Edge| !matches!(edge.tie, Tie::SitsIn | Tie::BelongsTo);
        self.edges.iter().filter(move |edge| self.is_roster || told(edge))
    }

    /// The row of each node, by its number.
    fn levels(&self) -> Vec<usize> {
        let mut levels = vec![0; self.nodes.len()];
        for (nth, row) in self.rows.iter().enumerate() {
            for number in row.cards.iter().flat_map(Card::all) {
                if let Some(level) = levels.get_mut(number) {
                    *level = nth;
                }
            }
        }
        levels
    }

    fn count(&self, kind: NodeKind) -> usize {
        self.nodes.iter().filter(|node| node.kind == kind).count()
    }
}

impl Card {
    /// Everything in it, from top to bottom.
    fn all(&self) -> impl Iterator<Item = usize> {
        std::iter::once(self.head).chain(self.below.iter().copied())
    }

    /// What stands lowest in it.
    fn foot(&self) -> usize {
        self.below.last().copied().unwrap_or(self.head)
    }
}

/// The most cards side by side.
const COLUMNS: usize = 6;

/// A picture in a language.
pub fn draw(graph: &Graph, format: Format) -> String {
    match format {
        Format::Mermaid => mermaid::draw(graph),
        Format::Dot => dot::draw(graph),
        Format::Svg => svg::draw(graph),
    }
}

/// On one line whatever it says: a title may hold a line break.
fn one_line(text: &str) -> String {
    let line: String = text.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}
