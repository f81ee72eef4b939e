//! What a client can: nothing is sent that it did not announce.

use tower_lsp_server::ls_types::{
    ClientCapabilities, CompletionItemKind, DiagnosticTag, MarkupKind, PositionEncodingKind,
    ResourceOperationKind, SemanticTokensFullOptions, SymbolKind, SymbolTag,
};

use crate::position::Encoding;

/// What a client can.
#[derive(Clone, Debug, Default)]
pub(crate) struct Can {
    /// What it announced, word for word.
    pub(crate) said: ClientCapabilities,
    /// What a column counts.
    pub(crate) encoding: Encoding,
}

/// `client.can_do(|it| it.text_document.as_ref()?.hover.as_ref())`, and the like.
macro_rules! path {
    ($from:expr, $first:ident $(. $rest:ident)*) => {
        $from.$first.as_ref()$(.and_then(|it| it.$rest.as_ref()))*
    };
}

impl Can {
    /// What was announced.
    pub(crate) fn of(said: ClientCapabilities) -> Can {
        let offered: &[PositionEncodingKind] =
            path!(said, general.position_encodings).map_or(&[], Vec::as_slice);
        Can { encoding: Encoding::agreed(offered), said }
    }

    /// It asks for diagnostics by itself.
    pub(crate) fn pulls(&self) -> bool {
        path!(self.said, text_document.diagnostic).is_some()
    }

    /// It can be told to ask again.
    pub(crate) fn refreshes_diagnostics(&self) -> bool {
        path!(self.said, workspace.diagnostics.refresh_support).is_some_and(|it| *it)
    }

    /// It can be told to ask for inlay hints again.
    pub(crate) fn refreshes_hints(&self) -> bool {
        path!(self.said, workspace.inlay_hint.refresh_support).is_some_and(|it| *it)
    }

    /// It can be told to ask for lenses again.
    pub(crate) fn refreshes_lenses(&self) -> bool {
        path!(self.said, workspace.code_lens.refresh_support).is_some_and(|it| *it)
    }

    /// It can be told to ask for semantic tokens again.
    pub(crate) fn refreshes_tokens(&self) -> bool {
        path!(self.said, workspace.semantic_tokens.refresh_support).is_some_and(|it| *it)
    }

    /// It shows places that belong to a finding.
    pub(crate) fn relates(&self) -> bool {
        let pushed = path!(self.said, text_document.publish_diagnostics.related_information);
        self.pulls() || pushed.is_some_and(|it| *it)
    }

    /// It links the code of a finding.
    pub(crate) fn links_codes(&self) -> bool {
        let pushed = path!(self.said, text_document.publish_diagnostics.code_description_support);
        pushed.is_some_and(|it| *it)
    }

    /// It shows a tag of a finding.
    pub(crate) fn tags(&self, tag: &DiagnosticTag) -> bool {
        let tags = path!(self.said, text_document.publish_diagnostics.tag_support);
        tags.is_some_and(|it| it.value_set.contains(tag))
    }

    /// A file is watched by the client, where the server asks for it.
    pub(crate) fn watches(&self) -> bool {
        let watched = path!(self.said, workspace.did_change_watched_files.dynamic_registration);
        watched.is_some_and(|it| *it)
    }

    /// It shows how far something is.
    pub(crate) fn shows_progress(&self) -> bool {
        path!(self.said, window.work_done_progress).is_some_and(|it| *it)
    }

    /// It fills in the gaps of a snippet.
    pub(crate) fn snippets(&self) -> bool {
        let completes = path!(self.said, text_document.completion.completion_item.snippet_support);
        completes.is_some_and(|it| *it)
    }

    /// It knows a kind of completion; those up to `Reference` it has to.
    pub(crate) fn completes(&self, kind: CompletionItemKind) -> bool {
        let kinds = path!(self.said, text_document.completion.completion_item_kind.value_set);
        kinds.map_or_else(|| is_old(kind), |it| it.contains(&kind))
    }

    /// How documentation is written for a hover.
    pub(crate) fn hovers_in(&self) -> MarkupKind {
        preferred(path!(self.said, text_document.hover.content_format))
    }

    /// How documentation is written for a completion.
    pub(crate) fn documents_in(&self) -> MarkupKind {
        preferred(path!(self.said, text_document.completion.completion_item.documentation_format))
    }

    /// It takes code actions that are more than commands.
    pub(crate) fn takes_actions(&self) -> bool {
        path!(self.said, text_document.code_action.code_action_literal_support).is_some()
    }

    /// It asks for the changes of an action only when somebody takes it.
    pub(crate) fn resolves_actions(&self) -> bool {
        let resolves = path!(self.said, text_document.code_action.resolve_support);
        let data = path!(self.said, text_document.code_action.data_support);
        data.is_some_and(|it| *it)
            && resolves.is_some_and(|it| it.properties.iter().any(|it| it == "edit"))
    }

    /// It shows no lenses, and lets a server do something when an action is taken.
    pub(crate) fn needs_twins(&self) -> bool {
        let shows_lenses = path!(self.said, text_document.code_lens).is_some();
        !shows_lenses && path!(self.said, workspace.execute_command).is_some()
    }

    /// It knows which action is the best.
    pub(crate) fn prefers(&self) -> bool {
        let prefers = path!(self.said, text_document.code_action.is_preferred_support);
        prefers.is_some_and(|it| *it)
    }

