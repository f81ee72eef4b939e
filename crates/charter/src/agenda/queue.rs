//! The queue: everything that gets time, in the order in which it gets it.

use jiff::civil::Date;

use super::Asked;
use super::data::{About, Point, PointKind};
use super::table::{Diary, person};
use crate::model::{Bet, Cause, Charter, Item, Model, Named, Raise, Seat, Turn, Venue};
use crate::time::offset;
use crate::tree::{Attention, Name, Offset};

/// Something that waits for its turn.
struct Waiting<'m> {
    turn: Turn,
    kind: PointKind,
    /// The raise, the charter or the bet.
    item: Item<'m>,
    title: String,
    about: Option<Item<'m>>,
    says: Option<String>,
    since: Option<Date>,
    due: Option<Date>,
    raised_by: Option<Seat<'m>>,
    table: Venue<'m>,
    /// Who has a part in it besides.
    others: Vec<Seat<'m>>,
}

/// Everything that is asked for, the first one first.
pub(super) fn points(model: &Model, asked: Asked<'_>, diary: &mut Diary) -> Vec<Point> {
    let customers = model.serving_customers(asked.day);
    let raises = model.raises().filter(|it| it.is_open(asked.day));
    let mut waiting: Vec<Waiting<'_>> = raises.map(|it| raised(it, customers)).collect();
    for charter in model.live_charters().filter(|it| has_time(*it, asked)) {
        waiting.extend(meeting(charter, asked, diary));
        waiting.extend(review(charter, asked));
    }
    waiting.extend(model.bets().filter_map(|it| look(it, asked)));
    waiting.retain(|it| it.concerns(asked));
    waiting.sort_by(|one, next| one.order().cmp(&next.order()));
    waiting.into_iter().map(|it| it.point(asked.day, diary)).collect()
}

/// Whether a charter is in force on one of the days that are asked about, and somebody decides in
/// it. What a team settles for itself takes no time of leaders, unless it is asked for.
fn has_time(charter: Charter<'_>, asked: Asked<'_>) -> bool {
    let (from, to) = charter.life();
    from <= asked.until
        && asked.day <= to
        && is_held(charter.owner(), asked.day.max(from))
        && !(asked.is_all() && charter.is_of_team())
}

/// Whether somebody holds a seat on a day.
pub(super) fn is_held(seat: Named<Seat<'_>>, day: Date) -> bool {
    seat.known().is_some_and(|it| it.holder_on(day).is_some())
}

fn raised<'m>(raise: Raise<'m>, customers: Option<Charter<'m>>) -> Waiting<'m> {
    let (kind, title) = match raise.cause().known() {
        Some(Cause::Customer(text)) => (PointKind::Customer, text.value.to_string()),
        Some(Cause::Escalation(charter)) => (PointKind::Escalation, charter.title().to_owned()),
        Some(Cause::Trigger(wire)) => {
            let title = wire.says.title.as_ref();
            let title = title.map_or(wire.says.name.as_str(), |text| &text.value);
            (PointKind::Trigger, title.to_owned())
        }
        None => (PointKind::Trigger, raise.title().to_owned()),
    };
    let own = raise.tree().title.as_ref().map(|title| title.value.to_string());
    Waiting {
        turn: raise.turn(),
        kind,
        item: *raise,
        title: own.unwrap_or(title),
        about: raise.about(),
        says: raise.evidence().map(|text| text.value.to_string()),
        since: raise.on().map(|on| on.value),
        due: raise.answer_by(),
        raised_by: raise.by().known(),
        table: raise.venue(customers),
        others: Vec::new(),
    }
}

fn meeting<'m>(charter: Charter<'m>, asked: Asked<'m>, diary: &mut Diary) -> Option<Waiting<'m>> {
    let (next, _) = diary.next(charter).filter(|(next, _)| next.date <= asked.until)?;
    let waiting = regular(PointKind::Meeting, *charter, charter.turn());
    Some(Waiting { due: Some(next.date), table: charter.venue(), ..waiting })
}

