//! Why what follows a keyword is not understood, in words.

use super::explain::Line;
use crate::diagnostic::{Diagnostic, Edit, Safety};
use crate::near::nearest;
use crate::words::{self, quoted};

/// A longer line was not meant to be one: what was forgotten in it is not tried out, since each
/// try reads all of it.
pub(super) const LONG: usize = 4096;

/// The keyword is right, what follows is not.
pub(super) fn explain(line: &Line<'_>, keyword: &str, form: &str) -> Diagnostic {
    match line.stop_word {
        "" => return breaks_off(line, keyword, form),
        "," => return no_list(line, keyword, form),
        _ => {}
    }
    let ways = [begins_with_joint, joined, unquoted];
    let is_tried = line.text.len() <= LONG;
    if let Some(error) = ways.iter().filter(|_| is_tried).find_map(|way| way(line, keyword, form)) {
        return error;
    }
    let word = line.stop_word;
    if word.starts_with('"') {
        let message = format!("`{keyword}` takes no text in quotes here");
        return Diagnostic::error("syntax", message, line.stop, "not expected here")
            .help(write(form));
    }
    if line.before.is_empty() {
        let message = format!("`{keyword}` is not written like this");
        return Diagnostic::error("syntax", message, line.first, "not understood")
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

/// The line ends too soon.
fn breaks_off(line: &Line<'_>, keyword: &str, form: &str) -> Diagnostic {
    let message = if line.text.trim_end() == keyword {
        format!("`{keyword}` says nothing")
    } else {
        format!("`{keyword}` breaks off")
    };
    Diagnostic::error("syntax", message, line.stop, "something is missing here").help(write(form))
}

/// A comma where no list can go on.
fn no_list(line: &Line<'_>, keyword: &str, form: &str) -> Diagnostic {
    if line.before.trim_end().ends_with(',') {
        let error = Diagnostic::error(
            "syntax",
            "a list has two commas in a row",
            line.stop,
            "one too many",
        );
        return error.help("remove it, or write what was meant between them").fix(
            "remove the comma",
            Safety::Safe,
            line.stop,
            "",
        );
    }
    let message = format!("`{keyword}` takes no list here");
    Diagnostic::error("syntax", message, line.stop, "not expected here").help(write(form))
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
    // Nothing is called like a number: `deferred until 2026-12-01` does not lack an `of`.
    let of_number = joint == "of" && line.stop_word.starts_with(|c: char| c.is_ascii_digit());
    if !known || of_number || ways.next().is_some() {
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
    let error =
        Diagnostic::error("syntax", message, line.stop, format!("`{joint}` is missing here"));
    Some(error.help(help).fix(
        format!("write `{joint}`"),
        Safety::Unsafe,
        line.stop.before(),
        format!("{joint} "),
    ))
}

/// A line that begins with a word that joins two parts: the first is not there.
fn begins_with_joint(line: &Line<'_>, keyword: &str, form: &str) -> Option<Diagnostic> {
    let joint = line.before.strip_prefix(keyword)?.trim();
    let joins = JOINTS.contains(&joint) && plain_words(form).any(|word| word == joint);
    let may_begin = form.split(" | ").any(|way| way.split(' ').nth(1) == Some(joint));
    if !joins || may_begin {
        return None;
    }
    let message = format!("`{keyword}` says nothing before `{joint}`");
    let place = line.first.after();
    Some(Diagnostic::error("syntax", message, place, "something is missing here").help(write(form)))
}

/// Prose that stands without its quotes up to the end of the line.
fn unquoted(line: &Line<'_>, keyword: &str, form: &str) -> Option<Diagnostic> {
    let because = line.before.trim_end().ends_with(" because");
    let (word, from) =
        if because { ("because", line.before.len()) } else { (keyword, keyword.len() + 1) };
    // With a quote in it, nobody knows where the text was meant to begin or to end.
    let prose = line.text.get(from..).filter(|prose| !prose.contains('"'))?;
    let is_clause = |word: &str| plain_words(form).any(|known| known == word);
    if !because && prose.split(' ').any(is_clause) {
        return None;
    }
    let place = (line.in_quotes)(from)?;
    let one_way = because || !form.contains(" | ");
    let edits = [place.before(), place.after()];
    let edits = edits.map(|span| Edit { span, text: "\"".into() }).into();
    let message = format!("`{word}` is followed by text in quotes");
    Some(
        Diagnostic::error("syntax", message, place, "not in quotes")
            .help(format!("write `{word} \"…\"`"))
            .fix_all(
                "put it in quotes",
                if one_way { Safety::Safe } else { Safety::Unsafe },
                edits,
            ),
    )
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
