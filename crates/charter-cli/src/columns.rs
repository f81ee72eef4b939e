//! Words for a terminal: on one line whatever somebody wrote, wrapped where a line is too long for
//! the page, and set in columns.

use textwrap::{Options, WordSplitter};

/// A column that is narrower tells nothing any more.
const LEAST: usize = 12;
/// Wider than this, a column gives way before another is left out.
const FAIR: usize = 24;

/// A title may hold a line break, or what moves the cursor of a terminal.
pub(crate) fn one_line(text: &str) -> String {
    text.chars().map(|it| if it.is_control() { ' ' } else { it }).collect()
}

/// A sentence as lines of a page, where its width is known: the first behind one indent, the
/// others behind another.
pub(crate) fn wrapped(text: &str, width: Option<usize>, indents: [&str; 2]) -> Vec<String> {
    let [first, more] = indents;
    let Some(width) = width else { return vec![format!("{first}{text}")] };
    // Names are full of hyphens, and stay whole.
    let options = Options::new(width).word_splitter(WordSplitter::NoHyphenation);
    let options = options.initial_indent(first).subsequent_indent(more);
    textwrap::wrap(text, options).into_iter().map(|line| line.into_owned()).collect()
}

/// The rows as lines, each column as wide as its longest cell; the last ends where its words do.
pub(crate) fn columns<const N: usize>(rows: &[[String; N]]) -> String {
    let rows = rows.iter().map(|row| row.iter().map(|cell| one_line(cell)).collect()).collect();
    let table = Table { rows, indent: "", is_of_words: true, yields: 0 };
    table.lines(None).into_iter().map(|line| line + "\n").collect()
}

/// A heading, and rows below it.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    rows: Vec<Vec<String>>,
    indent: &'static str,
    /// Whether every column stands on the left; else those of numbers stand on the right.
    is_of_words: bool,
    /// The column that gives way where the page is too narrow.
    yields: usize,
}

impl Table {
    /// A table of names and numbers, indented; the names give way.
    pub(crate) fn of_numbers(heads: &[&str]) -> Table {
        Table { rows: vec![owned(heads)], indent: "  ", is_of_words: false, yields: 0 }
    }

    /// A table of words; one column of them gives way.
    pub(crate) fn of_words(heads: &[&str], yields: usize) -> Table {
        Table { rows: vec![owned(heads)], indent: "", is_of_words: true, yields }
    }

