//! What a client is sent: no more than it said that it can show. Each of these starts the server
//! as an editor does, and speaks to it over its input and output.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

const TEXT: &str = "charter forum \"The *forum*\" {
  decides     strategy of forum
  owner       ceo
  cadence     weekly on Monday at 10:00 for 30m
  effective   2026-02-01
  
}

seat ceo \"Chief\" {
  holder  \"Ada\"
}
";

/// An editor, as far as a test needs one.
struct Editor {
    server: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    folder: TempDir,
    offered: Value,
    asked: u64,
}

impl Editor {
    /// Starts a server for a client that can so much, and opens the text.
    fn with(can: Value) -> Editor {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("charter.toml"), "").expect("a workspace");
        std::fs::write(folder.path().join("a.charter"), TEXT).expect("a charter");
        let mut server = Command::new(env!("CARGO_BIN_EXE_charter-tried"))
            .args(["lsp", "--as-of", "2026-11-20"])
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a server");
        let input = server.stdin.take().expect("its input");
        let output = BufReader::new(server.stdout.take().expect("its output"));
        let mut editor = Editor { server, input, output, folder, offered: Value::Null, asked: 0 };
        let root = format!("file://{}", editor.folder.path().display());
        let folders = json!([{ "uri": root, "name": "a" }]);
        let hello = json!({ "processId": null, "rootUri": root, "workspaceFolders": folders, "capabilities": can });
        editor.offered = editor.ask("initialize", hello)["capabilities"].clone();
        editor.tell("initialized", json!({}));
        let document =
            json!({ "uri": editor.uri(), "languageId": "charter", "version": 1, "text": TEXT });
        editor.tell("textDocument/didOpen", json!({ "textDocument": document }));
        editor
    }

    fn uri(&self) -> String {
        format!("file://{}/a.charter", self.folder.path().display())
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("it listens");
        self.input.flush().expect("it listens");
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Asks, and waits for the answer; whatever else comes is passed over.
    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        let answer = self.wait(|it| it["id"] == id && it.get("method").is_none());
        assert!(answer.get("error").is_none(), "{answer}");
        answer["result"].clone()
    }

    fn wait(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.read();
            if is_it(&message) {
                return message;
            }
        }
    }

    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).expect("a line") > 0, "the server has ended");
            match line.trim().split_once(": ") {
                Some(("Content-Length", number)) => length = number.parse().expect("a length"),
                _ if line.trim().is_empty() => break,
                _ => {}
            }
        }
        let mut bytes = vec![0; length];
        self.output.read_exact(&mut bytes).expect("a message");
        serde_json::from_slice(&bytes).expect("JSON")
    }

    fn at(&self, line: u32, character: u32) -> Value {
        json!({ "textDocument": { "uri": self.uri() }, "position": { "line": line, "character": character } })
    }

    fn completions(&mut self, line: u32, character: u32) -> Vec<Value> {
        let asked = self.at(line, character);
        let found = self.ask("textDocument/completion", asked);
        found["items"].as_array().cloned().unwrap_or_default()
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn labelled<'v>(items: &'v [Value], label: &str) -> &'v Value {
    items.iter().find(|it| it["label"] == label).unwrap_or_else(|| panic!("no {label}: {items:#?}"))
}

#[test]
fn a_hover_is_as_the_client_shows_it() {
    let hover = |formats: Value| {
        let mut editor =
            Editor::with(json!({ "textDocument": { "hover": { "contentFormat": formats } } }));
        let asked = editor.at(0, 10);
        editor.ask("textDocument/hover", asked)["contents"].clone()
    };
    let marked = hover(json!(["markdown", "plaintext"]));
    assert_eq!(marked["kind"], "markdown");
    assert!(marked["value"].as_str().unwrap().starts_with("### The \\*forum\\*\n"), "{marked}");
    let plain = hover(json!(["plaintext"]));
    assert_eq!(plain["kind"], "plaintext");
    assert!(
        plain["value"].as_str().unwrap().starts_with("The *forum*\n\nThe charter forum, in force"),
        "{plain}"
    );
}

