//! A forum that goes on when nobody is left to own it.

use jiff::civil::Date;

use crate::config::Level;
use crate::model::{CadenceLine, Charter, Model, Seat};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{DateAt, Pattern};
use crate::{Diagnostic, Edit, Safety, Span, say};

pub(crate) const RULE: Rule = Rule::lint(
    "forum-outlives-owner",
    Level::Warn,
    FixKind::Unsafe,
    "a forum goes on after the last term of its owner",
    include_str!("forum_outlives_owner.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    for charter in findings.here(model).live_charters() {
        let owner = charter.owner().known();
        let Some((seat, end)) = owner.and_then(|seat| Some((seat, term(seat, day)?))) else {
            continue;
        };
        if let Some(finding) = finding(charter, seat, end, findings) {
            findings.add(finding);
        }
    }
}

/// The last day on which somebody holds a seat, if it is still to come. What is vacant
/// now, or retired, is said elsewhere.
fn term(seat: Seat<'_>, day: Date) -> Option<DateAt> {
    let end = seat.last_holder()?.until?;
    (end.value >= day && seat.retired().is_none()).then_some(end)
}

fn finding(
    charter: Charter<'_>,
    seat: Seat<'_>,
    end: DateAt,
    findings: &Findings<'_>,
) -> Option<Diagnostic> {
    let later = meetings_after(charter, end.value, findings);
    later.first()?;
    let (name, last) = (charter.name(), say::date(end.value));
    let message = format!("`{name}` goes on when nobody is left to own it");
    let owner = charter.owner_name().map_or(charter.span(), |owner| owner.span);
    let finding = RULE
        .finding(message, owner, format!("nobody holds it after {last}"))
        .also(end.span, "the last term ends");
    let finding = lines(&later)
        .into_iter()
        .fold(finding, |finding, (place, label)| finding.also(place, label));
    let finding = finding
        .note(match later.len() {
            1 => "once in the next two years nobody is there to decide".to_string(),
            count => format!("{count} meetings in the next two years have nobody to decide"),
        })
        .help(format!("say who holds `{}` next, or end the forum with the term", seat.name()));
    Some(match end_with(charter, end.value) {
        Some(edits) => {
            let title = format!("end `{name}` with the term: `until {}`", end.value);
            finding.fix_all(title, Safety::Unsafe, edits)
        }
        None => finding,
    })
}

/// What takes place after a day, as far as is looked ahead.
fn meetings_after<'m>(
    charter: Charter<'m>,
    end: Date,
    findings: &Findings<'_>,
) -> Vec<(CadenceLine<'m>, Date)> {
    let meetings = findings.ahead().of(charter).iter().filter_map(|meeting| {
        let line = meeting.line(charter)?;
        Some((line, meeting.local(line).date()))
    });
    meetings.filter(|(_, date)| *date > end).collect()
}

/// Each line that goes on, with its next meeting; where there are several, with how many
/// there are, so that the sum can be seen.
fn lines(later: &[(CadenceLine<'_>, Date)]) -> Vec<(Span, String)> {
    let mut lines: Vec<(Span, Date, usize)> = Vec::new();
    for (line, date) in later {
        match lines.iter_mut().find(|it| it.0 == line.says.pattern_span) {
            Some((_, _, count)) => *count += 1,
            None => lines.push((line.says.pattern_span, *date, 1)),
        }
    }
    let alone = lines.len() == 1;
    let label = |(place, first, count): (Span, Date, usize)| {
        let first = say::date(first);
        let label = match count {
            _ if alone => format!("meets on {first}"),
            1 => format!("1 meeting, on {first}"),
            _ => format!("{count} meetings, the first on {first}"),
        };
        (place, label)
    };
    lines.into_iter().map(label).collect()
}

/// Ends every line with a day; nothing where one begins later, or says something of
/// days after it.
fn end_with(charter: Charter<'_>, end: Date) -> Option<Vec<Edit>> {
    if charter.life().0 > end {
        return None;
    }
    let lines =
        charter.cadences().filter(|line| !matches!(line.says.pattern, Pattern::Trigger { .. }));
    let edits: Option<Vec<Option<Edit>>> = lines.map(|line| end_line(line, end)).collect();
    Some(edits?.into_iter().flatten().collect())
}

/// Nothing to change where a line has ended before.
fn end_line(line: CadenceLine<'_>, end: Date) -> Option<Option<Edit>> {
    let says = line.says;
    let excepted = says.except.iter().map(|it| it.date.value);
    let moved = says.moves.iter().flat_map(|it| [it.date.value, it.to.value]);
    let begins = says.from.map(|from| from.value);
    if excepted.chain(moved).chain(begins).any(|date| date > end) {
        return None;
    }
    match says.until {
        Some(until) if until.value <= end => Some(None),
        Some(until) => Some(Some(Edit { span: until.span, text: end.to_string() })),
        None => {
            let span = says.length?.span.after();
            Some(Some(Edit { span, text: format!(" until {end}") }))
        }
    }
}
