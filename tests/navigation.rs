//! What an editor is answered about names and places, whatever the text: spans lie in it, what
//! is renamed means what it meant before, and to go back leaves nothing.

use std::collections::{BTreeMap, BTreeSet};

use charter::ide::{self, Place, Rename, Subject};
use charter::tree::Kind;
use charter::{Analysis, Edit, Severity, Source, SourceId, Sources, Span, analyze, emit};
use charter_tests::mutate::mutate;
use charter_tests::rng::Rng;
use charter_tests::{files, root, say};
use rayon::prelude::*;

/// The texts of a workspace by their paths.
type Texts = BTreeMap<String, String>;

fn acme() -> Texts {
    let root = root().join("examples/acme");
    let read = |path: std::path::PathBuf| {
        let name = path.strip_prefix(&root).expect("below it").display().to_string();
        (name, std::fs::read_to_string(path).expect("a text"))
    };
    files(&root, "charter").into_iter().map(read).collect()
}

fn read(texts: &Texts) -> (Sources, Analysis) {
    let source = |(path, text): (&String, &String)| Source::new(path, text.clone().into_bytes());
    let sources = Sources::new(texts.iter().map(source).collect());
    let toml = std::fs::read_to_string(root().join("examples/acme/charter.toml")).expect("a text");
    let config = charter::config::Config::parse(&toml, &charter::rule::known());
    let analysis = analyze(&sources, &config.expect("it is understood"), say::TODAY);
    (sources, analysis)
}

/// The texts after a rename; a file keeps its path, so that texts can be compared.
fn applied(texts: &Texts, sources: &Sources, rename: &Rename) -> Texts {
    let mut texts = texts.clone();
    for Edit { span, text } in rename.edits.iter().rev() {
        let of = texts.get_mut(sources.path(span.source)).expect("a text of the workspace");
        of.replace_range(span.range(), text);
    }
    texts
}

/// Gives an item another name.
fn renamed(
    texts: &Texts,
    (sources, analysis): &(Sources, Analysis),
    old: &str,
    new: &str,
) -> Texts {
    let model = &analysis.model;
    let mut own = model.own_items();
    let item = own.find(|it| it.name() == old).unwrap_or_else(|| panic!("{old} is not there"));
    let place = ide::place(model, item.id().source, item.span().start);
    let rename = ide::rename(&place, sources, new);
    applied(texts, sources, &rename.unwrap_or_else(|why| panic!("{old} to {new}: {why}")))
}

/// How often each rule speaks, and which are errors of the language.
fn findings(analysis: &Analysis) -> BTreeMap<(&'static str, Severity), usize> {
    let mut counts = BTreeMap::new();
    for finding in &analysis.findings {
        *counts.entry((finding.code, finding.severity)).or_default() += 1;
    }
    counts
}

/// The identity of every event.
fn identities((sources, analysis): &(Sources, Analysis)) -> BTreeSet<String> {
    let built = emit::build(analysis, sources, &emit::BuildOptions::default()).expect("a build");
    let all = built.into_iter().find(|it| it.path == "calendar/all.ics").expect("a feed of all");
    let text = String::from_utf8(all.bytes).expect("UTF-8").replace("\r\n ", "");
    text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
}

/// Every item of the example gets another name: nothing else is said of it, and to go back leaves
/// every text as it was.
#[test]
fn whatever_is_renamed_means_the_same() {
    let texts = acme();
    let first = read(&texts);
    let names: Vec<&str> = first.1.model.own_items().map(|item| item.name()).collect();
    assert!(names.len() > 100);
    names.par_iter().for_each(|name| {
        let new = format!("{name}-anew");
        let there = renamed(&texts, &first, name, &new);
        assert_ne!(there, texts);
        let second = read(&there);
        assert_eq!(findings(&second.1), findings(&first.1), "{name}");
        assert_eq!(renamed(&there, &second, &new, name), texts, "{name}");
    });
}

