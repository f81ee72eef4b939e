//! Each signal as people are told it: a name, what it is, a sentence, and columns.
//!
//! The terminal and the page draw these differently; their words and numbers are the same.

use charter::report::counted;
use charter::signals::{
    AcceptedQuarter, Age, CharterAge, Crossed, Dated, Dispositions, Latency, Measured, Named, Open,
    Redecisions, Signal, SignalsReport, part_of, percent,
};

use crate::columns::one_line;

/// A signal for people.
pub(super) struct View<'r, T> {
    /// What it is called.
    pub(super) title: &'static str,
    /// What it is.
    pub(super) about: &'static str,
    pub(super) signal: &'r Signal<T>,
    /// What it comes to.
    pub(super) says: Vec<String>,
    /// The headings of its numbers,
    pub(super) heads: &'static [&'static str],
    /// those of them that a narrow page can spare, the first of them first,
    pub(super) spare: &'static [&'static str],
    /// the numbers,
    pub(super) cells: fn(&T) -> Vec<String>,
    /// and what of them is drawn, part by part.
    pub(super) parts: fn(&T) -> Vec<f64>,
    /// What the signs of the parts mean, where there are several.
    pub(super) legend: &'static [&'static str],
    /// Which charter or seat is told first: that of the greatest.
    pub(super) weight: fn(&T) -> f64,
    /// Whether each charter is told; not where a list beside it does.
    pub(super) by_charter: bool,
}

impl<T> View<'_, T> {
    /// Charters or seats of which there is something to tell, the most telling first.
    pub(super) fn ordered<'a>(&self, all: &'a [Named<T>]) -> Vec<&'a Named<T>> {
        let mut all: Vec<&Named<T>> = all.iter().collect();
        all.sort_by(|a, b| (self.weight)(&b.value).total_cmp(&(self.weight)(&a.value)));
        all
    }
}

/// Which days are looked at.
pub(super) fn window(report: &SignalsReport) -> String {
    format!("from {} to {}: {}", report.since, report.as_of, why(report))
}

/// Why those days are.
pub(super) fn why(report: &SignalsReport) -> &'static str {
    match report.window {
        "asked" => "as asked",
        _ => "four whole fiscal quarters and the one that runs",
    }
}

/// What stands above the limits that are crossed. They are held against the usual days, whichever
/// are shown.
pub(super) fn crossed(report: &SignalsReport) -> &'static str {
    match report.window {
        "asked" => "Limits crossed, in four whole fiscal quarters and the one that runs",
        _ => "Limits crossed",
    }
}

/// What a leader should hear first: the limits that are crossed, and whose they are.
pub(super) fn alarms(report: &SignalsReport) -> Vec<String> {
    let told =
        |it: &Crossed| one_line(&format!("{}: {} ({})", it.limit, it.words, it.owner.words()));
    report.crossed.iter().map(told).collect()
}

/// A quarter as people call it, and whether it is looked at in part.
pub(super) fn quarter(it: &Dated, report: &SignalsReport) -> String {
    seen(&it.label, it, report)
}

/// The same by its first month alone, where there is little room.
pub(super) fn quarter_in_short(it: &Dated, report: &SignalsReport) -> String {
    seen(&format!("Q{}, {}", it.number, it.from.strftime("%b %Y")), it, report)
}

fn seen(label: &str, it: &Dated, report: &SignalsReport) -> String {
    match (it.whole, it.until > report.as_of) {
        (true, _) => label.to_owned(),
        (_, true) => format!("{label}, so far"),
        _ => format!("{label}, in part"),
    }
}

/// What there is to say of a raise that nothing has answered.
pub(super) fn open(it: &Open) -> Vec<String> {
    let charter = it.charter.unwrap_or("–").to_owned();
    vec![charter, it.days.to_string(), maybe(it.due), overdue(it.overdue)]
}

