//! `[signals]`: what the five signals are not to pass, and where acceptance is counted.

use std::fmt;

use serde_json::{Value as Json, json};
use toml::de::DeTable;

use super::Error;
use super::table::{self, Value, entries, error, mistaken, unknown};

/// `[signals]`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signals {
    /// The greatest median of days from a raise to its answer.
    pub latency_days: Option<u32>,
    /// How many records of a quarter may reopen another.
    pub redecisions: Option<u32>,
    /// Which part of the charters may be overdue for review.
    pub overdue_share: Option<Percent>,
    /// Which part of the decisions has to be measured.
    pub measured_share: Option<Percent>,
    /// Which part of the bets that come up may be renewed.
    pub renewed_share: Option<Percent>,
    /// The file that counts which part of the drafts by machines was accepted, relative to the
    /// workspace.
    pub ai_acceptance: Option<String>,
    /// From which part on they are trusted.
    pub ai_floor: Option<Percent>,
}

/// A percentage between 0% and 100%, exact to a hundredth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(u32);

impl Percent {
    const WHOLE: u32 = 10_000;

    /// Of a text such as `12.5%`.
    pub fn parse(text: &str) -> Option<Percent> {
        Percent::decimal(text.strip_suffix('%')?.trim_end_matches(' '), 2)
    }

    /// Of a part of 1, such as `0.125`.
    pub fn of_part(text: &str) -> Option<Percent> {
        text.contains('.').then(|| Percent::decimal(text, 4))?
    }

    /// A number with so many decimal places at most.
    fn decimal(text: &str, places: usize) -> Option<Percent> {
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let are_digits =
            |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
        let is_short = whole.len() <= 2 || whole == "100";
        if !are_digits(whole) || !are_digits(part) || part.len() > places || !is_short {
            return None;
        }
        let digits = format!("{whole}{part:0<places$}");
        digits.parse().ok().filter(|it| *it <= Percent::WHOLE).map(Percent)
    }

    /// As a part of 1.
    pub fn share(self) -> f64 {
        f64::from(self.0) / f64::from(Percent::WHOLE)
    }

    /// Whether it is below a part of a whole, exactly.
    pub fn is_below(self, part: usize, whole: usize) -> bool {
        whole > 0 && part as u128 * u128::from(Percent::WHOLE) > u128::from(self.0) * whole as u128
    }

    /// Whether it is above a part of a whole, exactly.
    pub fn is_above(self, part: usize, whole: usize) -> bool {
        whole > 0 && part as u128 * u128::from(Percent::WHOLE) < u128::from(self.0) * whole as u128
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 100, format!("{:02}", self.0 % 100));
        match part.trim_end_matches('0') {
            "" => write!(f, "{whole}%"),
            part => write!(f, "{whole}.{part}%"),
        }
    }
}

const KEYS: [&str; 7] = [
    "latency-days",
    "redecisions",
    "overdue-share",
    "measured-share",
    "renewed-share",
    "ai-acceptance",
    "ai-floor",
];

/// Reads the section.
pub(super) fn signals(section: &DeTable<'_>) -> Result<Signals, Error> {
    let mut signals = Signals::default();
    let mut alone = None;
    for (key, value) in entries(section) {
        let name = key.get_ref().as_ref();
        match name {
            "latency-days" => signals.latency_days = Some(table::number(name, value)?),
            "redecisions" => signals.redecisions = Some(table::number(name, value)?),
            "overdue-share" => signals.overdue_share = Some(percent(name, value)?),
            "measured-share" => signals.measured_share = Some(percent(name, value)?),
            "renewed-share" => signals.renewed_share = Some(percent(name, value)?),
            "ai-acceptance" => signals.ai_acceptance = Some(file(name, value)?),
            "ai-floor" => signals.ai_floor = Some(percent(name, value)?),
            _ => return Err(unknown(key, "`[signals]`", &KEYS)),
        }
        if name.starts_with("ai-") {
            alone = Some((key.span(), name.to_owned()));
        }
    }
    match alone {
        Some((span, name)) if signals.ai_acceptance.is_some() != signals.ai_floor.is_some() => {
            let other = if name == "ai-floor" { "ai-acceptance" } else { "ai-floor" };
            let message = format!("`{name}` says nothing without `{other}`");
            Err(error(message, span, "alone").help(format!("write `{other}` as well")))
        }
        _ => Ok(signals),
    }
}

fn percent(key: &str, value: &Value<'_>) -> Result<Percent, Error> {
    let wanted = "a percentage from 0% to 100% in quotes, such as \"10%\"";
    let text = value.get_ref().as_str().ok_or_else(|| mistaken(key, wanted, value))?;
    Percent::parse(text)
        .ok_or_else(|| error(format!("`{key}` takes {wanted}"), value.span(), "not a percentage"))
}

fn file(key: &str, value: &Value<'_>) -> Result<String, Error> {
    let text = table::text(key, value)?;
    if text.is_empty() {
        let message = format!("`{key}` takes the name of a file");
        return Err(error(message, value.span(), "no name"));
    }
    Ok(text.to_owned())
}

/// The section in the schema of `charter.toml`.
pub(super) fn schema() -> Json {
    let count = |about: &str| json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX, "description": about });
    let share = |about: &str| {
        let pattern = r"^(100(\.0{1,2})?|[0-9]{1,2}(\.[0-9]{1,2})?) *%$";
        json!({ "type": "string", "pattern": pattern, "description": about })
    };
    let mut section = super::schema::table(json!({
        "latency-days": count("The greatest median of days from a raise to its answer"),
        "redecisions": count("How many records of a quarter may reopen another"),
        "overdue-share": share("Which part of the charters may be overdue for review"),
        "measured-share": share("Which part of the decisions has to be measured"),
        "renewed-share": share("Which part of the bets that come up may be renewed"),
        "ai-acceptance": {
            "type": "string",
            "minLength": 1,
            "description": "The file that counts which part of the drafts by machines was accepted: \
                the first day of a quarter and a share on each line",
        },
        "ai-floor": share("From which part on drafts by machines are trusted"),
    }));
    section["description"] = json!("What `charter signals` reports as crossed");
    section["dependentRequired"] =
        json!({ "ai-acceptance": ["ai-floor"], "ai-floor": ["ai-acceptance"] });
    section
}
