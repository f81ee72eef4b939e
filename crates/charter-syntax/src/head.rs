//! What is said of the first line of an item, by whoever reads it.

use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::tree::Kind;

/// A day as it is written, where none was.
pub(crate) const A_DAY: &str = "2026-11-20";

/// A first line as it is written; of what took place with a day.
pub(crate) fn line(kind: Kind, name: &str, title: Option<&str>, day: Option<&str>) -> String {
    let title = title.map_or(String::new(), |title| format!(" {title}"));
    let day = kind.took_place().then(|| format!(" on {}", day.unwrap_or(A_DAY)));
    format!("{} {name}{title}{} {{", kind.keyword(), day.unwrap_or_default())
}

/// What to write, where that is short and can be shown.
pub(crate) fn write(line: &str) -> Option<String> {
    const MOST: usize = 80;
    let shown = line.chars().count() <= MOST && !line.contains(char::is_control);
    shown.then(|| format!("write `{line}`"))
}

/// An item to which nobody gave a name: the line as it is written with one.
pub(crate) fn no_name(kind: Kind, place: Span, label: &str, whole: &str) -> Diagnostic {
    let kind = kind.keyword();
    Diagnostic::error("syntax", format!("this {kind} has no name"), place, label)
        .help(write(whole).unwrap_or(format!("write a name behind `{kind}`")))
}

/// Whether a word has the shape of a day: four digits, two and two.
pub(crate) fn is_date(word: &str) -> bool {
    let fits = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    word.len() == A_DAY.len() && word.bytes().enumerate().all(fits)
}
