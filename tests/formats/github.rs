//! Workflow commands, read as GitHub's runner reads them.

use libtest_mimic::Trial;

use crate::format::Seen;
use crate::run::{Folder, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("github::commands_of_lines_and_of_one", commands_of_lines_and_of_one),
        trial("github::nothing_in_a_charter_is_a_command", nothing_in_a_charter_is_a_command),
    ]
}

/// One command.
pub(crate) struct Command {
    word: String,
    properties: Vec<(String, String)>,
    message: String,
}

impl Command {
    fn get(&self, name: &str) -> Option<&str> {
        self.properties.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    fn number(&self, name: &str) -> Option<usize> {
        self.get(name).map(|it| it.parse().expect("a number"))
    }
}

/// Between the first `::` and the next one stand a word and its properties.
fn command(line: &str) -> Command {
    let rest = line.strip_prefix("::").unwrap_or_else(|| panic!("no command: {line}"));
    let (head, message) = rest.split_once("::").expect("an end of the head");
    let (word, properties) = head.split_once(' ').expect("properties");
    let property = |it: &str| {
        let (name, value) = it.split_once('=').expect("a value");
        (name.to_owned(), unescape(&value.replace("%3A", ":").replace("%2C", ",")))
    };
    Command {
        word: word.into(),
        properties: properties.split(',').map(property).collect(),
        message: unescape(message),
    }
}

fn unescape(text: &str) -> String {
    text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
}

/// What the commands say.
pub(crate) fn read(report: &str) -> Vec<Seen> {
    report.lines().map(|line| seen(&command(line))).collect()
}

fn seen(command: &Command) -> Seen {
    let title = command.get("title").expect("a title");
    let severity = match command.word.as_str() {
        "notice" => "info",
        "warning" => "warning",
        "error" => "error",
        other => panic!("GitHub has no {other}"),
    };
    let code = title.strip_prefix("charter").expect("our name").trim();
    Seen {
        path: command.get("file").expect("a file").into(),
        line: command.number("line").unwrap_or(1),
        column: command.number("col").unwrap_or(1),
        code: if code.is_empty() { "unreadable" } else { code }.into(),
        severity: severity.into(),
        words: command.message.clone(),
    }
}

/// The runner drops columns, and says so, where there is more than one line.
fn commands_of_lines_and_of_one() {
    let text = "seat cpo \"Chief\" {\n  altitude  executive\n  holder  \"a\" since 2024-01-08\n}\n\
        charter forum \"Forum\"\n{\n  owner  cpo\n}\n";
    let folder = Folder::new().with("a.charter", text.as_bytes());
    let out = folder.charter(&["check", "--format", "github"]).ends(1).out;
    assert!(out.lines().count() > 1, "{out}");
    for command in out.lines().map(command) {
        let (from, to) = (command.number("line").unwrap(), command.number("endLine").unwrap());
        assert!(from <= to);
        assert_eq!(command.get("col").is_some(), from == to);
        assert_eq!(command.get("endColumn").is_some(), from == to);
        assert!(command.number("col") <= command.number("endColumn"));
    }
}

/// Whatever a file is called and says, a line is one command of ours.
fn nothing_in_a_charter_is_a_command() {
    let text = "seat a \"::error::no\" {\n  holder \"%0A::warning::no\r\n}\n::stop-commands::x\n";
    let folder = Folder::new().with("::notice,a=b::%0A.charter", text.as_bytes());
    let out = folder.charter(&["check", "--format", "github"]).ends(1).out;
    for command in out.lines().map(command) {
        assert_eq!(command.get("file"), Some("::notice,a=b::%0A.charter"), "{out}");
        assert_eq!(command.word, "error");
        assert!(command.get("title").is_some_and(|it| it.starts_with("charter ")), "{out}");
    }
}
