//! What comes in, one whole message at a time.
//!
//! The transport hangs up at the first message that it cannot read. An editor with one fault
//! would lose its server for the rest of the day, so whatever is no message is replaced here by
//! one that asks for the error it deserves.

use std::io;

use serde_json::json;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tower_lsp_server::jsonrpc::{ErrorCode, Request, Response};

/// Asks for an error.
pub(crate) const MALFORMED: &str = "charter/malformed";

/// No line of a head is longer, and no head that is has a length in it.
const MOST_HEAD: u64 = 8 << 10;

/// No message is longer: a document is refused long before.
const MOST_BODY: usize = 256 << 20;

/// Hands every message on, until there are no more.
pub(crate) async fn pump(
    input: impl AsyncRead + Unpin,
    mut output: impl AsyncWrite + Unpin,
) -> io::Result<()> {
    let mut input = BufReader::new(input);
    while let Some(length) = head(&mut input).await? {
        let body = body(&mut input, length).await?;
        let body = match fault(&body) {
            None => body,
            Some(code) => malformed(code),
        };
        output.write_all(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes()).await?;
        output.write_all(&body).await?;
        output.flush().await?;
    }
    Ok(())
}

/// The length that a head tells; nothing at the end of the input. A head that tells none, and
/// whatever stands where a head should, is passed over.
async fn head(input: &mut (impl AsyncBufReadExt + Unpin)) -> io::Result<Option<usize>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if (&mut *input).take(MOST_HEAD).read_until(b'\n', &mut line).await? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        match line.trim() {
            "" if length.is_some() => return Ok(length),
            "" => {}
            line => length = told(line).or(length),
        }
    }
}

/// `Content-Length: 42`, in letters of any size.
fn told(line: &str) -> Option<usize> {
    let (name, value) = line.split_once(':')?;
    let is_length = name.trim().eq_ignore_ascii_case("Content-Length");
    value.trim().parse().ok().filter(|length| is_length && *length <= MOST_BODY)
}

async fn body(input: &mut (impl AsyncReadExt + Unpin), length: usize) -> io::Result<Vec<u8>> {
    let mut body = vec![0; length];
    input.read_exact(&mut body).await?;
    Ok(body)
}

/// What is wrong with a message.
fn fault(body: &[u8]) -> Option<ErrorCode> {
    if serde_json::from_slice::<Request>(body).is_ok()
        || serde_json::from_slice::<Response>(body).is_ok()
    {
        return None;
    }
    let is_json = serde_json::from_slice::<serde::de::IgnoredAny>(body).is_ok();
    Some(if is_json { ErrorCode::InvalidRequest } else { ErrorCode::ParseError })
}

/// A request that is answered with an error, and with the number of none.
fn malformed(code: ErrorCode) -> Vec<u8> {
    let params = json!({ "code": code.code() });
    json!({ "jsonrpc": "2.0", "id": null, "method": MALFORMED, "params": params })
        .to_string()
        .into_bytes()
}
