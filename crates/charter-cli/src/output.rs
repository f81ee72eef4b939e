//! How findings are reported, and where to: one format to standard output, any to files.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use charter::report::{self, Report};
use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::failure::Failure;
use crate::workspace::{is_authored, shown};
use crate::{Status, Terminal, write};

/// How to report findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// With the lines they speak of
    #[default]
    Human,
    /// One line each
    Short,
    /// One line each with what to do, for agents
    Agent,
    /// As data
    Json,
    /// As data, one finding a line
    Jsonl,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
    /// GitLab's Code Quality
    Gitlab,
    /// Test results, one case a file
    Junit,
    /// Checkstyle's XML
    Checkstyle,
    /// reviewdog's Diagnostic Format
    Rdjson,
}

impl CheckFormat {
    /// Whether it is read by programs alone: then nothing is said beside it.
    fn is_data(self) -> bool {
        !matches!(self, Self::Human | Self::Short | Self::Agent | Self::Github)
    }

    fn render(self, report: &Report<'_>, colour: bool) -> Result<Vec<u8>, Failure> {
        let mut out = Vec::new();
        match self {
            Self::Human => report::human(report.findings, report.sources, colour, &mut out),
            Self::Short => report::short(report.findings, report.sources, &mut out),
            Self::Agent => report::agent(report, &mut out),
            Self::Json => report::json(report, &mut out).map_err(unwritten)?,
            Self::Jsonl => report::jsonl(report, &mut out).map_err(unwritten)?,
            Self::Sarif => report::sarif(report, &mut out).map_err(unwritten)?,
            Self::Github => report::github(report, &mut out),
            Self::Gitlab => report::gitlab(report, &mut out).map_err(unwritten)?,
            Self::Junit => report::junit(report, &mut out),
            Self::Checkstyle => report::checkstyle(report, &mut out),
            Self::Rdjson => report::rdjson(report, &mut out).map_err(unwritten)?,
        }
        Ok(out)
    }
}

fn unwritten(error: serde_json::Error) -> Failure {
    Failure::new(Status::Unreadable, format!("the report cannot be written: {error}"))
}

/// A format and where it goes: `sarif=out.sarif`, or `human` for standard output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    format: CheckFormat,
    /// The file; standard output where there is none.
    path: Option<PathBuf>,
}

impl FromStr for Output {
    type Err = String;

    fn from_str(text: &str) -> Result<Output, String> {
        let (name, path) = text.split_once('=').map_or((text, None), |(name, it)| (name, Some(it)));
        let format = CheckFormat::from_str(name, false).map_err(|_| unknown(name))?;
        match path {
            Some("") => Err("the name of a file is missing after `=`".into()),
            Some("-") | None => Ok(Output { format, path: None }),
            Some(path) => Ok(Output { format, path: Some(path.into()) }),
        }
    }
}

/// Every format, as it is written.
pub(crate) fn formats() -> Vec<PossibleValue> {
    CheckFormat::value_variants().iter().filter_map(ValueEnum::to_possible_value).collect()
}

fn unknown(name: &str) -> String {
    let names: Vec<String> = formats().iter().map(|it| it.get_name().to_owned()).collect();
    match charter::nearest(name, names.iter().map(String::as_str)) {
        Some(meant) => format!("there is no format `{name}`; did you mean `{meant}`?"),
        None => format!("there is no format `{name}`; there are {}", names.join(", ")),
    }
}

/// What goes where.
pub(crate) struct Plan {
    /// To standard output.
    stdout: Option<CheckFormat>,
    /// To files.
    files: Vec<(CheckFormat, PathBuf)>,
}

impl Plan {
    /// Of the flags: what is named, or what people read where nothing is.
    pub(crate) fn of(format: Option<CheckFormat>, outputs: &[Output]) -> Result<Plan, Failure> {
        let unnamed = if outputs.is_empty() { Some(CheckFormat::default()) } else { None };
        let mut plan = Plan { stdout: format.or(unnamed), files: Vec::new() };
        for Output { format, path } in outputs {
            match path {
                Some(path) => plan.add(*format, path)?,
                None if plan.stdout.is_some() => return Err(two_at_once()),
                None => plan.stdout = Some(*format),
            }
        }
        Ok(plan)
    }

    fn add(&mut self, format: CheckFormat, path: &Path) -> Result<(), Failure> {
        let usage = |message| Err(Failure::new(Status::Usage, message));
        if is_authored(path) {
            let message = format!("`{}` would be written over by a report", path.display());
            return usage(message).map_err(|it| it.help("name a file of its own after `=`"));
        }
        let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        if self.files.iter().any(|(_, other)| whole(other) == whole(path)) {
            return usage(format!("two reports would be written to `{}`", path.display()));
        }
        self.files.push((format, path.to_owned()));
        Ok(())
    }

    /// Leaves standard output to something else.
    pub(crate) fn without_stdout(
        mut self,
        format: Option<CheckFormat>,
        outputs: &[Output],
        what: &str,
    ) -> Result<Plan, Failure> {
        if format.is_some() || outputs.iter().any(|it| it.path.is_none()) {
            let message = format!("standard output holds {what}");
            return Err(Failure::new(Status::Usage, message)
                .help("send reports to files: `--output sarif=charter.sarif`"));
        }
        self.stdout = None;
        Ok(self)
    }

    /// Whether there is room for words beside the report.
    pub(crate) fn has_words(&self) -> bool {
        !self.stdout.is_some_and(CheckFormat::is_data)
    }

    /// Renders everything, and only then writes the files: standard output comes last, when
    /// the program ends. A file that cannot be written keeps no other from being so.
    pub(crate) fn carry_out(
        &self,
        report: &Report<'_>,
        terminal: &mut Terminal,
    ) -> Result<Status, Failure> {
        if let Some(format) = self.stdout {
            terminal.out = format.render(report, terminal.colours())?;
        }
        let colour = terminal.always_colours();
        let render = |(format, path): &(CheckFormat, PathBuf)| {
            Ok((path.clone(), format.render(report, colour)?))
        };
        let files: Vec<(PathBuf, Vec<u8>)> =
            self.files.iter().map(render).collect::<Result<_, _>>()?;
        let mut status = Status::Clean;
        for (path, bytes) in files {
            if let Err(error) = write::file(&path, &bytes) {
                let message = format!(
                    "the report `{}` cannot be written: {}",
                    shown(&path),
                    crate::failure::reason(&error)
                );
                terminal.warn(&Failure::new(Status::Unreadable, message));
                status = Status::Unreadable;
            }
        }
        Ok(status)
    }
}

fn two_at_once() -> Failure {
    Failure::new(Status::Usage, "standard output can hold one report")
        .help("send the others to files: `--output sarif=charter.sarif`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_and_where_it_goes() {
        let output = |text: &str| text.parse::<Output>();
        let sarif = |path: Option<&str>| Output {
            format: CheckFormat::Sarif,
            path: path.map(PathBuf::from),
        };
        assert_eq!(output("sarif"), Ok(sarif(None)));
        assert_eq!(output("sarif=-"), Ok(sarif(None)));
        assert_eq!(output("sarif=a=b.sarif"), Ok(sarif(Some("a=b.sarif"))));
        assert_eq!(
            output("sarfi").unwrap_err(),
            "there is no format `sarfi`; did you mean `sarif`?"
        );
        assert!(output("poem").unwrap_err().ends_with("checkstyle, rdjson"));
        assert!(output("sarif=").unwrap_err().contains("missing"));
    }
}
