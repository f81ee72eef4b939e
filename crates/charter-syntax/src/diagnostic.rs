//! What is said about a charter: data, drawn elsewhere.

use crate::span::Span;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Unwise.
    Warn,
    /// Wrong.
    Error,
}

/// A place that belongs to a finding, and what makes it true at a glance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// A few words beside the place; may be empty.
    pub message: String,
}

/// Whether a fix keeps the meaning of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Safety {
    /// The meaning is kept: applied by `--fix`.
    Safe,
    /// A person has to choose: applied on request.
    Unsafe,
}

/// One replacement of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// A change that mends a finding. The command and the editor apply the same one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// An imperative, as a menu shows it.
    pub title: String,
    /// The replacements, none of which overlap.
    pub edits: Vec<Edit>,
    /// Whether the meaning is kept.
    pub safety: Safety,
}

/// A finding about a charter.
///
/// The first label is the primary place. A message is lower case, has no final
/// period and no line break; the user's own words stand in backticks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The id of the rule: a slug, for ever.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where: the primary place first.
    pub labels: Vec<Label>,
    /// Why it matters, or what was compared: lines below the excerpt.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Option<String>,
    /// Changes that mend it; alternatives of each other.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// An error with its primary place.
    pub fn error(
        code: &'static str,
        message: impl Into<String>,
        span: Span,
        label: impl Into<String>,
    ) -> Self {
        Diagnostic::new(code, Severity::Error, message, span, label)
    }

    /// A finding with its primary place.
    pub fn new(
        code: &'static str,
        severity: Severity,
        message: impl Into<String>,
        span: Span,
        label: impl Into<String>,
    ) -> Self {
        Diagnostic {
            code,
            severity,
            message: message.into(),
            labels: vec![Label { span, message: label.into() }],
            notes: Vec::new(),
            help: None,
            fixes: Vec::new(),
        }
    }

    /// Adds another place.
    pub fn also(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label { span, message: message.into() });
        self
    }

    /// Adds a line below the excerpt.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Says what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Carries a change of one place.
    pub fn fix(
        self,
        title: impl Into<String>,
        safety: Safety,
        span: Span,
        text: impl Into<String>,
    ) -> Self {
        self.fix_all(title, safety, vec![Edit { span, text: text.into() }])
    }

    /// Carries a change of several places.
    pub fn fix_all(mut self, title: impl Into<String>, safety: Safety, edits: Vec<Edit>) -> Self {
        self.fixes.push(Fix { title: title.into(), edits, safety });
        self
    }

    /// The primary place.
    pub fn span(&self) -> Span {
        self.labels[0].span
    }
}
