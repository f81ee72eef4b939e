//! Columns are the same place in all three encodings, whatever stands before them.

use serde_json::{Value, json};

use crate::client::{Client, run};
use crate::clients::plain;
use crate::disk::Files;

const URI: &str = "file:///w/a.charter";

/// Accents, signs of several widths, ends of line of both kinds, tabs and a mark, each before
/// a name that is not there.
const TEXTS: [&str; 6] = [
    "group g \"Ré\u{301}union à Köln\" { members  nobody }\n",
    "group g \"会議\" { members  nobody }\r\n",
    "group g \"🚀👩‍💻\" { members  nobody }\n",
    "group g {\r\n\tmembers\t nobody # 🚀\r\n}\r\n",
    "\u{feff}group g \"𝄞\" { members  nobody }\n",
    "# é 会 🚀\ngroup g { members  nobody }",
];

/// What lies between two positions, counted as an editor counts.
fn shown(text: &str, range: &Value, encoding: &str) -> String {
    let number = |it: &Value| it.as_u64().unwrap_or_default() as usize;
    let (start, end) = (&range["start"], &range["end"]);
    assert_eq!(start["line"], end["line"], "{range}");
    let line = text.split('\n').nth(number(&start["line"])).unwrap_or_default();
    let line = line.trim_end_matches('\r');
    let (from, to) = (number(&start["character"]), number(&end["character"]));
    match encoding {
        "utf-8" => String::from_utf8_lossy(&line.as_bytes()[from..to]).into_owned(),
        "utf-16" => {
            let units: Vec<u16> = line.encode_utf16().collect();
            String::from_utf16_lossy(&units[from..to])
        }
        _ => line.chars().skip(from).take(to - from).collect(),
    }
}

#[test]
fn a_column_is_the_same_place_in_each_encoding() {
    run(async {
        for encoding in ["utf-8", "utf-16", "utf-32"] {
            let disk = Files::of([("/w/charter.toml", ""), ("/w/a.charter", "")]);
            let mut client = Client::start(&disk, plain(encoding)).await;
            assert_eq!(client.offered["capabilities"]["positionEncoding"], encoding);
            client.open(URI, "").await;
            for (version, text) in (2..).zip(TEXTS) {
                client.change(URI, version, json!([{ "text": text }])).await;
                let told = client.until(|it| it["params"]["version"] == version).await;
                let found = told["params"]["diagnostics"].as_array().cloned().unwrap_or_default();
                let name = found.iter().find(|it| it["code"] == "unresolved-name");
                let range = &name.unwrap_or_else(|| panic!("{encoding}: {text:?}"))["range"];
                assert_eq!(shown(text, range, encoding), "nobody", "{encoding}: {text:?}");
            }
        }
    });
}

#[test]
fn an_edit_lands_behind_whatever_is_wide() {
    run(async {
        for (encoding, column) in [("utf-8", 15), ("utf-16", 12), ("utf-32", 10)] {
            let disk = Files::of([("/w/charter.toml", ""), ("/w/a.charter", "")]);
            let mut client = Client::start(&disk, plain(encoding)).await;
            client.open(URI, "seat s \"é🚀\" { altitude  vp }\n").await;
            let at = json!({ "line": 0, "character": column - 2 });
            client
                .change(URI, 2, json!([{ "range": { "start": at, "end": at }, "text": "é" }]))
                .await;
            let params = json!({
                "textDocument": { "uri": URI },
                "options": { "tabSize": 2, "insertSpaces": true },
            });
            let edits = client.result("textDocument/formatting", params).await;
            assert!(edits.to_string().contains("{"), "{encoding}: {edits}");
        }
    });
}
