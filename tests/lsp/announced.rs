//! Nothing is announced, sent or answered that a client did not say it can take.

use serde_json::{Value, json};

use crate::client::{Client, run};
use crate::clients;
use crate::disk::Files;

/// What a server offers, and what a client must have announced for it, where it has to be
/// ready for something.
const OFFERS: [(&str, &str); 4] = [
    ("codeActionProvider", "/textDocument/codeAction/codeActionLiteralSupport"),
    ("semanticTokensProvider", "/textDocument/semanticTokens"),
    ("documentOnTypeFormattingProvider", "/textDocument/onTypeFormatting"),
    ("diagnosticProvider", "/textDocument/diagnostic"),
];

/// What clients ask of their own accord, some of them without a word before.
const ALWAYS: [&str; 17] = [
    "hoverProvider",
    "completionProvider",
    "definitionProvider",
    "declarationProvider",
    "referencesProvider",
    "documentHighlightProvider",
    "documentSymbolProvider",
    "workspaceSymbolProvider",
    "callHierarchyProvider",
    "renameProvider",
    "inlayHintProvider",
    "codeLensProvider",
    "documentFormattingProvider",
    "documentRangeFormattingProvider",
    "foldingRangeProvider",
    "selectionRangeProvider",
    "documentLinkProvider",
];

#[test]
fn everything_is_offered_that_a_client_is_ready_for() {
    run(async {
        for (name, can) in clients::all() {
            let client = Client::start(&Files::default(), can.clone()).await;
            let offered = &client.offered["capabilities"];
            for (offer, announced) in OFFERS {
                let (is_offered, is_announced) =
                    (offered.get(offer).is_some(), can.pointer(announced).is_some());
                assert_eq!(is_offered, is_announced, "{name}: {offer}");
            }
            for offer in ALWAYS {
                assert!(offered.get(offer).is_some(), "{name}: {offer}");
            }
            let has_lenses = can.pointer("/textDocument/codeLens").is_some();
            let needs_twins = !has_lenses && can.pointer("/workspace/executeCommand").is_some();
            assert_eq!(offered.get("executeCommandProvider").is_some(), needs_twins, "{name}");
            let prepares = can.pointer("/textDocument/rename/prepareSupport");
            let is_prepared = offered.pointer("/renameProvider/prepareProvider");
            assert_eq!(is_prepared, prepares.filter(|it| **it == true), "{name}");
        }
    });
}

/// A charter with something wrong in it for each kind of answer.
const TEXT: &str = "seat a \"Ä\" {\n  altitude  vq\n}\n\ncharter c {\n  owner  b\n}\n";

#[test]
fn no_client_is_sent_what_it_did_not_announce() {
    run(async {
        for (name, can) in clients::all() {
            let disk = Files::of([("/w/charter.toml", ""), ("/w/a.charter", TEXT)]);
            let mut client = Client::start(&disk, can.clone()).await;
            client.open("file:///w/a.charter", TEXT).await;
            let everything = json!({ "textDocument": { "uri": "file:///w/a.charter" } });
            if client.offered["capabilities"].get("diagnosticProvider").is_some() {
                client.result("textDocument/diagnostic", everything.clone()).await;
            } else {
                client.published("file:///w/a.charter").await;
            }
            // Behind an answer stands whatever came before it.
            client.change("file:///w/a.charter", 2, json!([{ "text": TEXT }])).await;
            client.result("textDocument/formatting", with_options(everything)).await;
            for message in &client.heard {
                hold(name, &can, message);
            }
        }
    });
}

fn with_options(mut params: Value) -> Value {
    params["options"] = json!({ "tabSize": 2, "insertSpaces": true });
    params
}

/// Holds one message to what was announced.
fn hold(name: &str, can: &Value, message: &Value) {
    let says = |path: &str| can.pointer(path).is_some_and(|it| *it != Value::Bool(false));
    let needed = match message["method"].as_str().unwrap_or_default() {
        "textDocument/publishDiagnostics" => {
            assert!(!says("/textDocument/diagnostic"), "{name} asks by itself, and was told");
            for found in message["params"]["diagnostics"].as_array().into_iter().flatten() {
                hold_diagnostic(name, &says, found);
            }
            return;
        }
        "workspace/diagnostic/refresh" => "/workspace/diagnostics/refreshSupport",
        "workspace/inlayHint/refresh" => "/workspace/inlayHint/refreshSupport",
        "workspace/codeLens/refresh" => "/workspace/codeLens/refreshSupport",
        "workspace/semanticTokens/refresh" => "/workspace/semanticTokens/refreshSupport",
        "client/registerCapability" => "/workspace/didChangeWatchedFiles/dynamicRegistration",
        "workspace/configuration" => "/workspace/configuration",
        "window/workDoneProgress/create" => "/window/workDoneProgress",
        _ => return,
    };
    assert!(says(needed), "{name} was sent {message}");
}

fn hold_diagnostic(name: &str, says: &dyn Fn(&str) -> bool, found: &Value) {
    let told = "/textDocument/publishDiagnostics";
    let pairs = [
        ("relatedInformation", "relatedInformation"),
        ("codeDescription", "codeDescriptionSupport"),
        ("tags", "tagSupport"),
        ("data", "dataSupport"),
    ];
    for (sent, announced) in pairs {
        let is_sent = found.get(sent).is_some();
        assert!(
            !is_sent || says(&format!("{told}/{announced}")),
            "{name} was sent {sent}: {found}"
        );
    }
}
