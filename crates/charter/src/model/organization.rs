//! Calendars, seats, groups, artifacts, metrics, functions, classes.

use std::sync::Arc;

use jiff::civil::Date;

use super::handle::{Handle, Item, ItemId, handle};
use super::{CalendarTable, Model, Named};
use crate::Symbol;
use crate::time::{self, Holidays, WorkCalendar, Workweek, Zone};
use crate::tree::{
    Altitude, Attention, Body, ClauseKind, Document, Frequency, Holder, Level, MetricUnit, Name,
    Period, Refreshed, Sign, Surface,
};

handle! {
    /// A working calendar.
    Calendar
}
handle! {
    /// A role.
    Seat
}
handle! {
    /// Seats that go together.
    Group
}
handle! {
    /// What must be on the table.
    Artifact
}
handle! {
    /// What is measured.
    Metric
}
handle! {
    /// A function of the organization.
    Function
}
handle! {
    /// A class of decision.
    Class
}

/// What the calendars come to, and the one of whoever names none.
pub(super) fn tables(
    documents: &[Document],
    items: &[ItemId],
    common: Option<Symbol>,
) -> (Vec<(Symbol, CalendarTable)>, CalendarTable) {
    let trees = items.iter().map(|id| &documents[id.source.0 as usize].items[id.index as usize]);
    let calendars: Vec<(Symbol, CalendarTable)> =
        trees.filter(|item| item.kind == Calendar::KIND).flat_map(tables_of).collect();
    let chosen = calendars.iter().find(|(name, _)| Some(*name) == common).or(calendars.first());
    let none =
        || CalendarTable { days: Arc::default(), zone: Zone::utc(), has_zone: true, name: None };
    let chosen = chosen.map_or_else(none, |(_, table)| table.clone());
    (calendars, chosen)
}

/// What one calendar comes to, by its name and by those that it had before.
fn tables_of(item: &crate::tree::Item) -> Vec<(Symbol, CalendarTable)> {
    let name = item.name.symbol;
    let table = table(&item.clauses, name);
    let former = item.clauses.iter().filter_map(|clause| match clause.body {
        Body::Formerly(name) => Some(name.symbol),
        _ => None,
    });
    std::iter::once(name).chain(former).map(|name| (name, table.clone())).collect()
}

fn table(clauses: &[crate::tree::Clause], name: Symbol) -> CalendarTable {
    let mut days = WorkCalendar::default();
    let mut zone = None;
    let mut closures: Vec<(Date, Date, &str)> = Vec::new();
    for clause in clauses {
        match &clause.body {
            Body::Zone(it) => zone = time::zone(it.name.as_str()).or(zone),
            Body::Workdays(on) => days.workdays = on.iter().copied().collect::<Workweek>(),
            Body::Hours(hours) => days.hours = Some((hours.from.value, hours.to.value)),
            Body::FiscalYear(month) => days.fiscal_start_month = *month,
            Body::OnHoliday(what) => days.on_holiday = *what,
            Body::Holiday(it) => closures.push((it.date.value, it.date.value, &it.title.value)),
            Body::Closed(it) => closures.push((it.from.value, it.to.value, &it.title.value)),
            _ => {}
        }
    }
    let single =
        closures.iter().filter(|(from, to, _)| from == to).map(|&(date, _, title)| (date, title));
    let ranges = closures.iter().filter(|(from, to, _)| from != to).copied();
    days.holidays = Holidays::new(single, ranges);
    let has_zone = zone.is_some();
    let zone = zone.unwrap_or(Zone::utc());
    CalendarTable { days: Arc::new(days), zone, has_zone, name: Some(name) }
}

impl<'m> Calendar<'m> {
    /// Its days.
    pub fn days(self) -> &'m WorkCalendar {
        &self.model().calendar_table(Some(self.symbol())).days
    }
}

impl<'m> Seat<'m> {
    /// Its rank.
    pub fn altitude(self) -> Option<Altitude> {
        self.clause(ClauseKind::Altitude, |body| match body {
            Body::Altitude(altitude) => Some(altitude.value),
            _ => None,
        })
    }

    /// Whether it is a partner's, and has no rank.
    pub fn is_external(self) -> bool {
        self.altitude() == Some(Altitude::External)
    }

