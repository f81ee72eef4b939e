//! Forms: how a clause is written, and what may come after some of its words.
//!
//! `to TARGET within @duration [ when TEXT ]`: a word in small letters is meant as it is, one in
//! capitals is a slot, `@` names a form within. `[ … ]` may be left out, and `[ … ]*` be
//! written in any order; of `( … | … )` one is meant; `{ … }` is a list with commas. Every way
//! through a form is followed at once, so a long list costs as much as its length.

use crate::tree::Kind;

use super::clauses::named;

/// What may come next: a word, or a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Atom {
    /// A word of the form, with those that follow of themselves.
    Word(String),
    /// Something that fits.
    Slot(Slot),
}

/// What a slot holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Name(&'static [Kind]),
    Signer,
    Rule,
    Question,
    Raise,
    Record,
    /// What a decision of the record's charter is about.
    Subject,
    /// A trigger, behind the name of what it stands in and a dot.
    Fired,
    /// What a seat holds: a charter, a bet, a trigger.
    Held,
    /// A new name, an address, a fingerprint: nobody can guess it.
    Free,
    /// `<maya@acme.example>`
    Email,
    Text,
    Date,
    Time,
    /// `90m`
    Short,
    /// The number of a length: `5` of `5 workdays`
    Count,
    /// The number behind `every`
    Every,
    Unit,
    /// `weekly`
    Often,
    /// `T-6`, `+6`
    Offset,
    Number,
    Threshold,
    /// `85%`
    Share,
    Operator,
    Currency,
    Zone,
    Weekday,
    Month,
    Ordinal,
    Altitude,
    Level,
    Attention,
    Surface,
    Tier,
    Channel,
    Evidence,
    Horizon,
    Disposition,
}

/// What may come after some words.
#[derive(Clone, Debug, Default)]
pub(super) struct Next {
    pub(super) atoms: Vec<Atom>,
    /// Whether nothing need come.
    pub(super) ends: bool,
}

/// What may come after some words of a form; none where they are not of it.
pub(super) fn after(form: &'static str, words: &[&str]) -> Option<Next> {
    let program = Program::of(form);
    let mut states = program.closure(&[0]);
    for word in words {
        let taken = states.iter().filter(|at| program.takes(**at, word)).map(|at| at + 1);
        let taken: Vec<usize> = taken.collect();
        states = program.closure(&taken);
        if states.is_empty() {
            return None;
        }
    }
    let mut atoms: Vec<Atom> = Vec::new();
    for atom in states.iter().filter_map(|at| program.atom(*at)) {
        if !atoms.contains(&atom) {
            atoms.push(atom);
        }
    }
    Some(Next { atoms, ends: states.contains(&(program.0.len() - 1)) })
}

/// One step of a form.
#[derive(Clone, Copy, Debug)]
enum Step {
    Word(&'static str),
    Slot(Slot),
    Comma,
    /// Goes on at both.
    Fork(usize, usize),
    Go(usize),
    End,
}

#[derive(Debug)]
struct Program(Vec<Step>);

impl Program {
    fn of(form: &'static str) -> Program {
        let mut program = Program(Vec::new());
        program.sequence(&mut form.split_whitespace());
        program.0.push(Step::End);
        program
    }

