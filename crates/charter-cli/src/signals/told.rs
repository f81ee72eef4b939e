//! Signals for a terminal: sentences, tables, and bars of block characters.

use charter::signals::{CharterAge, Dated, Named, Open, SignalsReport};

use super::bar::{SIGNS, bar};
use super::view::{self, View};
use crate::columns::{Table, one_line, wrapped};

/// So many charters, seats or raises are told; the other formats have all of them.
const FEW: usize = 8;
/// Where nobody knows how wide it is.
const WIDTH: usize = 100;
/// A bar is never wider.
const BAR: usize = 24;

/// All signals. Where the width of the page is known, nothing stands beyond it.
pub(super) fn told(report: &SignalsReport, width: Option<usize>) -> String {
    let mut page = Page { lines: Vec::new(), width };
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
    page.lines.iter().map(|line| format!("{line}\n")).collect()
}

struct Page {
    lines: Vec<String>,
    width: Option<usize>,
}

impl Page {
    fn say(&mut self, line: impl Into<String>) {
        self.lines.push(line.into());
    }

    /// A sentence, wrapped behind its beginning.
    fn sentence(&mut self, text: &str) {
        self.lines.extend(wrapped(text, self.width, ["  ", "    "]));
    }

    /// A table below an empty line, if anything stands in it.
    fn table(&mut self, table: &Table, more: usize) {
        if table.is_empty() {
            return;
        }
        self.say("");
        self.lines.extend(table.lines(self.width));
        if more > 0 {
            self.sentence(&format!("and {more} more: `--format csv` has all of them"));
        }
    }

    fn alarms(&mut self, report: &SignalsReport) {
        let alarms = view::alarms(report);
        if alarms.is_empty() {
            return;
        }
        self.lines.extend(wrapped(view::crossed(report), self.width, [""; 2]));
        alarms.iter().for_each(|line| self.sentence(line));
        self.say("");
    }

    fn signal<T>(&mut self, view: &View<'_, T>, report: &SignalsReport) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.say("");
        }
        self.say(view.title);
        self.sentence(&format!("{}; {}", view.about, one_line(&view.signal.charge())));
        view.says.iter().for_each(|line| self.sentence(line));
        self.quarters(view, report);
        if view.by_charter {
            self.parts(view, "charter", &view.signal.scopes.charters);
        }
        self.parts(view, "seat", &view.signal.scopes.seats);
    }

    fn quarters<T>(&mut self, view: &View<'_, T>, report: &SignalsReport) {
        let mut table = self.by_quarter(view, report, view::quarter);
        if self.room(&table) == 0 {
            table = self.by_quarter(view, report, view::quarter_in_short);
        }
        let table = table.sparing(view.spare, self.width);
        let parts: Vec<Vec<f64>> = view.signal.scopes.quarters.iter().map(view.parts).collect();
        let most = parts.iter().map(|it| it.iter().sum::<f64>()).fold(0.0, f64::max);
        let room = self.room(&table).saturating_sub(2).min(BAR);
        if room < 4 || most <= 0.0 {
            return self.table(&table, 0);
        }
        let legend = view.legend.iter().zip(SIGNS).map(|(is, sign)| format!("{sign} {is}"));
        let legend = legend.collect::<Vec<_>>().join("  ");
        // What the signs mean stands above the bars, or below the table where it is too long.
        let wide = table.width() + 2 + legend.chars().count();
        let is_above = self.width.is_none_or(|width| wide <= width);
        let bars = parts.iter().map(|parts| bar(parts, most, room));
        let head = if is_above { legend.clone() } else { String::new() };
        self.table(&table.and_column(std::iter::once(head).chain(bars)), 0);
        if !is_above {
            self.sentence(&legend);
        }
    }

    fn by_quarter<T>(
        &self,
        view: &View<'_, T>,
        report: &SignalsReport,
        name: fn(&Dated, &SignalsReport) -> String,
    ) -> Table {
        let mut table = Table::of_numbers(&[&["quarter"], view.heads].concat());
        for (quarter, value) in report.quarters.iter().zip(&view.signal.scopes.quarters) {
            table.row([vec![name(quarter, report)], (view.cells)(value)].concat());
        }
        table
    }

    /// How many columns of the page are left beside a table.
    fn room(&self, table: &Table) -> usize {
        self.width.unwrap_or(WIDTH).saturating_sub(table.width())
    }

    fn parts<T>(&mut self, view: &View<'_, T>, head: &str, all: &[Named<T>]) {
        let mut table = Table::of_numbers(&[&[head], view.heads].concat());
        for it in view.ordered(all).into_iter().take(FEW) {
            table.row([vec![it.name.to_owned()], (view.cells)(&it.value)].concat());
        }
        self.table(&table.sparing(view.spare, self.width), all.len().saturating_sub(FEW));
    }

    fn open(&mut self, open: &[Open]) {
        let mut table = Table::of_numbers(&["open", "charter", "days", "due", ""]);
        for it in open.iter().take(FEW) {
            table.row([vec![it.raise.to_owned()], view::open(it)].concat());
        }
        let table = table.sparing(&["charter", "due"], self.width);
        self.table(&table, open.len().saturating_sub(FEW));
    }

    fn accepted(&mut self, report: &SignalsReport) {
        let mut table = Table::of_numbers(&["drafts by machines", "accepted", "drift"]);
        for (quarter, cells) in view::accepted(report) {
            table.row([vec![quarter], cells].concat());
        }
        self.table(&table, 0);
    }

    fn distribution(&mut self, report: &SignalsReport) {
        let buckets = &report.age.whole().distribution;
        let most = buckets.iter().map(|it| it.charters).max().unwrap_or(0);
        let mut table = Table::of_numbers(&["reviewed", "charters"]);
        for it in buckets.iter().filter(|_| most > 0) {
            table.row(vec![format!("{} ago", it.label()), it.charters.to_string()]);
        }
        let room = self.room(&table).saturating_sub(2).min(BAR);
        let bars = buckets.iter().map(|it| bar(&[it.charters as f64], most as f64, room));
        self.table(&table.and_column(std::iter::once(String::new()).chain(bars)), 0);
    }

    fn oldest(&mut self, ages: &[CharterAge]) {
        let mut table = Table::of_numbers(&["oldest", "owner", "reviewed", "days", "due", ""]);
        for it in ages.iter().take(FEW) {
            table.row([vec![it.charter.to_owned()], view::aged(it)].concat());
        }
        let table = table.sparing(&["owner", "reviewed", "due"], self.width);
        self.table(&table, ages.len().saturating_sub(FEW));
    }
}
