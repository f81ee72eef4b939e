//! The words of an agenda, for a terminal and for a document.

use jiff::civil::{Date, DateTime};

use super::data::{AgendaReport, Idle, Meeting, Person, Point, PointKind};
use super::queue::heading;
use crate::report::counted;
use crate::say;
use crate::tree::Attention;

impl AgendaReport {
    /// The parts that have a point, in their order, each with what it is called.
    pub fn parts(&self) -> Vec<(&'static str, Vec<&Point>)> {
        let of = |attention: Attention| {
            let points = self.points.iter().filter(move |it| it.attention == attention);
            (heading(attention), points.collect::<Vec<&Point>>())
        };
        let parts = Attention::ALL.iter().map(|attention| of(*attention));
        parts.filter(|(_, points)| !points.is_empty()).collect()
    }

    /// What stands over that which gets no time.
    pub fn rest(&self) -> &'static str {
        "No time yet"
    }

    /// `Fri 20 Nov 2026, looking ahead to Fri 18 Dec 2026`
    pub fn days(&self) -> String {
        format!("{}, looking ahead to {}", say::date(self.as_of), say::date(self.until))
    }
}

impl Point {
    /// What it is, in a word or two.
    pub fn noun(&self) -> &'static str {
        match self.kind {
            PointKind::Customer => "customer",
            PointKind::Trigger => "fired",
            PointKind::Escalation => "stuck",
            PointKind::Meeting => "meets",
            PointKind::CharterReview => "charter to read again",
            PointKind::BetReview => "bet to look at again",
            PointKind::LaunchReview => "launch to look at again",
        }
    }

    /// Since when, and until when: `raised on Fri 2 Oct 2026 by VP Engineering (Arjun); …`
    pub fn when(&self) -> String {
        match self.kind {
            PointKind::Customer | PointKind::Trigger | PointKind::Escalation => self.raised(),
            PointKind::Meeting => self.meets(),
            PointKind::CharterReview => {
                format!("last read on {}; due {}", day(self.since), self.by())
            }
            PointKind::BetReview => {
                format!("committed on {}; due {}", day(self.since), self.by())
            }
            PointKind::LaunchReview => {
                format!("launch day {}; due {}", day(self.since), self.by())
            }
        }
    }

    fn raised(&self) -> String {
        let by = self.raised_by.as_ref().map(|it| format!(" by {}", it.words()));
        let raised = format!("raised on {}{}", day(self.since), by.unwrap_or_default());
        match self.due {
            Some(_) => format!("{raised}; answer due {}", self.by()),
            None => format!("{raised}; no day is promised for an answer"),
        }
    }

    fn meets(&self) -> String {
        let next = self.forum.as_ref().and_then(Meeting::moment);
        next.unwrap_or_else(|| day(self.due))
    }

    /// `Mon 12 Oct 2026, 39 days late`
    fn by(&self) -> String {
        let due = day(self.due);
        match self.days_late {
            Some(late) => format!("{due}, {} late", counted(late as usize, "day", "days")),
            None => due,
        }
    }

    /// Who decides, and where.
    pub fn decided(&self) -> String {
        let decides = match &self.decides {
            Some(person) => format!("{} decides", person.words()),
            None => "nobody is named who decides".to_owned(),
        };
        match &self.forum {
            Some(forum) if self.kind != PointKind::Meeting => {
                let late = if self.is_met_late(forum) { ", after the answer is due" } else { "" };
                format!("{decides}, in {}: {}{late}", forum.title, forum.words())
            }
            _ => decides,
        }
    }

    /// Whether those who have to answer meet only when the answer is late.
    fn is_met_late(&self, forum: &Meeting) -> bool {
        let raised = matches!(self.kind, PointKind::Trigger | PointKind::Escalation);
        let late = |next: DateTime| self.due.is_some_and(|due| due < next.date());
        raised && forum.next.is_some_and(late)
    }

    /// What it is about, unless that is where it is decided; and what shows it.
    pub fn more(&self) -> Option<String> {
        let forum = self.forum.as_ref().map(|forum| &forum.charter);
        let about = self.about.as_ref().filter(|about| Some(&about.name) != forum);
        let about = about.filter(|about| about.title != self.title);
        let about = about.map(|about| format!("about the {} {}", about.kind, about.title));
        match (about, &self.says) {
            (Some(about), Some(says)) => Some(format!("{about}: {says}")),
            (about, says) => about.or_else(|| says.clone()),
        }
    }
}

impl Person {
    /// `VP Product (Maya Lindqvist)`
    pub fn words(&self) -> String {
        let holder = self.holder.as_deref().unwrap_or("nobody holds it");
        format!("{} ({holder})", self.title)
    }
}

impl Meeting {
    /// `Tue 8 Dec 2026, 10:00 in Europe/London`
    fn moment(&self) -> Option<String> {
        let (next, zone) = (self.next?, self.zone.as_deref()?);
        Some(format!("{} in {zone}", say::moment(next)))
    }

    /// When it meets, or why nobody knows.
    fn words(&self) -> String {
        match (self.moment(), &self.on_trigger_within) {
            (Some(moment), _) => format!("next on {moment}"),
            (None, Some(within)) => format!("it meets within {within} of a trigger"),
            (None, None) => "no meeting is set".to_owned(),
        }
    }
}

impl Idle {
    /// `gets no time until somebody owns it`
    pub fn words(&self) -> String {
        format!("gets no time until {}", self.until)
    }
}

fn day(day: Option<Date>) -> String {
    day.map_or_else(|| "no day".to_owned(), say::date)
}
