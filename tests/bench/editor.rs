//! What somebody feels who types: the server in a process of its own, asked as an editor asks.
//!
//! ```sh
//! cargo bench -p charter-tests -- --editor 10000
//! ```
//!
//! Every time is from the last byte of a message that is written to the whole answer that is
//! come in. Each edit changes what is said, so that it has an answer of its own.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use charter_tests::subject;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::fill;

/// How many edits and questions of each kind are timed.
const TIMES: usize = 300;

/// How many starts of the server are timed.
const STARTS: usize = 7;

/// Measures the server on a workspace of so many files, on one of 100 KB and on one of 1 KB.
pub(crate) fn print(folder: &Path, size: usize, cycles: usize) -> io::Result<()> {
    let source = folder.join("source");
    fill::source(&source, size, false, cycles)?;
    println!("| {size} files | median ms | p95 ms | goal (p95) |\n|---|---:|---:|---|");
    let file = first(&source, "charters")?;
    let mut starts = Vec::with_capacity(STARTS);
    for _ in 1..STARTS {
        let (line, took) = Line::first(&source, &file)?;
        line.close()?;
        starts.push(took);
    }
    let (mut line, took) = Line::first(&source, &file)?;
    starts.push(took);
    row("first diagnostics after `initialized`", starts, "100 ms");
    row("an edit to its diagnostics", line.edits(&file)?, "5 ms");
    let text = std::fs::read_to_string(&file)?;
    let places: Vec<Value> = places(&text);
    for (name, method) in [
        ("hover", "textDocument/hover"),
        ("completion", "textDocument/completion"),
        ("definition", "textDocument/definition"),
        ("references", "textDocument/references"),
        ("code actions", "textDocument/codeAction"),
        ("inlay hints", "textDocument/inlayHint"),
        ("document symbols", "textDocument/documentSymbol"),
        ("semantic tokens", "textDocument/semanticTokens/full"),
        ("workspace symbols", "workspace/symbol"),
        ("workspace diagnostics", "workspace/diagnostic"),
    ] {
        row(name, line.ask_often(method, &file, &places)?, "5 ms");
    }
    println!("| memory held | {:.0} MB | | 100 MB |", line.memory()? as f64 / 1e6);
    line.close()?;
    let root = folder.join("alone");
    alone(&root, "a lone file of 1 KB", &of_length(1_000, SOUND), "0.7 ms")?;
    alone(&root, "a lone file of 100 KB", &of_length(100_000, SOUND), "2 ms")?;
    alone(&root, "the same with a thousand findings", &of_length(100_000, UNWISE), "")
}

/// A file by itself.
fn alone(root: &Path, name: &str, text: &str, goal: &str) -> io::Result<()> {
    std::fs::create_dir_all(root)?;
    let file = root.join("alone.charter");
    std::fs::write(&file, text)?;
    let mut line = Line::open(root)?;
    line.initialized()?;
    line.open_file(&file, &broken(text), 1)?;
    line.until(|it| it.tells(1))?;
    row(&format!("an edit in {name}"), line.edits(&file)?, goal);
    line.close()
}

/// What a file by itself begins with.
const TOP: &str = "seat boss \"The one above\" {\n  altitude  executive\n  holder  \"Kim\"\n}\n";

/// A forum as people write one.
const SOUND: &str = "
seat head-N \"Head N\" {
  altitude    vp
  reports-to  boss
  holder      \"Maya N\"
  alternate   lead-N
}

seat lead-N \"Lead N\" {
  altitude    director
  reports-to  head-N
  holder      \"Ade N\"
}

charter forum-N \"Forum N\" {
  decides         roadmap-sequencing of area-N
  owner           head-N
  counterparties  lead-N
  cadence         quarterly on the 2nd Tuesday at 10:00 for 90m in Europe/London
  trigger         evidence-N when load > 100% declared by lead-N checked every 2 weeks
  escalation      to boss within 1 cycle when \"stuck\"
  record          every cycle
  effective       2026-01-01
}
";

