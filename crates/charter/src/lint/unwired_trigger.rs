//! A trigger that nobody declares, or that nobody looks at.

use jiff::civil::Date;

use crate::config::Level;
use crate::model::{Charter, Item, Model, Seat, Staff, Wire};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Evidence, Trigger};
use crate::{Diagnostic, Edit, Safety, Span};

pub(crate) const RULE: Rule = Rule::lint(
    "unwired-trigger",
    Level::Warn,
    FixKind::Unsafe,
    "no seat declares a trigger, or nothing says when it is checked",
    include_str!("unwired_trigger.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let staff = model.staff("competitive-intelligence");
    let unwired = findings
        .here(model)
        .triggers(findings.day())
        .filter_map(|wire| Some((wire, Lack::of(wire)?)));
    for (wire, lack) in unwired {
        let finding = draw(wire, lack, &staff, findings);
        findings.add(finding);
    }
}

/// What a trigger lacks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lack {
    Both,
    Seat,
    Rhythm,
}

impl Lack {
    /// A part that was not understood may be the one that lacks.
    fn of(wire: Wire<'_>) -> Option<Lack> {
        let Trigger { declared, checked, .. } = wire.says;
        let seat = declared.is_none() && !wire.item.has_garbled("declared");
        let rhythm = checked.is_none() && !wire.item.has_garbled("checked");
        match (seat, rhythm) {
            (true, true) => Some(Lack::Both),
            (true, false) => Some(Lack::Seat),
            (false, true) => Some(Lack::Rhythm),
            (false, false) => None,
        }
    }
}

fn draw<'m>(wire: Wire<'m>, lack: Lack, staff: &Staff<'m>, findings: &Findings<'_>) -> Diagnostic {
    let words = wire.words();
    let (message, label, help) = match lack {
        Lack::Both => (
            format!("nobody declares {words}, and nothing says when it is checked"),
            "who would notice, and when?",
            "add `declared by SEAT checked monthly`",
        ),
        Lack::Seat => (
            format!("nobody declares {words}"),
            "who says that it has fired?",
            "add `declared by SEAT`: who owns the number, or sees it first",
        ),
        Lack::Rhythm => (
            format!("nothing says when {words} is checked"),
            "who looks at it, and when?",
            "add `checked monthly`, or however often the evidence changes",
        ),
    };
    let finding = RULE
        .finding(message, wire.says.name.span, label)
        .note("else it is raised when somebody is angry enough, and not when the evidence is in")
        .help(help);
    let (declared, checked) = parts(wire, lack, staff, findings.day());
    if declared.is_none() && checked.is_none() {
        return finding;
    }
    let title = match (&declared, &checked) {
        (Some((_, seat)), Some(_)) => {
            format!("let `{seat}` declare it, and write when it is checked")
        }
        (Some((_, seat)), None) => format!("let `{seat}` declare it"),
        _ => "write when it is checked".to_string(),
    };
    let declared = declared.map(|(part, _)| part);
    let edits = edits(wire, declared, checked, findings.text(wire.span));
    finding.fix_all(title, Safety::Unsafe, edits)
}

/// The parts to be added, the first with the seat that it names.
fn parts<'m>(
    wire: Wire<'m>,
    lack: Lack,
    staff: &Staff<'m>,
    day: Date,
) -> (Option<(String, &'static str)>, Option<String>) {
    let seat = match lack {
        Lack::Rhythm => None,
        _ => declarer(wire, staff, day).map(Item::name),
    };
    let rhythm = (lack != Lack::Seat).then(|| format!("checked {}", often(wire, day)));
    (seat.map(|seat| (format!("declared by {seat}"), seat)), rhythm)
}

/// Who would know: Competitive Intelligence of the market; of a metric, its owner; else
/// the first of the counterparties. Not the owner alone, and not a machine.
fn declarer<'m>(wire: Wire<'m>, staff: &Staff<'m>, day: Date) -> Option<Item<'m>> {
    if wire.is_on(Evidence::Market) {
        return staff.seats().next().map(|seat| *seat);
    }
    let owner = wire.charter().and_then(|charter| charter.owner().known());
    let room = wire.charter().map(Charter::room).unwrap_or_default();
    let fits = |seat: &Seat<'m>| {
        Some(*seat) != owner
            && seat.retired().is_none()
            && !seat.is_external()
            && !seat.is_machine(day)
    };
    let measured = wire.metric().known().and_then(|metric| metric.owner().known());
    measured.filter(fits).or_else(|| room.into_iter().find(fits)).map(|seat| *seat)
}

/// Every month; every week where the forum meets more often than that.
fn often(wire: Wire<'_>, day: Date) -> &'static str {
    const MONTH: f64 = 27.0;
    let stretch = wire.charter().and_then(|charter| charter.stretch_from(day));
    let period = stretch.and_then(|stretch| stretch.period);
    if period.is_some_and(|days| days < MONTH) { "weekly" } else { "monthly" }
}

/// Adds the parts in the order in which a trigger is read.
fn edits(
    wire: Wire<'_>,
    declared: Option<String>,
    checked: Option<String>,
    text: &str,
) -> Vec<Edit> {
    if text.ends_with('}') {
        return vec![in_block(wire.span, declared.into_iter().chain(checked), text)];
    }
    let before = |keyword: &str, place: Option<Span>| {
        let upto = place.map(|place| (place.start - wire.span.start) as usize)?;
        text.get(..upto)?.rfind(keyword).map(|at| wire.span.start + at as u32)
    };
    let respond = before("respond", wire.says.respond.map(|it| it.span)).unwrap_or(wire.span.end);
    let look = before("checked", wire.says.checked.map(|it| it.span)).unwrap_or(respond);
    let at = |place: u32, words: String| {
        let text = match place == wire.span.end {
            true => format!(" {words}"),
            false => format!("{words} "),
        };
        Edit { span: Span { start: place, end: place, ..wire.span }, text }
    };
    match (declared, checked) {
        (Some(declared), Some(checked)) => vec![at(respond, format!("{declared} {checked}"))],
        (Some(declared), None) => vec![at(look, declared)],
        (None, Some(checked)) => vec![at(respond, checked)],
        (None, None) => Vec::new(),
    }
}

/// Each part on a line of its own, before the brace that closes the block.
fn in_block(span: Span, parts: impl Iterator<Item = String>, text: &str) -> Edit {
    let lines = parts.map(|part| {
        let (keyword, rest) = part.split_once(' ').unwrap_or((&part, ""));
        format!("    {keyword:<10}{rest}\n")
    });
    let lines: String = lines.collect();
    let inside = &text[..text.len() - 1];
    let own_line = inside.rfind('\n').filter(|at| inside[at + 1..].trim().is_empty());
    let (at, text) = match own_line {
        Some(at) => (span.start + at as u32 + 1, lines),
        None => (span.end - 1, format!("\n{lines}  ")),
    };
    Edit { span: Span { start: at, end: at, ..span }, text }
}
