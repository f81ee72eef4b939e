//! Two grammars, one language: what the compiler's does not read, that of editors does not
//! read either, and the other way round.
//!
//! The verdict of the compiler is that of its formatter: it refuses a text exactly if a line, a
//! block or an item is not understood. A date that cannot be, or a name that nobody declared, is
//! found later and none of a grammar's business.

use charter_syntax::Unformatted;
use charter_tests::markdown::blocks;
use charter_tests::{files, root};

/// Where charters are kept.
const FOLDERS: [&str; 5] = ["crates", "editors", "examples", "grammar", "tests"];

/// A text, and where it comes from.
struct Charter {
    place: String,
    text: String,
}

/// Every charter of the repository: its files, and the blocks of its Markdown pages.
fn corpus() -> Vec<Charter> {
    let folders = FOLDERS.map(|folder| root().join(folder));
    let below = |ending| folders.iter().flat_map(move |folder| files(folder, ending));
    let mut pages: Vec<_> = below("md").collect();
    pages.push(root().join("README.md"));
    let of_pages = pages.into_iter().flat_map(|path| {
        let page = std::fs::read_to_string(&path).unwrap_or_default();
        let blocks = blocks(&page).into_iter().filter(|block| block.info.starts_with("charter"));
        let charter = |block: charter_tests::markdown::Block| Charter {
            place: format!("{}, byte {}", path.display(), block.range.start),
            text: block.text,
        };
        blocks.map(charter).collect::<Vec<_>>()
    });
    let of_files = below("charter").filter_map(|path| {
        let file = std::fs::read_to_string(&path).ok()?;
        Some(Charter { place: path.display().to_string(), text: without_tail(&file).to_owned() })
    });
    of_files.chain(of_pages).collect()
}

/// What charter says of a golden case stands behind it and is no part of it.
fn without_tail(file: &str) -> &str {
    let end = file.find("\n#>").map_or(file.len(), |at| at + 1);
    &file[..end]
}

/// Whether the compiler reads all of a text.
fn compiler_reads(text: &str) -> bool {
    !matches!(charter_syntax::format(text), Err(Unformatted::Broken(_)))
}

/// The parser of editors.
fn parser() -> tree_sitter::Parser {
    let mut parser = tree_sitter::Parser::new();
    let language = tree_sitter_charter::LANGUAGE.into();
    parser.set_language(&language).expect("the generated parser is of a version that is read");
    parser
}

/// Whether editors read all of a text.
fn editors_read(parser: &mut tree_sitter::Parser, text: &str) -> bool {
    let tree = parser.parse(text, None).expect("a parser with a language gives a tree");
    !tree.root_node().has_error()
}

#[test]
fn both_read_the_same_charters() {
    let (mut parser, corpus) = (parser(), corpus());
    let mut read = 0;
    let mut differ = Vec::new();
    for Charter { place, text } in &corpus {
        let compiler = compiler_reads(text);
        read += usize::from(compiler);
        if compiler != editors_read(&mut parser, text) {
            differ.push(format!("{place}: the compiler {}", if compiler { "reads it" } else { "does not" }));
        }
    }
    assert!(read > 500, "only {read} charters are whole");
    assert!(corpus.len() - read > 30, "only {} charters are broken", corpus.len() - read);
    assert!(differ.is_empty(), "{} of {} differ:\n{}", differ.len(), corpus.len(), differ.join("\n"));
}

#[test]
#[ignore]
fn fuzz() {
    use charter_tests::{mutate::mutate_named, rng::Rng};
    let (mut parser, corpus) = (parser(), corpus());
    let mut rng = Rng::new(7);
    let (mut n, mut both_bad, mut differ) = (0, 0, 0);
    for round in 0..8 {
        for at in 0..corpus.len() {
            let other = &corpus[(at * 7 + round) % corpus.len()].text;
            let (bytes, names) = mutate_named(&corpus[at].text, other, &mut rng);
            let Ok(text) = String::from_utf8(bytes) else { continue };
            if text.len() > 20000 { continue }
            n += 1;
            let compiler = compiler_reads(&text);
            let editors = editors_read(&mut parser, &text);
            if !compiler && !editors { both_bad += 1 }
            if compiler != editors {
                differ += 1;
                std::fs::write(format!("/tmp/ed/fuzz/{}-{n}.charter", if compiler {"pest"} else {"ts"}), &text).unwrap();
                println!("{n} compiler={compiler} {names:?} {}", corpus[at].place);
            }
        }
    }
    println!("{n} texts, {both_bad} broken for both, {differ} differ");
}
