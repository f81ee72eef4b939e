//! What can stand here.

use charter::ide::{self, Completion, Part, Sort};
use charter::tree::Kind;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionOptions, CompletionParams,
    CompletionResponse, CompletionTextEdit, CompletionTriggerKind, Documentation, InsertTextFormat,
    MarkupContent, MarkupKind, Range, TextEdit,
};

use crate::can::Can;
use crate::render;
use crate::state::State;

/// A blank: names come behind keywords; and a dot, behind which comes a trigger. Whether something
/// has to come is looked at then, so that nobody is shown a list in the middle of what is whole.
const TRIGGERS: [&str; 2] = [" ", "."];

/// What is announced.
pub(crate) fn offer() -> CompletionOptions {
    CompletionOptions {
        resolve_provider: Some(false),
        trigger_characters: Some(TRIGGERS.map(String::from).to_vec()),
        ..CompletionOptions::default()
    }
}

pub(crate) fn answer(
    state: &State,
    params: CompletionParams,
) -> Result<Option<CompletionResponse>> {
    let at = params.text_document_position;
    let asked = state.asked(&at.text_document.uri)?;
    let by_blank = params
        .context
        .is_some_and(|it| it.trigger_kind == CompletionTriggerKind::TRIGGER_CHARACTER);
    let said = asked.session().findings(asked.source);
    let found = ide::completions(asked.ask(at.position), said, by_blank);
    let range = asked.lines.range(found.span);
    let items = found.list.into_iter().enumerate();
    let items = items.map(|(nth, it)| item(&state.can, nth, it, range)).collect();
    let list = CompletionList { is_incomplete: !found.is_all, items };
    Ok(Some(CompletionResponse::List(list)))
}

/// A completion as the protocol has it; the number keeps the order in which it was found.
fn item(can: &Can, nth: usize, it: Completion, range: Range) -> CompletionItem {
    let has_gaps = it.insert.iter().any(|part| matches!(part, Part::Gap(_)));
    let is_snippet = has_gaps && can.snippets();
    let text = if is_snippet { snippet(&it.insert) } else { it.plain };
    CompletionItem {
        kind: kind(can, it.sort),
        detail: (!it.detail.is_empty()).then_some(it.detail),
        documentation: documentation(can, it.about),
        sort_text: Some(format!("{nth:04}")),
        filter_text: Some(it.label.clone()),
        insert_text_format: is_snippet.then_some(InsertTextFormat::SNIPPET),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: text })),
        label: it.label,
        ..CompletionItem::default()
    }
}

fn documentation(can: &Can, about: &'static str) -> Option<Documentation> {
    let kind = can.documents_in();
    let page = ide::Page { blocks: vec![ide::Block::Markdown(about)] };
    let content = |kind: MarkupKind| match kind {
        MarkupKind::Markdown => {
            Documentation::MarkupContent(MarkupContent { kind, value: about.to_owned() })
        }
        _ => Documentation::String(render::plain(&page)),
    };
    (!about.is_empty()).then(|| content(kind))
}

/// Text with gaps, as a client fills them in: numbered, the end last.
fn snippet(parts: &[Part]) -> String {
    let mut text = String::new();
    let mut gaps = 0;
    for part in parts {
        match part {
            Part::Text(it) => text.push_str(&escaped(it)),
            Part::Gap(it) => {
                gaps += 1;
                text.push_str(&format!("${{{gaps}:{}}}", escaped(it)));
            }
        }
    }
    text
}

/// Text in which nothing is a gap.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '$' | '}') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// The protocol's nearest word for what a completion is, where the client knows it.
fn kind(can: &Can, sort: Sort) -> Option<CompletionItemKind> {
    let kind = match sort {
        Sort::Skeleton => CompletionItemKind::SNIPPET,
        Sort::Keyword => CompletionItemKind::KEYWORD,
        Sort::Name(Kind::Charter) => CompletionItemKind::CLASS,
        Sort::Name(Kind::Class | Kind::Function) => CompletionItemKind::INTERFACE,
        Sort::Name(Kind::Group) => CompletionItemKind::MODULE,
        Sort::Name(Kind::Artifact) => CompletionItemKind::FILE,
        Sort::Name(Kind::Metric) => CompletionItemKind::UNIT,
        Sort::Name(Kind::Raise | Kind::Record | Kind::Transition) | Sort::Trigger => {
            CompletionItemKind::EVENT
        }
        Sort::Name(_) => CompletionItemKind::VARIABLE,
        Sort::Phrase => CompletionItemKind::TEXT,
        Sort::Choice => CompletionItemKind::ENUM,
        Sort::Value => CompletionItemKind::VALUE,
        Sort::Rule | Sort::Question => CompletionItemKind::REFERENCE,
    };
    can.completes(kind).then_some(kind)
}

#[cfg(test)]
mod tests {
    use charter::ide::Part;

    use super::snippet;

    #[test]
    fn gaps_are_numbered_and_text_is_no_gap() {
        let parts = [
            Part::Text("record {\n  $ ".into()),
            Part::Gap("who}".into()),
            Part::Text("\n}".into()),
            Part::Gap("where".into()),
        ];
        assert_eq!(snippet(&parts), "record {\n  \\$ ${1:who\\}}\n\\}${2:where}");
    }
}
