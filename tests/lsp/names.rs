//! Names and places, as each editor can take them.

use serde_json::{Value, json};

use crate::client::{Client, run};
use crate::clients::{all, plain};
use crate::disk::Files;

const A: &str = "file:///w/vp-a.charter";
const B: &str = "file:///w/b.charter";
const STANDARD: &str = "charter:///standard.charter";

/// A letter beyond the plane stands before what is asked about.
const SEAT: &str = "seat vp-a \"𝄞\" {\n  altitude  vp\n  note      \"\"\"\n    𝄞 on\n    two lines\n    \"\"\"\n}\n";
const CHARTER: &str = "charter b \"𝄞\" { # 𝄞\n  decides  roadmap-sequencing of x\n  owner    vp-a\n  trigger  late when \"it is late\" declared by vp-a\n}\n";

fn disk() -> Files {
    Files::of([("/w/charter.toml", ""), ("/w/vp-a.charter", SEAT), ("/w/b.charter", CHARTER)])
}

/// An editor by its name, with the charter open.
async fn open(editor: &str) -> Client {
    let editors = all();
    let found = editors.iter().find(|(name, _)| *name == editor);
    let can = found.map_or_else(|| plain("utf-16"), |(_, can)| can.clone());
    let mut client = Client::start(&disk(), can).await;
    client.open(B, CHARTER).await;
    client
}

fn at(uri: &str, line: u32, character: u32) -> Value {
    json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } })
}

fn range(line: u32, from: u32, to: u32) -> Value {
    json!({
        "start": { "line": line, "character": from },
        "end": { "line": line, "character": to },
    })
}

#[test]
fn a_definition_is_a_link_where_an_editor_follows_one() {
    run(async {
        let mut code = open("vscode").await;
        let link = code.result("textDocument/definition", at(B, 2, 12)).await;
        assert_eq!(link[0]["originSelectionRange"], range(2, 11, 15));
        assert_eq!(link[0]["targetUri"], A);
        assert_eq!(link[0]["targetSelectionRange"], range(0, 5, 9));
        let mut plain = open("").await;
        let place = plain.result("textDocument/definition", at(B, 2, 12)).await;
        assert_eq!(place, json!({ "uri": A, "range": range(0, 5, 9) }));
        let same = plain.result("textDocument/declaration", at(B, 2, 12)).await;
        assert_eq!(same, place);
    });
}

#[test]
fn a_word_of_the_standard_leads_to_its_page_and_the_page_answers() {
    run(async {
        let mut plain = open("").await;
        let place = plain.result("textDocument/definition", at(B, 1, 14)).await;
        assert_eq!(place["uri"], STANDARD);
        let page = json!({ "textDocument": { "uri": STANDARD } });
        let outline = plain.result("textDocument/documentSymbol", page.clone()).await;
        assert!(outline.as_array().is_some_and(|it| it.len() > 40));
        let text = plain.result("charter/virtualDocument", json!({ "uri": STANDARD })).await;
        let line = place["range"]["start"]["line"].as_u64().expect("a line") as usize;
        let line = text["text"].as_str().and_then(|it| it.lines().nth(line));
        assert!(line.is_some_and(|it| it.starts_with("class roadmap-sequencing ")));
    });
}

#[test]
fn references_with_and_without_the_declaration() {
    run(async {
        let mut client = open("").await;
        for (with, count) in [(true, 3), (false, 2)] {
            let mut params = at(B, 2, 12);
            params["context"] = json!({ "includeDeclaration": with });
            let found = client.result("textDocument/references", params).await;
            assert_eq!(found.as_array().map(Vec::len), Some(count), "{found}");
        }
        let here = client.result("textDocument/documentHighlight", at(B, 2, 12)).await;
        let expected = json!([
            { "range": range(2, 11, 15), "kind": 2 },
            { "range": range(3, 46, 50), "kind": 2 },
        ]);
        assert_eq!(here, expected);
    });
}

