//! What is in a picture: gathered from the model, each item once.

use std::collections::VecDeque;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::rows::rows;
use super::{By, Edge, Graph, GraphQuery, Node, NodeKind, Tie};
use crate::model::{Charter, Group, Handle, Item, ItemId, Model, Named, Party, Seat, Target, Who};
use crate::report::counted;
use crate::say;
use crate::tree::{Escalation, Right};

/// The picture of what is in force on a day, or will be.
pub fn graph(model: &Model, query: &GraphQuery) -> Graph {
    let mut picture = Picture::new(model, query);
    match picture.seat {
        Some(seat) => picture.roster(seat),
        None => picture.everything(),
    }
    let rows = rows(&picture);
    let (title, is_roster) = (picture.title(), picture.seat.is_some());
    Graph { title, nodes: picture.nodes, edges: picture.edges, rows, is_roster }
}

/// A picture while it is gathered.
pub(super) struct Picture<'m> {
    pub(super) model: &'m Model,
    pub(super) by: By,
    pub(super) day: Date,
    seat: Option<Seat<'m>>,
    /// What can be in it: of charters with one name, the first.
    charters: Vec<Charter<'m>>,
    known: FxHashSet<ItemId>,
    /// What is in it, and under which number.
    pub(super) items: Vec<Item<'m>>,
    numbers: FxHashMap<ItemId, usize>,
    nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
    drawn: FxHashSet<Edge>,
}

