//! Schemas from structs.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

/// The schema of a document. What may be missing is left out and never null, and the
/// schema says so.
pub(in crate::emit) fn of<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let settings = settings.with_transform(RecursiveTransform(without_null));
    settings.into_generator().into_root_schema_for::<T>()
}

fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get("type") {
        let mut types: Vec<Value> = types.iter().filter(|it| *it != "null").cloned().collect();
        let only = if types.len() == 1 { types.pop() } else { None };
        schema.insert("type".to_owned(), only.unwrap_or(Value::Array(types)));
    }
    let Some(Value::Array(choices)) = schema.get("anyOf") else { return };
    let choices: Vec<Value> =
        choices.iter().filter(|it| it.get("type") != Some(&"null".into())).cloned().collect();
    if let [Value::Object(only)] = &choices[..] {
        schema.remove("anyOf");
        only.iter().for_each(|(key, value)| {
            schema.insert(key.clone(), value.clone());
        });
    }
}
