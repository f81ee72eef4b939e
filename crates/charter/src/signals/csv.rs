//! As a table: one number a row, for spreadsheets.
//!
//! `signal,scope,key,quarter,measure,value`. The scope is `whole`, `charter`, `seat` or `limit`; the key
//! is the name of the charter, the seat or the limit. A row with a quarter, told by its first day, is
//! of that quarter; one without is of all days that are looked at. Where there is nothing to
//! measure there is no row. Every field is a word, a date or a number, and a value is a number, so
//! nothing is ever quoted. Whose a limit is that is crossed, the signal says: no row does.

use std::fmt::Write;

use super::measure::Measures;
use super::{Crossed, Signal, SignalsReport};

/// The heading.
const COLUMNS: &str = "signal,scope,key,quarter,measure,value\n";

/// All signals.
pub fn csv(report: &SignalsReport) -> String {
    let starts: Vec<String> = report.quarters.iter().map(|it| it.from.to_string()).collect();
    let mut out = COLUMNS.to_owned();
    signal(&mut out, "latency", &report.latency, &starts);
    signal(&mut out, "redecisions", &report.redecisions, &starts);
    signal(&mut out, "age", &report.age, &starts);
    signal(&mut out, "measured", &report.measured, &starts);
    signal(&mut out, "dispositions", &report.dispositions, &starts);
    report.crossed.iter().for_each(|it| crossed(&mut out, it));
    acceptance(&mut out, report);
    out
}

fn signal<T: Measures>(out: &mut String, name: &str, signal: &Signal<T>, starts: &[String]) {
    let scopes = &signal.scopes;
    rows(out, &format!("{name},whole,,"), &scopes.whole);
    for (start, value) in starts.iter().zip(&scopes.quarters) {
        rows(out, &format!("{name},whole,,{start}"), value);
    }
    for it in &scopes.charters {
        rows(out, &format!("{name},charter,{},", it.name), &it.value);
    }
    for it in &scopes.seats {
        rows(out, &format!("{name},seat,{},", it.name), &it.value);
    }
}

fn rows(out: &mut String, place: &str, of: &impl Measures) {
    for (measure, value) in of.measures() {
        let Some(value) = value else { continue };
        let _ = writeln!(out, "{place},{measure},{value}");
    }
}

fn crossed(out: &mut String, it: &Crossed) {
    let quarter = it.quarter.as_deref().unwrap_or_default();
    let place = format!("{},limit,{},{quarter}", it.signal, it.limit);
    let _ = writeln!(out, "{place},value,{}", it.value);
    let _ = writeln!(out, "{place},bound,{}", it.bound);
}

fn acceptance(out: &mut String, report: &SignalsReport) {
    let Some(acceptance) = &report.acceptance else { return };
    let _ = writeln!(out, "acceptance,whole,,,floor,{}", acceptance.floor);
    for it in &acceptance.quarters {
        let _ = writeln!(out, "acceptance,whole,,{},accepted,{}", it.quarter, it.accepted);
    }
    for it in &acceptance.reopens {
        let _ = writeln!(out, "acceptance,whole,,{},reopens,1", it.quarter);
    }
}
