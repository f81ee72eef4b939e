//! Another name, everywhere.

use std::collections::HashMap;

use charter::ide::{self, Refusal, Rename};
use charter::{Edit, SourceId};
use tower_lsp_server::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp_server::ls_types::{
    DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier,
    PrepareRenameResponse, RenameFile, RenameFileOptions, RenameOptions, RenameParams, ResourceOp,
    TextDocumentEdit, TextDocumentPositionParams, TextEdit, Uri, WorkDoneProgressOptions,
    WorkspaceEdit,
};

use crate::can::Can;
use crate::state::{Asked, State};
use crate::uri;

/// What is announced.
pub(crate) fn offer(can: &Can) -> OneOf<bool, RenameOptions> {
    match can.prepares_renames() {
        true => OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        false => OneOf::Left(true),
    }
}

/// Whether the name at a position can be another; why not, where it cannot.
pub(crate) fn prepare(
    state: &State,
    params: TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResponse>> {
    let asked = state.asked(&params.text_document.uri)?;
    let sources = asked.session().sources();
    let found = ide::prepare(&asked.place(params.position), sources).map_err(|it| refused(&it))?;
    Ok(Some(PrepareRenameResponse::RangeWithPlaceholder {
        range: asked.lines.range(found.span),
        placeholder: found.name.into(),
    }))
}

/// Everything that changes with a name.
pub(crate) fn answer(state: &State, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
    let at = params.text_document_position;
    let asked = state.asked(&at.text_document.uri)?;
    let sources = asked.session().sources();
    let place = asked.place(at.position);
    let rename = ide::rename(&place, sources, &params.new_name).map_err(|it| refused(&it))?;
    Ok(Some(match state.can.takes_document_changes() {
        true => WorkspaceEdit {
            document_changes: Some(document_changes(&asked, rename)),
            ..WorkspaceEdit::default()
        },
        false => {
            WorkspaceEdit { changes: Some(changes(&asked, &rename)), ..WorkspaceEdit::default() }
        }
    }))
}

/// A request that was understood and is not done.
fn refused(refusal: &Refusal) -> Error {
    /// What the protocol calls `RequestFailed`.
    const FAILED: i64 = -32803;
    Error { code: ErrorCode::ServerError(FAILED), message: refusal.to_string().into(), data: None }
}

/// The changes by their sources.
fn by_source(edits: &[Edit]) -> impl Iterator<Item = (SourceId, &[Edit])> {
    edits.chunk_by(|a, b| a.span.source == b.span.source).map(|it| (it[0].span.source, it))
}

/// The changes of one source, and its address.
fn told(asked: &Asked<'_>, source: SourceId, edits: &[Edit]) -> Option<(Uri, Vec<TextEdit>)> {
    let lines = asked.state.lines(asked.workspace, source);
    let told = edits.iter().map(|edit| TextEdit::new(lines.range(edit.span), edit.text.clone()));
    Some((asked.state.uri_of(asked.workspace, source)?, told.collect()))
}

#[allow(clippy::mutable_key_type)]
fn changes(asked: &Asked<'_>, rename: &Rename) -> HashMap<Uri, Vec<TextEdit>> {
    by_source(&rename.edits).filter_map(|(source, edits)| told(asked, source, edits)).collect()
}

/// The changes of each document as the client has it; and the file under its new name, last, so
/// that the changes before are of a file that is there.
fn document_changes(asked: &Asked<'_>, rename: Rename) -> DocumentChanges {
    let edits = by_source(&rename.edits).filter_map(|(source, edits)| {
        let (uri, edits) = told(asked, source, edits)?;
        let version = asked.state.document_of(asked.workspace, source).map(|it| it.version);
        Some(TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        })
    });
    let can_move = asked.state.can.renames_files();
    match rename.file.filter(|_| can_move).and_then(|(source, path)| moved(asked, source, &path)) {
        None => DocumentChanges::Edits(edits.collect()),
        Some(moved) => {
            let edits = edits.map(DocumentChangeOperation::Edit);
            let moved = DocumentChangeOperation::Op(ResourceOp::Rename(moved));
            DocumentChanges::Operations(edits.chain([moved]).collect())
        }
    }
}

/// A file under a new name, which nothing else has.
fn moved(asked: &Asked<'_>, source: SourceId, path: &str) -> Option<RenameFile> {
    let old_uri = asked.state.uri_of(asked.workspace, source)?;
    // What has no file yet cannot have another.
    old_uri.scheme().as_str().eq_ignore_ascii_case("file").then_some(())?;
    Some(RenameFile {
        old_uri,
        new_uri: uri::of(&asked.workspace.root.join(path))?,
        options: Some(RenameFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) }),
        annotation_id: None,
    })
}
