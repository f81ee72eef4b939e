//! The state: what is open, what is known of it, and what the client can.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use charter::ide::{Ask, Place, place};
use charter::{Session, SourceId, Span};
use tokio::sync::oneshot;
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::{
    Location, MessageType, Position, TextDocumentContentChangeEvent, TextDocumentItem, Uri,
};

use crate::answer::tokens::Remembered;
use crate::can::Can;
use crate::disk::Disk;
use crate::document::{Document, changed};
use crate::margin::Beside;
use crate::owner::Owner;
use crate::position::Lines;
use crate::preview::Shown;
use crate::told::{Teller, Told};
use crate::uri;
use crate::workspace::{Unsaved, Workspace};

/// Everything that the server knows.
pub(crate) struct State {
    pub(crate) disk: Arc<dyn Disk>,
    pub(crate) can: Can,
    pub(crate) teller: Teller,
    owner: Owner,
    pub(crate) workspaces: Vec<Workspace>,
    /// By the address as the client writes it.
    pub(crate) documents: BTreeMap<String, Document>,
    /// What was last told of each document, for clients that do not ask.
    pub(crate) published: BTreeMap<String, u64>,
    /// The colours that were last told of each open document.
    pub(crate) tokens: Remembered,
    /// What stood beside each document.
    pub(crate) beside: BTreeMap<String, Beside>,
    /// The pages that a client has asked for, the latest last.
    pub(crate) shown: Vec<Shown>,
    /// Whether the server ends.
    pub(crate) is_over: bool,
}

/// A document as a question finds it.
pub(crate) struct Asked<'s> {
    pub(crate) state: &'s State,
    pub(crate) workspace: &'s Workspace,
    pub(crate) source: SourceId,
    pub(crate) lines: Lines<'s>,
}

impl<'s> Asked<'s> {
    /// What is known.
    pub(crate) fn session(&self) -> &'s Session {
        &self.workspace.session
    }

    /// Its address.
    pub(crate) fn uri(&self) -> Option<Uri> {
        self.state.uri_of(self.workspace, self.source)
    }

    /// The text as the editor has it.
    pub(crate) fn text(&self) -> &'s str {
        self.lines.text()
    }

    /// The byte of a position.
    pub(crate) fn byte(&self, position: Position) -> u32 {
        self.lines.byte(position)
    }

    /// What stands at a position.
    pub(crate) fn place(&self, position: Position) -> Place<'s> {
        place(self.session().model(), self.source, self.byte(position))
    }

    /// Where spans are; those of one source stand behind each other.
    pub(crate) fn locations(&self, spans: impl Iterator<Item = Span>) -> Vec<Location> {
        let spans: Vec<Span> = spans.collect();
        let of_one = |spans: &[Span]| {
            let source = spans[0].source;
            let uri = self.state.uri_of(self.workspace, source)?;
            let lines = self.state.lines(self.workspace, source);
            let location = |span: &Span| Location::new(uri.clone(), lines.range(*span));
            Some(spans.iter().map(location).collect::<Vec<_>>())
        };
        let by_source = spans.chunk_by(|a, b| a.source == b.source);
        by_source.filter_map(of_one).flatten().collect()
    }

    /// A position, as [`charter::ide`] is asked about it.
    pub(crate) fn ask(&self, position: Position) -> Ask<'_> {
        let session = self.session();
        Ask {
            model: session.model(),
            text: self.text(),
            source: self.source,
            byte: self.byte(position),
            day: session.day(),
        }
    }

    /// Where a span of any source of the workspace is.
    pub(crate) fn location(&self, span: Span) -> Option<Location> {
        self.state.location(self.workspace, span)
    }
}

impl State {
    pub(crate) fn new(disk: Arc<dyn Disk>, teller: Teller, owner: Owner) -> State {
        State {
            disk,
            can: Can::default(),
            teller,
            owner,
            workspaces: Vec::new(),
            documents: BTreeMap::new(),
            published: BTreeMap::new(),
            tokens: Remembered::default(),
            beside: BTreeMap::new(),
            shown: Vec::new(),
            is_over: false,
        }
    }

