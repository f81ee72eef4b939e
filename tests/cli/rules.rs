//! `charter rules`: every rule under its heading, for people and as data.

use charter::rule::{self, Rule};
use libtest_mimic::Trial;
use serde_json::Value;

use crate::run::{Folder, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("rules::every_rule_under_its_heading", every_rule_under_its_heading),
        trial("rules::as_data", as_data),
    ]
}

const GROUPS: [&str; 6] = [
    "Checks",
    "Cadence",
    "Rights and escalation",
    "Evidence",
    "Launches and bets",
    "Life and records",
];

fn every_rule_under_its_heading() {
    let run = Folder::new().charter(&["rules"]).ends(0);
    assert_eq!(run.err, "");
    let mut blocks = run.out.split("\n\n");
    assert!(blocks.next().is_some_and(|head| head.starts_with("rule ")));
    let mut told: Vec<&str> = Vec::new();
    for (title, block) in GROUPS.iter().zip(blocks.by_ref()) {
        let mut lines = block.lines();
        assert_eq!(lines.next(), Some(*title));
        told.extend(lines.filter_map(|line| line.split(' ').next()));
    }
    assert_eq!(blocks.next(), None, "no heading more");
    let all: Vec<&str> = rule::all().map(|rule| rule.id).collect();
    assert_eq!(told, all);
    let line = run.out.lines().find(|line| line.starts_with("oversized-forum ")).expect("a line");
    assert!(line.contains(" warn   none "), "{line}");
    assert!(line.ends_with("more are in the room than can decide together (max = 8)"), "{line}");
}

fn as_data() {
    let run = Folder::new().charter(&["rules", "--format", "json"]).ends(0);
    let data: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(data["format"], "charter-rules/1");
    let told = data["rules"].as_array().expect("a list");
    let all: Vec<&Rule> = rule::all().collect();
    assert_eq!(told.len(), all.len());
    for (told, rule) in told.iter().zip(&all) {
        assert_eq!(told["id"], rule.id);
        assert_eq!(told["summary"], rule.summary);
        assert_eq!(told["options"].as_array().map(Vec::len), Some(rule.options.len()));
    }
    let of = |id: &str| told.iter().find(|it| it["id"] == id).expect("a rule");
    let forum = of("oversized-forum");
    assert_eq!(forum["kind"], "lint");
    assert_eq!(forum["group"], "Cadence");
    assert_eq!(forum["level"], "warn");
    assert_eq!(forum["fix"], "none");
    let max = serde_json::json!([{
        "name": "max",
        "default": 8,
        "about": "how many in the room are not too many",
    }]);
    assert_eq!(forum["options"], max);
    assert_eq!(of("vacant-owner")["group"], "Rights and escalation");
    assert_eq!(of("syntax")["group"], "Checks");
    assert_eq!(of("syntax")["kind"], "check");
}
