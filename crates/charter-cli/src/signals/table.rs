//! Tables for a terminal: columns as wide as what stands in them.

/// A heading, and rows below it. Words and bars stand on the left, numbers on the right.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(heads: &[&str]) -> Table {
        Table { rows: vec![heads.iter().map(|it| (*it).to_owned()).collect()] }
    }

    pub(super) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// Whether there is nothing but the heading.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.len() < 2
    }

    /// Its lines, each indented by two.
    pub(super) fn lines(&self) -> Vec<String> {
        let count = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |nth: usize| {
            self.rows.iter().filter_map(|row| row.get(nth)).map(|it| it.chars().count()).max()
        };
        let widths: Vec<usize> = (0..count).map(|nth| width(nth).unwrap_or(0)).collect();
        let words: Vec<bool> = (0..count).map(|nth| self.is_of_words(nth)).collect();
        self.rows.iter().map(|row| line(row, &widths, &words)).collect()
    }

    /// Whether a column stands on the left: names, words, bars.
    fn is_of_words(&self, nth: usize) -> bool {
        let is_word = |cell: &String| {
            cell.starts_with(char::is_alphabetic) || cell.starts_with(super::bar::SIGNS)
        };
        nth == 0 || self.rows.iter().skip(1).filter_map(|row| row.get(nth)).any(is_word)
    }
}

fn line(row: &[String], widths: &[usize], words: &[bool]) -> String {
    let mut line = String::new();
    for ((cell, width), is_word) in row.iter().zip(widths).zip(words) {
        line.push_str("  ");
        line.push_str(&if *is_word {
            format!("{cell:<width$}")
        } else {
            format!("{cell:>width$}")
        });
    }
    line.truncate(line.trim_end().len());
    line
}