    /// Reads the workspaces of folders, and begins to judge them.
    pub(crate) fn load(&mut self, folders: &[PathBuf]) {
        let (done, waits) = oneshot::channel();
        if self.can.shows_progress() {
            self.teller.tell(Told::Reading(waits));
        }
        for folder in folders {
            let folder = self.disk.resolve(folder);
            let root = self.disk.root_of(&folder).unwrap_or(folder);
            self.workspace(&root, &[], Vec::new());
        }
        let _ = done.send(());
    }

    /// The workspace of a folder, or of a file by itself; read where it is not yet.
    fn workspace(&mut self, key: &Path, named: &[PathBuf], unsaved: Vec<Unsaved>) -> usize {
        if let Some(known) = self.keyed(key) {
            return known;
        }
        let workspace = Workspace::load(&*self.disk, key, named, unsaved);
        self.complain(workspace.trouble.as_deref());
        self.workspaces.push(workspace);
        let nth = self.workspaces.len() - 1;
        // The document that somebody is about to open is to be told of first.
        self.judge_soon(nth);
        nth
    }

    fn keyed(&self, key: &Path) -> Option<usize> {
        self.workspaces.iter().position(|it| it.key == key)
    }

    fn complain(&self, trouble: Option<&str>) {
        if let Some(words) = trouble {
            self.teller.tell(Told::Message(MessageType::ERROR, words.to_owned()));
        }
    }

    /// A document is open from now on.
    pub(crate) fn open(&mut self, item: TextDocumentItem) {
        let Some(file) = self.file(&item.uri).or_else(|| unnamed(&item.uri)) else { return };
        let found = match self.known(&file) {
            Some((workspace, source)) => {
                self.session(workspace).edit(source, item.text);
                Some((workspace, source))
            }
            None => self.open_new(&file, item.text),
        };
        let Some((workspace, source)) = found else { return };
        let document = Document { uri: item.uri, version: item.version, workspace, source };
        self.documents.insert(document.uri.as_str().to_owned(), document);
        self.tell(workspace);
        self.judge(workspace);
    }

    /// The file that an address names.
    pub(crate) fn file(&self, uri: &Uri) -> Option<PathBuf> {
        uri::path(uri).map(|path| self.disk.resolve(&path))
    }

    /// A file of a workspace that is read.
    fn known(&self, file: &Path) -> Option<(usize, SourceId)> {
        let in_one = |(nth, workspace): (usize, &Workspace)| {
            let within = file.strip_prefix(&workspace.root).ok()?;
            let path = Workspace::relative(&workspace.root, file);
            let source = workspace.session.sources().find(&path)?;
            Some((within.components().count(), nth, source))
        };
        let own = self.disk.root_of(file);
        let workspaces = self.workspaces.iter().enumerate();
        let found = workspaces.filter(|(_, it)| own.as_ref().is_none_or(|own| it.key == *own));
        found.filter_map(in_one).min().map(|(_, nth, source)| (nth, source))
    }

    /// Opens what no workspace that is read has: its own workspace is read, with it.
    fn open_new(&mut self, file: &Path, text: String) -> Option<(usize, SourceId)> {
        let key = self.disk.root_of(file).unwrap_or_else(|| file.to_owned());
        let new = (file.to_owned(), text);
        let nth = match self.keyed(&key) {
            Some(nth) => {
                self.reload(nth, Some(new));
                nth
            }
            None => self.workspace(&key, &[file.to_owned()], vec![new]),
        };
        let workspace = &self.workspaces[nth];
        let path = Workspace::relative(&workspace.root, file);
        let source = workspace.session.sources().find(&path)?;
        self.look(nth, source);
        Some((nth, source))
    }

