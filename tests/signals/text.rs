//! Charters read a second way: as lines of words. It understands well-formed texts alone.

use super::days::{self, Day};

/// An item as its words.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) title: Option<String>,
    pub(crate) on: Option<Day>,
    /// Each clause as its words; quoted texts are a `"` and nothing more.
    pub(crate) clauses: Vec<Vec<String>>,
}

impl Item {
    /// The clauses with a keyword, without it.
    pub(crate) fn every<'a>(&'a self, keyword: &'a str) -> impl Iterator<Item = &'a [String]> {
        let own = self.clauses.iter().filter(move |words| words[0] == keyword);
        own.map(|words| &words[1..])
    }

    pub(crate) fn has(&self, keyword: &str) -> bool {
        self.every(keyword).next().is_some()
    }

    /// The first word of the first clause with a keyword.
    pub(crate) fn word(&self, keyword: &str) -> Option<&str> {
        self.clauses.iter().find(|words| words[0] == keyword).map(|words| words[1].as_str())
    }

    /// The first date of the first clause with a keyword.
    pub(crate) fn date(&self, keyword: &str) -> Option<Day> {
        self.word(keyword).map(days::read)
    }
}

/// The items of a text, in their order.
pub(crate) fn items(text: &str) -> Vec<Item> {
    let (plain, texts) = without_prose(text);
    let mut items: Vec<Item> = Vec::new();
    let mut clause: Vec<String> = Vec::new();
    let mut depth = 0;
    for line in plain.lines() {
        let spaced = line.replace(',', " , ").replace('{', " { ").replace('}', " } ");
        let words: Vec<String> = spaced.split_whitespace().map(str::to_owned).collect();
        let Some(last) = words.last().cloned() else { continue };
        if !line.starts_with(' ') && !line.starts_with('}') {
            items.push(head(&words, &texts));
            continue;
        }
        if line.starts_with('}') {
            continue;
        }
        for word in words {
            depth += i32::from(word == "{") - i32::from(word == "}");
            clause.push(if word.starts_with('"') { "\"".into() } else { word });
        }
        if depth == 0 && last != "," {
            clause.retain(|word| !["{", "}", ","].contains(&word.as_str()));
            let item = items.last_mut().expect("a clause stands in an item");
            item.clauses.push(std::mem::take(&mut clause));
        }
    }
    items
}

fn head(words: &[String], texts: &[String]) -> Item {
    let title = words.iter().find_map(|word| word.strip_prefix('"'));
    let title = title.map(|number| texts[number.parse::<usize>().expect("a number")].clone());
    let on = words.iter().position(|word| word == "on").map(|at| days::read(&words[at + 1]));
    Item { kind: words[0].clone(), name: words[1].clone(), title, on, clauses: Vec::new() }
}

/// The text without comments and with a number in place of each quoted text.
fn without_prose(text: &str) -> (String, Vec<String>) {
    let (mut plain, mut texts, mut rest) = (String::new(), Vec::new(), text);
    while let Some(at) = rest.find(['"', '#']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('#') {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
            continue;
        }
        let quotes = if rest.starts_with("\"\"\"") { "\"\"\"" } else { "\"" };
        rest = &rest[quotes.len()..];
        let mut end = 0;
        while !rest[end..].starts_with(quotes) {
            end += if rest[end..].starts_with('\\') { 2 } else { char_at(rest, end).len_utf8() };
        }
        plain.push_str(&format!(" \"{} ", texts.len()));
        texts.push(rest[..end].replace("\\\"", "\"").replace("\\\\", "\\"));
        rest = &rest[end + quotes.len()..];
    }
    (plain + rest, texts)
}

fn char_at(text: &str, at: usize) -> char {
    text[at..].chars().next().expect("a quote that is closed")
}
