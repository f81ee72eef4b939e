//! Quoted text: where it stands, and whether anybody has written it yet.

use super::{Body, Cadence, Condition, Escalation, Item, Right, Says, Text, Through};

/// What people write where they will write something later.
const LATER: [&str; 6] = ["fixme", "tba", "tbc", "tbd", "to do", "todo"];

impl Text {
    /// Whether it is still to be written: not a single letter or digit, as in the `"…"` of a
    /// stub, or a promise to do it later and nothing else.
    pub fn is_unfilled(&self) -> bool {
        let text = self.value.trim_matches(|it: char| !it.is_alphanumeric());
        text.is_empty() || LATER.iter().any(|it| text.eq_ignore_ascii_case(it))
    }
}

impl Item {
    /// Shows every text of it, that of its head first.
    pub fn each_text<'t>(&'t self, see: &mut dyn FnMut(&'t Text)) {
        self.title.iter().for_each(&mut *see);
        self.clauses.iter().for_each(|clause| clause.body.each_text(see));
    }
}

impl Body {
    /// Shows every text of a clause.
    pub fn each_text<'t>(&'t self, see: &mut dyn FnMut(&'t Text)) {
        match self {
            Body::Note(it) | Body::At(it) | Body::Includes(it) | Body::Excludes(it) => see(it),
            Body::NoCharter(it) | Body::Customer(it) | Body::Shows(it) => see(it),
            Body::From(it) | Body::To(it) => see(it),
            Body::Decided(it) | Body::Deferred(it) => see(&it.text),
            Body::Retire(it) => it.because.iter().for_each(see),
            Body::Retired(it) => see(&it.because),
            Body::Allow(it) => see(&it.because),
            Body::Holiday(it) => see(&it.title),
            Body::Closed(it) => see(&it.title),
            Body::Holder(it) => see(&it.name),
            Body::Asks(it) => see(&it.question),
            Body::Cadence(it) => of_cadence(it, see),
            Body::Record(it) => it.place.iter().for_each(see),
            Body::Gate(it) => it.criteria.iter().for_each(|it| see(&it.text)),
            Body::Stop(it) => of_condition(it, see),
            Body::Trigger(it) => {
                it.title.iter().for_each(&mut *see);
                it.when.iter().for_each(|it| of_condition(it, see));
            }
            Body::Escalation(it) => match &**it {
                Escalation::To { when, .. } => when.iter().for_each(see),
                Escalation::None(because) => see(because),
            },
            Body::Answer(it) => {
                if let Says::Prose(text) = &it.says {
                    see(text);
                }
            }
            Body::Counterparties(parties) => parties.iter().for_each(|it| {
                if let Right::CoDecides(facet) = &it.right {
                    see(facet);
                }
            }),
            Body::Through(channels) => channels.iter().for_each(|it| {
                if let Through::Regulated(channel) = it {
                    see(channel);
                }
            }),
            _ => {}
        }
    }
}

fn of_condition<'t>(condition: &'t Condition, see: &mut dyn FnMut(&'t Text)) {
    if let Condition::Prose(text) = condition {
        see(text);
    }
}

fn of_cadence<'t>(cadence: &'t Cadence, see: &mut dyn FnMut(&'t Text)) {
    cadence.except.iter().filter_map(|it| it.why.as_ref()).for_each(&mut *see);
    cadence.moves.iter().filter_map(|it| it.why.as_ref()).for_each(see);
}
