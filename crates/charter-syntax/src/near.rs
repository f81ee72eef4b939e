//! Did you mean: the nearest of some words.

/// The nearest word: one that differs in case alone, else the least distant
/// within a third of the length.
///
/// ```
/// let words = ["weekly", "monthly", "quarterly"];
/// assert_eq!(charter_syntax::nearest("montly", words), Some("monthly"));
/// assert_eq!(charter_syntax::nearest("often", words), None);
/// ```
pub fn nearest<'w>(word: &str, candidates: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let mut limit = distance_allowed(word);
    let letters = Letters::of(word);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate.eq_ignore_ascii_case(word) {
            return Some(candidate);
        }
        // Most are refused at a glance: comparing letter by letter takes a hundred times longer.
        let is_far = candidate.len().abs_diff(word.len()) > limit
            || letters.least_distance(Letters::of(candidate)) > limit;
        if is_far {
            continue;
        }
        let distance = strsim::osa_distance(word, candidate);
        let better = best.is_none_or(|(least, other)| (distance, candidate) < (least, other));
        if distance <= limit && better {
            limit = distance;
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Which letters a word has, whatever their order: one bit for each, shared by a few.
#[derive(Clone, Copy)]
struct Letters(u64);

impl Letters {
    fn of(word: &str) -> Letters {
        Letters(word.chars().fold(0, |bits, letter| bits | 1 << (u32::from(letter) % 64)))
    }

    /// How far two words are from each other at least: one slip takes at most one letter away,
    /// and brings at most one in.
    fn least_distance(self, other: Letters) -> usize {
        let (lost, won) = ((self.0 & !other.0).count_ones(), (other.0 & !self.0).count_ones());
        lost.max(won) as usize
    }
}

/// How many slips of the finger still count as the same word. Words longer than
/// any that people write are not compared at all: the cost grows with the square.
fn distance_allowed(word: &str) -> usize {
    match word.len() {
        0 => 0,
        1..=2 => 1,
        3..=100 => word.len() / 3,
        _ => 0,
    }
}
