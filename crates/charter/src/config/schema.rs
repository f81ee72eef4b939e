//! The JSON Schema of `charter.toml`, made from the rules that there are.

use serde_json::{Map, Value, json};

use super::{Config, Known, Level};

/// The published schema: editors complete and check `charter.toml` by it.
pub fn schema(known: Known<'_>) -> Value {
    let mut sections = Map::new();
    sections.insert("workspace".into(), workspace());
    sections.insert("lint".into(), lint(known));
    let lints = json!({ "enum": known.lints });
    let forbid = list("Lints that no author may silence", lints);
    sections.insert("allow".into(), table(json!({ "forbid": forbid })));
    let file = json!({
        "type": "string",
        "description": "What was there before: `charter check --write-baseline` writes it",
    });
    sections.insert("baseline".into(), table(json!({ "file": file })));
    let mut schema = table(Value::Object(sections));
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("charter.toml");
    schema["$defs"] = json!({ "level": level(), "setting": setting() });
    schema
}

fn workspace() -> Value {
    let text = |about: &str| json!({ "type": "string", "description": about });
    table(json!({
        "calendar": text("The calendar of whatever names none; the only one is the default"),
        "authority": text("The right-hand side of every UID: a domain"),
        "zone": {
            "enum": ["calendar", "owner"],
            "description": "Whose zone a cadence has that names none",
        },
        "exclude": list("What is not read", json!({ "type": "string" })),
        "requires": text("Which versions of the program may read this workspace"),
    }))
}

fn lint(known: Known<'_>) -> Value {
    let each = known.lints.iter().map(|id| (id.to_string(), json!({ "$ref": "#/$defs/setting" })));
    let rules: Map<String, Value> = each.collect();
    let mut lint = table(Value::Object(rules.clone()));
    lint["properties"]["paths"] = json!({
        "type": "object",
        "description": "For some of the files, by pattern; what stands later wins",
        "additionalProperties": table(Value::Object(rules)),
    });
    lint
}

fn level() -> Value {
    json!({ "enum": Level::ALL.map(Level::as_str), "description": "How much a rule weighs" })
}

/// A level, or a table of a level and policy numbers.
fn setting() -> Value {
    let mut options = Map::new();
    options.insert("level".into(), json!({ "$ref": "#/$defs/level" }));
    for option in Config::OPTIONS {
        options.insert(option.into(), json!({ "type": "integer", "minimum": 0 }));
    }
    json!({ "oneOf": [{ "$ref": "#/$defs/level" }, table(Value::Object(options))] })
}

fn table(properties: Value) -> Value {
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn list(about: &str, items: Value) -> Value {
    json!({ "type": "array", "description": about, "items": items })
}
