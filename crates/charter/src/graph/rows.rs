//! The rows of a picture: what stands side by side, and what stands above it.

use std::collections::BTreeMap;

use super::gather::Picture;
use super::{By, Card, Row, Tie};
use crate::model::{Chains, Charter, Handle, Seat};
use crate::tree::{Altitude, Kind};

/// Which row something is in, from top to bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    /// So many steps below where a way up ends.
    Below(u32),
    /// On a way that comes back to itself.
    Circle,
    /// Of a rank, the highest first.
    Rank(std::cmp::Reverse<Altitude>),
    /// A seat without one.
    NoRank,
    Group,
    /// A charter that nobody owns.
    NoOwner,
}

impl Level {
    fn title(self) -> String {
        match self {
            Level::Below(0) => "Where it ends".to_owned(),
            Level::Below(1) => "One step below".to_owned(),
            Level::Below(2) => "Two steps below".to_owned(),
            Level::Below(3) => "Three steps below".to_owned(),
            Level::Below(steps) => format!("{steps} steps below"),
            Level::Circle => "In a circle".to_owned(),
            Level::Rank(std::cmp::Reverse(altitude)) => rank(altitude).to_owned(),
            Level::NoRank => "Without a rank".to_owned(),
            Level::Group => "Groups".to_owned(),
            Level::NoOwner => "Without an owner".to_owned(),
        }
    }
}

fn rank(altitude: Altitude) -> &'static str {
    match altitude {
        Altitude::Executive => "Executives",
        Altitude::Vp => "Vice presidents",
        Altitude::Director => "Directors",
        Altitude::Manager => "Managers",
        Altitude::External => "Partners",
    }
}

/// The rows of a picture; of the cards of one row, those with most below them come first.
pub(super) fn rows(picture: &Picture<'_>) -> Vec<Row> {
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); picture.items.len()];
    let mut owned = vec![false; picture.items.len()];
    for edge in picture.edges.iter().filter(|edge| edge.tie == Tie::Owns) {
        owned[edge.to] = true;
        below[edge.from].push(edge.to);
    }
    let level = levels(picture);
    let mut rows: BTreeMap<Level, Vec<Card>> = BTreeMap::new();
    for head in (0..picture.items.len()).filter(|nth| !owned[*nth]) {
        let below = std::mem::take(&mut below[head]);
        rows.entry(level(head)).or_default().push(Card { head, below });
    }
    let row = |(level, mut cards): (Level, Vec<Card>)| {
        cards.sort_by_key(|card| std::cmp::Reverse(card.below.len()));
        Row { title: level.title(), cards }
    };
    rows.into_iter().map(row).collect()
}

/// Tells the row of a node by its number.
fn levels<'p>(picture: &'p Picture<'_>) -> impl Fn(usize) -> Level + 'p {
    let chains = (picture.by == By::Escalation).then(|| Chains::new(picture.model, picture.day));
    move |number| {
        let item = picture.items[number];
        let Some(chains) = &chains else { return ranked(item) };
        match Charter::of(item) {
            Some(charter) if chains.is_circular(charter) => Level::Circle,
            Some(charter) => Level::Below(chains.first(charter).map_or(0, |step| step.steps)),
            None => Level::Below(0),
        }
    }
}

fn ranked(item: crate::model::Item<'_>) -> Level {
    match item.kind() {
        Kind::Charter => Level::NoOwner,
        Kind::Group => Level::Group,
        _ => match Seat::of(item).and_then(Seat::altitude) {
            Some(altitude) => Level::Rank(std::cmp::Reverse(altitude)),
            None => Level::NoRank,
        },
    }
}
