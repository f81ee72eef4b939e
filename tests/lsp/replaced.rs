//! Items come, go and change their names, and what is known is what would be known if everything
//! were read again.

use std::fmt::Write;

use charter::config::Config;
use charter::model::{Charter, Function, Handle, Item, Model, references};
use charter::tree::Kind;
use charter::{Session, Source, SourceId, Sources, Symbol};
use charter_tests::rng::Rng;
use charter_tests::say::TODAY;
use charter_tests::{files, root};

use crate::history;

/// How many edits are made.
const EDITS: u64 = 400;

/// The example, by path, with a history of it.
fn told() -> Vec<Source> {
    let mut sources = acme();
    let read = Session::new(Sources::new(sources.clone()), Config::default(), TODAY);
    sources.extend(history::history(read.model()));
    sources
}

/// The example, by path.
fn acme() -> Vec<Source> {
    let folder = root().join("examples/acme");
    let source = |path: std::path::PathBuf| {
        let bytes = std::fs::read(&path).expect("an example is readable");
        Source::new(path.display().to_string(), bytes)
    };
    files(&folder, "charter").into_iter().map(source).collect()
}

/// Everything that hangs on names, in words.
fn known(model: &Model, names: &[String]) -> String {
    let mut words = String::new();
    let id = |item: Item<'_>| item.id();
    for item in model.items() {
        let _ = writeln!(words, "{:?} {:?} {}", item.id(), item.kind(), item.name());
        if let Some(charter) = Charter::of(item) {
            let launches: Vec<_> = charter.launches().map(|it| id(*it)).collect();
            let _ = writeln!(words, "  governs {launches:?}");
        }
        if let Some(function) = Function::of(item) {
            let seats: Vec<_> = model.staff(function.name()).seats().map(|it| id(*it)).collect();
            let _ = writeln!(words, "  staffed by {seats:?}");
        }
    }
    for kind in Kind::ALL {
        let ids: Vec<_> = model.items_of_kinds(&[kind]).map(id).collect();
        let _ = writeln!(words, "{kind:?} {ids:?} {:?}", model.names_of(kind));
    }
    for name in names {
        let symbol = Symbol::new(name);
        let found = (model.find(symbol).map(id), model.find_reference(symbol).map(id));
        let _ = writeln!(words, "{name} {found:?}");
    }
    let doubled = model.names().doubled();
    let calendar = model.common_calendar().map(|it| it.name());
    let (horizon, day) = (model.horizon(), model.declared_day());
    let _ = writeln!(words, "{doubled:?} {calendar:?} {horizon:?} {day}");
    words + &history::known(model)
}

/// A text in which a name is another of its kind, or its line is gone.
fn speaks_otherwise(model: &Model, text: &str, source: SourceId, rng: &mut Rng) -> Option<String> {
    let items = model.items_of(source);
    let all: Vec<_> = items.flat_map(|item| references(item.tree())).collect();
    if all.is_empty() {
        return None;
    }
    let name = rng.pick(&all).name;
    let (start, end) = (name.span.start as usize, name.span.end as usize);
    if rng.once_in(4) {
        let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let to = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
        return Some(format!("{}{}", &text[..from], &text[to..]));
    }
    let kind = model.find(name.symbol)?.kind();
    let others: Vec<Item<'_>> = model.items_of_kinds(&[kind]).collect();
    let other = rng.pick(&others);
    // A former name means it as well.
    let former = other.former_names().next().map(|it| it.as_str());
    let other = former.filter(|_| rng.once_in(2)).unwrap_or(other.name());
    Some(format!("{}{other}{}", &text[..start], &text[end..]))
}

/// A text with one item gone, doubled, moved here from elsewhere, or under another name; or one
/// that speaks of something else.
fn edited(model: &Model, sources: &Sources, source: SourceId, rng: &mut Rng) -> String {
    let text = &sources.get(source).text;
    if rng.once_in(2)
        && let Some(text) = speaks_otherwise(model, text, source, rng)
    {
        return text;
    }
    let items: Vec<Item<'_>> = model.items_of(source).collect();
    let all: Vec<Item<'_>> = model.own_items().collect();
    let other = rng.pick(&all).tree().span;
    let other = &sources.get(other.source).text[other.range()];
    if items.is_empty() {
        return format!("{other}\n");
    }
    let item = rng.pick(&items);
    let (span, name) = (item.tree().span.range(), item.span().range());
    let body = text[name.end..span.end].find('\n').map_or(span.end, |at| name.end + at);
    match rng.below(6) {
        0 => format!("{}{}", &text[..span.start], &text[span.end..]),
        1 => format!("{text}\n{}\n", &text[span]),
        2 => format!("{text}\n{other}\n"),
        3 => format!("{}anew{}", &text[..name.end], &text[name.end..]),
        4 => format!(
            "{}\n  formerly {}-{}{}",
            &text[..body],
            item.name(),
            rng.below(3),
            &text[body..]
        ),
        _ => text.replacen(item.name(), &format!("{}-x", item.name()), 1),
    }
}

#[test]
fn what_is_replaced_is_as_if_it_were_read_anew() {
    let first = told();
    let config = Config::default();
    let mut session = Session::new(Sources::new(first.clone()), config.clone(), TODAY);
    let ids: Vec<_> = session.sources().ids().skip(1).collect();
    let mut names: Vec<String> = session.model().items().map(|it| it.name().to_owned()).collect();
    let (mut rng, mut others, mut spoken) = (Rng::new(11), 0, 0);
    let mut id = ids[0];
    for nth in 0..EDITS {
        // Often the same again: what was said of a text by an edit is to be forgotten at the next.
        id = if rng.once_in(2) { id } else { *rng.pick(&ids) };
        // Now and then a file is as it was: else nothing would be left to break.
        let text = match rng.once_in(3) {
            true => first[id.0 as usize - 1].text.clone(),
            false => edited(session.model(), session.sources(), id, &mut rng),
        };
        let before = session.model().own_items().count();
        let spoke = history::known(session.model());
        session.edit(id, text);
        names.extend(session.model().items_of(id).map(|it| it.name().to_owned()));
        let came = before != session.model().own_items().count();
        others += usize::from(came);
        spoken += usize::from(!came && spoke != history::known(session.model()));
        let anew = Session::new(session.sources().clone(), config.clone(), TODAY);
        let (here, there) = (known(session.model(), &names), known(anew.model(), &names));
        assert_eq!(here, there, "after edit {nth}");
        history::hold(session.model());
    }
    assert!(others > 50, "items came or went in {others} edits only");
    assert!(spoken > 50, "the history spoke of something else in {spoken} edits only");
}
