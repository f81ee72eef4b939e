//! `charter.toml`: what a workspace decides for itself.
//!
//! Text in, a [`Config`] or one positioned [`Error`] out. Whatever is not known is
//! an error: a misspelt rule that is silently ignored is a rule that never speaks.

mod globs;
mod parse;
mod schema;
mod signals;
mod table;

use std::collections::BTreeMap;
use std::ops::Range;

pub use globs::Globs;
pub use schema::schema;
pub use signals::{Percent, Signals};

/// Everything that `charter.toml` says. The default is what an empty file says.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// `[workspace]`
    pub workspace: Workspace,
    /// `[lint]`
    pub lint: Lint,
    /// `[allow]`
    pub allow: Allow,
    /// `[baseline]`: the file of what was there before, relative to the workspace.
    pub baseline: Option<String>,
    /// `[signals]`
    pub signals: Signals,
}

/// `[workspace]`
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// The calendar of whatever names none; the only one is the default.
    pub calendar: Option<String>,
    /// The right-hand side of every UID.
    pub authority: Option<String>,
    /// The address under which builds are published; it ends with a slash.
    pub published: Option<String>,
    /// Whose zone a cadence has that names none.
    pub zone: Zone,
    /// What is not read.
    pub exclude: Globs,
    /// Which versions of the program may read this workspace.
    pub requires: Option<semver::VersionReq>,
}

/// Whose zone a cadence has that names none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zone {
    /// The calendar's.
    #[default]
    Calendar,
    /// The owner's seat's.
    Owner,
}

/// How much a rule weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// It does not speak.
    Off,
    /// Worth knowing.
    Info,
    /// Unwise.
    Warn,
    /// Wrong.
    Error,
}

impl Level {
    /// Every level, the weightiest first.
    pub const ALL: [Level; 4] = [Level::Error, Level::Warn, Level::Info, Level::Off];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::Info => "info",
            Level::Warn => "warn",
            Level::Error => "error",
        }
    }

    /// How much a finding of this level weighs; nothing where the rule does not speak.
    pub fn severity(self) -> Option<crate::Severity> {
        match self {
            Level::Off => None,
            Level::Info => Some(crate::Severity::Info),
            Level::Warn => Some(crate::Severity::Warn),
            Level::Error => Some(crate::Severity::Error),
        }
    }
}

/// `[lint]` and `[lint.paths]`
#[derive(Clone, Debug, Default)]
pub struct Lint {
    /// For the whole workspace, by rule.
    pub rules: Rules,
    /// For some of its files; what stands later wins.
    pub paths: Vec<(Globs, Rules)>,
}

/// What is said of rules, by id.
pub type Rules = BTreeMap<String, Setting>;

/// What is said of one rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// How much it weighs.
    pub level: Option<Level>,
    /// Its policy numbers.
    pub options: BTreeMap<String, u32>,
}

/// `[allow]`
#[derive(Clone, Debug, Default)]
pub struct Allow {
    /// The lints that no author may silence.
    pub forbid: Vec<String>,
}

/// The rules that there are, since they register elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Rules that have a level and can be allowed.
    pub lints: Vec<KnownLint>,
    /// Rules that have neither.
    pub checks: Vec<&'static str>,
}

/// A rule that has a level.
#[derive(Clone, Copy, Debug)]
pub struct KnownLint {
    /// Its id.
    pub id: &'static str,
    /// How much it weighs where nobody says.
    pub level: Level,
    /// When it speaks, on one line.
    pub summary: &'static str,
    /// What it may be told beside a level.
    pub options: &'static [RuleOption],
}

/// A policy number that a workspace may set for a rule. Its default stands here alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleOption {
    /// What it is called in `charter.toml`.
    pub name: &'static str,
    /// What it is where nobody says.
    pub default: u32,
    /// What it sets, in a few words.
    pub about: &'static str,
}

/// Why a `charter.toml` cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What is wrong.
    pub message: String,
    /// Where, in bytes.
    pub span: Range<usize>,
    /// A few words beside the place.
    pub label: String,
    /// What to do.
    pub help: Option<String>,
}

impl Config {
    /// Reads the text of a `charter.toml`.
    pub fn parse(text: &str, known: &Known) -> Result<Config, Error> {
        parse::config(text, known)
    }

    /// The level that the workspace gives to a rule in a file, if it gives one.
    pub fn level(&self, rule: &str, path: &str) -> Option<Level> {
        self.settings(rule, path).find_map(|setting| setting.level)
    }

    /// Whether a rule of this level speaks in some file.
    pub fn speaks(&self, rule: &str, default: Level) -> bool {
        let paths = self.lint.paths.iter().map(|(_, rules)| rules);
        let levels = paths.chain([&self.lint.rules]).filter_map(|rules| rules.get(rule)?.level);
        default != Level::Off || levels.into_iter().any(|level| level != Level::Off)
    }

    /// A policy number that the workspace gives to a rule in a file, if it gives one.
    pub fn option(&self, rule: &str, path: &str, name: &str) -> Option<u32> {
        self.settings(rule, path).find_map(|setting| setting.options.get(name).copied())
    }

    /// Whether no author may silence a lint.
    pub fn forbids(&self, rule: &str) -> bool {
        self.allow.forbid.iter().any(|forbidden| forbidden == rule)
    }

    /// What is said of a rule in a file, the most particular first.
    fn settings<'a>(&'a self, rule: &'a str, path: &'a str) -> impl Iterator<Item = &'a Setting> {
        let special = self.lint.paths.iter().rev().filter(|(globs, _)| globs.matches(path));
        let special = special.filter_map(move |(_, rules)| rules.get(rule));
        special.chain(self.lint.rules.get(rule))
    }
}
