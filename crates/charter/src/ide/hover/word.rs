//! Words of the language: keywords, and the ids of rules.

use crate::ide::ask::Ask;
use crate::ide::page::{Block, Page};
use crate::ide::place::Place;
use crate::keyword::{self, Keyword};
use crate::rule;
use crate::tree::Body;
use crate::{Span, words};

use super::Hover;

/// What is said of the keyword at a place.
pub(super) fn hover(ask: Ask<'_>, place: Place<'_>) -> Option<Hover> {
    let span = ask.word();
    let keyword = keyword::find(ask.written(span))?;
    is_one(ask, place, span, keyword).then(|| Hover { span, page: page(keyword, place) })
}

/// Whether a word stands where it is a keyword: at the head of an item or of a clause, or in
/// a clause that has a block, where that block knows it.
fn is_one(ask: Ask<'_>, place: Place<'_>, word: Span, keyword: Keyword) -> bool {
    let Some(item) = place.item else { return false };
    if word.start == item.tree().span.start {
        return true;
    }
    match place.clause {
        Some(clause) if word == clause.keyword() => true,
        Some(clause) => block_of(&clause.body).is_some_and(|block| {
            let before = Span { end: word.start, ..clause.span };
            keyword.stands_in(block) && !is_in_text(ask.written(before))
        }),
        // A clause that was not understood has its keyword all the same.
        None => {
            begins_line(ask, word) && words::clauses(item.kind()).any(|it| it.0 == keyword.word)
        }
    }
}

fn block_of(body: &Body) -> Option<&'static str> {
    match body {
        Body::Trigger(_) => Some("trigger"),
        Body::Cadence(_) => Some("cadence"),
        Body::Gate(_) => Some("gate"),
        Body::Stop(_) => Some("stop"),
        Body::Asks(_) => Some("asks"),
        Body::Escalation(_) => Some("escalation"),
        _ => None,
    }
}

/// Whether a text is open at the end of what stands before.
fn is_in_text(before: &str) -> bool {
    before.replace("\\\"", "").matches('"').count() % 2 == 1
}

fn begins_line(ask: Ask<'_>, word: Span) -> bool {
    let before = ask.text.get(..word.start as usize).unwrap_or_default();
    before.rsplit('\n').next().is_some_and(|line| line.trim().is_empty())
}

/// What it is, what it looks like, and where it stands.
pub(in crate::ide) fn page(keyword: Keyword, place: Place<'_>) -> Page {
    let mut page = Page::new(keyword.word);
    page.blocks.push(Block::Markdown(keyword.about));
    page.code(keyword.forms);
    let kind = place.item.map(|item| item.kind());
    let form = kind.and_then(|kind| words::clauses(kind).find(|it| it.0 == keyword.word));
    let form = form.filter(|(_, form)| !keyword.forms.contains(form));
    page.some_fact("Here", form.map(|(_, form)| words::ways(form)));
    let stands = keyword.stands.trim_end_matches('.');
    let how = match stands.strip_prefix("a kind") {
        Some(more) => format!("as an item of its own{more}"),
        None => format!("in {stands}"),
    };
    page.fact("Stands", how);
    page
}

/// What a rule says, and why.
pub(super) fn rule(id: &str) -> Option<Page> {
    let rule = rule::find(id)?;
    let mut page = Page::new(rule.id);
    let (what, why) = parts(rule.page);
    page.blocks.push(Block::Markdown(what));
    if let Some(why) = why {
        page.heading("Why");
        page.blocks.push(Block::Markdown(why));
    }
    let weight = match rule.kind {
        rule::RuleKind::Check => "a check: nobody is excused from it".into(),
        rule::RuleKind::Lint => {
            format!("a lint, `{}` unless the workspace says otherwise", rule.level.as_str())
        }
    };
    page.fact("Weight", weight);
    Some(page)
}

/// The first paragraphs of a page, and what stands below *Why*.
fn parts(page: &'static str) -> (&'static str, Option<&'static str>) {
    let text = page.split_once('\n').map_or(page, |(_, text)| text);
    let ends = |text: &'static str| {
        let end = ["\n## ", "\n```"].iter().filter_map(|it| text.find(it)).min();
        text[..end.unwrap_or(text.len())].trim()
    };
    (ends(text), text.split_once("\n## Why\n").map(|(_, why)| ends(why)))
}
