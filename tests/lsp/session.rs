//! How the server behaves while somebody works: edits in a burst, files that come and go, and
//! whatever a client gets wrong.

use serde_json::{Value, json};

use crate::client::{Client, run};
use crate::clients::plain;
use crate::disk::{CURSED, Files};

const A: &str = "file:///w/a.charter";
const B: &str = "file:///w/b.charter";

/// A charter that is owned by a seat, and a seat.
const CHARTER: &str = "group room {\n  members  vp\n}\n";
const SEAT: &str = "seat vp \"VP\" {\n  altitude  vp\n}\n";

fn codes(found: &Value) -> Vec<&str> {
    found.as_array().into_iter().flatten().filter_map(|it| it["code"].as_str()).collect()
}

/// An insertion at the beginning of a line.
fn insert(line: u32, character: u32, text: &str) -> Value {
    let at = json!({ "line": line, "character": character });
    json!({ "range": { "start": at, "end": at }, "text": text })
}

#[test]
fn three_hundred_edits_in_a_burst_arrive_in_order() {
    run(async {
        let disk = Files::of([("/w/charter.toml", ""), ("/w/a.charter", "")]);
        let mut client = Client::start(&disk, plain("utf-8")).await;
        client.open(A, "group g {\n  members  \n}\n").await;
        let letters = |nth: u32| char::from(b'a' + (nth % 26) as u8);
        for nth in 0..300 {
            let change = json!([insert(1, 11 + nth, &letters(nth).to_string())]);
            client.change(A, nth as i32 + 2, change).await;
        }
        let name: String = (0..300).map(letters).collect();
        let told = client.until(|it| it["params"]["version"] == 301).await;
        let said = told["params"]["diagnostics"][0]["message"].as_str().unwrap_or_default();
        assert!(said.contains(&format!("`{name}`")), "{said}");
    });
}

#[test]
fn another_file_is_looked_at_too() {
    run(async {
        let files = [("/w/charter.toml", ""), ("/w/a.charter", CHARTER), ("/w/b.charter", SEAT)];
        let mut client = Client::start(&Files::of(files), plain("utf-8")).await;
        client.open(A, CHARTER).await;
        client.open(B, SEAT).await;
        client.change(B, 2, json!([insert(0, 5, "x")])).await;
        let said = client.published(A).await;
        assert_eq!(codes(&said), ["unresolved-name"]);
        client.change(B, 3, json!([{ "text": SEAT }])).await;
        let said = client.published(A).await;
        assert_eq!(codes(&said), [""; 0]);
    });
}

#[test]
fn what_is_closed_is_as_the_disk_has_it() {
    run(async {
        let files = [("/w/charter.toml", ""), ("/w/a.charter", CHARTER), ("/w/b.charter", SEAT)];
        let mut client = Client::start(&Files::of(files), plain("utf-8")).await;
        client.open(A, CHARTER).await;
        client.open(B, "").await;
        assert_eq!(codes(&client.published(A).await), ["unresolved-name"]);
        client.notify("textDocument/didClose", json!({ "textDocument": { "uri": B } })).await;
        assert_eq!(codes(&client.published(A).await), [""; 0]);
    });
}

#[test]
fn files_come_and_go() {
    run(async {
        let disk = Files::of([("/w/charter.toml", ""), ("/w/a.charter", CHARTER)]);
        let mut client = Client::start(&disk, plain("utf-8")).await;
        client.open(A, CHARTER).await;
        assert_eq!(codes(&client.published(A).await), ["unresolved-name"]);
        let changed = |kind: u8| json!({ "changes": [{ "uri": B, "type": kind }] });
        disk.write("/w/b.charter", SEAT);
        client.notify("workspace/didChangeWatchedFiles", changed(1)).await;
        assert_eq!(codes(&client.published(A).await), [""; 0]);
        disk.write("/w/b.charter", &SEAT.replace("vp \"VP\"", "cpo \"CPO\""));
        client.notify("workspace/didChangeWatchedFiles", changed(2)).await;
        assert_eq!(codes(&client.published(A).await), ["unresolved-name"]);
        disk.remove("/w/b.charter");
        client.notify("workspace/didChangeWatchedFiles", changed(3)).await;
        client.change(A, 2, json!([{ "text": "" }])).await;
        assert_eq!(codes(&client.published(A).await), [""; 0]);
    });
}

#[test]
fn a_client_that_watches_nothing_is_looked_after_when_it_saves() {
    run(async {
        let disk = Files::of([("/w/charter.toml", ""), ("/w/a.charter", CHARTER)]);
        let mut client = Client::start(&disk, plain("utf-8")).await;
        client.open(A, CHARTER).await;
        assert_eq!(codes(&client.published(A).await), ["unresolved-name"]);
        disk.write("/w/b.charter", SEAT);
        client.notify("textDocument/didSave", json!({ "textDocument": { "uri": A } })).await;
        assert_eq!(codes(&client.published(A).await), [""; 0]);
    });
}

