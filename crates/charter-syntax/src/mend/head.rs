//! The first line of an item: its kind, its name, its title, and of what took place the day.

use super::explain;
use super::lex::Sort;
use super::statement::Statement;
use super::{Mender, Opened, Put};
use crate::diagnostic::{Diagnostic, Edit, Safety};
use crate::grammar::Rule;
use crate::span::Span;
use crate::tree::Kind;
use crate::words::{self, quoted};

/// What stands behind the name, in whatever order: tokens by their numbers.
#[derive(Clone, Copy, Default)]
struct Parts {
    title: Option<usize>,
    on: Option<usize>,
    day: Option<usize>,
}

/// A first line with a name: the token of the name, and what stands behind it.
#[derive(Clone, Copy)]
struct Head {
    kind: Kind,
    name: usize,
    parts: Parts,
}

/// A day as it is written, where none was.
const A_DAY: &str = "2026-11-20";

impl Mender<'_> {
    /// The first line of an item. Gives how many statements were used up besides it.
    pub(super) fn header(
        &mut self,
        kind: Kind,
        statement: &Statement,
        rest: &[Statement],
    ) -> usize {
        self.check_texts(statement);
        let open = self.open_of(statement);
        if !self.reads(Rule::items, statement, "{ }") {
            if !self.is_named(kind, statement) {
                return self.skip_block(statement, rest);
            }
            self.mend_head(kind, statement);
        } else if open.is_none() {
            let after = self.span_of(statement.last);
            let below = self.open_below(rest);
            self.errors.push(explain::unopened(after, kind.keyword(), below));
        }
        if open.is_none() {
            self.put_after(statement.last, " { ");
        }
        self.item = Some(Opened { what: kind, at: open.unwrap_or(statement.last) });
        self.take_open_below(open, rest)
    }

    /// Whether a first line that is not understood has a name; says so where it has none.
    fn is_named(&mut self, kind: Kind, statement: &Statement) -> bool {
        let name = statement.first + 1;
        if name > statement.last || self.tokens[name].sort != Sort::Word {
            self.errors.push(not_understood(self.span(statement), kind));
            return false;
        }
        let day = name < statement.last && is_day(self.word(name + 1));
        let nameless = kind.took_place() && self.word(name) == "on" && day;
        if nameless {
            let day = self.word(name + 1);
            self.errors.push(no_name(self.span_of(name), kind, day));
        }
        !nameless
    }

    /// A first line with a name that is not understood: what is understood of it stays.
    fn mend_head(&mut self, kind: Kind, statement: &Statement) {
        let name = statement.first + 1;
        match (kind.took_place(), self.parts(name + 1, statement.last)) {
            (true, Some(parts @ Parts { day: Some(day), .. })) => {
                self.mend_day(Head { kind, name, parts }, day);
            }
            (true, Some(parts @ Parts { on: Some(on), .. })) => {
                let whole = self.whole(Head { kind, name, parts }, A_DAY);
                self.errors.push(no_day(self.span_of(on), kind, &whole));
                self.blank(on, on);
                self.garble(statement, "on");
            }
            (false, Some(Parts { day: Some(day), on, .. })) => {
                let first = on.unwrap_or(day);
                self.errors.push(self.stray_day(kind, first, day));
                self.blank(first, day);
            }
            (took_place, _) => {
                self.errors.push(not_understood(self.span(statement), kind));
                self.blank(name + 1, statement.last);
                if took_place {
                    self.garble(statement, "on");
                }
            }
        }
    }

    /// The title and the day of a first line, each at most once and nothing else.
    fn parts(&self, first: usize, last: usize) -> Option<Parts> {
        let mut parts = Parts::default();
        for at in first..=last {
            let word = self.word(at);
            let place = match self.tokens[at].sort {
                Sort::Text | Sort::OpenText(_) => &mut parts.title,
                Sort::Word if word == "on" && parts.day.is_none() => &mut parts.on,
                Sort::Word if is_day(word) && parts.on.is_none_or(|on| on + 1 == at) => {
                    &mut parts.day
                }
                _ => return None,
            };
            if place.replace(at).is_some() {
                return None;
            }
        }
        Some(parts)
    }

    /// A day without its `on`, or before the title: one finding, and read as it was meant.
    fn mend_day(&mut self, head: Head, day: usize) {
        let Parts { title, on, .. } = head.parts;
        let whole = self.whole(head, self.word(day));
        match title.filter(|title| *title > day) {
            Some(title) => {
                let first = on.unwrap_or(day);
                self.errors.push(self.late_title(head.kind, [first, day, title], &whole));
                self.blanked[title] = true;
                self.put.push((first, Put::Token(title)));
            }
            None => self.errors.push(no_on(self.span_of(day), head.kind, &whole)),
        }
        if on.is_none() {
            self.put.push((day, Put::Word("on ")));
        }
    }

    /// A first line as it is written.
    fn whole(&self, head: Head, day: &str) -> String {
        let title =
            head.parts.title.map_or(String::new(), |title| format!(" {}", self.word(title)));
        format!("{} {}{title} on {day} {{", head.kind.keyword(), self.word(head.name))
    }

    /// A title behind the day that begins at the first of these tokens.
    fn late_title(&self, kind: Kind, [first, day, title]: [usize; 3], whole: &str) -> Diagnostic {
        const WHAT: &str = "write the title before the day";
        let message = format!("the title of this {} stands behind its day", kind.keyword());
        let place = self.span_of(title);
        let error = Diagnostic::error("syntax", message, place, "it belongs before the day")
            .help(write(whole).unwrap_or(WHAT.into()));
        if self.tokens[title].sort != Sort::Text {
            return error;
        }
        let text = format!("{} on {}", self.word(title), self.word(day));
        error.fix(WHAT, Safety::Safe, self.span_of(first).to(place), text)
    }

    /// A day in the first line of what does not take place.
    fn stray_day(&self, kind: Kind, first: usize, day: usize) -> Diagnostic {
        let (before, span) = (self.span_of(first - 1), self.span_of(first).to(self.span_of(day)));
        let kind = kind.keyword();
        let message = format!("the first line of {} {kind} bears no day", words::article(kind));
        Diagnostic::error("syntax", message, span, "not expected here")
            .help("remove it: only raises, records and transitions take place on a day")
            .fix("remove the day", Safety::Unsafe, before.after().to(span), "")
    }

    /// Whether a line says the day of its item, which belongs in the first line; says so.
    pub(super) fn says_day(&mut self, item: Opened<Kind>, statement: &Statement) -> bool {
        const WORDS: [&str; 4] = ["on", "date", "dated", "day"];
        let Statement { first, last, .. } = *statement;
        let says =
            last == first + 1 && WORDS.contains(&self.word(first)) && is_day(self.word(last));
        let opened = self.tokens[item.at].sort == Sort::Open && !self.has_day(item.at);
        if !(item.what.took_place() && says && opened) {
            return false;
        }
        self.errors.push(self.low_day(item, statement));
        self.garble(statement, "on");
        self.blank(first, last);
        true
    }

    fn low_day(&self, item: Opened<Kind>, statement: &Statement) -> Diagnostic {
        let (open, on) = (self.span_of(item.at), format!("on {}", self.word(statement.last)));
        let help = format!("write {} before the `{{`", quoted(&on));
        let edits = vec![
            Edit { span: open.before(), text: format!("{on} ") },
            Edit { span: self.line(statement), text: String::new() },
        ];
        let message = format!("the day of this {} belongs in its first line", item.what.keyword());
        Diagnostic::error("syntax", message, self.span(statement), "not on a line of its own")
            .also(open, "it belongs before this")
            .help(help)
            .fix_all("move the day up", Safety::Safe, edits)
    }

    /// Whether the first line of the item that opens here says a day.
    fn has_day(&self, open: usize) -> bool {
        let head = self.tokens[..open].iter().rev().take_while(|token| token.sort != Sort::Newline);
        let mut words = head.map(|token| &self.text[token.start..token.end]);
        words.any(is_day)
    }

    /// A statement with the rest of its line, where nothing else stands there.
    fn line(&self, statement: &Statement) -> Span {
        let is = |at: Option<usize>, sort| {
            at.and_then(|at| self.tokens.get(at)).is_some_and(|it| it.sort == sort)
        };
        let span = self.span(statement);
        let before = statement.first.checked_sub(1);
        let alone = is(before, Sort::Newline) && is(Some(statement.last + 1), Sort::Newline);
        match before.filter(|_| alone) {
            Some(before) => Span { start: self.span_of(before).start, ..span },
            None => span,
        }
    }
}

