//! What every part of the document needs to know of the rest of the workspace.

use std::ops::Deref;
use std::sync::OnceLock;

use jiff::civil::Date;
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Serialize;

use super::ties::Ties;
use crate::emit::whole::Whole;
use crate::model::{Handle, Item, Model};
use crate::tree::Name;
use crate::{Allowed, SourceId, Sources, Span};

/// Where something is declared.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Declared<'a> {
    /// Relative to the workspace, with `/` between folders.
    file: &'a str,
    /// From 1.
    line: usize,
}

/// The model and its surroundings.
pub(super) struct Context<'a> {
    pub(super) model: &'a Model,
    pub(super) sources: &'a Sources,
    /// The day that `next` looks from.
    pub(super) as_of: Option<Date>,
    /// What leads from other items to seats and charters.
    pub(super) ties: Ties,
    whole: &'a Whole,
    /// Where the allows stand that excuse something. Asked, never listed.
    used: FxHashSet<Span>,
    /// Where the lines of every text begin.
    lines: Vec<OnceLock<Vec<u32>>>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        model: &'a Model,
        sources: &'a Sources,
        whole: &'a Whole,
        allowed: &[Allowed],
        as_of: Option<Date>,
    ) -> Self {
        let used = allowed.iter().map(|it| it.span).collect();
        let lines = sources.iter().map(|_| OnceLock::new()).collect();
        let ties = Ties::of(model, whole);
        Context { model, sources, as_of, ties, whole, used, lines }
    }

    /// Where a place is, as people count.
    pub(super) fn declared(&self, span: Span) -> Declared<'a> {
        let starts = self.starts(span.source);
        let line = starts.partition_point(|&start| start <= span.start).max(1);
        Declared { file: &self.sources.get(span.source).path, line }
    }

    fn starts(&self, id: SourceId) -> &[u32] {
        self.lines[id.0 as usize].get_or_init(|| {
            let text = self.sources.get(id).text.as_bytes();
            let ends = memchr::memchr_iter(b'\n', text).map(|end| end as u32 + 1);
            std::iter::once(0).chain(ends).collect()
        })
    }

    /// Whether an `allow` excuses something.
    pub(super) fn is_used(&self, allow: Span) -> bool {
        self.used.contains(&allow)
    }

    /// What an item is called to which a name refers; what is written where it refers
    /// to none. Former names come out as the present one.
    pub(super) fn name(&self, name: Name) -> &'static str {
        self.model.find(name.symbol).map_or(name.as_str(), Item::name)
    }

    /// The same for a class or a function.
    pub(super) fn word(&self, name: Name) -> &'static str {
        self.model.find_reference(name.symbol).map_or(name.as_str(), Item::name)
    }

    /// The same for many.
    pub(super) fn names(&self, names: impl IntoIterator<Item = Name>) -> Vec<&'static str> {
        names.into_iter().map(|name| self.name(name)).collect()
    }

    /// The same for many classes or functions.
    pub(super) fn words(&self, names: impl IntoIterator<Item = Name>) -> Vec<&'static str> {
        names.into_iter().map(|name| self.word(name)).collect()
    }

    /// Every whole item of a kind, by its name.
    pub(super) fn whole<H>(&self, items: impl Iterator<Item = H>) -> Vec<H>
    where
        H: Handle<'a> + Deref<Target = Item<'a>>,
    {
        by_name(items, self.whole)
    }
}

/// The whole ones of some items, by name.
pub(super) fn by_name<'a, H>(items: impl Iterator<Item = H>, whole: &Whole) -> Vec<H>
where
    H: Handle<'a> + Deref<Target = Item<'a>>,
{
    let mut items: Vec<H> = items.filter(|it| whole.holds(**it)).collect();
    // The order of the sources decides between two of one name.
    items.sort_by_key(|it| it.name());
    items
}