    /// Takes up a form to its end, or to what closes it, which is given back.
    fn sequence(&mut self, tokens: &mut std::str::SplitWhitespace<'static>) -> &'static str {
        let mut start = self.0.len();
        let mut ways = Vec::new();
        let closes = loop {
            match tokens.next() {
                None => break "",
                Some("|") => {
                    // The way so far is one of several: a fork before it, a leap behind.
                    self.insert(start, Step::Fork(start + 1, self.0.len() + 2));
                    ways.push(self.0.len());
                    self.0.push(Step::Go(0));
                    start = self.0.len();
                }
                Some("[") => self.maybe(tokens),
                Some("(") => {
                    self.sequence(tokens);
                }
                Some("{") => self.list(tokens),
                Some(closes @ (")" | "]" | "]*" | "}")) => break closes,
                Some(token) => self.token(token),
            }
        };
        let end = self.0.len();
        ways.into_iter().for_each(|way| self.0[way] = Step::Go(end));
        closes
    }

    fn maybe(&mut self, tokens: &mut std::str::SplitWhitespace<'static>) {
        let fork = self.0.len();
        self.0.push(Step::Fork(fork + 1, 0));
        if self.sequence(tokens) == "]*" {
            self.0.push(Step::Go(fork));
        }
        self.0[fork] = Step::Fork(fork + 1, self.0.len());
    }

    fn list(&mut self, tokens: &mut std::str::SplitWhitespace<'static>) {
        let start = self.0.len();
        self.sequence(tokens);
        let fork = self.0.len();
        self.0.push(Step::Fork(fork + 1, fork + 3));
        self.0.push(Step::Comma);
        self.0.push(Step::Go(start));
    }

    fn token(&mut self, token: &'static str) {
        match token.strip_prefix('@') {
            Some(name) => {
                self.sequence(&mut named(name).split_whitespace());
            }
            None => self.0.push(slot(token).map_or(Step::Word(token), Step::Slot)),
        }
    }

    /// Puts a step before others: what leads behind it leads one further.
    fn insert(&mut self, at: usize, step: Step) {
        let shift = |to: usize| if to >= at { to + 1 } else { to };
        for step in &mut self.0[at..] {
            *step = match *step {
                Step::Fork(one, other) => Step::Fork(shift(one), shift(other)),
                Step::Go(to) => Step::Go(shift(to)),
                step => step,
            };
        }
        self.0.insert(at, step);
    }

    /// Every step that takes a word, from some on; in order.
    fn closure(&self, from: &[usize]) -> Vec<usize> {
        let mut seen = vec![false; self.0.len()];
        let mut open: Vec<usize> = from.to_vec();
        while let Some(at) = open.pop() {
            if std::mem::replace(&mut seen[at], true) {
                continue;
            }
            match self.0[at] {
                Step::Fork(one, other) => open.extend([one, other]),
                Step::Go(to) => open.push(to),
                _ => {}
            }
        }
        let is_step =
            |at: &usize| seen[*at] && !matches!(self.0[*at], Step::Fork(..) | Step::Go(_));
        (0..self.0.len()).filter(is_step).collect()
    }

    fn takes(&self, at: usize, word: &str) -> bool {
        match self.0[at] {
            Step::Word(own) => own == word,
            Step::Comma => word == ",",
            Step::Slot(slot) => slot.takes(word),
            _ => false,
        }
    }

    fn atom(&self, at: usize) -> Option<Atom> {
        match self.0[at] {
            Step::Word(word) => Some(Atom::Word(self.run(at, word))),
            Step::Slot(slot) => Some(Atom::Slot(slot)),
            _ => None,
        }
    }

    /// A word, and those that must follow it.
    fn run(&self, at: usize, word: &str) -> String {
        let mut words = word.to_owned();
        let mut at = at;
        while let [next] = self.closure(&[at + 1])[..] {
            let Step::Word(word) = self.0[next] else { break };
            words = format!("{words} {word}");
            at = next;
        }
        words
    }
}

fn slot(token: &str) -> Option<Slot> {
    Some(match token {
        "SEAT" => Slot::Name(&[Kind::Seat]),
        "PARTY" => Slot::Name(&[Kind::Seat, Kind::Group]),
        "TARGET" => Slot::Name(&[Kind::Charter, Kind::Seat]),
        "CHARTER" => Slot::Name(&[Kind::Charter]),
        "ARTIFACT" => Slot::Name(&[Kind::Artifact]),
        "METRIC" => Slot::Name(&[Kind::Metric]),
        "CLASS" => Slot::Name(&[Kind::Class]),
        "FUNCTION" => Slot::Name(&[Kind::Function]),
        "CALENDAR" => Slot::Name(&[Kind::Calendar]),
        "BET" => Slot::Name(&[Kind::Bet]),
        "RAISE" => Slot::Raise,
        "RECORD" => Slot::Record,
        "SUBJECT" => Slot::Subject,
        "FIRED" => Slot::Fired,
        "HELD" => Slot::Held,
        "SIGNER" => Slot::Signer,
        "RULE" => Slot::Rule,
        "QUESTION" => Slot::Question,
        "FREE" => Slot::Free,
        "EMAIL" => Slot::Email,
        "TEXT" => Slot::Text,
        "DATE" => Slot::Date,
        "TIME" => Slot::Time,
        "SHORT" => Slot::Short,
        "COUNT" => Slot::Count,
        "EVERY" => Slot::Every,
        "UNIT" => Slot::Unit,
        "OFTEN" => Slot::Often,
        "OFFSET" => Slot::Offset,
        "NUMBER" => Slot::Number,
        "THRESHOLD" => Slot::Threshold,
        "SHARE" => Slot::Share,
        "OPERATOR" => Slot::Operator,
        "CURRENCY" => Slot::Currency,
        "ZONE" => Slot::Zone,
        "WEEKDAY" => Slot::Weekday,
        "MONTH" => Slot::Month,
        "ORDINAL" => Slot::Ordinal,
        "ALTITUDE" => Slot::Altitude,
        "LEVEL" => Slot::Level,
        "ATTENTION" => Slot::Attention,
        "SURFACE" => Slot::Surface,
        "TIER" => Slot::Tier,
        "CHANNEL" => Slot::Channel,
        "EVIDENCE" => Slot::Evidence,
        "HORIZON" => Slot::Horizon,
        "DISPOSITION" => Slot::Disposition,
        _ => return None,
    })
}

impl Slot {
    /// Whether a word can be in it; no more is asked than to tell it from others beside it.
    fn takes(self, word: &str) -> bool {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let is_text = word.starts_with('"');
        match self {
            Slot::Text => is_text,
            Slot::Email => word.starts_with('<'),
            Slot::Date | Slot::Time | Slot::Number => digits > 0,
            Slot::Threshold => digits > 0 && !word.ends_with('%'),
            Slot::Ordinal => digits > 0 || word == "last",
            Slot::Share => word.ends_with('%'),
            Slot::Short => 0 < digits && digits < word.len(),
            Slot::Count | Slot::Every => 0 < digits && digits == word.len(),
            Slot::Operator => word.starts_with(['<', '>', '=']),
            Slot::Often => word.ends_with("ly"),
            Slot::Unit => crate::words::is_unit(word),
            Slot::Currency => word.len() == 3 && word.bytes().all(|it| it.is_ascii_uppercase()),
            // It stands where a class may stand, and is none.
            Slot::Name(_) if word == "because" => false,
            _ => !is_text && word != ",",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Atom, Slot, after};

    fn said(form: &'static str, words: &str) -> String {
        let words: Vec<&str> = words.split_whitespace().collect();
        let Some(next) = after(form, &words) else { return "not so".into() };
        let atoms = next.atoms.iter().map(|atom| match atom {
            Atom::Word(word) => word.clone(),
            Atom::Slot(Slot::Name(_)) => "NAME".into(),
            Atom::Slot(slot) => format!("{slot:?}"),
        });
        let end = next.ends.then(|| ".".to_owned());
        atoms.chain(end).collect::<Vec<String>>().join(" | ")
    }

    #[test]
    fn a_form_says_what_comes_next() {
        const UPWARD: &str = "( to TARGET within SHORT [ when TEXT ] | none because TEXT )";
        assert_eq!(said(UPWARD, ""), "to | none because");
        assert_eq!(said(UPWARD, "to"), "NAME");
        assert_eq!(said(UPWARD, "to a"), "within");
        assert_eq!(said(UPWARD, "to a within 2h"), "when | .");
        assert_eq!(said(UPWARD, "none because \"x\""), ".");
        assert_eq!(said(UPWARD, "up"), "not so");
    }

    #[test]
    fn lists_and_parts_in_any_order() {
        const FORM: &str = "{ SEAT [ gates | vetoes ] } [ from DATE | until DATE ]*";
        assert_eq!(said(FORM, "a"), "gates | vetoes | from | until | .");
        assert_eq!(said(FORM, "a gates ,"), "NAME");
        assert_eq!(said(FORM, "a , b until 2026-01-01"), "from | until | .");
        assert_eq!(said(FORM, "a until 2026-01-01 from"), "Date");
    }

    #[test]
    fn three_ways() {
        assert_eq!(said("( a b | c d | e ) f", ""), "a b f | c d f | e f");
        assert_eq!(said("( a b | c d | e ) f", "c"), "d f");
        assert_eq!(said("x ( a | ( b | c ) | d )", "x"), "a | b | c | d");
    }
}