#[test]
fn an_outline_has_levels_where_an_editor_shows_them() {
    run(async {
        let document = json!({ "textDocument": { "uri": B } });
        let mut code = open("vscode").await;
        let nested = code.result("textDocument/documentSymbol", document.clone()).await;
        assert_eq!(nested[0]["detail"], "𝄞 · vp-a");
        assert_eq!(nested[0]["children"][0]["name"], "late");
        let mut plain = open("").await;
        let flat = plain.result("textDocument/documentSymbol", document).await;
        assert_eq!(flat[1]["name"], "late");
        assert_eq!(flat[1]["containerName"], "b");
        // Kinds beyond `Array` are those of a later protocol.
        let kinds = flat.as_array().into_iter().flatten().map(|it| it["kind"].as_u64());
        assert!(kinds.into_iter().all(|it| it.is_some_and(|it| it <= 18)));
    });
}

#[test]
fn symbols_are_found_in_the_workspace() {
    run(async {
        let mut client = open("").await;
        let found = client.result("workspace/symbol", json!({ "query": "owner:vp-a" })).await;
        assert_eq!(found[0]["name"], "b");
        assert_eq!(found[0]["containerName"], "vp-a");
        assert_eq!(found.as_array().map(Vec::len), Some(1));
        let all = client.result("workspace/symbol", json!({ "query": "" })).await;
        assert!(all.as_array().is_some_and(|it| (40..=128).contains(&it.len())));
    });
}

#[test]
fn a_rename_is_of_documents_and_of_the_file_where_an_editor_can() {
    run(async {
        let params = |new: &str| {
            let mut params = at(B, 2, 12);
            params["newName"] = json!(new);
            params
        };
        let mut code = open("vscode").await;
        let prepared = code.result("textDocument/prepareRename", at(B, 2, 12)).await;
        assert_eq!(prepared, json!({ "range": range(2, 11, 15), "placeholder": "vp-a" }));
        let change = code.result("textDocument/rename", params("vp-z")).await;
        let steps = change["documentChanges"].as_array().cloned().unwrap_or_default();
        let open = steps.iter().find(|it| it["textDocument"]["uri"] == B);
        assert_eq!(open.map(|it| &it["textDocument"]["version"]), Some(&json!(1)));
        let moved = steps.last().expect("a step");
        assert_eq!(moved["kind"], "rename");
        assert_eq!(
            (&moved["oldUri"], &moved["newUri"]),
            (&json!(A), &json!("file:///w/vp-z.charter"))
        );
        let mut plain = self::open("").await;
        let change = plain.result("textDocument/rename", params("vp-z")).await;
        let former = &change["changes"][A][1];
        assert_eq!(former["newText"], "  formerly  vp-a\n");
        assert_eq!(
            former["range"],
            json!({
                "start": { "line": 1, "character": 0 },
                "end": { "line": 1, "character": 0 },
            })
        );
        let refused = plain.request("textDocument/rename", params("VP Z")).await;
        assert_eq!(refused["error"]["code"], -32803);
        let words = refused["error"]["message"].as_str().unwrap_or_default();
        assert!(words.starts_with("`VP Z` cannot be a name"), "{words}");
        let refused = plain.request("textDocument/prepareRename", at(B, 2, 3)).await;
        assert_eq!(refused["error"]["message"], "`owner` is a word of the language, not a name");
    });
}

#[test]
fn lines_are_folded_where_an_editor_folds_lines() {
    run(async {
        let document = json!({ "textDocument": { "uri": A } });
        let mut code = open("vscode").await;
        let folds = code.result("textDocument/foldingRange", document.clone()).await;
        // The brace that closes an item can be seen; the text goes to its last line.
        assert_eq!(
            folds,
            json!([
                { "startLine": 0, "endLine": 5 },
                { "startLine": 2, "endLine": 5 },
            ])
        );
        let mut plain = open("").await;
        let folds = plain.result("textDocument/foldingRange", document).await;
        assert_eq!(
            folds[0],
            json!({
                "startLine": 0, "startCharacter": 16, "endLine": 6, "endCharacter": 0,
            })
        );
    });
}

#[test]
fn a_selection_grows_around_each_place() {
    run(async {
        let mut client = open("").await;
        let place = |line: u32| json!({ "line": line, "character": 12 });
        let params = json!({ "textDocument": { "uri": B }, "positions": [place(2), place(3)] });
        let found = client.result("textDocument/selectionRange", params).await;
        assert_eq!(found.as_array().map(Vec::len), Some(2));
        assert_eq!(found[0]["range"], range(2, 11, 15));
        assert_eq!(found[0]["parent"]["range"], range(2, 2, 15));
    });
}

