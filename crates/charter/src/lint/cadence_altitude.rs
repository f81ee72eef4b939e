//! A forum whose rhythm is not that of its owner's altitude.

use crate::config::Level;
use crate::model::{CadenceLine, Charter, Decided, Model, Named, Stretch};
use crate::offer::rhythm::frequencies;
use crate::rule::{Findings, FixKind, Rule};
use crate::time::frequency_days;
use crate::tree::{Altitude, Frequency, Name, Unit};
use crate::{Diagnostic, Span, say, words};

use super::rhythm::{Pace, frequency_span, lines, mend, pace};

pub(crate) const RULE: Rule = Rule::lint(
    "cadence-altitude",
    Level::Warn,
    FixKind::Unsafe,
    "a charter meets too often or too seldom for the altitude of its owner",
    include_str!("cadence_altitude.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let left_open = findings.here(model).live_charters().filter(|charter| is_left_open(*charter));
    let found: Vec<Diagnostic> =
        left_open.filter_map(|charter| Band::of(charter)?.misfit(findings)).collect();
    found.into_iter().for_each(|finding| findings.add(finding));
}

/// Whether no class says which periods fit: where one does, it knows better.
fn is_left_open(charter: Charter<'_>) -> bool {
    let mut decided = charter.decides().peekable();
    let says_nothing = |decided: Decided<'_>| match decided.class {
        Named::Known(class) => class.period().is_none() && !class.has_garbled("period"),
        _ => false,
    };
    decided.peek().is_some() && decided.all(says_nothing)
}

/// The periods that fit the altitude of an owner.
struct Band<'m> {
    charter: Charter<'m>,
    owner: Name,
    who: &'static str,
    fastest: Frequency,
    slowest: Frequency,
}

impl<'m> Band<'m> {
    fn of(charter: Charter<'m>) -> Option<Self> {
        let owner = charter.owner_name()?;
        let (who, fastest, slowest) = match charter.owner().known()?.altitude()? {
            Altitude::Executive => ("an executive", Unit::Quarter, Unit::Year),
            Altitude::Vp => ("a VP", Unit::Month, Unit::Quarter),
            Altitude::Director => ("a director", Unit::Month, Unit::Quarter),
            Altitude::Manager => ("a manager", Unit::Week, Unit::Month),
            Altitude::External => return None,
        };
        let every = |unit| Frequency { every: 1, unit, span: owner.span };
        Some(Band { charter, owner, who, fastest: every(fastest), slowest: every(slowest) })
    }

    /// Teams go faster than any altitude: what they decide is never met on too often.
    fn pace(&self, period: f64) -> Option<Pace> {
        let pace = pace(period, frequency_days(self.fastest)?, frequency_days(self.slowest)?);
        match pace {
            Pace::Fits => None,
            Pace::TooFast if self.charter.is_of_team() => None,
            pace => Some(pace),
        }
    }

    /// Only what is still to come can be mended, and one misfit of a charter is enough.
    fn misfit(&self, findings: &Findings<'_>) -> Option<Diagnostic> {
        let day = findings.day();
        let misfits = |stretch: Stretch| {
            let period = stretch.period.filter(|_| stretch.to >= day)?;
            Some((stretch, period, self.pace(period)?))
        };
        let (stretch, period, pace) = self.charter.stretches().into_iter().find_map(misfits)?;
        let lines = lines(self.charter, stretch.from, pace);
        let (line, others) = lines.split_first()?;
        let span = frequency_span(*line, findings);
        let finding = self.draw(*line, span, others.is_empty(), period, pace);
        let finding = others.iter().fold(finding, |finding, other| {
            finding.also(frequency_span(*other, findings), "in force at the same time")
        });
        let fitting = frequencies(self.fastest, self.slowest, period);
        Some(mend(finding, &lines, &fitting, &self.phrase(), day))
    }

    fn draw(
        &self,
        line: CadenceLine<'m>,
        span: Span,
        alone: bool,
        period: f64,
        pace: Pace,
    ) -> Diagnostic {
        let (name, days) = (self.charter.name(), say::days(period));
        let rhythm = say::rhythm(&line.says.pattern).filter(|_| alone);
        let rhythm = rhythm.unwrap_or_else(|| format!("about every {days}"));
        let (than, why) = match pace {
            Pace::TooFast => (
                "faster",
                "too fast: since the last meeting nothing has changed that is for this seat to decide",
            ),
            _ => ("slower", "too slow: what this seat decides lapses between meetings"),
        };
        let message = format!("`{name}` meets {rhythm}, {than} than {} decides", self.who);
        let label = match alone {
            true => format!("a period of {days}"),
            false => format!("with the other cadences, a period of {days}"),
        };
        RULE.finding(message, span, label)
            .also(self.owner.span, format!("{}: {}", self.who, self.phrase()))
            .note(why)
            .note(self.instead(line))
    }

    /// What sets the pace here, and what would set another.
    fn instead(&self, line: CadenceLine<'m>) -> String {
        let mut classes: Vec<&str> = Vec::new();
        for decided in self.charter.decides() {
            let name = decided.class_name.as_str();
            if !classes.contains(&name) {
                classes.push(name);
            }
        }
        let written = |it: &String| it.ends_with("ly") || it.starts_with("every ");
        let pace = say::rhythm(&line.says.pattern).filter(written);
        let pace = pace.unwrap_or_else(|| "monthly to quarterly".into());
        let (none, there) = match classes[..] {
            [one] => (format!("the class `{one}` sets none"), "there"),
            _ => (
                format!("none of the classes {} sets one", words::list_and(&classes)),
                "in one of them",
            ),
        };
        format!(
            "the rank of the owner sets the pace, because {none}; if the forum is right, write `period {pace}` {there}"
        )
    }

    fn phrase(&self) -> String {
        format!("{} to {}", say::frequency(self.fastest), say::frequency(self.slowest))
    }
}
