//! Addresses and files that a text names.

use crate::model::Model;
use crate::tree::{Body, Text};
use crate::{SourceId, Sources, Span, TokenKind, tokens};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// To an address of the web.
    Address(String),
    /// To a file or a folder, by its path from the workspace.
    Path(String),
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it stands.
    pub span: Span,
    /// Where it leads.
    pub target: LinkTarget,
}

/// The links of a source, in the order of its text: addresses in texts and comments, and what
/// `at` and `record … in` name, where it is there.
pub fn links(model: &Model, sources: &Sources, source: SourceId) -> Vec<Link> {
    let text = &sources.get(source).text;
    let mut links = Vec::new();
    for token in tokens(text) {
        if matches!(token.kind, TokenKind::Text | TokenKind::Comment) {
            let span = Span::new(source, token.start, token.end);
            addresses(text, span, &mut links);
        }
    }
    let clauses = model.items_of(source).flat_map(|item| item.clauses());
    links.extend(clauses.filter_map(|it| place(&it.body)).filter_map(|text| path(text, sources)));
    links.sort_by_key(|link| link.span);
    links
}

/// The addresses in a stretch of text.
fn addresses(text: &str, span: Span, links: &mut Vec<Link>) {
    let stretch = text.get(span.range()).unwrap_or_default();
    let mut at = 0;
    while let Some(found) = next_address(&stretch[at..]) {
        let (start, end) = (at + found.start, at + found.end);
        let place = |byte: usize| span.start + byte as u32;
        links.push(Link {
            span: Span { start: place(start), end: place(end), ..span },
            target: LinkTarget::Address(stretch[start..end].into()),
        });
        at = end;
    }
}

/// Where the next address stands: from its scheme to a blank or a quote, without the signs that
/// end a sentence.
fn next_address(text: &str) -> Option<std::ops::Range<usize>> {
    let mut from = 0;
    while let Some(found) = text[from..].find("http") {
        let start = from + found;
        let rest = &text[start..];
        let scheme = ["https://", "http://"].into_iter().find(|it| rest.starts_with(it));
        if let Some(scheme) = scheme {
            let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '`' | '\\');
            let address = &rest[..rest.find(ends).unwrap_or(rest.len())];
            let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'']);
            if address.len() > scheme.len() {
                return Some(start..start + address.len());
            }
        }
        from = start + "http".len();
    }
    None
}

/// The text of a clause that says where something is.
fn place(body: &Body) -> Option<&Text> {
    match body {
        Body::At(text) => Some(text),
        Body::Record(record) => record.place.as_ref(),
        _ => None,
    }
}

/// A text that is the path of something that is there.
fn path(text: &Text, sources: &Sources) -> Option<Link> {
    let path = text.value.trim().split('#').next()?;
    let path = path.strip_prefix("./").unwrap_or(path);
    let is_within = !path.is_empty() && !path.starts_with('/') && !path.contains('\\');
    (is_within && sources.is_there(path)?)
        .then(|| Link { span: within_quotes(text.span), target: LinkTarget::Path(path.into()) })
}

/// A text without its quotes.
fn within_quotes(span: Span) -> Span {
    Span { start: span.start + 1, end: span.end.saturating_sub(1).max(span.start + 1), ..span }
}
