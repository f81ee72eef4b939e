//! Evidence that is older than the meeting that reads it.

use jiff::civil::Date;
use rayon::prelude::*;

use crate::config::Level;
use crate::model::{Artifact, Charter, Model, Named, Stretch};
use crate::rule::{Findings, FixKind, Rule};
use crate::time::frequency_days;
use crate::tree::{Body, ClauseKind, Name, Refreshed};
use crate::{Diagnostic, Span, say};

pub(crate) const RULE: Rule = Rule::lint(
    "stale-input",
    Level::Warn,
    FixKind::None,
    "an input is refreshed less often than the forum meets",
    include_str!("stale_input.md"),
    run,
);

/// Every four weeks is monthly, as it is for the classes of decision.
const SLACK: f64 = 1.1;

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    let reads =
        |it: &Charter<'_>| it.tree().present.any.contains(ClauseKind::Input) && !it.is_over(day);
    let charters: Vec<Charter<'_>> = findings.here(model).live_charters().filter(reads).collect();
    let found: Vec<Diagnostic> = charters
        .par_iter()
        .with_min_len(64)
        .flat_map_iter(|charter| of_charter(*charter, day))
        .collect();
    found.into_iter().for_each(|finding| findings.add(finding));
}

fn of_charter(charter: Charter<'_>, day: Date) -> Vec<Diagnostic> {
    let Some(stretch) = charter.stretch_from(day) else { return Vec::new() };
    let names = charter.inputs().flat_map(|input| input.artifacts.iter().copied());
    names.filter_map(|name| examine(charter, stretch, name, day)).collect()
}

fn examine(charter: Charter<'_>, stretch: Stretch, name: Name, day: Date) -> Option<Diagnostic> {
    let artifact = charter.model().named::<Artifact<'_>>(name.symbol).known()?;
    let (days, words) = refreshed(artifact, charter, day)?;
    if days <= stretch.period? * SLACK {
        return None;
    }
    let (rhythm, place) = say::meets(charter, stretch)?;
    let (forum, evidence) = (charter.name(), name.as_str());
    let message = format!("`{forum}` meets {rhythm} and reads `{evidence}`, refreshed {words}");
    let finding = RULE
        .finding(message, name.span, "the same as last time")
        .also(place, format!("meets {rhythm}"));
    let finding = match source(artifact) {
        Some(place) => finding.also(place, format!("refreshed {words}")),
        None => finding,
    };
    Some(finding.note("evidence that is read more often than it changes is a ritual").help(
        format!(
            "let `{evidence}` be refreshed as often as `{forum}` meets, or take it off the table"
        ),
    ))
}

/// Every how many days an artifact is refreshed, and in words; none where it is always
/// fresh, or nobody can tell.
fn refreshed(artifact: Artifact<'_>, reader: Charter<'_>, day: Date) -> Option<(f64, String)> {
    match artifact.refreshed()? {
        Refreshed::Every(frequency) => {
            Some((frequency_days(frequency)?, say::frequency(frequency)))
        }
        Refreshed::Live => None,
        Refreshed::By(name) => {
            let Named::Known(source) = artifact.model().named::<Charter<'_>>(name.symbol) else {
                return None;
            };
            let stretch = source.stretch_from(day).filter(|_| source != reader)?;
            let (rhythm, _) = say::meets(source, stretch)?;
            Some((stretch.period?, format!("{rhythm} by `{}`", source.name())))
        }
    }
}

/// Where the artifact says so.
fn source(artifact: Artifact<'_>) -> Option<Span> {
    artifact.clause_span(|body| matches!(body, Body::Refreshed(_)))
}
