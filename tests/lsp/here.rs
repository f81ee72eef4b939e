//! What is said at once of one file is what is said when everything is asked.

use charter::config::Config;
use charter::{Diagnostic, Session, Source, SourceId, Sources, analyze, rule};
use charter_tests::generate::{Findings, Plan};
use charter_tests::say::TODAY;

use crate::engine::fixtures;

/// Whether a rule has to see everything: then it is asked a moment later.
fn is_of_all(finding: &Diagnostic) -> bool {
    rule::find(finding.code).is_some_and(|rule| rule.is_whole)
}

/// Holds the first answer about each source to the second.
fn hold(name: &str, sources: &Sources, config: &Config) -> usize {
    let whole = analyze(sources, config, TODAY);
    let mut session = Session::new(sources.clone(), config.clone(), TODAY);
    let mut said = 0;
    for id in sources.ids().skip(1) {
        session.look(id);
        let at_once: Vec<&Diagnostic> = session.findings(id).iter().collect();
        let later = whole.findings.iter().filter(|it| it.span().source == id && !is_of_all(it));
        let later: Vec<&Diagnostic> = later.collect();
        assert_eq!(at_once, later, "{name}: {}", sources.path(id));
        said += later.len();
    }
    let judged = session.snapshot().judge(&|| false).expect("nobody ends it");
    session.adopt(judged).expect("nothing has changed");
    let all: Vec<&Diagnostic> = sources.ids().flat_map(|id| session.findings(id)).collect();
    assert_eq!(all, whole.findings.iter().collect::<Vec<_>>(), "{name}: in the end");
    said
}

#[test]
fn every_fixture() {
    let mut said = 0;
    for (name, mut case) in fixtures() {
        case.with_acme = true;
        said += hold(&name, &case.sources(), &case.config());
    }
    assert!(said > 400, "only {said} findings were compared");
}

/// A workspace of so many files.
fn generated(size: usize, findings: Findings) -> Vec<Source> {
    let mut sources = Vec::new();
    let plan = Plan { every: 2, history: true, ..Plan::new(size, 3).with(findings) };
    let gathered: std::io::Result<()> = plan.each(|(path, text)| {
        if path.ends_with(".charter") {
            sources.push(Source::new(path, text.into_bytes()));
        }
        Ok(())
    });
    gathered.expect("nothing is written");
    sources
}

#[test]
fn a_large_workspace() {
    // So few names mean nothing that for each of them another is sought: of many, it is not.
    for (size, findings, least) in [(700, Findings::Lints, 100), (150, Findings::Checks, 20)] {
        let sources = Sources::new(generated(size, findings));
        let said = hold("generated", &sources, &Config::default());
        assert!(said > least, "only {said} findings were compared");
    }
}

/// After any edit the answer that comes a moment later is that of a fresh start.
#[test]
fn an_edit_ends_as_a_fresh_start() {
    let sources = Sources::new(generated(40, Findings::Lints));
    let config = Config::default();
    let mut session = Session::new(sources.clone(), config.clone(), TODAY);
    let mut edited = sources.clone();
    for id in sources.ids().skip(1).step_by(3) {
        let old = sources.get(id);
        let lines = old.text.lines().count();
        for text in [
            without_line(&old.text, lines / 2),
            old.text.replacen("seat ", "seat x", 1),
            old.text.replacen("weekly", "monthly", 1),
            old.text.replacen("  answers ", "  reopens ", 1),
            old.text.replacen("record record-", "record another-", 1),
            old.text.replacen("on 2026-10-0", "on 2026-11-0", 1),
            format!("{}\ngroup added-{} {{\n  members  nobody\n}}\n", old.text, id.0),
        ] {
            session.edit(id, text.clone());
            edited.put(Source { path: old.path.clone(), text, broken_at: None });
            let fresh = analyze(&edited, &config, TODAY).findings;
            let at_once = session.findings(id).iter().filter(|it| !is_of_all(it));
            let own = fresh.iter().filter(|it| it.span().source == id && !is_of_all(it));
            assert!(at_once.eq(own), "{}", old.path);
            let judged = session.snapshot().judge(&|| false).expect("nobody ends it");
            session.adopt(judged).expect("nothing has changed");
            let told: Vec<&Diagnostic> =
                edited.ids().flat_map(|id: SourceId| session.findings(id)).collect();
            assert_eq!(told, fresh.iter().collect::<Vec<_>>(), "{}", old.path);
        }
    }
}

fn without_line(text: &str, nth: usize) -> String {
    let kept = text.lines().enumerate().filter(|(at, _)| *at != nth);
    kept.map(|(_, line)| format!("{line}\n")).collect()
}

/// Half a file: what stands above is known as it was.
#[test]
fn of_each_beginning_of_an_example_the_whole_items_stay() {
    let root = charter_tests::root().join("examples/acme");
    for path in charter_tests::files(&root, "charter") {
        let text = std::fs::read_to_string(&path).expect("an example is a text");
        let whole = charter_syntax::parse(SourceId(1), &text).document;
        for (end, _) in text.char_indices().step_by(7) {
            let parse = charter_syntax::parse(SourceId(1), &text[..end]);
            let part = parse.document;
            let above = whole.items.iter().filter(|item| item.span.end as usize <= end);
            for (item, kept) in above.zip(part.items.iter()) {
                assert_eq!(format!("{item:?}"), format!("{kept:?}"), "{} {end}", path.display());
            }
            let count = whole.items.iter().filter(|it| it.span.end as usize <= end).count();
            assert!(part.items.len() >= count, "{} {end}", path.display());
            let said = parse.errors.first().map_or(end, |error| error.span().start as usize);
            let kept = count.checked_sub(1).map_or(0, |last| whole.items[last].span.end);
            assert!(said >= kept as usize, "{} {end}", path.display());
        }
    }
}
