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
    let allowed = distance_allowed(word);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate.eq_ignore_ascii_case(word) {
            return Some(candidate);
        }
        if candidate.len().abs_diff(word.len()) > allowed {
            continue;
        }
        let distance = strsim::osa_distance(word, candidate);
        let better = best.is_none_or(|(least, other)| (distance, candidate) < (least, other));
        if distance <= allowed && better {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
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
