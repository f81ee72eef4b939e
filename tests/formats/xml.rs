//! XML reports, read by a parser that takes nothing but XML.
//!
//! JUnit's XSD is held by `tests/oracles/formats`; here stands what it demands of a suite.

use libtest_mimic::Trial;
use roxmltree::{Document, Node};

use crate::format::{Seen, line};
use crate::run::{Folder, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        #[cfg(unix)]
        trial("xml::what_xml_cannot_say", what_xml_cannot_say),
        trial("xml::weights", weights),
    ]
}

fn get<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    node.attribute(name).unwrap_or_else(|| panic!("no {name} in <{}>", node.tag_name().name()))
}

fn elements<'a, 'i>(node: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    node.children().filter(Node::is_element).collect()
}

fn count(node: Node<'_, '_>, name: &str) -> usize {
    get(node, name).parse().expect("a number")
}

/// What a report of Checkstyle says.
pub(crate) fn checkstyle(report: &str) -> Vec<Seen> {
    let document = Document::parse(report).expect("XML");
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "checkstyle");
    assert!(!get(root, "version").is_empty());
    let files = elements(root).into_iter();
    files.flat_map(|file| elements(file).into_iter().map(move |it| error(file, it))).collect()
}

/// The files that a report of Checkstyle lists.
pub(crate) fn checkstyle_files(report: &str) -> Vec<String> {
    let document = Document::parse(report).expect("XML");
    elements(document.root_element()).into_iter().map(|it| get(it, "name").to_owned()).collect()
}

fn error(file: Node<'_, '_>, error: Node<'_, '_>) -> Seen {
    assert_eq!((file.tag_name().name(), error.tag_name().name()), ("file", "error"));
    let number = |name| error.attribute(name).map_or(1, |it| it.parse().expect("a number"));
    Seen {
        path: get(file, "name").into(),
        line: number("line"),
        column: number("column"),
        code: get(error, "source").strip_prefix("charter.").expect("our name").into(),
        severity: get(error, "severity").into(),
        words: get(error, "message").into(),
    }
}

/// A suite, as programs that show tests see it.
#[derive(Debug, Default)]
pub(crate) struct Suite {
    /// Every case by its name, and the text of its failure.
    pub(crate) cases: Vec<(String, Option<String>)>,
    /// What could not be read.
    pub(crate) errors: Vec<String>,
    /// What is said and fails nothing.
    pub(crate) printed: String,
}

impl Suite {
    /// Findings, in the order of the files again.
    pub(crate) fn findings(&self) -> Vec<Seen> {
        let failing = self.cases.iter().filter_map(|(_, failure)| failure.as_deref());
        let texts = failing.chain(Some(self.printed.as_str()));
        let blocks = texts.flat_map(|text| text.split("\n\n")).filter(|it| !it.is_empty());
        let mut seen: Vec<Seen> = blocks.map(block).collect();
        seen.extend(self.errors.iter().map(|path| Seen {
            path: path.clone(),
            line: 1,
            column: 1,
            code: "unreadable".into(),
            severity: "error".into(),
            words: String::new(),
        }));
        seen.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
        seen
    }
}

fn block(block: &str) -> Seen {
    let (first, rest) = block.split_once('\n').unwrap_or((block, ""));
    let seen = line(first);
    Seen { words: format!("{}\n{rest}", seen.words), ..seen }
}

/// A report of JUnit.
pub(crate) fn junit(report: &str) -> Suite {
    let document = Document::parse(report).expect("XML");
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "testsuites");
    let suites = elements(root);
    assert_eq!(suites.len(), 1);
    suite(suites[0])
}

fn suite(node: Node<'_, '_>) -> Suite {
    assert_eq!(get(node, "timestamp"), "2026-11-20T00:00:00", "the day, and no clock");
    assert_eq!((get(node, "hostname"), get(node, "time")), ("localhost", "0"));
    let names: Vec<&str> = elements(node).iter().map(|it| it.tag_name().name()).collect();
    let (first, rest) = names.split_first().expect("elements");
    let (cases, last) = rest.split_at(rest.len() - 2);
    assert_eq!((*first, last), ("properties", &["system-out", "system-err"][..]));
    assert!(cases.iter().all(|it| *it == "testcase"));
    let mut suite = Suite::default();
    for element in elements(node) {
        match element.tag_name().name() {
            "testcase" => case(element, &mut suite),
            "system-out" => suite.printed = element.text().unwrap_or_default().into(),
            _ => {}
        }
    }
    let failures = suite.cases.iter().filter(|(_, failure)| failure.is_some()).count();
    assert_eq!(count(node, "tests"), suite.cases.len() + suite.errors.len());
    assert_eq!(count(node, "failures"), failures);
    assert_eq!(count(node, "errors"), suite.errors.len());
    suite
}

/// GitLab knows a case by class and name, and takes two of one name for one.
fn case(node: Node<'_, '_>, suite: &mut Suite) {
    assert_eq!(get(node, "classname"), "charter.check");
    let name = get(node, "name").to_owned();
    let known = suite.cases.iter().map(|(name, _)| name).chain(&suite.errors);
    assert!(!known.into_iter().any(|it| *it == name), "two cases are named {name}");
    let inside = elements(node);
    assert!(inside.len() <= 1);
    let Some(outcome) = inside.first() else { return suite.cases.push((name, None)) };
    assert!(!get(*outcome, "message").is_empty() && !get(*outcome, "type").is_empty());
    match outcome.tag_name().name() {
        "failure" => suite.cases.push((name, Some(outcome.text().expect("words").into()))),
        "error" => suite.errors.push(name),
        other => panic!("<{other}>"),
    }
}

/// A file may be called anything but `/`.
#[cfg(unix)]
fn what_xml_cannot_say() {
    let name = "a\u{1b}]]>&lt;<b>\u{b}\u{fffe}\n'\".charter";
    let folder = Folder::new().with(name, b"seat a \"A\" {\n  altitud  vp\n}\n");
    for format in ["junit", "checkstyle"] {
        let args = ["check", "--as-of", "2026-11-20", "--format", format];
        let out = folder.charter(&args).ends(1).out;
        let forbidden = |it: char| (it.is_control() && it != '\n') || it == '\u{fffe}';
        assert!(!out.chars().any(forbidden), "{out:?}");
        let told = "a\u{fffd}]]>&lt;<b>\u{fffd}\u{fffd}\n'\".charter";
        let listed = match format {
            "junit" => junit(&out).cases.into_iter().map(|(name, _)| name).collect(),
            _ => checkstyle_files(&out),
        };
        assert_eq!(listed, [told], "all but what XML cannot say at all");
    }
}

/// A case is red where the status is 1, and whatever weighs less is printed.
fn weights() {
    let findings = crate::situation::situation("findings");
    let folder = findings.folder();
    for (fail_on, red) in [("error", 1), ("warn", 2), ("info", 3), ("never", 0)] {
        let suite = junit(&findings.run(&folder, &["--format", "junit", "--fail-on", fail_on]).out);
        let failing = suite.cases.iter().filter(|(_, failure)| failure.is_some()).count();
        assert_eq!((failing, suite.cases.len()), (red, 4), "--fail-on {fail_on}");
        assert_eq!(suite.findings().len(), findings.said.len(), "nothing is lost");
    }
}
