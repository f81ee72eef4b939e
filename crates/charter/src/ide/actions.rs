//! What can be done about a place: what findings offer, and what an author may want to rewrite.

mod answer;

use jiff::civil::Date;

use super::place::{Place, place};
use crate::model::{Item, Model};
use crate::offer::stub;
use crate::rule::{self, RuleKind};
use crate::tree::{Body, Clause, ClauseKind, Kind, Party, Right};
use crate::{Diagnostic, Edit, Fix, Safety, SourceId, Sources, Span, Symbol, words};

/// What kind of change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// It mends a finding.
    Fix,
    /// It writes the same in another way.
    Rewrite,
    /// It makes an item of its own of something.
    Extract,
    /// It adds something that a person finishes.
    Add,
}

/// Something that can be done.
#[derive(Clone, Debug)]
pub struct Action {
    /// An imperative, as a menu shows it.
    pub title: String,
    /// What kind of change it is.
    pub kind: ActionKind,
    /// The replacements, none of which overlap.
    pub edits: Vec<Edit>,
    /// The finding that it is about, by its place in the list.
    pub finding: Option<usize>,
    /// Whether it is the one to take where somebody takes one without looking.
    pub is_preferred: bool,
}

/// Everything that can be done about a range on a day. What is said elsewhere on its lines comes behind
/// what is said of the range itself: few people stand on the very word.
pub fn actions(
    model: &Model,
    sources: &Sources,
    findings: &[Diagnostic],
    range: Span,
    day: Date,
) -> Vec<Action> {
    let lines = lines(&sources.get(range.source).text, range);
    let here = findings.iter().enumerate().filter(|(_, it)| meets(it.span(), lines));
    let mut here: Vec<(usize, &Diagnostic)> = here.collect();
    here.sort_by_key(|(_, finding)| !meets(finding.span(), range));
    let mut actions: Vec<Action> =
        here.iter().flat_map(|(nth, finding)| fixes(*nth, finding)).collect();
    actions.extend(here.iter().filter_map(|(nth, it)| waiver(model, sources, *nth, it)));
    if range.source != Sources::STANDARD {
        let place = place(model, range.source, range.start);
        actions.extend(rewrites(model, sources, place));
        actions.extend(place.item.and_then(|item| answer::record(item, day)));
    }
    actions
}

/// Whether two ranges share a byte, or touch.
fn meets(a: Span, b: Span) -> bool {
    a.source == b.source && a.start <= b.end && b.start <= a.end
}

/// A range and what else stands on its lines.
fn lines(text: &str, range: Span) -> Span {
    let before = text.get(..range.start as usize).unwrap_or_default();
    let after = text.get(range.end as usize..).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let end = range.end as usize + after.find('\n').unwrap_or(after.len());
    Span { start: start as u32, end: end as u32, ..range }
}

fn fixes(nth: usize, finding: &Diagnostic) -> impl Iterator<Item = Action> {
    let ours = |fix: &&Fix| fix.edits.iter().all(|it| it.span.source != Sources::STANDARD);
    let fixes = finding.fixes.iter().filter(ours).enumerate();
    fixes.map(move |(place, fix)| Action {
        title: fix.title.clone(),
        kind: ActionKind::Fix,
        edits: fix.edits.clone(),
        finding: Some(nth),
        is_preferred: place == 0 && fix.safety == Safety::Safe,
    })
}

/// Excuses an item from what is said of it. A check is not to be excused from.
fn waiver(model: &Model, sources: &Sources, nth: usize, finding: &Diagnostic) -> Option<Action> {
    let rule = rule::find(finding.code).filter(|rule| rule.kind == RuleKind::Lint)?;
    let item = model.item_at(finding.span()).filter(|item| !item.is_standard())?;
    let stub = [("allow", format!("{} because \"…\"", rule.id))];
    Some(Action {
        title: format!("allow `{}` in `{}`, and say why", rule.id, item.name()),
        kind: ActionKind::Add,
        edits: vec![stub::append_to(item, sources.text(item.tree().span), &stub)],
        finding: Some(nth),
        is_preferred: false,
    })
}

fn rewrites(model: &Model, sources: &Sources, place: Place<'_>) -> Vec<Action> {
    let Some(item) = place.item else { return Vec::new() };
    let clause = place.clause;
    let block = clause.and_then(|clause| block(sources, clause));
    let group = clause.and_then(|clause| group(model, sources, item, clause));
    block.into_iter().chain(group).chain(trigger(sources, item)).collect()
}

/// An action that no finding asks for.
fn rewrite(title: String, kind: ActionKind, edits: Vec<Edit>) -> Action {
    Action { title, kind, edits, finding: None, is_preferred: false }
}

/// Whether a text reads as well as before after a change: a word may be a part of a clause, and
/// also something else in it.
fn reads_as_well(sources: &Sources, edit: &Edit) -> bool {
    let text = &sources.get(edit.span.source).text;
    let (Some(before), Some(after)) =
        (text.get(..edit.span.start as usize), text.get(edit.span.end as usize..))
    else {
        return false;
    };
    let errors = |text: &str| charter_syntax::parse(edit.span.source, text).errors.len();
    errors(&format!("{before}{}{after}", edit.text)) <= errors(text)
}

