//! One engine: what the editor says is what the command says, and what it mends is what the
//! command mends.

use charter::{Safety, Source, Sources, analyze, report};
use charter_tests::say::Case;
use serde_json::{Value, json};

use crate::client::{Client, run};
use crate::clients;
use crate::disk::Files;

/// The text of every golden case of `check`, `parse` and `format`, and of every page of a rule.
pub(crate) fn fixtures() -> Vec<(String, Case)> {
    let root = charter_tests::root();
    let folders = ["tests/check", "tests/parse", "tests/format", "examples/anti"];
    let files = folders.iter().flat_map(|it| charter_tests::files(&root.join(it), "charter"));
    let mut all = Vec::new();
    for path in files {
        let file = std::fs::read_to_string(&path).expect("a case is a text");
        let end = file.find("\n#>").map_or(file.len(), |at| at + 1);
        let mut case = Case::read(&file[..end]);
        case.with_acme = false;
        all.push((path.display().to_string(), case));
    }
    assert!(all.len() > 300, "there are {} fixtures", all.len());
    all
}

/// What `charter check --format json` says of a text, as far as both can be compared.
pub(crate) fn of_command(text: &str) -> Vec<Value> {
    let sources = Sources::new(vec![Source::new("a.charter", text.as_bytes().to_vec())]);
    let config = charter::config::Config::default();
    let analysis = analyze(&sources, &config, jiff::civil::date(2026, 11, 29));
    let files: Vec<_> = sources.ids().skip(1).collect();
    let findings: Vec<_> = analysis.findings.clone();
    let told = report::Report {
        findings: &findings,
        allowed: &analysis.allowed,
        baseline: None,
        sources: &sources,
        files: &files,
        unread: &[],
        day: jiff::civil::date(2026, 11, 29),
        fails_at: None,
        prefix: "",
    };
    let mut out = Vec::new();
    report::json(&told, &mut out).expect("memory takes it");
    let report: Value = serde_json::from_slice(&out).expect("the report is JSON");
    let place = |spot: &Value| {
        json!({
            "line": spot["line"].as_u64().unwrap_or_default() - 1,
            "character": spot["column"].as_u64().unwrap_or_default() - 1,
        })
    };
    let finding = |it: &Value| {
        let (start, end) = (place(&it["span"]["start"]), place(&it["span"]["end"]));
        json!([it["code"], it["message"], { "start": start, "end": end }])
    };
    report["findings"].as_array().into_iter().flatten().map(finding).collect()
}

/// What the editor was told, in the same words.
fn of_editor(found: &Value) -> Vec<Value> {
    let finding = |it: &Value| {
        let message = it["message"].as_str().unwrap_or_default();
        let first = message.lines().next().unwrap_or_default();
        json!([it["code"], first, it["range"]])
    };
    found.as_array().into_iter().flatten().map(finding).collect()
}

#[test]
fn diagnostics_are_those_of_the_command() {
    run(async {
        let disk = Files::of([("/w/charter.toml", ""), ("/w/a.charter", "")]);
        let mut client = Client::start(&disk, pulling("utf-32")).await;
        let uri = "file:///w/a.charter";
        client.open(uri, "").await;
        for (version, (name, case)) in (2..).zip(fixtures()) {
            client.change(uri, version, json!([{ "text": case.text }])).await;
            let said = settled(&mut client, uri, &of_command(&case.text)).await;
            assert_eq!(said, of_command(&case.text), "{name}");
        }
    });
}

/// A client that asks, and may be told to ask again.
pub(crate) fn pulling(encoding: &str) -> Value {
    let mut can = clients::plain(encoding);
    can["textDocument"] = json!({ "diagnostic": {} });
    can["workspace"] = json!({ "diagnostics": { "refreshSupport": true } });
    can
}

/// What is said once nothing changes any more: asked for until it is what is awaited, or
/// until nothing more can come.
pub(crate) async fn settled(client: &mut Client, uri: &str, awaited: &[Value]) -> Vec<Value> {
    let params = json!({ "textDocument": { "uri": uri } });
    let mut said = Vec::new();
    for _ in 0..200 {
        let report = client.result("textDocument/diagnostic", params.clone()).await;
        said = of_editor(&report["items"]);
        if said == awaited {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    said
}

#[test]
fn what_is_mended_here_is_what_the_command_mends() {
    run(async {
        let disk = Files::of([("/w/charter.toml", ""), ("/w/a.charter", "")]);
        let mut can = pulling("utf-8");
        can["textDocument"]["codeAction"] = json!({
            "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } },
        });
        let mut client = Client::start(&disk, can).await;
        let uri = "file:///w/a.charter";
        client.open(uri, "").await;
        let mut mended = 0;
        for (version, (name, case)) in (2..).zip(fixtures()) {
            client.change(uri, version, json!([{ "text": case.text }])).await;
            settled(&mut client, uri, &of_command(&case.text)).await;
            let params = json!({
                "textDocument": { "uri": uri },
                "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } },
                "context": { "diagnostics": [], "only": ["source.fixAll"] },
            });
            let actions = client.result("textDocument/codeAction", params).await;
            let wanted = by_command(&case.text);
            let text = match actions.get(0) {
                Some(action) => applied(&case.text, &action["edit"]["changes"][uri]),
                None => case.text.clone(),
            };
            assert_eq!(text, wanted, "{name}");
            mended += usize::from(wanted != case.text);
        }
        assert!(mended > 50, "only {mended} texts were mended at all");
    });
}

/// What `charter check --fix` makes of a text.
fn by_command(text: &str) -> String {
    let mut sources = Sources::new(vec![Source::new("a.charter", text.as_bytes().to_vec())]);
    let config = charter::config::Config::default();
    let all = |_: &Sources, found: &[charter::Diagnostic]| (0..found.len()).collect();
    let day = jiff::civil::date(2026, 11, 29);
    charter::mend::mend(&mut sources, &config, day, Safety::Safe, &all).expect("no fault");
    sources.get(charter::SourceId(1)).text.clone()
}

/// A text after changes of ranges that do not touch; columns are bytes.
pub(crate) fn applied(text: &str, edits: &Value) -> String {
    let starts: Vec<usize> =
        std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let byte = |it: &Value| {
        let (line, column) = (it["line"].as_u64(), it["character"].as_u64());
        starts[line.unwrap_or_default() as usize] + column.unwrap_or_default() as usize
    };
    let mut places: Vec<(usize, usize, &str)> = edits
        .as_array()
        .into_iter()
        .flatten()
        .map(|it| {
            let range = &it["range"];
            (byte(&range["start"]), byte(&range["end"]), it["newText"].as_str().unwrap_or_default())
        })
        .collect();
    places.sort();
    let mut out = text.to_owned();
    for (start, end, new) in places.into_iter().rev() {
        out.replace_range(start..end, new);
    }
    out
}
