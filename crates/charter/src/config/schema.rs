//! The JSON Schema of `charter.toml`, made from the rules that there are.

use serde_json::{Map, Value, json};

use super::{Known, KnownLint, Level, RuleOption};

/// The published schema: editors complete and check `charter.toml` by it.
pub fn schema(known: &Known) -> Value {
    let mut sections = Map::new();
    sections.insert("workspace".into(), workspace());
    sections.insert("lint".into(), lint(known));
    let ids: Vec<&str> = known.lints.iter().map(|lint| lint.id).collect();
    let forbid = list("Lints that no author may silence", json!({ "enum": ids }));
    sections.insert("allow".into(), table(json!({ "forbid": forbid })));
    let file = json!({
        "type": "string",
        "description": "What was there before: `charter check --write-baseline` writes it",
    });
    sections.insert("baseline".into(), table(json!({ "file": file })));
    sections.insert("signals".into(), super::signals::schema());
    let mut schema = table(Value::Object(sections));
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("charter.toml");
    schema["$defs"] = definitions(known);
    schema
}

fn workspace() -> Value {
    let text = |about: &str| json!({ "type": "string", "description": about });
    table(json!({
        "calendar": text("The calendar of whatever names none; the only one is the default"),
        "authority": text("The right-hand side of every UID: a domain"),
        "published": text("The address under which builds are published: of a folder"),
        "zone": {
            "enum": ["calendar", "owner"],
            "description": "Whose zone a cadence has that names none",
        },
        "exclude": list("What is not read", json!({ "type": "string" })),
        "requires": text("Which versions of the program may read this workspace"),
    }))
}

fn lint(known: &Known) -> Value {
    let of = |lint: &KnownLint| json!({ "$ref": format!("#/$defs/{}", lint.id) });
    let each = known.lints.iter().map(|lint| (lint.id.to_owned(), of(lint)));
    let rules: Map<String, Value> = each.collect();
    let mut lint = table(Value::Object(rules.clone()));
    lint["properties"]["paths"] = json!({
        "type": "object",
        "description": "For some of the files, by pattern; what stands later wins",
        "additionalProperties": table(Value::Object(rules)),
    });
    lint
}

/// The levels, and what each rule may be told.
fn definitions(known: &Known) -> Value {
    let level =
        json!({ "enum": Level::ALL.map(Level::as_str), "description": "How much a rule weighs" });
    let rules = known.lints.iter().map(|lint| (lint.id.to_owned(), setting(lint)));
    Value::Object([("level".to_owned(), level)].into_iter().chain(rules).collect())
}

/// A level, or a table of a level and the options of the rule.
fn setting(lint: &KnownLint) -> Value {
    let default = lint.level.as_str();
    let level = json!({ "$ref": "#/$defs/level", "default": default });
    let options = lint.options.iter().map(|it| (it.name.to_owned(), number(it)));
    let properties = [("level".to_owned(), level)].into_iter().chain(options).collect();
    json!({
        "description": lint.summary,
        "default": default,
        "oneOf": [{ "$ref": "#/$defs/level" }, table(Value::Object(properties))],
    })
}

fn number(option: &RuleOption) -> Value {
    json!({
        "type": "integer",
        "minimum": 0,
        "maximum": u32::MAX,
        "default": option.default,
        "description": option.about,
    })
}

pub(super) fn table(properties: Value) -> Value {
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn list(about: &str, items: Value) -> Value {
    json!({ "type": "array", "description": about, "items": items })
}
