//! What a document declares, and what all of them do.

use charter::ide::{self, Outline, OutlineKind};
use charter::model::Item;
use charter::tree::Kind;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location, SymbolInformation,
    SymbolKind, SymbolTag, Uri, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

use crate::state::{Asked, State};
use crate::workspace::Workspace;

/// Nobody reads further.
const MOST: usize = 128;

/// What a document declares: as a tree, where a client shows one.
pub(crate) fn answer(
    state: &State,
    params: DocumentSymbolParams,
) -> Result<Option<DocumentSymbolResponse>> {
    let asked = state.asked(&params.text_document.uri)?;
    let outline = ide::outline(asked.session().model(), asked.source, asked.text());
    Ok(Some(match state.can.nests_symbols() {
        true => DocumentSymbolResponse::Nested(
            outline.into_iter().map(|entry| nested(&asked, entry)).collect(),
        ),
        false => {
            let uri = params.text_document.uri;
            let mut flat = Vec::new();
            outline.into_iter().for_each(|entry| flatten(&asked, &uri, None, entry, &mut flat));
            DocumentSymbolResponse::Flat(flat)
        }
    }))
}

#[allow(deprecated)]
fn nested(asked: &Asked<'_>, entry: Outline) -> DocumentSymbol {
    let can = &asked.state.can;
    let children: Vec<DocumentSymbol> =
        entry.children.into_iter().map(|child| nested(asked, child)).collect();
    DocumentSymbol {
        name: entry.name,
        detail: Some(entry.detail).filter(|it| !it.is_empty()),
        kind: shown(entry.kind, |kind| can.outlines(kind)),
        tags: tags(entry.is_retired && can.tags_symbols()),
        deprecated: None,
        range: asked.lines.range(entry.whole),
        selection_range: asked.lines.range(entry.at),
        children: (!children.is_empty()).then_some(children),
    }
}

#[allow(deprecated)]
fn flatten(
    asked: &Asked<'_>,
    uri: &Uri,
    container: Option<&str>,
    entry: Outline,
    flat: &mut Vec<SymbolInformation>,
) {
    let can = &asked.state.can;
    flat.push(SymbolInformation {
        name: entry.name.clone(),
        kind: shown(entry.kind, |kind| can.outlines(kind)),
        tags: None,
        deprecated: entry.is_retired.then_some(true),
        location: Location::new(uri.clone(), asked.lines.range(entry.whole)),
        container_name: container.map(str::to_owned),
    });
    let children = entry.children.into_iter();
    children.for_each(|child| flatten(asked, uri, Some(&entry.name), child, flat));
}

/// What is found in all workspaces, those of the first folder first.
pub(crate) fn everywhere(
    state: &State,
    params: WorkspaceSymbolParams,
) -> Result<Option<WorkspaceSymbolResponse>> {
    let mut found: Vec<SymbolInformation> = Vec::new();
    for workspace in &state.workspaces {
        let items = ide::search(workspace.session.model(), &params.query, MOST);
        found.extend(items.into_iter().filter_map(|item| of_item(state, workspace, item)));
    }
    found.truncate(MOST);
    Ok(Some(WorkspaceSymbolResponse::Flat(found)))
}

/// An item, and who owns it, or what it is about and when it was; where neither is known, the
/// file that it stands in.
#[allow(deprecated)]
fn of_item(state: &State, workspace: &Workspace, item: Item<'_>) -> Option<SymbolInformation> {
    let path = || workspace.session.sources().path(item.id().source).to_owned();
    let container = ide::belongs(item).unwrap_or_else(path);
    let is_retired = item.retired().is_some();
    let has_tags = state.can.tags_found_symbols();
    Some(SymbolInformation {
        name: item.name().into(),
        kind: shown(OutlineKind::Item(item.kind()), |kind| state.can.finds(kind)),
        tags: tags(is_retired && has_tags),
        deprecated: (is_retired && !has_tags).then_some(true),
        location: state.location(workspace, item.span())?,
        container_name: Some(container),
    })
}

fn tags(is_retired: bool) -> Option<Vec<SymbolTag>> {
    is_retired.then(|| vec![SymbolTag::DEPRECATED])
}

/// The kind of a symbol, or a plain one where a client does not know it.
fn shown(kind: OutlineKind, is_known: impl Fn(SymbolKind) -> bool) -> SymbolKind {
    let kind = kind_of(kind);
    if is_known(kind) { kind } else { SymbolKind::VARIABLE }
}

/// What the protocol has that comes nearest: it decides the icon.
pub(crate) fn kind_of(kind: OutlineKind) -> SymbolKind {
    match kind {
        OutlineKind::Item(kind) => kind_of_item(kind),
        OutlineKind::Cadence => SymbolKind::FIELD,
        OutlineKind::Gate => SymbolKind::KEY,
        OutlineKind::Question => SymbolKind::PROPERTY,
        OutlineKind::Trigger => SymbolKind::EVENT,
    }
}

fn kind_of_item(kind: Kind) -> SymbolKind {
    match kind {
        Kind::Calendar => SymbolKind::NAMESPACE,
        Kind::Function => SymbolKind::MODULE,
        Kind::Class => SymbolKind::CLASS,
        Kind::Seat => SymbolKind::OBJECT,
        Kind::Group => SymbolKind::ARRAY,
        Kind::Artifact => SymbolKind::FILE,
        Kind::Metric => SymbolKind::NUMBER,
        Kind::Charter => SymbolKind::INTERFACE,
        Kind::Launch => SymbolKind::PACKAGE,
        Kind::Bet => SymbolKind::CONSTANT,
        Kind::Raise | Kind::Record | Kind::Transition => SymbolKind::EVENT,
    }
}
