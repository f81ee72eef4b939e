//! The page: which feeds there are, and what the coming month brings.
//!
//! It asks nobody for anything, runs nothing, and is made of what the build lists itself.

use std::sync::LazyLock;

use charter::emit::NextOccurrence;
use charter::report::counted;
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{DOCTYPE, Markup, html};

use super::feed::{Feed, Kind};
use super::site::{File, Trouble};
use super::stand::Shown;

/// As many occurrences are shown; a page is no place for a thousand.
const MOST: usize = 400;

/// The style of the page.
pub(super) fn style() -> &'static File {
    static STYLE: LazyLock<File> =
        LazyLock::new(|| File::new("style.css", include_bytes!("page.css").to_vec()));
    &STYLE
}

/// The page as it is on a day, for who knows this machine by that name and asks this.
pub(super) fn page(shown: &Shown, today: Date, host: &str, query: &str) -> File {
    let asked = Asked::of(query);
    let feeds: Vec<&Feed> = shown.site.feeds().iter().filter(|it| asked.means_feed(it)).collect();
    let whole = shown.site.feeds().iter().find(|it| it.kind == Kind::All);
    let heading = whole.map_or("Calendars", |it| it.title.as_str());
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (heading) " · charter serve" }
                link rel="stylesheet" href="/style.css";
                link rel="icon" href="data:,";
            }
            body {
                a.skip href="#calendars" { "Skip to the calendars" }
                header {
                    h1 { (heading) }
                    p.quiet {
                        (counted(shown.site.feeds().len(), "calendar", "calendars"))
                        ", served by this machine to itself for trying things out."
                    }
                    nav aria-label="On this page" { (contents(&feeds)) }
                }
                main id="calendars" tabindex="-1" {
                    @if let Some(trouble) = &shown.trouble { (told(trouble)) }
                    (search(&asked))
                    @if asked.is_something() {
                        p role="status" {
                            (counted(feeds.len(), "calendar", "calendars")) " found. "
                            a href="/" { "Show all" }
                        }
                    }
                    @for (kind, title, id) in Kind::EACH { (section(kind, title, id, &feeds, host)) }
                    (month(shown, today, &asked))
                }
            }
        }
    };
    File::new("index.html", markup.into_string().into_bytes())
}

/// What somebody looks for.
struct Asked {
    text: String,
    words: Vec<String>,
}

impl Asked {
    fn of(query: &str) -> Asked {
        let mut fields = form_urlencoded::parse(query.as_bytes());
        let text = fields.find(|(name, _)| name == "q").map(|(_, text)| text.into_owned());
        let text = text.unwrap_or_default();
        Asked { words: text.split_whitespace().map(str::to_lowercase).collect(), text }
    }

    fn is_something(&self) -> bool {
        !self.words.is_empty()
    }

    /// Every word is in one of the texts.
    fn means(&self, texts: &[&str]) -> bool {
        let texts: Vec<String> = texts.iter().map(|it| it.to_lowercase()).collect();
        self.words.iter().all(|word| texts.iter().any(|text| text.contains(word.as_str())))
    }

    fn means_feed(&self, feed: &Feed) -> bool {
        self.means(&[&feed.title, feed.name()])
    }

    fn means_occurrence(&self, it: &NextOccurrence) -> bool {
        self.means(&[&it.title, &it.charter, &it.owner])
    }
}

fn contents(feeds: &[&Feed]) -> Markup {
    html! {
        ul {
            @for (kind, title, id) in Kind::EACH {
                @let count = feeds.iter().filter(|it| it.kind == kind).count();
                @if count > 0 { li { a href={ "#" (id) } { (title) " (" (count) ")" } } }
            }
            li { a href="#month" { "The coming month" } }
        }
    }
}

fn search(asked: &Asked) -> Markup {
    html! {
        form role="search" action="/" {
            label for="q" { "Find a calendar or a meeting" }
            input id="q" name="q" type="search" value=(asked.text);
            button { "Find" }
        }
    }
}

/// Why what is shown is not what the sources say.
fn told(trouble: &Trouble) -> Markup {
    html! {
        section.trouble aria-labelledby="trouble" {
            h2 #trouble { "The sources have changed, and cannot be built" }
            p { "This is the last whole build. It stays until this is mended:" }
            pre { (trouble.words) }
        }
    }
}

fn section(kind: Kind, title: &str, id: &str, feeds: &[&Feed], host: &str) -> Markup {
    let feeds: Vec<&&Feed> = feeds.iter().filter(|it| it.kind == kind).collect();
    html! {
        @if !feeds.is_empty() {
            section aria-labelledby=(id) {
                h2 id=(id) { (title) }
                table aria-labelledby=(id) {
                    thead {
                        tr {
                            th scope="col" { "Calendar" }
                            th.count scope="col" { "Events" }
                            th scope="col" { "Subscribe" }
                            th scope="col" { "Address" }
                        }
                    }
                    tbody { @for feed in &feeds { (row(feed, host)) } }
                }
            }
        }
    }
}

fn row(feed: &Feed, host: &str) -> Markup {
    let Feed { path, title, events, .. } = feed;
    html! {
        tr {
            th scope="row" { (title) " " span.quiet { (feed.name()) } }
            td.count { (events) }
            td {
                a href={ "webcal://" (host) "/" (path) } {
                    "Subscribe" span.only-heard { " to " (title) " (" (feed.name()) ")" }
                }
            }
            td {
                a href={ "http://" (host) "/" (path) } {
                    span.only-heard { (title) ": " } (path)
                }
            }
        }
    }
}

/// What takes place from today until the same day of the next month.
fn month(shown: &Shown, today: Date, asked: &Asked) -> Markup {
    let last = today.saturating_add(1.month()).saturating_sub(1.day());
    let mut coming = shown.site.occurrences(today, last);
    coming.retain(|it| asked.means_occurrence(it));
    let more = coming.len().saturating_sub(MOST);
    html! {
        section aria-labelledby="month" {
            h2 #month { "The coming month" }
            @if coming.is_empty() {
                @let what = if asked.is_something() { "Nothing of that" } else { "Nothing" };
                p { (what) " takes place from " (day(today)) " to " (day(last)) "." }
            } @else {
                table aria-labelledby="month" {
                    caption {
                        "From " (day(today)) " to " (day(last)) ", in the time of each meeting's zone."
                    }
                    thead {
                        tr {
                            th scope="col" { "Day" }
                            th scope="col" { "Time" }
                            th scope="col" { "Meeting" }
                            th scope="col" { "Owner" }
                        }
                    }
                    tbody { @for it in coming.iter().take(MOST) { (occurrence(it)) } }
                }
                @if more > 0 { p { "And " (more) " more: " code { "charter next" } " lists them." } }
            }
        }
    }
}

fn occurrence(it: &NextOccurrence) -> Markup {
    // How long, and not until when: clocks may change in between.
    let minutes = it.end.duration_since(it.start).as_mins();
    let about = [it.slot.as_deref(), it.launch.as_deref()];
    html! {
        tr {
            th scope="row" { time datetime=(it.start) { (it.local.strftime("%a %-d %b")) } }
            td { (it.local.strftime("%H:%M")) ", " (minutes) " min " span.quiet { (it.zone) } }
            td {
                (it.title)
                @for part in about.into_iter().flatten() { " · " (part) }
            }
            td { (it.owner) }
        }
    }
}

fn day(date: Date) -> impl std::fmt::Display {
    date.strftime("%A %-d %B %Y")
}
