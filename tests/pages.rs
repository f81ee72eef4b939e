//! The pages of the rules, and every charter in every Markdown file, are run.

#[path = "pages/index.rs"]
mod index;
#[path = "pages/mechanisms.rs"]
mod mechanisms;

use std::path::{Path, PathBuf};

use charter::config::Config;
use charter::rule::{Rule, RuleKind};
use charter::{Severity, rule};
use charter_tests::markdown::{Block, blocks};
use charter_tests::{files, root, say};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let pages = ["check", "lint"]
        .into_iter()
        .flat_map(|room| files(&root().join("crates/charter/src").join(room), "md"));
    let pages = pages.map(|path| trial("page", path, hold_page));
    let guides = ["README.md", "grammar/README.md", "tests/README.md", "crates/README.md"];
    let guides = guides.into_iter().map(|name| trial("guide", root().join(name), hold_guide));
    let mut trials: Vec<Trial> = pages.chain(guides).collect();
    trials.push(Trial::test("every rule has its page", every_rule_has_its_page));
    trials.push(Trial::test("the index of rules", index::hold));
    trials.push(Trial::test("where each idea lives", mechanisms::hold));
    trials.push(Trial::test("every clause is explained", mechanisms::explained));
    libtest_mimic::run(&arguments, trials).exit();
}

fn trial(what: &str, path: PathBuf, hold: fn(&Path) -> Result<(), Failed>) -> Trial {
    let name = path.strip_prefix(root()).unwrap_or(&path).display().to_string();
    Trial::test(format!("{what} {name}"), move || hold(&path))
}

/// The stem is the id; the first charter breaks the rule and charter says exactly
/// what the block behind it says; the last is silent; *Why* is there.
fn hold_page(path: &Path) -> Result<(), Failed> {
    let page = std::fs::read_to_string(path)?;
    let id = path.file_stem().unwrap_or_default().to_string_lossy().replace('_', "-");
    let rule = rule::find(&id).ok_or(format!("no rule is named {id}"))?;
    ensure(rule.page == page, "the page in the program is another")?;
    ensure(page.starts_with(&format!("# {id}\n")), "the page begins with its id")?;
    ensure(page.contains("\n## Why\n"), "*Why* is there")?;
    hold_level_and_options(rule, &page)?;
    let blocks = blocks(&page);
    let charters: Vec<&Block> = blocks.iter().filter(|it| it.info == "charter").collect();
    let (Some(bad), Some(good)) = (charters.first(), charters.last()) else {
        return Err("a page has a charter that breaks the rule and one that keeps it".into());
    };
    let bad_case = say::Case::read(&bad.text);
    let (_, _, findings) = bad_case.analyze();
    ensure(findings.iter().any(|it| it.code == id), &format!("the first charter breaks {id}"))?;
    let loud = say::loud(&say::Case::read(&good.text));
    ensure(
        loud.is_empty() && charters.len() > 1,
        &format!("the last charter is silent: {loud:?}"),
    )?;
    formatted(path, &page, &charters)?;
    says(path, &page, &blocks, &say::check(&bad_case))
}

/// Every charter stands as it is formatted, unless it is there to show what does not read.
fn formatted(path: &Path, page: &str, charters: &[&Block]) -> Result<(), Failed> {
    let mut whole = page.to_string();
    for charter in charters.iter().rev() {
        if let Ok(formatted) = charter::format(&charter.text) {
            whole.replace_range(charter.range.clone(), &formatted);
        }
    }
    if whole != page && std::env::var_os("BLESS").is_some() {
        std::fs::write(path, &whole)?;
        return Err("it is formatted now: once more".into());
    }
    ensure(whole == page, "every charter on the page is formatted")
}

/// The page of a lint says its level and what each option sets, with its default, and shows
/// how they are written; or that there is none. A check has neither.
fn hold_level_and_options(rule: &Rule, page: &str) -> Result<(), Failed> {
    if rule.kind == RuleKind::Check {
        return ensure(rule.options.is_empty(), "a check has no options");
    }
    let words = page.split_whitespace().collect::<Vec<_>>().join(" ");
    let says = |what: String| ensure(words.contains(&what), &format!("the page says: {what}"));
    says(format!("Level `{}`", rule.level.as_str()))?;
    if rule.options.is_empty() {
        return says("No options".into());
    }
    ensure(!words.contains("No options"), "a rule with options does not deny them")?;
    let blocks = blocks(page);
    let shown = blocks.iter().find(|it| it.info == "toml").ok_or("the page shows its options")?;
    let shown = Config::parse(&shown.text, &rule::known()).map_err(|error| error.message)?;
    for option in rule.options {
        let (name, about, default) = (option.name, option.about, option.default);
        says(format!("`{name}` sets {about}, {default} unless the workspace says otherwise"))?;
        let set = shown.option(rule.id, "a.charter", name).is_some_and(|it| it != default);
        ensure(set, &format!("the page sets `{name}` to something else"))?;
    }
    Ok(())
}

/// The first text block holds what charter says of the first charter.
fn says(path: &Path, page: &str, blocks: &[Block], said: &str) -> Result<(), Failed> {
    let text =
        blocks.iter().find(|it| it.info == "text").ok_or("the page shows what charter says")?;
    if text.text.trim_end() == said.trim_end() {
        return Ok(());
    }
    if std::env::var_os("BLESS").is_some() {
        let mut page = page.to_string();
        page.replace_range(text.range.clone(), &format!("{}\n", said.trim_end()));
        std::fs::write(path, page)?;
        return Ok(());
    }
    Err(format!("the page says:\n{}\ncharter says:\n{said}", text.text).into())
}

/// Every charter block parses and is formatted; one that leans on nothing is silent.
fn hold_guide(path: &Path) -> Result<(), Failed> {
    let Ok(page) = std::fs::read_to_string(path) else { return Ok(()) };
    for block in blocks(&page).iter().filter(|it| it.info.starts_with("charter")) {
        let formatted = charter::format(&block.text).unwrap_or_default();
        ensure(formatted == block.text, &format!("formatted:\n{formatted}"))?;
        let mut case = say::Case::read(&block.text);
        case.with_acme = false;
        let (_, _, findings) = case.analyze();
        let fragment = block.info.contains("ignore-names");
        let wrong = findings.iter().find(|it| {
            let about_names = matches!(it.code, "unresolved-name" | "wrong-kind");
            it.severity >= Severity::Warn
                && (!fragment || is_syntax(it.code))
                && !(fragment && about_names)
        });
        if let Some(finding) = wrong {
            return Err(format!("{}: {}\n{}", finding.code, finding.message, block.text).into());
        }
    }
    Ok(())
}

fn is_syntax(code: &str) -> bool {
    let found_while_reading =
        ["syntax", "unknown-clause", "malformed-name", "invalid-date", "invalid-time"];
    found_while_reading.contains(&code)
}

fn every_rule_has_its_page() -> Result<(), Failed> {
    for rule in rule::all() {
        let stem = rule.id.replace('-', "_");
        let source = root().join("crates/charter/src");
        let there = ["check", "lint"]
            .iter()
            .any(|room| source.join(room).join(format!("{stem}.md")).is_file());
        ensure(there, &format!("{} has a page of its name", rule.id))?;
    }
    Ok(())
}

fn ensure(holds: bool, what: &str) -> Result<(), Failed> {
    if holds { Ok(()) } else { Err(format!("this does not hold: {what}").into()) }
}