    /// The function it belongs to.
    pub fn function(self) -> Named<Function<'m>> {
        let name = self.clause(ClauseKind::Function, |body| match body {
            Body::Function(name) => Some(*name),
            _ => None,
        });
        name.map_or(Named::Absent, |name| self.model().named(name.symbol))
    }

    /// Whether it belongs to a function of this name.
    pub fn is_of(self, function: &str) -> bool {
        self.function().known().is_some_and(|it| it.name() == function)
    }

    /// Whether it is known to which function it belongs, or that it belongs to none.
    pub fn has_known_function(self) -> bool {
        self.function() != Named::Unknown && !self.has_garbled("function")
    }

    /// Whether a machine holds it on a day.
    pub fn is_machine(self, day: Date) -> bool {
        self.holder_on(day).is_some_and(|holder| holder.ai)
    }

    /// Everyone who ever held it, as written.
    pub fn holders(self) -> impl Iterator<Item = &'m Holder> {
        self.every(ClauseKind::Holder, |body| match body {
            Body::Holder(holder) => Some(&**holder),
            _ => None,
        })
    }

    /// Who holds it on a day; where a machine does as well, the person. A machine may draft, and
    /// owns nothing.
    pub fn holder_on(self, day: Date) -> Option<&'m Holder> {
        let holding = self.holders().filter(|holder| {
            holder.since.is_none_or(|since| since.value <= day)
                && holder.until.is_none_or(|until| day <= until.value)
        });
        holding.min_by_key(|holder| holder.ai)
    }

    /// Who holds it last: the one whose term has no end, else the latest; of a person and a machine
    /// the person.
    pub fn last_holder(self) -> Option<&'m Holder> {
        let end = |holder: &Holder| holder.until.map_or(Date::MAX, |until| until.value);
        self.holders().max_by_key(|holder| (end(holder), !holder.ai))
    }

    /// Who stands in.
    pub fn alternates(self) -> impl Iterator<Item = Name> {
        self.every(ClauseKind::Alternate, |body| match body {
            Body::Alternate(names) => Some(names.iter().copied()),
            _ => None,
        })
        .flatten()
    }

    /// The seat above it.
    pub fn reports_to(self) -> Named<Seat<'m>> {
        let name = self.clause(ClauseKind::ReportsTo, |body| match body {
            Body::ReportsTo(name) => Some(*name),
            _ => None,
        });
        name.map_or(Named::Absent, |name| self.model().named(name.symbol))
    }

    /// The seats above it, the nearest first. A circle ends where it began.
    pub fn superiors(self) -> impl Iterator<Item = Seat<'m>> {
        let above =
            std::iter::successors(self.reports_to().known(), |seat| seat.reports_to().known());
        above.take(32).take_while(move |seat| *seat != self)
    }

    /// The zone its holder lives in; the calendar's where it names none.
    pub fn zone(self) -> Zone {
        let own = self.own_zone().and_then(|zone| time::zone(zone.name.as_str()));
        own.unwrap_or_else(|| self.table().zone)
    }

    /// Whether that is what it says, or its calendar: a zone that there is not was reported.
    pub fn has_zone(self) -> bool {
        match self.own_zone() {
            Some(zone) => time::zone(zone.name.as_str()).is_some(),
            None => self.model().has_zone(*self),
        }
    }

    /// The days it works.
    pub fn days(self) -> &'m WorkCalendar {
        &self.table().days
    }

    fn table(self) -> &'m CalendarTable {
        self.model().calendar_table(calendar_of(*self))
    }
}

/// The calendar that an item names.
pub(super) fn calendar_of(item: Item<'_>) -> Option<Symbol> {
    item.clause(ClauseKind::Calendar, |body| match body {
        Body::Calendar(name) => Some(name.symbol),
        _ => None,
    })
}

impl<'m> Item<'m> {
    /// The days that it works by.
    pub fn days(self) -> &'m Arc<WorkCalendar> {
        &self.model().calendar_table(calendar_of(self)).days
    }
}

/// The seats of a function.
#[derive(Clone, Copy, Debug)]
pub struct Staff<'m> {
    model: &'m Model,
    function: &'static str,
}

impl<'m> Staff<'m> {
    pub(super) fn new(model: &'m Model, function: &'static str) -> Self {
        Staff { model, function }
    }

    /// Those that are not retired, by name.
    pub fn seats(self) -> impl Iterator<Item = Seat<'m>> {
        let ids = self.model.staffed().get(self.function).into_iter().flatten();
        ids.filter_map(move |id| Seat::of(Item::new(self.model, *id)))
    }

    /// Whether a seat belongs to another function. One that names none is outside where
    /// somebody is inside; one whose function means nothing may be anywhere.
    pub fn excludes(&self, seat: Seat<'_>) -> bool {
        match seat.function() {
            Named::Known(it) => it.name() != self.function,
            Named::Absent => self.seats().next().is_some(),
            Named::Unknown => false,
        }
    }

    /// The first of them as a person would name it, or what it should be.
    pub fn named(&self, else_words: &str) -> String {
        self.seats().next().map_or(else_words.to_string(), |seat| format!("`{}`", seat.name()))
    }
}

impl<'m> Group<'m> {
    /// Its members as written.
    pub fn member_names(self) -> impl Iterator<Item = Name> {
        self.every(ClauseKind::Members, |body| match body {
            Body::Members(names) => Some(names.iter().copied()),
            _ => None,
        })
        .flatten()
    }

    /// Whether each of its members is known.
    pub fn is_known(self) -> bool {
        let known = |name: Name| self.model().named::<Seat<'_>>(name.symbol).known().is_some();
        !self.has_garbled("members") && self.member_names().all(known)
    }

    /// Its members.
    pub fn members(self) -> impl Iterator<Item = Seat<'m>> {
        self.member_names().filter_map(move |name| self.model().named(name.symbol).known())
    }
}

/// The first name of the owner clause.
pub(super) fn owner_name(item: Item<'_>) -> Option<Name> {
    item.clause(ClauseKind::Owner, |body| match body {
        Body::Owner(names) => names.first().copied(),
        _ => None,
    })
}

