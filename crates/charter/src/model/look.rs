//! Looks back: the days on which somebody looks again at a bet or a launch.

use jiff::civil::Date;

use super::handle::Item;
use super::organization::owner;
use super::{Bet, Charter, Launch, Seat};
use crate::time::{WorkCalendar, offset};
use crate::tree::{Name, Offset};

/// A day, and who looks then, where that is said.
pub type Look<'m> = (Date, Option<Seat<'m>>);

impl<'m> Bet<'m> {
    /// Every look at it up to its end, in their order.
    pub fn looks(self) -> Vec<Look<'m>> {
        let Some((committed, _)) = self.committed() else { return Vec::new() };
        looks(*self, committed.value, days(*self, None), self.reviews())
    }

    /// Those that nobody had had by the end of a day. A record is of the look to which it is
    /// nearest: once it is closer to it than to the one before, or than to the day on which the bet
    /// was committed, that look has been had.
    pub fn looks_open(self, day: Date) -> Vec<Look<'m>> {
        let Some((committed, _)) = self.committed() else { return Vec::new() };
        let mut looks = self.looks();
        let records = self.records().into_iter().filter_map(|(record, _)| Some(record.on()?.value));
        let Some(last) = records.filter(|on| *on <= day).max() else { return looks };
        let all: Vec<Date> = looks.iter().map(|(day, _)| *day).chain([committed.value]).collect();
        looks.retain(|(look, _)| {
            let before = all.iter().filter(|it| *it < look).max().unwrap_or(look);
            2 * between(*before, last) <= between(*before, *look)
        });
        looks
    }
}

impl<'m> Launch<'m> {
    /// The looks at it from a day on. No record speaks of a launch, so that nobody knows whether a
    /// look that is over was had.
    pub fn looks_from(self, day: Date) -> Vec<Look<'m>> {
        let Some(ships) = self.ships() else { return Vec::new() };
        let days = days(*self, self.charter().known());
        let mut looks = looks(*self, ships.value, days, self.reviews());
        looks.retain(|(look, _)| day <= *look);
        looks
    }
}

/// All of them up to the end of the item.
fn looks<'m>(
    item: Item<'m>,
    base: Date,
    days: &WorkCalendar,
    reviews: impl Iterator<Item = (&'m [Offset], Option<Name>)>,
) -> Vec<Look<'m>> {
    let seat = |by: Name| item.model().named::<Seat<'m>>(by.symbol).known();
    let each = reviews.flat_map(|(offsets, by)| offsets.iter().map(move |it| (it, by)));
    let look =
        |(it, by): (&Offset, Option<Name>)| Some((offset(base, *it, days)?, by.and_then(seat)));
    let mut looks: Vec<Look<'m>> = each.filter_map(look).collect();
    looks.retain(|(day, _)| !item.is_over(*day));
    looks.sort_by_key(|(day, _)| *day);
    looks
}

/// The days by which an item is reckoned, as in calendars: its charter's, else its owner's.
fn days<'m>(item: Item<'m>, charter: Option<Charter<'m>>) -> &'m WorkCalendar {
    let kept = charter.map(|it| *it).or_else(|| owner(item).known().map(|it| *it));
    kept.unwrap_or(item).days()
}

fn between(from: Date, to: Date) -> i32 {
    to.since(from).map_or(0, |span| span.get_days())
}
