//! Why something cannot have another name, or not this one.

use std::fmt;

use super::the_kind;
use crate::ide::Place;
use crate::ide::references::{Subject, find, questions};
use crate::model::{Charter, Handle, Item, Launch};
use crate::tree::{ClauseKind, Kind, Name};
use crate::words::quoted;
use crate::{Edit, SourceId, Sources, Symbol, TokenKind, tokens, words};

/// Why a name stays as it is, in words for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(String);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn refusal(words: impl Into<String>) -> Refusal {
    Refusal(words.into())
}

/// Where no name stands, what does?
pub(super) fn no_name(place: &Place<'_>, sources: &Sources) -> Refusal {
    let text = &sources.get(place.at.source).text;
    let at = place.at.start;
    let here = tokens(text).into_iter().filter(|it| it.start <= at && at <= it.end);
    // Between two of them, a word before anything else.
    let Some(token) = here.max_by_key(|it| it.kind == TokenKind::Word) else {
        return refusal("there is no name here");
    };
    let written = text.get(token.start as usize..token.end as usize).unwrap_or_default();
    match token.kind {
        TokenKind::Text => {
            refusal("this is text for people, not a name: change it where it stands")
        }
        TokenKind::Comment => refusal("this is a comment, not a name"),
        TokenKind::Word => no_name_but(written),
        _ => refusal("there is no name here"),
    }
}

fn no_name_but(word: &str) -> Refusal {
    let shown = quoted(word);
    if words::is_keyword(word) || Kind::of(word).is_some() {
        return refusal(format!("{shown} is a word of the language, not a name"));
    }
    match words::is_name(word) {
        true => refusal(format!("{shown} is not declared anywhere: change it where it stands")),
        false => refusal(format!("{shown} is not a name: change it where it stands")),
    }
}

/// A name that means nothing.
pub(super) fn nothing(name: Name) -> Refusal {
    refusal(format!("nothing is called {}, so there is nothing to rename", quoted(name.as_str())))
}

/// A name of former times.
pub(super) fn former(item: Item<'_>, name: Name) -> Refusal {
    refusal(format!(
        "`{}` is a former name of {} `{}`: it stays, so that calendars and signatures know it again",
        name.as_str(),
        the_kind(item.kind()),
        item.name()
    ))
}

/// The id of a rule.
pub(super) fn rule(rule: Symbol) -> Refusal {
    refusal(format!("{} is the name of a rule, and rules keep theirs", quoted(rule.as_str())))
}

/// A word of the standard.
pub(super) fn standard(item: Item<'_>) -> Refusal {
    let kind = item.kind().keyword();
    refusal(format!(
        "`{}` is a {kind} of the standard and keeps its name; a {kind} that you declare yourself can have any",
        item.name()
    ))
}

/// A question of the standard.
pub(super) fn standard_question(class: Item<'_>, question: Symbol) -> Refusal {
    refusal(format!(
        "`{}` is a question of `{}`, which is a class of the standard, and keeps its name",
        question.as_str(),
        class.name()
    ))
}

/// Whether a name is spelled as names are.
pub(super) fn check_spelling(new: &str) -> Result<(), Refusal> {
    if new == "none" {
        return Err(refusal("`none` means that there is nobody, and cannot be a name"));
    }
    if words::is_name(new) {
        return Ok(());
    }
    Err(refusal(format!(
        "{} cannot be a name: a name has small letters, digits and single hyphens, as `vp-product`",
        quoted(new)
    )))
}

/// Whether an item can have a name: nobody else has it, or had it.
pub(super) fn check_item(item: Item<'_>, new: Symbol, sources: &Sources) -> Result<(), Refusal> {
    match find(item.model(), item.kind(), new) {
        Some(other) if other != item => Err(taken(other, new, sources)),
        _ => Ok(()),
    }
}

fn taken(other: Item<'_>, new: Symbol, sources: &Sources) -> Refusal {
    let kind = other.kind().keyword();
    let an = words::article(kind);
    if other.is_standard() {
        return refusal(format!(
            "`{}` is taken: the standard has {an} {kind} of this name",
            new.as_str()
        ));
    }
    let path = sources.path(other.id().source);
    if other.symbol() == new {
        return refusal(format!(
            "`{}` is taken: {an} {kind} of this name stands in {path}",
            new.as_str()
        ));
    }
    refusal(format!(
        "`{}` is taken: {} `{}` in {path} had this name before, and it is not free again",
        new.as_str(),
        the_kind(other.kind()),
        other.name()
    ))
}

/// Whether a question or a trigger can have a name.
pub(super) fn check_inner(subject: &Subject<'_>, new: Symbol) -> Result<(), Refusal> {
    match subject {
        Subject::Question(class, old) => check_question(*class, *old, new),
        Subject::Trigger(item, _) => check_trigger(*item, new),
        _ => Ok(()),
    }
}

fn check_trigger(item: Item<'_>, new: Symbol) -> Result<(), Refusal> {
    let is_taken = item.wires().any(|wire| wire.says.name.symbol == new);
    let words =
        || format!("`{}` is taken: `{}` has a trigger of this name", new.as_str(), item.name());
    if is_taken { Err(refusal(words())) } else { Ok(()) }
}

/// A question shares its name with no other that is put to the same charters.
fn check_question(class: Item<'_>, old: Symbol, new: Symbol) -> Result<(), Refusal> {
    let asks = |class: Item<'_>, name: Symbol| questions(class).any(|it| it.symbol == name);
    let taken = |by: Item<'_>| {
        refusal(format!(
            "`{}` is taken: `{}` asks a question of this name",
            new.as_str(),
            by.name()
        ))
    };
    if asks(class, new) {
        return Err(taken(class));
    }
    let answering = class.model().items().filter(|item| item.has(ClauseKind::Answer));
    for charter in answering.filter_map(charter_of) {
        let mut classes = charter.classes().map(|it| *it);
        if classes.any(|it| it == class && asks(it, old))
            && let Some(other) = charter.classes().find(|it| asks(**it, new))
        {
            return Err(taken(*other));
        }
    }
    Ok(())
}

/// A charter, or the one that governs a launch.
fn charter_of(item: Item<'_>) -> Option<Charter<'_>> {
    Charter::of(item).or_else(|| Launch::of(item)?.charter().known())
}

/// What is not UTF-8 would be written back as something else.
pub(super) fn check_files(edits: &[Edit], sources: &Sources) -> Result<(), Refusal> {
    let is_broken = |id: &SourceId| sources.get(*id).broken_at.is_some();
    let broken = edits.iter().map(|edit| edit.span.source).find(is_broken);
    broken.map_or(Ok(()), |id| {
        let path = sources.path(id);
        Err(refusal(format!(
            "the name is also used in {path}, which is not UTF-8: mend that file first"
        )))
    })
}
