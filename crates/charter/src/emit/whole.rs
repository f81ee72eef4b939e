//! What is whole: the items in which no check has found anything.

use rustc_hash::FxHashSet;

use crate::Analysis;
use crate::model::{Item, ItemId};
use crate::rule::{self, RuleKind};

/// The items that may be compiled.
#[derive(Default)]
pub(crate) struct Whole {
    /// Asked, never listed.
    broken: FxHashSet<ItemId>,
}

impl Whole {
    /// Of a workspace. An error outside every item spoils none.
    pub(crate) fn of(analysis: &Analysis) -> Whole {
        let errors = analysis.findings.iter().filter(|finding| is_check(finding.code));
        let places = errors.flat_map(|finding| finding.labels.first());
        let items = places.filter_map(|label| analysis.model.item_at(label.span));
        Whole { broken: items.map(Item::id).collect() }
    }

    /// Whether an item is one of them.
    pub(crate) fn holds(&self, item: Item<'_>) -> bool {
        !self.broken.contains(&item.id())
    }
}

/// Whether a rule is a check; what has no rule is one.
fn is_check(code: &str) -> bool {
    rule::find(code).is_none_or(|rule| rule.kind == RuleKind::Check)
}
