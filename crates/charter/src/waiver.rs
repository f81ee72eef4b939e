//! Waivers: every `allow` of a workspace, and what became of it.
//!
//! What an `allow` excuses is known only when every rule has spoken, so this reads what
//! came of an analysis and judges nothing again.

mod data;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

pub use data::{WaiverData, WaiverReport, json, schema};

use crate::config::Config;
use crate::model::{Charter, Handle, Item};
use crate::rule::{self, RuleKind};
use crate::tree::Allow;
use crate::{Analysis, Span};

/// An `allow`, and what became of it.
#[derive(Clone, Copy, Debug)]
pub struct Waiver<'a> {
    /// The item in which it stands.
    pub item: Item<'a>,
    /// What it says.
    pub allow: &'a Allow,
    /// What became of it.
    pub standing: Standing,
}

/// What became of an `allow`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is in force, and without it so many findings would be said.
    Excuses(usize),
    /// It is in force, and there is nothing to excuse.
    Idle,
    /// It stands in a draft, of which no lint speaks.
    OfDraft,
    /// Its last day is over, and so many findings are back.
    RanOut(usize),
    /// The workspace forbids it.
    Forbidden,
    /// It names a check, from which nobody can be excused.
    OfCheck,
    /// It names no rule.
    Unknown,
}

impl Waiver<'_> {
    /// Where it stands: the rule that it names.
    pub fn span(&self) -> Span {
        self.allow.rule.span
    }
}

/// Every `allow` that the workspace writes, by path and line.
pub fn waivers<'a>(analysis: &'a Analysis, config: &Config, day: Date) -> Vec<Waiver<'a>> {
    let counts = Counts::of(analysis);
    let of_item = |item: Item<'a>| item.allows().map(move |allow| (item, allow));
    let allows = analysis.model.own_items().flat_map(of_item);
    let mut waivers: Vec<Waiver<'a>> = allows
        .map(|(item, allow)| {
            let standing = standing(item, allow, &counts, config, day);
            Waiver { item, allow, standing }
        })
        .collect();
    waivers.sort_by_key(Waiver::span);
    waivers
}

fn standing(
    item: Item<'_>,
    allow: &Allow,
    counts: &Counts,
    config: &Config,
    day: Date,
) -> Standing {
    let Some(rule) = rule::find(allow.rule.as_str()) else { return Standing::Unknown };
    if rule.kind == RuleKind::Check {
        return Standing::OfCheck;
    }
    if config.forbids(rule.id) {
        return Standing::Forbidden;
    }
    if let Some(until) = allow.until.filter(|until| until.value < day) {
        return Standing::RanOut(counts.at(until.span));
    }
    match counts.at(allow.rule.span) {
        0 if Charter::of(item).is_some_and(Charter::is_draft) => Standing::OfDraft,
        0 => Standing::Idle,
        findings => Standing::Excuses(findings),
    }
}

/// How many findings are about the place of an `allow`: those that it excuses are about the
/// name of its rule, those that are back about the day on which it ran out.
struct Counts(FxHashMap<Span, usize>);

impl Counts {
    fn of(analysis: &Analysis) -> Counts {
        let mut counts: FxHashMap<Span, usize> = FxHashMap::default();
        let excused = analysis.allowed.iter().map(|allowed| allowed.span);
        let others = analysis.findings.iter().flat_map(|it| it.labels.iter().skip(1));
        for place in excused.chain(others.map(|label| label.span)) {
            *counts.entry(place).or_default() += 1;
        }
        Counts(counts)
    }

    fn at(&self, place: Span) -> usize {
        self.0.get(&place).copied().unwrap_or(0)
    }
}
