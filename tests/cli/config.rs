//! `charter.toml`: what it decides, and the schema that editors check it by.

use charter::config::{Config, Known, Level, Zone, schema};
use charter::rule::{self, RuleKind};
use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::run::trial;

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("config::what_it_decides", what_it_decides),
        trial("config::what_stands_later_wins", what_stands_later_wins),
        trial("config::an_error_has_its_place", an_error_has_its_place),
        trial("config::the_schema_is_committed", the_schema_is_committed),
        trial("config::the_schema_covers_every_lint", the_schema_covers_every_lint),
    ]
}

const KNOWN: Known<'static> = Known {
    lints: &[
        "misfit-cadence",
        "oversized-forum",
        "no-alternate",
        "review-overdue",
        "t3-ceremony-on-t1",
    ],
    checks: &["syntax"],
};

const EXAMPLE: &str = r#"
[workspace]
calendar  = "acme"                    # where there are several; the only one is the default
authority = "acme.example"            # the right-hand side of every UID
zone      = "owner"                   # or "calendar": whose zone a cadence has that names none
exclude  = ["archive/**"]
requires = ">=0.1"

[lint]
misfit-cadence  = "error"
oversized-forum = { level = "warn", max = 10 }
no-alternate    = "off"

[lint.paths."launches/2025/**"]
review-overdue = "off"

[allow]
forbid = ["t3-ceremony-on-t1"]
"#;

fn example() -> Config {
    Config::parse(EXAMPLE, KNOWN).expect("it is fine")
}

fn what_it_decides() {
    let config = example();
    assert_eq!(config.workspace.calendar.as_deref(), Some("acme"));
    assert_eq!(config.workspace.authority.as_deref(), Some("acme.example"));
    assert_eq!(config.workspace.zone, Zone::Owner);
    assert!(config.workspace.exclude.matches("archive/old/a.charter"));
    assert_eq!(config.level("misfit-cadence", "a.charter"), Some(Level::Error));
    assert_eq!(config.level("oversized-forum", "a.charter"), Some(Level::Warn));
    assert_eq!(config.option("oversized-forum", "a.charter", "max"), Some(10));
    assert_eq!(config.level("review-overdue", "a.charter"), None);
    assert_eq!(config.level("review-overdue", "launches/2025/q1/a.charter"), Some(Level::Off));
    assert!(config.forbids("t3-ceremony-on-t1") && !config.forbids("no-alternate"));
    assert!(Config::parse("", KNOWN).is_ok(), "an empty file says nothing");
}

fn what_stands_later_wins() {
    let text = "[lint]\nno-alternate = \"error\"\noversized-forum = { max = 4 }\n\
        [lint.paths.\"z/**\"]\nno-alternate = \"warn\"\n\
        [lint.paths.\"**/b/*\"]\nno-alternate = \"off\"\noversized-forum = \"info\"\n";
    let config = Config::parse(text, KNOWN).expect("it is fine");
    assert_eq!(config.level("no-alternate", "a.charter"), Some(Level::Error));
    assert_eq!(config.level("no-alternate", "z/a.charter"), Some(Level::Warn));
    assert_eq!(config.level("no-alternate", "z/b/a.charter"), Some(Level::Off));
    assert_eq!(config.option("oversized-forum", "z/b/a.charter", "max"), Some(4));
}

fn an_error_has_its_place() {
    let text = "[workspace]\nexclude = [\"fine\", \"[\"]\n";
    let error = Config::parse(text, KNOWN).expect_err("it is wrong");
    assert_eq!(&text[error.span.clone()], "\"[\"");
    let text = "[lint.paths.\"a/**\"]\nno-alternat = \"off\"\n";
    let error = Config::parse(text, KNOWN).expect_err("it is wrong");
    assert_eq!(&text[error.span.clone()], "no-alternat");
    assert_eq!(error.help.as_deref(), Some("did you mean `no-alternate`?"));
}

const SCHEMA: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/charter-cli/schema/charter-toml.json");

fn generated() -> Value {
    let ids = |kind| rule::all().filter(move |it| it.kind == kind).map(|it| it.id);
    let (lints, checks): (Vec<_>, Vec<_>) =
        (ids(RuleKind::Lint).collect(), ids(RuleKind::Check).collect());
    schema(Known { lints: &lints, checks: &checks })
}

fn the_schema_is_committed() {
    let generated = serde_json::to_string_pretty(&generated()).expect("JSON") + "\n";
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(SCHEMA, &generated).expect("the schema is written");
    }
    let committed = std::fs::read_to_string(SCHEMA).unwrap_or_default();
    assert!(generated == committed, "the schema is not that of the rules: BLESS=1 rewrites it");
}

fn the_schema_covers_every_lint() {
    let validator = jsonschema::validator_for(&generated()).expect("a schema");
    for rule in rule::all().filter(|rule| rule.kind == RuleKind::Lint) {
        assert!(validator.is_valid(&json!({ "lint": { rule.id: "off" } })), "{}", rule.id);
        let special = json!({ "lint": { "paths": { "a/**": { rule.id: { "level": "warn" } } } } });
        assert!(validator.is_valid(&special), "{}", rule.id);
        assert!(validator.is_valid(&json!({ "allow": { "forbid": [rule.id] } })), "{}", rule.id);
    }
    for wrong in [
        json!({ "lnit": {} }),
        json!({ "lint": { "nope": "off" } }),
        json!({ "lint": { "syntax": "off" } }),
        json!({ "workspace": { "zone": "mine" } }),
    ] {
        assert!(!validator.is_valid(&wrong), "{wrong}");
    }
    let example = schema(KNOWN);
    let validator = jsonschema::validator_for(&example).expect("a schema");
    let workspace = json!({ "calendar": "acme", "zone": "owner", "exclude": ["archive/**"] });
    let lint = json!({ "oversized-forum": { "level": "warn", "max": 10 } });
    assert!(validator.is_valid(&json!({ "workspace": workspace, "lint": lint })));
}
