//! The first line of an item: its kind, its name, its title, and of what took place the day.

use super::explain;
use super::lex::Sort;
use super::statement::Statement;
use super::{Mender, Opened, Put};
use crate::diagnostic::{Diagnostic, Edit, Safety};
use crate::grammar::Rule;
use crate::head::{self, is_date, write};
use crate::near::nearest;
use crate::span::Span;
use crate::tree::Kind;
use crate::words::{self, quoted};

/// What stands behind the name, in whatever order: tokens by their numbers.
#[derive(Clone, Copy, Default)]
struct Parts {
    title: Option<usize>,
    /// The word before the day: `on`, or what stands in its place.
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
        let sort = (name <= statement.last).then(|| self.tokens[name].sort);
        let day = name < statement.last && is_day(self.word(name + 1));
        let (at, label) = match sort {
            Some(Sort::Word) if kind.took_place() && self.word(name) == "on" && day => {
                (name, "a name belongs before this")
            }
            Some(Sort::Word) => return true,
            Some(Sort::Text | Sort::OpenText(_)) => (name, "a name stands before the title"),
            _ => (statement.first, "a name belongs behind this"),
        };
        let title = (at == statement.first).then_some("\"A title\"");
        let whole = self.as_meant(kind, "a-name", title, statement);
        self.errors.push(head::no_name(kind, self.span_of(at), label, &whole));
        false
    }

    /// A kind alone on its line, or with nothing but a title.
    pub(super) fn nameless(
        &mut self,
        kind: Kind,
        statement: &Statement,
        rest: &[Statement],
    ) -> usize {
        self.is_named(kind, statement);
        self.skip_junk(statement, rest)
    }

    /// A first line as it is written, with what is understood of one.
    fn as_meant(
        &self,
        kind: Kind,
        name: &str,
        title: Option<&str>,
        statement: &Statement,
    ) -> String {
        let mut tokens = statement.first + 1..=statement.last;
        let own = tokens.clone().find(|at| self.tokens[*at].sort == Sort::Text);
        let own = own.map(|own| self.word(own));
        let own = own.map(|own| if own.contains('\n') { "\"…\"" } else { own });
        let day = tokens.find(|at| is_date(self.word(*at)));
        head::line(kind, name, own.or(title), day.map(|day| self.word(day)))
    }

    /// A first line with a name that is not understood: what is understood of it stays.
    fn mend_head(&mut self, kind: Kind, statement: &Statement) {
        let name = statement.first + 1;
        if kind.took_place() && self.says_spoken_day(kind, statement) {
            return;
        }
        match (kind.took_place(), self.parts(name + 1, statement.last)) {
            (true, Some(parts @ Parts { day: Some(day), .. })) => {
                self.mend_day(Head { kind, name, parts }, day);
            }
            (true, Some(parts @ Parts { on: Some(on), .. })) => {
                let whole = self.whole(Head { kind, name, parts }, head::A_DAY);
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
                let place = self.span_of(name + 1).to(self.span_of(statement.last));
                let whole = self.as_meant(kind, self.word(name), None, statement);
                self.errors.push(not_understood(place, kind, &whole));
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
                Sort::Word if self.stands_for_on(at, last) && parts.day.is_none() => &mut parts.on,
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

    /// Whether a word is `on`, or stands in its place before a day.
    fn stands_for_on(&self, at: usize, last: usize) -> bool {
        let word = self.word(at);
        word == "on" || (means_on(word) && at < last && is_date(self.word(at + 1)))
    }

    /// A day without its `on`, or before the title: one finding, and read as it was meant.
    fn mend_day(&mut self, head: Head, day: usize) {
        let Parts { title, on, .. } = head.parts;
        let wrong = on.filter(|on| self.word(*on) != "on");
        let whole = self.whole(head, self.word(day));
        match title.filter(|title| *title > day) {
            Some(title) => {
                let first = on.unwrap_or(day);
                self.errors.push(self.late_title(head.kind, [first, day, title], &whole));
                self.blanked[title] = true;
                self.put.push((first, Put::Token(title)));
            }
            None => self.errors.push(match wrong {
                Some(wrong) => not_on(self.word(wrong), self.span_of(wrong), &whole),
                None => no_on(self.span_of(day), head.kind, &whole),
            }),
        }
        if let Some(wrong) = wrong {
            self.blanked[wrong] = true;
        }
        if on.is_none() || wrong.is_some() {
            self.put.push((day, Put::Word("on ")));
        }
    }

    /// A first line as it is written.
    fn whole(&self, head: Head, day: &str) -> String {
        let title = head.parts.title.map(|title| self.word(title));
        head::line(head.kind, self.word(head.name), title, Some(day))
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

fn no_on(day: Span, kind: Kind, whole: &str) -> Diagnostic {
    let message = format!("the day of this {} lacks the word `on`", kind.keyword());
    Diagnostic::error("syntax", message, day, "`on` is missing here")
        .help(write(whole).unwrap_or("write `on` before the day".into()))
        .fix("write `on`", Safety::Safe, day.before(), "on ")
}

fn no_day(on: Span, kind: Kind, whole: &str) -> Diagnostic {
    let message = format!("the first line of this {} breaks off behind `on`", kind.keyword());
    Diagnostic::error("syntax", message, on, "the day is missing behind this")
        .help(write(whole).unwrap_or(format!("write the day as `{}`", head::A_DAY)))
}

/// Words that people write before a day, none of which is a slip of the finger.
const BEFORE_A_DAY: [&str; 6] = ["at", "date", "dated", "day", "from", "since"];

/// Whether a word before a day is meant as `on`: others may be a part of the name or of the title.
fn means_on(word: &str) -> bool {
    BEFORE_A_DAY.contains(&word) || nearest(word, ["on"]).is_some()
}

/// A word in the place of `on`.
fn not_on(word: &str, place: Span, whole: &str) -> Diagnostic {
    let message = format!("{} is not `on`", quoted(word));
    Diagnostic::error("syntax", message, place, "`on` belongs before the day")
        .help(write(whole).unwrap_or("write `on` before the day".into()))
        .fix("write `on`", Safety::Safe, place, "on")
}

/// What stands behind the name and is not understood.
fn not_understood(place: Span, kind: Kind, whole: &str) -> Diagnostic {
    let message = format!("the first line of this {} is not understood", kind.keyword());
    Diagnostic::error("syntax", message, place, "not understood")
        .help(write(whole).unwrap_or("write a name, a title in quotes and `{`".into()))
}
