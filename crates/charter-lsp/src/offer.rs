//! What the server announces: no more than a client can make use of.

use tower_lsp_server::ls_types::{
    DiagnosticOptions, DiagnosticServerCapabilities, InitializeResult, OneOf, SaveOptions,
    ServerCapabilities, ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions, WorkspaceFoldersServerCapabilities,
    WorkspaceServerCapabilities,
};

use crate::answer::*;
use crate::can::Can;
use crate::preview;

/// What `initialize` is answered with.
pub(crate) fn result(can: &Can) -> InitializeResult {
    InitializeResult {
        capabilities: capabilities(can),
        server_info: Some(ServerInfo {
            name: "charter".into(),
            version: Some(env!("CARGO_PKG_VERSION").into()),
        }),
        offset_encoding: None,
    }
}

fn capabilities(can: &Can) -> ServerCapabilities {
    let text = can.said.text_document.as_ref();
    let has = |offered: bool| offered.then_some(OneOf::Left(true));
    ServerCapabilities {
        position_encoding: can.said.general.as_ref().map(|_| can.encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync())),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        diagnostic_provider: can.pulls().then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some("charter".into()),
                inter_file_dependencies: true,
                workspace_diagnostics: true,
                ..DiagnosticOptions::default()
            })
        }),
        hover_provider: hover::offer(can),
        completion_provider: completion::offer(can),
        definition_provider: definition::offer(can),
        declaration_provider: definition::offer_declaration(can),
        references_provider: references::offer(can),
        document_highlight_provider: references::offer(can)
            .and_then(|_| has(text.is_some_and(|it| it.document_highlight.is_some()))),
        document_symbol_provider: symbols::offer(can),
        workspace_symbol_provider: symbols::offer_everywhere(can),
        call_hierarchy_provider: calls::offer(can),
        rename_provider: rename::offer(can),
        code_action_provider: actions::offer(can),
        inlay_hint_provider: hints::offer(can),
        code_lens_provider: lenses::offer(can),
        semantic_tokens_provider: tokens::offer(can),
        document_formatting_provider: formatting::offer(can),
        document_range_formatting_provider: formatting::offer_range(can),
        document_on_type_formatting_provider: formatting::offer_on_type(can),
        folding_range_provider: folding::offer(can),
        selection_range_provider: selection::offer(can),
        document_link_provider: links::offer(can),
        linked_editing_range_provider: linked::offer(can),
        experimental: Some(preview::offer()),
        ..ServerCapabilities::default()
    }
}

fn sync() -> TextDocumentSyncOptions {
    TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions {
            include_text: Some(false),
        })),
        ..TextDocumentSyncOptions::default()
    }
}
