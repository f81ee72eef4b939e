//! Numbers: the middle of many, shares of a whole, days between two.

use jiff::civil::Date;

use crate::time::Day;

/// A number of a signal, as it stands in a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value {
    /// So many.
    Count(usize),
    /// So many days.
    Days(i64),
    /// A number that may have a part.
    Number(f64),
}

impl From<usize> for Value {
    fn from(count: usize) -> Value {
        Value::Count(count)
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Value::Count(count) => write!(f, "{count}"),
            Value::Days(days) => write!(f, "{days}"),
            Value::Number(number) => write!(f, "{number}"),
        }
    }
}

/// What has numbers with a name each; none where there is nothing to measure.
pub(super) trait Measures {
    /// All of them, always in the same order.
    fn measures(&self) -> Vec<(&'static str, Option<Value>)>;
}

/// How many days lie between two.
pub(super) fn days_between(from: Date, until: Date) -> i64 {
    Day::of(until).0 - Day::of(from).0
}

/// The middle of numbers in order.
pub(super) fn median(sorted: &[i64]) -> Option<f64> {
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = *sorted.get((sorted.len() - 1) / 2)?;
    Some((lower + upper) as f64 / 2.0)
}

/// The least of numbers in order within which so many of a hundred are.
pub(super) fn percentile(sorted: &[i64], hundredth: usize) -> Option<i64> {
    let nth = (sorted.len() * hundredth).div_ceil(100);
    sorted.get(nth.checked_sub(1)?).copied()
}

/// A part of a whole, to four places.
pub(super) fn share(part: usize, whole: usize) -> Option<f64> {
    let rounded = (part * 20_000 + whole).checked_div(whole * 2)?;
    Some(rounded as f64 / 10_000.0)
}

/// `3 of 12 charters are`, `1 of 9 records reopens`: the noun follows the whole, the verb the part.
pub fn part_of(part: usize, whole: usize, nouns: [&str; 2], verbs: [&str; 2]) -> String {
    let [noun, verb] = [(whole == 1, nouns), (part == 1 || whole == 1, verbs)]
        .map(|(is_one, [one, many])| if is_one { one } else { many });
    format!("{part} of {whole} {noun} {verb}")
}

/// A share as people write it: `16.7%`.
pub fn percent(share: f64) -> String {
    let words = format!("{:.1}", share * 100.0);
    format!("{}%", words.strip_suffix(".0").unwrap_or(&words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_nine_in_ten() {
        assert_eq!((median(&[]), percentile(&[], 90)), (None, None));
        assert_eq!((median(&[7]), percentile(&[7], 90)), (Some(7.0), Some(7)));
        assert_eq!(median(&[1, 2, 5, 90]), Some(3.5));
        let ten: Vec<i64> = (1..=10).collect();
        assert_eq!((percentile(&ten, 90), percentile(&ten[..9], 90)), (Some(9), Some(9)));
    }

    #[test]
    fn the_verb_follows_the_part() {
        let told = |part, whole| part_of(part, whole, ["bet", "bets"], ["is", "are"]);
        assert_eq!((told(1, 9), told(0, 1)), ("1 of 9 bets is".into(), "0 of 1 bet is".into()));
        assert_eq!((told(2, 9), told(0, 9)), ("2 of 9 bets are".into(), "0 of 9 bets are".into()));
    }

    #[test]
    fn a_share_has_four_places() {
        assert_eq!((share(1, 3), share(2, 3), share(0, 0)), (Some(0.3333), Some(0.6667), None));
        assert_eq!((share(0, 9), share(9, 9)), (Some(0.0), Some(1.0)));
    }
}