/// What there is to say of the age of a charter.
pub(super) fn aged(it: &CharterAge) -> Vec<String> {
    let owner = it.owner.unwrap_or("–").to_owned();
    let (reviewed, days) = (it.reviewed.to_string(), it.days.to_string());
    vec![owner, reviewed, days, maybe(it.due), overdue(it.overdue)]
}

fn overdue(is: bool) -> String {
    if is { "overdue" } else { "" }.to_owned()
}

/// The acceptance of drafts by machines beside the drift of bets, quarter by quarter.
pub(super) fn accepted(report: &SignalsReport) -> Vec<(String, Vec<String>)> {
    let quarters = report.acceptance.iter().flat_map(|it| &it.quarters);
    let row = |it: &AcceptedQuarter| {
        let dated = report.quarters.iter().find(|quarter| quarter.from == it.quarter)?;
        Some((quarter(dated, report), vec![percent(it.accepted), shared(it.drift)]))
    };
    quarters.filter_map(row).collect()
}

/// A number that may not be there.
fn maybe(value: Option<impl std::fmt::Display>) -> String {
    value.map_or("–".into(), |value| value.to_string())
}

fn shared(share: Option<f64>) -> String {
    maybe(share.map(percent))
}

/// `none is`, `1 is`, `2 are`
fn many(count: usize, one: &str, more: &str) -> String {
    match count {
        0 => format!("none {one}"),
        1 => format!("1 {one}"),
        _ => format!("{count} {more}"),
    }
}

/// `16.5 days`
fn days(count: f64) -> String {
    if count == 1.0 { "1 day".into() } else { format!("{count} days") }
}

pub(super) fn latency(report: &SignalsReport) -> View<'_, Latency> {
    View {
        title: "Decision latency",
        about: "how many days pass from a raise to the first record that answers it",
        signal: &report.latency,
        says: latency_says(report.latency.whole()),
        heads: &["answered", "median", "9 in 10", "longest", "late", "open", "overdue"],
        spare: &["9 in 10", "longest", "late", "answered", "median"],
        cells: |it| {
            vec![
                it.answered.to_string(),
                maybe(it.median),
                maybe(it.p90),
                maybe(it.longest),
                it.late.to_string(),
                it.open.to_string(),
                it.overdue.to_string(),
            ]
        },
        parts: |it| vec![it.median.unwrap_or(0.0)],
        legend: &["the median in days"],
        weight: |it| it.overdue as f64 * 1e6 + it.median.unwrap_or(0.0),
        by_charter: true,
    }
}

fn latency_says(it: &Latency) -> Vec<String> {
    let answered = match (it.median, it.p90, it.longest) {
        (Some(median), Some(p90), Some(longest)) => format!(
            "{} answered: the median takes {}, nine in ten at most {}, the longest {longest}; {} late",
            counted(it.answered, "raise was", "raises were"),
            days(median),
            days(p90 as f64),
            many(it.late, "was", "were"),
        ),
        _ => "no raise was answered".into(),
    };
    let open = match it.oldest_open {
        Some(oldest) => format!(
            "{} open, the oldest for {}; {} overdue",
            counted(it.open, "raise is", "raises are"),
            days(oldest as f64),
            many(it.overdue, "is", "are"),
        ),
        None => "no raise is open".into(),
    };
    vec![answered, open]
}

pub(super) fn redecisions(report: &SignalsReport) -> View<'_, Redecisions> {
    let it = report.redecisions.whole();
    let says = format!(
        "{} another ({}): {} triggered, {} calendar-forced",
        part_of(it.reopened, it.records, ["record", "records"], ["reopens", "reopen"]),
        shared(it.share),
        it.triggered,
        it.calendar_forced,
    );
    View {
        title: "Re-decision frequency",
        about: "how many records reopen another, because of a raise or of the calendar alone",
        signal: &report.redecisions,
        says: vec![if it.records == 0 { "there is no record".into() } else { says }],
        heads: &["records", "reopen", "triggered", "calendar-forced", "share"],
        spare: &["triggered", "records", "calendar-forced"],
        cells: |it| {
            vec![
                it.records.to_string(),
                it.reopened.to_string(),
                it.triggered.to_string(),
                it.calendar_forced.to_string(),
                shared(it.share),
            ]
        },
        parts: |it| vec![it.triggered as f64, it.calendar_forced as f64],
        legend: &["triggered", "calendar-forced"],
        weight: |it| it.reopened as f64,
        by_charter: true,
    }
}

