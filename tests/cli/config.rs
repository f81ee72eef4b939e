//! `charter.toml`: what it decides, and the schema that editors check it by.

use std::collections::BTreeSet;

use charter::config::{Config, Level, RuleOption, Zone, schema};
use charter::rule::{self, Rule, RuleKind};
use libtest_mimic::Trial;
use serde_json::Value;

use crate::run::trial;

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("config::what_it_decides", what_it_decides),
        trial("config::what_signals_take_is_said", what_signals_take_is_said),
        trial("config::what_stands_later_wins", what_stands_later_wins),
        trial("config::an_error_has_its_place", an_error_has_its_place),
        trial("config::the_schema_is_committed", the_schema_is_committed),
        trial("config::an_unknown_option_is_an_error", an_unknown_option_is_an_error),
        trial("config::the_schema_describes_every_lint", the_schema_describes_every_lint),
        trial("config::schema_and_parser_agree_on_levels", schema_and_parser_agree_on_levels),
        trial("config::schema_and_parser_agree_on_options", schema_and_parser_agree_on_options),
        trial("config::schema_and_parser_agree_on_sections", schema_and_parser_agree_on_sections),
    ]
}

const EXAMPLE: &str = r#"
[workspace]
calendar  = "acme"                    # where there are several; the only one is the default
authority = "acme.example"            # the right-hand side of every UID
published = "https://calendars.acme.example/charters"   # where what is built can be fetched
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

[signals]
latency-days   = 30
redecisions    = 3
overdue-share  = "10%"
measured-share = "62.5%"
renewed-share  = "100%"
ai-acceptance  = "metrics/ai-acceptance.csv"
ai-floor       = "40%"
"#;

fn example() -> Config {
    Config::parse(EXAMPLE, &rule::known()).expect("it is fine")
}

fn what_it_decides() {
    let config = example();
    assert_eq!(config.workspace.calendar.as_deref(), Some("acme"));
    assert_eq!(config.workspace.authority.as_deref(), Some("acme.example"));
    let published = config.workspace.published.as_deref();
    assert_eq!(published, Some("https://calendars.acme.example/charters/"));
    assert_eq!(config.workspace.zone, Zone::Owner);
    assert!(config.workspace.exclude.matches("archive/old/a.charter"));
    assert_eq!(config.level("misfit-cadence", "a.charter"), Some(Level::Error));
    assert_eq!(config.level("oversized-forum", "a.charter"), Some(Level::Warn));
    assert_eq!(config.option("oversized-forum", "a.charter", "max"), Some(10));
    assert_eq!(config.level("review-overdue", "a.charter"), None);
    assert_eq!(config.level("review-overdue", "launches/2025/q1/a.charter"), Some(Level::Off));
    assert_eq!((config.signals.latency_days, config.signals.redecisions), (Some(30), Some(3)));
    let measured = config.signals.measured_share.expect("it is there");
    assert_eq!((measured.to_string().as_str(), measured.share()), ("62.5%", 0.625));
    assert!(measured.is_above(624, 1000) && !measured.is_above(5, 8) && !measured.is_below(5, 8));
    assert!(measured.is_below(626, 1000) && !measured.is_below(0, 0) && !measured.is_above(0, 0));
    assert!(config.forbids("t3-ceremony-on-t1") && !config.forbids("no-alternate"));
    assert!(Config::parse("", &rule::known()).is_ok(), "an empty file says nothing");
}

fn what_signals_take_is_said() {
    let wrong = |text: &str| Config::parse(text, &rule::known()).expect_err(text);
    let error = wrong("[signals]\nlatency-day = 3\n");
    assert_eq!(error.message, "`[signals]` has no `latency-day`");
    assert_eq!(error.help.as_deref(), Some("did you mean `latency-days`?"));
    let error = wrong("[signals]\noverdue-share = \"ten\"\n");
    assert!(error.message.starts_with("`overdue-share` takes a percentage"), "{}", error.message);
    let error = wrong("[signals]\nai-floor = \"40%\"\n");
    assert_eq!(error.message, "`ai-floor` says nothing without `ai-acceptance`");
}

