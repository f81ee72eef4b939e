//! Every name that a clause refers to, and what it should be.

use crate::Symbol;
use crate::tree::{
    Body, Clause, Condition, Dotted, Escalation, Item, Kind, Name, Outcome, Refreshed, Says, Sign,
    Signer, Through, Trigger,
};

/// What a name in a clause should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expects {
    /// An item of one of these kinds.
    OneOf(&'static [Kind]),
    /// The id of a rule.
    Rule,
    /// A question that a class asks.
    Question,
    /// A trigger that stands in the item of this name.
    Trigger(Symbol),
    /// A trigger and what it stands in, with a dot between them; what is there has no dot.
    Dotted,
}

/// A name in a clause.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    /// As written.
    pub name: Name,
    /// What it should be.
    pub expects: Expects,
}

const SEAT: &[Kind] = &[Kind::Seat];
const SEAT_OR_GROUP: &[Kind] = &[Kind::Seat, Kind::Group];
const SEAT_OR_CHARTER: &[Kind] = &[Kind::Seat, Kind::Charter];
const CHARTER: &[Kind] = &[Kind::Charter];
const ARTIFACT: &[Kind] = &[Kind::Artifact];
const METRIC: &[Kind] = &[Kind::Metric];
const CLASS: &[Kind] = &[Kind::Class];
const FUNCTION: &[Kind] = &[Kind::Function];
const CALENDAR: &[Kind] = &[Kind::Calendar];
const RAISE: &[Kind] = &[Kind::Raise];
const RECORD: &[Kind] = &[Kind::Record];
const BET: &[Kind] = &[Kind::Bet];
const HELD: &[Kind] = &[Kind::Charter, Kind::Bet];
const WIRED: &[Kind] = &[Kind::Charter, Kind::Launch, Kind::Bet];

/// Every name that an item's clauses refer to, in the order of the text.
pub fn references(item: &Item) -> Vec<Reference> {
    let mut all = Vec::new();
    each_reference(item, |reference| all.push(reference));
    all
}

/// Gives every name that an item's clauses refer to, in the order of the text.
pub fn each_reference(item: &Item, give: impl FnMut(Reference)) {
    let mut found = Found(give);
    for clause in &item.clauses {
        found.clause(clause);
    }
}

struct Found<F>(F);

impl<F: FnMut(Reference)> Found<F> {
    fn one(&mut self, name: Name, kinds: &'static [Kind]) {
        (self.0)(Reference { name, expects: Expects::OneOf(kinds) });
    }

    fn all(&mut self, names: impl IntoIterator<Item = Name>, kinds: &'static [Kind]) {
        names.into_iter().for_each(|name| self.one(name, kinds));
    }

    fn clause(&mut self, clause: &Clause) {
        match &clause.body {
            Body::Allow(allow) => (self.0)(Reference { name: allow.rule, expects: Expects::Rule }),
            Body::Function(name) => self.one(*name, FUNCTION),
            Body::ReportsTo(name) => self.one(*name, SEAT),
            Body::Calendar(name) => self.one(*name, CALENDAR),
            Body::Governed(name) => self.one(*name, CHARTER),
            Body::Alternate(names) | Body::Members(names) | Body::Owner(names) => {
                self.all(names.iter().copied(), SEAT);
            }
            Body::Informed(names) => self.all(names.iter().copied(), SEAT_OR_GROUP),
            Body::Never(names) => self.all(names.iter().copied(), CLASS),
            Body::GateFunctions(names) => self.all(names.iter().copied(), FUNCTION),
            Body::Decides(decisions) => self.all(decisions.iter().map(|it| it.class), CLASS),
            Body::Asks(asks) => self.all(asks.default.iter().copied(), FUNCTION),
            Body::Counterparties(parties) => {
                self.all(parties.iter().map(|it| it.name), SEAT_OR_GROUP)
            }
            Body::Input(input) => self.all(input.artifacts.iter().copied(), ARTIFACT),
            Body::Signed(signatures) => self.all(signatures.iter().map(|it| it.seat), SEAT),
            Body::Tier(classified) => self.all(classified.by, SEAT),
            Body::ReviewAt(review) => self.all(review.by, SEAT),
            Body::Committed(committed) => self.all(committed.charter, CHARTER),
            Body::Refreshed(Refreshed::By(name)) => self.one(*name, CHARTER),
            _ => self.deeper(&clause.body),
        }
    }

