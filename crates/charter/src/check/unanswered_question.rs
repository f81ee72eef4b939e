//! A question that applies and is not answered, or is answered twice.

use crate::model::{Charter, Class, Decided, Item, Launch, Model, Question, Seat};
use crate::offer::stub::{Stub, append};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Answer, Name};
use crate::{Diagnostic, Safety, Symbol, nearest, words};

pub(crate) const RULE: Rule = Rule::check(
    "unanswered-question",
    FixKind::Unsafe,
    "a question that applies is not answered, or is answered twice",
    include_str!("unanswered_question.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let charters = findings.here(model).live_charters().filter(|it| it.retired().is_none());
    let launches = findings.here(model).launches().filter(|it| it.retired().is_none());
    let asked = charters.filter_map(of_charter).chain(launches.filter_map(of_launch));
    for finding in asked.filter_map(|asked| asked.finding(findings)).collect::<Vec<_>>() {
        findings.add(finding);
    }
}

fn of_charter(charter: Charter<'_>) -> Option<Asked<'_>> {
    let asks =
        |it: &Decided<'_>| it.class.known().is_some_and(|it| it.questions().next().is_some());
    let by = charter.decides().find(asks)?.class_name;
    let all: Vec<Question<'_>> = charter.classes().flat_map(Class::questions).collect();
    let applies = |it: &&Question<'_>| it.applies_to_charter(charter);
    let questions = once(all.iter().filter(applies).copied());
    let garbled = charter.has_garbled("answer");
    let own = charter.answers().collect();
    Some(Asked { item: *charter, by, questions, all, inherited: Vec::new(), own, garbled })
}

/// A launch inherits what the charter that governs it answers; a draft asks nothing.
fn of_launch(launch: Launch<'_>) -> Option<Asked<'_>> {
    let charter = launch.charter().known().filter(|charter| !charter.is_draft())?;
    let all = launch.questions();
    let garbled = launch.has_garbled("answer") || charter.has_garbled("answer");
    Some(Asked {
        item: *launch,
        by: launch.charter_name()?,
        questions: once(all.iter().copied()),
        all,
        inherited: charter.answers().collect(),
        own: launch.answers().collect(),
        garbled,
    })
}

/// Two classes may ask the same; one answer serves both.
fn once<'m>(questions: impl Iterator<Item = Question<'m>>) -> Vec<Question<'m>> {
    let mut seen: Vec<Symbol> = Vec::new();
    let new = |it: &Question<'m>| {
        let name = it.asks.name.symbol;
        !seen.contains(&name) && {
            seen.push(name);
            true
        }
    };
    questions.filter(new).collect()
}

/// What an item is asked, and what it answers.
struct Asked<'m> {
    item: Item<'m>,
    /// Where the one stands that asks.
    by: Name,
    /// The questions that apply to the item itself.
    questions: Vec<Question<'m>>,
    /// Every question that it may answer.
    all: Vec<Question<'m>>,
    inherited: Vec<&'m Answer>,
    own: Vec<&'m Answer>,
    /// An answer was not understood; it may be the one that lacks.
    garbled: bool,
}

impl<'m> Asked<'m> {
    fn is_open(&self, question: &Question<'_>) -> bool {
        let name = question.asks.name.symbol;
        let mut answers = self.inherited.iter().chain(&self.own);
        !self.garbled && !answers.any(|it| it.question.symbol == name)
    }

    fn may_answer(&self, name: Name) -> bool {
        self.all.iter().any(|it| it.asks.name.symbol == name.symbol)
    }

    /// Its own answers to what has been answered, each with the first.
    fn twice(&self) -> Vec<(Name, Name)> {
        let own = self.own.iter().enumerate().filter(|(_, it)| self.may_answer(it.question));
        let first = own.filter_map(|(nth, it)| {
            let mut before = self.inherited.iter().chain(&self.own[..nth]);
            let first = before.find(|that| that.question.symbol == it.question.symbol)?;
            Some((first.question, it.question))
        });
        first.collect()
    }

    fn finding(&self, findings: &Findings<'_>) -> Option<Diagnostic> {
        let mut open: Vec<&Question<'m>> =
            self.questions.iter().filter(|it| self.is_open(it)).collect();
        // An answer that is misspelt was reported as a name that nobody asks.
        let meant = self.misspelt(&open);
        open.retain(|question| !meant.contains(&name(question)));
        let twice = self.twice();
        if open.is_empty() && twice.is_empty() {
            return None;
        }
        let finding = self.start(&open, &twice);
        let finding = open.iter().fold(finding, |finding, question| {
            finding.note(format!("`{}`: {}", name(question), question.asks.question.value))
        });
        Some(self.mend(finding, &open, findings))
    }

