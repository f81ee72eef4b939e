//! `charter sign`: what is signed, who must, and the clause to write.

use std::fmt::Write;

use charter::model::Charter;
use charter::report::counted;
use charter::sign::{self, Asked, Asks, Fingerprint, Given, Sheet};
use charter::tree::ClauseKind;
use charter::{Analysis, Symbol, analyze, words};
use jiff::civil::Date;
use serde::Serialize;

use crate::args::{SignArgs, SignFormat};
use crate::workspace::Workspace;
use crate::{Failure, Status, Terminal, day, named};

/// Reads, resolves and prints.
pub(crate) fn run(args: &SignArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    let day = day::day(args.as_of)?;
    let workspace = Workspace::find(args.path.as_slice())?;
    let contents = workspace.read(terminal);
    let unread = contents.tell_unread(terminal);
    if contents.sources.is_empty() && unread == Status::Clean {
        return Err(workspace.empty());
    }
    let analysis = analyze(&contents.sources, &workspace.config, day);
    let charter = named::charter(&analysis.model, &args.name)?;
    let errors = tell_errors(&analysis, charter, terminal);
    let page = Page { charter, sheet: sign::sheet(charter), day };
    match args.format {
        SignFormat::Human => terminal.out.extend_from_slice(page.words().as_bytes()),
        SignFormat::Json => terminal.data(&page.data())?,
    }
    Ok(unread.max(errors))
}

/// What is not understood is not covered: it is said, and it is the status. That somebody
/// has not signed yet is why we are here.
fn tell_errors(analysis: &Analysis, charter: Charter<'_>, terminal: &mut Terminal) -> Status {
    let inside = |place| analysis.model.item_at(place).is_some_and(|item| item == *charter);
    let errors = crate::build::stoppers(analysis);
    let errors = errors.filter(|it| it.code != "unsigned" && inside(it.span())).count();
    if errors == 0 {
        return Status::Clean;
    }
    let (name, errors) = (charter.name(), counted(errors, "error", "errors"));
    terminal.say(&format!(
        "`{name}` is not ready to be signed, for it has {errors}: see `charter check`"
    ));
    Status::Findings
}

/// A charter, what is known of its signatures, and the day on which it is signed.
struct Page<'m> {
    charter: Charter<'m>,
    sheet: Sheet,
    day: Date,
}

// ── For people ──────────────────────────────────────────────────────────────

impl Page<'_> {
    fn words(&self) -> String {
        let (name, sheet) = (self.charter.name(), &self.sheet);
        let mut page = format!("{name}: {}\n", self.charter.title());
        let _ = writeln!(page, "fingerprint {}, over", sheet.fingerprint);
        let says =
            sheet.covers.iter().flat_map(|it| it.says.iter().map(move |line| (it.kind, line)));
        let mut last = None;
        for (kind, line) in says {
            let keyword = if last.replace(kind) == Some(kind) { "" } else { kind.keyword() };
            let _ = writeln!(page, "  {keyword:<16}{line}");
        }
        page.push('\n');
        match &sheet.asked[..] {
            [] => page.push_str("no class asks for signatures\n"),
            asked => asked.iter().for_each(|it| page.push_str(&asks(it))),
        }
        page.push('\n');
        match &sheet.given[..] {
            [] => page.push_str("nobody has signed\n"),
            given => page.push_str(&signatures(given)),
        }
        page.push('\n');
        match self.clause() {
            Some(clause) => {
                let _ = writeln!(page, "to sign it, write\n  {clause}");
            }
            None => page.push_str("everyone who must has signed\n"),
        }
        page
    }

    /// `signed vp-product on 2026-11-20 as 3f9a1c07b2e4`
    fn clause(&self) -> Option<String> {
        let seats = self.signers();
        let one = |seat: &Symbol| {
            format!("{} on {} as {}", seat.as_str(), self.day, self.sheet.fingerprint)
        };
        let seats: Vec<String> = seats.iter().map(one).collect();
        (!seats.is_empty()).then(|| format!("signed  {}", seats.join(", ")))
    }

    /// Whose signature is wanted; else those who signed without saying what.
    fn signers(&self) -> Vec<Symbol> {
        if !self.sheet.wanted.is_empty() {
            return self.sheet.wanted.clone();
        }
        let open = self.sheet.given.iter().filter(|it| it.fingerprint.is_none());
        open.map(|it| it.seat).collect()
    }
}