    pub(crate) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells.iter().map(|it| one_line(it)).collect());
    }

    /// With one column more: what stands in the heading, and in each row.
    pub(crate) fn and_column(mut self, cells: impl Iterator<Item = String>) -> Table {
        self.rows.iter_mut().zip(cells).for_each(|(row, cell)| row.push(cell));
        self
    }

    /// Whether there is nothing but the heading.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.len() < 2
    }

    /// How wide it is.
    pub(crate) fn width(&self) -> usize {
        self.wide(&self.widths())
    }

    /// Without the columns that it can spare, one after another, until it fits. The name that a
    /// row begins with may be wrapped before one of them goes.
    pub(crate) fn sparing(mut self, spare: &[&str], width: Option<usize>) -> Table {
        for head in spare {
            let mut widths = self.widths();
            if let Some(first) = widths.first_mut() {
                *first = FAIR.min(*first);
            }
            if width.is_none_or(|width| self.wide(&widths) <= width) {
                break;
            }
            let column = self.rows.first().and_then(|heads| heads.iter().position(|it| it == head));
            for row in &mut self.rows {
                column.filter(|nth| *nth < row.len()).map(|nth| row.remove(nth));
            }
        }
        self
    }

    /// Its lines on a page, where its width is known. One column is wrapped where the page is too
    /// narrow; where it is narrower still, each row is a block of lines.
    pub(crate) fn lines(&self, width: Option<usize>) -> Vec<String> {
        let mut widths = self.widths();
        let over = width.map_or(0, |width| self.wide(&widths).saturating_sub(width));
        if let Some(own) = widths.get_mut(self.yields).filter(|_| over > 0) {
            let room = own.saturating_sub(over);
            if room < LEAST.min(*own) {
                return self.blocks(width);
            }
            *own = room;
        }
        let words: Vec<bool> = (0..widths.len()).map(|nth| self.stands_left(nth)).collect();
        let rows = self.rows.iter().flat_map(|row| self.wrap(row, &widths));
        rows.map(|row| self.line(&row, &widths, &words)).collect()
    }

    fn widths(&self) -> Vec<usize> {
        let count = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |nth: usize| {
            self.rows.iter().filter_map(|row| row.get(nth)).map(|it| it.chars().count()).max()
        };
        (0..count).map(|nth| width(nth).unwrap_or(0)).collect()
    }

    fn wide(&self, widths: &[usize]) -> usize {
        self.indent.len() + widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1)
    }

    /// Whether a column stands on the left: names, words, bars.
    fn stands_left(&self, nth: usize) -> bool {
        let is_word = |cell: &String| cell.starts_with(|it: char| it.is_alphabetic() || it >= '▀');
        let cells = || self.rows.iter().skip(1).filter_map(|row| row.get(nth));
        self.is_of_words || nth == 0 || cells().any(is_word)
    }

    /// A row as several, where the cell that gives way does not fit on one line.
    fn wrap(&self, row: &[String], widths: &[usize]) -> Vec<Vec<String>> {
        let (Some(cell), Some(width)) = (row.get(self.yields), widths.get(self.yields)) else {
            return vec![row.to_vec()];
        };
        if cell.chars().count() <= *width {
            return vec![row.to_vec()];
        }
        let pieces = textwrap::wrap(cell, *width).into_iter().enumerate();
        let rows = pieces.map(|(nth, piece)| {
            let mut row = if nth == 0 { row.to_vec() } else { vec![String::new(); row.len()] };
            row[self.yields] = piece.into_owned();
            row
        });
        rows.collect()
    }

    fn line(&self, row: &[String], widths: &[usize], words: &[bool]) -> String {
        let cells = row.iter().zip(widths).zip(words).map(|((cell, &width), is_word)| {
            if *is_word { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
        });
        let line = format!("{}{}", self.indent, cells.collect::<Vec<_>>().join("  "));
        line.trim_end().to_owned()
    }

    /// Each row as lines of its own, a cell behind its heading.
    fn blocks(&self, width: Option<usize>) -> Vec<String> {
        let Some((heads, rows)) = self.rows.split_first() else { return Vec::new() };
        let room = heads.iter().map(|it| it.chars().count()).max().unwrap_or(0);
        let more = format!("{}{:room$}  ", self.indent, "");
        let mut lines = Vec::new();
        for (nth, row) in rows.iter().enumerate() {
            if nth > 0 {
                lines.push(String::new());
            }
            for (head, cell) in heads.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
                let first = format!("{}{head:room$}  ", self.indent);
                lines.extend(wrapped(cell, width, [&first, &more]));
            }
        }
        lines
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|it| (*it).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::of_words(&["kind", "title", "since"], 1);
        table.row(["bet", "Something\nlong enough", "2026-11-20"].map(str::to_owned).to_vec());
        table
    }

    #[test]
    fn one_column_gives_way() {
        let whole =
            ["kind  title                  since", "bet   Something long enough  2026-11-20"];
        assert_eq!(table().lines(None), whole);
        assert_eq!(table().lines(Some(39)), whole);
        let narrow =
            ["kind  title         since", "bet   Something     2026-11-20", "      long enough"];
        assert_eq!(table().lines(Some(30)), narrow);
        let blocks = ["kind   bet", "title  Something", "       long enough", "since  2026-11-20"];
        assert_eq!(table().lines(Some(20)), blocks);
    }

    #[test]
    fn what_can_be_spared_goes_first() {
        let mut table = Table::of_numbers(&["who", "nine", "ten", ""]);
        table.row(["somebody", "9", "10", "late"].map(str::to_owned).to_vec());
        let lines = |width| table.clone().sparing(&["ten", "nine"], Some(width)).lines(Some(width));
        assert_eq!(lines(27), ["  who       nine  ten", "  somebody     9   10  late"]);
        assert_eq!(lines(26), ["  who       nine", "  somebody     9  late"]);
        assert_eq!(lines(18), ["  who", "  somebody  late"]);
    }
}
