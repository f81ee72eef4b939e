//! Days as people say them: `2 October 2026`, `October 2nd, 2026`, `2 Oct`.

use jiff::civil::Date;

use super::Mender;
use super::lex::Sort;
use super::statement::Statement;
use crate::diagnostic::{Diagnostic, Safety};
use crate::head::A_DAY;
use crate::tree::Kind;
use crate::words::{MONTHS, quoted};

/// A day in words in a first line, by its tokens.
struct Spoken {
    on: Option<usize>,
    first: usize,
    last: usize,
    /// A title that stands behind it.
    title: Option<usize>,
    said: Said,
}

impl Mender<'_> {
    /// Whether a first line has a day in words; says how it is written.
    pub(super) fn says_spoken_day(&mut self, kind: Kind, statement: &Statement) -> bool {
        let Some(spoken) = self.spoken_day(statement) else { return false };
        self.errors.push(self.in_words(kind, &spoken));
        self.blank(spoken.on.unwrap_or(spoken.first), spoken.last);
        self.garble(statement, "on");
        true
    }

    /// The day in words behind the name and maybe the title, if nothing else stands there.
    fn spoken_day(&self, statement: &Statement) -> Option<Spoken> {
        let sort = |at: &usize| self.tokens.get(*at).map(|token| token.sort);
        let is_title = |at: &usize| matches!(sort(at), Some(Sort::Text | Sort::OpenText(_)));
        let (mut first, mut last) = (statement.first + 2, statement.last);
        first += usize::from(is_title(&first));
        let title = Some(last).filter(is_title);
        last -= usize::from(title.is_some());
        let on = Some(first).filter(|on| self.word(*on) == "on");
        first += usize::from(on.is_some());
        let said = Said::of((first..=last).map(|at| self.word(at)))?;
        Some(Spoken { on, first, last, title, said })
    }

    fn in_words(&self, kind: Kind, spoken: &Spoken) -> Diagnostic {
        let Spoken { on, first, last, title, .. } = *spoken;
        let place = self.span_of(first).to(self.span_of(last));
        let word = &self.text[self.tokens[first].start..self.tokens[last].end];
        let message = format!("the day of this {} is written in words", kind.keyword());
        let label = format!("{} is no date", quoted(word));
        let error = Diagnostic::error("syntax", message, place, label);
        let Some(date) = spoken.said.date() else {
            return error.help(format!("write year, month and day, as `on {A_DAY}`"));
        };
        let all = self.span_of(on.unwrap_or(first)).to(self.span_of(title.unwrap_or(last)));
        let before = title.map_or(String::new(), |title| format!("{} ", self.word(title)));
        let error = error.help(format!("write year, month and day: `on {date}`"));
        match title.is_some_and(|title| self.tokens[title].sort != Sort::Text) {
            true => error,
            false => {
                let text = format!("{before}on {date}");
                error.fix(format!("write `on {date}`"), Safety::Safe, all, text)
            }
        }
    }
}

/// What somebody said of a day, with the month by its name.
pub(super) struct Said {
    year: Option<i16>,
    month: i8,
    day: Option<i8>,
}

impl Said {
    /// What some words say of a day, if they speak of nothing else.
    pub(super) fn of<'w>(words: impl Iterator<Item = &'w str>) -> Option<Said> {
        let (mut year, mut months, mut day) = (None, None, None);
        for word in words.filter(|word| !matches!(*word, "," | "of" | "the")) {
            let number = word.trim_end_matches(|c: char| !c.is_ascii_digit());
            let is_first = match (month(word), number.len()) {
                (Some(month), _) => months.replace(month).is_none(),
                (None, 1 | 2) => day.replace(number.parse().ok()?).is_none(),
                (None, 4) => year.replace(number.parse().ok()?).is_none(),
                _ => false,
            };
            if !is_first {
                return None;
            }
        }
        Some(Said { year, month: months?, day })
    }

    /// The day, where nothing of it is left open.
    pub(super) fn date(&self) -> Option<Date> {
        Date::new(self.year?, self.month, self.day?).ok().filter(|date| date.year() >= 1900)
    }
}

/// A month by its name, or by three letters of it or more.
fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    let begins = |month: &&str| {
        word.len() >= 3
            && month.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word))
    };
    let at = MONTHS.iter().position(begins)?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::Said;

    #[test]
    fn what_people_say() {
        let date = |said: &str| {
            let said = Said::of(said.split(' '))?;
            Some(said.date().map_or("open".to_owned(), |date| date.to_string()))
        };
        for said in
            ["2 October 2026", "October 2 , 2026", "2nd of oct. 2026", "the 2. October 2026"]
        {
            assert_eq!(date(said).as_deref(), Some("2026-10-02"), "{said}");
        }
        for open in ["2 October", "October 2026", "31 June 2026", "2 May 1066"] {
            assert_eq!(date(open).as_deref(), Some("open"), "{open}");
        }
        for no in ["2026-10-02", "2 2026", "2 3 October", "the market", "2 Octobre 2026"] {
            assert_eq!(date(no), None, "{no}");
        }
    }
}
