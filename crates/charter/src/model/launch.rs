//! Launches, bets, and the questions that classes ask.

use super::handle::{Item, handle};
use super::organization::{owner, owner_name};
use super::{Charter, Class, Named, Seat};
use crate::tree::{
    Answer, Asks, Body, Channel, ClauseKind, Condition, DateAt, Gate, Name, Offset, Outcome,
    Surface, Text, Through, Tier, Trigger,
};
use crate::{Span, Spanned};

handle! {
    /// A launch.
    Launch
}
handle! {
    /// A bet.
    Bet
}

/// A question that a class asks.
#[derive(Clone, Copy, Debug)]
pub struct Question<'m> {
    /// The class.
    pub class: Class<'m>,
    /// What it asks.
    pub asks: &'m Asks,
}

/// Who has to answer a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionAt {
    /// The charter of the class.
    Charter,
    /// Each launch that a charter of the class governs.
    Launch,
}

impl<'m> Class<'m> {
    /// What it asks.
    pub fn questions(self) -> impl Iterator<Item = Question<'m>> {
        self.every(ClauseKind::Asks, move |body| match body {
            Body::Asks(asks) => Some(Question { class: self, asks }),
            _ => None,
        })
    }
}

impl Question<'_> {
    /// Who has to answer it.
    pub fn at(self) -> QuestionAt {
        let of_launch = !self.asks.tiers.is_empty() || self.asks.through.is_some();
        if of_launch { QuestionAt::Launch } else { QuestionAt::Charter }
    }

    /// Whether it is put to a charter.
    pub fn applies_to_charter(self, charter: Charter<'_>) -> bool {
        self.at() == QuestionAt::Charter && self.fits(charter.surface())
    }

    /// Whether it is put to a launch: all conditions on its line must hold.
    pub fn applies_to_launch(self, launch: Launch<'_>) -> bool {
        let asks = self.asks;
        let tier = launch.tier().map(|tier| tier.value);
        let through = |channel| launch.channels().any(|it| it.channel() == channel);
        self.at() == QuestionAt::Launch
            && (asks.tiers.is_empty() || tier.is_some_and(|tier| asks.tiers.contains(&tier)))
            && asks.through.is_none_or(through)
            && self.fits(launch.surface())
    }

    fn fits(self, surface: Option<Surface>) -> bool {
        self.asks.when.is_none_or(|when| surface == Some(when))
    }
}

/// The outcomes of a launch or a bet.
fn outcomes<'m>(item: Item<'m>) -> impl Iterator<Item = &'m Outcome> {
    item.every(ClauseKind::Outcome, |body| match body {
        Body::Outcome(outcome) => Some(&**outcome),
        _ => None,
    })
}

/// When a launch or a bet is looked at again, and by whom.
fn reviews<'m>(item: Item<'m>) -> impl Iterator<Item = (&'m [Offset], Option<Name>)> {
    item.every(ClauseKind::ReviewAt, |body| match body {
        Body::ReviewAt(review) => Some((&review.offsets[..], review.by)),
        _ => None,
    })
}

impl<'m> Launch<'m> {
    /// Its size.
    pub fn tier(self) -> Option<Spanned<Tier>> {
        self.clause(ClauseKind::Tier, |body| match body {
            Body::Tier(classified) => Some(classified.tier),
            _ => None,
        })
    }

    /// Whether it is of one tier.
    pub fn is_of(self, tier: Tier) -> bool {
        self.tier().is_some_and(|it| it.value == tier)
    }

    /// Who says how big it is, as written.
    pub fn classified_by(self) -> Option<Name> {
        self.clause(ClauseKind::Tier, |body| match body {
            Body::Tier(classified) => classified.by,
            _ => None,
        })
    }

