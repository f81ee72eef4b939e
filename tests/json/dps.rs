//! Objects of the Decision Provenance Standard.

use charter::emit::{Artifact, Part};
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::workspace::{SMALL, Workspace, file, root, value};

/// The schema of the standard, as its makers publish it.
fn standard() -> Validator {
    let bytes = std::fs::read(root().join("tests/schemas/dps.json")).expect("the schema");
    let options = jsonschema::options().should_validate_formats(true);
    options.build(&value(&bytes)).expect("a schema")
}

fn objects(files: &[Artifact]) -> Vec<Value> {
    let objects = files.iter().filter(|it| it.path.starts_with("dps/"));
    objects.map(|it| value(&it.bytes)).collect()
}

#[test]
fn objects_are_what_the_standard_says() {
    let standard = standard();
    for workspace in [Workspace::acme(), Workspace::text(SMALL)] {
        let objects = objects(&workspace.build(Part::Dps));
        assert!(!objects.is_empty());
        for object in objects {
            let errors: Vec<String> =
                standard.iter_errors(&object).map(|it| it.to_string()).collect();
            assert!(errors.is_empty(), "{object:#}\n{errors:#?}");
        }
    }
}

#[test]
fn another_object_is_refused() {
    let standard = standard();
    let good = objects(&Workspace::text(SMALL).build(Part::Dps)).remove(0);
    let changes = [
        ("/charter_id", json!("go")),
        ("/charter_state", json!("ajar")),
        ("/created_at", json!("2026-02-01")),
        ("/accountable_owner", json!("Åsa Öberg")),
        ("/re_decision_triggers/0/trigger_type", json!("capacity")),
    ];
    assert!(standard.is_valid(&good));
    for (place, instead) in changes {
        let mut bad = good.clone();
        *bad.pointer_mut(place).unwrap_or_else(|| panic!("no {place}")) = instead;
        assert!(!standard.is_valid(&bad), "{place} may be anything");
    }
}

#[test]
fn an_object_is_told_by_the_first_name_and_the_day_it_took_effect() {
    let files = Workspace::text(SMALL).build(Part::Dps);
    let forum = value(&file(&files, "dps/tools-forum.json").bytes);
    assert_eq!(forum["charter_id"], "tools");
    assert_eq!(forum["created_at"], "2026-02-01T00:00:00Z");
    assert_eq!(forum["accountable_owner"]["full_name"], "Zoë Lindgren");
    assert_eq!(forum["re_decision_triggers"][0]["trigger_type"], "outcome_evidence");
    assert_eq!(forum["re_decision_triggers"][1]["trigger_type"], "market_evidence");
    let desk = value(&file(&files, "dps/go.json").bytes);
    assert_eq!(desk["charter_id"], "charter-go");
}

#[test]
fn a_name_made_up_is_nobody_elses() {
    let text = SMALL.replace("charter vacant-forum", "charter charter-go");
    let files = Workspace::text(&text).build(Part::Dps);
    let desk = value(&file(&files, "dps/go.json").bytes);
    assert_eq!(desk["charter_id"], "charter-charter-go");
}

#[test]
fn what_is_no_object_is_listed_with_its_reason() {
    let machine = SMALL.replace("holder    \"Åsa Öberg\"", "holder    ai \"Åsa Öberg\"");
    let reasons = |text: &str| {
        let files = Workspace::text(text).build(Part::Dps);
        let index = value(&file(&files, "index.json").bytes);
        let left_out = index["left_out"].as_array().expect("a list").clone();
        let told = left_out.into_iter().map(|it| {
            assert_eq!(it["parts"], json!(["dps"]));
            format!(
                "{}: {}",
                it["name"].as_str().unwrap_or(""),
                it["reason"].as_str().unwrap_or("")
            )
        });
        told.collect::<Vec<_>>()
    };
    let draft = "sketch: it is a draft";
    let vacant = "vacant-forum: nobody holds its owner's seat";
    assert_eq!(reasons(SMALL), [draft, vacant]);
    let ai = "go: a machine holds its owner's seat, and the standard asks for a human";
    let told = reasons(&machine);
    assert!(told == [ai, draft, vacant] || !told.contains(&ai.to_owned()), "{told:#?}");
}