#[test]
fn a_broken_configuration_is_told_and_changes_nothing_else() {
    run(async {
        let disk = Files::of([("/w/charter.toml", "nonsense = ["), ("/w/a.charter", CHARTER)]);
        let mut client = Client::start(&disk, plain("utf-8")).await;
        client.until(|it| it["method"] == "window/showMessage").await;
        client.open(A, CHARTER).await;
        assert_eq!(codes(&client.published(A).await), ["unresolved-name"]);
    });
}

#[test]
fn half_typed_text_keeps_what_is_said_of_the_rest() {
    run(async {
        let text = format!("{SEAT}\n{CHARTER}");
        let text = text.replace("members  vp", "members  cpo");
        let disk = Files::of([("/w/charter.toml", ""), ("/w/a.charter", &*text)]);
        let mut client = Client::start(&disk, plain("utf-8")).await;
        client.open(A, &text).await;
        client.published(A).await;
        client.change(A, 2, json!([insert(2, 0, "  holder \"unfinished\n")])).await;
        let said = client.until(|it| it["params"]["version"] == 2).await;
        let found = codes(&said["params"]["diagnostics"]);
        assert!(found.contains(&"syntax") && found.contains(&"unresolved-name"), "{found:?}");
    });
}

#[test]
fn a_document_without_a_folder_is_one_by_itself() {
    run(async {
        let mut client = Client::start(&Files::default(), plain("utf-8")).await;
        for uri in ["untitled:Untitled-1", "file:///elsewhere/x.charter"] {
            client.open(uri, CHARTER).await;
            assert_eq!(codes(&client.published(uri).await), ["unresolved-name"], "{uri}");
        }
    });
}

#[test]
fn what_is_not_understood_is_answered_and_the_next_thing_done() {
    run(async {
        let disk = Files::of([("/w/charter.toml", ""), ("/w/a.charter", CHARTER)]);
        let mut client = Client::start(&disk, plain("utf-8")).await;
        client.notify("metals/didFocusTextDocument", json!({ "x": 1 })).await;
        let answer = client.request("textDocument/astrology", json!({})).await;
        assert_eq!(answer["error"]["code"], -32601);
        let answer = client.request("textDocument/formatting", json!({ "nonsense": true })).await;
        assert_eq!(answer["error"]["code"], -32602);
        let unknown = json!({
            "textDocument": { "uri": "file:///nowhere.charter" },
            "options": { "tabSize": 2, "insertSpaces": true },
        });
        let answer = client.request("textDocument/formatting", unknown).await;
        assert_eq!(answer["error"]["code"], -32602);
        client.change("file:///nowhere.charter", 9, json!([{ "text": "" }])).await;
        client.open(A, CHARTER).await;
        assert_eq!(codes(&client.published(A).await), ["unresolved-name"]);
    });
}

#[test]
fn a_panic_is_an_error_and_the_next_thing_is_done() {
    run(async {
        let disk = Files::of([("/w/charter.toml", ""), ("/w/a.charter", CHARTER)]);
        let mut client = Client::start(&disk, plain("utf-8")).await;
        client.open(A, CHARTER).await;
        let of = |uri: &str| json!({ "textDocument": { "uri": uri } });
        let cursed = format!("file://{CURSED}");
        let answer = client.request("textDocument/documentSymbol", of(&cursed)).await;
        assert_eq!(answer["error"]["code"], -32603, "{answer}");
        client.open(&cursed, SEAT).await;
        let outline = client.result("textDocument/documentSymbol", of(A)).await;
        assert_eq!(outline.as_array().map(Vec::len), Some(1), "{outline}");
        client.change(A, 2, json!([{ "text": SEAT }])).await;
        let outline = client.result("textDocument/documentSymbol", of(A)).await;
        assert_eq!(outline[0]["name"], "vp", "{outline}");
    });
}

#[test]
fn positions_beyond_the_text_are_its_end() {
    run(async {
        let disk = Files::of([("/w/charter.toml", ""), ("/w/a.charter", "")]);
        let mut client = Client::start(&disk, plain("utf-16")).await;
        client.open(A, "group g {\n").await;
        let far = json!({ "line": 900, "character": 900 });
        let change =
            json!([{ "range": { "start": far, "end": far }, "text": "  members  vp\n}\n" }]);
        client.change(A, 2, change).await;
        let said = client.until(|it| it["params"]["version"] == 2).await;
        assert_eq!(codes(&said["params"]["diagnostics"]), ["unresolved-name"]);
    });
}
