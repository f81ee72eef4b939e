//! Meaning to editor: the language server.
//!
//! This room alone knows the protocol. What is answered comes from [`charter::ide`], in bytes
//! and plain data; here it becomes positions and messages. Files are somebody else's: [`Disk`].
//!
//! Four rules keep it alive. A handler hands its request to the one owner of the state before
//! its first `await`, so that edits arrive in order ([`server`]). No handler awaits a request to
//! the client ([`told`]). As many requests may be under way as anybody sends. And the loop runs
//! on one thread, beside the owner's.

mod answer;
mod can;
mod diagnostics;
mod disk;
mod document;
mod line;
mod margin;
mod offer;
mod owner;
mod position;
mod preview;
mod render;
mod server;
mod state;
mod told;
mod uri;
mod watch;
mod workspace;

pub use disk::{Disk, Loaded};

use std::io;
use std::pin::pin;
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tower_lsp_server::Server as Transport;

use crate::server::Server;

/// So many requests may be under way. With fewer, a client that answers late would hold up
/// the edits that come behind.
const UNDER_WAY: usize = 1024;

/// So many bytes may wait to be read.
const AT_ONCE: usize = 1 << 20;

/// Serves over standard input and output until the client says `exit`, or its end of the line
/// is closed. The status is 0 where it said `shutdown` before, else 1.
pub fn serve(disk: Arc<dyn Disk>) -> io::Result<u8> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let status = runtime.block_on(serve_on(disk, tokio::io::stdin(), tokio::io::stdout()));
    // The thread that reads may wait for ever where the input stays open.
    runtime.shutdown_background();
    Ok(status)
}

/// The same over any line. The runtime has one thread.
pub async fn serve_on(
    disk: Arc<dyn Disk>,
    input: impl AsyncRead + Unpin,
    output: impl AsyncWrite,
) -> u8 {
    let (service, socket) = Server::service(disk);
    let leaves_well = service.inner().leaving();
    let (whole, messages) = tokio::io::duplex(AT_ONCE);
    let transport = Transport::new(messages, output, socket).concurrency_level(UNDER_WAY);
    let mut served = pin!(transport.serve(service));
    // The transport ends at `exit`, although more could come in; and with what comes in.
    let pumped = pin!(line::pump(input, whole));
    tokio::select! {
        () = &mut served => {}
        _ = pumped => served.await,
    }
    u8::from(!leaves_well())
}
