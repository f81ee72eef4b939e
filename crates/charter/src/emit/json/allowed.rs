//! What authors allow: an exception that nobody sees becomes precedent.

use schemars::JsonSchema;
use serde::Serialize;

use super::context::{Context, Declared};
use super::words::Day;
use crate::{Allowed, Span};

/// A finding that an `allow` silences.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Allowed", deny_unknown_fields)]
pub(super) struct AllowedFinding<'a> {
    /// The id of the rule.
    rule: &'static str,
    /// What it would have said.
    message: &'a str,
    /// The item that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<&'static str>,
    /// Where.
    at: Declared<'a>,
    /// Why it is allowed.
    because: &'a str,
    /// The last day on which it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Day>,
    /// Where the `allow` stands.
    declared: Declared<'a>,
}

impl<'a> AllowedFinding<'a> {
    pub(super) fn all(context: &Context<'a>, allowed: &'a [Allowed]) -> Vec<Self> {
        allowed.iter().map(|it| AllowedFinding::of(context, it)).collect()
    }

    fn of(context: &Context<'a>, it: &'a Allowed) -> Self {
        let place = it.finding.labels.first().map_or_else(Span::default, |label| label.span);
        AllowedFinding {
            rule: it.finding.code,
            message: &it.finding.message,
            item: context.model.item_at(place).map(|item| item.name()),
            at: context.declared(place),
            because: &it.reason,
            until: it.until.map(Day),
            declared: context.declared(it.span),
        }
    }
}
