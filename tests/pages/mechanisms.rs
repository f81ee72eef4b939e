//! Where each idea lives: the tables at the end of the guide name words and rules that there are.

use std::collections::BTreeSet;

use charter::tree::Kind;
use charter::{keyword, rule, words};
use charter_tests::root;
use libtest_mimic::Failed;

const GUIDE: &str = "grammar/README.md";
const SECTION: &str = "Where each idea lives";

/// Holds each row: where it is written begins with a keyword, and what holds it to that is a
/// rule, a command, or the calendars.
pub(crate) fn hold() -> Result<(), Failed> {
    let guide = std::fs::read_to_string(root().join(GUIDE))?;
    let rows = rows(&guide)?;
    let mechanisms: BTreeSet<&str> = rows.iter().map(|row| row[0]).collect();
    if rows.is_empty() || mechanisms.len() != rows.len() {
        return Err(format!("{GUIDE}: {SECTION}: a mechanism has one row").into());
    }
    let wrong: Vec<String> = rows.iter().flat_map(wrong).collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

/// The rows of the tables of the section, without their heads: a mechanism, where it is written,
/// what holds it.
fn rows(guide: &str) -> Result<Vec<[&str; 3]>, String> {
    let heading = |line: &&str| line.starts_with("## ");
    let lines = guide.lines().skip_while(|line| !(heading(line) && line.ends_with(SECTION)));
    let lines = lines.skip(1).take_while(|line| !heading(line)).filter(|it| it.starts_with("| "));
    lines.filter(|line| !line.contains("| in the language |")).map(cells).collect()
}

fn cells(line: &str) -> Result<[&str; 3], String> {
    let inner = line.trim_start_matches("| ").trim_end_matches(" |");
    let cells: Vec<&str> = inner.split(" | ").collect();
    cells.try_into().map_err(|_| format!("this row has not three cells: {line}"))
}

fn wrong([mechanism, written, held]: &[&str; 3]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut hold = |holds: bool, what: String| {
        if !holds {
            wrong.push(format!("{mechanism}: {what}"));
        }
    };
    hold(quoted(written).next().is_some(), "it is written nowhere".into());
    for phrase in quoted(written) {
        let word = phrase.split(' ').next().unwrap_or_default();
        hold(keyword::find(word).is_some(), format!("`{word}` is no keyword"));
    }
    let told = quoted(held).next().is_some() || held.contains("the calendars");
    hold(told, "nothing holds it".into());
    for name in quoted(held).filter(|name| !name.starts_with("charter ")) {
        hold(rule::find(name).is_some(), format!("`{name}` is no rule"));
    }
    wrong
}

/// What stands in backticks.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// Each clause of each kind is explained, as one that stands there.
pub(crate) fn explained() -> Result<(), Failed> {
    let clauses =
        Kind::ALL.iter().flat_map(|kind| words::clauses(*kind).map(move |it| (kind, it.0)));
    let silent: Vec<String> = clauses
        .filter(|(kind, word)| {
            let stands =
                |it: keyword::Keyword| it.stands_in(kind.keyword()) || it.stands == "every kind.";
            !keyword::find(word).is_some_and(stands)
        })
        .map(|(kind, word)| format!("`{word}` of a {}", kind.keyword()))
        .collect();
    if silent.is_empty() { Ok(()) } else { Err(format!("not explained: {silent:?}").into()) }
}
