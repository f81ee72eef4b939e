//! A meeting by a clock that is never changed, with people whose clocks are.

use jiff::Timestamp;
use jiff::civil::DateTime;
use rustc_hash::FxHashSet;

use crate::ahead::Meeting;
use crate::config::Level;
use crate::model::{CadenceLine, Charter, Item, Model, Seat};
use crate::rule::{Findings, FixKind, Rule};
use crate::time::{Zone, is_fixed};
use crate::tree::{ClauseKind, Kind};
use crate::{Diagnostic, Safety, Span, say};

pub(crate) const RULE: Rule = Rule::lint(
    "fixed-offset-zone",
    Level::Warn,
    FixKind::Unsafe,
    "a meeting is kept in an offset, and somebody keeps daylight saving",
    include_str!("fixed_offset_zone.md"),
    run,
)
.whole();

/// No more zones than this are offered, and seats named.
const MOST: usize = 3;

fn run(model: &Model, findings: &mut Findings<'_>) {
    let mut said: FxHashSet<Span> = FxHashSet::default();
    for charter in model.live_charters().filter(|charter| charter.has(ClauseKind::Cadence)) {
        for (nth, line) in charter.cadences().enumerate() {
            if !is_fixed(line.zone().name()) {
                continue;
            }
            let written = Written::of(line);
            if said.contains(&written.span) {
                continue;
            }
            let drifts = drifts(line, nth as u32, findings);
            if let Some(first) = drifts.first() {
                said.insert(written.span);
                findings.add(written.draw(line, first, &drifts));
            }
        }
    }
}

/// Where the zone of a line is written, and whose it is.
struct Written<'m> {
    span: Span,
    /// The charter, or the calendar or the owner's seat that it has the zone from.
    item: Item<'m>,
    /// Whether the zone is written at all.
    named: bool,
}

impl<'m> Written<'m> {
    fn of(line: CadenceLine<'m>) -> Self {
        let charter: Charter<'m> = line.charter;
        if let Some(zone) = line.says.zone {
            return Written { span: zone.span, item: *charter, named: true };
        }
        let model: &'m Model = charter.model();
        let owner = charter.owner().known().filter(|_| model.zone_of_owner());
        let owner = owner.map(|seat| *seat).filter(|seat| seat.own_zone().is_some());
        let item = owner.or_else(|| model.kept_by(*charter).map(|calendar| *calendar));
        match item.and_then(|item| Some((item.own_zone()?, item))) {
            Some((zone, item)) => Written { span: zone.span, item, named: true },
            None => Written { span: line.says.pattern_span, item: *charter, named: false },
        }
    }

    fn draw(&self, line: CadenceLine<'m>, first: &Drift<'m>, drifts: &[Drift<'m>]) -> Diagnostic {
        let (name, zone) = (self.name(), line.zone().name());
        let names: Vec<String> =
            drifts.iter().take(MOST).map(|it| format!("`{}`", it.seat.name())).collect();
        let who = match drifts.len() - names.len() {
            0 => say::and(&names),
            more => format!("{} and {more} more", names.join(", ")),
        };
        let keep = if drifts.len() == 1 { "keeps" } else { "keep" };
        let message = match self.named {
            true => format!("{name} is kept in `{zone}`, and {who} {keep} daylight saving"),
            false => format!(
                "{name} has no zone, so it is kept in `{zone}`, and {who} {keep} daylight saving"
            ),
        };
        let finding = RULE.finding(message, self.span, first.label());
        let finding = match self.item == *line.charter {
            true => finding,
            false => finding.also(line.says.pattern_span, "this forum, for one"),
        };
        let finding =
            finding.note("the meeting moves in their day each time their clocks are changed");
        self.mend(finding, drifts)
    }

    /// `` `platform-intake` ``, `` the calendar `acme` ``, `` what `vp-product` owns ``
    fn name(&self) -> String {
        let name = self.item.name();
        match self.item.kind() {
            Kind::Calendar => format!("the calendar `{name}`"),
            Kind::Seat => format!("what `{name}` owns"),
            _ => format!("`{name}`"),
        }
    }

    fn mend(&self, finding: Diagnostic, drifts: &[Drift<'m>]) -> Diagnostic {
        let mut zones: Vec<Zone> = Vec::new();
        for drift in drifts {
            if !zones.contains(&drift.zone) {
                zones.push(drift.zone);
            }
        }
        let name = self.item.name();
        let title = |zone: &Zone| format!("set `{name}` by the clocks of `{}`", zone.name());
        let Some(first) = zones.first() else { return finding };
        if !self.named {
            let zone = first.name();
            return finding
                .help(format!("say whose clock it is: `in {zone}`, or declare a calendar"));
        }
        let help = format!("{}: the zone of a place, whose clocks are changed too", title(first));
        let finding = finding.help(help);
        zones.iter().take(MOST).fold(finding, |finding, zone| {
            finding.fix(title(zone), Safety::Unsafe, self.span, zone.name())
        })
    }
}

/// Somebody for whom a line does not stay at its hour.
struct Drift<'m> {
    seat: Seat<'m>,
    zone: Zone,
    /// Two meetings, as clocks show them there.
    before: DateTime,
    after: DateTime,
}

impl Drift<'_> {
    fn label(&self) -> String {
        let time = |moment: DateTime| moment.strftime("%H:%M").to_string();
        let day = |moment: DateTime| say::date(moment.date());
        let (before, after) = (self.before, self.after);
        let name = self.seat.name();
        format!(
            "{} for `{name}` on {}, {} on {}",
            time(before),
            day(before),
            time(after),
            day(after)
        )
    }
}

/// Everybody in the room for whom a line of a charter does not stay at its hour.
fn drifts<'m>(line: CadenceLine<'m>, nth: u32, findings: &Findings<'_>) -> Vec<Drift<'m>> {
    let ahead = findings.ahead();
    let meetings = ahead.of(line.charter);
    if !meetings.iter().any(|it| it.line == nth) {
        return Vec::new();
    }
    let mut known: Vec<(Zone, Option<(DateTime, DateTime)>)> = Vec::new();
    let drift = |seat: Seat<'m>| {
        let zone = seat.zone();
        let found = known.iter().find(|(it, _)| *it == zone).map(|(_, found)| *found);
        let found = found.unwrap_or_else(|| {
            let changed = zone.changes(ahead.day(), ahead.until()).next();
            let of_line = meetings.iter().filter(|it| it.line == nth);
            let found = changed.and_then(|_| apart(zone, of_line));
            known.push((zone, found));
            found
        });
        found.map(|(before, after)| Drift { seat, zone, before, after })
    };
    line.charter.room().into_iter().filter_map(drift).collect()
}

/// The first meeting, and the first for which clocks of a zone stand otherwise.
fn apart<'a>(
    zone: Zone,
    mut meetings: impl Iterator<Item = &'a Meeting>,
) -> Option<(DateTime, DateTime)> {
    let start = |it: &Meeting| Timestamp::from_second(it.start).unwrap_or(Timestamp::MAX);
    let zone = zone.time_zone();
    let first = start(meetings.next()?);
    let offset = zone.to_offset(first);
    let other = meetings.map(start).find(|it| zone.to_offset(*it) != offset)?;
    Some((zone.to_datetime(first), zone.to_datetime(other)))
}
