//! Stands in for the analyzer until it is here: the shape of its answers, and next to nothing in them.

use crate::config::Config;
use crate::{Diagnostic, Source, SourceId, Sources, Span};

/// What came of a workspace.
#[derive(Debug, Default)]
pub struct Analysis {
    /// What is to be said, sorted.
    pub findings: Vec<Diagnostic>,
    /// What an `allow` silenced, and why.
    pub allowed: Vec<Allowed>,
    /// What was understood.
    pub model: Model,
}

/// A finding that its author allows.
#[derive(Clone, Debug)]
pub struct Allowed {
    /// What would have been said.
    pub finding: Diagnostic,
    /// Why it is allowed.
    pub reason: String,
    /// The last day on which it is.
    pub until: Option<jiff::civil::Date>,
    /// Where the `allow` stands.
    pub span: Span,
}

/// The meaning of a workspace.
#[derive(Debug, Default)]
pub struct Model {
    texts: usize,
}

impl Model {
    /// The names of a kind, sorted: what `--seat` and `--charter` can be.
    pub fn names(&self, _kind: crate::tree::Kind) -> Vec<&str> {
        Vec::new()
    }
}

/// Parses, resolves, checks and lints.
pub fn analyze(sources: &Sources, _config: &Config, _day: jiff::civil::Date) -> Analysis {
    let findings = sources.iter().filter_map(|(id, source)| encoding(id, source)).collect();
    let model = Model { texts: sources.len() };
    Analysis { findings, allowed: Vec::new(), model }
}

fn encoding(id: SourceId, source: &Source) -> Option<Diagnostic> {
    let at = source.broken_at?;
    let span = Span::new(id, at, at);
    let finding =
        Diagnostic::error("encoding", "the file is not UTF-8", span, "the first wrong byte");
    Some(finding.help("save the file as UTF-8"))
}

/// The rules.
pub mod rule {
    pub use crate::config::Level;

    /// What a rule can do to a charter.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum RuleKind {
        /// Says that the text is not a charter.
        Check,
        /// Says that a charter is unwise.
        Lint,
    }

    /// What the fix of a rule does.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum FixKind {
        /// There is none.
        None,
        /// It keeps the meaning.
        Safe,
        /// A person has to choose.
        Unsafe,
    }

    /// A rule.
    #[derive(Debug)]
    pub struct Rule {
        /// A slug, for ever.
        pub id: &'static str,
        /// How much it weighs unless the workspace says otherwise.
        pub level: Level,
        /// Check or lint.
        pub kind: RuleKind,
        /// One line.
        pub summary: &'static str,
        /// The page, in Markdown.
        pub page: &'static str,
        /// What its fix does.
        pub fix: FixKind,
    }

    static RULES: [Rule; 2] = [
        Rule {
            id: "encoding",
            level: Level::Error,
            kind: RuleKind::Check,
            summary: "not UTF-8, too long, too deep",
            page: "# encoding\n\nA charter is UTF-8.\n",
            fix: FixKind::None,
        },
        Rule {
            id: "misfit-cadence",
            level: Level::Warn,
            kind: RuleKind::Lint,
            summary: "the period fits none of its classes",
            page: "# misfit-cadence\n\nA forum that meets too often becomes a status meeting.\n",
            fix: FixKind::Unsafe,
        },
    ];

    /// Every rule, checks first.
    pub fn all() -> &'static [Rule] {
        &RULES
    }

    /// The rule of an id.
    pub fn find(id: &str) -> Option<&'static Rule> {
        all().iter().find(|rule| rule.id == id)
    }
}

/// What is compiled from a model.
pub mod emit {
    use super::Model;
    use jiff::civil::Date;
    use serde::Serialize;

    /// One file of a build.
    #[derive(Clone, Debug)]
    pub struct Artifact {
        /// Relative to the target, with `/` between folders.
        pub path: String,
        /// What it holds.
        pub bytes: Vec<u8>,
    }

    /// A part of a build.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Part {
        /// The feeds.
        Calendar,
        /// The model.
        Json,
        /// Decision Provenance objects.
        Dps,
    }

    /// What to build.
    #[derive(Clone, Debug, Default)]
    pub struct BuildOptions {
        /// One part alone.
        pub only: Option<Part>,
        /// One seat alone.
        pub seat: Option<String>,
        /// One charter alone.
        pub charter: Option<String>,
        /// The end of the horizon.
        pub until: Option<Date>,
        /// Whether what is whole is built although something is not.
        pub keep_going: bool,
    }

    /// The files of a build; `index.json` lists every one.
    pub fn build(model: &Model, _options: &BuildOptions) -> Vec<Artifact> {
        let whole = format!("{{\"format\":\"charters/1\",\"texts\":{}}}\n", model.texts);
        let index = "{\"format\":\"charter-index/1\",\"files\":[{\"path\":\"charters.json\"}]}\n";
        vec![
            Artifact { path: "charters.json".into(), bytes: whole.into() },
            Artifact { path: "index.json".into(), bytes: index.into() },
        ]
    }

    /// Which occurrences are asked for.
    #[derive(Clone, Debug)]
    pub struct NextQuery {
        /// Those of one seat.
        pub seat: Option<String>,
        /// Those of one charter.
        pub charter: Option<String>,
        /// The first local day.
        pub from: Date,
        /// The last local day.
        pub until: Date,
    }

    /// One occurrence.
    #[derive(Clone, Debug, Serialize)]
    pub struct NextOccurrence {
        /// The charter's name.
        pub charter: String,
        /// Its title.
        pub title: String,
        /// What happens.
        pub role: String,
        /// The slot, where the charter names several.
        pub slot: Option<String>,
        /// The launch it belongs to.
        pub launch: Option<String>,
        /// The same as in the feed.
        pub uid: String,
        /// When it begins.
        #[serde(serialize_with = "text")]
        pub start: jiff::Timestamp,
        /// When it ends.
        #[serde(serialize_with = "text")]
        pub end: jiff::Timestamp,
        /// When it begins, on the wall.
        #[serde(serialize_with = "text")]
        pub local: jiff::civil::DateTime,
        /// Whose wall.
        pub zone: String,
        /// Why it is on this day.
        pub reason: String,
        /// Who owns it: for people.
        #[serde(skip)]
        pub owner: String,
    }

    fn text<S: serde::Serializer>(
        value: impl std::fmt::Display,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&value)
    }

    /// The occurrences, by start, charter and UID.
    pub fn next(_model: &Model, _query: &NextQuery) -> Vec<NextOccurrence> {
        Vec::new()
    }
}