    /// Reads a workspace again: files came or went, or its `charter.toml` is another.
    pub(crate) fn reload(&mut self, nth: usize, new: Option<Unsaved>) {
        let old = &self.workspaces[nth];
        let open: Vec<(String, PathBuf, SourceId)> = self
            .documents
            .iter()
            .filter(|(_, it)| it.workspace == nth)
            .map(|(uri, it)| (uri.clone(), old.file(it.source), it.source))
            .collect();
        let text = |source: SourceId| old.session.sources().get(source).text.clone();
        let held = open.iter().map(|(_, file, source)| (file.clone(), text(*source)));
        let unsaved: Vec<Unsaved> = held.chain(new).collect();
        let named: Vec<PathBuf> = unsaved.iter().map(|(file, _)| file.clone()).collect();
        let workspace = Workspace::load(&*self.disk, &old.key.clone(), &named, unsaved);
        self.complain(workspace.trouble.as_deref());
        for (uri, file, _) in open {
            let path = Workspace::relative(&workspace.root, &file);
            let source = workspace.session.sources().find(&path);
            if let (Some(document), Some(source)) = (self.documents.get_mut(&uri), source) {
                document.source = source;
            }
        }
        self.workspaces[nth] = workspace;
        self.judge(nth);
    }

    /// An open document has changed.
    pub(crate) fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
    ) {
        let encoding = self.can.encoding;
        let Some(document) = self.documents.get_mut(uri.as_str()) else { return };
        document.version = version;
        let Document { workspace, source, .. } = *document;
        let text = &self.workspaces[workspace].session.sources().get(source).text;
        let text = changed(text, changes, encoding);
        self.workspaces[workspace].stop();
        self.session(workspace).edit(source, text);
        self.look_at_others(workspace, source);
        self.tell(workspace);
        self.judge_soon(workspace);
    }

    /// A document is no longer open: the disk has the word again.
    pub(crate) fn close(&mut self, uri: &Uri) {
        let Some(document) = self.documents.remove(uri.as_str()) else { return };
        self.tokens.forget(uri.as_str());
        self.beside.remove(uri.as_str());
        let Document { workspace, source, .. } = document;
        match self.disk.read(&self.workspaces[workspace].file(source)) {
            Some(bytes) => self.session(workspace).reread(source, bytes),
            None => self.reload(workspace, None),
        }
        self.tell(workspace);
        self.judge(workspace);
    }

    /// A file has changed on its disk. What is open is the editor's.
    pub(crate) fn reread(&mut self, file: &Path) {
        let Some((workspace, source)) = self.known(file) else { return };
        let is_open = |it: &Document| it.workspace == workspace && it.source == source;
        if self.documents.values().any(is_open) {
            return;
        }
        if let Some(bytes) = self.disk.read(file) {
            self.session(workspace).reread(source, bytes);
            self.judge(workspace);
        }
    }

    /// A folder is no longer open. What an editor still holds of it stays.
    pub(crate) fn leave(&mut self, folder: &Path) {
        let Some(nth) = self.keyed(folder) else { return };
        if self.documents.values().any(|it| it.workspace == nth) {
            return;
        }
        self.workspaces.remove(nth);
        for document in self.documents.values_mut().filter(|it| it.workspace > nth) {
            document.workspace -= 1;
        }
    }

    /// Whether a file is one of a workspace that is read.
    pub(crate) fn knows(&self, file: &Path) -> bool {
        self.known(file).is_some()
    }

    fn session(&mut self, workspace: usize) -> &mut Session {
        &mut self.workspaces[workspace].session
    }

    fn look(&mut self, workspace: usize, source: SourceId) {
        self.session(workspace).look(source);
    }

    /// What else is open may have to be told anew: names may have come or gone.
    fn look_at_others(&mut self, workspace: usize, changed: SourceId) {
        /// A person sees no more at once.
        const SEEN: usize = 4;
        let others = self.documents.values().filter(|it| it.workspace == workspace);
        let others: Vec<SourceId> =
            others.map(|it| it.source).filter(|it| *it != changed).take(SEEN).collect();
        others.into_iter().for_each(|source| self.look(workspace, source));
    }

    /// Asks all rules once nobody has typed for a moment: what is said at once of a text is not
    /// to wait for a core, nor for a copy of what the other thread still looks at.
    fn judge_soon(&mut self, nth: usize) {
        /// Longer than lies between two keys of somebody who types fast.
        const PAUSE: Duration = Duration::from_millis(60);
        let workspace = &mut self.workspaces[nth];
        let (ends, key, owner) = (workspace.begin(), workspace.key.clone(), self.owner.clone());
        std::thread::spawn(move || {
            std::thread::sleep(PAUSE);
            if !ends.load(Relaxed) {
                owner.tell(move |state| state.judge_of(&key));
            }
        });
    }

    fn judge_of(&mut self, key: &Path) {
        if let Some(nth) = self.keyed(key) {
            self.judge(nth);
        }
    }

    /// Asks all rules, on another thread; what they say is told when they are done.
    fn judge(&mut self, nth: usize) {
        let today = self.disk.today();
        let workspace = &mut self.workspaces[nth];
        workspace.session.turn_to(today);
        let ends = workspace.begin();
        let key = workspace.key.clone();
        let snapshot = workspace.session.snapshot();
        let owner = self.owner.clone();
        rayon::spawn(move || {
            let judged = snapshot.judge(&|| ends.load(Relaxed));
            // Before the answer is there: an edit that comes next need not copy anything.
            drop(snapshot);
            if let Some(judged) = judged {
                owner.tell(move |state| state.adopt(&key, judged));
            }
        });
    }

    fn adopt(&mut self, key: &Path, judged: charter::Judged) {
        let Some(nth) = self.keyed(key) else { return };
        let Some(changed) = self.session(nth).adopt(judged) else { return };
        match std::mem::take(&mut self.workspaces[nth].is_new) {
            true => self.tell_all(nth),
            false => self.tell_again(nth, &changed),
        }
        self.look_at_pages(nth);
        self.look_beside(nth);
    }

    /// The document of an address, for a question about it.
    pub(crate) fn asked(&self, uri: &Uri) -> Result<Asked<'_>> {
        let document = self.documents.get(uri.as_str());
        let (workspace, source) = match document {
            Some(it) => (&self.workspaces[it.workspace], it.source),
            None => self.closed(uri)?,
        };
        let lines = self.lines(workspace, source);
        Ok(Asked { state: self, workspace, source, lines })
    }

    /// What nobody has open, and is known all the same; the standard too.
    fn closed(&self, uri: &Uri) -> Result<(&Workspace, SourceId)> {
        if uri.as_str() == uri::STANDARD {
            let first = self.workspaces.first().ok_or_else(not_open)?;
            return Ok((first, charter::Sources::STANDARD));
        }
        let file = self.file(uri).ok_or_else(not_open)?;
        let (nth, source) = self.known(&file).ok_or_else(not_open)?;
        Ok((&self.workspaces[nth], source))
    }

    /// The lines of a source as an editor has them, or would.
    pub(crate) fn lines<'s>(&'s self, workspace: &'s Workspace, source: SourceId) -> Lines<'s> {
        let text = &workspace.session.sources().get(source).text;
        match self.document_of(workspace, source) {
            Some(_) => Lines::new(text, self.can.encoding),
            None => Lines::of_file(text, self.can.encoding),
        }
    }

    /// The open document of a source.
    pub(crate) fn document_of(&self, workspace: &Workspace, source: SourceId) -> Option<&Document> {
        let is_it = |it: &&Document| {
            it.source == source && std::ptr::eq(&self.workspaces[it.workspace], workspace)
        };
        self.documents.values().find(is_it)
    }

    /// The address of a source: as the client writes it, where it is open.
    pub(crate) fn uri_of(&self, workspace: &Workspace, source: SourceId) -> Option<Uri> {
        match self.document_of(workspace, source) {
            Some(document) => Some(document.uri.clone()),
            None => workspace.uri(source),
        }
    }

    /// Where a span is.
    pub(crate) fn location(&self, workspace: &Workspace, span: Span) -> Option<Location> {
        let uri = self.uri_of(workspace, span.source)?;
        Some(Location::new(uri, self.lines(workspace, span.source).range(span)))
    }
}

/// A document that has no file yet is one by itself, under the name that its editor gave it.
fn unnamed(uri: &Uri) -> Option<PathBuf> {
    let is_untitled = uri.scheme().as_str().eq_ignore_ascii_case("untitled");
    is_untitled.then(|| PathBuf::from(format!("{}.charter", uri.path().as_str())))
}

fn not_open() -> Error {
    Error::invalid_params("this document is not open, and is no charter of an open folder")
}
