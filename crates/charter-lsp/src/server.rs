//! The protocol's face: every message goes to the owner, in the order in which it came.
//!
//! No method does anything itself, and none waits before it has handed its message over.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use serde_json::Value;
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::request::{GotoDeclarationParams, GotoDeclarationResponse};
use tower_lsp_server::ls_types::*;
use tower_lsp_server::{ClientSocket, LanguageServer, LspService};

use crate::answer::*;
use crate::can::Can;
use crate::disk::Disk;
use crate::owner::Owner;
use crate::state::State;
use crate::told::{Teller, deliver};
use crate::{line, offer, preview, uri};

/// The server, as the protocol sees it.
pub(crate) struct Server {
    owner: Owner,
    /// Whether the client has said that it is about to leave.
    leaves: Arc<AtomicBool>,
}

impl Server {
    /// The server and its line to the client.
    pub(crate) fn service(disk: Arc<dyn Disk>) -> (LspService<Server>, ClientSocket) {
        let make = |client| {
            let (teller, line) = Teller::new();
            tokio::spawn(deliver(client, line));
            let owner = Owner::start(move |owner| State::new(disk, teller, owner));
            Server { owner, leaves: Arc::default() }
        };
        LspService::build(make)
            .custom_method("charter/preview", Server::preview)
            .custom_method("charter/virtualDocument", Server::page)
            .custom_method(line::MALFORMED, Server::malformed)
            .finish()
    }

    /// Tells, after the server has ended, whether the client had said that it would leave.
    pub(crate) fn leaving(&self) -> impl Fn() -> bool + use<> {
        let leaves = Arc::clone(&self.leaves);
        move || leaves.load(Relaxed)
    }

    /// Answers what was no message.
    async fn malformed(&self, params: Value) -> Result<Value> {
        let code = params.get("code").and_then(Value::as_i64).unwrap_or(-32600);
        Err(Error { code: code.into(), message: "this is no message".into(), data: None })
    }

    async fn preview(&self, params: preview::PreviewParams) -> Result<Option<preview::Preview>> {
        self.owner.ask(move |state| preview::preview(state, params)).await
    }

    async fn page(&self, params: preview::PageParams) -> Result<Option<Value>> {
        self.owner.ask(move |state| preview::page(state, params)).await
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.owner.end();
    }
}

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let folders = folders(&params);
        let can = Can::of(params.capabilities);
        let result = offer::result(&can);
        self.owner.tell(move |state| {
            state.can = can;
            state.load(&folders);
        });
        Ok(result)
    }

    async fn initialized(&self, _: InitializedParams) {
        self.owner.tell(State::greet);
    }

    async fn shutdown(&self) -> Result<()> {
        self.leaves.store(true, Relaxed);
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.owner.tell(move |state| state.open(params.text_document));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let VersionedTextDocumentIdentifier { uri, version } = params.text_document;
        self.owner.tell(move |state| state.change(&uri, version, params.content_changes));
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.owner.tell(move |state| state.saved(&params.text_document.uri));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.owner.tell(move |state| state.close(&params.text_document.uri));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.owner.tell(move |state| state.watched(&params.changes));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.owner.tell(move |state| state.folders(&params.event));
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.owner.tell(move |state| state.configure(&params.settings));
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        self.owner.ask(move |state| state.pull(params)).await
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        self.owner.ask(move |state| state.pull_all(params)).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        self.owner.ask(move |state| hover::answer(state, params)).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        self.owner.ask(move |state| completion::answer(state, params)).await
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        self.owner.ask(move |state| definition::answer(state, params)).await
    }

    async fn goto_declaration(
        &self,
        params: GotoDeclarationParams,
    ) -> Result<Option<GotoDeclarationResponse>> {
        self.owner.ask(move |state| definition::declaration(state, params)).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        self.owner.ask(move |state| references::answer(state, params)).await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        self.owner.ask(move |state| references::highlight(state, params)).await
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        self.owner.ask(move |state| symbols::answer(state, params)).await
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<WorkspaceSymbolResponse>> {
        self.owner.ask(move |state| symbols::everywhere(state, params)).await
    }

    async fn prepare_call_hierarchy(
        &self,
        params: CallHierarchyPrepareParams,
    ) -> Result<Option<Vec<CallHierarchyItem>>> {
        self.owner.ask(move |state| calls::prepare(state, params)).await
    }

    async fn incoming_calls(
        &self,
        params: CallHierarchyIncomingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
        self.owner.ask(move |state| calls::incoming(state, params)).await
    }

    async fn outgoing_calls(
        &self,
        params: CallHierarchyOutgoingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
        self.owner.ask(move |state| calls::outgoing(state, params)).await
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        self.owner.ask(move |state| rename::prepare(state, params)).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        self.owner.ask(move |state| rename::answer(state, params)).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        self.owner.ask(move |state| actions::answer(state, params)).await
    }

    async fn code_action_resolve(&self, params: CodeAction) -> Result<CodeAction> {
        self.owner.ask(move |state| actions::resolve(state, params)).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        self.owner.ask(move |state| twins::execute(state, params)).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.owner.ask(move |state| hints::answer(state, params)).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.owner.ask(move |state| lenses::answer(state, params)).await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        self.owner.ask(move |state| tokens::full(state, params)).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        self.owner.ask(move |state| tokens::delta(state, params)).await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        self.owner.ask(move |state| tokens::range(state, params)).await
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        self.owner.ask(move |state| formatting::document(state, params)).await
    }

    async fn range_formatting(
        &self,
        params: DocumentRangeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        self.owner.ask(move |state| formatting::range(state, params)).await
    }

    async fn on_type_formatting(
        &self,
        params: DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        self.owner.ask(move |state| formatting::on_type(state, params)).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.owner.ask(move |state| folding::answer(state, params)).await
    }

    async fn selection_range(
        &self,
        params: SelectionRangeParams,
    ) -> Result<Option<Vec<SelectionRange>>> {
        self.owner.ask(move |state| selection::answer(state, params)).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.owner.ask(move |state| links::answer(state, params)).await
    }
}

/// The folders that a client has open; older ones name one in one of two ways.
#[allow(deprecated)]
fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    let path = |uri: &Uri| uri::path(uri);
    match &params.workspace_folders {
        Some(folders) => folders.iter().filter_map(|it| path(&it.uri)).collect(),
        None => match (&params.root_uri, &params.root_path) {
            (Some(uri), _) => path(uri).into_iter().collect(),
            (None, Some(root)) => vec![PathBuf::from(root)],
            (None, None) => Vec::new(),
        },
    }
}
