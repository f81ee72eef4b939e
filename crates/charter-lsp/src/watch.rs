//! What happens to files while nobody types: saved, watched, come and gone.

use std::path::PathBuf;
use std::time::SystemTime;

use charter::SourceId;
use serde_json::Value;
use tower_lsp_server::ls_types::{
    DidChangeWatchedFilesRegistrationOptions, FileChangeType, FileEvent, FileSystemWatcher,
    GlobPattern, Registration, Uri, WorkspaceFoldersChangeEvent,
};

use crate::state::State;
use crate::told::Told;
use crate::uri;

/// The file of a workspace that says how it is to be read.
const CONFIG: &str = "charter.toml";

impl State {
    /// The client is ready: the server says what it would like to be told of.
    pub(crate) fn greet(&mut self) {
        if !self.can.watches() {
            return;
        }
        let watcher = |glob: &str| FileSystemWatcher {
            glob_pattern: GlobPattern::String(glob.into()),
            kind: None,
        };
        let options = DidChangeWatchedFilesRegistrationOptions {
            watchers: vec![watcher("**/*.charter"), watcher("**/charter.toml")],
        };
        self.teller.tell(Told::Register(vec![Registration {
            id: "charter-files".into(),
            method: "workspace/didChangeWatchedFiles".into(),
            register_options: serde_json::to_value(options).ok(),
        }]));
    }

    /// Files have changed on their disk.
    pub(crate) fn watched(&mut self, changes: &[FileEvent]) {
        let mut again: Vec<usize> = Vec::new();
        for change in changes {
            let Some(file) = self.file(&change.uri) else { continue };
            let is_read = self.knows(&file);
            if change.typ == FileChangeType::CHANGED && is_read {
                self.reread(&file);
                continue;
            }
            let came = change.typ != FileChangeType::DELETED;
            if is_read == came && !file.ends_with(CONFIG) {
                continue;
            }
            let root = self.disk.root_of(&file);
            let of = |key: &std::path::Path| {
                root.as_deref().map_or_else(|| file.starts_with(key), |root| root == key)
            };
            let nth = self.workspaces.iter().position(|it| of(&it.key));
            again.extend(nth);
        }
        again.sort_unstable();
        again.dedup();
        again.into_iter().for_each(|nth| self.reload(nth, None));
    }

    /// A document was saved. A client that watches nothing is trusted to have changed nothing
    /// else: what others have changed is looked for here.
    pub(crate) fn saved(&mut self, uri: &Uri) {
        if self.can.watches() {
            return;
        }
        let Some(document) = self.documents.get(uri.as_str()) else { return };
        self.look_again(document.workspace);
    }

    /// Looks for what others have changed on the disk. A workspace is read again where a file
    /// came or went, or where it says something else of itself; else what is newer is.
    fn look_again(&mut self, nth: usize) {
        let workspace = &mut self.workspaces[nth];
        let since = std::mem::replace(&mut workspace.seen, SystemTime::now());
        let open = self.documents.values().filter(|it| it.workspace == nth);
        let open: Vec<SourceId> = open.map(|it| it.source).collect();
        let named: Vec<PathBuf> = open.iter().map(|id| workspace.file(*id)).collect();
        let there = self.disk.load(&workspace.key, &named).sources;
        let known = workspace.session.sources();
        let differs = !there.paths().map(|it| it.1).eq(known.paths().map(|it| it.1));
        if differs || self.disk.has_changed(&workspace.root.join(CONFIG), since) {
            return self.reload(nth, None);
        }
        let closed = known.ids().skip(1).filter(|id| !open.contains(id));
        let files = closed.map(|id| workspace.file(id));
        let newer: Vec<PathBuf> = files.filter(|it| self.disk.has_changed(it, since)).collect();
        newer.iter().for_each(|file| self.reread(file));
    }

    /// Folders were added or taken away.
    pub(crate) fn folders(&mut self, event: &WorkspaceFoldersChangeEvent) {
        let added: Vec<_> = event.added.iter().filter_map(|it| uri::path(&it.uri)).collect();
        self.load(&added);
        let gone: Vec<_> = event.removed.iter().filter_map(|it| self.file(&it.uri)).collect();
        for gone in gone {
            self.leave(&gone);
        }
    }

    /// The client's settings have changed: none of them is ours so far, but `charter.toml` may
    /// have been meant.
    pub(crate) fn configure(&mut self, _: &Value) {
        for nth in 0..self.workspaces.len() {
            self.reload(nth, None);
        }
    }
}
