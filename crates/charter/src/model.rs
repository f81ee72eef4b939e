//! The model: the trees of a workspace and the tables that make their names mean something.
//!
//! A rule reads it through small `Copy` handles, so that it reads like prose:
//! `charter.owner().known()?.altitude()`. Nothing is copied out of the trees; a
//! handle looks where the clause stands.

mod attention;
mod chain;
mod charter;
mod commitment;
mod forum;
mod handle;
mod here;
mod history;
mod horizon;
mod launch;
mod look;
mod mentions;
mod names;
mod organization;
mod reference;
mod replace;
mod review;
mod stretch;
mod transition;
mod trigger;

use std::sync::{Arc, OnceLock};

pub use attention::Turn;
pub use chain::{Chains, Step};
pub use charter::{CadenceLine, Charter, Decided, Party, Target, Who};
pub use commitment::{Commitment, by_owner};
pub use forum::Venue;
pub use handle::{Handle, Item, ItemId};
pub use here::Here;
pub use history::{Cause, Raise, Record, forums};
pub use launch::{Bet, Launch, Question, QuestionAt};
pub use look::Look;
pub use names::{Names, Space};
pub use organization::{Artifact, Calendar, Class, Function, Group, Metric, Seat, Staff};
pub use reference::{Expects, Reference, each_reference, references};
pub use stretch::Stretch;
pub use transition::{Bucket, Held, Holdings, Sorted, Transition};
pub use trigger::Wire;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use self::horizon::Spoken;
use self::mentions::Mentions;
use crate::config::Config;
use crate::time::{WorkCalendar, Zone};
use crate::tree::{Document, Kind};
use crate::{SourceId, Symbol};

/// What a name in a clause comes to.
///
/// Not an `Option`: what is written and unknown has been reported once, and no
/// rule speaks of it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named<T> {
    /// The clause is not there.
    Absent,
    /// The name is there and means nothing, or something of another kind.
    Unknown,
    /// What it means.
    Known(T),
}

impl<T> Named<T> {
    /// What it means, where it means something.
    pub fn known(self) -> Option<T> {
        match self {
            Named::Known(it) => Some(it),
            _ => None,
        }
    }

    /// Whether the clause is not there at all.
    pub fn is_absent(&self) -> bool {
        matches!(self, Named::Absent)
    }
}

/// A workspace, understood. A copy is another hold of the same trees.
#[derive(Clone, Debug)]
pub struct Model {
    documents: Vec<Document>,
    /// The days that each document speaks of.
    spoken: Vec<Spoken>,
    items: Vec<ItemId>,
    /// The items of each kind, those of the standard that are replaced left out.
    by_kind: [Vec<ItemId>; Kind::ALL.len()],
    /// The names of each kind in order, once somebody has asked for them.
    sorted: [OnceLock<Box<[&'static str]>>; Kind::ALL.len()],
    /// The seats of each function, those that are retired left out, by name; once somebody has
    /// asked for them.
    staffed: OnceLock<FxHashMap<&'static str, Vec<ItemId>>>,
    /// The launches that each charter governs.
    governed: FxHashMap<ItemId, Vec<ItemId>>,
    /// What the history speaks of, once somebody has asked for it.
    mentions: OnceLock<Mentions>,
    names: Names,
    /// What each calendar comes to, in the order of the calendars.
    calendars: Vec<(Symbol, CalendarTable)>,
    /// The calendar of whoever names none.
    common: CalendarTable,
    settings: Settings,
    horizon: (Date, Date),
    declared_day: Date,
}

/// What a calendar comes to.
#[derive(Clone, Debug)]
struct CalendarTable {
    days: Arc<WorkCalendar>,
    zone: Zone,
    /// Whether that is what the calendar says; one that says none, or none that there is, was
    /// told so.
    has_zone: bool,
    name: Option<Symbol>,
}

/// What the configuration says about meaning.
#[derive(Clone, Debug, Default)]
struct Settings {
    calendar: Option<Symbol>,
    authority: Option<String>,
    published: Option<String>,
    zone_of_owner: bool,
}

impl Model {
    /// The model of documents, the standard first, in the order of their sources.
    pub fn new(documents: Vec<Document>, config: &Config) -> Model {
        let items = handle::all_items(&documents);
        let (names, spoken) = rayon::join(
            || Names::new(&documents, &items),
            || documents.iter().map(horizon::spoken).collect::<Vec<Spoken>>(),
        );
        let settings = Settings {
            calendar: config.workspace.calendar.as_deref().map(Symbol::new),
            authority: config.workspace.authority.clone(),
            published: config.workspace.published.clone(),
            zone_of_owner: config.workspace.zone == crate::config::Zone::Owner,
        };
        let (calendars, common) = organization::tables(&documents, &items, settings.calendar);
        let horizon::Declared { horizon, agreed: declared_day } = horizon::declared(&spoken);
        let mut model = Model {
            documents,
            spoken,
            items,
            by_kind: Default::default(),
            sorted: Default::default(),
            staffed: OnceLock::new(),
            governed: FxHashMap::default(),
            mentions: OnceLock::new(),
            names,
            calendars,
            common,
            settings,
            horizon,
            declared_day,
        };
        model.by_kind = model.sorted_by_kind();
        model.governed = model.launches_by_charter();
        model
    }

    fn sorted_by_kind(&self) -> [Vec<ItemId>; Kind::ALL.len()] {
        let mut by_kind: [Vec<ItemId>; Kind::ALL.len()] = Default::default();
        for item in self.items() {
            by_kind[item.kind() as usize].push(item.id());
        }
        by_kind
    }

    fn launches_by_charter(&self) -> FxHashMap<ItemId, Vec<ItemId>> {
        let mut governed: FxHashMap<ItemId, Vec<ItemId>> = FxHashMap::default();
        for launch in self.launches() {
            if let Named::Known(charter) = launch.charter() {
                governed.entry(charter.id()).or_default().push(launch.id());
            }
        }
        governed
    }

    /// The launches that a charter governs.
    fn governed_by(&self, charter: ItemId) -> impl Iterator<Item = Launch<'_>> {
        let launches = self.governed.get(&charter).into_iter().flatten();
        launches.filter_map(|&id| Launch::of(Item::new(self, id)))
    }

    /// The tree of a source.
    pub fn document(&self, source: SourceId) -> &Document {
        &self.documents[source.0 as usize]
    }

    /// Every item, those of the standard that are not replaced included, in the
    /// order of the sources.
    pub fn items(&self) -> impl Iterator<Item = Item<'_>> {
        self.items.iter().map(|&id| Item::new(self, id)).filter(|item| !item.is_replaced())
    }

