//! A forum that meets too often, or too seldom, for what it decides.

use jiff::civil::Date;
use rayon::prelude::*;

use crate::config::Level;
use crate::model::{CadenceLine, Charter, Decided, Model, Named, Stretch};
use crate::offer::rhythm;
use crate::rule::{Findings, FixKind, Rule};
use crate::time::frequency_days;
use crate::tree::Frequency;
use crate::{Diagnostic, Safety, Span, say};

pub(crate) const RULE: Rule = Rule::lint(
    "misfit-cadence",
    Level::Warn,
    FixKind::Unsafe,
    "a charter meets too often or too seldom for what it decides",
    include_str!("misfit_cadence.md"),
    run,
);

/// The bounds of a class are meant generously: every four weeks is monthly, four
/// dates in a year are quarterly.
const SLACK: f64 = 1.1;

fn run(model: &Model, findings: &mut Findings<'_>) {
    let charters: Vec<Charter<'_>> = model.live_charters().collect();
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

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Fits,
    TooFast,
    TooSlow,
}

impl Fit<'_> {
    fn verdict(&self, period: f64) -> Verdict {
        if period * SLACK < self.from {
            Verdict::TooFast
        } else if period > self.to * SLACK {
            Verdict::TooSlow
        } else {
            Verdict::Fits
        }
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
            && stretch.period.is_some_and(|period| {
                fits.iter().all(|fit| fit.verdict(period) != Verdict::Fits)
            })
    };
    let stretch = charter.stretches().into_iter().find(misfits)?;
    let period = stretch.period?;
    let verdict = first.verdict(period);
    let mixed = rest.iter().any(|fit| fit.verdict(period) != verdict);
    let nearest = fits.iter().min_by(|a, b| distance(a, period).total_cmp(&distance(b, period)))?;
    let lines = lines(charter, stretch.from, verdict);
    let finding = draw(&lines, nearest, period, findings)?;
    let finding = fits.iter().fold(finding, |finding, fit| {
        finding.also(fit.decided.class_name.span, format!("fits {}", fit.phrase()))
    });
    let finding = finding.note(why(&fits, period, mixed));
    if mixed {
        return Some(finding.help("let each have a forum of its own"));
    }
    Some(mend(finding, &lines, &fits, nearest, period, day))
}

/// How far a period is from what fits.
fn distance(fit: &Fit<'_>, period: f64) -> f64 {
    if period < fit.from { fit.from / period } else { period / fit.to }
}

/// The lines with a period on a day, the one to blame most first.
fn lines(charter: Charter<'_>, day: Date, verdict: Verdict) -> Vec<CadenceLine<'_>> {
    let lines = charter.lines_on(day).filter_map(|line| Some((line.period()?, line)));
    let mut lines: Vec<(f64, CadenceLine<'_>)> = lines.collect();
    lines.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    if verdict == Verdict::TooSlow {
        lines.reverse();
    }
    lines.into_iter().map(|(_, line)| line).collect()
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
    let message = format!("`{name}` meets {rhythm} to make decisions that hold for {hold}");
    let label = match others {
        [] => format!("a period of {}", say::days(period)),
        _ => format!("with the other lines, a period of {}", say::days(period)),
    };
    let finding = RULE.finding(message, frequency_span(*line, findings), label);
    Some(others.iter().fold(finding, |finding, other| {
        finding.also(frequency_span(*other, findings), "in force at the same time")
    }))
}

/// The words that say how often: `weekly` of `weekly on Tuesday`.
fn frequency_span(line: CadenceLine<'_>, findings: &Findings<'_>) -> Span {
    let span = line.says.pattern_span;
    let end = [" on ", " in "].iter().filter_map(|word| findings.text(span).find(word)).min();
    let length = end.filter(|end| *end > 0).map_or(span.end - span.start, |end| end as u32);
    Span { end: span.start + length, ..span }
}

fn why(fits: &[Fit<'_>], period: f64, mixed: bool) -> String {
    if mixed {
        let of = |verdict| {
            let fits = fits.iter().filter(move |fit| fit.verdict(period) == verdict);
            let names: Vec<String> =
                fits.map(|fit| format!("`{}`", fit.decided.class_name.as_str())).collect();
            say::and(&names)
        };
        let (fast, slow) = (of(Verdict::TooFast), of(Verdict::TooSlow));
        return format!("too fast for {fast}, too slow for {slow}: these are two forums");
    }
    match fits.iter().all(|fit| fit.verdict(period) == Verdict::TooFast) {
        true => "too fast: it becomes a status meeting, or wears its counterparties out".into(),
        false => "too slow: decisions lapse between meetings".into(),
    }
}

/// Offers rhythms that fit, where one line alone is to blame.
fn mend(
    finding: Diagnostic,
    lines: &[CadenceLine<'_>],
    fits: &[Fit<'_>],
    nearest: &Fit<'_>,
    period: f64,
    day: Date,
) -> Diagnostic {
    let [line] = lines else {
        return finding.help("let one of the lines go, or meet on each of them at another rhythm");
    };
    let fitting: Vec<Frequency> = rhythm::frequencies(nearest.fastest, nearest.slowest, period);
    let fits_all = |days: f64| fits.iter().all(|fit| fit.verdict(days) == Verdict::Fits);
    let all: Vec<Frequency> = fitting
        .iter()
        .filter(|it| frequency_days(**it).is_some_and(fits_all))
        .copied()
        .collect();
    let chosen = if all.is_empty() { fitting } else { all };
    let offers = rhythm::offers(*line, &chosen, day);
    let Some(first) = offers.first() else {
        let phrase = nearest.phrase();
        return finding.help(format!("meet {phrase}"));
    };
    let help = first.title.clone();
    // Exceptions name days of the old rhythm, which the new one may not have.
    if !line.says.except.is_empty() || !line.says.moves.is_empty() {
        return finding.help(help);
    }
    let fixed = offers.into_iter().fold(finding, |finding, offer| {
        finding.fix_all(offer.title, Safety::Unsafe, offer.edits)
    });
    fixed.help(help)
}
