//! What is read: the workspaces, and as many Python files for a linter of Python.

use std::io;
use std::path::Path;

use charter_tests::generate::{Findings, Plan};
use charter_tests::rng::Rng;
use charter_tests::workspace;

/// How many findings a workspace with findings has, and how many files.
pub(crate) const FINDINGS: usize = 10_000;

/// Writes a workspace; how many bytes it has.
pub(crate) fn source(
    folder: &Path,
    size: usize,
    findings: bool,
    cycles: usize,
) -> io::Result<usize> {
    let findings = if findings { Findings::Lints } else { Findings::None };
    let mut bytes = 0;
    Plan { cycles, ..Plan::new(size, 1).with(findings) }.each(|file| {
        bytes += file.1.len();
        workspace::write_one(folder, &file)
    })?;
    Ok(bytes)
}

/// Writes as many Python files of the same sizes at the same places.
pub(crate) fn python(folder: &Path, size: usize) -> io::Result<()> {
    let mut nth = 0;
    Plan::new(size, 1).each(|(path, text)| {
        let Some(path) = path.strip_suffix(".charter") else { return Ok(()) };
        nth += 1;
        let file = (format!("{}.py", path.replace('-', "_")), module(nth, text.len()));
        workspace::write_one(folder, &file)
    })
}

/// Writes [`FINDINGS`] files with about as many findings: of several lints in two files of
/// five, and in the others an `allow` that excuses nothing.
pub(crate) fn findings(folder: &Path) -> io::Result<()> {
    let plan = Plan { every: 2, ..Plan::new(FINDINGS, 1).with(Findings::Lints) };
    let mut nth = 0;
    plan.each(|(path, text)| {
        nth += usize::from(path.ends_with(".charter"));
        let idle = path.ends_with(".charter") && nth % 5 < 3;
        workspace::write_one(folder, &(path, if idle { with_idle_allow(&text) } else { text }))
    })
}

fn with_idle_allow(text: &str) -> String {
    let (head, end) = text.split_at(text.rfind('}').unwrap_or(text.len()));
    format!("{head}{IDLE}{end}")
}

/// No charter is a launch.
const IDLE: &str = "  allow t3-ceremony-on-t1 because \"it may become one, some day soon\"\n";

/// Writes one file a little below the cap of a file, of [`FINDINGS`] items, each of which
/// has a finding or a note in its place.
pub(crate) fn one_file(folder: &Path, findings: bool) -> io::Result<()> {
    let said =
        if findings { IDLE } else { "  note \"it is counted each day, by nobody in haste\"\n" };
    let mut text = String::from("seat boss \"Who answers for numbers\" {\n  altitude executive\n");
    text += "  holder \"Ann Other\" since 2020-01-01\n}\n";
    for nth in 0..FINDINGS {
        text +=
            &format!("\nmetric load-{nth} \"What is counted, {nth}\" {{\n  unit count \"cases\"\n");
        text += &format!("  owner boss\n{said}  note \"{}\"\n}}\n", "as it was, ".repeat(18));
    }
    workspace::write_one(folder, &("all.charter".into(), text))
}

/// A plausible module that a linter has nothing to say about, of about so many bytes.
fn module(nth: usize, bytes: usize) -> String {
    const NOUNS: [&str; 8] =
        ["orders", "seats", "margins", "tickets", "invoices", "regions", "quotes", "shifts"];
    let mut rng = Rng::part(1, nth as u64);
    let mut text = format!("\"\"\"What module {nth} keeps count of.\"\"\"\n\n");
    text +=
        "from __future__ import annotations\n\nimport json\nfrom dataclasses import dataclass\n";
    text += "from pathlib import Path\n\n\n@dataclass\nclass Entry:\n    name: str\n    count: int = 0\n";
    text += "\n\ndef load(path: Path) -> list[Entry]:\n    rows = json.loads(path.read_text())\n";
    text += "    return [Entry(row[\"name\"], int(row[\"count\"])) for row in rows]\n";
    for function in 0.. {
        let (noun, limit) = (*rng.pick(&NOUNS), 1 + rng.below(90));
        let body = format!(
            "\n\ndef {noun}_{function}(entries: list[Entry]) -> dict[str, int]:
    found: dict[str, int] = {{}}
    for entry in entries:
        if entry.count > {limit} and entry.name:
            found[entry.name] = found.get(entry.name, 0) + entry.count
    return found\n"
        );
        if function > 0 && text.len() + body.len() / 2 > bytes {
            break;
        }
        text += &body;
    }
    text
}
