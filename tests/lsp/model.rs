//! Somebody types at random, and the server never loses the thread.

use charter_tests::rng::Rng;
use serde_json::{Value, json};

use crate::client::{Client, run};
use crate::disk::Files;
use crate::engine::{applied, fixtures, of_command, pulling, settled};

const URI: &str = "file:///w/a.charter";

/// What somebody may type: words of the language, signs that open and close, and letters of
/// every width.
const TYPED: [&str; 26] = [
    "{",
    "}",
    "\"",
    "#",
    "\n",
    "\r\n",
    "\t",
    " ",
    ",",
    "é",
    "会",
    "🚀",
    "a",
    "seat ",
    "owner ",
    "cadence weekly on Tuesday",
    "charter x {\n",
    "}\n",
    "2026-02-30",
    "raise x on 2026-10-02 {\n",
    "record y on 2026-10-13 {\n",
    "answers x",
    "recommit x.y, ",
    "allow ",
    "\u{feff}",
    "\\",
];

/// A text as its client has it, edited in characters.
struct Typed {
    text: String,
}

impl Typed {
    /// One edit, and how a client that counts in UTF-16 tells of it.
    fn edit(&mut self, random: &mut Rng) -> Value {
        let bounds: Vec<usize> =
            self.text.char_indices().map(|(at, _)| at).chain([self.text.len()]).collect();
        let from = random.below(bounds.len());
        let to = (from + random.below(4)).min(bounds.len() - 1);
        let (start, end) = (self.aside(bounds[from]), self.aside(bounds[to]));
        let new = if random.below(4) == 0 { "" } else { TYPED[random.below(TYPED.len())] };
        let range = json!({ "start": self.position(start), "end": self.position(end) });
        self.text.replace_range(start..end, new);
        json!({ "range": range, "text": new })
    }

    /// No position lies between the two halves of an end of line.
    fn aside(&self, at: usize) -> usize {
        let between = self.text[..at].ends_with('\r') && self.text[at..].starts_with('\n');
        if between { at - 1 } else { at }
    }

    fn position(&self, at: usize) -> Value {
        let before = self.text[..at].replace("\r\n", "\n").replace('\r', "\n");
        let line = before.matches('\n').count();
        let column = before.rsplit('\n').next().unwrap_or_default().encode_utf16().count();
        json!({ "line": line, "character": column })
    }
}

#[test]
fn what_is_typed_at_random_ends_as_the_command_sees_it() {
    run(async {
        let disk = Files::of([("/w/charter.toml", ""), ("/w/a.charter", "")]);
        let mut client = Client::start(&disk, pulling("utf-16")).await;
        client.open(URI, "").await;
        let texts = fixtures();
        let (mut random, mut version) = (Rng::new(7), 1);
        for _ in 0..60 {
            let (name, case) = &texts[random.below(texts.len())];
            let mut typed = Typed { text: case.text.clone() };
            version += 1;
            client.change(URI, version, json!([{ "text": typed.text }])).await;
            for _ in 0..random.below(30) {
                version += 1;
                let edits = (0..=random.below(3)).map(|_| typed.edit(&mut random));
                let edits: Vec<Value> = edits.collect();
                client.change(URI, version, json!(edits)).await;
            }
            let awaited = of_command(&typed.text);
            // A line that a lone `\r` ends is one line for the command and two for an editor.
            let codes = |found: &[Value]| found.iter().map(|it| it[0].clone()).collect::<Vec<_>>();
            let said = settled(&mut client, URI, &awaited).await;
            assert_eq!(codes(&said), codes(&awaited), "{name}: {:?}", typed.text);
            if !typed.text.replace("\r\n", "").contains('\r') && !typed.text.starts_with('\u{feff}')
            {
                let lines = |found: &[Value]| {
                    found.iter().map(|it| it[2]["start"]["line"].clone()).collect::<Vec<_>>()
                };
                assert_eq!(lines(&said), lines(&awaited), "{name}: {:?}", typed.text);
            }
        }
    });
}

#[test]
fn formatting_comes_to_rest() {
    run(async {
        let disk = Files::of([("/w/charter.toml", ""), ("/w/a.charter", "")]);
        let mut client = Client::start(&disk, pulling("utf-8")).await;
        client.open(URI, "").await;
        let params = json!({
            "textDocument": { "uri": URI }, "options": { "tabSize": 2, "insertSpaces": true },
        });
        let mut formatted = 0;
        for (version, (name, case)) in (1..).zip(fixtures()) {
            client.change(URI, 2 * version, json!([{ "text": case.text }])).await;
            let edits = client.result("textDocument/formatting", params.clone()).await;
            let text = applied(&case.text, &edits);
            match charter::format(&case.text) {
                Ok(wanted) => assert_eq!(text, wanted, "{name}"),
                Err(_) => assert_eq!(edits, Value::Null, "{name}"),
            }
            client.change(URI, 2 * version + 1, json!([{ "text": text }])).await;
            let again = client.result("textDocument/formatting", params.clone()).await;
            assert!(again.as_array().is_none_or(Vec::is_empty), "{name}: {again}");
            formatted += usize::from(text != case.text);
        }
        assert!(formatted > 100, "only {formatted} texts were formatted at all");
    });
}

#[test]
fn a_fix_mends_its_finding() {
    run(async {
        let disk = Files::of([("/w/charter.toml", ""), ("/w/a.charter", "")]);
        let mut can = pulling("utf-8");
        can["textDocument"]["codeAction"] = json!({
            "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } },
            "isPreferredSupport": true,
        });
        let mut client = Client::start(&disk, can).await;
        client.open(URI, "").await;
        let (mut version, mut tried) = (1, 0);
        for (name, case) in fixtures() {
            version += 1;
            client.change(URI, version, json!([{ "text": case.text }])).await;
            let before = settled(&mut client, URI, &of_command(&case.text)).await;
            for found in &before {
                let params = json!({
                    "textDocument": { "uri": URI }, "range": found[2],
                    "context": { "diagnostics": [], "only": ["quickfix"] },
                });
                let actions = client.result("textDocument/codeAction", params).await;
                let own = |it: &&Value| {
                    it["isPreferred"] == true
                        && it["diagnostics"][0]["code"] == found[0]
                        && it["diagnostics"][0]["range"] == found[2]
                };
                let Some(action) = actions.as_array().into_iter().flatten().find(own) else {
                    continue;
                };
                let text = applied(&case.text, &action["edit"]["changes"][URI]);
                let after = of_command(&text);
                let count = |all: &[Value]| all.iter().filter(|it| it[0] == found[0]).count();
                assert!(count(&after) < count(&before), "{name}: {found} is still there\n{text}");
                tried += 1;
            }
        }
        assert!(tried > 50, "only {tried} fixes were tried");
    });
}
