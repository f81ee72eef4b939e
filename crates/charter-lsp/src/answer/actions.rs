//! What can be done about a place.

use std::collections::HashMap;

use charter::Edit;
use charter::ide::{Action, ActionKind, actions};
use serde_json::json;
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOptions, CodeActionOrCommand,
    CodeActionParams, CodeActionProviderCapability, CodeActionResponse, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use crate::answer::twins;
use crate::can::Can;
use crate::state::{Asked, State};
use crate::workspace::Workspace;

/// Mends everything in a document that can be mended without changing what is meant.
const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.charter");

/// What is announced.
pub(crate) fn offer(can: &Can) -> Option<CodeActionProviderCapability> {
    can.said.text_document.as_ref()?.code_action.as_ref()?;
    if !can.takes_actions() {
        return None;
    }
    let mut kinds = vec![
        CodeActionKind::QUICKFIX,
        CodeActionKind::REFACTOR_REWRITE,
        CodeActionKind::REFACTOR_EXTRACT,
        CodeActionKind::REFACTOR,
        FIX_ALL,
    ];
    kinds.extend(can.needs_twins().then_some(twins::KIND));
    Some(CodeActionProviderCapability::Options(CodeActionOptions {
        code_action_kinds: Some(kinds),
        resolve_provider: Some(can.resolves_actions()),
        ..CodeActionOptions::default()
    }))
}

/// What can be done about a range.
pub(crate) fn answer(
    state: &State,
    params: CodeActionParams,
) -> Result<Option<CodeActionResponse>> {
    let asked = state.asked(&params.text_document.uri)?;
    let (start, end) = asked.lines.bytes(params.range);
    let range = charter::Span::new(asked.source, start, end);
    let session = asked.session();
    let findings = session.findings(asked.source);
    let (model, sources) = (session.model(), session.sources());
    let found = actions::actions(model, sources, findings, range, session.day());
    let wanted = |kind: &CodeActionKind| is_wanted(&params.context, kind);
    let mut all: Vec<CodeAction> = found.into_iter().map(|it| action(&asked, it)).collect();
    all.extend(twins::actions(&asked, range));
    all.retain(|it| it.kind.as_ref().is_none_or(&wanted));
    if wanted(&FIX_ALL) && findings.iter().any(|it| !it.fixes.is_empty()) {
        all.extend(fix_all(&asked, &params.text_document.uri));
    }
    Ok(Some(all.into_iter().map(CodeActionOrCommand::CodeAction).collect()))
}

/// Works out what was put off: to mend everything takes longer than a menu may.
pub(crate) fn resolve(state: &State, action: CodeAction) -> Result<CodeAction> {
    let uri = action.data.as_ref().and_then(|data| data.get("uri")?.as_str()?.parse::<Uri>().ok());
    let uri =
        uri.ok_or_else(|| Error::invalid_params("this action carries nothing to work out"))?;
    let asked = state.asked(&uri)?;
    let edit = mended(&asked);
    Ok(CodeAction { edit: Some(edit), ..action })
}

/// A kind is wanted where it, or one above it, is asked for.
fn is_wanted(context: &CodeActionContext, kind: &CodeActionKind) -> bool {
    let Some(only) = &context.only else { return true };
    only.iter().any(|asked| {
        let rest = kind.as_str().strip_prefix(asked.as_str());
        asked.as_str().is_empty() || rest.is_some_and(|it| it.is_empty() || it.starts_with('.'))
    })
}

fn action(asked: &Asked<'_>, action: Action) -> CodeAction {
    let Action { title, kind, edits, finding, is_preferred } = action;
    let finding = finding.and_then(|nth| asked.session().findings(asked.source).get(nth));
    let diagnostic = finding.map(|it| asked.state.diagnostic(asked.workspace, &asked.lines, it));
    let kind = match kind {
        ActionKind::Fix => CodeActionKind::QUICKFIX,
        ActionKind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
        ActionKind::Extract => CodeActionKind::REFACTOR_EXTRACT,
        ActionKind::Add if diagnostic.is_some() => CodeActionKind::QUICKFIX,
        ActionKind::Add => CodeActionKind::REFACTOR,
    };
    CodeAction {
        title,
        kind: Some(kind),
        diagnostics: diagnostic.map(|it| vec![it]),
        edit: Some(asked.state.workspace_edit(asked.workspace, &edits)),
        is_preferred: (is_preferred && asked.state.can.prefers()).then_some(true),
        ..CodeAction::default()
    }
}

fn fix_all(asked: &Asked<'_>, uri: &Uri) -> Option<CodeAction> {
    let action = CodeAction {
        title: "mend everything here that can be mended without changing what is meant".into(),
        kind: Some(FIX_ALL),
        ..CodeAction::default()
    };
    if asked.state.can.resolves_actions() {
        return Some(CodeAction { data: Some(json!({ "uri": uri })), ..action });
    }
    Some(CodeAction { edit: Some(mended(asked)), ..action })
}

fn mended(asked: &Asked<'_>) -> WorkspaceEdit {
    let session = asked.session();
    let edits = actions::mended(session.sources(), session.config(), session.day(), asked.source);
    asked.state.workspace_edit(asked.workspace, &edits)
}

impl State {
    /// Changes of sources as the protocol has them: with the versions they are made for, where
    /// the client can tell them apart.
    pub(crate) fn workspace_edit(&self, workspace: &Workspace, edits: &[Edit]) -> WorkspaceEdit {
        let mut by_source: Vec<(charter::SourceId, Vec<TextEdit>)> = Vec::new();
        for edit in edits {
            let source = edit.span.source;
            let range = self.lines(workspace, source).range(edit.span);
            let edit = TextEdit { range, new_text: edit.text.clone() };
            match by_source.iter_mut().find(|(id, _)| *id == source) {
                Some((_, edits)) => edits.push(edit),
                None => by_source.push((source, vec![edit])),
            }
        }
        if !self.can.takes_document_changes() {
            let changes = by_source.into_iter();
            let changes = changes.filter_map(|(id, it)| Some((self.uri_of(workspace, id)?, it)));
            #[allow(clippy::mutable_key_type)]
            let changes: HashMap<Uri, Vec<TextEdit>> = changes.collect();
            return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
        }
        let document = |(id, edits): (charter::SourceId, Vec<TextEdit>)| {
            let version = self.document_of(workspace, id).map(|it| it.version);
            let uri = self.uri_of(workspace, id)?;
            let text_document = OptionalVersionedTextDocumentIdentifier { uri, version };
            let edits = edits.into_iter().map(OneOf::Left).collect();
            Some(TextDocumentEdit { text_document, edits })
        };
        let changes = by_source.into_iter().filter_map(document).collect();
        WorkspaceEdit {
            document_changes: Some(DocumentChanges::Edits(changes)),
            ..WorkspaceEdit::default()
        }
    }
}