/// Every event is known again, whatever is renamed.
#[test]
fn a_calendar_knows_again_what_is_renamed() {
    let texts = acme();
    let first = read(&texts);
    let known = identities(&first);
    assert!(known.len() > 100);
    // One of each kind stands for all of them; the commitments have the most to lose.
    let mut seen = BTreeSet::new();
    let is_tried = |kind: Kind| matches!(kind, Kind::Launch | Kind::Bet);
    let items = first.1.model.own_items();
    let tried: Vec<&str> = items
        .filter(|item| is_tried(item.kind()) || seen.insert(item.kind()))
        .map(|item| item.name())
        .collect();
    tried.par_iter().for_each(|name| {
        let there = renamed(&texts, &first, name, &format!("{name}-anew"));
        assert_eq!(identities(&read(&there)), known, "{name}");
    });
}

/// A signature is of the same text after everybody in it has another name.
#[test]
fn a_signature_outlives_a_rename() {
    let texts = acme();
    let first = read(&texts);
    let print = |analysis: &Analysis, name: &str| {
        let charter = analysis.model.charters().find(|it| it.name() == name);
        charter::sign::Fingerprint::of(charter.expect("it is there"))
    };
    let signed = print(&first.1, "partner-economics");
    for name in ["dir-business-development", "cfo", "dir-finance", "partner-margin-floor"] {
        let second = read(&renamed(&texts, &first, name, &format!("{name}-anew")));
        assert_eq!(print(&second.1, "partner-economics"), signed, "{name}");
    }
}

/// Broken texts: every answer is there, and every span lies in the text.
#[test]
fn no_text_and_no_place_is_too_much() {
    let texts: Vec<String> = acme().into_values().collect();
    (0..400u64).into_par_iter().for_each(|turn| {
        let mut rng = Rng::part(1, turn);
        let (text, other) = (rng.pick(&texts).clone(), rng.pick(&texts).clone());
        let broken = mutate(&text, &other, &mut rng);
        let sources = Sources::new(vec![Source::new("case.charter", broken)]);
        let config = charter::config::Config::default();
        let analysis = analyze(&sources, &config, say::TODAY);
        let source = sources.find("case.charter").expect("it is there");
        everything(&sources, &analysis, source, &mut rng);
    });
}

/// Asks everything that is asked about a text, and about some of its places.
fn everything(sources: &Sources, analysis: &Analysis, source: SourceId, rng: &mut Rng) {
    let (model, text) = (&analysis.model, &sources.get(source).text);
    let holds = |span: Span| assert!(sources.get(span.source).text.get(span.range()).is_some());
    ide::folds(source, text).into_iter().for_each(|it| holds(it.span));
    ide::links(model, sources, source).into_iter().for_each(|it| holds(it.span));
    let semantics = ide::semantics(model, source, text, 0..text.len() as u32);
    semantics.iter().for_each(|it| holds(it.span));
    let in_order = semantics.windows(2).all(|it| it[0].span.end <= it[1].span.start);
    assert!(in_order, "words stand behind each other");
    for entry in ide::outline(model, source, text) {
        holds(entry.whole);
        assert!(entry.whole.start <= entry.at.start && entry.at.end <= entry.whole.end);
    }
    for _ in 0..20 {
        let byte = rng.below(text.len() + 1);
        let byte =
            (0..=byte).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default() as u32;
        let nested = ide::selections(model, source, text, byte);
        assert!(nested.windows(2).all(|it| it[1].start <= it[0].start && it[0].end <= it[1].end));
        at(sources, &ide::place(model, source, byte));
    }
}

fn at(sources: &Sources, place: &Place<'_>) {
    let holds = |span: Span| assert!(sources.get(span.source).text.get(span.range()).is_some());
    if let Some(found) = ide::definition(place) {
        [found.origin, found.name, found.whole].into_iter().for_each(holds);
    }
    if let Some(item) = ide::caller(place) {
        let calls = ide::outgoing(item).into_iter().chain(ide::incoming(item));
        calls.flat_map(|call| call.at).for_each(holds);
    }
    if let (Some(subject), Some(mention)) = (Subject::at(place), place.mention) {
        let model = place.item.expect("a name stands in an item").model();
        ide::references(model, &subject).into_iter().for_each(|it| holds(it.name.span));
        let _ = ide::search(model, mention.name().as_str(), 10);
    }
    match ide::rename(place, sources, "another-name") {
        Ok(rename) => rename.edits.iter().for_each(|edit| holds(edit.span)),
        Err(why) => assert!(!why.to_string().contains('\n'), "one line: {why}"),
    }
}
