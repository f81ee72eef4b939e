//! Lists of items, each made as it is written.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::context::Context;
use super::write::Document;

/// A list of items of one kind.
pub(super) struct List<'c, 'a, H, T> {
    pub(super) context: &'c Context<'a>,
    pub(super) items: Vec<H>,
    /// What is written of an item.
    pub(super) make: fn(&'c Context<'a>, H) -> T,
}

impl<H: Copy + Sync, T: Serialize> List<'_, '_, H, T> {
    /// Writes it as a property of a document.
    pub(super) fn write(&self, name: &str, document: &mut Document) {
        document.list(name, &self.items, |item| (self.make)(self.context, item));
    }
}

impl<H, T: JsonSchema> JsonSchema for List<'_, '_, H, T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Vec::<T>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<T>::json_schema(generator)
    }
}
