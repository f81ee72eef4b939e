//! What the rules about rhythm share: how a period is judged, which line is to blame,
//! and what it could say instead.

use jiff::civil::Date;

use crate::model::{CadenceLine, Charter};
use crate::offer::rhythm::offers;
use crate::rule::Findings;
use crate::tree::Frequency;
use crate::{Diagnostic, Safety, Span};

/// Bounds are meant generously: every four weeks is monthly, four dates in a year are
/// quarterly.
const SLACK: f64 = 1.1;

/// How a period stands to what fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pace {
    Fits,
    TooFast,
    TooSlow,
}

/// How a period stands to the fastest and the slowest that fit, all in days.
pub(super) fn pace(period: f64, fastest: f64, slowest: f64) -> Pace {
    if period * SLACK < fastest {
        Pace::TooFast
    } else if period > slowest * SLACK {
        Pace::TooSlow
    } else {
        Pace::Fits
    }
}

/// The lines with a period on a day, the one to blame most first.
pub(super) fn lines(charter: Charter<'_>, day: Date, pace: Pace) -> Vec<CadenceLine<'_>> {
    let lines = charter.lines_on(day).filter_map(|line| Some((line.period()?, line)));
    let mut lines: Vec<(f64, CadenceLine<'_>)> = lines.collect();
    lines.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    if pace == Pace::TooSlow {
        lines.reverse();
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

/// The words that say how often: `weekly` of `weekly on Tuesday`.
pub(super) fn frequency_span(line: CadenceLine<'_>, findings: &Findings<'_>) -> Span {
    let span = line.says.pattern_span;
    let end = [" on ", " in "].iter().filter_map(|word| findings.text(span).find(word)).min();
    let length = end.filter(|end| *end > 0).map_or(span.end - span.start, |end| end as u32);
    Span { end: span.start + length, ..span }
}

/// Offers rhythms that fit, where one line alone is to blame; `phrase` says which fit.
pub(super) fn mend(
    finding: Diagnostic,
    lines: &[CadenceLine<'_>],
    fitting: &[Frequency],
    phrase: &str,
    day: Date,
) -> Diagnostic {
    let [line] = lines else {
        return finding.help(format!(
            "remove the line that no longer holds, or change them so that there is one meeting {phrase}"
        ));
    };
    let offers = offers(*line, fitting, day);
    let Some(first) = offers.first() else {
        return finding.help(format!("meet {phrase}"));
    };
    let help = first.title.clone();
    // Exceptions name days of the old rhythm, which the new one may not have.
    if !line.says.except.is_empty() || !line.says.moves.is_empty() {
        return finding.help(help);
    }
    let fixed = offers
        .into_iter()
        .fold(finding, |finding, offer| finding.fix_all(offer.title, Safety::Unsafe, offer.edits));
    fixed.help(help)
}
