//! A name that nothing bears.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use crate::model::{Charter, Expects, Handle, Item, Launch, Model, Space, a_kind, each_reference};
use crate::rule::{self, Findings, FixKind, Rule};
use crate::tree::{Kind, Name};
use crate::{Diagnostic, Symbol, words};

mod trigger;

use super::meant::{Memory, meant};
use super::wrong_kind;

pub(crate) const RULE: Rule = Rule::check(
    "unresolved-name",
    FixKind::Safe,
    "a name refers to nothing",
    include_str!("unresolved_name.md"),
    run,
);

/// What a seat can hold, besides triggers.
const HELD: [Kind; 2] = [Kind::Charter, Kind::Bet];

/// Goes through every name once, for this rule and for `wrong-kind`.
fn run(model: &Model, findings: &mut Findings<'_>) {
    let mut names = Names { model, memory: Memory::default(), questions: OnceCell::new() };
    for item in findings.here(model).own_items() {
        each_reference(item.tree(), |reference| {
            let finding = match reference.expects {
                Expects::OneOf(kinds) => names
                    .of_item(reference.name, kinds)
                    .map(|finding| decided_because(item, reference.name, finding)),
                Expects::Rule => of_rule(reference.name),
                Expects::Question => names.of_question(item, reference.name),
                Expects::Trigger(of) => trigger::of_item(model, reference.name, of),
                Expects::Dotted => Some(trigger::undotted(model, reference.name)),
            };
            finding.into_iter().for_each(|finding| findings.add(finding));
        });
    }
}

/// What is remembered from name to name.
struct Names<'m> {
    model: &'m Model,
    memory: Memory<&'static [Kind]>,
    /// Every question that any class asks, looked up only where it is needed.
    questions: OnceCell<FxHashSet<Symbol>>,
}

impl<'m> Names<'m> {
    fn of_item(&mut self, name: Name, kinds: &'static [Kind]) -> Option<Diagnostic> {
        let space = if kinds[0].is_reference() { Space::Reference } else { Space::Common };
        match self.model.names().kind(space, name.symbol) {
            Some(kind) if kinds.contains(&kind) => None,
            _ => Some(self.not_fitting(name, kinds, space)),
        }
    }

    /// It is something else, here or among the other names; or it is nothing.
    fn not_fitting(&mut self, name: Name, kinds: &'static [Kind], space: Space) -> Diagnostic {
        let (common, reference) =
            (self.model.find(name.symbol), self.model.find_reference(name.symbol));
        let found =
            if space == Space::Common { common.or(reference) } else { reference.or(common) };
        match found {
            Some(found) => wrong_kind::finding(name, kinds, found),
            None => self.not_there(name, kinds),
        }
    }

    fn not_there(&mut self, name: Name, kinds: &'static [Kind]) -> Diagnostic {
        // Among what a seat can hold there are triggers too.
        if kinds == HELD
            && let Some(finding) = trigger::without_item(self.model, name)
        {
            return finding;
        }
        let message = format!("there is no {} named `{}`", nouns(kinds), name.as_str());
        let finding = RULE.finding(message, name.span, "nothing bears this name");
        let (meant, all) = self.memory.recall(name.symbol, kinds, || candidates(self.model, kinds));
        meant.say(finding, name.span, || otherwise(all, kinds))
    }

    /// A question belongs to the classes that apply.
    fn of_question(&mut self, item: Item<'m>, name: Name) -> Option<Diagnostic> {
        let Some(charter) = asked_by(item) else {
            return (!self.all_questions().contains(&name.symbol))
                .then(|| not_asked(name, None, &[]));
        };
        let mut asked: Vec<&'static str> = Vec::new();
        for decided in charter.decides() {
            for question in decided.class.known()?.questions() {
                if question.asks.name.symbol == name.symbol {
                    return None;
                }
                asked.push(question.asks.name.as_str());
            }
        }
        Some(not_asked(name, Some(charter), &asked))
    }

    fn all_questions(&self) -> &FxHashSet<Symbol> {
        self.questions.get_or_init(|| {
            let questions = self.model.classes().flat_map(|class| class.questions());
            questions.map(|question| question.asks.name.symbol).collect()
        })
    }
}

/// `decided because "…"`: what reads as a class is the word of another clause.
fn decided_because(item: Item<'_>, name: Name, finding: Diagnostic) -> Diagnostic {
    if item.kind() != Kind::Record || name.as_str() != "because" {
        return finding;
    }
    finding.help("`decided` takes words alone, and `deferred` is what takes `because`: write `decided \"…\"` or `deferred because \"…\"`")
}

/// The charter whose classes ask an item: itself, or the one that governs it.
fn asked_by<'m>(item: Item<'m>) -> Option<Charter<'m>> {
    let governing = |launch: Launch<'m>| launch.charter().known();
    Charter::of(item).or_else(|| Launch::of(item).and_then(governing))
}

fn not_asked(name: Name, charter: Option<Charter<'_>>, asked: &[&'static str]) -> Diagnostic {
    let message = format!("nothing asks `{}`", name.as_str());
    let label = match charter {
        Some(charter) => format!("no class of `{}` asks it", charter.name()),
        None => "no class asks it".to_string(),
    };
    let finding = RULE.finding(message, name.span, label);
    let otherwise = match asked {
        [] if charter.is_some() => "its classes ask nothing: remove the answer".to_string(),
        [] => "answer a question that a class asks, or remove the answer".to_string(),
        _ => format!("they ask {}", words::list_and(asked)),
    };
    meant(name.as_str(), asked).say(finding, name.span, || otherwise)
}

/// The names of the items of some kinds, sorted.
fn candidates(model: &Model, kinds: &[Kind]) -> Vec<&'static str> {
    if let [kind] = kinds {
        return model.names_of(*kind).to_vec();
    }
    let mut names: Vec<&str> =
        kinds.iter().flat_map(|kind| model.names_of(*kind)).copied().collect();
    names.sort_unstable();
    names
}

/// `charter`, `charter or bet`, `charter, launch or bet`
pub(super) fn nouns(kinds: &[Kind]) -> String {
    let nouns: Vec<&str> = kinds.iter().map(|kind| kind.keyword()).collect();
    match &nouns[..] {
        [rest @ .., last] if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => nouns.concat(),
    }
}

/// How many names are few enough to be told.
const FEW: usize = 6;

/// What to do where nothing is near: choose among a few, or declare it.
fn otherwise(all: &[&str], kinds: &[Kind]) -> String {
    match all.len() {
        0 => format!("declare {} of this name", a_kind(kinds[0])),
        1 => format!("there is `{}`; or declare it", all[0]),
        2..=FEW => format!("there are {}; or declare it", words::list_and(all)),
        _ => format!("name {} that is there, or declare it", a_kind(kinds[0])),
    }
}

fn of_rule(name: Name) -> Option<Diagnostic> {
    if rule::find(name.as_str()).is_some() {
        return None;
    }
    let message = format!("there is no rule named `{}`", name.as_str());
    let candidates: Vec<&'static str> = rule::all().map(|rule| rule.id).collect();
    let finding = RULE.finding(message, name.span, "no rule of this name");
    let meant = meant(name.as_str(), &candidates);
    Some(meant.say(finding, name.span, || "`charter rules` lists them all".into()))
}