#[test]
fn gaps_are_for_clients_that_fill_them_in() {
    let completes = |snippets: bool| {
        let item = json!({ "snippetSupport": snippets });
        let mut editor =
            Editor::with(json!({ "textDocument": { "completion": { "completionItem": item } } }));
        editor.completions(5, 2)
    };
    let snippet = completes(true);
    let escalation = labelled(&snippet, "escalation");
    assert_eq!(escalation["insertTextFormat"], 2);
    assert_eq!(
        escalation["textEdit"]["newText"],
        "escalation to ${1:seat} within ${2:duration} when \"${3:…}\""
    );
    let plain = completes(false);
    let escalation = labelled(&plain, "escalation");
    assert!(escalation.get("insertTextFormat").is_none());
    assert_eq!(escalation["textEdit"]["newText"], "escalation ");
    assert_eq!(escalation["filterText"], "escalation");
    let sorted: Vec<&str> = plain.iter().map(|it| it["sortText"].as_str().unwrap()).collect();
    assert!(sorted.is_sorted() && !sorted.is_empty());
}

#[test]
fn a_blank_asks_only_where_something_has_to_come() {
    let mut editor = Editor::with(json!({ "textDocument": { "completion": {} } }));
    let mut by_blank = |line, character| {
        let mut asked = editor.at(line, character);
        asked["context"] = json!({ "triggerKind": 2, "triggerCharacter": " " });
        let found = editor.ask("textDocument/completion", asked);
        found["items"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(by_blank(5, 2), 0, "at the head of a clause nobody has asked");
    assert!(by_blank(2, 14) > 0, "an owner has to come");
}

#[test]
fn a_lens_has_a_command_where_the_client_carries_it_out() {
    let lens = |experimental: Value| {
        let can = json!({ "textDocument": { "codeLens": {} }, "experimental": experimental });
        let mut editor = Editor::with(can);
        let asked = json!({ "textDocument": { "uri": editor.uri() } });
        editor.ask("textDocument/codeLens", asked)[0]["command"].clone()
    };
    let words = lens(Value::Null);
    assert_eq!(words, json!({ "title": "next Mon 23 Nov at 10:00", "command": "" }));
    let done = lens(json!({ "commands": { "commands": ["charter.preview"] } }));
    assert_eq!(done["command"], "charter.preview");
    assert_eq!(done["arguments"][1], json!({ "line": 0, "character": 8 }));
}

#[test]
fn hints_stand_where_the_words_end() {
    let mut editor = Editor::with(json!({ "textDocument": { "inlayHint": {} } }));
    let range =
        json!({ "start": { "line": 3, "character": 0 }, "end": { "line": 4, "character": 0 } });
    let asked = json!({ "textDocument": { "uri": editor.uri() }, "range": range });
    let hints = editor.ask("textDocument/inlayHint", asked);
    assert_eq!(hints.as_array().map(Vec::len), Some(1), "{hints}");
    assert_eq!(hints[0]["label"], "next Mon 23 Nov, 26 hours a year");
    assert_eq!(hints[0]["position"], json!({ "line": 3, "character": 47 }));
}

#[test]
fn a_page_that_was_asked_for_is_told_when_it_changes() {
    let mut editor = Editor::with(json!({}));
    let asked = editor.at(3, 20);
    let page = editor.ask("charter/preview", asked);
    assert_eq!(page["uri"], "charter:///preview/forum.md");
    assert_eq!(page["title"], "The *forum*");
    assert!(page["text"].as_str().unwrap().contains("- Mon 23 Nov 2026, 10:00 to 10:30"), "{page}");
    let (uri, again) = (editor.uri(), json!({ "uri": page["uri"] }));
    let text = TEXT.replace("10:00 for 30m", "11:00 for 30m");
    editor.tell(
        "textDocument/didChange",
        json!({
            "textDocument": { "uri": uri, "version": 2 },
            "contentChanges": [{ "text": text }],
        }),
    );
    let told = editor.wait(|it| it["method"] == "charter/previewChanged");
    assert_eq!(told["params"], again);
    let page = editor.ask("charter/virtualDocument", again);
    assert!(page["text"].as_str().unwrap().contains("- Mon 23 Nov 2026, 11:00 to 11:30"), "{page}");
}
