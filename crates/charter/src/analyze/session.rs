//! A session: a workspace while somebody edits it.
//!
//! What was read stays read, and what changed is read again. After an edit there are two
//! answers. [`Session::edit`] asks every rule that can be asked about one file, against all
//! the others, and is done in the time of a keystroke; what the few rules say that have to see
//! everything is kept, moved along with the text. [`Snapshot::judge`] asks all of them, on
//! another thread, and [`Session::adopt`] puts that in the place of the first answer. When
//! nothing changes any more, what is told is what [`crate::analyze`] says, to the letter.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::shift::{Change, shift};
use super::{by_place, judge, judge_here, parse, read};
use crate::config::Config;
use crate::model::Model;
use crate::{Diagnostic, Source, SourceId, Sources, rule};

/// What is said, by the source where it is said first.
type Told = BTreeMap<SourceId, Vec<Diagnostic>>;

/// What is wrong with sources as they are read.
type Errors = BTreeMap<SourceId, Arc<[Diagnostic]>>;

/// A workspace while somebody edits it.
#[derive(Debug)]
pub struct Session {
    sources: Arc<Sources>,
    config: Arc<Config>,
    model: Arc<Model>,
    /// What is wrong with a source as it is read, where something is.
    errors: Errors,
    day: Date,
    told: Told,
    /// How often something has changed.
    revision: u64,
}

/// A workspace as it was at one moment, for another thread.
#[derive(Clone, Debug)]
pub struct Snapshot {
    sources: Arc<Sources>,
    config: Arc<Config>,
    model: Arc<Model>,
    errors: Errors,
    day: Date,
    revision: u64,
}

/// What all rules say of a snapshot.
#[derive(Debug)]
pub struct Judged {
    findings: Vec<Diagnostic>,
    revision: u64,
}

impl Session {
    /// Reads everything, and says nothing yet.
    pub fn new(sources: Sources, config: Config, day: Date) -> Session {
        let (documents, errors) = read(&sources);
        let model = Arc::new(Model::new(documents, &config));
        let broken = sources.ids().zip(errors).filter(|(_, errors)| !errors.is_empty());
        let errors = broken.map(|(id, errors)| (id, errors.into())).collect();
        let (sources, config) = (Arc::new(sources), Arc::new(config));
        Session { sources, config, model, errors, day, told: Told::new(), revision: 0 }
    }

    /// The texts.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// What they mean.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// What the workspace says of itself.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The day that lints look at.
    pub fn day(&self) -> Date {
        self.day
    }

    /// What is said of a source, by place.
    pub fn findings(&self, source: SourceId) -> &[Diagnostic] {
        self.told.get(&source).map_or(&[], Vec::as_slice)
    }

    /// The sources of which something is said.
    pub fn spoken_of(&self) -> impl Iterator<Item = SourceId> {
        self.told.keys().copied()
    }

    /// Puts another text in the place of a source, and says at once what can be said of it.
    pub fn edit(&mut self, id: SourceId, text: String) {
        let old = self.sources.get(id);
        if old.text == text && old.broken_at.is_none() {
            return self.look(id);
        }
        let change = Change::between(&old.text, &text);
        let source = Source { path: old.path.clone(), text, broken_at: None };
        self.put(id, source, change);
    }

    /// The same of a file that has changed on its disk.
    pub fn reread(&mut self, id: SourceId, bytes: Vec<u8>) {
        let source = Source::new(self.sources.path(id), bytes);
        let change = Change::between(&self.sources.get(id).text, &source.text);
        self.put(id, source, change);
    }

    fn put(&mut self, id: SourceId, source: Source, change: Change) {
        let (document, errors) = parse(id, &source);
        Arc::make_mut(&mut self.sources).put(source);
        Arc::make_mut(&mut self.model).replace(id, document, &self.config);
        self.errors.remove(&id);
        if !errors.is_empty() {
            self.errors.insert(id, errors.into());
        }
        self.told.values_mut().flatten().for_each(|finding| shift(finding, id, change));
        self.revision += 1;
        self.look(id);
    }

    /// Says at once what can be said of a source.
    pub fn look(&mut self, id: SourceId) {
        let errors = self.errors.get(&id).map_or(Vec::new(), |errors| errors.to_vec());
        let Session { model, sources, config, day, .. } = self;
        let mut findings = judge_here(model, errors, sources, config, *day, &[id]);
        let kept = self.told.remove(&id).unwrap_or_default();
        findings.extend(kept.into_iter().filter(is_of_all));
        let (mut here, elsewhere): (Vec<_>, Vec<_>) =
            findings.into_iter().partition(|it| it.span().source == id);
        here.sort_by(by_place);
        here.dedup();
        self.told.insert(id, here);
        // What is told in another file because of this one is said when all are asked.
        drop(elsewhere);
    }

    /// Another day.
    pub fn turn_to(&mut self, day: Date) {
        if day != self.day {
            self.day = day;
            self.revision += 1;
        }
    }

    /// The workspace as it is now, for another thread.
    pub fn snapshot(&self) -> Snapshot {
        let Session { sources, config, model, errors, day, revision, .. } = self;
        Snapshot {
            sources: Arc::clone(sources),
            config: Arc::clone(config),
            model: Arc::clone(model),
            errors: errors.clone(),
            day: *day,
            revision: *revision,
        }
    }

    /// Tells from now on what was judged, and gives back the sources of which something else
    /// is said than before; nothing where something has changed since.
    pub fn adopt(&mut self, judged: Judged) -> Option<Vec<SourceId>> {
        if judged.revision != self.revision {
            return None;
        }
        let mut told = Told::new();
        for finding in judged.findings {
            told.entry(finding.span().source).or_default().push(finding);
        }
        let old = std::mem::replace(&mut self.told, told);
        let mut sources: Vec<SourceId> = old.keys().chain(self.told.keys()).copied().collect();
        sources.sort_unstable();
        sources.dedup();
        let was = |id: &SourceId| old.get(id).map_or(&[][..], Vec::as_slice);
        sources.retain(|id| was(id) != self.findings(*id));
        Some(sources)
    }
}

/// Whether a finding is of a rule that has to see everything.
fn is_of_all(finding: &Diagnostic) -> bool {
    rule::find(finding.code).is_some_and(|rule| rule.is_whole)
}

impl Snapshot {
    /// What all rules say; nothing where it is to end before.
    pub fn judge(&self, ends: &(dyn Fn() -> bool + Sync)) -> Option<Judged> {
        let errors = self.errors.values().flat_map(|errors| errors.iter().cloned()).collect();
        let Snapshot { model, sources, config, day, revision, .. } = self;
        let (findings, _) = judge(model, errors, sources, config, *day, ends);
        (!ends()).then_some(Judged { findings, revision: *revision })
    }
}
