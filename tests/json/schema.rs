//! Published schemas: they are what the program makes, and hold what it writes.

use charter::emit::{BuildOptions, index, json};
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::workspace::{SMALL, Workspace, file, hold, item, root, value};

const FOLDER: &str = "crates/charter/schema";

fn published(name: &str) -> Value {
    let path = root().join(FOLDER).join(name);
    value(&std::fs::read(path).expect("a published schema"))
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::new(schema).expect("a schema")
}

fn text(schema: schemars::Schema) -> Vec<u8> {
    let mut text = serde_json::to_vec_pretty(&schema).expect("JSON");
    text.push(b'\n');
    text
}

#[test]
fn what_is_published_is_what_the_program_makes() {
    hold(&root().join(FOLDER).join("charters-1.json"), &text(json::schema()));
    hold(&root().join(FOLDER).join("charter-index-1.json"), &text(index::schema()));
}

#[test]
fn schemas_know_no_null_and_describe_every_property() {
    for name in ["charters-1.json", "charter-index-1.json"] {
        inspect(name, &published(name));
    }
}

fn inspect(path: &str, schema: &Value) {
    assert_ne!(schema["type"], "null", "{path}");
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        for (name, property) in properties.iter().filter(|(name, _)| *name != "kind") {
            assert!(property.get("description").is_some(), "{path}/{name} is not described");
        }
    }
    match schema {
        Value::Object(members) => {
            members.iter().for_each(|(name, it)| inspect(&format!("{path}/{name}"), it));
        }
        Value::Array(list) => list.iter().for_each(|it| inspect(path, it)),
        _ => {}
    }
}

fn assert_valid(validator: &Validator, document: &Value) {
    let errors: Vec<String> = validator
        .iter_errors(document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn what_is_written_is_what_the_schema_says() {
    let (charters, index) = (published("charters-1.json"), published("charter-index-1.json"));
    let (charters, index) = (validator(&charters), validator(&index));
    for workspace in [Workspace::acme(), Workspace::text(SMALL), Workspace::text("")] {
        let files = workspace.build_with(&BuildOptions::default());
        assert_valid(&charters, &value(&file(&files, "charters.json").bytes));
        assert_valid(&index, &value(&file(&files, "index.json").bytes));
        let day = jiff::civil::date(2026, 11, 20);
        let view = json::View { as_of: Some(day), until: None };
        let dated = json::charters(&workspace.analysis, &workspace.sources, view);
        assert_valid(&charters, &value(&dated));
    }
}

/// A schema that takes everything proves nothing.
#[test]
fn another_document_is_refused() {
    let schema = validator(&published("charters-1.json"));
    let mut good = Workspace::acme().charters();
    assert_valid(&schema, &good);
    // One that has everything that is changed below.
    let forum = item(&good, "charters", "roadmap-forum").clone();
    good["charters"] = json!([forum]);
    let small = Workspace::text(SMALL).charters();
    for list in ["raises", "records", "transitions"] {
        good[list] = small[list].clone();
    }
    assert_valid(&schema, &good);
    let changes: [(&str, Value); 14] = [
        ("/format", json!("charters/2")),
        ("/horizon/from", json!(20)),
        ("/seats/0/altitude", json!("emperor")),
        ("/charters/0/owner", json!(null)),
        ("/charters/0/cadences/0/pattern/kind", json!("fortnights")),
        ("/charters/0/cadences/0/times/0", json!("10 o'clock")),
        ("/charters/0/triggers/0/when/threshold", json!(3)),
        ("/charters/0/escalations/0/within/unit", json!("moon")),
        ("/charters/0/declared/line", json!("1")),
        ("/classes/0/standard", json!("yes")),
        ("/raises/0/on", json!(3)),
        ("/raises/2/cause/kind", json!("rumour")),
        ("/records/0/bets/0/disposition", json!("forgotten")),
        ("/transitions/0/recommit/0/item", json!(null)),
    ];
    for (place, instead) in changes {
        let mut bad = good.clone();
        *bad.pointer_mut(place).unwrap_or_else(|| panic!("no {place}")) = instead;
        assert!(!schema.is_valid(&bad), "{place} may be anything");
    }
    for place in [
        "",
        "/charters/0",
        "/seats/0",
        "/launches/0",
        "/charters/0/cadences/0/pattern",
        "/raises/0",
        "/raises/2/cause",
        "/records/0/decided/0",
        "/transitions/0/redecide/0",
    ] {
        let mut bad = good.clone();
        let object = bad.pointer_mut(place).and_then(Value::as_object_mut).expect("an object");
        object.insert("surprise".into(), json!(1));
        assert!(!schema.is_valid(&bad), "anything may stand in `{place}`");
    }
    let mut bad = good;
    let charter = bad.pointer_mut("/charters/0").and_then(Value::as_object_mut).expect("an object");
    charter.remove("name");
    assert!(!schema.is_valid(&bad), "a charter may have no name");
}
