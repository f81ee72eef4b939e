//! The queue: everything that gets time, in the order in which it gets it.

use jiff::civil::Date;

use super::Asked;
use super::data::{About, Point, PointKind};
use super::table::{Diary, person};
use crate::model::{
    Bet, Cause, Charter, Item, Launch, Look, Model, Named, Raise, Seat, Turn, Venue,
};
use crate::tree::Attention;

/// Something that waits for its turn.
struct Waiting<'m> {
    turn: Turn,
    kind: PointKind,
    /// The raise, the charter, the launch or the bet.
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
    waiting.extend(model.launches().filter_map(|it| look_at_launch(it, asked)));
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
fn look<'m>(bet: Bet<'m>, asked: Asked<'m>) -> Option<Waiting<'m>> {
    if !bet.is_active(asked.day) || !is_held(bet.owner(), asked.day) {
        return None;
    }
    let looks = bet.looks_open(asked.day);
    let missed = looks.iter().rev().find(|(day, _)| *day < asked.day);
    let (due, _) = *missed.or(looks.first()).filter(|(day, _)| *day <= asked.until)?;
    let waiting = regular(PointKind::BetReview, *bet, Turn::regular(None));
    Some(Waiting {
        since: bet.committed().map(|(date, _)| date.value),
        due: Some(due),
        table: bet.venue(),
        others: who_looks(&looks, due, bet.owner()),
        ..waiting
    })
}

/// A launch that will be looked at again.
fn look_at_launch<'m>(launch: Launch<'m>, asked: Asked<'m>) -> Option<Waiting<'m>> {
    let looks = launch.looks_from(asked.day);
    let (due, _) = *looks.first().filter(|(day, _)| *day <= asked.until)?;
    let waiting = regular(PointKind::LaunchReview, *launch, Turn::regular(None));
    Some(Waiting {
        since: launch.ships().map(|date| date.value),
        due: Some(due),
        table: launch.venue(),
        others: who_looks(&looks, due, launch.owner()),
        ..waiting
    })
}

/// Everybody who looks on a day, and the owner.
fn who_looks<'m>(looks: &[Look<'m>], due: Date, owner: Named<Seat<'m>>) -> Vec<Seat<'m>> {
    let of_the_day = looks.iter().filter(|(day, _)| *day == due);
    of_the_day.filter_map(|(_, by)| *by).chain(owner.known()).collect()
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
