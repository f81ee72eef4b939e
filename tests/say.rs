//! What charter says about a text, as a person would read it.

use charter::config::Config;
use charter::rule;
use charter::tree::Kind;
use charter::{
    Analysis, Diagnostic, Severity, Source, Sources, Unformatted, analyze, emit, report,
};
use jiff::civil::{Date, date};

/// The day of every case that does not name another.
pub const TODAY: Date = date(2026, 11, 20);

/// A text to be tried, and in which surroundings.
#[derive(Clone, Debug)]
pub struct Case {
    /// The text itself.
    pub text: String,
    /// The day.
    pub day: Date,
    /// What `charter.toml` says.
    pub toml: String,
    /// Whether the people of `examples/acme/organization` are there.
    pub with_acme: bool,
    /// The paths of the workspace that are there, its sources apart.
    pub paths: Vec<String>,
    /// Whether feeds tell what is due as something to do as well.
    pub todos: bool,
}

impl Case {
    /// A case with the people of Acme, today.
    pub fn new(text: impl Into<String>) -> Case {
        Case {
            text: text.into(),
            day: TODAY,
            toml: String::new(),
            with_acme: true,
            paths: Vec::new(),
            todos: false,
        }
    }

    /// A case from a file: lines that begin with `#!` at its head are about the
    /// surroundings.
    ///
    /// `#! alone` leaves Acme out; `#! as-of 2027-01-01` sets the day; `#! paths a/b.md`
    /// says which local paths are there; `#! todos` asks for what is to be done; any other is
    /// a line of `charter.toml`.
    pub fn read(file: &str) -> Case {
        let mut case = Case::new(file);
        for line in file.lines().map_while(|line| line.strip_prefix("#!")) {
            match line.trim().split_once(' ') {
                None if line.trim() == "alone" => case.with_acme = false,
                None if line.trim() == "todos" => case.todos = true,
                Some(("as-of", day)) => case.day = day.parse().unwrap_or(TODAY),
                Some(("paths", paths)) => case.paths.extend(paths.split(' ').map(String::from)),
                _ => case.toml.push_str(&format!("{}\n", line.trim())),
            }
        }
        case
    }

    /// Its sources: the text is `case.charter`.
    pub fn sources(&self) -> Sources {
        let mut all = if self.with_acme { acme() } else { Vec::new() };
        all.push(Source::new("case.charter", self.text.clone().into_bytes()));
        let paths = self.paths.clone();
        Sources::new(all).asking(move |path| paths.iter().any(|it| it == path))
    }

    /// What `charter.toml` comes to.
    pub fn config(&self) -> Config {
        Config::parse(&self.toml, &rule::known())
            .unwrap_or_else(|error| panic!("{}", error.message))
    }

    /// What the analysis says of the text itself, not of Acme.
    pub fn analyze(&self) -> (Sources, Analysis, Vec<Diagnostic>) {
        let sources = self.sources();
        let analysis = analyze(&sources, &self.config(), self.day);
        let own = |finding: &&Diagnostic| sources.get(finding.span().source).path == "case.charter";
        let findings = analysis.findings.iter().filter(own).cloned().collect();
        (sources, analysis, findings)
    }
}

/// The people, artifacts and metrics of the example workspace.
pub fn acme() -> Vec<Source> {
    let root = crate::root().join("examples/acme");
    let files = crate::files(&root.join("organization"), "charter");
    let read = |path: std::path::PathBuf| {
        let name = path.strip_prefix(&root).unwrap_or(&path).display().to_string();
        Source::new(name, std::fs::read(&path).unwrap_or_default())
    };
    files.into_iter().map(read).collect()
}

/// `check`: every finding as it is drawn for people.
pub fn check(case: &Case) -> String {
    let (sources, _, findings) = case.analyze();
    let mut out = Vec::new();
    report::human(&findings, &sources, false, &mut out);
    let said = String::from_utf8(out).unwrap_or_default();
    // The renderer draws up to where a label would stand; no editor keeps such blanks.
    said.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// The ids of the rules that speak at `warn` or above.
pub fn loud(case: &Case) -> Vec<&'static str> {
    let (_, _, findings) = case.analyze();
    findings.iter().filter(|it| it.severity >= Severity::Warn).map(|it| it.code).collect()
}

/// `parse`: each item with the keywords that were understood, and how many comments.
pub fn parse(case: &Case) -> String {
    let parse = charter_syntax::parse(charter::SourceId(1), &case.text);
    let mut out = String::new();
    for item in &*parse.document.items {
        let title =
            item.title.as_ref().map_or(String::new(), |title| format!(" {:?}", title.value));
        let day = item.on.map_or(String::new(), |on| format!(" on {}", on.value));
        out.push_str(&format!("{} {}{title}{day}\n", item.kind.keyword(), item.name.as_str()));
        for clause in &item.clauses {
            out.push_str(&format!("  {}\n", &case.text[clause.span.range()].replace('\n', "⏎")));
        }
    }
    let (comments, errors) = (parse.document.comments.len(), parse.errors.len());
    out.push_str(&format!("{comments} comments, {errors} errors\n"));
    out
}

/// `format`: the text in the one style, or why it is left as it is.
pub fn format(case: &Case) -> String {
    match charter::format(&case.text) {
        Ok(formatted) => formatted,
        Err(Unformatted::Fault(why)) => format!("fault: {why}\n"),
        Err(Unformatted::Broken(finding)) => {
            let before = &case.text[..finding.span().start as usize];
            let line = before.matches('\n').count() + 1;
            format!("not formatted: line {line}: {}\n", finding.message)
        }
    }
}

/// `next`: what takes place in the two years from the day of the case.
pub fn next(case: &Case) -> String {
    let (_, analysis, _) = case.analyze();
    let until = case.day.saturating_add(jiff::Span::new().years(2));
    let query = emit::NextQuery::between(case.day, until);
    let lines = emit::next(&analysis.model, &query).into_iter().take(40).map(|it| {
        let slot = it.slot.map_or(String::new(), |slot| format!(" {slot}"));
        format!("{} {} {} {}{slot} {}\n", it.start, it.local, it.zone, it.charter, it.reason)
    });
    lines.collect()
}

/// `build`: the feed of everything, with line ends that an editor shows.
pub fn build(case: &Case) -> String {
    let (sources, analysis, _) = case.analyze();
    let options = emit::BuildOptions { todos: case.todos, ..emit::BuildOptions::default() };
    let artifacts = emit::build(&analysis, &sources, &options).expect("a build");
    let all = artifacts.into_iter().find(|it| it.path == "calendar/all.ics");
    let bytes = all.map(|it| it.bytes).unwrap_or_default();
    String::from_utf8_lossy(&bytes).replace("\r\n", "\n").replace("\n ", "")
}

/// The names of the charters that are understood, for questions about damage.
pub fn charters(text: &str) -> Vec<String> {
    let parse = charter_syntax::parse(charter::SourceId(1), text);
    let items = parse.document.items.iter().filter(|item| item.kind == Kind::Charter);
    items.map(|item| item.name.as_str().to_string()).collect()
}
