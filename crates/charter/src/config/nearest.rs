//! Did you mean: the one word that somebody probably wanted to write.

/// The word that was probably meant: the same but for case, else the nearest at
/// a distance of at most a third of its length.
pub fn nearest<'a>(word: &str, among: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(usize, &str)> = None;
    for candidate in among {
        if candidate.eq_ignore_ascii_case(word) {
            return Some(candidate);
        }
        let limit = word.chars().count().max(candidate.chars().count()) / 3;
        let distance = distance(word, candidate, limit);
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Insertions, deletions, replacements and swaps of neighbours; anything beyond
/// the limit is one more than the limit.
fn distance(a: &str, b: &str, limit: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    let mut before = vec![0; b.len() + 1];
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            let replaced = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let least = replaced.min(above[j] + 1).min(row[j - 1] + 1);
            row.push(if swap { least.min(before[j - 2] + 1) } else { least });
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn case_comes_first_then_distance() {
        let words = ["lint", "list", "allow", "workspace"];
        assert_eq!(nearest("LINT", words), Some("lint"));
        assert_eq!(nearest("lnit", words), Some("lint"));
        assert_eq!(nearest("worksapce", words), Some("workspace"));
        assert_eq!(nearest("calendar", words), None);
    }
}
