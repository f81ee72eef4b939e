//! The page: every signal with a plot and its numbers, in one file.
//!
//! It asks nobody for anything and runs nothing, so it can be kept, sent and opened anywhere.

use charter::signals::{CharterAge, Named, Open, SignalsReport};
use jiff::civil::Date;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::plot::{self, Plot};
use super::view::{self, View};
use crate::columns::one_line;

/// So many charters, seats or raises stand in a table: a page is no place for a thousand.
const MOST: usize = 40;

/// The page as text.
pub(super) fn page(report: &SignalsReport) -> String {
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                // Nothing is asked of anybody, and no text can become a program.
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:";
                title { "How we decide, " (report.as_of) }
                link rel="icon" href="data:,";
                style { (PreEscaped(include_str!("page.css"))) }
            }
            body {
                header {
                    h1 { "How we decide" }
                    p.quiet { "From " (day(report.since)) " to " (day(report.as_of)) ": " (view::why(report)) "." }
                }
                main {
                    (alarms(report))
                    (latency(report))
                    (redecisions(report))
                    (age(report))
                    (measured(report))
                    (dispositions(report))
                }
                footer { p.quiet { "Counted from charters and records alone by " code { "charter signals" } "." } }
            }
        }
    };
    markup.into_string() + "\n"
}

fn day(date: Date) -> impl std::fmt::Display {
    date.strftime("%-d %B %Y")
}

fn alarms(report: &SignalsReport) -> Markup {
    let alarms = view::alarms(report);
    html! {
        @if !alarms.is_empty() {
            section.alarm aria-labelledby="crossed" {
                h2 #crossed { (view::crossed(report)) }
                ul { @for it in &alarms { li { (it) } } }
            }
        }
    }
}

fn latency(report: &SignalsReport) -> Markup {
    let view = view::latency(report);
    let plot = plot::latency(report);
    section("latency", &view, report, &plot, open(&report.open))
}

fn redecisions(report: &SignalsReport) -> Markup {
    let view = view::redecisions(report);
    let plot = plot::quarters("Re-decisions by fiscal quarter", &view, report);
    section("redecisions", &view, report, &plot, html! {})
}

fn age(report: &SignalsReport) -> Markup {
    let view = view::age(report);
    section("age", &view, report, &plot::ages(report), oldest(&report.ages))
}

fn measured(report: &SignalsReport) -> Markup {
    let view = view::measured(report);
    section("measured", &view, report, &plot::horizons(report), html! {})
}

fn dispositions(report: &SignalsReport) -> Markup {
    let view = view::dispositions(report);
    let plot = plot::quarters("What became of bets, by fiscal quarter", &view, report);
    section("dispositions", &view, report, &plot, accepted(report))
}

fn accepted(report: &SignalsReport) -> Markup {
    let rows = view::accepted(report);
    html! {
        @if !rows.is_empty() {
            table {
                caption { "Drafts by machines: the part that was accepted, and the drift of bets" }
                (heads("Quarter", &["accepted", "drift"]))
                tbody { @for (quarter, cells) in rows { (row(html! { (quarter) }, cells)) } }
            }
        }
    }
}

fn section<T>(
    id: &str,
    view: &View<'_, T>,
    report: &SignalsReport,
    plot: &Plot,
    more: Markup,
) -> Markup {
    let scopes = &view.signal.scopes;
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (view.title) }
            p.quiet { (sentence(view.about)) " " (sentence(&one_line(&view.signal.charge()))) }
            @for line in &view.says { p { (with_names(&sentence(&one_line(line)))) } }
            figure {
                (plot.draw(id))
                figcaption { (plot.caption()) }
                table {
                    caption { (view.title) " by fiscal quarter" }
                    (heads("Quarter", view.heads))
                    tbody {
                        @for (quarter, value) in report.quarters.iter().zip(&scopes.quarters) {
                            (row(html! { (view::quarter(quarter, report)) }, (view.cells)(value)))
                        }
                        (row(html! { "All" }, (view.cells)(&scopes.whole)))
                    }
                }
            }
            (more)
            @if view.by_charter { (parts(view, "charter", "charters", &scopes.charters)) }
            (parts(view, "seat that owns the charter", "seats", &scopes.seats))
        }
    }
}

/// With a capital and a full stop.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|it| it.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", chars.as_str())
}

/// What stands between backticks is the name of an item.
fn with_names(text: &str) -> Markup {
    html! {
        @for (nth, piece) in text.split('`').enumerate() {
            @if nth % 2 == 1 { code { (piece) } } @else { (piece) }
        }
    }
}

fn heads(first: &str, heads: &[&str]) -> Markup {
    html! {
        thead {
            tr {
                th scope="col" { (first) }
                @for head in heads { th.count scope="col" { (sentence(head).trim_end_matches('.')) } }
            }
        }
    }
}

fn row(head: Markup, cells: Vec<String>) -> Markup {
    let class = |cell: &str| if cell.starts_with(char::is_alphabetic) { "word" } else { "count" };
    html! {
        tr {
            th scope="row" { (head) }
            @for cell in &cells { td class=(class(cell)) { @if cell.is_empty() { "–" } @else { (cell) } } }
        }
    }
}

fn named(title: &str, name: &str) -> Markup {
    let title = one_line(title);
    html! { (title) @if title != name { " " span.quiet { (name) } } }
}

fn parts<T>(view: &View<'_, T>, by: &str, many: &str, all: &[Named<T>]) -> Markup {
    html! {
        @if !all.is_empty() {
            details {
                summary { (view.title) " by " (by) }
                table {
                    (heads(if many == "charters" { "Charter" } else { "Seat" }, view.heads))
                    tbody {
                        @for it in view.ordered(all).into_iter().take(MOST) {
                            (row(named(&it.title, it.name), (view.cells)(&it.value)))
                        }
                    }
                }
                (others(all.len(), many))
            }
        }
    }
}

fn others(count: usize, what: &str) -> Markup {
    html! {
        @if count > MOST {
            p { "And " (count - MOST) " more " (what) ": " code { "charter signals --format csv" } " has all of them." }
        }
    }
}

fn open(open: &[Open]) -> Markup {
    html! {
        @if !open.is_empty() {
            table {
                caption { "Open, the oldest first" }
                (heads("Raised", &["charter", "days", "answer due", "state"]))
                tbody {
                    @for it in open.iter().take(MOST) {
                        (row(named(&it.title, it.raise), view::open(it)))
                    }
                }
            }
            (others(open.len(), "raises"))
        }
    }
}

fn oldest(ages: &[CharterAge]) -> Markup {
    html! {
        @if !ages.is_empty() {
            details {
                summary { "Charter age by charter" }
                table {
                    (heads("Charter", &["owner", "reviewed", "days", "due again", "state"]))
                    tbody {
                        @for it in ages.iter().take(MOST) {
                            (row(named(&it.title, it.charter), view::aged(it)))
                        }
                    }
                }
                (others(ages.len(), "charters"))
            }
        }
    }
}