/// One of which much is to be said.
const UNWISE: &str = "
seat lead-N \"Lead N\" {
  altitude    director
  reports-to  boss
}

charter forum-N \"Forum N\" {
  decides         portfolio-review of area-N
  owner           lead-N
  counterparties  boss
  cadence         monthly on the 2nd Tuesday at 10:00 for 60m in Europe/London
  escalation      to boss within 1 cycle when \"stuck\"
  record          every cycle
  effective       2026-01-01
}
";

/// Forums of one sort, until there is enough of them.
fn of_length(bytes: usize, forum: &str) -> String {
    let mut text = String::from(TOP);
    for nth in 0.. {
        if text.len() >= bytes {
            break;
        }
        text.push_str(&forum.replace('N', &nth.to_string()));
    }
    text
}

/// A text with a name in it that means nothing: then there is something to tell.
fn broken(text: &str) -> String {
    format!("group asked-{} {{\n  members  nobody-1\n}}\n{text}", "for")
}

fn row(name: &str, mut times: Vec<Duration>, goal: &str) {
    times.sort_unstable();
    let at = |part: usize| times[(times.len() * part / 100).min(times.len() - 1)];
    let ms = |it: Duration| it.as_secs_f64() * 1e3;
    println!("| {name} | {:.2} | {:.2} | {goal} |", ms(at(50)), ms(at(95)));
}

/// The first file of a kind of folder.
fn first(source: &Path, part: &str) -> io::Result<std::path::PathBuf> {
    let files = charter_tests::files(source, "charter");
    let mut of_part = files.iter().filter(|it| it.display().to_string().contains(part));
    let found = of_part.next().or(files.first()).cloned();
    found.ok_or_else(|| io::Error::other("no file was made"))
}

/// Places all over a text, the broken head included.
fn places(text: &str) -> Vec<Value> {
    let lines = text.lines().enumerate().filter(|(_, line)| line.len() > 4);
    lines.map(|(nth, line)| json!({ "line": nth, "character": line.len() - 1 })).collect()
}

/// What has to be known of a message to know whose answer it is. The rest is skipped: what an
/// editor takes to read it is not the server's time.
#[derive(Deserialize)]
struct Head {
    id: Option<i64>,
    method: Option<String>,
    params: Option<Params>,
}

/// Of what a server tells by itself: the version of the text that it is about.
#[derive(Deserialize)]
struct Params {
    version: Option<i32>,
}

impl Head {
    fn tells(&self, version: i32) -> bool {
        self.method.as_deref() == Some("textDocument/publishDiagnostics")
            && self.params.as_ref().is_some_and(|it| it.version == Some(version))
    }
}

/// A server and the line to it.
struct Line {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    next: i64,
    version: i32,
}

