//! Here: the items that a question is about, where it is about a few of them.
//!
//! A rule goes through its subjects by this, and looks up everything else in the whole model.
//! So an editor asks about the file that somebody types in, and gets an answer that knows the
//! ten thousand others.

use jiff::civil::Date;

use super::{
    Bet, Calendar, Charter, Handle, Item, ItemId, Launch, Model, Raise, Record, Seat, Transition,
    Wire,
};
use crate::SourceId;

/// The subjects of a rule: every item, or those of a few sources.
#[derive(Clone, Copy, Debug)]
pub struct Here<'m> {
    model: &'m Model,
    only: Option<&'m [SourceId]>,
}

impl Model {
    /// The items of some sources; all, where none are named.
    pub fn here<'m>(&'m self, only: Option<&'m [SourceId]>) -> Here<'m> {
        Here { model: self, only }
    }

    /// The items of the workspace's own sources from one number to another, as far as there are.
    pub fn own_items_between(&self, first: u32, last: u32) -> impl Iterator<Item = Item<'_>> {
        let end = (self.documents.len() as u32).min(last.saturating_add(1));
        (first.max(1)..end).flat_map(|source| self.items_of(SourceId(source)))
    }

    /// The items of a source.
    pub fn items_of(&self, source: SourceId) -> impl Iterator<Item = Item<'_>> {
        let count = self.document(source).items.len() as u32;
        (0..count).map(move |index| Item::new(self, ItemId { source, index }))
    }
}

impl<'m> Here<'m> {
    /// Those that are named, where some are; the standard's are nobody's subject.
    fn few(self) -> impl Iterator<Item = Item<'m>> {
        let sources = self.only.into_iter().flatten();
        let items = sources.flat_map(move |source| self.model.items_of(*source));
        items.filter(|item| !item.is_standard())
    }

    fn of_kind<H: Handle<'m> + 'm>(self) -> impl Iterator<Item = H> {
        let all = self.only.is_none().then(|| self.model.of_kind());
        all.into_iter().flatten().chain(self.few().filter_map(H::of))
    }

    /// Whether these are all that there are: then it pays to look first whether there is any
    /// work to do.
    pub fn is_all(self) -> bool {
        self.only.is_none()
    }

    /// Whether an item is one of them.
    pub fn holds(self, item: Item<'_>) -> bool {
        self.only.is_none_or(|only| only.contains(&item.id().source))
    }

    /// Every item that the workspace itself declares.
    pub fn own_items(self) -> impl Iterator<Item = Item<'m>> {
        let all = self.only.is_none().then(|| self.model.own_items());
        all.into_iter().flatten().chain(self.few())
    }

    /// Every charter.
    pub fn charters(self) -> impl Iterator<Item = Charter<'m>> {
        self.of_kind()
    }

    /// Every charter in force at some time: drafts left out.
    pub fn live_charters(self) -> impl Iterator<Item = Charter<'m>> {
        self.charters().filter(|charter| !charter.is_draft())
    }

    /// Every charter that is in force on a day or will be: neither drafts nor what is over.
    pub fn charters_from(self, day: Date) -> impl Iterator<Item = Charter<'m>> {
        self.live_charters().filter(move |charter| !charter.is_over(day))
    }

    /// Every seat.
    pub fn seats(self) -> impl Iterator<Item = Seat<'m>> {
        self.of_kind()
    }

    /// Every launch.
    pub fn launches(self) -> impl Iterator<Item = Launch<'m>> {
        self.of_kind()
    }

    /// Every bet.
    pub fn bets(self) -> impl Iterator<Item = Bet<'m>> {
        self.of_kind()
    }

    /// Everything that was raised.
    pub fn raises(self) -> impl Iterator<Item = Raise<'m>> {
        self.of_kind()
    }

    /// Every record.
    pub fn records(self) -> impl Iterator<Item = Record<'m>> {
        self.of_kind()
    }

    /// Every transition.
    pub fn transitions(self) -> impl Iterator<Item = Transition<'m>> {
        self.of_kind()
    }

    /// Every calendar.
    pub fn calendars(self) -> impl Iterator<Item = Calendar<'m>> {
        self.of_kind()
    }

    /// Every trigger that somebody still has to watch on a day: those of drafts, of what has
    /// ended, and of launches that shipped more than a year ago left out.
    pub fn triggers(self, day: Date) -> impl Iterator<Item = Wire<'m>> {
        let charters = self.live_charters().map(|it| *it);
        let launches = self.launches().filter(move |it| it.is_watched(day)).map(|it| *it);
        let items = charters.chain(launches).chain(self.bets().map(|it| *it));
        super::trigger::wired(items, day)
    }
}