    /// Who owns it.
    pub fn owner(self) -> Named<Seat<'m>> {
        owner(*self)
    }

    /// The owner as written.
    pub fn owner_name(self) -> Option<Name> {
        owner_name(*self)
    }

    /// The day it ships.
    pub fn ships(self) -> Option<DateAt> {
        self.clause(ClauseKind::Ships, |body| match body {
            Body::Ships(date) => Some(*date),
            _ => None,
        })
    }

    /// What it touches.
    pub fn surface(self) -> Option<Surface> {
        self.clause(ClauseKind::Surface, |body| match body {
            Body::Surface(surface) => Some(*surface),
            _ => None,
        })
    }

    /// The channels it goes through.
    pub fn channels(self) -> impl Iterator<Item = &'m Through> {
        self.every(ClauseKind::Through, |body| match body {
            Body::Through(channels) => Some(channels),
            _ => None,
        })
        .flatten()
    }

    /// Whether it goes through a channel.
    pub fn is_through(self, channel: Channel) -> bool {
        self.channels().any(|it| it.channel() == channel)
    }

    /// The first partner that it goes through, as written.
    pub fn partner_name(self) -> Option<Name> {
        self.channels().find_map(|channel| match channel {
            Through::Partner(name) => Some(*name),
            Through::Regulated(_) => None,
        })
    }

    /// The charter that governs it, as written.
    pub fn charter_name(self) -> Option<Name> {
        self.clause(ClauseKind::Governed, |body| match body {
            Body::Governed(name) => Some(*name),
            _ => None,
        })
    }

    /// The charter that governs it.
    pub fn charter(self) -> Named<Charter<'m>> {
        self.charter_name().map_or(Named::Absent, |name| self.model().named(name.symbol))
    }

    /// Its gate.
    pub fn gate(self) -> Option<&'m Gate> {
        self.clause(ClauseKind::Gate, |body| match body {
            Body::Gate(gate) => Some(&**gate),
            _ => None,
        })
    }

    /// What it answers itself.
    pub fn answers(self) -> impl Iterator<Item = &'m Answer> {
        self.every(ClauseKind::Answer, |body| match body {
            Body::Answer(answer) => Some(&**answer),
            _ => None,
        })
    }

    /// What reopens it.
    pub fn triggers(self) -> impl Iterator<Item = &'m Trigger> {
        super::charter::triggers(*self)
    }

    /// What it is measured by.
    pub fn outcomes(self) -> impl Iterator<Item = &'m Outcome> {
        outcomes(*self)
    }

    /// When it is looked at again, and by whom.
    pub fn reviews(self) -> impl Iterator<Item = (&'m [Offset], Option<Name>)> {
        reviews(*self)
    }

    /// Why no charter was stood up.
    pub fn no_charter(self) -> Option<&'m Text> {
        self.clause(ClauseKind::NoCharter, |body| match body {
            Body::NoCharter(because) => Some(&**because),
            _ => None,
        })
    }

    /// The questions that are put to it, by the classes of the charter that governs it.
    pub fn questions(self) -> Vec<Question<'m>> {
        let classes = self.charter().known().into_iter().flat_map(Charter::classes);
        classes.flat_map(Class::questions).filter(|it| it.applies_to_launch(self)).collect()
    }
}

impl<'m> Bet<'m> {
    /// Who owns it.
    pub fn owner(self) -> Named<Seat<'m>> {
        owner(*self)
    }

    /// When it was committed, and by which charter, as written.
    pub fn committed(self) -> Option<(DateAt, Option<Name>)> {
        self.clause(ClauseKind::Committed, |body| match body {
            Body::Committed(it) => Some((it.date, it.charter)),
            _ => None,
        })
    }

    /// What it is measured by.
    pub fn outcomes(self) -> impl Iterator<Item = &'m Outcome> {
        outcomes(*self)
    }

    /// The exit named before attachment.
    pub fn stops(self) -> impl Iterator<Item = (&'m Condition, Span)> {
        self.clauses().iter().filter_map(|clause| match &clause.body {
            Body::Stop(condition) => Some((&**condition, clause.span)),
            _ => None,
        })
    }

    /// What reopens it.
    pub fn triggers(self) -> impl Iterator<Item = &'m Trigger> {
        super::charter::triggers(*self)
    }

    /// When it is looked at again, and by whom.
    pub fn reviews(self) -> impl Iterator<Item = (&'m [Offset], Option<Name>)> {
        reviews(*self)
    }
}
