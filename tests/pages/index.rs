//! The index of rules is that of the program. `BLESS=1` rewrites it.

use std::fmt::Write;

use charter::rule::{FixKind, Group, Rule, RuleKind, groups};
use charter_tests::root;
use libtest_mimic::Failed;

const INDEX: &str = "grammar/RULES.md";

const HEAD: &str = "\
# The rules

Every rule that charter has, with its page. `charter rules` lists them, `charter explain RULE` prints a page.

A **check** says that a text is not a charter. It is an error, stops what is built, and nobody can be excused from it.

A **lint** says that a charter is unwise. `charter.toml` sets its level (`error`, `warn`, `info` or `off`) and its options, and
an author who has a reason writes `allow RULE because \"…\"`; `charter rules --waivers` lists who did.

A **safe** fix keeps the meaning. An **unsafe** one is a proposal: a person has to choose.

This page is made from the rules, and a test holds it to them.
";

/// Holds the page against the rules, and every link against what is there.
pub(crate) fn hold() -> Result<(), Failed> {
    let generated: String = [HEAD.to_owned()].into_iter().chain(groups().map(of_group)).collect();
    let path = root().join(INDEX);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &generated)?;
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    if generated != committed {
        return Err(format!("{INDEX} is not that of the rules: BLESS=1 rewrites it").into());
    }
    for rule in groups().flat_map(|group| group.rules) {
        let page = std::fs::read_to_string(root().join("grammar").join(link(rule)))?;
        if !page.starts_with(&format!("# {}\n", rule.id)) {
            return Err(format!("{} is not the page of {}", link(rule), rule.id).into());
        }
    }
    Ok(())
}

fn of_group(group: &Group) -> String {
    let mut table = format!("\n## {}\n\n", group.title);
    table.push_str("| rule | level | fix | options | says |\n|---|---|---|---|---|\n");
    for rule in group.rules {
        let options: Vec<String> = rule
            .options
            .iter()
            .map(|it| format!("`{}` = {}: {}", it.name, it.default, it.about))
            .collect();
        let (id, level, fix) = (rule.id, rule.level.as_str(), fix(rule.fix));
        let cells = [
            format!("[{id}]({})", link(rule)),
            level.to_owned(),
            fix.to_owned(),
            options.join("; "),
            rule.summary.replace('|', "\\|"),
        ];
        let _ = writeln!(table, "| {} |", cells.join(" | "));
    }
    table
}

fn fix(fix: FixKind) -> &'static str {
    if fix == FixKind::None { "" } else { fix.as_str() }
}

fn link(rule: &Rule) -> String {
    let room = match rule.kind {
        RuleKind::Check => "check",
        RuleKind::Lint => "lint",
    };
    format!("../crates/charter/src/{room}/{}.md", rule.id.replace('-', "_"))
}
