//! The real program over its standard input and output: how it begins and how it ends.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use charter_tests::subject;
use serde_json::{Value, json};

/// Longer than anything takes that is not broken.
const PATIENCE: Duration = Duration::from_secs(30);

struct Program {
    child: Child,
    input: Option<ChildStdin>,
    heard: Receiver<Value>,
}

impl Program {
    fn start() -> Program {
        let mut command = Command::new(subject::binary());
        command.args(["lsp", "--as-of", "2026-11-29"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let (sender, heard) = channel();
        let output = child.stdout.take().expect("an output");
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = receive(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let input = child.stdin.take();
        Program { child, input, heard }
    }

    fn raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the input is open");
        input.write_all(bytes).and_then(|()| input.flush()).expect("the program listens");
    }

    fn send(&mut self, message: Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    fn notify(&mut self, method: &str) {
        self.send(json!({ "jsonrpc": "2.0", "method": method }));
    }

    fn request(&mut self, id: i64, method: &str, params: Value) -> Value {
        self.send(json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        self.answer(id)
    }

    fn answer(&mut self, id: i64) -> Value {
        loop {
            let message = self.heard.recv_timeout(PATIENCE).expect("an answer in time");
            if message["id"] == json!(id) {
                return message;
            }
        }
    }

    fn initialize(&mut self) {
        let params = json!({ "processId": null, "rootUri": null, "capabilities": {} });
        let answer = self.request(1, "initialize", params);
        assert_eq!(answer["result"]["serverInfo"]["name"], "charter");
        self.send(json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }));
    }

    /// The status with which it ends by itself.
    fn ends(&mut self) -> Option<i32> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status.code();
            }
            thread::sleep(Duration::from_millis(5));
        }
        let _ = self.child.kill();
        panic!("it does not end");
    }
}

fn receive(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim() {
            "" => break,
            line => {
                if let Some(it) = line.strip_prefix("Content-Length: ") {
                    length = it.parse().ok()?;
                }
            }
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

#[test]
fn it_ends_at_exit_although_the_input_stays_open() {
    let mut program = Program::start();
    program.initialize();
    assert_eq!(program.request(2, "shutdown", Value::Null)["result"], Value::Null);
    program.notify("exit");
    assert_eq!(program.ends(), Some(0));
}

#[test]
fn exit_without_shutdown_is_a_fault_of_the_client() {
    let mut program = Program::start();
    program.initialize();
    program.notify("exit");
    assert_eq!(program.ends(), Some(1));
}

#[test]
fn it_ends_with_its_input() {
    let mut program = Program::start();
    program.initialize();
    program.input = None;
    assert_eq!(program.ends(), Some(1));
}

#[test]
fn nothing_is_answered_before_it_is_initialized() {
    let mut program = Program::start();
    let answer = program.request(1, "textDocument/hover", json!({}));
    assert_eq!(answer["error"]["code"], -32002);
    program.initialize();
}

#[test]
fn nothing_is_answered_after_shutdown_but_exit_is_heard() {
    let mut program = Program::start();
    program.initialize();
    program.request(2, "shutdown", Value::Null);
    assert_eq!(program.request(3, "shutdown", Value::Null)["error"]["code"], -32600);
    program.notify("exit");
    assert_eq!(program.ends(), Some(0));
}

#[test]
fn a_message_that_is_no_json_is_answered_and_the_next_is_read() {
    let mut program = Program::start();
    program.initialize();
    program.raw(b"Content-Length: 9\r\n\r\n{\"broken\"");
    program.raw(b"Content-Length: 2\r\n\r\n[]");
    let answer = program.request(2, "textDocument/astrology", json!({}));
    assert_eq!(answer["error"]["code"], -32601);
}

#[test]
fn a_request_can_be_cancelled() {
    let mut program = Program::start();
    program.initialize();
    let params = json!({ "query": "" });
    for id in 10..60 {
        program.send(json!({ "jsonrpc": "2.0", "id": id, "method": "workspace/diagnostic",
            "params": { "previousResultIds": [] } }));
        program
            .send(json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": id } }));
    }
    // One that is cancelled may be answered before another that was asked earlier.
    let mut open: BTreeSet<i64> = (10..60).collect();
    while !open.is_empty() {
        let answer = program.heard.recv_timeout(PATIENCE).expect("an answer in time");
        let Some(id) = answer["id"].as_i64() else { continue };
        let is_cancelled = answer["error"]["code"] == -32800;
        assert!(is_cancelled || answer.get("result").is_some(), "{answer}");
        assert!(open.remove(&id), "answered twice, or never asked: {answer}");
    }
    assert!(program.request(99, "workspace/symbol", params).get("id").is_some());
}

#[test]
fn a_burst_of_configuration_holds_nothing_up() {
    let mut program = Program::start();
    program.initialize();
    for _ in 0..150 {
        program.send(json!({ "jsonrpc": "2.0", "method": "workspace/didChangeConfiguration",
            "params": { "settings": null } }));
    }
    let answer = program.request(2, "textDocument/astrology", json!({}));
    assert_eq!(answer["error"]["code"], -32601);
    program.request(3, "shutdown", Value::Null);
    program.notify("exit");
    assert_eq!(program.ends(), Some(0));
}
