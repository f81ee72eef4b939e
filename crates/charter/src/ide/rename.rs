//! Another name, everywhere.
//!
//! An item that is renamed keeps its identity: calendars, signatures and records know it by the
//! first name that it ever had. So the old name stays with it as `formerly`, and whoever still
//! writes an older one is understood. To go back to a former name takes back what came after
//! it, and nothing is left of the detour.

mod identity;
mod refusal;

pub use refusal::Refusal;

use super::references::{Found, Subject, Usage, references};
use super::{Mention, Place};
use crate::model::{Item, Model};
use crate::tree::Kind;
use crate::{Edit, SourceId, Sources, Span, Symbol};

/// A name that can be another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Renamable {
    /// The name at the place.
    pub span: Span,
    /// The name that is to be another: of an item, the one that it has now.
    pub name: &'static str,
}

/// What is to be done so that something has another name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rename {
    /// The changes of texts, in the order of the sources; none touches another.
    pub edits: Vec<Edit>,
    /// The file that bears the name, and its path from then on.
    pub file: Option<(SourceId, String)>,
}

/// Whether the name at a place can be another, and which name that is.
pub fn prepare(place: &Place<'_>, sources: &Sources) -> Result<Renamable, Refusal> {
    let subject = subject(place, sources)?;
    let span = place.mention.map_or(place.at, |mention| mention.name().span);
    Ok(Renamable { span, name: current(&subject).as_str() })
}

/// Gives the name at a place another spelling, wherever it is written.
pub fn rename(place: &Place<'_>, sources: &Sources, new: &str) -> Result<Rename, Refusal> {
    let subject = subject(place, sources)?;
    let old = current(&subject);
    if old.as_str() == new {
        return Ok(Rename::default());
    }
    refusal::check_spelling(new)?;
    let new = Symbol::new(new);
    let (edits, file) = match subject {
        Subject::Item(item) => {
            refusal::check_item(item, new, sources)?;
            (of_item(item, new, sources), identity::file(item, new, sources))
        }
        _ => {
            refusal::check_inner(&subject, new)?;
            (of_inner(&subject, new), None)
        }
    };
    refusal::check_files(&edits, sources)?;
    Ok(Rename { edits, file })
}

/// What can be renamed at a place.
fn subject<'m>(place: &Place<'m>, sources: &Sources) -> Result<Subject<'m>, Refusal> {
    let Some(mention) = place.mention else { return Err(refusal::no_name(place, sources)) };
    if let Mention::Formerly(item, name) = mention {
        return Err(refusal::former(item, name));
    }
    match Subject::at(place) {
        None => Err(refusal::nothing(mention.name())),
        Some(Subject::Rule(rule)) => Err(refusal::rule(rule)),
        Some(Subject::Item(item)) if item.is_standard() => Err(refusal::standard(item)),
        Some(Subject::Question(class, name)) if class.is_standard() => {
            Err(refusal::standard_question(class, name))
        }
        Some(subject) => Ok(subject),
    }
}

/// The name that a subject has now.
fn current(subject: &Subject<'_>) -> Symbol {
    match subject {
        Subject::Item(item) => item.symbol(),
        Subject::Question(_, name) | Subject::Rule(name) => *name,
        Subject::Trigger(_, name) => name.symbol,
    }
}

/// The uses of an item under the name that it has, and under those that are given up; and what
/// is said of its former names.
fn of_item(item: Item<'_>, new: Symbol, sources: &Sources) -> Vec<Edit> {
    let given_up: Vec<Symbol> = identity::after(item, new).iter().map(|name| name.symbol).collect();
    let is_other = |found: &Found| {
        let name = found.name.symbol;
        name == item.symbol() || (name != new && given_up.contains(&name))
    };
    let found = references(item.model(), &Subject::Item(item)).into_iter();
    let written = found.filter(|it| it.usage != Usage::Formerly && is_other(it));
    let mut edits: Vec<Edit> = written.map(|it| write(it.name.span, new)).collect();
    edits.extend(identity::edits(item, new, sources));
    edits.sort_by_key(|edit| edit.span);
    edits
}

/// The uses of a question or a trigger. Neither has a former name.
fn of_inner(subject: &Subject<'_>, new: Symbol) -> Vec<Edit> {
    let item = match subject {
        Subject::Question(item, _) | Subject::Trigger(item, _) | Subject::Item(item) => *item,
        Subject::Rule(_) => return Vec::new(),
    };
    let model: &Model = item.model();
    references(model, subject).into_iter().map(|it| write(it.name.span, new)).collect()
}

fn write(span: Span, name: Symbol) -> Edit {
    Edit { span, text: name.as_str().into() }
}

/// What an item is called in a message: `the seat`.
fn the_kind(kind: Kind) -> String {
    format!("the {}", kind.keyword())
}
