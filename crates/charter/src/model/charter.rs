//! The charter: who decides what, with whom, when.

use std::sync::Arc;

use jiff::civil::Date;

use super::handle::{Handle, Item, handle};
use super::organization::{calendar_of, owner, owner_name};
use super::{Artifact, CalendarTable, Class, Function, Group, Launch, Named, Seat};
use crate::Span;
use crate::time::{self, Series, Zone};
use crate::tree::{
    Answer, Attention, Body, Cadence, ClauseKind, DateAt, Decision, Duration, Escalation,
    Frequency, Input, Kind, Level, Name, Pattern, RecordEvery, Right, Signature, Surface, Text,
    Trigger,
};

handle! {
    /// A charter.
    Charter
}

/// A class and its subject, as a charter decides them.
#[derive(Clone, Copy, Debug)]
pub struct Decided<'m> {
    /// The class.
    pub class: Named<Class<'m>>,
    /// The class as written.
    pub class_name: Name,
    /// The subject as written.
    pub subject: Option<Name>,
}

impl Decided<'_> {
    /// The same, as it is written: `CLASS of SUBJECT`.
    pub fn decision(self) -> Decision {
        Decision { class: self.class_name, subject: self.subject }
    }

    /// Both as written.
    pub fn span(self) -> Span {
        self.subject.map_or(self.class_name.span, |subject| self.class_name.span.to(subject.span))
    }
}

/// A seat or a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who<'m> {
    /// A seat.
    Seat(Seat<'m>),
    /// A group.
    Group(Group<'m>),
}

impl<'m> Who<'m> {
    /// What a name means as a seat or a group.
    pub fn of(item: Item<'m>) -> Option<Self> {
        Seat::of(item).map(Who::Seat).or_else(|| Group::of(item).map(Who::Group))
    }

    /// The seats it comes to.
    pub fn seats(self) -> Vec<Seat<'m>> {
        match self {
            Who::Seat(seat) => vec![seat],
            Who::Group(group) => group.members().collect(),
        }
    }
}

/// A counterparty.
#[derive(Clone, Copy, Debug)]
pub struct Party<'m> {
    /// As written.
    pub name: Name,
    /// Who it is.
    pub who: Named<Who<'m>>,
    /// What it may do beyond being heard.
    pub right: &'m Right,
}

/// Where an escalation goes.
#[derive(Clone, Copy, Debug)]
pub enum Target<'m> {
    /// To a seat, which always meets.
    Seat(Seat<'m>),
    /// To a forum.
    Charter(Charter<'m>),
}

/// A cadence of a charter.
#[derive(Clone, Copy, Debug)]
pub struct CadenceLine<'m> {
    /// The charter it stands in.
    pub charter: Charter<'m>,
    /// What it says.
    pub says: &'m Cadence,
    /// The whole clause.
    pub span: Span,
}

