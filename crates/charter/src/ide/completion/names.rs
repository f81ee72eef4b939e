//! Names of the right kind, the likeliest first: how near they are to what is typed, then how
//! often they are used.

use crate::ide::ask::Ask;
use crate::ide::page::told;
use crate::ide::people;
use crate::model::{
    Artifact, Charter, Class, Handle, Item, Launch, Metric, Question, Seat, each_reference,
};
use crate::rule::{self, RuleKind};
use crate::tree::{Kind, MetricUnit, Refreshed};
use crate::{Diagnostic, Symbol, nearest, say};

use super::cursor::Cursor;
use super::{Completion, Sort, history};

/// Names are counted in so many files to each side: those of a folder stand side by side.
const BESIDE: u32 = 100;

/// How near a name is to what is typed, the nearest first; none where it is not meant.
fn near(name: &str, title: &str, typed: &str) -> Option<u8> {
    if name.starts_with(typed) {
        return Some(0);
    }
    let begins = |part: &str| {
        let first = part.as_bytes().get(..typed.len());
        first.is_some_and(|first| first.eq_ignore_ascii_case(typed.as_bytes()))
    };
    if name.split(['-', '.']).any(begins) {
        return Some(1);
    }
    if title.split(' ').any(begins) || name.contains(typed) {
        return Some(2);
    }
    None
}

/// The same where nothing is that near: slips of the finger, and letters in their order.
fn far(name: &str, typed: &str) -> Option<u8> {
    let slips = typed.len() > 2 && nearest(typed, [name]).is_some();
    slips.then_some(3).or_else(|| super::fits(name, typed).then_some(4))
}

/// Those of some things that are meant by what is typed, each with how near it is.
pub(super) fn meant<'t, T: Copy>(
    all: &[T],
    typed: &str,
    said: impl Fn(T) -> (&'t str, &'t str),
) -> Vec<(u8, T)> {
    let of = |it: &T| {
        let (name, title) = said(*it);
        Some((near(name, title, typed)?, *it))
    };
    let found: Vec<(u8, T)> = all.iter().filter_map(of).collect();
    if !found.is_empty() {
        return found;
    }
    all.iter().filter_map(|it| Some((far(said(*it).0, typed)?, *it))).collect()
}

/// The names of items of some kinds. What the statement names already, and what is over, is
/// left out.
pub(super) fn names(ask: Ask<'_>, cursor: &Cursor<'_>, kinds: &[Kind]) -> Vec<Completion> {
    let own = ask.place().item;
    let others = ask.model.items_of_kinds(kinds).filter(|it| Some(*it) != own);
    let others: Vec<Item<'_>> = others.collect();
    let mut found = meant(&others, cursor.typed, |it| (it.name(), it.title()));
    let day = history::day(ask);
    found.retain(|(_, it)| !it.is_over(day) && !cursor.words.contains(&it.name()));
    let uses = if found.len() > 1 { uses(ask) } else { Vec::new() };
    let likely = history::likely(own, cursor);
    let used = |item: &Item<'_>| match likely == Some(item.symbol()) {
        true => u32::MAX,
        false => uses.get(item.symbol().index()).copied().unwrap_or_default(),
    };
    let order = |(a, one): &(u8, Item<'_>), (b, other): &(u8, Item<'_>)| {
        a.cmp(b).then(used(other).cmp(&used(one))).then_with(|| one.name().cmp(other.name()))
    };
    // Of many, no more are put in order than are shown.
    if found.len() > super::MOST + 1 {
        found.select_nth_unstable_by(super::MOST, order);
        found.truncate(super::MOST + 1);
    }
    found.sort_by(order);
    found.into_iter().map(|(_, item)| completion(item, ask)).collect()
}

/// How often each name is used here and beside, by its number.
fn uses(ask: Ask<'_>) -> Vec<u32> {
    let mut uses = vec![0; Symbol::count()];
    let here = ask.source.0;
    for item in ask.model.own_items_between(here.saturating_sub(BESIDE), here + BESIDE) {
        each_reference(item.tree(), |reference| {
            if let Some(count) = uses.get_mut(reference.name.symbol.index()) {
                *count += 1;
            }
        });
    }
    uses
}

