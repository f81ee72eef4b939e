//! What an editor is answered about names and places, as lines that a person can read.
//!
//! `$0` marks the cursor. What a question needs besides stands in a comment of the text: the new
//! name behind `# to `, the words of a search behind `# find `.

use charter::ide::{self, Call, LinkTarget, Outline, Place, Semantic, Subject, Usage};
use charter::{Edit, Model, SourceId, Sources, Span};

use crate::say::Case;

/// A case as it is asked about.
struct Asked {
    sources: Sources,
    model: Model,
    source: SourceId,
    byte: u32,
}

impl Asked {
    fn read(case: &Case) -> Asked {
        let byte = case.text.find("$0").unwrap_or_default() as u32;
        let case = Case { text: case.text.replacen("$0", "", 1), ..case.clone() };
        let (sources, analysis, _) = case.analyze();
        let source = sources.find("case.charter").expect("the text of the case");
        Asked { sources, model: analysis.model, source, byte }
    }

    fn place(&self) -> Place<'_> {
        ide::place(&self.model, self.source, self.byte)
    }

    fn text(&self) -> &str {
        &self.sources.get(self.source).text
    }

    /// The rest of a line of the text that begins so.
    fn said(&self, before: &str) -> &str {
        let mut lines = self.text().lines();
        lines.find_map(|line| line.strip_prefix(before)).unwrap_or_default()
    }

    /// `case.charter 3:12 "vp-product"`
    fn at(&self, span: Span) -> String {
        let path = self.sources.path(span.source);
        format!("{path} {} {}", self.line(span), shown(self.sources.text(span)))
    }

    /// `3:12`
    fn line(&self, span: Span) -> String {
        let before = &self.sources.get(span.source).text[..span.start as usize];
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before[line..].chars().count() + 1;
        format!("{}:{column}", before.matches('\n').count() + 1)
    }
}

/// A text on one line, its middle left out where it is long.
fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let text = text.replace('\n', "⏎");
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= MOST {
        return format!("\"{text}\"");
    }
    let (head, tail) = (&letters[..MOST / 2], &letters[letters.len() - MOST / 3..]);
    format!("\"{} … {}\"", String::from_iter(head), String::from_iter(tail))
}

fn lines(lines: impl IntoIterator<Item = String>) -> String {
    lines.into_iter().map(|line| line + "\n").collect()
}

/// `definition`: where the name is declared.
pub fn definition(case: &Case) -> String {
    let asked = Asked::read(case);
    match ide::definition(&asked.place()) {
        None => "nothing\n".into(),
        Some(found) => lines([
            format!("of {}", asked.at(found.origin)),
            format!("is {}", asked.at(found.name)),
            format!("in {}", asked.at(found.whole)),
        ]),
    }
}

/// `references`: every place where it is named, in the whole workspace; and what of it is shown
/// in the text itself.
pub fn references(case: &Case) -> String {
    let asked = Asked::read(case);
    let Some(subject) = Subject::at(&asked.place()) else { return "nothing\n".into() };
    let told = |found: &ide::Found| {
        let how = match found.usage {
            Usage::Declares => "declares",
            Usage::Formerly => "formerly",
            Usage::Refers => "refers",
        };
        format!("{how} {}", asked.at(found.name.span))
    };
    let all = ide::references(&asked.model, &subject);
    let here = ide::references_in(&asked.model, &subject, asked.source);
    let own: Vec<_> =
        all.iter().filter(|it| it.name.span.source == asked.source).copied().collect();
    assert_eq!(
        here, own,
        "what is found in one text is what is found in all, as far as it is there"
    );
    lines(all.iter().map(told))
}

/// `outline`: what the text declares.
pub fn outline(case: &Case) -> String {
    let asked = Asked::read(case);
    let mut out = String::new();
    for entry in ide::outline(&asked.model, asked.source, asked.text()) {
        entry_of(&asked, &entry, 0, &mut out);
    }
    out
}

fn entry_of(asked: &Asked, entry: &Outline, depth: usize, out: &mut String) {
    let retired = if entry.is_retired { ", retired" } else { "" };
    let (kind, name) = (format!("{:?}", entry.kind), &entry.name);
    let (from, to) = (asked.line(entry.whole), asked.line(entry.whole.after()));
    let at = asked.line(entry.at);
    out.push_str(&format!(
        "{}{name} [{}]{retired}: {kind} {from} to {to}, at {at}\n",
        "  ".repeat(depth),
        entry.detail
    ));
    entry.children.iter().for_each(|child| entry_of(asked, child, depth + 1, out));
}