    /// Its outline has levels.
    pub(crate) fn nests_symbols(&self) -> bool {
        let nests =
            path!(self.said, text_document.document_symbol.hierarchical_document_symbol_support);
        nests.is_some_and(|it| *it)
    }

    /// It takes changes of named versions, and of files.
    pub(crate) fn takes_document_changes(&self) -> bool {
        path!(self.said, workspace.workspace_edit.document_changes).is_some_and(|it| *it)
    }

    /// It asks whether something can be renamed before it asks for another name.
    pub(crate) fn prepares_renames(&self) -> bool {
        path!(self.said, text_document.rename.prepare_support).is_some_and(|it| *it)
    }

    /// It can rename a file as part of a change.
    pub(crate) fn renames_files(&self) -> bool {
        let operations = path!(self.said, workspace.workspace_edit.resource_operations);
        self.takes_document_changes()
            && operations.is_some_and(|it| it.contains(&ResourceOperationKind::Rename))
    }

    /// A link may say which word it is about.
    pub(crate) fn links_definitions(&self) -> bool {
        path!(self.said, text_document.definition.link_support).is_some_and(|it| *it)
    }

    /// The same of a declaration.
    pub(crate) fn links_declarations(&self) -> bool {
        path!(self.said, text_document.declaration.link_support).is_some_and(|it| *it)
    }

    /// Its outline knows a kind of symbol.
    pub(crate) fn outlines(&self, kind: SymbolKind) -> bool {
        let kinds = path!(self.said, text_document.document_symbol.symbol_kind.value_set);
        kinds.map_or_else(|| is_old_symbol(kind), |it| it.contains(&kind))
    }

    /// Its list of symbols that were found knows a kind.
    pub(crate) fn finds(&self, kind: SymbolKind) -> bool {
        let kinds = path!(self.said, workspace.symbol.symbol_kind.value_set);
        kinds.map_or_else(|| is_old_symbol(kind), |it| it.contains(&kind))
    }

    /// Its outline shows what is no longer to be used.
    pub(crate) fn tags_symbols(&self) -> bool {
        let tags = path!(self.said, text_document.document_symbol.tag_support);
        tags.is_some_and(|it| it.value_set.contains(&SymbolTag::DEPRECATED))
    }

    /// The same of its list of symbols that were found.
    pub(crate) fn tags_found_symbols(&self) -> bool {
        let tags = path!(self.said, workspace.symbol.tag_support);
        tags.is_some_and(|it| it.value_set.contains(&SymbolTag::DEPRECATED))
    }

    /// It asks for the colours of a whole document; and whether for what has changed in them.
    pub(crate) fn asks_full_tokens(&self) -> Option<bool> {
        let requests = &path!(self.said, text_document.semantic_tokens)?.requests;
        match requests.full.as_ref()? {
            SemanticTokensFullOptions::Bool(asks) => asks.then_some(false),
            SemanticTokensFullOptions::Delta { delta } => Some(*delta == Some(true)),
        }
    }

    /// It asks for the colours of what can be seen.
    pub(crate) fn asks_range_tokens(&self) -> bool {
        let tokens = path!(self.said, text_document.semantic_tokens);
        tokens.is_some_and(|it| it.requests.range == Some(true))
    }

    /// A coloured word may run over the end of a line.
    pub(crate) fn has_multiline_tokens(&self) -> bool {
        let tokens = path!(self.said, text_document.semantic_tokens);
        tokens.is_some_and(|it| it.multiline_token_support == Some(true))
    }

    /// So many places to fold it takes at most.
    pub(crate) fn most_folds(&self) -> usize {
        let most = path!(self.said, text_document.folding_range.range_limit);
        most.map_or(usize::MAX, |it| *it as usize)
    }

    /// It carries out a command of ours: it has said so, since the protocol has no word for it.
    pub(crate) fn carries_out(&self, command: &str) -> bool {
        let experimental = self.said.experimental.as_ref();
        let commands = experimental.and_then(|it| it.pointer("/commands/commands")?.as_array());
        commands.is_some_and(|it| it.iter().any(|it| it == command))
    }

    /// Lines are folded as a whole.
    pub(crate) fn folds_lines(&self) -> bool {
        path!(self.said, text_document.folding_range.line_folding_only).is_some_and(|it| *it)
    }
}

/// Whether a kind of completion is one of those that every client knows.
fn is_old(kind: CompletionItemKind) -> bool {
    /// The number of the last of them, `Reference`.
    const LAST: u64 = 18;
    serde_json::to_value(kind).is_ok_and(|it| it.as_u64().is_some_and(|it| it <= LAST))
}

/// The same of the kinds of symbol, up to `Array`.
fn is_old_symbol(kind: SymbolKind) -> bool {
    /// The number of the last of them.
    const LAST: u64 = 18;
    serde_json::to_value(kind).is_ok_and(|it| it.as_u64().is_some_and(|it| it <= LAST))
}

/// Markdown, unless a client has said that it shows plain text alone.
fn preferred(formats: Option<&Vec<MarkupKind>>) -> MarkupKind {
    match formats {
        Some(formats) if formats.contains(&MarkupKind::Markdown) => MarkupKind::Markdown,
        _ => MarkupKind::PlainText,
    }
}
