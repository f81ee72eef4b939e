//! Plots: drawn by us as SVG, with a name and words for who cannot see them.

use std::collections::BTreeSet;

use charter::signals::{SignalsReport, percent};
use jiff::civil::Date;
use maud::{Markup, html};

use super::view::View;

/// The drawing, in its own units.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 276.0;
/// Where the marks are.
const LEFT: f64 = 44.0;
const RIGHT: f64 = WIDTH - 12.0;
const TOP: f64 = 14.0;
const FLOOR: f64 = HEIGHT - 44.0;
/// More dots than that are a blot.
const DOTS: usize = 2000;

/// What is drawn.
pub(super) struct Plot {
    title: String,
    /// What a person sees in it.
    about: String,
    /// What stands below it.
    caption: String,
    /// The classes of the marks and what they mean.
    legend: Vec<(&'static str, String)>,
    /// The greatest value, and whether values are parts of 1.
    top: f64,
    is_share: bool,
    /// The names below, evenly spread.
    columns: Vec<String>,
    marks: Vec<Mark>,
}

enum Mark {
    /// A part of a column: which one, its class, from which value to which.
    Block(usize, &'static str, f64, f64),
    /// At a part of the width, a value.
    Dot(f64, f64, &'static str),
    /// From a part of the width to another, a value.
    Line(f64, f64, f64),
}

/// The classes of parts of a column, the lowest first.
const PARTS: [&str; 3] = ["a", "b", "c"];

impl Plot {
    pub(super) fn caption(&self) -> Markup {
        html! {
            @for (class, what) in &self.legend { span.key { span class={ "swatch " (class) } {} (what) } " " }
            (self.caption)
        }
    }

    pub(super) fn draw(&self, id: &str) -> Markup {
        let (title, about) = (format!("{id}-title"), format!("{id}-about"));
        html! {
            svg role="img" viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } aria-labelledby={ (title) " " (about) } {
                title id=(title) { (self.title) }
                desc id=(about) { (self.about) }
                @for value in self.steps() {
                    line.grid x1=(LEFT) x2=(RIGHT) y1=(self.y(value)) y2=(self.y(value)) {}
                    text.value x=(LEFT - 6.0) y=(one(self.at(value) + 4.0)) { (if self.is_share { percent(value) } else { value.to_string() }) }
                }
                @for (nth, name) in self.columns.iter().enumerate() {
                    @for (line, words) in name.split(", ").enumerate() {
                        @if nth % self.every() == 0 {
                            text.name x=(one(self.middle(nth))) y=(FLOOR + 18.0 + 15.0 * line as f64) { (words) }
                        }
                    }
                }
                @for mark in &self.marks { (self.mark(mark)) }
            }
        }
    }

    fn mark(&self, mark: &Mark) -> Markup {
        match mark {
            Mark::Block(nth, class, from, to) => {
                let wide = (self.step() * 0.6).min(72.0);
                let (high, low) = (self.at(*to), self.at(*from));
                html! {
                    rect class=(class) x=(one(self.middle(*nth) - wide / 2.0)) y=(one(high)) width=(one(wide)) height=(one(low - high)) {}
                }
            }
            Mark::Dot(x, value, class) => {
                html! { circle class=(class) cx=(one(across(*x))) cy=(self.y(*value)) r="4" {} }
            }
            Mark::Line(from, to, value) => {
                let y = self.y(*value);
                html! { line.median x1=(one(across(*from))) x2=(one(across(*to))) y1=(y) y2=(y) {} }
            }
        }
    }

    /// Counts and days have whole steps.
    fn steps(&self) -> Vec<f64> {
        steps(self.top, !self.is_share)
    }

    fn step(&self) -> f64 {
        (RIGHT - LEFT) / self.columns.len().max(1) as f64
    }

    fn middle(&self, nth: usize) -> f64 {
        LEFT + self.step() * (nth as f64 + 0.5)
    }

    /// One name in so many has room.
    fn every(&self) -> usize {
        self.columns.len().div_ceil(6).max(1)
    }

    fn at(&self, value: f64) -> f64 {
        let top = self.steps().last().copied().unwrap_or(1.0);
        FLOOR - (FLOOR - TOP) * (value / top).clamp(0.0, 1.0)
    }

    fn y(&self, value: f64) -> String {
        one(self.at(value))
    }
}

/// A part of the width, from where it begins.
fn across(part: f64) -> f64 {
    // A dot has its own width.
    LEFT + 6.0 + (RIGHT - LEFT - 12.0) * part.clamp(0.0, 1.0)
}

/// With one decimal place: nobody sees more.
fn one(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

/// Round values from nothing to the greatest, five at the most, never less than three.
fn steps(top: f64, are_whole: bool) -> Vec<f64> {
    let rough = (top / 4.0).max(if are_whole { 1.0 } else { f64::MIN_POSITIVE });
    let scale = 10f64.powf(rough.log10().floor());
    let fits = |it: &f64| {
        let step = it * scale;
        step * 4.0 >= top * (1.0 - 1e-9) && !(are_whole && step.fract() > 0.0)
    };
    let step = scale * [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().find(fits).unwrap_or(10.0);
    let step = if top > 0.0 { step } else { 1.0 };
    let count = (top / step - 1e-9).ceil().max(2.0) as usize;
    (0..=count).map(|nth| step * nth as f64).collect()
}

/// Every answer as a dot, and the median of each quarter as a line.
pub(super) fn latency(report: &SignalsReport) -> Plot {
    let Some((first, last)) = report.quarters.first().zip(report.quarters.last()) else {
        return empty("Days from a raise to its answer");
    };
    let part = |day: Date| {
        let days = |from: Date, to: Date| from.duration_since(to).as_secs_f64().abs();
        days(day, first.from) / days(last.until, first.from).max(1.0)
    };
    let latest = report.answered.iter().rev().take(DOTS);
    let late = |is: bool| if is { "dot late" } else { "dot" };
    let dots: BTreeSet<_> = latest.map(|it| (it.answered, it.days, late(it.late))).collect();
    let mut marks: Vec<Mark> = dots
        .into_iter()
        .map(|(day, days, class)| Mark::Dot(part(day), days as f64, class))
        .collect();
    for (quarter, value) in report.quarters.iter().zip(&report.latency.scopes.quarters) {
        let line = |median| Mark::Line(part(quarter.from), part(quarter.until), median);
        marks.extend(value.median.map(line));
    }
    let whole = report.latency.whole();
    let more = report.answered.len().saturating_sub(DOTS);
    Plot {
        title: "Days from a raise to its answer".into(),
        about: format!(
            "{} dots by the day of the answer, the highest at {} days; a line for the median of each quarter",
            whole.answered,
            whole.longest.unwrap_or(0)
        ),
        caption: match more {
            0 => "Days, by the day of the answer.".into(),
            more => format!("Days, by the day of the answer; {more} earlier ones are left out."),
        },
        legend: vec![
            ("dot", "an answer".into()),
            ("late", "a late one".into()),
            ("median", "the median of a quarter".into()),
        ],
        top: whole.longest.unwrap_or(0) as f64,
        is_share: false,
        columns: report.quarters.iter().map(|it| it.label.clone()).collect(),
        marks,
    }
}

/// A column for each quarter, of the parts of a signal.
pub(super) fn quarters<T>(title: &str, view: &View<'_, T>, report: &SignalsReport) -> Plot {
    let values: Vec<Vec<f64>> = view.signal.scopes.quarters.iter().map(view.parts).collect();
    let mut plot = empty(title);
    for (nth, parts) in values.iter().enumerate() {
        let mut sum = 0.0;
        for (part, class) in parts.iter().zip(PARTS).filter(|(part, _)| **part > 0.0) {
            plot.marks.push(Mark::Block(nth, class, sum, sum + part));
            sum += part;
        }
        plot.top = plot.top.max(sum);
    }
    let told = report.quarters.iter().zip(&values).map(|(quarter, parts)| {
        let parts = parts.iter().zip(view.legend).map(|(count, what)| format!("{count} {what}"));
        format!("{}: {}", quarter.label, parts.collect::<Vec<_>>().join(", "))
    });
    plot.about = told.collect::<Vec<_>>().join("; ");
    plot.columns = report.quarters.iter().map(|it| it.label.clone()).collect();
    let legend = PARTS.into_iter().zip(view.legend);
    plot.legend = legend.map(|(class, what)| (class, (*what).to_owned())).collect();
    plot
}

/// How many charters are of which age.
pub(super) fn ages(report: &SignalsReport) -> Plot {
    let buckets = &report.age.whole().distribution;
    let mut plot = empty("Charters by the time since their review");
    let block = |(nth, count): (usize, usize)| Mark::Block(nth, "a", 0.0, count as f64);
    let counts = buckets.iter().map(|it| it.charters).enumerate();
    plot.marks = counts.filter(|(_, count)| *count > 0).map(block).collect();
    plot.top = buckets.iter().map(|it| it.charters as f64).fold(0.0, f64::max);
    plot.columns = buckets.iter().map(|it| it.label()).collect();
    let told = buckets.iter().map(|it| format!("{}: {}", it.label(), it.charters));
    plot.about = told.collect::<Vec<_>>().join("; ");
    plot.caption = "Charters in force, by the days since they were reviewed.".into();
    plot
}

/// Which part of the decisions is measured, and when that shows.
pub(super) fn horizons(report: &SignalsReport) -> Plot {
    let it = report.measured.whole();
    let parts = [
        ("leading", it.leading),
        ("mid", it.mid),
        ("lagging", it.lagging),
        ("at any time", it.measured),
    ];
    let share = |count: usize| count as f64 / it.decisions.max(1) as f64;
    let mut plot = empty("Measured decisions by when the outcome shows");
    let block = |(nth, (_, count)): (usize, &(&str, usize))| {
        let class = if nth == 3 { "b" } else { "a" };
        (*count > 0).then(|| Mark::Block(nth, class, 0.0, share(*count)))
    };
    plot.marks = parts.iter().enumerate().filter_map(block).collect();
    (plot.top, plot.is_share) = (1.0, true);
    plot.columns = parts.iter().map(|(name, _)| (*name).to_owned()).collect();
    let told = parts.iter().map(|(name, count)| format!("{name}: {}", percent(share(*count))));
    plot.about = told.collect::<Vec<_>>().join("; ");
    plot.caption =
        "The part of all decisions. One decision may be measured at several times.".into();
    plot
}

fn empty(title: &str) -> Plot {
    Plot {
        title: title.into(),
        about: String::new(),
        caption: String::new(),
        legend: Vec::new(),
        top: 0.0,
        is_share: false,
        columns: Vec::new(),
        marks: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::steps;

    #[test]
    fn steps_are_round_and_reach_the_top() {
        assert_eq!(steps(0.0, true), [0.0, 1.0, 2.0]);
        assert_eq!(steps(1.0, false), [0.0, 0.25, 0.5, 0.75, 1.0]);
        assert_eq!(steps(1.0, true), [0.0, 1.0, 2.0]);
        assert_eq!(steps(10.0, true), [0.0, 5.0, 10.0]);
        assert_eq!(steps(41.0, true), [0.0, 20.0, 40.0, 60.0]);
        for top in 1..2000 {
            let steps = steps(f64::from(top), true);
            assert!((3..=5).contains(&steps.len()) && steps.last() >= Some(&f64::from(top)));
        }
    }
}
