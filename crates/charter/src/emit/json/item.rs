//! What every item has, whatever its kind.

use schemars::JsonSchema;
use serde::Serialize;

use super::context::{Context, Declared};
use super::words::Day;
use crate::model::Item;
use crate::tree::{Allow, Body};

/// What every item has.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Head<'a> {
    /// What it is called: unique in the workspace.
    name: &'static str,
    /// Its identity: the first name it ever had.
    first_name: &'static str,
    /// What people call it; its name where it has no title.
    title: &'a str,
    /// Names it had before, the oldest first.
    former_names: Vec<&'static str>,
    /// Where it stands.
    declared: Declared<'a>,
    /// Since when it is no more.
    #[serde(skip_serializing_if = "Option::is_none")]
    retired: Option<Retired<'a>>,
    /// What its author noted.
    notes: Vec<&'a str>,
    /// The rules that it is excused from.
    allows: Vec<Excuse<'a>>,
}

/// The end of an item.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Retired<'a> {
    /// Its last day.
    on: Day,
    /// Why.
    because: &'a str,
}

/// An `allow`.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Excuse<'a> {
    /// The id of the rule.
    rule: &'static str,
    /// Why.
    because: &'a str,
    /// The last day on which it excuses.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Day>,
    /// Whether it excuses anything.
    used: bool,
}

impl<'a> Head<'a> {
    pub(super) fn of(context: &Context<'a>, item: Item<'a>) -> Self {
        Head {
            name: item.name(),
            first_name: item.first_name(),
            title: item.title(),
            former_names: item.former_names().map(|name| name.as_str()).collect(),
            declared: context.declared(item.tree().span),
            retired: item
                .retirement()
                .map(|(on, because)| Retired { on: Day(on.value), because: &because.value }),
            notes: texts(item, |body| match body {
                Body::Note(text) => Some(&text.value),
                _ => None,
            }),
            allows: item.allows().map(|allow| Excuse::of(context, allow)).collect(),
        }
    }
}

impl<'a> Excuse<'a> {
    fn of(context: &Context<'a>, allow: &'a Allow) -> Self {
        Excuse {
            rule: allow.rule.as_str(),
            because: &allow.because.value,
            until: allow.until.map(|it| Day(it.value)),
            used: context.is_used(allow.rule.span),
        }
    }
}

/// The texts of an item that a reader picks.
pub(super) fn texts<'a>(
    item: Item<'a>,
    read: impl Fn(&'a Body) -> Option<&'a Box<str>>,
) -> Vec<&'a str> {
    item.clauses().iter().filter_map(|it| read(&it.body)).map(|text| &**text).collect()
}
