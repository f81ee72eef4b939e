//! What a lens shows is told as well where an editor shows no lenses.

use serde_json::{Value, json};

use crate::client::{Client, run};
use crate::clients;
use crate::disk::Files;

const A: &str = "file:///w/a.charter";

const TEXT: &str = "\
charter pricing \"Pricing review\" {
  cadence    weekly on Tuesday at 10:00 for 60m in Europe/London
  effective  2026-11-01
}

raise stuck on 2026-11-10 {
  escalation  pricing
}

record october on 2026-10-13 {
  charter  pricing
}

charter plans {
  escalation  to pricing within 1 cycle when \"stuck\"
}
";

/// What is offered where its name stands.
const TITLES: [&str; 5] = [
    "show: next Tue 1 Dec at 10:00",
    "show: 1 charter escalates here",
    "show: 1 raise waits for an answer",
    "show: 1 record, Tue 13 Oct 2026",
    "show: review due Mon 1 Nov 2027",
];

/// The actions of a line that do nothing to the text.
async fn shown(client: &mut Client, line: u32) -> Vec<Value> {
    let at = json!({ "line": line, "character": 10 });
    let params = json!({
        "textDocument": { "uri": A },
        "range": { "start": at, "end": at },
        "context": { "diagnostics": [] },
    });
    let actions = client.result("textDocument/codeAction", params).await;
    let all = actions.as_array().cloned().unwrap_or_default();
    all.into_iter()
        .filter(|it| it["title"].as_str().is_some_and(|it| it.starts_with("show")))
        .collect()
}

#[test]
fn an_editor_without_lenses_is_told_what_they_show() {
    run(async {
        for (name, can) in clients::all() {
            let disk = Files::of([("/w/charter.toml", ""), ("/w/a.charter", TEXT)]);
            let mut client = Client::start(&disk, can).await;
            client.open(A, TEXT).await;
            let actions = shown(&mut client, 0).await;
            if !matches!(name, "helix" | "emacs") {
                assert!(actions.is_empty(), "{name}: {actions:?}");
                continue;
            }
            let titles: Vec<&str> = actions.iter().filter_map(|it| it["title"].as_str()).collect();
            assert_eq!(titles, TITLES);
            let elsewhere = shown(&mut client, 1).await;
            assert!(elsewhere.is_empty(), "{name}: {elsewhere:?}");
            for (action, words) in actions.iter().zip([
                "Pricing review meets on\nTue 1 Dec 2026, 10:00 to 11:00\nTue 8 Dec 2026",
                "`plans` escalates to `pricing`",
                "Pricing review waits for an answer to\n`stuck`, raised Tue 10 Nov 2026",
                "Pricing review: 1 record, Tue 13 Oct 2026",
                "Pricing review: review due Mon 1 Nov 2027",
            ]) {
                client.result("workspace/executeCommand", action["command"].clone()).await;
                let told = client.until(|it| it["method"] == "window/showMessage").await;
                let message = told["params"]["message"].as_str().unwrap_or_default();
                assert!(message.starts_with(words), "{name}: {message}");
            }
        }
    });
}

#[test]
fn a_command_that_is_not_ours_is_an_error() {
    run(async {
        let disk = Files::of([("/w/charter.toml", ""), ("/w/a.charter", TEXT)]);
        let mut client = Client::start(&disk, clients::plain("utf-8")).await;
        client.open(A, TEXT).await;
        let at = json!({ "line": 0, "character": 8 });
        for params in [
            json!({ "command": "another", "arguments": [A, at, 0] }),
            json!({ "command": "charter.tell", "arguments": [A, at, 9] }),
            json!({ "command": "charter.tell", "arguments": [A] }),
            json!({ "command": "charter.tell" }),
        ] {
            let answer = client.request("workspace/executeCommand", params.clone()).await;
            assert_eq!(answer["error"]["code"], -32602, "{params}: {answer}");
        }
    });
}