impl<'m> Charter<'m> {
    /// What it decides.
    pub fn decides(self) -> impl Iterator<Item = Decided<'m>> {
        let model = self.model();
        let lists = self.every(ClauseKind::Decides, |body| match body {
            Body::Decides(decisions) => Some(decisions),
            _ => None,
        });
        lists.flatten().map(move |decision| Decided {
            class: model.named(decision.class.symbol),
            class_name: decision.class,
            subject: decision.subject,
        })
    }

    /// The classes it decides.
    pub fn classes(self) -> impl Iterator<Item = Class<'m>> {
        self.decides().filter_map(|decided| decided.class.known())
    }

    /// Whether every class it decides is a team's.
    pub fn is_of_team(self) -> bool {
        let mut classes = self.decides().peekable();
        classes.peek().is_some()
            && classes
                .all(|it| it.class.known().is_none_or(|class| class.level() == Some(Level::Team)))
    }

    /// Its place in the queue of attention: the first among its classes.
    pub fn attention(self) -> Option<Attention> {
        self.classes().filter_map(Class::attention).min()
    }

    /// The seat that decides.
    pub fn owner(self) -> Named<Seat<'m>> {
        owner(*self)
    }

    /// The owner as written.
    pub fn owner_name(self) -> Option<Name> {
        owner_name(*self)
    }

    /// Who decides, and for which function; none for a partner, who has no mandate here.
    pub fn mandate(self) -> Option<(Seat<'m>, Function<'m>)> {
        let owner = self.owner().known().filter(|owner| !owner.is_external())?;
        Some((owner, owner.function().known()?))
    }

    /// Who is named as a counterparty.
    pub fn parties(self) -> impl Iterator<Item = Party<'m>> {
        let model = self.model();
        let lists = self.every(ClauseKind::Counterparties, |body| match body {
            Body::Counterparties(parties) => Some(parties),
            _ => None,
        });
        lists.flatten().map(move |party| Party {
            name: party.name,
            who: who(model, party.name),
            right: &party.right,
        })
    }

    /// Everyone in the room: the owner, then the counterparties with groups unfolded,
    /// each once.
    pub fn room(self) -> Vec<Seat<'m>> {
        let mut room: Vec<Seat<'m>> = self.owner().known().into_iter().collect();
        for party in self.parties() {
            let seats = party.who.known().map(Who::seats).unwrap_or_default();
            for seat in seats {
                if !room.contains(&seat) {
                    room.push(seat);
                }
            }
        }
        room
    }

    /// Whether everybody in the room is known. A name that means nothing, there or in a
    /// group, may stand for whoever seems to be missing.
    pub fn is_room_known(self) -> bool {
        let garbled = self.has_garbled("owner") || self.has_garbled("counterparties");
        let known = |who: Who<'_>| match who {
            Who::Seat(_) => true,
            Who::Group(group) => group.is_known(),
        };
        !garbled
            && self.owner() != Named::Unknown
            && self.parties().all(|party| party.who.known().is_some_and(known))
    }

    /// Whether it is known as well to which functions they belong.
    pub fn is_room_of_known_functions(self) -> bool {
        self.is_room_known() && self.room().into_iter().all(Seat::has_known_function)
    }

    /// Those without whom it does not meet: the owner, seats with a right, seats
    /// named singly.
    pub fn required(self) -> Vec<Seat<'m>> {
        let mut required: Vec<Seat<'m>> = self.owner().known().into_iter().collect();
        for party in self.parties() {
            let seats = match party.who.known() {
                Some(Who::Group(_)) if *party.right == Right::Consulted => Vec::new(),
                Some(who) => who.seats(),
                None => Vec::new(),
            };
            for seat in seats {
                if !required.contains(&seat) {
                    required.push(seat);
                }
            }
        }
        required
    }

    /// Who gets the record, as written.
    pub fn informed(self) -> impl Iterator<Item = Name> {
        self.every(ClauseKind::Informed, |body| match body {
            Body::Informed(names) => Some(names.iter().copied()),
            _ => None,
        })
        .flatten()
    }

    /// What its decisions touch.
    pub fn surface(self) -> Option<Surface> {
        self.clause(ClauseKind::Surface, |body| match body {
            Body::Surface(surface) => Some(*surface),
            _ => None,
        })
    }

    /// When it meets, line by line.
    pub fn cadences(self) -> impl Iterator<Item = CadenceLine<'m>> {
        self.clauses().iter().filter_map(move |clause| match &clause.body {
            Body::Cadence(says) => Some(CadenceLine { charter: self, says, span: clause.span }),
            _ => None,
        })
    }

    /// What must be on the table.
    pub fn inputs(self) -> impl Iterator<Item = &'m Input> {
        self.every(ClauseKind::Input, |body| match body {
            Body::Input(input) => Some(&**input),
            _ => None,
        })
    }

    /// The artifacts that must be on the table, each with its clause.
    pub fn input_artifacts(self) -> impl Iterator<Item = (Artifact<'m>, &'m Input)> {
        let model = self.model();
        self.inputs().flat_map(move |input| {
            let known = move |name: &Name| model.named::<Artifact<'m>>(name.symbol).known();
            input.artifacts.iter().filter_map(move |name| Some((known(name)?, input)))
        })
    }

    /// What reopens its decisions.
    pub fn triggers(self) -> impl Iterator<Item = &'m Trigger> {
        triggers(*self)
    }

    /// Where it goes when stuck, as written.
    pub fn escalations(self) -> impl Iterator<Item = (&'m Escalation, Span)> {
        self.clauses().iter().filter_map(|clause| match &clause.body {
            Body::Escalation(escalation) => Some((&**escalation, clause.span)),
            _ => None,
        })
    }

    /// What an escalation's target means.
    pub fn target(self, name: Name) -> Named<Target<'m>> {
        let item = self.model().find(name.symbol);
        let target = item.and_then(|item| match item.kind() {
            Kind::Seat => Seat::of(item).map(Target::Seat),
            Kind::Charter => Charter::of(item).map(Target::Charter),
            _ => None,
        });
        target.map_or(Named::Unknown, Named::Known)
    }

    /// When decisions are written down, and where.
    pub fn record(self) -> Option<(RecordEvery, Option<&'m Text>)> {
        self.clause(ClauseKind::Record, |body| match body {
            Body::Record(record) => Some((record.every, record.place.as_ref())),
            _ => None,
        })
    }

    /// What it answers.
    pub fn answers(self) -> impl Iterator<Item = &'m Answer> {
        self.every(ClauseKind::Answer, |body| match body {
            Body::Answer(answer) => Some(&**answer),
            _ => None,
        })
    }

    /// Who signed.
    pub fn signatures(self) -> impl Iterator<Item = &'m Signature> {
        self.every(ClauseKind::Signed, |body| match body {
            Body::Signed(signatures) => Some(signatures),
            _ => None,
        })
        .flatten()
    }

    /// What is decided here, in words.
    pub fn includes(self) -> impl Iterator<Item = &'m str> {
        self.every(ClauseKind::Includes, |body| match body {
            Body::Includes(text) => Some(&*text.value),
            _ => None,
        })
    }

    /// What is decided elsewhere, in words.
    pub fn excludes(self) -> impl Iterator<Item = &'m str> {
        self.every(ClauseKind::Excludes, |body| match body {
            Body::Excludes(text) => Some(&*text.value),
            _ => None,
        })
    }

    /// Since when it is in force.
    pub fn effective(self) -> Option<DateAt> {
        self.clause(ClauseKind::Effective, |body| match body {
            Body::Effective(date) => Some(*date),
            _ => None,
        })
    }

    /// When it was last reviewed.
    pub fn reviewed(self) -> Option<DateAt> {
        self.clause(ClauseKind::Reviewed, |body| match body {
            Body::Reviewed(date) => Some(*date),
            _ => None,
        })
    }

    /// When it ends of itself.
    pub fn expires(self) -> Option<DateAt> {
        self.clause(ClauseKind::Expires, |body| match body {
            Body::Expires(date) => Some(*date),
            _ => None,
        })
    }

    /// How often it is reviewed; yearly where it does not say.
    pub fn review(self) -> Option<Frequency> {
        self.clause(ClauseKind::Review, |body| match body {
            Body::Review(frequency) => Some(*frequency),
            _ => None,
        })
    }

    /// Whether it is not yet in force.
    pub fn is_draft(self) -> bool {
        self.tree().present.any.contains(ClauseKind::Draft)
    }

    /// The first and the last day of its life: it ends as it is retired, or of itself.
    pub fn life(self) -> (Date, Date) {
        let start = self.effective().map_or(Date::MIN, |date| date.value);
        let expires = self.expires().map(|date| date.value);
        let end = self.retired().into_iter().chain(expires).min();
        (start, end.unwrap_or(Date::MAX))
    }

    /// Whether two charters are in force on some day together.
    pub fn meets_in_life(self, other: Charter<'_>) -> bool {
        let ((from, to), (start, end)) = (self.life(), other.life());
        from <= end && start <= to
    }

    fn table(self) -> &'m CalendarTable {
        self.model().calendar_table(calendar_of(*self))
    }

    /// The zone of a cadence that names none.
    pub fn zone(self) -> Zone {
        let owner = self.owner().known().filter(|_| self.model().zone_of_owner());
        owner.map_or_else(|| self.table().zone, Seat::zone)
    }

    /// Whether that is a zone that somebody has written.
    fn has_zone(self) -> bool {
        let owner = self.owner().known().filter(|_| self.model().zone_of_owner());
        owner.map_or_else(|| self.model().has_zone(*self), Seat::has_zone)
    }

    /// The launches that it governs.
    pub fn launches(self) -> impl Iterator<Item = Launch<'m>> {
        self.model().governed_by(self.id())
    }

    /// How many days lie between two meetings, on average and for lints only, by the
    /// lines that are in force together last.
    pub fn period(self) -> Option<f64> {
        self.stretches().last()?.period
    }

    /// Everything it schedules, launches included.
    pub fn series(self) -> Vec<Series> {
        self.cadences().flat_map(CadenceLine::series).collect()
    }
}

