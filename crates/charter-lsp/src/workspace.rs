//! One workspace: its session, and where its files lie.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::SystemTime;

use charter::{Session, SourceId, Sources};
use tower_lsp_server::ls_types::Uri;

use crate::disk::{Disk, Loaded};
use crate::uri;

/// One workspace.
pub(crate) struct Workspace {
    /// What it was read for: its folder, or a file that belongs to none.
    pub(crate) key: PathBuf,
    /// The folder that paths are told from.
    pub(crate) root: PathBuf,
    /// What is known of it.
    pub(crate) session: Session,
    /// Why its `charter.toml` was not understood.
    pub(crate) trouble: Option<String>,
    /// Whether nothing has been told of it since it was read.
    pub(crate) is_new: bool,
    /// When its files were looked at last.
    pub(crate) seen: SystemTime,
    /// Ends the work that goes on in the background, where some does.
    running: Option<Arc<AtomicBool>>,
}

/// A text that is not as the disk has it: a file, and what an editor has in its place.
pub(crate) type Unsaved = (PathBuf, String);

impl Workspace {
    /// Reads a workspace; what an editor holds goes before what the disk does.
    pub(crate) fn load(
        disk: &dyn Disk,
        key: &Path,
        named: &[PathBuf],
        unsaved: Vec<Unsaved>,
    ) -> Workspace {
        let seen = SystemTime::now();
        let Loaded { root, config, mut sources, trouble } = disk.load(key, named);
        for (file, text) in unsaved {
            let path = Workspace::relative(&root, &file);
            sources.put(charter::Source { path, text, broken_at: None });
        }
        let session = Session::new(sources, config, disk.today());
        Workspace { key: key.to_owned(), root, session, trouble, is_new: true, seen, running: None }
    }

    /// The path of a file within the workspace, with `/` between folders.
    pub(crate) fn relative(root: &Path, file: &Path) -> String {
        let within = file.strip_prefix(root).unwrap_or(file);
        within.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
    }

    /// The file of a source.
    pub(crate) fn file(&self, source: SourceId) -> PathBuf {
        self.root.join(self.session.sources().path(source))
    }

    /// The address of a source that no editor has open.
    pub(crate) fn uri(&self, source: SourceId) -> Option<Uri> {
        if source == Sources::STANDARD {
            return uri::of_standard();
        }
        uri::of(&self.file(source))
    }

    /// Ends what goes on in the background: it is of a text that is no more.
    pub(crate) fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.store(true, Relaxed);
        }
    }

    /// What ends the work that is about to begin.
    pub(crate) fn begin(&mut self) -> Arc<AtomicBool> {
        self.stop();
        let ends = Arc::new(AtomicBool::new(false));
        self.running = Some(Arc::clone(&ends));
        ends
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        self.stop();
    }
}