/// The seat of the owner clause. Where several are named nobody knows which of them it is,
/// and that was reported once.
pub(super) fn owner<'m>(item: Item<'m>) -> Named<Seat<'m>> {
    match owner_name(item) {
        None => Named::Absent,
        Some(name) if has_other_owner(item, name) => Named::Unknown,
        Some(name) => item.model().named(name.symbol),
    }
}

fn has_other_owner(item: Item<'_>, owner: Name) -> bool {
    let named = |body: &Body| match body {
        Body::Owner(names) => Some(names.iter().any(|name| name.symbol != owner.symbol)),
        _ => None,
    };
    match item.tree().present.again.contains(ClauseKind::Owner) {
        true => item.every(ClauseKind::Owner, named).any(|other| other),
        false => item.clause(ClauseKind::Owner, named).unwrap_or(false),
    }
}

impl<'m> Item<'m> {
    /// Who owns it.
    pub fn owner(self) -> Named<Seat<'m>> {
        owner(self)
    }
}

impl<'m> Artifact<'m> {
    /// Who brings it.
    pub fn owner(self) -> Named<Seat<'m>> {
        owner(*self)
    }

    /// How it is kept fresh.
    pub fn refreshed(self) -> Option<Refreshed> {
        self.clause(ClauseKind::Refreshed, |body| match body {
            Body::Refreshed(refreshed) => Some(*refreshed),
            _ => None,
        })
    }

    /// Where it is found.
    pub fn place(self) -> Option<&'m str> {
        self.clause(ClauseKind::At, |body| match body {
            Body::At(text) => Some(&*text.value),
            _ => None,
        })
    }
}

impl<'m> Metric<'m> {
    /// Who answers for it.
    pub fn owner(self) -> Named<Seat<'m>> {
        owner(*self)
    }

    /// In what it is measured.
    pub fn unit(self) -> Option<&'m MetricUnit> {
        self.clause(ClauseKind::Unit, |body| match body {
            Body::Unit(unit) => Some(&**unit),
            _ => None,
        })
    }
}

impl<'m> Function<'m> {
    /// The classes it owns, as written.
    pub fn decides(self) -> impl Iterator<Item = Name> {
        self.every(ClauseKind::Decides, |body| match body {
            Body::Decides(decisions) => Some(decisions.iter().map(|decision| decision.class)),
            _ => None,
        })
        .flatten()
    }

    /// Whether it must not own a class.
    pub fn denies(self, class: Class<'m>) -> bool {
        self.never().any(|name| self.model().named(name.symbol) == Named::Known(class))
    }

    /// The classes it must not own, as written.
    pub fn never(self) -> impl Iterator<Item = Name> {
        self.every(ClauseKind::Never, |body| match body {
            Body::Never(names) => Some(names.iter().copied()),
            _ => None,
        })
        .flatten()
    }

    /// Where it must be heard.
    pub fn voices(self) -> impl Iterator<Item = Surface> {
        self.every(ClauseKind::Voice, |body| match body {
            Body::Voice(surface) => Some(*surface),
            _ => None,
        })
    }
}

impl<'m> Class<'m> {
    /// Where it is decided.
    pub fn level(self) -> Option<Level> {
        self.clause(ClauseKind::Level, |body| match body {
            Body::Level(level) => Some(*level),
            _ => None,
        })
    }

    /// The periods that fit it.
    pub fn period(self) -> Option<Period> {
        self.clause(ClauseKind::Period, |body| match body {
            Body::Period(period) => Some(**period),
            _ => None,
        })
    }

    /// The fastest and the slowest frequency that fit it.
    pub fn fitting(self) -> Option<(Frequency, Frequency)> {
        match self.period()? {
            Period::Between(fastest, slowest) => Some((fastest, slowest)),
            Period::OnTrigger => None,
        }
    }

    /// The rank below which nobody may own it.
    pub fn altitude(self) -> Option<Altitude> {
        self.clause(ClauseKind::Altitude, |body| match body {
            Body::Altitude(altitude) => Some(altitude.value),
            _ => None,
        })
    }

    /// The functions whose read gates it, as written.
    pub fn gates(self) -> impl Iterator<Item = Name> {
        self.every(ClauseKind::GateFunctions, |body| match body {
            Body::GateFunctions(names) => Some(names.iter().copied()),
            _ => None,
        })
        .flatten()
    }

    /// Its place in the queue of attention.
    pub fn attention(self) -> Option<Attention> {
        self.clause(ClauseKind::Attention, |body| match body {
            Body::Attention(attention) => Some(*attention),
            _ => None,
        })
    }

    /// Who must sign.
    pub fn sign(self) -> Option<&'m Sign> {
        self.clause(ClauseKind::Sign, |body| match body {
            Body::Sign(sign) => Some(&**sign),
            _ => None,
        })
    }

    /// The functions that own it.
    pub fn functions(self) -> impl Iterator<Item = Function<'m>> {
        self.model()
            .functions()
            .filter(move |function| function.decides().any(|class| class.symbol == self.symbol()))
    }
}
