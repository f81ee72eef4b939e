//! Keywords: each is a section of one page.

const PAGE: &str = include_str!("keywords.md");
const HEADING: &str = "\n## ";

/// The page of a keyword.
pub(super) fn page(word: &str) -> Option<String> {
    sections().find(|(name, _)| *name == word).map(|(name, text)| format!("# {name}\n{text}"))
}

/// Every keyword.
pub(super) fn words() -> Vec<&'static str> {
    sections().map(|(name, _)| name).collect()
}

fn sections() -> impl Iterator<Item = (&'static str, &'static str)> {
    PAGE.split(HEADING).skip(1).filter_map(|section| section.split_once('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_there_once() {
        let words = words();
        for kind in charter::tree::Kind::ALL {
            assert_eq!(words.iter().filter(|it| **it == kind.keyword()).count(), 1, "{kind:?}");
        }
        assert!(
            page("cadence").is_some_and(|page| page.starts_with("# cadence\n\nWhen it meets."))
        );
    }
}
