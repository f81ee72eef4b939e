//! Reports: the drawing of the house, and data that its schema describes.

use charter::report::{self, Report};
use charter::{Allowed, Diagnostic, Safety, Severity, Source, SourceId, Sources, Span};
use libtest_mimic::Trial;
use serde_json::Value;

use crate::run::trial;

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("report::the_drawing_of_the_house", the_drawing_of_the_house),
        trial("report::severities_and_fixes", severities_and_fixes),
        trial("report::spans_that_are_off", spans_that_are_off),
        trial("report::columns_are_characters", columns_are_characters),
        trial("report::a_very_long_line", a_very_long_line),
        trial("report::the_schema_is_committed", the_schema_is_committed),
        trial("report::output_and_schema_agree", output_and_schema_agree),
    ]
}

const ROADMAP: &str = "\
charter roadmap-forum \"Roadmap forum\" {
  # where investment meets intent
  decides         roadmap-sequencing of core-portfolio
  owner           vp-product
  counterparties  vp-engineering
  cadence         weekly on Tuesday at 10:00 for 90m
}
";

fn sources(text: &str) -> Sources {
    Sources::new(vec![Source::new("interfaces/roadmap.charter", text.into())])
}

fn span(text: &str, of: &str) -> Span {
    let start = text.find(of).expect("it is in the text") as u32;
    Span::new(SourceId(1), start, start + of.len() as u32)
}

fn misfit(severity: Severity) -> Diagnostic {
    let message = "`roadmap-forum` meets weekly to make decisions that hold for two quarters";
    let place = span(ROADMAP, "weekly");
    Diagnostic::new("misfit-cadence", severity, message, place, "a period of 7 days")
        .also(span(ROADMAP, "roadmap-sequencing"), "fits every 2 months to every 2 quarters")
        .note("too fast: it becomes a status meeting, or wears its counterparties out")
        .help("meet quarterly on the 2nd Tuesday (next: Tue 9 Feb 2027)")
}

fn drawn(finding: Diagnostic, sources: &Sources) -> String {
    let mut out = Vec::new();
    report::human(&[finding], sources, false, &mut out);
    String::from_utf8(out).expect("UTF-8")
}

fn the_drawing_of_the_house() {
    let expected = "\
warning[misfit-cadence]: `roadmap-forum` meets weekly to make decisions that hold for two quarters
  ┌─ interfaces/roadmap.charter:6:19
  │
3 │   decides         roadmap-sequencing of core-portfolio
  │                   ------------------ fits every 2 months to every 2 quarters
  ·
6 │   cadence         weekly on Tuesday at 10:00 for 90m
  │                   ^^^^^^ a period of 7 days
  │
  = too fast: it becomes a status meeting, or wears its counterparties out
  = help: meet quarterly on the 2nd Tuesday (next: Tue 9 Feb 2027)
  = charter explain misfit-cadence

";
    assert_eq!(drawn(misfit(Severity::Warn), &sources(ROADMAP)), expected);
}

fn severities_and_fixes() {
    let sources = sources(ROADMAP);
    assert!(drawn(misfit(Severity::Error), &sources).starts_with("error[misfit-cadence]: "));
    assert!(drawn(misfit(Severity::Info), &sources).starts_with("info[misfit-cadence]: "));
    let mut note = misfit(Severity::Info);
    note.message = "note".into();
    assert!(drawn(note, &sources).starts_with("info[misfit-cadence]: note\n"));
    let place = span(ROADMAP, "weekly");
    let mut fixed = misfit(Severity::Warn).fix("meet monthly", Safety::Unsafe, place, "monthly");
    fixed.help = None;
    assert!(drawn(fixed, &sources).contains("\n  = help: meet monthly\n"));
}

fn spans_that_are_off() {
    let text = "é\r\nü";
    let sources = sources(text);
    for start in 0..9 {
        for end in 0..9 {
            let span = Span::new(SourceId(1), start, end);
            let finding = Diagnostic::error("syntax", "odd", span, "here");
            assert!(drawn(finding.clone(), &sources).contains("┌─ interfaces"), "{start} {end}");
            let mut out = Vec::new();
            report::short(&[finding], &sources, &mut out);
        }
    }
}

fn columns_are_characters() {
    let text = "note \"Zoë Ångström\" wrong\n";
    let finding = Diagnostic::error("syntax", "odd", span(text, "wrong"), "here");
    let mut out = Vec::new();
    report::short(&[finding], &sources(text), &mut out);
    assert_eq!(out, b"interfaces/roadmap.charter:1:21: error[syntax]: odd\n");
}

fn a_very_long_line() {
    let text = format!("note \"{}\" wrong\n", "é".repeat(500_000));
    let sources = sources(&text);
    let finding = Diagnostic::error("syntax", "odd", span(&text, "wrong"), "here");
    let begun = std::time::Instant::now();
    assert!(drawn(finding, &sources).contains(":1:500009\n"));
    assert!(begun.elapsed().as_secs() < 2, "{:?}", begun.elapsed());
}

const SCHEMA: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/charter-cli/schema/charter-check-1.json");

fn the_schema_is_committed() {
    let generated = serde_json::to_string_pretty(&report::schema()).expect("JSON") + "\n";
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(SCHEMA, &generated).expect("the schema is written");
    }
    let committed = std::fs::read_to_string(SCHEMA).unwrap_or_default();
    assert!(generated == committed, "the schema is not that of the code: BLESS=1 rewrites it");
}

fn output_and_schema_agree() {
    let sources = sources(ROADMAP);
    let place = span(ROADMAP, "weekly");
    let fixed = misfit(Severity::Error).fix("meet monthly", Safety::Unsafe, place, "monthly");
    let bare = Diagnostic::error("syntax", "odd", span(ROADMAP, "owner"), "");
    let allowed = Allowed {
        finding: misfit(Severity::Warn),
        reason: "pilot".into(),
        until: None,
        span: place,
    };
    let (day, mut out) = (jiff::civil::date(2026, 11, 20), Vec::new());
    let report = Report {
        findings: &[fixed, bare],
        allowed: &[allowed],
        baseline: None,
        sources: &sources,
        files: &[SourceId(1)],
        unread: &[],
        day,
        fails_at: Some(Severity::Error),
        prefix: "",
    };
    report::json(&report, &mut out).expect("it is written");
    let output: Value = serde_json::from_slice(&out).expect("JSON");
    let schema: Value =
        serde_json::from_str(&std::fs::read_to_string(SCHEMA).expect("the schema")).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    if let Err(error) = schema.validate(&output) {
        panic!("{error} at {}", error.instance_path());
    }
    assert_eq!(output["summary"]["errors"], 2);
    assert_eq!(output["findings"][0]["span"]["start"]["column"], 19);
    assert_eq!(output["findings"][0]["fixes"][0]["edits"][0]["text"], "monthly");
    assert_eq!(output["allowed"][0]["reason"], "pilot");
}
