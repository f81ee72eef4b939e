//! What is taken out of a whole text is offered in its place, and whatever is offered there
//! reads.

use charter::ide::Sort;
use charter_tests::pointed::Pointed;
use charter_tests::say::Case;
use charter_tests::{files, root};

/// What stands between words.
const BETWEEN: [char; 6] = [' ', ',', '\n', '{', '}', '"'];

fn texts() -> Vec<String> {
    let folders = ["launches", "interfaces", "customers", "bets", "teams", "portfolio", "history"];
    let acme = root().join("examples/acme");
    let paths = folders.into_iter().flat_map(|folder| files(&acme.join(folder), "charter"));
    paths.filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

/// The words of a text, those in comments and in texts left out.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        at += match rest.as_bytes()[0] {
            b'#' => rest.find('\n').unwrap_or(rest.len()),
            b'"' if rest.starts_with("\"\"\"") => {
                rest[3..].find("\"\"\"").map_or(rest.len(), |it| it + 6)
            }
            b'"' => rest[1..].find('"').map_or(rest.len(), |it| it + 2),
            _ => match rest.find(BETWEEN).unwrap_or(rest.len()) {
                0 => 1,
                length => {
                    found.push((at, length));
                    length
                }
            },
        };
    }
    found
}

fn errors(text: &str) -> usize {
    charter_syntax::parse(charter::SourceId(1), text).errors.len()
}

/// Takes out one word in so many, and gives what is offered there.
fn each_gap(step: usize, mut look: impl FnMut(&str, (usize, usize), &Pointed)) {
    for (nth, text) in texts().into_iter().enumerate() {
        for (at, length) in words(&text).into_iter().skip(nth % step).step_by(step) {
            let gap = format!("{}{}", &text[..at], &text[at + length..]);
            let mut pointed = Pointed::new(&Case::new(gap));
            pointed.byte = at as u32;
            look(&text, (at, length), &pointed);
        }
    }
}

#[test]
fn what_is_offered_reads() {
    let mut tried = 0;
    each_gap(11, |text, (at, length), pointed| {
        // Where nothing has to come, it was not this that was missing.
        let found = pointed.completions(true);
        // A clause or an item that begins here is more than what was taken out.
        let whole =
            |sort: Sort| matches!(sort, Sort::Name(_) | Sort::Choice | Sort::Rule | Sort::Question);
        for it in found.list.iter().filter(|it| whole(it.sort)).take(4) {
            let filled = format!("{}{}{}", &text[..at], it.plain, &text[at + length..]);
            assert_eq!(errors(&filled), 0, "`{}` for `{}`", it.plain, &text[at..at + length]);
            tried += 1;
        }
    });
    assert!(tried > 100, "only {tried} were tried");
}

#[test]
fn a_name_that_is_taken_out_is_offered() {
    let (mut there, mut missed) = (0, Vec::new());
    each_gap(13, |text, (at, length), pointed| {
        let word = &text[at..at + length];
        let model = pointed.session.model();
        let is_name = model.find(charter::Symbol::new(word)).is_some_and(|it| {
            it.id().source != pointed.source && !it.is_over(pointed.session.day())
        });
        let line = text[..at].rsplit('\n').next().unwrap_or_default().trim_start();
        if !is_name || line.is_empty() || !text[..at].contains('{') {
            return;
        }
        there += 1;
        if !pointed.completions(false).list.iter().any(|it| it.label == word) {
            missed.push(format!("{line}`{word}`"));
        }
    });
    assert!(there > 20, "only {there} names were taken out");
    assert!(missed.is_empty(), "{missed:#?}");
}