impl<'m> Picture<'m> {
    fn new(model: &'m Model, query: &GraphQuery) -> Picture<'m> {
        let first = |item: Item<'m>| model.find(item.symbol()) == Some(item);
        let charters = model.charters_from(query.day).filter(|it| first(**it));
        let charters: Vec<Charter<'m>> = charters.collect();
        let seat = query.seat.as_deref().and_then(|name| model.find(crate::Symbol::new(name)));
        Picture {
            model,
            by: query.by,
            day: query.day,
            seat: seat.and_then(Seat::of),
            known: charters.iter().map(|it| it.id()).collect(),
            charters,
            items: Vec::new(),
            numbers: FxHashMap::default(),
            nodes: Vec::new(),
            edges: Vec::new(),
            drawn: FxHashSet::default(),
        }
    }

    fn title(&self) -> String {
        let of = self.seat.map(|seat| format!(": {}", seat.title())).unwrap_or_default();
        match self.by {
            By::Altitude => format!("Seats and charters{of}"),
            By::Escalation => format!("Where charters go when stuck{of}"),
        }
    }

    /// Every charter and, where ranks are shown, every seat.
    fn everything(&mut self) {
        if self.by == By::Altitude {
            let seats = self.model.seats().filter(|seat| !seat.is_over(self.day));
            let first = |seat: &Seat<'m>| self.model.find(seat.symbol()) == Some(**seat);
            for seat in seats.filter(first).collect::<Vec<_>>() {
                self.number(*seat);
            }
        }
        for charter in self.charters.clone() {
            self.charter(charter);
            self.room(charter);
        }
    }

    /// The rooms of a seat, who sits in them, and the ways up from there.
    fn roster(&mut self, seat: Seat<'m>) {
        self.number(*seat);
        let mut up: VecDeque<Charter<'m>> = VecDeque::new();
        for charter in self.charters.clone() {
            if charter.room().contains(&seat) {
                up.push_back(charter);
                self.room(charter);
            }
        }
        let mut seen: FxHashSet<ItemId> = up.iter().map(|it| it.id()).collect();
        while let Some(charter) = up.pop_front() {
            for above in self.charter(charter) {
                if seen.insert(above.id()) {
                    up.push_back(above);
                }
            }
        }
    }

    /// A charter, its owner, and where it goes when stuck: the charters among those.
    fn charter(&mut self, charter: Charter<'m>) -> Vec<Charter<'m>> {
        let number = self.number(*charter);
        if let Some(owner) = charter.owner().known().filter(|_| self.by == By::Altitude) {
            let owner = self.number(*owner);
            self.tie(owner, number, Tie::Owns, None);
        }
        let mut above = Vec::new();
        for (escalation, _) in charter.escalations() {
            let Escalation::To { target, within, .. } = escalation else { continue };
            let item = match charter.target(*target) {
                Named::Known(Target::Seat(seat)) => *seat,
                // What is over, or not in force yet, hears nothing.
                Named::Known(Target::Charter(forum)) if self.known.contains(&forum.id()) => {
                    above.push(forum);
                    *forum
                }
                _ => continue,
            };
            let to = self.number(item);
            let label = format!("within {}", say::duration(*within));
            self.tie(number, to, Tie::Escalates, Some(label));
        }
        above
    }

    /// Who sits in a charter besides its owner: a group as one, and who belongs to it.
    fn room(&mut self, charter: Charter<'m>) {
        if self.by == By::Escalation {
            return;
        }
        let number = self.number(*charter);
        for Party { who, right, .. } in charter.parties() {
            let party = match who {
                Named::Known(Who::Seat(seat)) if charter.owner() == Named::Known(seat) => continue,
                Named::Known(Who::Seat(seat)) => self.number(*seat),
                Named::Known(Who::Group(group)) => self.group(group),
                _ => continue,
            };
            let label = match right {
                Right::Consulted => None,
                Right::Gates => Some("gates".to_owned()),
                Right::Vetoes => Some("may veto".to_owned()),
                Right::CoDecides(facet) => Some(format!("co-decides {}", facet.value)),
            };
            let title = self.items.get(party).map_or("", |item| item.title());
            let right = label.as_ref().map(|label| format!(" ({label})")).unwrap_or_default();
            let words = format!("{title}{right}");
            if self.tie(party, number, Tie::SitsIn, label) {
                self.with(number, words);
            }
        }
    }

    fn group(&mut self, group: Group<'m>) -> usize {
        let number = self.number(*group);
        for member in group.members() {
            let title = member.title();
            let member = self.number(*member);
            if self.tie(member, number, Tie::BelongsTo, None) {
                self.with(number, title.to_owned());
            }
        }
        number
    }

    /// The number of an item, which is in the picture from now on.
    fn number(&mut self, item: Item<'m>) -> usize {
        if let Some(number) = self.numbers.get(&item.id()) {
            return *number;
        }
        let number = self.nodes.len();
        self.numbers.insert(item.id(), number);
        self.items.push(item);
        self.nodes.push(self.node(item));
        number
    }

    fn node(&self, item: Item<'m>) -> Node {
        let (kind, detail) = match (Seat::of(item), Group::of(item), Charter::of(item)) {
            (Some(seat), ..) => (NodeKind::Seat, self.holder(seat)),
            (_, Some(group), _) => {
                (NodeKind::Group, Some(counted(group.members().count(), "seat", "seats")))
            }
            (.., charter) => (NodeKind::Charter, charter.and_then(|it| self.owner(it))),
        };
        Node {
            kind,
            name: item.name().to_owned(),
            title: item.title().to_owned(),
            detail,
            with: Vec::new(),
            chosen: self.seat.is_some_and(|seat| *seat == item),
        }
    }

    fn holder(&self, seat: Seat<'m>) -> Option<String> {
        let holder = seat.holder_on(self.day).map(|holder| holder.name.value.to_string());
        Some(holder.unwrap_or_else(|| "nobody holds it".to_owned()))
    }

    /// Who owns a charter, where its owner does not stand beside it.
    fn owner(&self, charter: Charter<'m>) -> Option<String> {
        let owner = charter.owner().known().filter(|_| self.by == By::Escalation);
        owner.map(|seat| format!("owned by {}", seat.title()))
    }

    fn with(&mut self, number: usize, words: String) {
        if let Some(node) = self.nodes.get_mut(number) {
            node.with.push(words);
        }
    }

    /// Ties two together, and tells whether they were not tied like that before.
    fn tie(&mut self, from: usize, to: usize, tie: Tie, label: Option<String>) -> bool {
        let edge = Edge { from, to, tie, label };
        let new = self.drawn.insert(edge.clone());
        if new {
            self.edges.push(edge);
        }
        new
    }
}
