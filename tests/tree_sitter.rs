//! Two grammars, one language: what the compiler's does not read, that of editors does not
//! read either, and the other way round.
//!
//! The verdict of the compiler is that of its formatter: it refuses a text exactly if a line, a
//! block or an item is not understood. A date that cannot be, or a name that nobody declared, is
//! found later and none of a grammar's business.

use std::collections::HashSet;
use std::path::PathBuf;

use charter_syntax::tree::Kind;
use charter_syntax::{SourceId, Unformatted, words};
use charter_tests::markdown::{Block, blocks};
use charter_tests::mutate::mutate_named;
use charter_tests::rng::Rng;
use charter_tests::{files, root};

/// Chance is the same on every machine.
const SEED: u64 = 5;

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
    let is_ours = |path: &PathBuf| path.components().all(|it| it.as_os_str() != "node_modules");
    let below =
        |ending| folders.iter().flat_map(move |folder| files(folder, ending)).filter(is_ours);
    let mut pages: Vec<_> = below("md").collect();
    pages.push(root().join("README.md"));
    let of_pages = pages.into_iter().flat_map(|path| {
        let page = std::fs::read_to_string(&path).unwrap_or_default();
        let blocks = blocks(&page).into_iter().filter(|block| block.info.starts_with("charter"));
        let charter = |block: Block| Charter {
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
            differ.push(format!(
                "{place}: the compiler {}",
                if compiler { "reads it" } else { "does not" }
            ));
        }
    }
    assert!(read > 500, "only {read} charters are whole");
    assert!(corpus.len() - read > 30, "only {} charters are broken", corpus.len() - read);
    assert!(
        differ.is_empty(),
        "{} of {} differ:\n{}",
        differ.len(),
        corpus.len(),
        differ.join("\n")
    );
}

/// What damage makes of them: `CHARTER_FILES=100000` tries more than a few.
#[test]
fn both_read_the_same_of_broken_charters() {
    let (mut parser, corpus) = (parser(), corpus());
    let count = std::env::var("CHARTER_FILES").ok().and_then(|it| it.parse().ok()).unwrap_or(2000);
    let mut rng = Rng::new(SEED);
    let (mut whole, mut broken) = (0, 0);
    for _ in 0..count {
        let (charter, other) = (rng.pick(&corpus), rng.pick(&corpus));
        let (bytes, ways) = mutate_named(&charter.text, &other.text, &mut rng);
        let Some(text) = String::from_utf8(bytes).ok().filter(|text| is_comparable(text)) else {
            continue;
        };
        let compiler = compiler_reads(&text);
        *(if compiler { &mut whole } else { &mut broken }) += 1;
        let place = &charter.place;
        assert_eq!(compiler, editors_read(&mut parser, &text), "{place}, {ways:?}:\n{text}");
    }
    assert!(broken > count / 3, "only {broken} of {count} texts were broken");
    assert!(whole > count / 20, "only {whole} of {count} texts were still whole");
}

/// What the extension for VS Code puts into a page is a charter, as it stands before anybody fills
/// it in.
#[test]
fn a_snippet_reads() {
    let file = root().join("editors/vscode/snippets/markdown.json");
    let text = std::fs::read_to_string(file).expect("the snippets are readable");
    let snippets: serde_json::Value = serde_json::from_str(&text).expect("the snippets are JSON");
    let snippets = snippets.as_object().expect("snippets by name");
    assert!(!snippets.is_empty());
    for (name, snippet) in snippets {
        let lines = snippet["body"].as_array().expect("lines");
        let page: Vec<String> = lines.iter().filter_map(|it| Some(filled(it.as_str()?))).collect();
        let found = blocks(&page.join("\n"));
        assert_eq!(found.len(), 1, "{name}: {page:?}");
        assert!(compiler_reads(&found[0].text), "{name}:\n{}", found[0].text);
    }
}

/// A line of a snippet with its gaps as they are offered: `${4:core-portfolio}`, on a day.
fn filled(line: &str) -> String {
    let line = line.replace("$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE", "2026-11-30");
    let mut parts = line.split("${");
    let mut filled = parts.next().unwrap_or_default().replace("$0", "");
    for part in parts {
        let (gap, rest) = part.split_once('}').expect("a gap ends");
        filled.push_str(gap.split_once(':').map_or("", |(_, offered)| offered));
        filled.push_str(rest);
    }
    filled
}

/// A new clause is a new word for every editor.
#[test]
fn every_editor_knows_every_clause() {
    const FILES: [&str; 6] = [
        "tree-sitter-charter/queries/highlights.scm",
        "vscode/syntaxes/charter.tmLanguage.json",
        "vim/syntax/charter.vim",
        "emacs/charter-mode.el",
        "kakoune/charter.kak",
        "tree-sitter-charter/grammar.js",
    ];
    for file in FILES {
        let text = std::fs::read_to_string(root().join("editors").join(file)).unwrap_or_default();
        let known: HashSet<&str> =
            text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').collect();
        for kind in Kind::ALL {
            let clauses = words::clauses(kind).map(|form| form.0);
            let lacks: Vec<&str> =
                clauses.chain([kind.keyword()]).filter(|word| !known.contains(word)).collect();
            assert!(lacks.is_empty(), "editors/{file} does not know {lacks:?}");
        }
    }
}

/// What the grammars need not agree on.
///
/// Neither has a place for a value that cannot be (`owner {`, `checked every`): the compiler says
/// so when it looks at the value, and editors may see a broken clause in it. No grammar has
/// limits, so a list that goes on for ever is broken for the compiler alone. A tree-sitter parser
/// takes the byte 0 for the end of the text. And the compiler looks further than a grammar can:
/// it cuts items apart even in a long text, and takes a sign within a word for a part of the
/// word if only that makes sense.
fn is_comparable(text: &str) -> bool {
    let errors = charter_syntax::parse(SourceId(0), text).errors;
    let cannot_be = compiler_reads(text) && !errors.is_empty();
    let beyond_limits = errors.iter().any(|it| it.code == "encoding");
    let excused = cannot_be || beyond_limits || text.contains('\0');
    !excused && !sign_in_word(text) && !item_in_long_text(text)
}

/// Whether a sign stands within a mailbox or a time zone.
fn sign_in_word(text: &str) -> bool {
    let words = text.split([' ', '\t', '\r', '\n', ',']).map(|it| it.trim_matches('"'));
    let mut places = words.filter(|it| it.starts_with('<') || it.contains('/'));
    places.any(|it| it.contains(['#', '{', '}', '"']))
}

/// Whether a line behind an odd number of triple quotes looks like the first of an item.
fn item_in_long_text(text: &str) -> bool {
    let mut open = false;
    text.lines().any(|line| {
        let inside =
            open && line.starts_with(|c: char| c.is_ascii_lowercase()) && line.contains('{');
        open ^= line.matches("\"\"\"").count() % 2 == 1;
        inside
    })
}
