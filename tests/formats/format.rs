//! Formats read back: is it one, and what does it say?

use jsonschema::Validator;
use serde_json::Value;

use crate::{github, xml};

/// Every format, and the ending of its golden report.
pub(crate) const FORMATS: &[(&str, &str)] = &[
    ("human", "txt"),
    ("short", "txt"),
    ("agent", "txt"),
    ("json", "json"),
    ("jsonl", "jsonl"),
    ("sarif", "sarif"),
    ("github", "txt"),
    ("gitlab", "json"),
    ("junit", "xml"),
    ("checkstyle", "xml"),
    ("rdjson", "json"),
];

/// One finding, as a format tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) code: String,
    pub(crate) severity: String,
    /// All words of it, in whatever order the format has.
    pub(crate) words: String,
}

/// What a format says, once it has been held against what is published about it.
pub(crate) fn read(format: &str, report: &str) -> Vec<Seen> {
    match format {
        "human" => human(report),
        "short" | "agent" => report.lines().map(line).collect(),
        "json" => json(&valid("json", report)),
        "jsonl" => report.lines().map(|line| finding(&valid("jsonl", line))).collect(),
        "sarif" => sarif(&valid("sarif", report)),
        "github" => github::read(report),
        "gitlab" => gitlab(report),
        "junit" => xml::junit(report).findings(),
        "checkstyle" => xml::checkstyle(report),
        "rdjson" => rdjson(&valid("rdjson", report)),
        _ => panic!("no such format: {format}"),
    }
}

/// The published schema of a format.
fn schema(format: &str) -> Value {
    let root = charter_tests::root();
    let path = match format {
        "json" | "jsonl" => root.join("crates/charter-cli/schema/charter-check-1.json"),
        _ => root.join(format!("tests/schemas/{format}.json")),
    };
    let mut schema: Value =
        serde_json::from_slice(&std::fs::read(path).expect("a schema")).expect("JSON");
    match format {
        // A line is one of the findings.
        "jsonl" => serde_json::json!({ "$defs": schema["$defs"], "$ref": "#/$defs/Finding" }),
        "sarif" => {
            whole_regions(&mut schema);
            schema
        }
        _ => schema,
    }
}

/// The published schema says what a region needs among its properties, where it is no
/// schema at all and nothing is asked. Here it is asked.
fn whole_regions(schema: &mut Value) {
    let region = &mut schema["definitions"]["region"];
    let misplaced = region["properties"].as_object_mut().and_then(|it| it.remove("anyOf"));
    region["anyOf"] = misplaced.expect("the mistake is gone: use the schema as it is");
}

/// The published validator of a format.
pub(crate) fn validator(format: &str) -> Validator {
    jsonschema::validator_for(&schema(format)).expect("a schema")
}

/// A document that its schema takes.
pub(crate) fn valid(format: &str, text: &str) -> Value {
    let document: Value = serde_json::from_str(text).unwrap_or_else(|it| panic!("{it}: {text}"));
    hold(format, &document);
    document
}

fn hold(format: &str, document: &Value) {
    let validator = validator(format);
    let errors: Vec<String> =
        validator.iter_errors(document).map(|it| format!("{}: {it}", it.instance_path())).collect();
    assert!(errors.is_empty(), "{format}: {errors:#?}\n{document:#}");
}

/// `path:line:column: error[code]: message`. A path may hold colons.
pub(crate) fn line(line: &str) -> Seen {
    let of = |word: &'static str| line.find(&format!(": {word}[")).map(|at| (at, word));
    let (at, severity) =
        ["error", "warning", "info"].into_iter().find_map(of).unwrap_or_else(|| panic!("{line}"));
    let (place, rest) = (&line[..at], &line[at + severity.len() + 3..]);
    let (code, words) = rest.split_once(']').expect("a code");
    let words = words.trim_start_matches(':').trim_start();
    let mut place = place.rsplitn(3, ':');
    let mut number = || place.next().expect("a number").parse().expect("a number");
    let (column, line) = (number(), number());
    let path = place.next().expect("a path").into();
    let (code, severity, words) = (code.into(), severity.into(), words.into());
    Seen { path, line, column, code, severity, words }
}

