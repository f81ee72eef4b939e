//! What the server tells a client without being asked.
//!
//! The owner puts it in line and goes on; one task hands it to the client. Nobody else waits
//! for the client, so that one which is slow, or silent, holds up nothing.

use std::time::Duration;

use serde_json::Value;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tower_lsp_server::Client;
use tower_lsp_server::ls_types::{
    Diagnostic, MessageType, ProgressToken, Registration, Uri, notification::Notification,
};

/// Something for the client.
pub(crate) enum Told {
    /// What is said of a document.
    Diagnostics(Uri, Vec<Diagnostic>, Option<i32>),
    /// Something for the person.
    Message(MessageType, String),
    /// Ask for diagnostics again.
    RefreshDiagnostics,
    /// Ask for hints again.
    RefreshHints,
    /// Ask for lenses again.
    RefreshLenses,
    /// Ask for semantic tokens again.
    RefreshTokens,
    /// What the server would like to be told of.
    Register(Vec<Registration>),
    /// A notification of our own.
    Preview(Uri),
    /// A workspace is being read; whoever holds the other end says when it is done.
    Reading(oneshot::Receiver<()>),
}

/// `charter/previewChanged`: a page that the server made is another now.
pub(crate) enum PreviewChanged {}

impl Notification for PreviewChanged {
    type Params = Value;
    const METHOD: &'static str = "charter/previewChanged";
}

/// Takes what is told.
#[derive(Clone)]
pub(crate) struct Teller(UnboundedSender<Told>);

impl Teller {
    /// A teller, and the end of its line.
    pub(crate) fn new() -> (Teller, UnboundedReceiver<Told>) {
        let (sender, receiver) = unbounded_channel();
        (Teller(sender), receiver)
    }

    /// Puts something in line.
    pub(crate) fn tell(&self, told: Told) {
        // Nobody listens any more only while the server ends.
        let _ = self.0.send(told);
    }
}

/// Hands over what is in line. What a client answers to a request of ours is waited for by a
/// task of its own.
pub(crate) async fn deliver(client: Client, mut line: UnboundedReceiver<Told>) {
    while let Some(told) = line.recv().await {
        match told {
            Told::Diagnostics(uri, found, version) => {
                client.publish_diagnostics(uri, found, version).await;
            }
            Told::Message(kind, words) => client.show_message(kind, words).await,
            Told::Preview(uri) => {
                client.send_notification::<PreviewChanged>(serde_json::json!({ "uri": uri })).await;
            }
            Told::Reading(done) => {
                tokio::spawn(progress(client.clone(), done));
            }
            asked => {
                tokio::spawn(ask(client.clone(), asked));
            }
        }
    }
}

/// Asks a client for something. That it refuses changes nothing.
async fn ask(client: Client, asked: Told) {
    let _ = match asked {
        Told::RefreshDiagnostics => client.workspace_diagnostic_refresh().await,
        Told::RefreshHints => client.inlay_hint_refresh().await,
        Told::RefreshLenses => client.code_lens_refresh().await,
        Told::RefreshTokens => client.semantic_tokens_refresh().await,
        Told::Register(registrations) => client.register_capability(registrations).await,
        _ => Ok(()),
    };
}

/// So long nobody has to be told that something goes on.
const QUIET: Duration = Duration::from_millis(300);

/// Shows that a workspace is being read, where that takes a while.
async fn progress(client: Client, mut done: oneshot::Receiver<()>) {
    if tokio::time::timeout(QUIET, &mut done).await.is_ok() {
        return;
    }
    let token = ProgressToken::String("charter-reading".into());
    if client.create_work_done_progress(token.clone()).await.is_ok() {
        let shown = client.progress(token, "reading charters").begin().await;
        let _ = done.await;
        shown.finish().await;
    }
}
