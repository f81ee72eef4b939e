//! Golden cases: one file each, a text and behind `#>` exactly what charter says.
//!
//! `tests/<verb>/<case>.charter`; a file of `examples/anti` is a case of `check`.
//! `BLESS=1` rewrites them: read what you bless.

use std::path::Path;

use charter_tests::{files, navigate, pointed, root, say, shown};
use libtest_mimic::{Arguments, Failed, Trial};

type Verb = fn(&say::Case) -> String;

const VERBS: &[(&str, Verb)] = &[
    ("tests/check", say::check),
    ("tests/parse", say::parse),
    ("tests/format", say::format),
    ("tests/next", say::next),
    ("tests/build", say::build),
    ("tests/agenda", shown::agenda),
    ("tests/graph/mermaid", shown::mermaid),
    ("tests/graph/dot", shown::dot),
    ("tests/graph/svg", shown::svg),
    ("examples/anti", say::check),
    ("tests/ide/definition", navigate::definition),
    ("tests/ide/references", navigate::references),
    ("tests/ide/outline", navigate::outline),
    ("tests/ide/symbols", navigate::symbols),
    ("tests/ide/calls", navigate::calls),
    ("tests/ide/rename", navigate::rename),
    ("tests/ide/folding", navigate::folding),
    ("tests/ide/selection", navigate::selection),
    ("tests/ide/links", navigate::links),
    ("tests/ide/tokens", navigate::tokens),
    ("tests/ide/hover", pointed::hover),
    ("tests/ide/hints", pointed::hints),
    ("tests/ide/lenses", pointed::lenses),
    ("tests/ide/preview", pointed::preview),
    ("tests/ide/completion", pointed::completion),
];

fn main() {
    let arguments = Arguments::from_args();
    let root = root();
    let trials = VERBS.iter().flat_map(|&(folder, verb)| {
        let cases = files(&root.join(folder), "charter");
        cases.into_iter().map(move |path| {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            let name = format!("{folder}/{stem}");
            Trial::test(name, move || hold(&path, verb))
        })
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

fn hold(path: &Path, verb: Verb) -> Result<(), Failed> {
    let file = std::fs::read_to_string(path)?;
    let (text, expected) = split(&file);
    let mut case = say::Case::read(text);
    if path.components().any(|part| part.as_os_str() == "anti") {
        case.with_acme = false;
    }
    // Nobody sees a blank at the end of a line, and editors take it away.
    let said: String = verb(&case).lines().map(|line| format!("{}\n", line.trim_end())).collect();
    if said == expected {
        return Ok(());
    }
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, format!("{text}{}", tail(&said)))?;
        return Ok(());
    }
    Err(format!("expected:\n{expected}\nsaid:\n{said}").into())
}

/// The text of a case, and what it expects: nothing where there is no tail.
fn split(file: &str) -> (&str, String) {
    let start = file.find("\n#>").map_or(file.len(), |at| at + 1);
    let (text, tail) = file.split_at(start);
    let lines = tail.lines().map(|line| line.strip_prefix("#>").unwrap_or(line));
    (text, lines.map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect())
}

fn tail(said: &str) -> String {
    said.lines().map(|line| format!("#> {line}").trim_end().to_string() + "\n").collect()
}