impl Line {
    fn open(root: &Path) -> io::Result<Line> {
        let mut command = Command::new(subject::binary());
        command.args(["lsp", "--as-of", subject::TODAY]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let missing = || io::Error::other("a pipe");
        let input = child.stdin.take().ok_or_else(missing)?;
        let output = BufReader::new(child.stdout.take().ok_or_else(missing)?);
        let mut line = Line { child, input, output, next: 0, version: 1 };
        let root = format!("file://{}", root.display());
        line.ask(
            "initialize",
            &json!({ "processId": null, "rootUri": root, "capabilities": everything() }),
        )?;
        Ok(line)
    }

    /// One that has opened a file, and the time from `initialized` to what is said of it.
    fn first(root: &Path, file: &Path) -> io::Result<(Line, Duration)> {
        let text = broken(&std::fs::read_to_string(file)?);
        let mut line = Line::open(root)?;
        let begun = Instant::now();
        line.initialized()?;
        line.open_file(file, &text, 1)?;
        line.until(|it| it.tells(1))?;
        Ok((line, begun.elapsed()))
    }

    fn initialized(&mut self) -> io::Result<()> {
        self.send(&json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }))
    }

    fn open_file(&mut self, file: &Path, text: &str, version: i32) -> io::Result<()> {
        let document =
            json!({ "uri": uri(file), "languageId": "charter", "version": version, "text": text });
        let params = json!({ "textDocument": document });
        self.send(&json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": params }))
    }

    /// Types a letter of a name that means nothing, again and again.
    fn edits(&mut self, file: &Path) -> io::Result<Vec<Duration>> {
        let mut times = Vec::with_capacity(TIMES);
        for nth in 0..TIMES {
            self.version += 1;
            let version = self.version;
            let letter = char::from(b'0' + (nth % 10) as u8);
            let range = json!({
                "start": { "line": 1, "character": 18 }, "end": { "line": 1, "character": 19 },
            });
            let change = json!([{ "range": range, "text": letter.to_string() }]);
            let document = json!({ "uri": uri(file), "version": version });
            let params = json!({ "textDocument": document, "contentChanges": change });
            let begun = Instant::now();
            self.send(&json!({
                "jsonrpc": "2.0", "method": "textDocument/didChange", "params": params,
            }))?;
            self.until(|it| it.tells(version))?;
            times.push(begun.elapsed());
            // As fast as a person types who types very fast.
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(times)
    }

    fn ask_often(
        &mut self,
        method: &str,
        file: &Path,
        places: &[Value],
    ) -> io::Result<Vec<Duration>> {
        let mut times = Vec::with_capacity(TIMES);
        for place in places.iter().cycle().take(TIMES) {
            let params = json!({
                "textDocument": { "uri": uri(file) },
                "position": place,
                "range": { "start": place, "end": place },
                "context": { "diagnostics": [], "includeDeclaration": true },
                "query": "forum",
                "previousResultIds": [],
            });
            let begun = Instant::now();
            self.ask(method, &params)?;
            times.push(begun.elapsed());
        }
        Ok(times)
    }

    fn ask(&mut self, method: &str, params: &Value) -> io::Result<()> {
        self.next += 1;
        let id = self.next;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }))?;
        self.until(|it| it.id == Some(id) && it.method.is_none())
    }

    fn send(&mut self, message: &Value) -> io::Result<()> {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len())?;
        self.input.flush()
    }

    fn until(&mut self, fits: impl Fn(&Head) -> bool) -> io::Result<()> {
        while !fits(&self.receive()?) {}
        Ok(())
    }

    fn receive(&mut self) -> io::Result<Head> {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if self.output.read_line(&mut line)? == 0 {
                return Err(io::Error::other("the server has ended"));
            }
            match line.trim() {
                "" => break,
                line => {
                    let told = line.strip_prefix("Content-Length: ");
                    length = told.and_then(|it| it.parse().ok()).unwrap_or(length);
                }
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body)?;
        Ok(serde_json::from_slice(&body)?)
    }

    /// The most memory that the server has held.
    fn memory(&self) -> io::Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|it| it.split_whitespace().next()?.parse::<u64>().ok());
        Ok(kilobytes.unwrap_or_default() * 1024)
    }

    fn close(mut self) -> io::Result<()> {
        self.ask("shutdown", &Value::Null)?;
        self.send(&json!({ "jsonrpc": "2.0", "method": "exit" }))?;
        self.child.wait().map(drop)
    }
}

fn uri(file: &Path) -> String {
    format!("file://{}", file.display())
}

/// An editor that can do everything and is told what is said.
fn everything() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-8"] },
        "workspace": { "symbol": {} },
        "textDocument": {
            "hover": { "contentFormat": ["markdown"] },
            "completion": { "completionItem": { "snippetSupport": true } },
            "definition": {}, "references": {}, "inlayHint": {}, "documentSymbol": {},
            "codeAction": {
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } },
                "dataSupport": true,
                "resolveSupport": { "properties": ["edit"] },
            },
            "semanticTokens": {
                "requests": { "full": { "delta": true }, "range": true },
                "tokenTypes": [], "tokenModifiers": [], "formats": ["relative"],
            },
        },
    })
}
