//! Rules: what may be said about a charter.
//!
//! A **check** says that the text is not a charter: it is an error, stops what is
//! compiled, cannot be silenced, and never depends on the day. A **lint** says
//! that a charter is unwise: a workspace sets its level and an author may be
//! excused from it. Both are the same: a file, its page, and one word in a list.

use jiff::civil::Date;

use crate::ahead::Ahead;
use crate::config::{Config, Known, KnownLint, Level, RuleOption};
use crate::model::{Here, Item, Model};
use crate::{Diagnostic, Severity, SourceId, Sources, Span, check, lint};

/// Check or lint.
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

impl FixKind {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            FixKind::None => "none",
            FixKind::Safe => "safe",
            FixKind::Unsafe => "unsafe",
        }
    }
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
    /// When it speaks, on one line.
    pub summary: &'static str,
    /// The page, in Markdown.
    pub page: &'static str,
    /// What its fix does.
    pub fix: FixKind,
    /// What a workspace may set beside its level.
    pub options: &'static [RuleOption],
    /// Whether what it says of one item hangs on all others. A rule of this kind has to see
    /// everything; any other may be asked about a few items.
    pub is_whole: bool,
    /// Finds what it is about. A rule whose fact is found while reading says nothing here.
    run: fn(&Model, &mut Findings<'_>),
}

impl Rule {
    /// A check.
    pub(crate) const fn check(
        id: &'static str,
        fix: FixKind,
        summary: &'static str,
        page: &'static str,
        run: fn(&Model, &mut Findings<'_>),
    ) -> Rule {
        Rule {
            id,
            level: Level::Error,
            kind: RuleKind::Check,
            summary,
            page,
            fix,
            options: &[],
            is_whole: false,
            run,
        }
    }

    /// A lint.
    pub(crate) const fn lint(
        id: &'static str,
        level: Level,
        fix: FixKind,
        summary: &'static str,
        page: &'static str,
        run: fn(&Model, &mut Findings<'_>),
    ) -> Rule {
        Rule {
            id,
            level,
            kind: RuleKind::Lint,
            summary,
            page,
            fix,
            options: &[],
            is_whole: false,
            run,
        }
    }

    /// The same, with policy numbers that a workspace may set.
    pub(crate) const fn with_options(self, options: &'static [RuleOption]) -> Rule {
        Rule { options, ..self }
    }

    /// The same, but what it says of one item hangs on all others.
    pub(crate) const fn whole(self) -> Rule {
        Rule { is_whole: true, ..self }
    }

    /// A finding of this rule; the workspace may change its weight.
    pub(crate) fn finding(
        &self,
        message: impl Into<String>,
        span: Span,
        label: impl Into<String>,
    ) -> Diagnostic {
        let severity = self.level.severity().unwrap_or(Severity::Info);
        Diagnostic::new(self.id, severity, message, span, label)
    }
}

/// For a rule whose fact is found while reading or resolving.
pub(crate) fn found_while_reading(_: &Model, _: &mut Findings<'_>) {}

/// What one rule finds, and what it may ask for.
pub(crate) struct Findings<'a> {
    found: Vec<Diagnostic>,
    rule: &'static Rule,
    context: Context<'a>,
}

/// What rules are asked about, beside the model.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) sources: &'a Sources,
    pub(crate) config: &'a Config,
    pub(crate) ahead: &'a Ahead,
    /// The sources whose items are asked about, where not all are.
    pub(crate) only: Option<&'a [SourceId]>,
}

impl<'a> Findings<'a> {
    /// Adds a finding.
    pub(crate) fn add(&mut self, finding: Diagnostic) {
        self.found.push(finding);
    }

    /// Adds a finding, where there is one.
    pub(crate) fn add_some(&mut self, finding: Option<Diagnostic>) {
        self.found.extend(finding);
    }