fn completion(item: Item<'_>, ask: Ask<'_>) -> Completion {
    Completion::plain(item.name(), Sort::Name(item.kind()), detail(item, ask))
}

/// What is worth knowing of an item as one is about to name it.
fn detail(item: Item<'_>, ask: Ask<'_>) -> String {
    let title = told(item.title());
    let more = match item.kind() {
        Kind::Seat => return Seat::of(item).map_or(title, |it| people::seat(it, ask.day)),
        Kind::Class => Class::of(item).and_then(|it| it.level()).map(|it| it.as_str().to_owned()),
        Kind::Metric => Metric::of(item).and_then(|it| it.unit()).map(unit),
        Kind::Artifact => Artifact::of(item).and_then(|it| it.refreshed()).map(fresh),
        _ => None,
    };
    more.map_or(title.clone(), |more| format!("{title} ({more})"))
}

fn unit(unit: &MetricUnit) -> String {
    match unit {
        MetricUnit::Percent => "percent".into(),
        MetricUnit::Duration => "time".into(),
        MetricUnit::Money(currency) => currency.to_string(),
        MetricUnit::Count(what) => told(what),
    }
}

fn fresh(refreshed: Refreshed) -> String {
    match refreshed {
        Refreshed::Every(frequency) => say::frequency(frequency),
        Refreshed::Live => "live".into(),
        Refreshed::By(name) => format!("by {}", name.as_str()),
    }
}

/// The rules that one can be excused from; those that speak of the item here come first.
pub(super) fn rules(ask: Ask<'_>, cursor: &Cursor<'_>, found: &[Diagnostic]) -> Vec<Completion> {
    let item = ask.place().item.map(|it| it.tree().span);
    let here = |finding: &&Diagnostic| {
        item.is_some_and(|item| {
            item.start <= finding.span().start && finding.span().end <= item.end
        })
    };
    let spoken: Vec<&str> = found.iter().filter(here).map(|it| it.code).collect();
    let lints: Vec<&rule::Rule> = rule::all().filter(|it| it.kind == RuleKind::Lint).collect();
    let mut rules = meant(&lints, cursor.typed, |it| (it.id, ""));
    rules.sort_by_key(|(near, rule)| (!spoken.contains(&rule.id), *near, rule.id));
    rules
        .into_iter()
        .map(|(_, rule)| Completion::plain(rule.id, Sort::Rule, rule.summary))
        .collect()
}

/// The questions that are put to the item here; those without an answer come first.
pub(super) fn questions(ask: Ask<'_>, cursor: &Cursor<'_>) -> Vec<Completion> {
    let Some(item) = ask.place().item else { return Vec::new() };
    let asked = asked(item);
    let answers: Vec<Symbol> = match (Charter::of(item), Launch::of(item)) {
        (Some(charter), _) => charter.answers().map(|it| it.question.symbol).collect(),
        (_, Some(launch)) => launch.answers().map(|it| it.question.symbol).collect(),
        _ => Vec::new(),
    };
    let words = |it: Question<'_>| (it.asks.name.as_str(), "");
    let mut found = meant(&asked, cursor.typed, words);
    found.sort_by_key(|(near, it)| (answers.contains(&it.asks.name.symbol), *near));
    let each = found.into_iter().map(|(_, it)| {
        Completion::plain(it.asks.name.as_str(), Sort::Question, told(&it.asks.question.value))
    });
    each.collect()
}

fn asked(item: Item<'_>) -> Vec<Question<'_>> {
    if let Some(launch) = Launch::of(item) {
        return launch.questions();
    }
    let Some(charter) = Charter::of(item) else { return Vec::new() };
    let questions = charter.classes().flat_map(Class::questions);
    questions.filter(|it| it.applies_to_charter(charter)).collect()
}
