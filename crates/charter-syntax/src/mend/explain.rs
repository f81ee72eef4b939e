//! Why a line is not understood, in words.

use crate::diagnostic::{Diagnostic, Edit, Safety};
use crate::near::nearest;
use crate::span::Span;
use crate::tree::Kind;
use crate::words::{self, Form, quoted};

/// Where a line stands: in an item of a kind, or in the block of one of its clauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Item(Kind),
    Block(Kind, &'static str),
}

impl Place {
    /// The clauses that can stand there.
    pub(super) fn forms(self) -> Vec<Form> {
        match self {
            Place::Item(kind) => words::clauses(kind).collect(),
            Place::Block(_, keyword) => words::block_clauses(keyword).unwrap_or_default().to_vec(),
        }
    }

    /// How its clauses are called.
    fn name(self) -> &'static str {
        match self {
            Place::Item(kind) => kind.keyword(),
            Place::Block(_, keyword) => keyword,
        }
    }
}

/// A line that no clause explains: its words, its first, and how far it made sense.
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    /// Its first word.
    pub(super) first: Span,
    /// The word at which it stopped making sense; empty at the end of the line.
    pub(super) stop: Span,
    /// That word.
    pub(super) stop_word: &'t str,
    /// The whole line with a word put before that one, if it makes sense so.
    pub(super) with: &'t dyn Fn(&str) -> Option<String>,
}

/// The finding about a line, and the keyword that it was meant to have.
pub(super) fn explain(place: Place, line: &Line<'_>) -> (Diagnostic, Option<&'static str>) {
    let forms = place.forms();
    let first = words::first_word(line.text);
    match forms.iter().find(|(keyword, _)| *keyword == first) {
        Some(&(keyword, form)) => (bad_value(line, keyword, form), Some(keyword)),
        None => unknown_clause(place, line, first, &forms),
    }
}

/// Words that join two parts of a clause, and are forgotten.
const JOINTS: [&str; 14] = [
    "as",
    "at",
    "because",
    "by",
    "classified",
    "for",
    "from",
    "in",
    "of",
    "on",
    "shown",
    "to",
    "when",
    "within",
];

/// A line that lacks one word, and nothing else.
fn joined(line: &Line<'_>, keyword: &str, form: &str) -> Option<Diagnostic> {
    let mut ways = JOINTS.into_iter().filter_map(|joint| Some((joint, (line.with)(joint)?)));
    let (joint, whole) = ways.next()?;
    let known = plain_words(form).any(|word| word == joint);
    if !known || ways.next().is_some() {
        return None;
    }
    const MOST: usize = 80;
    // A blank stands behind each word of the line, before a comma too.
    let whole = whole.trim_end().replace(" ,", ",");
    let help = match whole.chars().count() <= MOST && !whole.contains('\n') {
        true => format!("write `{whole}`"),
        false => format!("write `{joint}` before {}", quoted(line.stop_word)),
    };
    let message = format!("`{keyword}` lacks the word `{joint}`");
    let place = Span { end: line.stop.start, ..line.stop };
    let error =
        Diagnostic::error("syntax", message, line.stop, format!("`{joint}` is missing here"));
    Some(error.help(help).fix(
        format!("write `{joint}`"),
        Safety::Unsafe,
        place,
        format!("{joint} "),
    ))
}

/// The keyword is right, what follows is not.
fn bad_value(line: &Line<'_>, keyword: &str, form: &str) -> Diagnostic {
    if line.stop_word.is_empty() {
        let message = if line.text.trim_end() == keyword {
            format!("`{keyword}` says nothing")
        } else {
            format!("`{keyword}` breaks off")
        };
        return Diagnostic::error("syntax", message, line.stop, "something is missing here")
            .help(write(form));
    }
    if let Some(error) = joined(line, keyword, form) {
        return error;
    }
    let word = line.stop_word;
    if word.starts_with('"') {
        let message = format!("`{keyword}` takes no text in quotes here");
        return Diagnostic::error("syntax", message, line.stop, "not expected here")
            .help(write(form));
    }
    let message = format!("`{keyword}` is not understood from {} on", quoted(word));
    let error = Diagnostic::error("syntax", message, line.stop, "not expected here");
    match nearest(word, plain_words(form)).filter(|near| *near != word) {
        Some(near) => error.help(format!("did you mean `{near}`?")).fix(
            format!("write `{near}`"),
            Safety::Safe,
            line.stop,
            near,
        ),
        None => error.help(write(form)),
    }
}

/// How a clause is written.
fn write(form: &str) -> String {
    let ways = words::ways(form);
    match form.split([' ', ',']).any(|word| word == "DATE") {
        true => format!("write {ways}, a date as `2026-11-20`"),
        false => format!("write {ways}"),
    }
}

/// The words of a form that are written as they stand.
fn plain_words(form: &str) -> impl Iterator<Item = &str> {
    form.split([' ', ',', '[', ']']).filter(|word| {
        word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
    })
}

/// `a launch`
fn with_article(word: &str) -> String {
    format!("{} {word}", words::article(word))
}