#[test]
fn who_escalates_is_asked_by_name() {
    run(async {
        let mut client = open("").await;
        let text = "charter b {\n  escalation  to vp-a within 5 days\n  escalation  to vp-a within 1 day\n}\n";
        client.change(B, 2, json!([{ "text": text }])).await;
        let items = client.result("textDocument/prepareCallHierarchy", at(B, 1, 18)).await;
        assert_eq!(items[0]["name"], "vp-a");
        assert_eq!(items[0]["uri"], A);
        let calls = client.result("callHierarchy/incomingCalls", json!({ "item": items[0] })).await;
        assert_eq!(calls[0]["from"]["name"], "b");
        assert_eq!(calls[0]["fromRanges"], json!([range(1, 17, 21), range(2, 17, 21)]));
        let calls =
            client.result("callHierarchy/outgoingCalls", json!({ "item": calls[0]["from"] })).await;
        assert_eq!(calls[0]["to"]["name"], "vp-a");
    });
}

/// Tokens as lines, columns and lengths.
fn places(tokens: &Value) -> Vec<[u64; 3]> {
    let numbers: Vec<u64> =
        tokens["data"].as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
    let (mut line, mut column) = (0, 0);
    let told = numbers.chunks(5).map(|it| {
        column = if it[0] == 0 { column + it[1] } else { it[1] };
        line += it[0];
        [line, column, it[2]]
    });
    told.collect()
}

#[test]
fn a_text_over_lines_is_coloured_line_by_line() {
    run(async {
        let mut client = open("").await;
        let document = json!({ "textDocument": { "uri": A } });
        let tokens = client.result("textDocument/semanticTokens/full", document).await;
        let text: Vec<[u64; 3]> = places(&tokens).into_iter().filter(|it| it[0] >= 2).collect();
        let expected = [[2, 2, 4], [2, 12, 3], [3, 4, 5], [4, 4, 9], [5, 4, 3]];
        assert_eq!(text, expected);
    });
}

#[test]
fn colours_are_told_anew_only_where_they_changed() {
    run(async {
        let mut client = open("").await;
        let document = json!({ "textDocument": { "uri": B } });
        let full = client.result("textDocument/semanticTokens/full", document.clone()).await;
        let change = json!([{ "range": range(3, 11, 15), "text": "later" }]);
        client.change(B, 2, change).await;
        let mut params = document.clone();
        params["previousResultId"] = full["resultId"].clone();
        let delta = client.result("textDocument/semanticTokens/full/delta", params.clone()).await;
        let edits = delta["edits"].as_array().cloned().unwrap_or_default();
        assert_eq!(edits.len(), 1);
        let mut data = full["data"].as_array().cloned().unwrap_or_default();
        let number = |key: &str| edits[0][key].as_u64().unwrap_or_default() as usize;
        let (start, end) = (number("start"), number("start") + number("deleteCount"));
        let new = edits[0]["data"].as_array().cloned().unwrap_or_default();
        data.splice(start..end, new);
        let whole = client.result("textDocument/semanticTokens/full", document).await;
        assert_eq!(Value::Array(data), whole["data"]);
        // An answer that is not remembered any more is no ground to stand on.
        let again = client.result("textDocument/semanticTokens/full/delta", params).await;
        assert_eq!(again["data"], whole["data"]);
    });
}

#[test]
fn what_can_be_seen_is_part_of_the_whole() {
    run(async {
        let mut client = open("").await;
        let document = json!({ "textDocument": { "uri": B } });
        let whole = client.result("textDocument/semanticTokens/full", document.clone()).await;
        let mut params = document;
        params["range"] = json!({
            "start": { "line": 1, "character": 0 },
            "end": { "line": 3, "character": 0 },
        });
        let part = client.result("textDocument/semanticTokens/range", params).await;
        let seen = places(&whole).into_iter().filter(|it| (1..3).contains(&it[0]));
        assert_eq!(places(&part), seen.collect::<Vec<_>>());
    });
}

#[test]
fn links_lead_to_addresses() {
    run(async {
        let mut client = open("").await;
        let text = "# 𝄞 https://acme.example/a\n";
        client.change(B, 2, json!([{ "text": text }])).await;
        let document = json!({ "textDocument": { "uri": B } });
        let links = client.result("textDocument/documentLink", document).await;
        let expected = json!([{ "range": range(0, 5, 27), "target": "https://acme.example/a" }]);
        assert_eq!(links, expected);
    });
}