/// A charter that has to be read again; one that is to end is not.
fn review<'m>(charter: Charter<'m>, asked: Asked<'m>) -> Option<Waiting<'m>> {
    let due = charter.review_due().filter(|due| *due <= asked.until)?;
    if charter.retired().is_some() {
        return None;
    }
    let waiting = regular(PointKind::CharterReview, *charter, Turn::regular(None));
    let since = charter.last_read().map(|it| it.value);
    Some(Waiting { since, due: Some(due), table: charter.venue(), ..waiting })
}

/// A bet that has to be looked at again: the latest look that was missed, else the next one.
/// What a record says of a bet is a look at it.
fn look<'m>(bet: Bet<'m>, asked: Asked<'m>) -> Option<Waiting<'m>> {
    let (committed, _) = bet.committed()?;
    if !bet.is_active(asked.day) || !is_held(bet.owner(), asked.day) {
        return None;
    }
    let seen = |day: Date| (day <= asked.day).then_some(day);
    let records = bet.records().into_iter().filter_map(|(record, _)| record.on());
    let last = records.filter_map(|on| seen(on.value)).max();
    let looks = bet.reviews().flat_map(|(offsets, by)| offsets.iter().map(move |it| (it, by)));
    let day = |it: &Offset| offset(committed.value, *it, bet.days());
    let mut looks: Vec<(Date, Option<Name>)> =
        looks.filter_map(|(it, by)| Some((day(it)?, by))).collect();
    looks.retain(|(day, _)| *day <= asked.until && last.is_none_or(|last| last < *day));
    looks.sort_by_key(|(day, _)| *day);
    let missed = looks.iter().rev().find(|(day, _)| *day < asked.day);
    let (due, by) = *missed.or(looks.first())?;
    let by = by.and_then(|by| bet.model().named::<Seat<'_>>(by.symbol).known());
    let waiting = regular(PointKind::BetReview, *bet, Turn::regular(None));
    Some(Waiting {
        since: Some(committed.value),
        due: Some(due),
        table: bet.venue(),
        others: by.into_iter().chain(bet.owner().known()).collect(),
        ..waiting
    })
}

/// What comes round of itself.
fn regular(kind: PointKind, item: Item<'_>, turn: Turn) -> Waiting<'_> {
    Waiting {
        turn,
        kind,
        item,
        title: item.title().to_owned(),
        about: None,
        says: None,
        since: None,
        due: None,
        raised_by: None,
        table: Venue::none(),
        others: Vec::new(),
    }
}

impl<'m> Waiting<'m> {
    /// By its turn, then by the day on which it is due, then by the day since when it waits.
    /// What is promised for no day comes after what is.
    fn order(&self) -> (Turn, Date, Date, &'static str, PointKind) {
        let late = |day: Option<Date>| day.unwrap_or(Date::MAX);
        (self.turn, late(self.due), late(self.since), self.item.name(), self.kind)
    }

    fn concerns(&self, asked: Asked<'m>) -> bool {
        let table = self.table.charter;
        let charters: Vec<Item<'m>> =
            self.about.into_iter().chain([self.item]).chain(table.map(|it| *it)).collect();
        let mut seats = self.others.clone();
        seats.extend(self.table.decides.known());
        seats.extend(self.raised_by);
        asked.concerns(&charters, &seats, table)
    }

    fn point(self, day: Date, diary: &mut Diary) -> Point {
        let late = self.due.and_then(|due| day.since(due).ok()).map(|late| late.get_days());
        Point {
            attention: self.turn.attention,
            kind: self.kind,
            name: self.item.name().to_owned(),
            title: self.title,
            about: self.about.map(About::of),
            says: self.says,
            since: self.since,
            due: self.due,
            days_late: late.filter(|days| *days > 0),
            raised_by: self.raised_by.map(|seat| person(seat, day)),
            decides: self.table.decides.known().map(|seat| person(seat, day)),
            forum: self.table.charter.map(|charter| diary.meeting(charter)),
        }
    }
}

/// What the parts of an agenda are called.
pub(super) fn heading(attention: Attention) -> &'static str {
    match attention {
        Attention::Customer => "Customers who wait",
        Attention::Trigger => "To be decided again",
        Attention::Roadmap => "The roadmap",
    }
}
