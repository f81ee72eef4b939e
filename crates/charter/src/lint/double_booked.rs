//! Two rooms that need the same person in the same hour.

mod sweep;
mod week;

use jiff::Timestamp;
use rayon::prelude::*;

use crate::ahead::{Ahead, Meeting};
use crate::config::Level;
use crate::model::{CadenceLine, Charter, Model, Seat};
use crate::offer::slot::{self, Busy, Slot};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::Attention;
use crate::{Diagnostic, Safety, say};
use sweep::{Clash, People, Room, rooms};

pub(crate) const RULE: Rule = Rule::lint(
    "double-booked",
    Level::Warn,
    FixKind::Unsafe,
    "somebody who is required sits in two meetings at once",
    include_str!("double_booked.md"),
    run,
)
.whole();

/// For so many clashes a free slot is sought. A workspace with more has another problem.
const MENDED: usize = 100;

fn run(model: &Model, findings: &mut Findings<'_>) {
    let ahead = findings.ahead();
    let charters: Vec<Charter<'_>> = model.live_charters().collect();
    let rooms = rooms(&charters, ahead);
    let people = People::new(&rooms, ahead.day());
    let clashes = people.clashes(&rooms, ahead);
    let found: Vec<Option<Diagnostic>> = clashes
        .par_iter()
        .with_min_len(16)
        .enumerate()
        .map(|(nth, clash)| Some(Pair::new(clash, &rooms, &people, ahead)?.draw(nth < MENDED)))
        .collect();
    found.into_iter().flatten().for_each(|finding| findings.add(finding));
}

/// One side of a clash.
#[derive(Clone, Copy)]
struct Side<'m> {
    nth: u32,
    charter: Charter<'m>,
    meeting: Meeting,
    line: CadenceLine<'m>,
}

/// Two charters that clash, or one with itself.
struct Pair<'m, 'a> {
    clash: &'a Clash,
    /// The one that yields, or else stands later.
    yields: Side<'m>,
    stays: Side<'m>,
    /// Whether it is the rule of attention that says so.
    ranked: Option<Attention>,
    rooms: &'a [Room<'m>],
    people: &'a People<'m>,
    ahead: &'a Ahead,
}

