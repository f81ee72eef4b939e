//! What can stand here.
//!
//! Where a text is half written the tree says little, so it is the text that is asked: which
//! item the cursor is in, which clause, and which words stand before it ([`cursor`]). The form
//! of that clause ([`clauses`]) then says what may come next ([`form`]), and the rest is to
//! find names, phrases and values that fit and to put the likeliest first.

mod cadence;
mod clauses;
mod cursor;
mod form;
mod history;
mod keywords;
mod names;
mod skeleton;
mod values;

use super::ask::Ask;
use crate::tree::Kind;
use crate::{Diagnostic, Span};

use cursor::Cursor;
use form::{Atom, Next, Slot};

/// No list is longer: nobody reads on.
const MOST: usize = 100;

/// What can stand somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completions {
    /// The word that each of them takes the place of.
    pub span: Span,
    /// The likeliest first.
    pub list: Vec<Completion>,
    /// Whether that is everything: where it is not, it is worth asking again when more is typed.
    pub is_all: bool,
}

/// Something that can stand somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is shown, and what is typed to find it.
    pub label: String,
    /// What it is.
    pub sort: Sort,
    /// What is said beside it, in a few words.
    pub detail: String,
    /// What is said about it, as Markdown of the program's own.
    pub about: &'static str,
    /// What is put in, with gaps to be filled.
    pub insert: Vec<Part>,
    /// What is put in where gaps cannot be.
    pub plain: String,
}

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A whole item to start from.
    Skeleton,
    /// A word of the language.
    Keyword,
    /// The name of an item.
    Name(Kind),
    /// When a charter meets.
    Phrase,
    /// A word from a short list.
    Choice,
    /// A date, a time, a length, a zone.
    Value,
    /// The id of a rule.
    Rule,
    /// A question.
    Question,
    /// A trigger, by a dotted name.
    Trigger,
}

/// A piece of what is put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// As it is.
    Text(String),
    /// To be filled in, and what stands there until then.
    Gap(String),
}

impl Completion {
    /// What is put in as it is shown.
    fn plain(label: impl Into<String>, sort: Sort, detail: impl Into<String>) -> Completion {
        let label = label.into();
        Completion {
            sort,
            detail: detail.into(),
            about: "",
            insert: vec![Part::Text(label.clone())],
            plain: label.clone(),
            label,
        }
    }
}

/// What can stand at a byte. `found` is what is said of this source; `by_blank` says that nobody
/// asked: a blank was typed, and only what has to come next is worth showing.
pub fn completions(ask: Ask<'_>, found: &[Diagnostic], by_blank: bool) -> Completions {
    let list = cursor::cursor(ask).map(|cursor| list(ask, &cursor, found, by_blank));
    let mut list = list.unwrap_or_default();
    // A word that is typed is not offered again: the end of the line would take it once more.
    let span = ask.word();
    if ask.byte == span.end {
        list.retain(|it| it.plain.trim_end() != &ask.text[span.range()]);
    }
    let is_all = list.len() <= MOST;
    list.truncate(MOST);
    Completions { span, list, is_all }
}

fn list(
    ask: Ask<'_>,
    cursor: &Cursor<'_>,
    found: &[Diagnostic],
    by_blank: bool,
) -> Vec<Completion> {
    let Some(keyword) = cursor.words.first() else {
        return if by_blank { Vec::new() } else { beginnings(ask, cursor) };
    };
    let Some(next) = clauses::next(cursor, keyword) else { return Vec::new() };
    if by_blank && next.ends {
        return Vec::new();
    }
    let filling = Filling { ask, cursor, found };
    let mut list = filling.phrases();
    list.extend(filling.slots(&next));
    list.extend(filling.words(&next));
    list
}

/// What a statement can begin with.
fn beginnings(ask: Ask<'_>, cursor: &Cursor<'_>) -> Vec<Completion> {
    let mut list = Vec::new();
    if cursor.kind.is_none() || cursor.may_begin_item {
        list.extend(skeleton::all(ask, cursor.typed));
    }
    list.extend(keywords::all(ask, cursor));
    list.retain(|it| fits(&it.label, cursor.typed));
    list
}

/// Whether a word may be meant by what is typed of it: its letters in order, from the first of
/// the word or of one of its parts on, so that who types `cp` finds `counterparties`.
fn fits(word: &str, typed: &str) -> bool {
    let typed: Vec<char> = typed.chars().flat_map(char::to_lowercase).collect();
    let Some(first) = typed.first() else { return true };
    let word = word.to_lowercase();
    let begins = |(at, c): &(usize, char)| {
        c == first && (*at == 0 || !word[..*at].ends_with(char::is_alphanumeric))
    };
    let mut starts = word.char_indices().filter(begins);
    starts.any(|(at, _)| {
        let mut letters = word[at..].chars();
        typed.iter().all(|typed| letters.any(|it| it == *typed))
    })
}

/// What fills the place of a cursor.
struct Filling<'a, 'm> {
    ask: Ask<'m>,
    cursor: &'a Cursor<'m>,
    found: &'a [Diagnostic],
}

impl Filling<'_, '_> {
    /// Whole cadences, where one is being written; whole decisions, where one is recorded.
    fn phrases(&self) -> Vec<Completion> {
        let decisions = history::decisions(self.ask, self.cursor);
        if !decisions.is_empty() {
            return decisions;
        }
        let is_cadence = self.cursor.words.first() == Some(&"cadence");
        if !is_cadence || self.cursor.block.is_some() || !self.cursor.behind.is_empty() {
            return Vec::new();
        }
        cadence::phrases(self.ask, self.cursor)
    }

    fn slots(&self, next: &Next) -> Vec<Completion> {
        let slots = next.atoms.iter().filter_map(|atom| match atom {
            Atom::Slot(slot) => Some(*slot),
            _ => None,
        });
        // Where a length may have any unit, minutes are not what is meant.
        let counts = next.atoms.contains(&Atom::Slot(Slot::Count));
        let slots = slots.filter(|slot| !counts || *slot != Slot::Short);
        slots.flat_map(|slot| self.slot(slot)).collect()
    }

    fn slot(&self, slot: Slot) -> Vec<Completion> {
        let Filling { ask, cursor, found } = *self;
        match slot {
            Slot::Name(kinds) => names::names(ask, cursor, kinds),
            Slot::Signer => {
                let owner = Completion::plain("owner", Sort::Keyword, "whoever owns the charter");
                let seats = names::names(ask, cursor, &[Kind::Seat]);
                [owner]
                    .into_iter()
                    .filter(|it| fits(&it.label, cursor.typed))
                    .chain(seats)
                    .collect()
            }
            Slot::Rule => names::rules(ask, cursor, found),
            Slot::Question => names::questions(ask, cursor),
            Slot::Raise => history::raises(ask, cursor),
            Slot::Record => history::records(ask, cursor),
            Slot::Subject => history::subjects(ask, cursor),
            Slot::Fired => history::fired(ask, cursor),
            Slot::Held => history::held(ask, cursor),
            slot => values::values(ask, cursor, slot),
        }
    }

    /// Words of the form itself, with those that follow of themselves.
    fn words(&self, next: &Next) -> Vec<Completion> {
        let mut list: Vec<Completion> = Vec::new();
        for atom in &next.atoms {
            let Atom::Word(words) = atom else { continue };
            if fits(words, self.cursor.typed) && list.iter().all(|it| it.label != *words) {
                list.push(Completion::plain(words.clone(), Sort::Keyword, ""));
            }
        }
        list
    }
}