fn asks(asked: &Asked) -> String {
    let class = asked.class;
    match &asked.of {
        Asks::Number(number) => format!("`{class}` asks for {number} of those in the room\n"),
        Asks::Seats(seats) => {
            let seats: Vec<&str> = seats.iter().map(|it| it.as_str()).collect();
            format!("`{class}` asks for {}\n", words::list_and(&seats))
        }
    }
}

fn signatures(given: &[Given]) -> String {
    let width = given.iter().map(|it| it.seat.as_str().len()).max().unwrap_or(0);
    let line = |it: &Given| {
        let what = match it.fingerprint {
            None => "without a fingerprint".into(),
            Some(digits) if !it.stale => format!("as {digits}, which is this text"),
            Some(digits) => format!("as {digits}, stale: {}", changed(&it.changed)),
        };
        format!("  {:width$}  on {} {what}\n", it.seat.as_str(), it.date)
    };
    let lines: String = given.iter().map(line).collect();
    format!("signed by\n{lines}")
}

fn changed(kinds: &[ClauseKind]) -> String {
    let keywords: Vec<&str> = kinds.iter().map(|kind| kind.keyword()).collect();
    match keywords.len() {
        0 => "something has changed since".into(),
        1 => format!("{} has changed since", words::list_and(&keywords)),
        _ => format!("{} have changed since", words::list_and(&keywords)),
    }
}

// ── As data ─────────────────────────────────────────────────────────────────

#[derive(Serialize)]
struct Data {
    format: &'static str,
    as_of: String,
    charter: &'static str,
    fingerprint: String,
    covers: Vec<CoveredData>,
    asked: Vec<AskedData>,
    signatures: Vec<SignatureData>,
    wanted: Vec<&'static str>,
    clause: Option<String>,
}

#[derive(Serialize)]
struct CoveredData {
    clause: &'static str,
    says: Vec<String>,
}

#[derive(Serialize)]
struct AskedData {
    class: &'static str,
    seats: Option<Vec<&'static str>>,
    number: Option<usize>,
}

#[derive(Serialize)]
struct SignatureData {
    seat: &'static str,
    on: String,
    fingerprint: Option<String>,
    stale: bool,
    changed: Vec<&'static str>,
}

impl Page<'_> {
    fn data(&self) -> Data {
        let sheet = &self.sheet;
        let covers = sheet
            .covers
            .iter()
            .map(|it| CoveredData { clause: it.kind.keyword(), says: it.says.clone() });
        Data {
            format: "charter-sign/1",
            as_of: self.day.to_string(),
            charter: self.charter.name(),
            fingerprint: sheet.fingerprint.to_string(),
            covers: covers.collect(),
            asked: sheet.asked.iter().map(asked_data).collect(),
            signatures: sheet.given.iter().map(signature_data).collect(),
            wanted: sheet.wanted.iter().map(|it| it.as_str()).collect(),
            clause: self.clause(),
        }
    }
}

fn asked_data(asked: &Asked) -> AskedData {
    let (seats, number) = match &asked.of {
        Asks::Seats(seats) => (Some(seats.iter().map(|it| it.as_str()).collect()), None),
        Asks::Number(number) => (None, Some(*number)),
    };
    AskedData { class: asked.class, seats, number }
}

fn signature_data(given: &Given) -> SignatureData {
    SignatureData {
        seat: given.seat.as_str(),
        on: given.date.to_string(),
        fingerprint: given.fingerprint.map(|it: Fingerprint| it.to_string()),
        stale: given.stale,
        changed: given.changed.iter().map(|kind| kind.keyword()).collect(),
    }
}
