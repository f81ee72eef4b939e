//! Why a line is not understood, in words.

use super::value;
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
    /// What made sense.
    pub(super) before: &'t str,
    /// The word at which it stopped making sense; empty at the end of the line.
    pub(super) stop: Span,
    /// That word.
    pub(super) stop_word: &'t str,
    /// The whole line with a word put before that one, if it makes sense so.
    pub(super) with: &'t dyn Fn(&str) -> Option<String>,
    /// Where the line stands from a byte of it on, if it makes sense with all that in quotes.
    pub(super) in_quotes: &'t dyn Fn(usize) -> Option<Span>,
}

/// The finding about a line, and the keyword that it was meant to have.
pub(super) fn explain(place: Place, line: &Line<'_>) -> (Diagnostic, Option<&'static str>) {
    let forms = place.forms();
    let first = words::first_word(line.text);
    match forms.iter().find(|(keyword, _)| *keyword == first) {
        Some(&(keyword, form)) => (value::explain(line, keyword, form), Some(keyword)),
        None => unknown_clause(place, line, first, &forms),
    }
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

/// A block of a clause that has one elsewhere, and not in this kind.
pub(super) fn stray_block(
    place: Place,
    keyword: &str,
    open: Span,
    block: Option<Span>,
) -> Diagnostic {
    let name = place.name();
    let message = format!("`{keyword}` takes no block in {} {name}", words::article(name));
    let forms = place.forms();
    let form = forms.iter().find(|form| form.0 == keyword).map_or(keyword, |form| form.1);
    let ways = words::ways(form);
    let help = match keyword {
        "trigger" => format!("write {ways} alone: the rest stands where the trigger is declared"),
        _ => format!("write {ways} alone"),
    };
    let error =
        Diagnostic::error("syntax", message, open, "this block does not belong here").help(help);
    match block {
        Some(block) => error.fix("remove the block", Safety::Unsafe, block, ""),
        None => error,
    }
}

/// Clauses that begin on the line of another: the first of them, and all their keywords.
pub(super) fn several(first: Span, keywords: &[&str], breaks: Vec<Edit>) -> Diagnostic {
    let message = format!("{} begins a clause of its own", quoted(keywords[0]));
    Diagnostic::error("syntax", message, first, "not on the line of another")
        .help(format!("begin a new line before {}", words::list_and(keywords)))
        .fix_all("begin a new line", Safety::Safe, breaks)
}

/// A comma with nothing behind it.
pub(super) fn dangling_comma(span: Span) -> Diagnostic {
    Diagnostic::error("syntax", "a list ends with a comma", span, "nothing follows")
        .help("remove the comma, or go on with the list")
        .fix("remove the comma", Safety::Safe, span, "")
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