/// Whether a word is meant as a day.
fn is_day(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// What to write, where that is short and can be shown.
fn write(whole: &str) -> Option<String> {
    const MOST: usize = 80;
    let shown = whole.chars().count() <= MOST && !whole.contains(char::is_control);
    shown.then(|| format!("write `{whole}`"))
}

fn no_on(day: Span, kind: Kind, whole: &str) -> Diagnostic {
    let message = format!("the day of this {} lacks the word `on`", kind.keyword());
    Diagnostic::error("syntax", message, day, "`on` is missing here")
        .help(write(whole).unwrap_or("write `on` before the day".into()))
        .fix("write `on`", Safety::Safe, day.before(), "on ")
}

fn no_day(on: Span, kind: Kind, whole: &str) -> Diagnostic {
    let message = format!("the first line of this {} breaks off behind `on`", kind.keyword());
    Diagnostic::error("syntax", message, on, "the day is missing behind this")
        .help(write(whole).unwrap_or(format!("write the day as `{A_DAY}`")))
}

fn no_name(on: Span, kind: Kind, day: &str) -> Diagnostic {
    let kind = kind.keyword();
    let help = write(&format!("{kind} a-name on {day} {{"));
    Diagnostic::error(
        "syntax",
        format!("this {kind} has no name"),
        on,
        "a name belongs before this",
    )
    .help(help.unwrap_or("write a name before `on`".into()))
}

/// A first line of which nothing but its kind, and maybe its name, is understood.
fn not_understood(span: Span, kind: Kind) -> Diagnostic {
    let word = kind.keyword();
    let message = format!("the first line of this {word} is not understood");
    let day = if kind.took_place() { format!(" on {A_DAY}") } else { String::new() };
    Diagnostic::error("syntax", message, span, "not understood")
        .help(format!("write `{word} a-name \"A title\"{day} {{`"))
}