fn unknown_clause(
    place: Place,
    line: &Line<'_>,
    first: &str,
    forms: &[Form],
) -> (Diagnostic, Option<&'static str>) {
    let name = place.name();
    let article = words::article(name);
    let message = format!("{} is not a clause of {article} {name}", quoted(first));
    let error = Diagnostic::error("unknown-clause", message, line.first, "not known here");
    if let Some(near) = nearest(first, forms.iter().map(|form| form.0)) {
        let error = error.help(format!("did you mean `{near}`?")).fix(
            format!("write `{near}`"),
            Safety::Safe,
            line.first,
            near,
        );
        let keyword = forms.iter().map(|form| form.0).find(|keyword| *keyword == near);
        return (error, keyword);
    }
    let has = |kind: &Kind| words::clauses(*kind).any(|form| form.0 == first);
    let kinds: Vec<String> =
        Kind::ALL.into_iter().filter(has).map(|kind| with_article(kind.keyword())).collect();
    if let Some((last, rest)) = kinds.split_last() {
        let kinds = match rest {
            [] => last.clone(),
            _ => format!("{} or {last}", rest.join(", ")),
        };
        return (
            error
                .help(format!("{} belongs in {kinds}: move it there, or remove it", quoted(first))),
            None,
        );
    }
    let known: Vec<&str> = forms.iter().map(|form| form.0).collect();
    (error.help(format!("{article} {name} has {}", words::list_and(&known))), None)
}

/// A text that is not closed.
pub(super) fn unclosed_text(span: Span, quote: &'static str) -> Diagnostic {
    Diagnostic::error("syntax", "this text is not closed", span, "it begins here and never ends")
        .help(format!("close it with `{quote}`"))
        .fix(format!("close it with `{quote}`"), Safety::Safe, span.after(), quote)
}

/// A block or an item that is not closed.
pub(super) fn unclosed_block(open: Span, what: &str, after: Span) -> Diagnostic {
    Diagnostic::error("syntax", format!("this {what} is not closed"), open, "opened here")
        .also(after, "`}` belongs here")
        .help("close it with `}` on a line of its own")
}

/// A block that is not opened, or opened on the line below.
pub(super) fn unopened(after: Span, what: &str, below: Option<Span>) -> Diagnostic {
    let message = format!("this {what} has no `{{`");
    let error = Diagnostic::error("syntax", message, after, "`{` belongs here");
    let put = Edit { span: after.after(), text: " {".into() };
    match below {
        Some(below) => {
            let edits = vec![put, Edit { span: below, text: String::new() }];
            error
                .also(below, "not on a line of its own")
                .help("open it with `{` at the end of the line")
                .fix_all("move `{` up", Safety::Safe, edits)
        }
        None => error.help("open it with `{` at the end of the line").fix_all(
            "write `{`",
            Safety::Safe,
            vec![put],
        ),
    }
}

/// A brace with nothing before it.
pub(super) fn lone_open(span: Span) -> Diagnostic {
    Diagnostic::error("syntax", "`{` opens nothing", span, "no clause stands before it")
        .help("remove it, and what it holds if that is no clause")
}

/// A brace that closes nothing.
pub(super) fn stray_close(span: Span) -> Diagnostic {
    Diagnostic::error("syntax", "`}` closes nothing", span, "nothing is open here")
        .help("remove it")
        .fix("remove `}`", Safety::Unsafe, span, "")
}

/// A brace that opens nothing.
pub(super) fn stray_open(span: Span, keyword: &str) -> Diagnostic {
    Diagnostic::error(
        "syntax",
        format!("{} takes no block", quoted(keyword)),
        span,
        "`{` does not belong here",
    )
    .help("remove it")
    .fix("remove `{`", Safety::Unsafe, span, "")
}

/// A comma with nothing behind it.
pub(super) fn dangling_comma(span: Span) -> Diagnostic {
    Diagnostic::error("syntax", "a list ends with a comma", span, "nothing follows")
        .help("remove the comma, or go on with the list")
        .fix("remove the comma", Safety::Safe, span, "")
}

/// The first line of an item is not understood.
pub(super) fn bad_header(span: Span, kind: Kind) -> Diagnostic {
    let word = kind.keyword();
    let message = format!("the first line of this {word} is not understood");
    Diagnostic::error("syntax", message, span, "not understood")
        .help(format!("write `{word} a-name \"A title\" {{`"))
}

/// Something at the top that is no item.
pub(super) fn no_item(span: Span, word: &str) -> Diagnostic {
    let message = format!("{} does not begin anything", quoted(word));
    let error = Diagnostic::error("syntax", message, span, "no kind of item");
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.keyword()).collect();
    match nearest(word, kinds.iter().copied()) {
        Some(near) => error.help(format!("did you mean `{near}`?")).fix(
            format!("write `{near}`"),
            Safety::Safe,
            span,
            near,
        ),
        None => error.help(format!("an item begins with {}", words::list_or(&kinds))),
    }
}

/// Blocks within blocks within blocks.
pub(super) fn too_deep(span: Span) -> Diagnostic {
    let message = format!("more than {} `{{` stand within each other", crate::MAX_DEPTH);
    Diagnostic::error("encoding", message, span, "not read from here on")
        .help("remove what was pasted by mistake: a charter has at most one `{` within another")
}

/// A list that goes on and on.
pub(super) fn long_list(keyword: Span) -> Diagnostic {
    let message = format!("this clause lists more than {} things", crate::MAX_LIST);
    Diagnostic::error("encoding", message, keyword, "not read")
        .help("a list that long is a slip: remove what was pasted twice, or make a group of it")
}

/// More mistakes than anybody reads at once.
pub(super) fn too_many(span: Span) -> Diagnostic {
    let message = "this item has too many mistakes: the rest of it is not read";
    Diagnostic::error("syntax", message, span, "not read from here on")
        .help("mend what is above, and check again")
}
