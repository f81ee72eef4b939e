//! Where everything stands: rows of cards, in columns that are the same all the way down, so that
//! lines can run between them.

use crate::graph::measure::{width, wrap};
use crate::graph::{COLUMNS, Card, Graph, Node, NodeKind, Tie, one_line};

pub(super) const MARGIN: i32 = 28;
pub(super) const PADDING: i32 = 8;
pub(super) const LINE: i32 = 16;
const CARD: i32 = 224;
const INDENT: i32 = 16;
const GAP: i32 = 8;
/// How far apart lines run.
const LANE: i32 = 7;
/// Between columns and lines of cards at least.
const GUTTER: i32 = 22;
/// More lines side by side nobody tells apart: then they begin to share.
const LANES: usize = 24;
const ROW_TITLE: i32 = 34;
/// What stands above the first row, with one line of the title and without a legend.
const HEAD: i32 = 46;
/// Between lines of the title.
pub(super) const HEAD_LINE: i32 = 24;
const LEGEND_LINE: i32 = 20;
/// A long title is wrapped instead of making a picture wider than this.
const HEAD_ROOM: i32 = 640;

/// What nobody would guess.
const LEGEND: &str =
    "↑ is where a charter goes when it is stuck, and how soon it is answered there";

/// Where everything stands.
pub(super) struct Layout {
    pub(super) width: i32,
    pub(super) height: i32,
    /// The title of the whole, line by line.
    pub(super) head: Vec<String>,
    /// What the arrows mean, where there are any.
    pub(super) legend: Option<Title>,
    pub(super) rows: Vec<Title>,
    /// The places of the nodes, by their numbers.
    pub(super) places: Vec<Option<Place>>,
    /// The lines that tie charters to the seats above them.
    pub(super) ties: Vec<String>,
    /// Where each gutter begins, from left to right: one before each column, and one at the end.
    gutters: Vec<i32>,
    /// Where the channel below each line of cards begins.
    channels: Vec<i32>,
}

/// The title of a row.
pub(super) struct Title {
    pub(super) y: i32,
    pub(super) text: String,
}

/// Where a node stands and what is written in it.
pub(super) struct Place {
    pub(super) rect: Rect,
    pub(super) column: usize,
    pub(super) line: usize,
    pub(super) lines: Vec<(&'static str, String)>,
    kind: NodeKind,
}

impl Place {
    pub(super) fn rounding(&self) -> &'static str {
        if self.kind == NodeKind::Seat { "10" } else { "3" }
    }
}

#[derive(Clone, Copy)]
pub(super) struct Rect {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

impl Rect {
    pub(super) fn page(layout: &Layout) -> Rect {
        Rect { x: 0, y: 0, width: layout.width, height: layout.height }
    }

    pub(super) fn middle(self) -> i32 {
        self.y + self.height / 2
    }
}

/// How many lanes there are for lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Lanes {
    /// In each gutter.
    pub(super) gutters: Vec<usize>,
    /// In the channel below each line of cards.
    pub(super) channels: Vec<usize>,
}

impl Layout {
    pub(super) fn of(graph: &Graph) -> Layout {
        let cells = Cells::of(graph);
        let lanes = super::route::lanes(graph, &cells);
        let room = |lanes: Option<&usize>| GUTTER + LANE * (*lanes.unwrap_or(&0)).min(LANES) as i32;
        let mut gutters = Vec::new();
        let mut x = MARGIN - GUTTER;
        for nth in 0..=cells.columns {
            gutters.push(x);
            x += room(lanes.gutters.get(nth)) + CARD;
        }
        let mut layout = Layout {
            width: x - CARD + MARGIN - GUTTER,
            height: 0,
            head: Vec::new(),
            legend: None,
            rows: Vec::new(),
            places: graph.nodes.iter().map(|_| None).collect(),
            ties: Vec::new(),
            gutters,
            channels: Vec::new(),
        };
        let columns: Vec<i32> =
            (0..cells.columns).map(|nth| layout.gutters[nth + 1] - CARD).collect();
        let boxes = Boxes::of(graph);
        let mut y = layout.entitle(graph);
        for row in &graph.rows {
            y += ROW_TITLE;
            layout.rows.push(Title { y: y - 12, text: one_line(&row.title) });
            for cards in row.cards.chunks(cells.columns) {
                let line = layout.channels.len();
                let mut bottom = y;
                for (column, card) in cards.iter().enumerate() {
                    let at =
                        At { x: columns.get(column).copied().unwrap_or(MARGIN), y, column, line };
                    bottom = bottom.max(layout.stand(card, at, &boxes));
                }
                layout.channels.push(bottom);
                y = bottom + room(lanes.channels.get(line));
            }
        }
        layout.height = y + MARGIN;
        layout
    }

