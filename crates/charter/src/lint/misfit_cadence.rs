//! A forum that meets too often, or too seldom, for what it decides.

use rayon::prelude::*;

use crate::config::Level;
use crate::model::{CadenceLine, Charter, Decided, Model, Named, Stretch};
use crate::offer::rhythm::frequencies;
use crate::rule::{Findings, FixKind, Rule};
use crate::time::frequency_days;
use crate::tree::Frequency;
use crate::{Diagnostic, say};

use super::rhythm::{self, Pace, frequency_span, pace};

pub(crate) const RULE: Rule = Rule::lint(
    "misfit-cadence",
    Level::Warn,
    FixKind::Unsafe,
    "a charter meets too often or too seldom for what it decides",
    include_str!("misfit_cadence.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let charters: Vec<Charter<'_>> = findings.here(model).live_charters().collect();
    let reader: &Findings<'_> = findings;
    let found: Vec<Diagnostic> =
        charters.par_iter().with_min_len(64).filter_map(|it| misfit(*it, reader)).collect();
    found.into_iter().for_each(|finding| findings.add(finding));
}

/// A class that a charter decides, and the periods that fit it.
struct Fit<'m> {
    decided: Decided<'m>,
    fastest: Frequency,
    slowest: Frequency,
    /// Both in days.
    from: f64,
    to: f64,
}

impl Fit<'_> {
    fn pace(&self, period: f64) -> Pace {
        pace(period, self.from, self.to)
    }

    fn phrase(&self) -> String {
        let (fastest, slowest) = (say::frequency(self.fastest), say::frequency(self.slowest));
        if fastest == slowest { fastest } else { format!("{fastest} to {slowest}") }
    }
}

/// The classes of a charter; none where one of them fits anything or is not known.
fn fits<'m>(charter: Charter<'m>) -> Option<Vec<Fit<'m>>> {
    charter.decides().map(fit).collect()
}

fn fit(decided: Decided<'_>) -> Option<Fit<'_>> {
    let Named::Known(class) = decided.class else { return None };
    let (fastest, slowest) = class.fitting()?;
    let (from, to) = (frequency_days(fastest)?, frequency_days(slowest)?);
    let swapped = from > to;
    let (fastest, slowest) = if swapped { (slowest, fastest) } else { (fastest, slowest) };
    Some(Fit { decided, fastest, slowest, from: from.min(to), to: from.max(to) })
}

/// Only what is still to come can be mended, and one misfit of a charter is enough.
fn misfit(charter: Charter<'_>, findings: &Findings<'_>) -> Option<Diagnostic> {
    let fits = fits(charter)?;
    let (first, rest) = fits.split_first()?;
    let day = findings.day();
    let misfits = |stretch: &Stretch| {
        stretch.to >= day
            && stretch
                .period
                .is_some_and(|period| fits.iter().all(|fit| fit.pace(period) != Pace::Fits))
    };
    let stretch = charter.stretches().into_iter().find(misfits)?;
    let period = stretch.period?;
    let blamed = first.pace(period);
    let mixed = rest.iter().any(|fit| fit.pace(period) != blamed);
    let nearest = fits.iter().min_by(|a, b| distance(a, period).total_cmp(&distance(b, period)))?;
    let lines = rhythm::lines(charter, stretch.from, blamed);
    let finding = draw(&lines, nearest, period, findings)?;
    let finding = fits.iter().fold(finding, |finding, fit| {
        finding.also(fit.decided.class_name.span, format!("fits {}", fit.phrase()))
    });
    let finding = finding.note(why(&fits, period, mixed));
    if mixed {
        return Some(finding.help("let each have a forum of its own"));
    }
    let chosen = fitting(&fits, nearest, period);
    Some(rhythm::mend(finding, &lines, &chosen, &nearest.phrase(), day))
}

/// How far a period is from what fits.
fn distance(fit: &Fit<'_>, period: f64) -> f64 {
    if period < fit.from { fit.from / period } else { period / fit.to }
}

fn draw(
    lines: &[CadenceLine<'_>],
    nearest: &Fit<'_>,
    period: f64,
    findings: &Findings<'_>,
) -> Option<Diagnostic> {
    let (line, others) = lines.split_first()?;
    let rhythm = say::rhythm(&line.says.pattern).filter(|_| others.is_empty());
    let rhythm = rhythm.unwrap_or_else(|| format!("about every {}", say::days(period)));
    let hold = say::length(nearest.slowest);
    let name = line.charter.name();
    let message = match others.len() {
        0 => format!("`{name}` meets {rhythm} to make decisions that hold for {hold}"),
        more => format!(
            "the {} cadences of `{name}` come to one meeting {rhythm}, for decisions that hold for {hold}",
            more + 1
        ),
    };
    let label = match others {
        [] => format!("a period of {}", say::days(period)),
        _ => "one of them".into(),
    };
    let finding = RULE.finding(message, frequency_span(*line, findings), label);
    Some(others.iter().fold(finding, |finding, other| {
        finding.also(frequency_span(*other, findings), "in force at the same time")
    }))
}

fn why(fits: &[Fit<'_>], period: f64, mixed: bool) -> String {
    if mixed {
        let of = |pace| {
            let fits = fits.iter().filter(move |fit| fit.pace(period) == pace);
            let names: Vec<String> =
                fits.map(|fit| format!("`{}`", fit.decided.class_name.as_str())).collect();
            say::and(&names)
        };
        let (fast, slow) = (of(Pace::TooFast), of(Pace::TooSlow));
        return format!("too fast for {fast}, too slow for {slow}: these are two forums");
    }
    match fits.iter().all(|fit| fit.pace(period) == Pace::TooFast) {
        true => "too fast: it becomes a status meeting, or wears its counterparties out".into(),
        false => "too slow: decisions lapse between meetings".into(),
    }
}

/// The frequencies that fit every class, else those that fit the nearest.
fn fitting(fits: &[Fit<'_>], nearest: &Fit<'_>, period: f64) -> Vec<Frequency> {
    let fitting = frequencies(nearest.fastest, nearest.slowest, period);
    let fits_all = |days: f64| fits.iter().all(|fit| fit.pace(days) == Pace::Fits);
    let all: Vec<Frequency> =
        fitting.iter().filter(|it| frequency_days(**it).is_some_and(fits_all)).copied().collect();
    if all.is_empty() { fitting } else { all }
}