/// `symbols`: what a search finds.
pub fn symbols(case: &Case) -> String {
    let asked = Asked::read(case);
    let found = ide::search(&asked.model, asked.said("# find "), 12);
    lines(found.into_iter().map(|item| {
        let path = || asked.sources.path(item.id().source).to_owned();
        let container = ide::belongs(item).unwrap_or_else(path);
        format!("{} {} ({container})", item.kind().keyword(), item.name())
    }))
}

/// `calls`: where it goes from the name at the cursor, and what comes there.
pub fn calls(case: &Case) -> String {
    let asked = Asked::read(case);
    let Some(item) = ide::caller(&asked.place()) else { return "nothing\n".into() };
    let told = |way: &str, call: Call<'_>| {
        let names: Vec<String> = call.at.iter().map(|span| asked.at(*span)).collect();
        format!("{way} {} {}: {}", call.item.kind().keyword(), call.item.name(), names.join(", "))
    };
    let own = format!("{} {}: {}", item.kind().keyword(), item.name(), ide::detail(item));
    let outgoing = ide::outgoing(item).into_iter().map(|call| told("to", call));
    let incoming = ide::incoming(item).into_iter().map(|call| told("from", call));
    lines([own].into_iter().chain(outgoing).chain(incoming))
}

/// `rename`: what the name at the cursor is, and what changes with it; or why it stays.
pub fn rename(case: &Case) -> String {
    let asked = Asked::read(case);
    let found = match ide::prepare(&asked.place(), &asked.sources) {
        Ok(found) => found,
        Err(refusal) => return format!("refused: {refusal}\n"),
    };
    let own = format!("`{}` at {}", found.name, asked.at(found.span));
    let new = asked.said("# to ");
    let rename = match ide::rename(&asked.place(), &asked.sources, new) {
        Ok(rename) => rename,
        Err(refusal) => return lines([own, format!("refused: {refusal}")]),
    };
    let edit = |edit: &Edit| format!("{} → {}", asked.at(edit.span), shown(&edit.text));
    let edits: Vec<String> = rename.edits.iter().map(edit).collect();
    let file = rename.file.map(|(source, path)| format!("{} → {path}", asked.sources.path(source)));
    lines([own].into_iter().chain(edits).chain(file))
}

/// `folding`: what can be folded away.
pub fn folding(case: &Case) -> String {
    let asked = Asked::read(case);
    let folds = ide::folds(asked.source, asked.text()).into_iter();
    lines(folds.map(|fold| {
        let (from, to) = (asked.line(fold.span), asked.line(fold.span.after()));
        format!("{:?} {from} to {to}", fold.kind)
    }))
}

/// `selection`: what is selected as a selection grows.
pub fn selection(case: &Case) -> String {
    let asked = Asked::read(case);
    let spans = ide::selections(&asked.model, asked.source, asked.text(), asked.byte);
    lines(
        spans
            .into_iter()
            .map(|span| format!("{} {}", asked.line(span), shown(asked.sources.text(span)))),
    )
}

/// `links`: what leads elsewhere.
pub fn links(case: &Case) -> String {
    let asked = Asked::read(case);
    let links = ide::links(&asked.model, &asked.sources, asked.source).into_iter();
    lines(links.map(|link| {
        let target = match link.target {
            LinkTarget::Address(address) => address,
            LinkTarget::Path(path) => format!("the file {path}"),
        };
        format!("{} to {target}", asked.at(link.span))
    }))
}

/// `tokens`: what each word is.
pub fn tokens(case: &Case) -> String {
    let asked = Asked::read(case);
    let all = 0..asked.text().len() as u32;
    let words = ide::semantics(&asked.model, asked.source, asked.text(), all);
    lines(words.into_iter().map(|word| {
        let Semantic { span, kind, declares, is_retired, is_standard } = word;
        let signs = [(declares, " declares"), (is_retired, " retired"), (is_standard, " standard")];
        let signs: String = signs.into_iter().filter(|(is, _)| *is).map(|(_, sign)| sign).collect();
        format!("{} {} {kind:?}{signs}", asked.line(span), shown(asked.sources.text(span)))
    }))
}
