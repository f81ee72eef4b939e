//! What stands here, as the compiler understands it.

pub(super) mod cadence;
pub(super) mod charter;
pub(super) mod commitment;
mod history;
mod organization;
mod reference;
mod word;

use jiff::civil::Date;

pub(super) use cadence::hours;

use super::ask::Ask;
use super::page::Page;
use super::place::{Mention, Place};
use crate::Span;
use crate::model::{
    Artifact, Bet, Calendar, Charter, Class, Function, Group, Handle, Item, Launch, Metric, Raise,
    Record, Seat, Transition,
};
use crate::tree::Body;

/// What is said of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The words that it is about.
    pub span: Span,
    /// What is said.
    pub page: Page,
}

/// What is said of what stands at a byte: of a name, a cadence, a keyword.
pub fn hover(ask: Ask<'_>) -> Option<Hover> {
    let place = ask.place();
    if let Some(mention) = place.mention {
        let page = of_mention(mention, ask.day)?;
        return Some(Hover { span: mention.name().span, page });
    }
    word::hover(ask, place).or_else(|| cadence(ask, place))
}

fn of_mention(mention: Mention<'_>, day: Date) -> Option<Page> {
    match mention {
        Mention::Declares(item, _) | Mention::Formerly(item, _) => page(item, day),
        Mention::Refers(_, item) => page(item?, day),
        Mention::Rule(name) => word::rule(name.as_str()),
        Mention::Question(name, class) => reference::question(class?, name.symbol),
        Mention::Asks(class, name) => reference::question(class, name.symbol),
        Mention::Trigger(item, name) => commitment::trigger(item, name, day),
        Mention::Fired(_, declared) => {
            let (item, name) = declared?;
            commitment::trigger(item, name, day)
        }
    }
}

/// What is said of an item.
pub(super) fn page(item: Item<'_>, day: Date) -> Option<Page> {
    let page = Charter::of(item).map(|it| charter::page(it, day));
    let page = page.or_else(|| Seat::of(item).map(|it| organization::seat(it, day)));
    let page = page.or_else(|| Class::of(item).map(|it| reference::class(it, day)));
    let page = page.or_else(|| Function::of(item).map(reference::function));
    let page = page.or_else(|| Group::of(item).map(|it| organization::group(it, day)));
    let page = page.or_else(|| Artifact::of(item).map(|it| organization::artifact(it, day)));
    let page = page.or_else(|| Metric::of(item).map(|it| organization::metric(it, day)));
    let page = page.or_else(|| Launch::of(item).map(|it| commitment::launch(it, day)));
    let page = page.or_else(|| Bet::of(item).map(|it| commitment::bet(it, day)));
    let page = page.or_else(|| Calendar::of(item).map(|it| organization::calendar(it, day)));
    let page = page.or_else(|| Raise::of(item).map(|it| history::raise(it, day)));
    let page = page.or_else(|| Record::of(item).map(|it| history::record(it, day)));
    page.or_else(|| Transition::of(item).map(|it| history::transition(it, day)))
}

fn cadence(ask: Ask<'_>, place: Place<'_>) -> Option<Hover> {
    let clause = place.clause.filter(|it| matches!(it.body, Body::Cadence(_)))?;
    let charter = Charter::of(place.item?)?;
    let lines = charter.cadences().enumerate();
    let (nth, line) = lines.into_iter().find(|(_, line)| line.span == clause.span)?;
    Some(Hover { span: clause.span, page: cadence::page(line, nth as u32, ask.day) })
}
