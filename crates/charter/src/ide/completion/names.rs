//! Names of the right kind, the likeliest first: how near they are to what is typed, then how
//! often they are used.

use crate::ide::ask::Ask;
use crate::ide::page::told;
use crate::ide::people;
use crate::model::{
    Artifact, Charter, Class, Handle, Item, Launch, Metric, Model, Question, Seat, each_reference,
};
use crate::rule::{self, RuleKind};
use crate::tree::{Kind, MetricUnit, Refreshed};
use crate::{Diagnostic, Symbol, nearest, say};

use super::cursor::Cursor;
use super::{Completion, Sort};

/// How near a name is to what is typed, the nearest first; none where it is not meant.
fn near(name: &str, title: &str, typed: &str) -> Option<u8> {
    if name.starts_with(typed) {
        return Some(0);
    }
    let typed = typed.to_lowercase();
    let begins = |text: &str, ends: char| text.split(ends).any(|part| part.starts_with(&typed));
    if begins(name, '-') {
        return Some(1);
    }
    let title = title.to_lowercase();
    if begins(&title, ' ') || name.contains(&typed) {
        return Some(2);
    }
    let slips = typed.len() > 2 && nearest(&typed, [name]).is_some();
    slips.then_some(3).or_else(|| super::fits(name, &typed).then_some(4))
}

/// The names of items of some kinds. What the statement names already, and what is over, is
/// left out.
pub(super) fn names(ask: Ask<'_>, cursor: &Cursor<'_>, kinds: &[Kind]) -> Vec<Completion> {
    let is_meant = |item: &Item<'_>| {
        kinds.contains(&item.kind())
            && !item.is_over(ask.day)
            && !cursor.words.contains(&item.name())
    };
    let own = ask.place().item;
    let others = ask.model.items().filter(|item| Some(*item) != own).filter(is_meant);
    let fitting =
        others.filter_map(|item| Some((near(item.name(), item.title(), cursor.typed)?, item)));
    let mut found: Vec<(u8, Item<'_>)> = fitting.collect();
    let uses = if found.len() > 1 { uses(ask.model) } else { Vec::new() };
    let used = |item: &Item<'_>| uses.get(item.symbol().index()).copied().unwrap_or_default();
    found.sort_by_cached_key(|(near, item)| (*near, u32::MAX - used(item), item.name()));
    let first = found.into_iter().take(super::MOST + 1);
    first.map(|(_, item)| completion(item, ask)).collect()
}

/// How often each name is used, by its number.
fn uses(model: &Model) -> Vec<u32> {
    let mut uses = vec![0; Symbol::count()];
    for item in model.own_items() {
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
    let lints = rule::all().filter(|rule| rule.kind == RuleKind::Lint);
    let fitting = lints.filter_map(|rule| Some((near(rule.id, "", cursor.typed)?, rule)));
    let mut rules: Vec<(u8, &rule::Rule)> = fitting.collect();
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
    let fitting = asked.into_iter().filter_map(|it| {
        Some((near(it.asks.name.as_str(), &it.asks.question.value, cursor.typed)?, it))
    });
    let mut found: Vec<(u8, Question<'_>)> = fitting.collect();
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