/// A clause on one line as a block of its parts.
fn block(sources: &Sources, clause: &Clause) -> Option<Action> {
    let keyword = sources.text(clause.keyword());
    let parts = words::parts_of(keyword)?;
    let text = sources.text(clause.span);
    if text.contains(['{', '\n', '#']) {
        return None;
    }
    let cuts = cuts(text, parts);
    let (first, _) = cuts.split_first()?;
    let ends = cuts.iter().skip(1).copied().chain([text.len()]);
    let lines = cuts.iter().zip(ends).map(|(start, end)| text[*start..end].trim_end());
    let lines: String = lines.map(|line| format!("    {line}\n")).collect();
    let written = format!("{} {{\n{lines}  }}", text[..*first].trim_end());
    let edit = Edit { span: clause.span, text: written };
    reads_as_well(sources, &edit).then(|| {
        rewrite(format!("write this {keyword} as a block"), ActionKind::Rewrite, vec![edit])
    })
}

/// Where the parts of a clause begin: at the words that may begin a line of its block, outside
/// of texts, each taken once.
fn cuts(text: &str, mut parts: Vec<&str>) -> Vec<usize> {
    let mut cuts = Vec::new();
    for (at, word) in word_starts(text).filter(|(at, _)| !in_text(text, *at)) {
        if let Some(nth) = parts.iter().position(|part| *part == word) {
            parts.remove(nth);
            cuts.push(at);
        }
    }
    cuts
}

/// Each word of a text behind a blank, and where it begins.
fn word_starts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let starts = text.match_indices(' ').map(|(at, _)| at + 1);
    starts.map(|at| (at, text[at..].split([' ', ',']).next().unwrap_or_default()))
}

/// Whether a byte lies between quotes.
fn in_text(text: &str, at: usize) -> bool {
    let mut quoted = false;
    let mut bytes = text.as_bytes()[..at].iter();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' if quoted => drop(bytes.next()),
            b'"' => quoted = !quoted,
            _ => {}
        }
    }
    quoted
}

/// The seats of a line as a group that has a name.
fn group(model: &Model, sources: &Sources, item: Item<'_>, clause: &Clause) -> Option<Action> {
    let Body::Counterparties(parties) = &clause.body else { return None };
    let plain = |party: &Party| {
        let seat = model.find(party.name.symbol).filter(|it| it.kind() == Kind::Seat);
        party.right == Right::Consulted && seat.is_some()
    };
    let seats: Vec<&Party> = parties.iter().take_while(|party| plain(party)).collect();
    let ([first, .., last], true) = (&*seats, seats.len() > 1) else { return None };
    let span = Span { end: last.name.span.end, ..first.name.span };
    if sources.text(span).contains('#') {
        return None;
    }
    let name = free_name(model, &format!("{}-room", item.name()));
    let names: Vec<&str> = seats.iter().map(|party| party.name.as_str()).collect();
    let written = format!("group {name} {{\n  members  {}\n}}\n\n", names.join(", "));
    let start = item.tree().span.start;
    let before = Edit { span: Span { start, end: start, ..span }, text: written };
    let title = format!("make a group `{name}` of these {} seats", seats.len());
    Some(rewrite(title, ActionKind::Extract, vec![before, Edit { span, text: name }]))
}

/// A name that nothing bears.
fn free_name(model: &Model, wanted: &str) -> String {
    let is_free = |name: &str| model.find(Symbol::new(name)).is_none();
    let more = (2..).map(|nth| format!("{wanted}-{nth}"));
    let mut all = std::iter::once(wanted.to_owned()).chain(more);
    all.find(|name| is_free(name)).unwrap_or_else(|| wanted.to_owned())
}

/// Another trigger, for somebody to finish.
fn trigger(sources: &Sources, item: Item<'_>) -> Option<Action> {
    let watched = matches!(item.kind(), Kind::Charter | Kind::Launch | Kind::Bet);
    if !watched || item.is_standard() {
        return None;
    }
    let owner = item.clause(ClauseKind::Owner, |body| match body {
        Body::Owner(names) => names.first().copied(),
        _ => None,
    })?;
    let taken = |name: &str| item.wires().any(|wire| wire.says.name.as_str() == name);
    let name = (1..).map(|nth| match nth {
        1 => "new-evidence".to_owned(),
        nth => format!("new-evidence-{nth}"),
    });
    let name = name.into_iter().find(|name| !taken(name))?;
    let says = format!("{name} when \"…\" declared by {} checked monthly", owner.as_str());
    let edit = stub::append_to(item, sources.text(item.tree().span), &[("trigger", says)]);
    let title = format!("add a trigger that reopens `{}`", item.name());
    Some(rewrite(title, ActionKind::Add, vec![edit]))
}

/// The texts of a source and of what it takes along, once everything that keeps its meaning is
/// mended, as `charter check --fix` does it; nothing where nothing is.
pub fn mended(
    sources: &Sources,
    config: &crate::config::Config,
    day: Date,
    source: SourceId,
) -> Vec<Edit> {
    let mut own = sources.clone();
    let choice = |_: &Sources, findings: &[Diagnostic]| {
        let here = findings.iter().enumerate().filter(|(_, it)| it.span().source == source);
        here.map(|(nth, _)| nth).collect()
    };
    let Ok(mended) = crate::mend::mend(&mut own, config, day, Safety::Safe, &choice) else {
        return Vec::new();
    };
    let changed = mended.before.keys().filter_map(|id| {
        let (old, new) = (&sources.get(*id).text, &own.get(*id).text);
        super::formatting::changed(0, *id, old, new)
    });
    changed.collect()
}
