//! The small workspace: every file that it compiles to, but the feeds.

use charter::emit::Part;
use serde_json::json;

use crate::workspace::{SMALL, Workspace, hold, item, root, value};

#[test]
fn small_workspace_is_sound() {
    let found = Workspace::text(SMALL).analysis;
    assert!(found.is_sound(), "{:#?}", found.findings);
}

#[test]
fn small_workspace_compiles_to_what_is_held() {
    let workspace = Workspace::text(SMALL);
    for (part, folder) in [(Part::Json, "model"), (Part::Dps, "provenance")] {
        for artifact in workspace.build(part) {
            let folder = root().join("tests/json/small").join(folder);
            hold(&folder.join(&artifact.path), &artifact.bytes);
        }
    }
}

/// What blessing must not bless away.
#[test]
fn small_workspace_says_what_it_means() {
    let charters = Workspace::text(SMALL).charters();
    let forum = item(&charters, "charters", "tools-forum");
    assert_eq!(forum["owner"], "dir-craft", "a former name refers to the seat of today");
    assert_eq!(forum["first_name"], "tools");
    assert_eq!(forum["title"], "Verktyg, \"linjer\" och mått");
    assert_eq!(forum["room"], json!(["dir-craft", "ceo", "cfo"]));
    assert_eq!(forum["declared"]["file"], "all.charter");
    let line = SMALL.lines().position(|line| line.starts_with("charter tools-forum"));
    assert_eq!(forum["declared"]["line"].as_u64(), line.map(|line| line as u64 + 1));
    let quarterly = &forum["cadences"][0];
    assert_eq!(quarterly["pattern"]["months"], json!([3, 6, 9, 12]));
    assert_eq!(quarterly["pattern"]["on"]["nth"], json!([1, -1]));
    assert_eq!(quarterly["zone"], "Europe/London");
    assert_eq!(quarterly["on_holiday"], "move-to-next-workday");
    let when = &forum["triggers"][0]["when"];
    assert_eq!(when["threshold"], json!({ "value": 2_500_000, "unit": "SEK" }));
    assert_eq!(forum["signatures"][0]["fingerprint"], "0123456789ab");
    let launch = item(&charters, "launches", "lathe");
    assert_eq!(launch["governed_by"], "tools-forum");
    assert_eq!(launch["answers"][0]["by"], "ceo", "its own answer is stronger");
    assert_eq!(launch["answers"][1]["inherited_from"], "tools-forum");
    assert_eq!(launch["reviews"][0]["on"], "2027-09-02");
    let seat = item(&charters, "seats", "dir-craft");
    assert_eq!(seat["former_names"], json!(["head-of-craft", "dir-tools"]));
    assert_eq!(seat["owns"]["charters"], json!(["tools-forum"]));
    assert_eq!(seat["holder"], "Zoë Lindgren");
    assert!(item(&charters, "seats", "empty-chair").get("holder").is_none());
    assert_eq!(item(&charters, "classes", "tooling")["standard"], false);
    assert_eq!(item(&charters, "classes", "launch-readiness")["standard"], true);
}

#[test]
fn small_workspace_keeps_its_history() {
    let charters = Workspace::text(SMALL).charters();
    let names = |list: &str| -> Vec<String> {
        let items = charters[list].as_array().expect("a list");
        items.iter().filter_map(|it| it["name"].as_str()).map(str::to_owned).collect()
    };
    assert_eq!(names("raises"), ["mill-waits", "nobody-yields", "overspend"]);
    assert_eq!(names("records"), ["tools-july", "tools-september"]);
    let raise = item(&charters, "raises", "overspend");
    assert_eq!(
        raise["cause"],
        json!({ "kind": "trigger", "item": "tools-forum", "trigger": "overspent" })
    );
    assert_eq!((&raise["on"], &raise["answer_by"]), (&json!("2026-07-06"), &json!("2026-07-16")));
    assert_eq!(raise["answered_by"], json!(["tools-july"]), "under its former name");
    let customer = item(&charters, "raises", "mill-waits");
    assert_eq!(customer["cause"]["kind"], "customer");
    assert_eq!(customer["by"], "dir-craft", "a former name refers to the seat of today");
    assert!(customer.get("answer_by").is_none(), "nobody promised a time");
    let stuck = item(&charters, "raises", "nobody-yields");
    assert_eq!(stuck["cause"], json!({ "kind": "escalation", "charter": "tools-forum" }));
    assert_eq!(stuck["answer_by"], "2026-09-30", "the last workday of the cycle's month");
}

#[test]
fn small_workspace_keeps_what_was_decided() {
    let charters = Workspace::text(SMALL).charters();
    let july = item(&charters, "records", "tools-july");
    assert_eq!((&july["charter"], &july["by"]), (&json!("tools-forum"), &json!("dir-craft")));
    let decided = json!([{
        "class": "tooling",
        "subject": "workshop",
        "text": "We sell the small lathe",
    }]);
    assert_eq!(july["decided"], decided, "the only decision of its charter");
    assert_eq!(july["bets"], json!([{ "bet": "steel", "disposition": "renewed" }]));
    let autumn = item(&charters, "records", "tools-september");
    assert_eq!(autumn["reopens"], json!(["tools-july"]));
    assert_eq!(autumn["deferred"][0]["because"], "The bill is not there");
    assert_eq!(autumn["decided"], json!([]));
    let transition = item(&charters, "transitions", "new-finance");
    assert_eq!((&transition["seat"], &transition["to"]), (&json!("cfo"), &json!("Ida Blom")));
    let recommit = json!([
        { "item": "steel" },
        { "item": "tools-forum", "trigger": "overspent" },
        { "item": "go", "trigger": "slips" },
    ]);
    assert_eq!(transition["recommit"], recommit, "in the order of the text");
    assert_eq!(transition["redecide"][0]["record"], "tools-september");
    assert_eq!(transition["retire"][0]["because"], "It stops by itself");
}

#[test]
fn an_allow_is_listed_with_its_reason_and_whether_it_is_used() {
    let text = SMALL.replace(
        "  signed          dir-craft",
        "  allow           unused-allow until 2027-01-01 because \"so it is\"\n  allow           misfit-cadence because \"no reason\"\n  signed          dir-craft",
    );
    let charters = Workspace::text(&text).charters();
    let allowed = charters["allowed"].as_array().expect("a list");
    assert!(!allowed.is_empty());
    for finding in allowed.iter().filter(|it| it["rule"] == "unused-allow") {
        assert_eq!(finding["because"], "so it is");
        assert_eq!(finding["until"], "2027-01-01");
        assert_eq!(finding["item"], "tools-forum");
    }
    let allows = &item(&charters, "charters", "tools-forum")["allows"];
    assert_eq!(allows[0]["used"], true);
    assert_eq!(allows[1]["rule"], "misfit-cadence");
}

#[test]
fn an_item_with_errors_is_left_out_and_listed() {
    let text = SMALL.replace("owner           empty-chair", "owner           no-such-chair");
    let files = Workspace::text(&text).build(Part::Json);
    let charters = value(&files[0].bytes);
    let names = charters["charters"].as_array().expect("a list");
    assert!(names.iter().all(|it| it["name"] != "vacant-forum"));
    assert_eq!(names.len(), 3);
    let index = value(&files[1].bytes);
    let left_out = json!([{
        "kind": "charter",
        "name": "vacant-forum",
        "parts": ["json"],
        "reason": "the checks found errors in it",
    }]);
    assert_eq!(index["left_out"], left_out);
}