fn what_stands_later_wins() {
    let text = "[lint]\nno-alternate = \"error\"\noversized-forum = { max = 4 }\n\
        [lint.paths.\"z/**\"]\nno-alternate = \"warn\"\n\
        [lint.paths.\"**/b/*\"]\nno-alternate = \"off\"\noversized-forum = \"info\"\n";
    let config = Config::parse(text, &rule::known()).expect("it is fine");
    assert_eq!(config.level("no-alternate", "a.charter"), Some(Level::Error));
    assert_eq!(config.level("no-alternate", "z/a.charter"), Some(Level::Warn));
    assert_eq!(config.level("no-alternate", "z/b/a.charter"), Some(Level::Off));
    assert_eq!(config.option("oversized-forum", "z/b/a.charter", "max"), Some(4));
}

fn an_error_has_its_place() {
    let text = "[workspace]\nexclude = [\"fine\", \"[\"]\n";
    let error = Config::parse(text, &rule::known()).expect_err("it is wrong");
    assert_eq!(&text[error.span.clone()], "\"[\"");
    let text = "[lint.paths.\"a/**\"]\nno-alternat = \"off\"\n";
    let error = Config::parse(text, &rule::known()).expect_err("it is wrong");
    assert_eq!(&text[error.span.clone()], "no-alternat");
    assert_eq!(error.help.as_deref(), Some("did you mean `no-alternate`?"));
}

/// What a rule takes is said at the place, and what was probably meant below it.
fn an_unknown_option_is_an_error() {
    let error = |rule: &str, option: &str| {
        let text = format!("[lint]\n{rule} = {{ level = \"warn\", {option} = 3 }}\n");
        let error = Config::parse(&text, &rule::known()).expect_err("it is wrong");
        assert_eq!(&text[error.span.clone()], option);
        (error.message, error.label, error.help.unwrap_or_default())
    };
    let (message, label, help) = error("oversized-forum", "mxa");
    assert_eq!(message, "`oversized-forum` has no `mxa`");
    assert_eq!(label, "this rule takes `level` and `max`");
    assert_eq!(help, "did you mean `max`?");
    let (_, label, help) = error("holidays-run-out", "max");
    assert_eq!(label, "this rule takes `level` and `months`");
    assert_eq!(help, "`charter explain holidays-run-out` says what can be set");
    let (message, label, help) = error("misfit-cadence", "max");
    assert_eq!(message, "`misfit-cadence` has no `max`");
    assert_eq!(label, "this rule has no options, only `level`");
    assert_eq!(help, "give it a level and nothing else, as in misfit-cadence = \"warn\"");
    assert_eq!(error("misfit-cadence", "levle").2, "did you mean `level`?");
}

const SCHEMA: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/charter-cli/schema/charter-toml.json");

fn the_schema_is_committed() {
    let generated = serde_json::to_string_pretty(&schema(&rule::known())).expect("JSON") + "\n";
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(SCHEMA, &generated).expect("the schema is written");
    }
    let committed = std::fs::read_to_string(SCHEMA).unwrap_or_default();
    assert!(generated == committed, "the schema is not that of the rules: BLESS=1 rewrites it");
}

/// Read from the file: what the schema says of each lint is what the lint says of itself.
fn the_schema_describes_every_lint() {
    let text = std::fs::read_to_string(SCHEMA).expect("the schema");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    for lint in lints() {
        let told = &schema["$defs"][lint.id];
        assert_eq!(told["description"], lint.summary, "{}", lint.id);
        assert_eq!(told["default"], lint.level.as_str(), "{}", lint.id);
        let properties = told["oneOf"][1]["properties"].as_object().expect("options");
        assert_eq!(properties.len(), 1 + lint.options.len(), "{}", lint.id);
        for option in lint.options {
            assert_eq!(properties[option.name]["default"], option.default, "{}", lint.id);
            assert_eq!(properties[option.name]["description"], option.about, "{}", lint.id);
        }
    }
}

fn lints() -> impl Iterator<Item = &'static Rule> {
    rule::all().filter(|rule| rule.kind == RuleKind::Lint)
}

/// The parser and the schema, asked the same.
struct Judges(jsonschema::Validator);

impl Judges {
    fn new() -> Judges {
        let text = std::fs::read_to_string(SCHEMA).expect("the schema");
        let schema = serde_json::from_str(&text).expect("JSON");
        Judges(jsonschema::validator_for(&schema).expect("a schema"))
    }

