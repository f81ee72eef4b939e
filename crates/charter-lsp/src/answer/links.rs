//! Addresses in texts.

use charter::ide::{self, Link, LinkTarget};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{DocumentLink, DocumentLinkParams, Uri};

use crate::state::{Asked, State};
use crate::uri;

/// The links of a document: those whose address means something.
pub(crate) fn answer(
    state: &State,
    params: DocumentLinkParams,
) -> Result<Option<Vec<DocumentLink>>> {
    let asked = state.asked(&params.text_document.uri)?;
    let session = asked.session();
    let links = ide::links(session.model(), session.sources(), asked.source).into_iter();
    Ok(Some(links.filter_map(|link| told(&asked, &link)).collect()))
}

fn told(asked: &Asked<'_>, link: &Link) -> Option<DocumentLink> {
    let target = match &link.target {
        LinkTarget::Address(address) => address.parse::<Uri>().ok()?,
        LinkTarget::Path(path) => uri::of(&asked.workspace.root.join(path))?,
    };
    Some(DocumentLink {
        range: asked.lines.range(link.span),
        target: Some(target),
        tooltip: None,
        data: None,
    })
}
