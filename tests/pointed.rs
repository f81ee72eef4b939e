//! What charter says where somebody points: `$0` in a case marks the cursor.

use charter::ide::{self, Ask, Block, Page, Part, Shows};
use charter::{Session, SourceId, Span};

use crate::say::Case;

/// A case without its cursor, as a session has it.
pub struct Pointed {
    /// Everything that is known.
    pub session: Session,
    /// The text itself.
    pub source: SourceId,
    /// Where the cursor is; at the beginning where a case has none.
    pub byte: u32,
}

impl Pointed {
    /// A case, its cursor taken out.
    pub fn new(case: &Case) -> Pointed {
        let byte = case.text.find("$0");
        let mut case = case.clone();
        case.text = case.text.replacen("$0", "", 1);
        let mut session = Session::new(case.sources(), case.config(), case.day);
        let source = session.sources().find("case.charter").expect("the case is there");
        session.look(source);
        Pointed { session, source, byte: byte.unwrap_or_default() as u32 }
    }

    /// What is asked.
    pub fn ask(&self) -> Ask<'_> {
        Ask {
            model: self.session.model(),
            text: self.text(),
            source: self.source,
            byte: self.byte,
            day: self.session.day(),
        }
    }

    /// The text, without a cursor.
    pub fn text(&self) -> &str {
        &self.session.sources().get(self.source).text
    }

    /// What can stand at the cursor.
    pub fn completions(&self, by_blank: bool) -> ide::Completions {
        ide::completions(self.ask(), self.session.findings(self.source), by_blank)
    }
}

/// `hover`: the words that it is about, and what is said of them.
pub fn hover(case: &Case) -> String {
    let pointed = Pointed::new(case);
    let Some(found) = ide::hover(pointed.ask()) else { return "nothing\n".into() };
    let about = &pointed.text()[found.span.range()];
    format!("[{}]\n{}", about.lines().next().unwrap_or_default(), page(&found.page))
}

/// `hints`: each line that has one, with its hints in their places.
pub fn hints(case: &Case) -> String {
    let pointed = Pointed::new(case);
    let text = pointed.text();
    let range = Span::new(pointed.source, pointed.byte, text.len() as u32);
    let found = ide::hints(pointed.session.model(), text, range, pointed.session.day());
    let line = |hint: ide::Hint| {
        let at = hint.at as usize;
        let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        format!("{} ⟨{}⟩{}\n", text[start..at].trim_start(), hint.words, &text[at..end])
    };
    found.into_iter().map(line).collect()
}

/// `lenses`: what each says, what it can show, and what is told where no lens is shown.
pub fn lenses(case: &Case) -> String {
    let pointed = Pointed::new(case);
    let model = pointed.session.model();
    let place = |span: &Span| {
        let path = pointed.session.sources().path(span.source);
        let text = &pointed.session.sources().get(span.source).text;
        let line = text[..span.start as usize].matches('\n').count() + 1;
        format!("{path}:{line} {}", &text[span.range()])
    };
    let line = |lens: ide::Lens| {
        let shows = match &lens.shows {
            Shows::Preview => "its calendar".into(),
            Shows::Places(places) => places.iter().map(place).collect::<Vec<_>>().join(", "),
            Shows::Place(span) => place(span),
        };
        let told = ide::told(model, &lens, case.day).replace('\n', "\n    ");
        format!("{}: {} → {shows}\n    {told}\n", &pointed.text()[lens.span.range()], lens.words)
    };
    let found = ide::document_lenses(model, pointed.source, case.day);
    found.into_iter().map(line).collect()
}

/// `preview`: the page of the item at the cursor.
pub fn preview(case: &Case) -> String {
    let pointed = Pointed::new(case);
    let ask = pointed.ask();
    let found = ide::place(ask.model, ask.source, ask.byte).item;
    let found = found.and_then(|item| ide::preview(item, ask.day));
    found.map_or("nothing\n".into(), |it| page(&it))
}

/// `completion`: what can stand at the cursor, the first ones.
pub fn completion(case: &Case) -> String {
    const SHOWN: usize = 12;
    let pointed = Pointed::new(case);
    let found = pointed.completions(false);
    let word = &pointed.text()[found.span.range()];
    let mut out = if word.is_empty() { String::new() } else { format!("[{word}]\n") };
    for it in found.list.iter().take(SHOWN) {
        let detail =
            if it.detail.is_empty() { String::new() } else { format!("  · {}", it.detail) };
        let insert: String = it.insert.iter().map(part).collect();
        let insert =
            if insert.trim_end() == it.label { String::new() } else { format!("  → {insert}") };
        out.push_str(&format!("{}{detail}{insert}\n", it.label));
    }
    match found.list.len().saturating_sub(SHOWN) {
        0 if found.list.is_empty() => out.push_str("nothing\n"),
        0 => {}
        more => out.push_str(&format!(
            "and {more} more{}\n",
            if found.is_all { "" } else { " and others" }
        )),
    }
    let quiet = pointed.completions(true).list.is_empty() && !found.list.is_empty();
    if quiet { format!("{out}(only if asked)\n") } else { out }
}

fn part(part: &Part) -> String {
    match part {
        Part::Text(text) => text.clone(),
        Part::Gap(gap) => format!("‹{gap}›"),
    }
}

/// A page as plain lines.
fn page(page: &Page) -> String {
    let block = |block: &Block| match block {
        Block::Title(words) => format!("= {words}\n"),
        Block::Heading(words) => format!("== {words}\n"),
        Block::Words(words) => format!("{words}\n"),
        Block::Fact(about, words) => format!("{about}: {words}\n"),
        Block::Point(words) => format!("- {words}\n"),
        Block::Code(lines) => lines.lines().map(|line| format!("    {line}\n")).collect(),
        Block::Markdown(text) => format!("{text}\n"),
    };
    page.blocks.iter().map(block).collect()
}
