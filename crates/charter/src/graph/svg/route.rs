//! How lines run: out of a box to the right, along a gutter to the channel below the line on which
//! the other box stands, along that, and into the other box from the left. What goes to one place
//! shares its lanes, as a river does.

use std::collections::{BTreeMap, BTreeSet};

use super::layout::{Cells, Lanes, Layout};
use crate::graph::{Edge, Graph, Tie};

/// A line, from where something is stuck to where it goes.
pub(super) struct Way {
    pub(super) path: String,
    /// The same for all that go to one place.
    pub(super) colour: usize,
}

/// Which gutters and which channel a line takes.
#[derive(Clone, Copy)]
struct Course {
    out: usize,
    channel: Option<usize>,
    into: usize,
}

impl Course {
    fn of((column, _): (usize, usize), (to, line): (usize, usize)) -> Course {
        let (out, into) = (column + 1, to);
        Course { out, channel: (out != into).then_some(line), into }
    }
}

/// The lanes that are taken, by gutter or channel and by where a line goes.
#[derive(Default)]
struct Taken {
    gutters: BTreeMap<usize, BTreeMap<usize, usize>>,
    channels: BTreeMap<usize, BTreeMap<usize, usize>>,
}

impl Taken {
    fn of(graph: &Graph, cells: &[Option<(usize, usize)>]) -> Taken {
        let mut taken = Taken::default();
        for edge in escalations(graph) {
            let Some(course) = course(edge, cells) else { continue };
            take(&mut taken.gutters, course.out, edge.to);
            take(&mut taken.gutters, course.into, edge.to);
            course.channel.into_iter().for_each(|it| take(&mut taken.channels, it, edge.to));
        }
        taken
    }
}

fn take(all: &mut BTreeMap<usize, BTreeMap<usize, usize>>, place: usize, to: usize) {
    let lanes = all.entry(place).or_default();
    let next = lanes.len();
    lanes.entry(to).or_insert(next);
}

fn lane(all: &BTreeMap<usize, BTreeMap<usize, usize>>, place: usize, to: usize) -> usize {
    all.get(&place).and_then(|lanes| lanes.get(&to)).copied().unwrap_or(0)
}

fn escalations(graph: &Graph) -> impl Iterator<Item = &Edge> {
    graph.edges.iter().filter(|edge| edge.tie == Tie::Escalates)
}

fn course(edge: &Edge, cells: &[Option<(usize, usize)>]) -> Option<Course> {
    let cell = |number: usize| cells.get(number).copied().flatten();
    Some(Course::of(cell(edge.from)?, cell(edge.to)?))
}

/// How many lanes there have to be.
pub(super) fn lanes(graph: &Graph, cells: &Cells) -> Lanes {
    let taken = Taken::of(graph, &cells.of);
    let count = |all: &BTreeMap<usize, BTreeMap<usize, usize>>, places: usize| {
        (0..places).map(|nth| all.get(&nth).map_or(0, BTreeMap::len)).collect()
    };
    let lines = cells.of.iter().flatten().map(|(_, line)| line + 1).max().unwrap_or(0);
    Lanes {
        gutters: count(&taken.gutters, cells.columns + 1),
        channels: count(&taken.channels, lines),
    }
}

/// Every line, and the point of an arrow at each end.
pub(super) fn ways(graph: &Graph, layout: &Layout) -> Vec<Way> {
    let cells: Vec<Option<(usize, usize)>> =
        layout.places.iter().map(|it| it.as_ref().map(|it| (it.column, it.line))).collect();
    let taken = Taken::of(graph, &cells);
    let targets: BTreeSet<usize> = escalations(graph).map(|edge| edge.to).collect();
    let colours: BTreeMap<usize, usize> =
        targets.into_iter().enumerate().map(|(colour, to)| (to, colour)).collect();
    let mut ways = Vec::new();
    for edge in escalations(graph) {
        let place = |number: usize| layout.places.get(number).and_then(Option::as_ref);
        let (Some(from), Some(to)) = (place(edge.from), place(edge.to)) else { continue };
        let Some(course) = course(edge, &cells) else { continue };
        let out = layout.gutter(course.out, lane(&taken.gutters, course.out, edge.to));
        let into = layout.gutter(course.into, lane(&taken.gutters, course.into, edge.to));
        let (start, end) = (from.rect.middle(), to.rect.middle());
        let mut path = format!("M{} {start}H{out}", from.rect.x + from.rect.width);
        if let Some(line) = course.channel {
            let channel = layout.channel(line, lane(&taken.channels, line, edge.to));
            path.push_str(&format!("V{channel}H{into}"));
        }
        let tip = to.rect.x;
        path.push_str(&format!("V{end}H{tip}m-6 -4l6 4l-6 4"));
        ways.push(Way { path, colour: colours.get(&edge.to).copied().unwrap_or(0) });
    }
    ways
}
