//! Keywords: each is a section of one page, which is what `charter explain` prints and what an
//! editor shows.

const PAGE: &str = include_str!("keyword.md");
const HEADING: &str = "\n## ";
const STANDS: &str = "Stands: ";
const FENCE: &str = "```\n";

/// What is said of a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyword {
    /// The word.
    pub word: &'static str,
    /// What it means, as a paragraph of Markdown.
    pub about: &'static str,
    /// Where it stands: kinds, and clauses with a block, in backticks.
    pub stands: &'static str,
    /// What it looks like, a line each.
    pub forms: &'static str,
}

impl Keyword {
    /// Whether it stands in a kind, or in the block of a clause.
    pub fn stands_in(self, word: &str) -> bool {
        self.stands.split('`').any(|it| it == word)
    }
}

/// The whole page of a keyword.
pub fn page(word: &str) -> Option<String> {
    sections().find(|(name, _)| *name == word).map(|(name, text)| format!("# {name}\n{text}"))
}

/// What is said of a keyword, part by part.
pub fn find(word: &str) -> Option<Keyword> {
    let (word, text) = sections().find(|(name, _)| *name == word)?;
    let (about, rest) = text.split_once(STANDS)?;
    let (stands, rest) = rest.split_once("\n")?;
    let forms = rest.split_once(FENCE)?.1.split(FENCE).next()?.trim_end_matches("```");
    Some(Keyword { word, about: about.trim(), stands: stands.trim(), forms: forms.trim_end() })
}

/// Every keyword.
pub fn words() -> Vec<&'static str> {
    sections().map(|(name, _)| name).collect()
}

fn sections() -> impl Iterator<Item = (&'static str, &'static str)> {
    PAGE.split(HEADING).skip(1).filter_map(|section| section.split_once('\n'))
}

#[cfg(test)]
mod tests {
    use super::{find, page, words};
    use crate::tree::Kind;

    #[test]
    fn every_kind_is_there_once() {
        let words = words();
        for kind in Kind::ALL {
            assert_eq!(words.iter().filter(|it| **it == kind.keyword()).count(), 1, "{kind:?}");
        }
        assert!(
            page("cadence").is_some_and(|page| page.starts_with("# cadence\n\nWhen it meets."))
        );
    }

    #[test]
    fn every_section_has_its_parts() {
        for word in words() {
            let keyword = find(word).unwrap_or_else(|| panic!("{word} has no parts"));
            let parts = [keyword.about, keyword.stands, keyword.forms];
            assert!(parts.iter().all(|it| !it.is_empty() && !it.contains("```")), "{keyword:?}");
        }
        assert!(find("except").is_some_and(|it| it.stands_in("cadence") && !it.stands_in("gate")));
    }
}
