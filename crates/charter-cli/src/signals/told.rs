//! Signals for a terminal: sentences, tables, and bars of block characters.

use charter::signals::{CharterAge, Named, Open, SignalsReport};

use super::bar::{SIGNS, bar};
use super::table::Table;
use super::view::{self, View, plain};

/// So many charters, seats or raises are told; the other formats have all of them.
const FEW: usize = 8;
/// Where nobody knows how wide it is.
const WIDTH: usize = 100;
/// A bar is never wider.
const BAR: usize = 24;

/// All signals, cut to a width where there is one.
pub(super) fn told(report: &SignalsReport, width: Option<usize>) -> String {
    let mut page = Page { lines: Vec::new(), width: width.unwrap_or(WIDTH) };
    page.alarms(report);
    page.signal(&view::latency(report), report);
    page.open(&report.open);
    page.signal(&view::redecisions(report), report);
    page.signal(&view::age(report), report);
    page.distribution(report);
    page.oldest(&report.ages);
    page.signal(&view::measured(report), report);
    page.signal(&view::dispositions(report), report);
    page.accepted(report);
    let cut = |line: &String| match width.filter(|width| *width < line.chars().count()) {
        Some(width) => line.chars().take(width.saturating_sub(1)).chain("…\n".chars()).collect(),
        None => format!("{line}\n"),
    };
    page.lines.iter().map(cut).collect()
}

struct Page {
    lines: Vec<String>,
    width: usize,
}

impl Page {
    fn say(&mut self, line: impl Into<String>) {
        self.lines.push(line.into());
    }

    /// A table below an empty line, if anything stands in it.
    fn table(&mut self, table: &Table, more: usize) {
        if table.is_empty() {
            return;
        }
        self.say("");
        self.lines.extend(table.lines());
        if more > 0 {
            self.say(format!("  and {more} more: `--format csv` has all of them"));
        }
    }

    fn alarms(&mut self, report: &SignalsReport) {
        let alarms = view::alarms(report);
        if alarms.is_empty() {
            return;
        }
        self.say("Limits crossed");
        alarms.iter().for_each(|line| self.say(format!("  {line}")));
        self.say("");
    }

    fn signal<T>(&mut self, view: &View<'_, T>, report: &SignalsReport) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.say("");
        }
        self.say(view.title);
        self.say(format!("  {}; {}", view.about, plain(&view.signal.charge())));
        view.says.iter().for_each(|line| self.say(format!("  {line}")));
        self.quarters(view, report);
        if view.by_charter {
            self.parts(view, "charter", &view.signal.scopes.charters);
        }
        self.parts(view, "seat", &view.signal.scopes.seats);
    }

    fn quarters<T>(&mut self, view: &View<'_, T>, report: &SignalsReport) {
        let values = &view.signal.scopes.quarters;
        let parts: Vec<Vec<f64>> = values.iter().map(view.parts).collect();
        let most = parts.iter().map(|it| it.iter().sum::<f64>()).fold(0.0, f64::max);
        let mut table = Table::new(&[&["quarter"], view.heads].concat());
        for (quarter, value) in report.quarters.iter().zip(values) {
            table.row([vec![view::quarter(quarter, report)], (view.cells)(value)].concat());
        }
        let taken = table.lines().iter().map(|line| line.chars().count()).max().unwrap_or(0);
        let room = self.width.saturating_sub(taken + 2).min(BAR);
        if room < 4 || most <= 0.0 {
            return self.table(&table, 0);
        }
        let legend = view.legend.iter().zip(SIGNS).map(|(is, sign)| format!("{sign} {is}"));
        let legend = legend.collect::<Vec<_>>().join("  ");
        let mut table = Table::new(&[&["quarter"], view.heads, &[legend.as_str()]].concat());
        for ((quarter, value), parts) in report.quarters.iter().zip(values).zip(&parts) {
            let bar = bar(parts, most, room);
            let name = view::quarter(quarter, report);
            table.row([vec![name], (view.cells)(value), vec![bar]].concat());
        }
        self.table(&table, 0);
    }

    fn parts<T>(&mut self, view: &View<'_, T>, head: &str, all: &[Named<T>]) {
        let mut table = Table::new(&[&[head], view.heads].concat());
        for it in view.ordered(all).into_iter().take(FEW) {
            table.row([vec![it.name.to_owned()], (view.cells)(&it.value)].concat());
        }
        self.table(&table, all.len().saturating_sub(FEW));
    }

    fn open(&mut self, open: &[Open]) {
        let mut table = Table::new(&["open", "charter", "days", "due", ""]);
        for it in open.iter().take(FEW) {
            let due = it.due.map_or("–".into(), |due| due.to_string());
            let overdue = if it.overdue { "overdue" } else { "" };
            let charter = it.charter.unwrap_or("–");
            let row = [it.raise, charter, &it.days.to_string(), &due, overdue];
            table.row(row.map(str::to_owned).to_vec());
        }
        self.table(&table, open.len().saturating_sub(FEW));
    }

    fn accepted(&mut self, report: &SignalsReport) {
        let mut table = Table::new(&["drafts by machines", "accepted", "drift"]);
        for (quarter, cells) in view::accepted(report) {
            table.row([vec![quarter], cells].concat());
        }
        self.table(&table, 0);
    }

    fn distribution(&mut self, report: &SignalsReport) {
        let buckets = &report.age.whole().distribution;
        let most = buckets.iter().map(|it| it.charters).max().unwrap_or(0);
        let mut table = Table::new(&["reviewed", "charters"]);
        for it in buckets.iter().filter(|_| most > 0) {
            let bar = bar(&[it.charters as f64], most as f64, BAR);
            table.row(vec![format!("{} ago", it.label()), it.charters.to_string(), bar]);
        }
        self.table(&table, 0);
    }

    fn oldest(&mut self, ages: &[CharterAge]) {
        let mut table = Table::new(&["oldest", "owner", "reviewed", "days", "due", ""]);
        for it in ages.iter().take(FEW) {
            let due = it.due.map_or("–".into(), |due| due.to_string());
            let overdue = if it.overdue { "overdue" } else { "" };
            let (reviewed, days) = (it.reviewed.to_string(), it.days.to_string());
            let row = [it.charter, it.owner.unwrap_or("–"), &reviewed, &days, &due, overdue];
            table.row(row.map(str::to_owned).to_vec());
        }
        self.table(&table, ages.len().saturating_sub(FEW));
    }
}