/// The triggers of a charter, a launch or a bet.
pub(super) fn triggers<'m>(item: Item<'m>) -> impl Iterator<Item = &'m Trigger> {
    item.every(ClauseKind::Trigger, |body| match body {
        Body::Trigger(trigger) => Some(&**trigger),
        _ => None,
    })
}

fn who<'m>(model: &'m super::Model, name: Name) -> Named<Who<'m>> {
    model.find(name.symbol).and_then(Who::of).map_or(Named::Unknown, Named::Known)
}

impl<'m> CadenceLine<'m> {
    /// The zone of its times.
    pub fn zone(self) -> Zone {
        let own = self.says.zone.and_then(|zone| time::zone(zone.name.as_str()));
        own.unwrap_or_else(|| self.charter.zone())
    }

    /// Whether it is known when it takes place. What is not (a zone that there is not, a second
    /// week without a first) was reported, and nobody counts on the days that are guessed.
    pub fn is_placed(self) -> bool {
        !self.lacks_phase()
            && match self.says.zone {
                Some(zone) => time::zone(zone.name.as_str()).is_some(),
                None => self.charter.has_zone(),
            }
    }

    /// Whether nobody knows which week of two is meant, since `from` does not say.
    pub fn lacks_phase(self) -> bool {
        let every = match self.says.pattern {
            Pattern::Days { every }
            | Pattern::Weeks { every, .. }
            | Pattern::Months { every, .. }
            | Pattern::Quarters { every, .. }
            | Pattern::Years { every, .. } => every,
            Pattern::Dates(_) | Pattern::Offsets(_) | Pattern::Trigger { .. } => 1,
        };
        every > 1 && self.says.from.is_none()
    }