    /// Clauses with names inside their parts.
    fn deeper(&mut self, body: &Body) {
        match body {
            Body::Sign(sign) => self.sign(sign),
            Body::Escalation(escalation) => {
                if let Escalation::To { target, .. } = &**escalation {
                    self.one(*target, SEAT_OR_CHARTER);
                }
            }
            Body::Answer(answer) => {
                (self.0)(Reference { name: answer.question, expects: Expects::Question });
                if let Says::By(by, with) = &answer.says {
                    self.one(*by, SEAT);
                    self.all(with.iter().copied(), SEAT);
                }
            }
            Body::Through(channels) => self.all(
                channels.iter().filter_map(|channel| match channel {
                    Through::Partner(name) => Some(*name),
                    Through::Regulated(_) => None,
                }),
                SEAT,
            ),
            Body::Gate(gate) => {
                self.one(gate.by, SEAT);
                self.all(gate.criteria.iter().filter_map(|criterion| criterion.shown), ARTIFACT);
            }
            Body::Trigger(trigger) => self.trigger(trigger),
            Body::Outcome(outcome) => self.outcome(outcome),
            Body::Stop(condition) => self.condition(condition),
            _ => self.of_history(body),
        }
    }

    /// Clauses of the history.
    fn of_history(&mut self, body: &Body) {
        match body {
            Body::Fired(dotted) if dotted.trigger.is_none() => {
                (self.0)(Reference { name: dotted.item, expects: Expects::Dotted });
            }
            Body::Fired(dotted) => self.dotted(**dotted),
            Body::Stuck(name) | Body::Of(name) => self.one(*name, CHARTER),
            Body::By(name) | Body::Handed(name) => self.one(*name, SEAT),
            Body::Answers(names) => self.all(names.iter().copied(), RAISE),
            Body::Reopens(names) => self.all(names.iter().copied(), RECORD),
            Body::Decided(matter) | Body::Deferred(matter) => {
                self.all(matter.decision.map(|it| it.class), CLASS);
            }
            Body::Disposed(it) => self.one(it.bet, BET),
            Body::Recommit(items) => items.iter().for_each(|it| self.dotted(*it)),
            Body::Redecide(it) => {
                it.items.iter().for_each(|it| self.dotted(*it));
                self.all(it.record, RECORD);
            }
            Body::Retire(it) => it.items.iter().for_each(|it| self.dotted(*it)),
            _ => {}
        }
    }

    fn dotted(&mut self, dotted: Dotted) {
        let Some(trigger) = dotted.trigger else { return self.one(dotted.item, HELD) };
        self.one(dotted.item, WIRED);
        let expects = Expects::Trigger(dotted.item.symbol);
        (self.0)(Reference { name: trigger, expects });
    }

    fn sign(&mut self, sign: &Sign) {
        let Sign::Names(signers) = sign else { return };
        self.all(
            signers.iter().filter_map(|signer| match signer {
                Signer::Seat(name) => Some(*name),
                Signer::Owner(_) => None,
            }),
            SEAT,
        );
    }

    fn trigger(&mut self, trigger: &Trigger) {
        if let Some(when) = &trigger.when {
            self.condition(when);
        }
        self.all(trigger.declared, SEAT);
    }

    fn condition(&mut self, condition: &Condition) {
        if let Condition::Metric(measure, _) = condition {
            self.one(measure.metric, METRIC);
        }
    }

    fn outcome(&mut self, outcome: &Outcome) {
        self.one(outcome.measure.metric, METRIC);
        self.all(outcome.shared.iter().copied(), SEAT);
    }
}