    /// Makes room for the title and the legend, and tells where they end.
    fn entitle(&mut self, graph: &Graph) -> i32 {
        let title = one_line(&graph.title);
        let legend = graph.edges.iter().any(|it| it.tie == Tie::Escalates).then_some(LEGEND);
        let wide = |text: &str, size| width(text, size).ceil() as i32;
        let rows = graph.rows.iter().map(|row| wide(&one_line(&row.title), 12.5));
        let texts = rows.chain(legend.map(|it| wide(it, 11.0)));
        let room = texts.fold(wide(&title, 19.0), i32::max).min(HEAD_ROOM);
        self.width = self.width.max(room + 2 * MARGIN);
        self.head = wrap(&title, 19.0, self.width - 2 * MARGIN, 4);
        let mut y = HEAD + HEAD_LINE * self.head.len().saturating_sub(1) as i32;
        self.legend = legend.map(|text| Title { y: y + 6, text: text.to_owned() });
        if self.legend.is_some() {
            y += LEGEND_LINE;
        }
        y
    }

    /// Puts a card down, and tells where it ends.
    fn stand(&mut self, card: &Card, at: At, boxes: &Boxes) -> i32 {
        let mut y = self.put(card.head, at, CARD, boxes);
        let (foot, spine) = (y, at.x + INDENT / 2);
        for number in &card.below {
            let top = y + GAP;
            let below = At { x: at.x + INDENT, y: top, ..at };
            y = self.put(*number, below, CARD - INDENT, boxes);
            let middle = (top + y) / 2;
            self.ties.push(format!("M{spine} {foot}V{middle}H{}", below.x));
        }
        y
    }

    fn put(&mut self, number: usize, at: At, width: i32, boxes: &Boxes) -> i32 {
        let Some((kind, lines)) = boxes.0.get(number) else { return at.y };
        let height = 2 * PADDING + LINE * lines.len() as i32;
        let rect = Rect { x: at.x, y: at.y, width, height };
        let place =
            Place { rect, column: at.column, line: at.line, lines: lines.clone(), kind: *kind };
        if let Some(free) = self.places.get_mut(number) {
            *free = Some(place);
        }
        at.y + height
    }

    /// Where a lane of a gutter runs.
    pub(super) fn gutter(&self, nth: usize, lane: usize) -> i32 {
        self.gutters.get(nth).copied().unwrap_or(0) + lane_at(lane)
    }

    /// Where a lane of the channel below a line of cards runs.
    pub(super) fn channel(&self, line: usize, lane: usize) -> i32 {
        self.channels.get(line).copied().unwrap_or(0) + lane_at(lane)
    }
}

fn lane_at(lane: usize) -> i32 {
    GUTTER / 2 + LANE * (lane % LANES) as i32
}

#[derive(Clone, Copy)]
struct At {
    x: i32,
    y: i32,
    column: usize,
    line: usize,
}

/// In which column and on which line each node stands, before anything is measured.
pub(super) struct Cells {
    pub(super) columns: usize,
    pub(super) of: Vec<Option<(usize, usize)>>,
}

impl Cells {
    fn of(graph: &Graph) -> Cells {
        let widest = graph.rows.iter().map(|row| row.cards.len()).max().unwrap_or(1);
        let columns = widest.clamp(1, COLUMNS);
        let mut of = vec![None; graph.nodes.len()];
        for (line, cards) in graph.lines(columns).enumerate() {
            for (column, card) in cards.iter().enumerate() {
                for number in card.all() {
                    if let Some(cell) = of.get_mut(number) {
                        *cell = Some((column, line));
                    }
                }
            }
        }
        Cells { columns, of }
    }
}

/// What is written in each box, by the numbers of the nodes.
struct Boxes(Vec<(NodeKind, Vec<(&'static str, String)>)>);

impl Boxes {
    fn of(graph: &Graph) -> Boxes {
        let mut ways: Vec<Vec<String>> = vec![Vec::new(); graph.nodes.len()];
        for edge in graph.edges.iter().filter(|edge| edge.tie == Tie::Escalates) {
            let title = graph.node(edge.to).map_or("", |it| it.title.as_str());
            let label = edge.label.as_deref().unwrap_or_default();
            if let Some(ways) = ways.get_mut(edge.from) {
                ways.push(format!("↑ {title}, {label}"));
            }
        }
        let nodes = graph.nodes.iter().zip(&ways);
        Boxes(nodes.map(|(node, ways)| (node.kind, words(node, ways))).collect())
    }
}

fn words(node: &Node, ways: &[String]) -> Vec<(&'static str, String)> {
    let room = CARD - INDENT - 2 * PADDING;
    let small = |text: &str, most: usize| {
        wrap(&one_line(text), 11.0, room, most).into_iter().map(|line| ("small", line))
    };
    let name = wrap(&one_line(&node.title), 14.5, room, 3);
    let mut lines: Vec<(&'static str, String)> = name.into_iter().map(|it| ("name", it)).collect();
    lines.extend(node.detail.iter().flat_map(|it| small(it, 2)));
    if !node.with.is_empty() {
        lines.extend(small(&format!("with {}", node.with.join(", ")), 12));
    }
    lines.extend(ways.iter().flat_map(|way| small(way, 2)));
    lines
}
