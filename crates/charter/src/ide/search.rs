//! Items of a workspace by a few letters of their names, or by what they say.
//!
//! `road` finds what has these letters in its name or its title, in this order and near each
//! other. `owner:vp-product`, `class:roadmap-sequencing` and `tier:T1` leave only what fits; what
//! is half typed fits wherever it begins so.

use std::cmp::Ordering;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::references::owners;
use crate::Symbol;
use crate::model::{Charter, Handle, Item, Launch, Model};
use crate::tree::{ClauseKind, Name};

/// The items that a query finds, the nearest first; no more than so many.
pub fn search<'m>(model: &'m Model, query: &str, most: usize) -> Vec<Item<'m>> {
    let query = Query::read(model, query);
    let mut nearness = Nearness::new(&query.words);
    let fitting = model.items().filter(|item| query.filters.iter().all(|it| it.fits(*item)));
    let near = fitting.filter_map(|item| Some((nearness.of(item)?, item)));
    let mut found: Vec<Near<'m>> = near.collect();
    // Of thousands a few are told: only those are put in order.
    if most < found.len() {
        found.select_nth_unstable_by(most, order);
        found.truncate(most);
    }
    found.sort_unstable_by(order);
    found.into_iter().map(|(_, item)| item).collect()
}

/// An item, and how near it is.
type Near<'m> = (u32, Item<'m>);

/// The nearest first; of those that are as near, the workspace's own, by name.
fn order(one: &Near<'_>, other: &Near<'_>) -> Ordering {
    let rest = |(_, item): &Near<'_>| (item.is_standard(), item.name(), item.id());
    other.0.cmp(&one.0).then_with(|| rest(one).cmp(&rest(other)))
}

/// A query, taken apart.
struct Query<'m> {
    words: String,
    filters: Vec<Filter<'m>>,
}

/// What an item has to say to be found.
enum Filter<'m> {
    Owner(Value<'m>),
    Class(Value<'m>),
    Tier(String),
}

/// A name that is looked for: what it means, or how it begins.
struct Value<'m> {
    written: String,
    means: Option<Item<'m>>,
}

impl<'m> Query<'m> {
    fn read(model: &'m Model, query: &str) -> Query<'m> {
        let mut words = Vec::new();
        let mut filters = Vec::new();
        for word in query.split_whitespace() {
            match Filter::read(model, word) {
                Some(filter) => filters.push(filter),
                None => words.push(word),
            }
        }
        Query { words: words.join(" "), filters }
    }
}

impl<'m> Filter<'m> {
    fn read(model: &'m Model, word: &str) -> Option<Filter<'m>> {
        let (key, written) = word.split_once(':')?;
        let written = written.to_ascii_lowercase();
        let symbol = Symbol::new(&written);
        Some(match key {
            "owner" => Filter::Owner(Value { means: model.find(symbol), written }),
            "class" => Filter::Class(Value { means: model.find_reference(symbol), written }),
            "tier" => Filter::Tier(written),
            _ => return None,
        })
    }

    fn fits(&self, item: Item<'m>) -> bool {
        match self {
            Filter::Owner(seat) => owners(item).any(|name| {
                let found = || item.model().find(name.symbol);
                seat.fits(name, found)
            }),
            Filter::Class(class) => item.has(ClauseKind::Decides) && decides(item, class),
            Filter::Tier(tier) => Launch::of(item).and_then(Launch::tier).is_some_and(|it| {
                let written = it.value.as_str().to_ascii_lowercase();
                written.starts_with(tier.as_str())
            }),
        }
    }
}

fn decides<'m>(item: Item<'m>, class: &Value<'m>) -> bool {
    let Some(charter) = Charter::of(item) else { return false };
    charter.decides().any(|decided| {
        let found = || decided.class.known().map(|it| *it);
        class.fits(decided.class_name, found)
    })
}

impl<'m> Value<'m> {
    fn fits(&self, name: Name, found: impl Fn() -> Option<Item<'m>>) -> bool {
        match self.means {
            Some(meant) => name.symbol == meant.symbol() || found() == Some(meant),
            None => name.as_str().starts_with(&self.written),
        }
    }
}

/// How near an item is to the words of a query.
struct Nearness {
    pattern: Pattern,
    matcher: Matcher,
    letters: Vec<char>,
}

impl Nearness {
    /// A name counts for more than a title that is as near.
    const NAME: u32 = 8;

    fn new(words: &str) -> Nearness {
        let (case, normal) = (CaseMatching::Ignore, Normalization::Smart);
        Nearness {
            pattern: Pattern::new(words, case, normal, AtomKind::Fuzzy),
            matcher: Matcher::new(Config::DEFAULT),
            letters: Vec::new(),
        }
    }

    fn of(&mut self, item: Item<'_>) -> Option<u32> {
        let own = self.score(item.name()).map(|it| it + Nearness::NAME);
        let title = item.tree().title.as_ref().and_then(|title| self.score(&title.value));
        own.max(title)
    }

    fn score(&mut self, text: &str) -> Option<u32> {
        let text = if text.is_ascii() {
            Utf32Str::Ascii(text.as_bytes())
        } else {
            // Letter by letter: what belongs together on a screen makes no difference here, and
            // to find it takes longer than all the rest.
            self.letters.clear();
            self.letters.extend(text.chars());
            Utf32Str::Unicode(&self.letters)
        };
        self.pattern.score(text, &mut self.matcher)
    }
}
