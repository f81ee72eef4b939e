//! At every byte of every case, whole or broken off there: an answer, and never a panic.

use charter::Span;
use charter::ide;
use charter_tests::pointed::Pointed;
use charter_tests::say::Case;
use charter_tests::{files, root};

/// Texts with everything in them, and broken ones.
fn texts() -> Vec<String> {
    let folders =
        ["tests/parse", "examples/acme/launches", "examples/acme/interfaces", "tests/ide"];
    let paths = folders.into_iter().flat_map(|folder| files(&root().join(folder), "charter"));
    paths
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .filter(|it| it.len() < 4_000)
        .collect()
}

#[test]
fn every_byte_has_an_answer() {
    for (nth, text) in texts().into_iter().enumerate() {
        let mut case = Case::new(text.clone());
        case.with_acme = nth % 8 == 0;
        let mut pointed = Pointed::new(&case);
        // Not every byte of every text: each text from another on.
        for byte in ((nth % 7)..=text.len() + 3).step_by(7) {
            pointed.byte = byte as u32;
            let found = pointed.completions(byte % 2 == 0);
            assert!(pointed.text().get(found.span.range()).is_some(), "{byte} of {text}");
            if let Some(found) = ide::hover(pointed.ask()) {
                assert!(!found.page.blocks.is_empty(), "{byte} of {text}");
            }
        }
    }
}

#[test]
fn what_is_broken_off_has_an_answer() {
    for text in texts().into_iter().step_by(9) {
        for end in (0..=text.len()).filter(|it| text.is_char_boundary(*it)).step_by(31) {
            let mut case = Case::new(&text[..end]);
            case.with_acme = false;
            let mut pointed = Pointed::new(&case);
            pointed.byte = end as u32;
            let _ = (pointed.completions(false), ide::hover(pointed.ask()));
            let model = pointed.session.model();
            let whole = Span::new(pointed.source, 0, end as u32);
            let _ = ide::hints(model, pointed.text(), whole, case.day);
            let _ = ide::document_lenses(model, pointed.source, case.day);
            model.items_of(pointed.source).for_each(|it| drop(ide::preview(it, case.day)));
        }
    }
}