    /// The items that are asked about: what a rule goes through.
    pub(crate) fn here<'m>(&self, model: &'m Model) -> Here<'m>
    where
        'a: 'm,
    {
        model.here(self.context.only)
    }

    /// The day that the findings are about. Checks do not ask.
    pub(crate) fn day(&self) -> Date {
        self.context.ahead.day()
    }

    /// What takes place in the two years from the day. Checks do not ask.
    pub(crate) fn ahead(&self) -> &'a Ahead {
        self.context.ahead
    }

    /// What is written in a place.
    pub(crate) fn text(&self, place: Span) -> &'a str {
        self.context.sources.text(place)
    }

    /// What the configuration says.
    pub(crate) fn config(&self) -> &Config {
        self.context.config
    }

    /// A place and its lines, where nothing else stands on them.
    pub(crate) fn whole_lines(&self, place: Span) -> Span {
        self.context.sources.whole_lines(place)
    }

    /// Whether a path of the workspace is there; none where nobody can tell.
    pub(crate) fn is_there(&self, path: &str) -> Option<bool> {
        self.context.sources.is_there(path)
    }

    /// A policy number of this rule where an item stands: what the workspace says, else the
    /// default.
    pub(crate) fn option(&self, item: Item<'_>, name: &str) -> u32 {
        self.option_of(self.rule, item, name)
    }

    /// The same of another rule, for one that is silent where that one speaks.
    pub(crate) fn option_of(&self, rule: &Rule, item: Item<'_>, name: &str) -> u32 {
        let declared = rule.options.iter().find(|it| it.name == name);
        debug_assert!(declared.is_some(), "`{}` declares no `{name}`", rule.id);
        let path = self.context.sources.path(item.id().source);
        let set = self.context.config.option(rule.id, path, name);
        set.or(declared.map(|it| it.default)).unwrap_or_default()
    }

    /// Whether a rule is heard where an item stands.
    pub(crate) fn is_heard(&self, rule: &Rule, item: Item<'_>) -> bool {
        let path = self.context.sources.path(item.id().source);
        self.context.config.level(rule.id, path).unwrap_or(rule.level) != Level::Off
    }
}

/// Everything that a rule finds.
pub(crate) fn run(rule: &'static Rule, model: &Model, context: Context<'_>) -> Vec<Diagnostic> {
    // What nobody hears need not be found.
    if !context.config.speaks(rule.id, rule.level) {
        return Vec::new();
    }
    let mut findings = Findings { found: Vec::new(), rule, context };
    (rule.run)(model, &mut findings);
    findings.found
}

/// Rules about one thing.
#[derive(Debug)]
pub struct Group {
    /// What they are about.
    pub title: &'static str,
    /// In the order of their names.
    pub rules: &'static [&'static Rule],
}

/// Every group, the checks first.
pub fn groups() -> impl Iterator<Item = &'static Group> {
    check::GROUPS.iter().chain(lint::GROUPS)
}

/// Every rule, group by group.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    groups().flat_map(|group| group.rules).copied()
}

/// The rule of an id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

/// What `charter.toml` may speak of.
pub fn known() -> Known {
    let of = |kind| all().filter(move |rule| rule.kind == kind);
    let lint = |rule: &Rule| {
        let Rule { id, level, summary, options, .. } = *rule;
        KnownLint { id, level, summary, options }
    };
    Known {
        lints: of(RuleKind::Lint).map(lint).collect(),
        checks: of(RuleKind::Check).map(|rule| rule.id).collect(),
    }
}

/// Registers rules, group by group: each word is a file beside the list, with its page.
macro_rules! rules {
    ($($title:literal { $($name:ident),+ $(,)? })+) => {
        $($(pub(crate) mod $name;)+)+

        /// Every rule of this room.
        pub(crate) static GROUPS: &[$crate::rule::Group] = &[$($crate::rule::Group {
            title: $title,
            rules: &[$(&$name::RULE),+],
        }),+];
    };
}

pub(crate) use rules;