    fn start(&self, open: &[&Question<'m>], twice: &[(Name, Name)]) -> Diagnostic {
        let doubled: Vec<&str> = twice.iter().map(|(_, again)| again.as_str()).collect();
        let doubled = format!("answers {} twice", words::list_and(&doubled));
        let (item, opened) = (self.item.name(), self.opened(open));
        let message = match (open.len(), twice.len()) {
            (0, _) => format!("`{item}` {doubled}"),
            (_, 0) => format!("`{item}` {opened}"),
            _ => format!("`{item}` {opened}, and {doubled}"),
        };
        let inherits = |it: &Name| self.inherited.iter().any(|that| that.question.span == it.span);
        let first = |it: &Name| match inherits(it) {
            true => format!("`{}` answers it, for each launch that it governs", self.by.as_str()),
            false => "answered here".into(),
        };
        let mut places = twice
            .iter()
            .flat_map(|(it, again)| [(again.span, "and again here".into()), (it.span, first(it))]);
        let finding = match open.len() {
            0 => {
                let (place, label) = places.next().unwrap_or((self.by.span, String::new()));
                RULE.finding(message, place, label)
            }
            1 => RULE.finding(message, self.by.span, "asks it"),
            count => RULE.finding(message, self.by.span, format!("asks these {count}")),
        };
        places.fold(finding, |finding, (place, label)| finding.also(place, label))
    }

    /// By name, while people can keep them apart.
    fn opened(&self, open: &[&Question<'m>]) -> String {
        const NAMED: usize = 3;
        let names: Vec<&str> = open.iter().map(|it| name(it)).collect();
        match open.len() {
            0..=NAMED => format!("does not answer {}", words::list_and(&names)),
            count if count == self.questions.len() => format!("answers none of {count} questions"),
            count => format!("leaves {count} of {} questions open", self.questions.len()),
        }
    }

    /// The open questions that its answers to nothing were meant for.
    fn misspelt(&self, open: &[&Question<'m>]) -> Vec<&'static str> {
        let others = self.own.iter().filter(|it| !self.may_answer(it.question));
        let near = |it: &&Answer| nearest(it.question.as_str(), open.iter().map(|it| name(it)));
        others.filter_map(near).collect()
    }

    fn mend(
        &self,
        finding: Diagnostic,
        open: &[&Question<'m>],
        findings: &Findings<'_>,
    ) -> Diagnostic {
        if open.is_empty() {
            return finding.help(match self.inherited.is_empty() {
                true => "keep the answer that holds, and remove the other",
                false => {
                    "keep the answer that holds: a launch need not repeat what its charter answers"
                }
            });
        }
        let stubs: Vec<Stub> = open.iter().map(|it| ("answer", self.stub(it))).collect();
        let each = if open.len() == 1 { "" } else { "for each, " };
        let first = open.first().map_or("QUESTION", |it| name(it));
        let help = format!(
            "{each}write who answers it, `answer {first} by SEAT`, or the answer itself, `answer {first} \"…\"`"
        );
        let title = match open {
            [one] => format!("answer `{}`", name(one)),
            _ => format!("answer these {}", open.len()),
        };
        let edits = vec![append(self.item, &stubs, findings)];
        finding.help(help).fix_all(title, Safety::Unsafe, edits)
    }

    /// The seats of the functions that usually answer; in words where there is none.
    fn stub(&self, question: &Question<'m>) -> String {
        let seats: Vec<&str> =
            question.asks.default.iter().filter_map(|it| self.seat_of(*it)).collect();
        match seats.split_first() {
            Some((by, [])) => format!("{} by {by}", name(question)),
            Some((by, with)) => format!("{} by {by} with {}", name(question), with.join(", ")),
            None => format!("{} \"…\"", name(question)),
        }
    }

    /// The first seat of a function, by name, that a person holds.
    fn seat_of(&self, function: Name) -> Option<&'static str> {
        let fits = |seat: &Seat<'m>| {
            seat.is_of(function.as_str())
                && seat.retired().is_none()
                && !seat.is_external()
                && seat.last_holder().is_none_or(|holder| !holder.ai)
        };
        self.item.model().seats().filter(fits).map(|seat| seat.name()).min()
    }
}

fn name(question: &Question<'_>) -> &'static str {
    question.asks.name.as_str()
}
