//! What stands beside the text: hints and lenses. A client asks for them again when its text
//! changes; where they change because of another text, it has to be told.

use std::hash::{Hash, Hasher};

use charter::{Span, ide};
use rustc_hash::FxHasher;

use crate::document::Document;
use crate::state::State;
use crate::told::Told;

/// What stood beside a document when it was last looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Beside {
    version: i32,
    print: u64,
}

impl State {
    /// Tells a client to ask again where something else stands beside a text that is the same.
    pub(crate) fn look_beside(&mut self, nth: usize) {
        if !self.can.refreshes_hints() && !self.can.refreshes_lenses() {
            return;
        }
        let open = self.documents.iter().filter(|(_, it)| it.workspace == nth);
        let now: Vec<(String, Beside)> =
            open.map(|(uri, it)| (uri.clone(), self.beside(it))).collect();
        let mut is_other = false;
        for (uri, now) in now {
            let before = self.beside.insert(uri, now);
            is_other |= before.is_some_and(|it| it.version == now.version && it != now);
        }
        if is_other && self.can.refreshes_hints() {
            self.teller.tell(Told::RefreshHints);
        }
        if is_other && self.can.refreshes_lenses() {
            self.teller.tell(Told::RefreshLenses);
        }
    }

    fn beside(&self, document: &Document) -> Beside {
        let session = &self.workspaces[document.workspace].session;
        let text = &session.sources().get(document.source).text;
        let whole = Span::new(document.source, 0, text.len() as u32);
        let mut hasher = FxHasher::default();
        for hint in ide::hints(session.model(), text, whole, session.day()) {
            hint.words.hash(&mut hasher);
        }
        for lens in ide::document_lenses(session.model(), document.source, session.day()) {
            lens.words.hash(&mut hasher);
        }
        Beside { version: document.version, print: hasher.finish() }
    }
}