    /// Every item that the workspace itself declares.
    pub fn own_items(&self) -> impl Iterator<Item = Item<'_>> {
        self.items.iter().map(|&id| Item::new(self, id)).filter(|item| !item.is_standard())
    }

    fn of_kind<'m, H: Handle<'m> + 'm>(&'m self) -> impl Iterator<Item = H> + 'm {
        let items = self.by_kind[H::KIND as usize].iter();
        items.filter_map(|&id| H::of(Item::new(self, id)))
    }

    /// How many items of a kind there are.
    pub fn count(&self, kind: Kind) -> usize {
        self.by_kind[kind as usize].len()
    }

    /// Which of the items of its kind an item is.
    pub fn nth_of_kind(&self, item: Item<'_>) -> Option<usize> {
        self.by_kind[item.kind() as usize].binary_search(&item.id()).ok()
    }

    /// Every item of some kinds, kind by kind.
    pub fn items_of_kinds(&self, kinds: &[Kind]) -> impl Iterator<Item = Item<'_>> {
        let ids = kinds.iter().flat_map(|kind| &self.by_kind[*kind as usize]);
        ids.map(|id| Item::new(self, *id))
    }

    /// Every charter.
    pub fn charters(&self) -> impl Iterator<Item = Charter<'_>> {
        self.of_kind()
    }

    /// Every charter in force at some time: drafts left out.
    pub fn live_charters(&self) -> impl Iterator<Item = Charter<'_>> {
        self.charters().filter(|charter| !charter.is_draft())
    }

    /// Every charter that is in force on a day or will be: neither drafts nor what is over.
    pub fn charters_from(&self, day: Date) -> impl Iterator<Item = Charter<'_>> {
        self.live_charters().filter(move |charter| !charter.is_over(day))
    }

    /// Every seat.
    pub fn seats(&self) -> impl Iterator<Item = Seat<'_>> {
        self.of_kind()
    }

    /// Every launch.
    pub fn launches(&self) -> impl Iterator<Item = Launch<'_>> {
        self.of_kind()
    }

    /// Every bet.
    pub fn bets(&self) -> impl Iterator<Item = Bet<'_>> {
        self.of_kind()
    }

    /// Everything that was raised.
    pub fn raises(&self) -> impl Iterator<Item = Raise<'_>> {
        self.of_kind()
    }

    /// Every record.
    pub fn records(&self) -> impl Iterator<Item = Record<'_>> {
        self.of_kind()
    }

    /// Every transition.
    pub fn transitions(&self) -> impl Iterator<Item = Transition<'_>> {
        self.of_kind()
    }

    /// The seats of a function.
    pub fn staff(&self, function: &'static str) -> Staff<'_> {
        Staff::new(self, function)
    }

    fn staffed(&self) -> &FxHashMap<&'static str, Vec<ItemId>> {
        self.staffed.get_or_init(|| {
            let mut seats: Vec<Seat<'_>> =
                self.seats().filter(|it| it.retired().is_none()).collect();
            seats.sort_unstable_by_key(|seat| Item::name(**seat));
            let mut staffed: FxHashMap<&'static str, Vec<ItemId>> = FxHashMap::default();
            for seat in seats {
                if let Named::Known(function) = seat.function() {
                    staffed.entry(function.name()).or_default().push(seat.id());
                }
            }
            staffed
        })
    }

    /// Every group.
    pub fn groups(&self) -> impl Iterator<Item = Group<'_>> {
        self.of_kind()
    }

    /// Every artifact.
    pub fn artifacts(&self) -> impl Iterator<Item = Artifact<'_>> {
        self.of_kind()
    }

    /// Every metric.
    pub fn metrics(&self) -> impl Iterator<Item = Metric<'_>> {
        self.of_kind()
    }

    /// Every class, the standard's included.
    pub fn classes(&self) -> impl Iterator<Item = Class<'_>> {
        self.of_kind()
    }

    /// Every function, the standard's included.
    pub fn functions(&self) -> impl Iterator<Item = Function<'_>> {
        self.of_kind()
    }

    /// Every calendar.
    pub fn calendars(&self) -> impl Iterator<Item = Calendar<'_>> {
        self.of_kind()
    }

    /// The names of the items of a kind, sorted.
    pub fn names_of(&self, kind: Kind) -> &[&'static str] {
        self.sorted[kind as usize].get_or_init(|| {
            let mut names: Vec<&str> = self.items_of_kinds(&[kind]).map(Item::name).collect();
            names.sort_unstable();
            names.into()
        })
    }

    /// What a name of the workspace means; former names count.
    pub fn find(&self, name: Symbol) -> Option<Item<'_>> {
        self.names.get(Space::Common, name).map(|id| Item::new(self, id))
    }

    /// What a word of reference (a class or a function) means.
    pub fn find_reference(&self, name: Symbol) -> Option<Item<'_>> {
        self.names.get(Space::Reference, name).map(|id| Item::new(self, id))
    }

    /// What a name means as an item of one kind.
    pub fn named<'m, H: Handle<'m>>(&'m self, name: Symbol) -> Named<H> {
        let space = if H::KIND.is_reference() { Space::Reference } else { Space::Common };
        let found = self.names.get(space, name).and_then(|id| H::of(Item::new(self, id)));
        found.map_or(Named::Unknown, Named::Known)
    }

    /// The item in which a place lies.
    pub fn item_at(&self, place: crate::Span) -> Option<Item<'_>> {
        let items = &self.document(place.source).items;
        let index = items.partition_point(|item| item.span.end < place.start);
        items.get(index).filter(|item| item.span.start <= place.start)?;
        Some(Item::new(self, ItemId { source: place.source, index: index as u32 }))
    }

    /// The names of both spaces.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The days that are enumerated where something must be, both included: declared
    /// by the workspace, never by the clock.
    pub fn horizon(&self) -> (Date, Date) {
        self.horizon
    }

    /// The latest day on which the workspace says that something was agreed: what takes
    /// the place of today where the day must not matter.
    pub fn declared_day(&self) -> Date {
        self.declared_day
    }

    /// The right-hand side of every UID: of a calendar that is renamed it stays the same.
    pub fn authority(&self) -> String {
        let calendar = self.common_calendar().map_or("charter", |it| it.first_name());
        self.settings.authority.clone().unwrap_or_else(|| format!("{calendar}.invalid"))
    }

    /// The address under which builds are published, with a slash at its end.
    pub fn published(&self) -> Option<&str> {
        self.settings.published.as_deref()
    }

    /// Whether a cadence that names no zone has its owner's.
    pub fn zone_of_owner(&self) -> bool {
        self.settings.zone_of_owner
    }

    /// The calendar that an item is kept by: the one that it names, else the common one.
    pub fn calendar_of(&self, item: Item<'_>) -> Option<&'static str> {
        self.calendar_table(organization::calendar_of(item)).name.map(Symbol::as_str)
    }

    /// The calendar of whoever names none.
    pub fn common_calendar(&self) -> Option<Calendar<'_>> {
        self.named(self.common.name?).known()
    }

    /// The calendar that an item is kept by, as an item of its own.
    pub fn kept_by(&self, item: Item<'_>) -> Option<Calendar<'_>> {
        let name = self.calendar_table(organization::calendar_of(item)).name?;
        self.named(name).known()
    }

    /// Whether the calendar that an item is kept by is there, and has a zone.
    fn has_zone(&self, item: Item<'_>) -> bool {
        let name = organization::calendar_of(item);
        let known = name.is_none_or(|name| self.named::<Calendar<'_>>(name).known().is_some());
        known && self.calendar_table(name).has_zone
    }

    fn calendar_table(&self, name: Option<Symbol>) -> &CalendarTable {
        let found = name.and_then(|name| self.calendars.iter().find(|(it, _)| *it == name));
        found.map_or(&self.common, |(_, table)| table)
    }
}

/// A kind as people say it with its article.
pub fn a_kind(kind: Kind) -> String {
    let word = kind.keyword();
    format!("{} {word}", charter_syntax::words::article(word))
}
