//! What formatting must never do, held against two thousand untidy files.
//!
//! What stands in a text is read here by a scanner of a dozen lines, so that the formatter is
//! not its own judge.

#[path = "formatted/scan.rs"]
mod scan;
#[path = "formatted/untidy.rs"]
mod untidy;

use charter_syntax::Unformatted;
use charter_tests::generate::generate;
use charter_tests::mutate::mutate;
use charter_tests::rng::Rng;
use charter_tests::{files, root, subject};
use scan::scan;
use untidy::{Mess, untidy};

/// Charters by the thousand, with nothing wrong in them.
fn charters(count: usize, seed: u64) -> Vec<(String, String)> {
    let files = generate(count, seed).into_iter();
    files.filter(|(path, _)| path.ends_with(".charter")).collect()
}

fn format(path: &str, text: &str) -> String {
    charter_syntax::format(text).unwrap_or_else(|why| panic!("{path}: {why:?}\n{text}"))
}

/// The tree without its places, which are numbers; the numbers that charters have are words,
/// and words are compared one by one.
fn tree(text: &str) -> String {
    let document = subject::parse(text).document;
    let tree = format!("{:?}", document.items);
    tree.chars().filter(|c| !c.is_ascii_digit()).collect()
}

#[test]
fn nothing_is_lost_and_nothing_moves() {
    for (number, (path, text)) in charters(2_000, 1).iter().enumerate() {
        let text = untidy(text, Mess::All, &mut Rng::part(1, number as u64));
        let formatted = format(path, &text);
        assert_eq!(scan(&text), scan(&formatted), "{path}\n{text}\nbecame\n{formatted}");
        assert_eq!(tree(&text), tree(&formatted), "{path}\n{text}\nbecame\n{formatted}");
        assert_eq!(format(path, &formatted), formatted, "{path}: a second time");
        tidy(path, &formatted);
    }
}

#[test]
fn however_it_was_spaced_it_comes_out_the_same() {
    for (number, (path, text)) in charters(500, 2).iter().enumerate() {
        let spaced = untidy(text, Mess::Blanks, &mut Rng::part(2, number as u64));
        assert_eq!(format(path, &spaced), format(path, text), "{path}\n{spaced}");
    }
}

#[test]
fn the_examples_are_formatted() {
    let standard = root().join("grammar/standard.charter");
    let examples = files(&root().join("examples/acme"), "charter");
    for path in examples.into_iter().chain([standard]) {
        let text = std::fs::read_to_string(&path).expect("it is read");
        let path = path.display().to_string();
        assert_eq!(format(&path, &text), text, "{path}: run `charter format`");
    }
}

#[test]
fn a_text_of_any_length_is_formatted_or_refused() {
    for text in ["", " ", "\n", "\t", "#", "#\r", "\u{feff}", "\u{feff}#", "\u{c}", "seat a{}", "}"]
    {
        if let Ok(formatted) = charter_syntax::format(text) {
            tidy(text, &formatted);
        }
    }
    let long = format!("# {}\n", "x".repeat(charter_syntax::MAX_BYTES));
    assert!(charter_syntax::format(&long).is_err(), "too long to be read whole");
    // It can be read, and could not be read any more with the blanks that it lacks.
    let clause = "note \"\"\n".repeat(charter_syntax::MAX_BYTES / 9);
    assert!(charter_syntax::format(&format!("seat a {{\n{clause}}}\n")).is_err());
}

#[test]
fn a_damaged_text_is_formatted_or_refused_and_never_a_fault() {
    let all = charters(300, 3);
    let (mut formatted, mut refused) = (0, 0);
    for number in 0..6_000 {
        let mut rng = Rng::part(3, number);
        let ((_, text), (_, other)) = (rng.pick(&all), rng.pick(&all));
        let Ok(text) = String::from_utf8(mutate(text, other, &mut rng)) else { continue };
        match charter_syntax::format(&text) {
            Ok(after) => {
                assert_eq!(signs(&text), signs(&after), "{text}\nbecame\n{after}");
                formatted += 1;
            }
            Err(Unformatted::Broken(_)) => refused += 1,
            Err(Unformatted::Fault(why)) => panic!("{why}:\n{text}"),
        }
    }
    assert!(formatted > 300 && refused > 1_000, "{formatted} formatted, {refused} refused");
}

/// Every sign that is no blank, whatever it belongs to.
fn signs(text: &str) -> String {
    text.trim_start_matches('\u{feff}').chars().filter(|c| !c.is_whitespace()).collect()
}

/// Fails where a formatted text has what none has.
fn tidy(path: &str, text: &str) {
    let wrong = text.contains(['\t', '\r', '\u{feff}'])
        || text.contains(" \n")
        || text.contains("\n\n\n")
        || text.contains("{\n\n")
        || text.contains("\n\n}")
        || text.starts_with('\n')
        || text.ends_with("\n\n")
        || (!text.is_empty() && !text.ends_with('\n'));
    assert!(!wrong, "{path} is not tidy:\n{text}");
}
