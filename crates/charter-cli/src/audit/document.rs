//! The audit as a document in Markdown, for a leader who sorts everything with a pen.

use std::fmt::Write;

use charter::audit::{AuditReport, HeldData, RaiseData};
use charter::report::markdown::plain;

use super::table::{answer_by, holder, last, or_dash, role};

/// A section for each kind: a table, and the choice for each item.
pub(super) fn of(report: &AuditReport) -> String {
    let mut text = format!("# What {} holds\n\n", plain(&report.seat.title));
    let _ = write!(text, "As of {}: {}.\n\n", report.as_of, plain(&holder(&report.seat)));
    text.push_str(
        "Tick one box for each item: it goes on under your name, it is decided anew, or it ends. \
         Nothing is left without a tick.\n",
    );
    for (kind, heading, columns) in [
        ("charter", "Charters", ["In force since", "Last", "Meets next"]),
        ("bet", "Bets", ["Committed", "Last", "Reviewed next"]),
        ("trigger", "Triggers", ["Armed since", "Last", "Checked next"]),
    ] {
        let held: Vec<&HeldData> = report.held.iter().filter(|it| it.kind == kind).collect();
        section(heading, columns, &held, &mut text);
    }
    raises(&report.raises, &mut text);
    text
}

fn section(heading: &str, columns: [&str; 3], held: &[&HeldData], text: &mut String) {
    let _ = write!(text, "\n## {heading}\n\n");
    if held.is_empty() {
        text.push_str("None.\n");
        return;
    }
    let [since, last, next] = columns;
    row(["Name", "Title", since, last, next].map(str::to_owned), text);
    row(std::array::from_fn::<_, 5, _>(|_| "---".to_owned()), text);
    held.iter().for_each(|it| row(cells(it), text));
    for it in held {
        let _ = write!(text, "\n### {} (`{}`)\n\n", plain(&it.title), it.name);
        text.push_str("- [ ] recommit: it goes on, under my name\n");
        text.push_str("- [ ] redecide: it is decided anew, in the record \\_\\_\\_\\_\n");
        text.push_str("- [ ] retire: it ends, because \\_\\_\\_\\_\n");
    }
}

fn cells(it: &HeldData) -> [String; 5] {
    let last = it.last.as_ref().map_or_else(|| "–".into(), last);
    [
        format!("`{}`", it.name),
        plain(&it.title),
        or_dash(it.since.as_ref()),
        last,
        or_dash(it.next.as_ref()),
    ]
}

fn raises(raises: &[RaiseData], text: &mut String) {
    if raises.is_empty() {
        return;
    }
    text.push_str("\n## Waiting for an answer\n\n");
    row(["Name", "About", "Raised", "By", "Answer by", "This seat"].map(str::to_owned), text);
    row(std::array::from_fn::<_, 6, _>(|_| "---".to_owned()), text);
    for it in raises {
        let cells = [
            format!("`{}`", it.name),
            plain(&or_dash(it.about.as_ref())),
            or_dash(it.on.as_ref()),
            it.by.unwrap_or("–").to_owned(),
            answer_by(it),
            role(it).to_owned(),
        ];
        row(cells, text);
    }
}

fn row<const N: usize>(cells: [String; N], text: &mut String) {
    let _ = writeln!(text, "| {} |", cells.join(" | "));
}
