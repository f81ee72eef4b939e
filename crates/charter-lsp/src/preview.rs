//! Pages that no file holds: the standard, and the compiled calendar of a charter, a launch or
//! a seat. A page that was asked for is made again when all rules have been asked, and a client
//! is told where it has become another.

use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use charter::{Symbol, ide};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{Position, TextDocumentIdentifier, Uri};

use crate::render;
use crate::state::State;
use crate::told::Told;
use crate::uri;

/// Where previews lie.
const PREVIEW: &str = "charter:///preview/";

/// How a page ends.
const ENDING: &str = ".md";

/// So many pages are looked after: a person sees no more at once.
const SHOWN: usize = 16;

/// What is announced: the protocol has no word for it, so a client that was not made for it
/// never asks.
pub(crate) fn offer() -> Value {
    json!({ "charter": { "preview": true, "virtualDocument": true } })
}

/// `charter/preview`: the calendar of what stands here.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PreviewParams {
    text_document: TextDocumentIdentifier,
    position: Position,
}

/// A page, and where it can be asked for again.
#[derive(Debug, Serialize)]
pub(crate) struct Preview {
    uri: Uri,
    title: String,
    text: String,
}

/// `charter/virtualDocument`: a page by its address.
#[derive(Debug, Deserialize)]
pub(crate) struct PageParams {
    uri: Uri,
}

/// A page that a client has asked for.
#[derive(Debug)]
pub(crate) struct Shown {
    uri: Uri,
    /// The workspace and the item.
    key: PathBuf,
    name: String,
    /// What the client has seen of it.
    print: u64,
}

/// The calendar of what stands at a position: of the name there, where it has one, else of the
/// item around it.
pub(crate) fn preview(state: &mut State, params: PreviewParams) -> Result<Option<Preview>> {
    let PreviewParams { text_document, position } = params;
    let asked = state.asked(&text_document.uri)?;
    let ask = asked.ask(position);
    let place = ide::place(ask.model, ask.source, ask.byte);
    let here = place.mention.and_then(|it| it.item()).into_iter().chain(place.item);
    let mut pages = here.filter_map(|item| Some((item, ide::preview(item, ask.day)?)));
    let Some((item, page)) = pages.next() else { return Ok(None) };
    let (title, name) = (item.title().to_owned(), item.name().to_owned());
    let (text, key) = (render::markdown(&page), asked.workspace.key.clone());
    let Some(uri) = address(state, &key, &name) else { return Ok(None) };
    look_after(state, Shown { uri: uri.clone(), key, name, print: print(&text) });
    Ok(Some(Preview { uri, title, text }))
}

/// A page by its address.
pub(crate) fn page(state: &mut State, params: PageParams) -> Result<Option<Value>> {
    if params.uri.as_str() == uri::STANDARD {
        return Ok(Some(json!({ "text": charter::STANDARD })));
    }
    let Some((key, name)) = item_of(state, &params.uri) else { return Ok(None) };
    let Some(text) = text(state, &key, &name) else { return Ok(None) };
    look_after(state, Shown { uri: params.uri, key, name, print: print(&text) });
    Ok(Some(json!({ "text": text })))
}

/// The address of a preview. Of several workspaces, all but the first are named in it.
fn address(state: &State, key: &Path, name: &str) -> Option<Uri> {
    let is_first = state.workspaces.first().is_some_and(|it| it.key == key);
    let within = match is_first {
        true => String::new(),
        false => format!("?{}", utf8_percent_encode(key.to_str()?, NON_ALPHANUMERIC)),
    };
    format!("{PREVIEW}{name}{ENDING}{within}").parse().ok()
}

/// The workspace and the name that an address is of.
fn item_of(state: &State, uri: &Uri) -> Option<(PathBuf, String)> {
    let rest = uri.as_str().strip_prefix(PREVIEW)?;
    let (page, within) = rest.split_once('?').map_or((rest, None), |(page, key)| (page, Some(key)));
    let name = page.strip_suffix(ENDING)?.to_owned();
    let key = match within {
        Some(key) => PathBuf::from(percent_decode_str(key).decode_utf8().ok()?.into_owned()),
        None => state.workspaces.first()?.key.clone(),
    };
    Some((key, name))
}

/// What a page says now; none where there is no such item any more.
fn text(state: &State, key: &Path, name: &str) -> Option<String> {
    let workspace = state.workspaces.iter().find(|it| it.key == key)?;
    let session = &workspace.session;
    let item = session.model().find(Symbol::new(name))?;
    ide::preview(item, session.day()).map(|page| render::markdown(&page))
}

/// Looks after a page from now on, in the place of the one that was asked for longest ago.
fn look_after(state: &mut State, page: Shown) {
    state.shown.retain(|it| it.uri != page.uri);
    if state.shown.len() == SHOWN {
        state.shown.remove(0);
    }
    state.shown.push(page);
}

impl State {
    /// Tells which of the pages of a workspace have become others.
    pub(crate) fn look_at_pages(&mut self, nth: usize) {
        let key = self.workspaces[nth].key.clone();
        for at in 0..self.shown.len() {
            let page = &self.shown[at];
            if page.key != key {
                continue;
            }
            let print = text(self, &page.key, &page.name).map_or(0, |text| print(&text));
            if print != page.print {
                self.teller.tell(Told::Preview(page.uri.clone()));
                self.shown[at].print = print;
            }
        }
    }
}

fn print(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}
