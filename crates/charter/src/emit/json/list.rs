//! Lists of items, each made as it is written: ten thousand charters never stand in memory
//! side by side.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

use super::context::Context;

/// A list of items of one kind.
pub(super) struct List<'c, 'a, H, T> {
    pub(super) context: &'c Context<'a>,
    pub(super) items: Vec<H>,
    /// What is written of an item.
    pub(super) make: fn(&'c Context<'a>, H) -> T,
}

impl<H: Copy, T: Serialize> Serialize for List<'_, '_, H, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.items.iter().map(|&item| (self.make)(self.context, item)))
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