    /// Its series; one for each governed launch where it counts from a launch; none
    /// where it has no days of its own or its charter is a draft.
    pub fn series(self) -> Vec<Series> {
        if matches!(self.says.pattern, Pattern::Offsets(_)) {
            let launches = self.charter.launches();
            return launches.filter_map(|launch| self.series_of(launch)).collect();
        }
        let Some(effective) = self.effective() else { return Vec::new() };
        let series = Series::of(self.says, effective, self.zone(), Arc::clone(self.charter.days()));
        series.map(|series| self.within_life(series)).into_iter().collect()
    }

    /// Its series for one launch.
    pub fn series_of(self, launch: Launch<'m>) -> Option<Series> {
        let (effective, ships) = (self.effective()?, launch.ships()?.value);
        let series = Series::of_launch(
            self.says,
            ships,
            effective,
            self.zone(),
            Arc::clone(self.charter.days()),
        );
        series.map(|series| self.within_life(series))
    }

    fn effective(self) -> Option<Date> {
        (!self.charter.is_draft()).then(|| self.charter.effective().map(|date| date.value))?
    }

    /// A retired charter meets until the day of its retirement, an expiring one to its last.
    fn within_life(self, mut series: Series) -> Series {
        let ends = [self.charter.retired(), self.charter.expires().map(|date| date.value)];
        let until = series.until.into_iter().chain(ends.into_iter().flatten()).min();
        series.until = until;
        series
    }

    /// How soon after a trigger it meets.
    pub fn within(self) -> Option<Duration> {
        match self.says.pattern {
            Pattern::Trigger { within } => Some(within),
            _ => None,
        }
    }
}
