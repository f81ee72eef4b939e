//! Patterns of paths: `*` stays within a folder, `**` crosses them.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Patterns of paths, relative to the workspace.
#[derive(Clone, Debug, Default)]
pub struct Globs {
    set: GlobSet,
    patterns: Vec<String>,
}

impl Globs {
    /// Patterns that are read together; the index of the one that cannot be read, and why.
    pub fn new<'a>(patterns: impl IntoIterator<Item = &'a str>) -> Result<Globs, (usize, String)> {
        let mut set = GlobSetBuilder::new();
        let mut kept = Vec::new();
        for (index, pattern) in patterns.into_iter().enumerate() {
            let glob = GlobBuilder::new(pattern).literal_separator(true).build();
            set.add(glob.map_err(|error| (index, error.kind().to_string()))?);
            kept.push(pattern.to_owned());
        }
        let last = kept.len().saturating_sub(1);
        let set = set.build().map_err(|error| (last, error.kind().to_string()))?;
        Ok(Globs { set, patterns: kept })
    }

    /// Whether a path is meant by any of them.
    pub fn matches(&self, path: &str) -> bool {
        !self.patterns.is_empty() && self.set.is_match(path)
    }

    /// Whether everything below a folder is meant, so that it need not be entered.
    pub fn matches_folder(&self, path: &str) -> bool {
        !self.patterns.is_empty()
            && (self.set.is_match(path) || self.set.is_match(format!("{path}/")))
    }

    /// The patterns as written.
    pub fn patterns(&self) -> &[String] {
        &self.patterns
    }
}

#[cfg(test)]
mod tests {
    use super::Globs;

    #[test]
    fn a_star_stays_within_a_folder() {
        let globs = Globs::new(["archive/**", "*.draft.charter"]).unwrap();
        assert!(globs.matches("archive/old/a.charter"));
        assert!(globs.matches("b.draft.charter"));
        assert!(!globs.matches("deep/b.draft.charter"));
        assert!(globs.matches_folder("archive"));
        assert!(!globs.matches_folder("arch"));
    }
}