impl<'m, 'a> Pair<'m, 'a> {
    fn new(
        clash: &'a Clash,
        rooms: &'a [Room<'m>],
        people: &'a People<'m>,
        ahead: &'a Ahead,
    ) -> Option<Self> {
        let side = |(nth, meeting): (u32, Meeting)| {
            let charter = rooms[nth as usize].charter;
            Some(Side { nth, charter, meeting, line: meeting.line(charter)? })
        };
        let (first, second) = (side(clash.first)?, side(clash.second)?);
        let (a, b) = (first.charter.attention(), second.charter.attention());
        let ranked = a.zip(b).filter(|(a, b)| a != b).map(|(a, b)| a.min(b));
        let swapped = ranked.is_some() && ranked == b;
        let (stays, yields) = if swapped { (second, first) } else { (first, second) };
        Some(Pair { clash, yields, stays, ranked, rooms, people, ahead })
    }

    fn draw(&self, mends: bool) -> Diagnostic {
        let finding = if self.is_one_charter() { self.with_itself() } else { self.of_two() };
        let finding = match self.clash.count {
            1 => finding.note("once in the next two years"),
            count => finding.note(format!("the first of {count} times in the next two years")),
        };
        let finding = match self.ranked {
            Some(first) => finding.note(self.rank(first)),
            None => finding,
        };
        let name = self.yields.charter.name();
        match mends.then(|| self.slot()) {
            None => finding.help("move one of the two"),
            Some(None) => finding.help("move one of the two, or see who need not be in both"),
            Some(Some(slot)) => {
                let words = slot.words;
                let what = match self.yields.line.says.slot {
                    Some(slot) => format!("`{}` of `{name}`", slot.as_str()),
                    None => format!("`{name}`"),
                };
                let title = format!(
                    "hold {what} {words}: whoever is required is free then, for the next two years"
                );
                let help = title.clone();
                finding.fix_all(title, Safety::Unsafe, vec![slot.edit]).help(help)
            }
        }
    }

    fn is_one_charter(&self) -> bool {
        self.yields.nth == self.stays.nth
    }

    fn of_two(&self) -> Diagnostic {
        let (yields, stays) = (self.yields.charter.name(), self.stays.charter.name());
        let who = self.who();
        let message = format!("{who} must be in `{stays}` and in `{yields}` at once");
        let span = self.yields.line.says.pattern_span;
        RULE.finding(message, span, self.whose(self.yields))
            .also(self.stays.line.says.pattern_span, self.whose(self.stays))
    }

    fn with_itself(&self) -> Diagnostic {
        let name = self.yields.charter.name();
        let message = format!("`{name}` meets twice at once");
        let span = self.yields.line.says.pattern_span;
        if self.yields.meeting.line == self.stays.meeting.line {
            let (a, b) = (self.when(self.stays), self.when(self.yields));
            return RULE.finding(message, span, format!("{a}, and {b}"));
        }
        RULE.finding(message, span, self.when(self.yields))
            .also(self.stays.line.says.pattern_span, self.when(self.stays))
    }

    /// `` `dir-product` ``, or a person in two seats.
    fn who(&self) -> String {
        const NAMED: usize = 3;
        let (stays, yields) = (self.stays.charter, self.yields.charter);
        let people = self.clash.people.iter().take(NAMED);
        let mut words: Vec<String> = people
            .map(|person| self.people.say(*person, stays, yields, self.ahead.day()))
            .collect();
        match self.clash.people.len().saturating_sub(NAMED) {
            0 => {}
            1 => words.push("one more".into()),
            more => words.push(format!("{more} more")),
        }
        say::and(&words)
    }

    /// `` `platform-intake`: Wed 2 Dec 2026, 10:00 to 11:00 ``
    fn whose(&self, side: Side<'m>) -> String {
        format!("`{}`: {}", side.charter.name(), self.when(side))
    }

    /// `Wed 2 Dec 2026, 10:00 to 11:00`, with the zone where the two differ.
    fn when(&self, side: Side<'m>) -> String {
        let zone = side.line.zone();
        let start = say::moment(side.meeting.local(side.line));
        let end = Timestamp::from_second(side.meeting.end).unwrap_or(Timestamp::MAX);
        let end = zone.time_zone().to_datetime(end).strftime("%H:%M").to_string();
        let differ = self.yields.line.zone() != self.stays.line.zone();
        let place = if differ { format!(" in {}", zone.name()) } else { String::new() };
        format!("{start} to {end}{place}")
    }

    fn rank(&self, first: Attention) -> String {
        let name = self.yields.charter.name();
        match first {
            Attention::Customer => format!("`{name}` yields: a live customer goes first"),
            _ => format!(
                "`{name}` yields: what a trigger reopens goes before a review of the roadmap"
            ),
        }
    }

    /// Another slot for the one that yields.
    fn slot(&self) -> Option<Slot> {
        let nth = self.yields.nth;
        let seats = self.yields.charter.required();
        let others = self.people.charters_of(&seats).into_iter().filter(|it| *it != nth);
        let taken = others.flat_map(|it| self.ahead.of(self.rooms[it as usize].charter));
        let line = self.yields.meeting.line;
        let own = self.ahead.of(self.yields.charter).iter().filter(|it| it.line != line);
        let busy = Busy::new(taken.chain(own).map(|it| (it.start, it.end)).collect());
        slot::free(self.yields.line, self.ahead, line, &busy)
    }
}

/// A seat as people say it, or the person who holds two.
fn said(a: Seat<'_>, b: Seat<'_>, holder: Option<&str>) -> String {
    match holder {
        Some(holder) if a != b => format!("{holder}, as `{}` and as `{}`,", a.name(), b.name()),
        _ => format!("`{}`", a.name()),
    }
}
