//! Tables of TOML, read with their places, and our words for what is wrong with them.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::Error;
use crate::nearest;

/// A value and where it stands.
pub(super) type Value<'a> = Spanned<DeValue<'a>>;
/// A key and where it stands.
pub(super) type Key<'a> = Spanned<DeString<'a>>;

/// Reads a whole text.
pub(super) fn root(text: &str) -> Result<DeTable<'_>, Error> {
    let table = DeTable::parse(text).map_err(|error| Error {
        message: format!("`charter.toml` is not TOML: {}", error.message().replace('\n', ", ")),
        span: error.span().unwrap_or(0..0),
        label: "not understood from here".into(),
        help: None,
    })?;
    Ok(table.into_inner())
}

/// The entries of a table in the order of the text.
pub(super) fn entries<'t, 'a>(table: &'t DeTable<'a>) -> Vec<(&'t Key<'a>, &'t Value<'a>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

/// An error at a place.
pub(super) fn error(message: impl Into<String>, span: Range<usize>, label: &str) -> Error {
    Error { message: message.into(), span, label: label.into(), help: None }
}

impl Error {
    pub(super) fn help(mut self, help: impl Into<String>) -> Error {
        self.help = Some(help.into());
        self
    }

    /// Says which of these was probably meant, else which there are.
    pub(super) fn suggest(self, word: &str, among: &[&str]) -> Error {
        match nearest(word, among.iter().copied()) {
            Some(meant) => self.help(format!("did you mean `{meant}`?")),
            None if among.is_empty() || among.len() > 12 => self,
            None => self.help(format!("there is {}", list(among))),
        }
    }
}

/// `a`, `b` and `c`
pub(super) fn list(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

/// A key that is none of those that may stand here.
pub(super) fn unknown(key: &Key<'_>, place: &str, among: &[&str]) -> Error {
    let word = key.get_ref();
    error(format!("{place} has no `{word}`"), key.span(), "not known here").suggest(word, among)
}

/// The text of a value.
pub(super) fn text<'t>(key: &str, value: &'t Value<'_>) -> Result<&'t str, Error> {
    value.get_ref().as_str().ok_or_else(|| mistaken(key, "a text in quotes", value))
}

/// The table of a value.
pub(super) fn table<'t, 'a>(key: &str, value: &'t Value<'a>) -> Result<&'t DeTable<'a>, Error> {
    value.get_ref().as_table().ok_or_else(|| mistaken(key, "a table", value))
}

/// The texts of a value, each with its place.
pub(super) fn texts<'t>(
    key: &str,
    value: &'t Value<'_>,
) -> Result<Vec<(&'t str, Range<usize>)>, Error> {
    let wanted = "a list of texts, such as [\"a\", \"b\"]";
    let array = value.get_ref().as_array().ok_or_else(|| mistaken(key, wanted, value))?;
    let each = array.iter().map(|item| Ok((text(key, item)?, item.span())));
    each.collect()
}

/// The number of a value.
pub(super) fn number(key: &str, value: &Value<'_>) -> Result<u32, Error> {
    let integer = value.get_ref().as_integer();
    let parsed = integer.and_then(|it| u32::from_str_radix(it.as_str(), it.radix()).ok());
    parsed.ok_or_else(|| mistaken(key, "a whole number, zero or more", value))
}

/// A value of the wrong kind.
pub(super) fn mistaken(key: &str, wanted: &str, value: &Value<'_>) -> Error {
    error(format!("`{key}` takes {wanted}"), value.span(), kind(value.get_ref()))
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