    /// Both say the same of a text, and this.
    #[track_caller]
    fn agree(&self, accept: bool, text: &str) {
        let parsed = Config::parse(text, &rule::known()).map_err(|error| error.message);
        assert_eq!(parsed.is_ok(), accept, "the parser of {text:?}: {:?}", parsed.err());
        let data: Value = toml::from_str(text).expect("TOML");
        let fault = self.0.validate(&data).err().map(|it| it.to_string());
        assert_eq!(fault.is_none(), accept, "the schema of {text:?}: {fault:?}");
    }

    /// The same of what is said of a rule, for the workspace and for some of its files.
    #[track_caller]
    fn agree_on(&self, accept: bool, rule: &str, setting: &str) {
        self.agree(accept, &format!("[lint]\n{rule} = {setting}\n"));
        self.agree(accept, &format!("[lint.paths.\"a/**\"]\n{rule} = {setting}\n"));
    }
}

fn schema_and_parser_agree_on_levels() {
    let judges = Judges::new();
    for lint in lints() {
        for level in Level::ALL.map(Level::as_str) {
            judges.agree_on(true, lint.id, &format!("{level:?}"));
            judges.agree_on(true, lint.id, &format!("{{ level = {level:?} }}"));
        }
        for wrong in ["\"loud\"", "\"Warn\"", "{ level = \"loud\" }", "3", "true", "[]"] {
            judges.agree_on(false, lint.id, wrong);
        }
        judges.agree(true, &format!("[allow]\nforbid = [{:?}]\n", lint.id));
    }
    for check in rule::all().filter(|rule| rule.kind == RuleKind::Check) {
        judges.agree_on(false, check.id, "\"off\"");
        judges.agree(false, &format!("[allow]\nforbid = [{:?}]\n", check.id));
    }
    judges.agree_on(false, "nonsense", "\"off\"");
}

fn schema_and_parser_agree_on_options() {
    let judges = Judges::new();
    let all: BTreeSet<&str> = lints().flat_map(|lint| lint.options).map(|it| it.name).collect();
    assert!(all.len() > 1, "some rule has an option that another has not");
    let strange = ["nonsense", "Max", "default", "paths"];
    for lint in lints() {
        let takes = |name: &str| lint.options.iter().any(|it| it.name == name);
        for name in all.iter().copied().chain(strange) {
            judges.agree_on(takes(name), lint.id, &format!("{{ {name} = 3 }}"));
        }
        for RuleOption { name, default, .. } in lint.options {
            for number in [0, *default, u32::MAX] {
                let setting = format!("{{ level = \"warn\", {name} = {number} }}");
                judges.agree_on(true, lint.id, &setting);
            }
            for wrong in ["-1", "4294967296", "1.5", "\"8\"", "true", "[8]", "{}"] {
                judges.agree_on(false, lint.id, &format!("{{ {name} = {wrong} }}"));
            }
        }
    }
}

fn schema_and_parser_agree_on_sections() {
    let judges = Judges::new();
    judges.agree(true, "");
    judges.agree(true, EXAMPLE);
    for wrong in [
        "lnit = {}\n",
        "lint = 3\n",
        "[lint]\npaths = \"a/**\"\n",
        "[lint.paths]\n\"a/**\" = \"off\"\n",
        "[workspace]\nzone = \"mine\"\n",
        "[workspace]\ncalender = \"acme\"\n",
        "[workspace]\nexclude = \"a\"\n",
        "[allow]\nforbids = []\n",
        "[signals]\nlatency = 3\n",
        "[signals]\nlatency-days = \"30\"\n",
        "[signals]\nlatency-days = -1\n",
        "[signals]\noverdue-share = 10\n",
        "[signals]\noverdue-share = \"10\"\n",
        "[signals]\noverdue-share = \"100.5%\"\n",
        "[signals]\noverdue-share = \"1.125%\"\n",
        "[signals]\noverdue-share = \"010%\"\n",
        "[signals]\nai-floor = \"40%\"\n",
        "[signals]\nai-acceptance = \"a.csv\"\n",
        "[signals]\nai-acceptance = \"\"\nai-floor = \"40%\"\n",
    ] {
        judges.agree(false, wrong);
    }
    for fine in ["0%", "7.25%", "10 %", "100%", "100.00%"] {
        judges.agree(true, &format!("[signals]\noverdue-share = \"{fine}\"\n"));
    }
}