pub(super) fn age(report: &SignalsReport) -> View<'_, Age> {
    let says = match (report.age.whole(), report.age.whole().median, report.ages.first()) {
        (it, Some(median), Some(oldest)) => format!(
            "{} in force: the median was reviewed {} ago, the oldest, `{}`, {} ago; {} overdue for review ({})",
            counted(it.charters, "charter is", "charters are"),
            days(median),
            oldest.charter,
            days(oldest.days as f64),
            many(it.overdue, "is", "are"),
            shared(it.share_overdue),
        ),
        _ => "no charter is in force".into(),
    };
    View {
        title: "Charter age",
        about: "how many days ago each charter in force was reviewed; a quarter has those that were reviewed in it last",
        signal: &report.age,
        says: vec![says],
        heads: &["charters", "median", "oldest", "overdue", "share"],
        spare: &["share", "median", "charters"],
        cells: |it| {
            vec![
                it.charters.to_string(),
                maybe(it.median),
                maybe(it.oldest),
                it.overdue.to_string(),
                shared(it.share_overdue),
            ]
        },
        parts: |it| vec![it.charters as f64],
        legend: &["charters"],
        weight: |it| it.overdue as f64 * 1e6 + it.oldest.unwrap_or(0) as f64,
        by_charter: false,
    }
}

pub(super) fn measured(report: &SignalsReport) -> View<'_, Measured> {
    let it = report.measured.whole();
    let says = format!(
        "{} measured by the outcome of a bet ({}): {} leading, {} mid, {} lagging",
        part_of(it.measured, it.decisions, ["decision", "decisions"], ["is", "are"]),
        shared(it.share),
        it.leading,
        it.mid,
        it.lagging,
    );
    View {
        title: "Measured decisions",
        about: "how many decisions name a bet with an outcome: one that shows soon, in between or late",
        signal: &report.measured,
        says: vec![if it.decisions == 0 { "nothing was decided".into() } else { says }],
        heads: &["decisions", "measured", "leading", "mid", "lagging", "share"],
        spare: &["mid", "leading", "lagging", "decisions"],
        cells: |it| {
            vec![
                it.decisions.to_string(),
                it.measured.to_string(),
                it.leading.to_string(),
                it.mid.to_string(),
                it.lagging.to_string(),
                shared(it.share),
            ]
        },
        parts: |it| vec![it.measured as f64, (it.decisions - it.measured) as f64],
        legend: &["measured", "not measured"],
        weight: |it| (it.decisions - it.measured) as f64,
        by_charter: true,
    }
}

pub(super) fn dispositions(report: &SignalsReport) -> View<'_, Dispositions> {
    let it = report.dispositions.whole();
    let mut says = vec![format!(
        "{} renewed, {} revised, {} stopped; {} committed besides",
        it.renewed, it.revised, it.stopped, it.committed
    )];
    says.extend(it.mix.words().map(str::to_owned));
    View {
        title: "Disposition mix",
        about: "what became of bets; drift is the part that was revised or stopped",
        signal: &report.dispositions,
        says,
        heads: &["committed", "renewed", "revised", "stopped", "drift"],
        spare: &["committed", "renewed", "revised"],
        cells: |it| {
            vec![
                it.committed.to_string(),
                it.renewed.to_string(),
                it.revised.to_string(),
                it.stopped.to_string(),
                shared(it.drift),
            ]
        },
        parts: |it| vec![it.renewed as f64, it.revised as f64, it.stopped as f64],
        legend: &["renewed", "revised", "stopped"],
        weight: |it| it.disposed() as f64,
        by_charter: true,
    }
}
