//! A client that does what it is told, and keeps everything that it hears.

use std::collections::VecDeque;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, ReadHalf, WriteHalf};

use crate::disk::Files;

/// Longer than anything takes that is not broken.
const PATIENCE: Duration = Duration::from_secs(60);

/// The end of a line at which a client sits.
pub(crate) struct Client {
    read: ReadHalf<DuplexStream>,
    write: WriteHalf<DuplexStream>,
    buffer: Vec<u8>,
    next: i64,
    /// What the server said without being asked, the oldest first.
    pub(crate) heard: VecDeque<Value>,
    /// What `initialize` was answered with.
    pub(crate) offered: Value,
}

/// Runs something with the server on the other end, on one thread as the program does.
pub(crate) fn run<F: Future>(test: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(test)
}

impl Client {
    /// A client that has said nothing yet.
    pub(crate) fn connect(disk: &Files) -> Client {
        let (here, there) = tokio::io::duplex(1 << 20);
        let (input, output) = tokio::io::split(there);
        let disk = Arc::new(disk.clone());
        tokio::spawn(async move { charter_lsp::serve_on(disk, input, output).await });
        let (read, write) = tokio::io::split(here);
        let (buffer, heard) = (Vec::new(), VecDeque::new());
        Client { read, write, buffer, next: 0, heard, offered: Value::Null }
    }

    /// A client that has opened the folder `/w`.
    pub(crate) async fn start(disk: &Files, capabilities: Value) -> Client {
        let mut client = Client::connect(disk);
        let folder = json!({ "uri": "file:///w", "name": "w" });
        let params = json!({
            "processId": null,
            "capabilities": capabilities,
            "rootUri": "file:///w",
            "workspaceFolders": [folder],
        });
        let answer = client.request("initialize", params).await;
        client.offered = answer["result"].clone();
        client.notify("initialized", json!({})).await;
        client
    }

    /// Sends bytes as they are.
    pub(crate) async fn send_raw(&mut self, bytes: &[u8]) {
        self.write.write_all(bytes).await.expect("the server listens");
        self.write.flush().await.expect("the server listens");
    }

    async fn send(&mut self, message: &Value) {
        let body = message.to_string();
        let framed = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        self.send_raw(framed.as_bytes()).await;
    }

    /// Says something that is not answered.
    pub(crate) async fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params })).await;
    }

    /// Asks, and does not wait for the answer; gives back its number.
    pub(crate) async fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.next += 1;
        let id = self.next;
        let message = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        self.send(&message).await;
        id
    }

    /// Asks, and waits for the whole answer.
    pub(crate) async fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params).await;
        self.answer(id).await
    }

    /// What a request comes to; an error is none.
    pub(crate) async fn result(&mut self, method: &str, params: Value) -> Value {
        let answer = self.request(method, params).await;
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Waits for an answer, and keeps what comes before it. What the server asks is granted.
    pub(crate) async fn answer(&mut self, id: i64) -> Value {
        loop {
            let message = self.receive().await;
            if message.get("method").is_none() && message["id"] == json!(id) {
                return message;
            }
            self.hear(message).await;
        }
    }

    async fn hear(&mut self, message: Value) {
        if let (Some(id), true) = (message.get("id"), message.get("method").is_some()) {
            let granted = json!({ "jsonrpc": "2.0", "id": id, "result": null });
            self.send(&granted).await;
        }
        self.heard.push_back(message);
    }

    /// Waits until the server says something of its own accord that is looked for.
    pub(crate) async fn until(&mut self, mut fits: impl FnMut(&Value) -> bool) -> Value {
        if let Some(at) = self.heard.iter().position(&mut fits) {
            return self.heard.drain(..=at).next_back().unwrap_or_default();
        }
        self.heard.clear();
        loop {
            let message = self.receive().await;
            self.hear(message.clone()).await;
            if fits(&message) {
                self.heard.clear();
                return message;
            }
        }
    }

    /// The next thing that is published about a document.
    pub(crate) async fn published(&mut self, uri: &str) -> Value {
        let told = self
            .until(|it| {
                it["method"] == "textDocument/publishDiagnostics" && it["params"]["uri"] == uri
            })
            .await;
        told["params"]["diagnostics"].clone()
    }

    /// Opens a document.
    pub(crate) async fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "charter", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document })).await;
    }

    /// Changes a document: each range is told of the text that the one before left.
    pub(crate) async fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.notify("textDocument/didChange", params).await;
    }

    async fn receive(&mut self) -> Value {
        loop {
            if let Some(message) = self.take() {
                return message;
            }
            let more = self.read.read_buf(&mut self.buffer);
            let count = tokio::time::timeout(PATIENCE, more).await.expect("an answer in time");
            assert!(count.expect("the server speaks") > 0, "the server has hung up");
        }
    }

    /// A whole message out of what has come so far.
    fn take(&mut self) -> Option<Value> {
        let end = self.buffer.windows(4).position(|it| it == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&self.buffer[..end]).expect("a head of text");
        let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: "));
        let length: usize = length.and_then(|it| it.parse().ok()).expect("a length");
        let body = end + 4..end + 4 + length;
        let message = serde_json::from_slice(self.buffer.get(body.clone())?).expect("JSON");
        self.buffer.drain(..body.end);
        Some(message)
    }
}
