//! What has changed between two answers.

use std::collections::BTreeMap;

use tower_lsp_server::ls_types::{SemanticToken, SemanticTokensEdit};

/// The numbers of which a token consists.
const NUMBERS: u32 = 5;

/// What was last answered for each open document.
#[derive(Debug, Default)]
pub(crate) struct Remembered {
    answers: BTreeMap<String, (String, Vec<SemanticToken>)>,
    count: u64,
}

impl Remembered {
    /// Keeps an answer, and gives it a name.
    pub(crate) fn remember(&mut self, uri: &str, data: Vec<SemanticToken>) -> String {
        self.count += 1;
        let id = self.count.to_string();
        self.answers.insert(uri.to_owned(), (id.clone(), data));
        id
    }

    /// Forgets a document that is closed.
    pub(crate) fn forget(&mut self, uri: &str) {
        self.answers.remove(uri);
    }

    /// What makes an answer of the one that a client names; nothing, where that is not known.
    pub(crate) fn changes(
        &self,
        uri: &str,
        id: &str,
        new: &[SemanticToken],
    ) -> Option<Vec<SemanticTokensEdit>> {
        let (known, old) = self.answers.get(uri)?;
        (known == id).then(|| changes(old, new).into_iter().collect())
    }
}

/// One change at most: what is alike at both ends is left out.
fn changes(old: &[SemanticToken], new: &[SemanticToken]) -> Option<SemanticTokensEdit> {
    let most = old.len().min(new.len());
    let before = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let behind = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let behind = behind.min(most - before);
    let (removed, added) = (old.len() - before - behind, &new[before..new.len() - behind]);
    (removed > 0 || !added.is_empty()).then(|| SemanticTokensEdit {
        start: before as u32 * NUMBERS,
        delete_count: removed as u32 * NUMBERS,
        data: (!added.is_empty()).then(|| added.to_vec()),
    })
}

#[cfg(test)]
mod tests {
    use super::{SemanticToken, SemanticTokensEdit, changes};

    fn tokens(lengths: &[u32]) -> Vec<SemanticToken> {
        lengths.iter().map(|&length| SemanticToken { length, ..SemanticToken::default() }).collect()
    }

    fn change(old: &[u32], new: &[u32]) -> Option<SemanticTokensEdit> {
        changes(&tokens(old), &tokens(new))
    }

    #[test]
    fn what_is_alike_is_not_sent() {
        assert_eq!(change(&[1, 2, 3], &[1, 2, 3]), None);
        let edit = change(&[1, 2, 3], &[1, 9, 9, 3]);
        let data = Some(tokens(&[9, 9]));
        assert_eq!(edit, Some(SemanticTokensEdit { start: 5, delete_count: 5, data }));
        let edit = change(&[1, 1, 1], &[1]);
        assert_eq!(edit, Some(SemanticTokensEdit { start: 5, delete_count: 10, data: None }));
    }
}