/// A head and, on the next line, `┌─ path:line:column`.
fn human(report: &str) -> Vec<Seen> {
    let lines: Vec<&str> = report.lines().collect();
    let heads = lines.windows(2).filter_map(|pair| {
        let place = pair[1].trim_start().strip_prefix("┌─ ")?;
        Some(line(&format!("{place}: {}", pair[0])))
    });
    heads.collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}

fn number(value: &Value) -> usize {
    value.as_u64().unwrap_or_else(|| panic!("{value} is no number")) as usize
}

/// The elements of a list.
pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list"))
}

fn json(report: &Value) -> Vec<Seen> {
    assert_eq!(report["as_of"], "2026-11-20");
    list(&report["findings"]).iter().map(finding).collect()
}

fn finding(finding: &Value) -> Seen {
    let start = &finding["span"]["start"];
    Seen {
        path: text(&finding["path"]),
        line: number(&start["line"]),
        column: number(&start["column"]),
        code: text(&finding["code"]),
        severity: text(&finding["severity"]),
        words: format!("{}\n{}", text(&finding["message"]), finding["help"]),
    }
}

/// What is not suppressed.
fn sarif(log: &Value) -> Vec<Seen> {
    let run = &log["runs"][0];
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    let open = list(&run["results"]).iter().filter(|it| list(&it["suppressions"]).is_empty());
    open.map(result).collect()
}

/// A result; `note` is what we call `info`.
pub(crate) fn result(result: &Value) -> Seen {
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
    let level = text(&result["level"]);
    Seen {
        path: decode(&text(&place["artifactLocation"]["uri"])),
        line: number(&place["region"]["startLine"]),
        column: number(&place["region"]["startColumn"]),
        code: text(&result["ruleId"]),
        severity: if level == "note" { "info".into() } else { level },
        words: text(&result["message"]["text"]),
    }
}

/// A relative reference of RFC 3986, as a path.
fn decode(uri: &str) -> String {
    let plain = |it: char| it.is_ascii_alphanumeric() || "/-._~%".contains(it);
    assert!(uri.chars().all(plain) && !uri.starts_with('/'), "{uri}");
    let mut bytes = Vec::new();
    let mut rest = uri.bytes();
    while let Some(byte) = rest.next() {
        let mut digit = || char::from(rest.next().expect("a digit")).to_digit(16).expect("a digit");
        bytes.push(if byte == b'%' { (digit() * 16 + digit()) as u8 } else { byte });
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// GitLab's schema is that of one issue. Of those with one fingerprint it shows one.
fn gitlab(report: &str) -> Vec<Seen> {
    let report: Value = serde_json::from_str(report).expect("JSON");
    let issues = list(&report);
    issues.iter().for_each(|issue| hold("gitlab", issue));
    let mut prints: Vec<String> = issues.iter().map(|it| text(&it["fingerprint"])).collect();
    prints.sort();
    prints.dedup();
    assert_eq!(prints.len(), issues.len(), "fingerprints are not unique");
    issues.iter().map(issue).collect()
}

fn issue(issue: &Value) -> Seen {
    let (location, begin) = (&issue["location"], &issue["location"]["positions"]["begin"]);
    assert_eq!(location["lines"]["begin"], begin["line"]);
    let severity = match issue["severity"].as_str() {
        Some("major" | "critical") => "error",
        Some("minor") => "warning",
        Some("info") => "info",
        other => panic!("GitLab has no {other:?}"),
    };
    Seen {
        path: text(&location["path"]),
        line: number(&begin["line"]),
        column: number(&begin["column"]),
        code: text(&issue["check_name"]),
        severity: severity.into(),
        words: text(&issue["description"]),
    }
}

fn rdjson(result: &Value) -> Vec<Seen> {
    list(&result["diagnostics"]).iter().map(diagnostic).collect()
}

/// What could not be read has no range and no rule.
fn diagnostic(diagnostic: &Value) -> Seen {
    let start = &diagnostic["location"]["range"]["start"];
    Seen {
        path: text(&diagnostic["location"]["path"]),
        line: start["line"].as_u64().unwrap_or(1) as usize,
        column: start["column"].as_u64().unwrap_or(1) as usize,
        code: diagnostic["code"]["value"].as_str().unwrap_or("unreadable").into(),
        severity: text(&diagnostic["severity"]).to_lowercase(),
        words: text(&diagnostic["message"]),
    }
}
