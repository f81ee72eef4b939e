//! Mending: the changes that findings carry, put into the texts until none is left to make.
//!
//! Nothing is written here: texts go in, texts come out. Each round takes what does not
//! touch each other, and reads everything again, since one change may bring the next to
//! light or make it needless. What a person has to choose is taken one at a time for each
//! item, as two such choices in one place may not fit together.

mod apply;

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use jiff::civil::Date;
use rustc_hash::{FxHashSet, FxHasher};

use crate::config::Config;
use crate::{Analysis, Diagnostic, Edit, Fix, Safety, Source, SourceId, Sources, Span, analyze};

/// More rounds than any chain of changes has needed; what is left then is told as a finding.
const ROUNDS: usize = 100;

/// Texts that were mended.
#[derive(Debug)]
pub struct Mended {
    /// What is still to be said.
    pub analysis: Analysis,
    /// What stood in the texts that are others now.
    pub before: BTreeMap<SourceId, Source>,
    /// How many findings were mended.
    pub count: usize,
}

/// Which of some findings may be mended, by their place in the list.
pub type Choice<'a> = dyn Fn(&Sources, &[Diagnostic]) -> Vec<usize> + 'a;

/// Mends what may be, and puts the new texts into the sources.
///
/// `Err` says how a change did harm: then the fault is the program's, and nothing that was
/// changed may be written.
pub fn mend(
    sources: &mut Sources,
    config: &Config,
    day: Date,
    safety: Safety,
    choice: &Choice<'_>,
) -> Result<Mended, String> {
    let mut mended =
        Mended { analysis: analyze(sources, config, day), before: BTreeMap::new(), count: 0 };
    let mut seen = FxHashSet::default();
    for _ in 0..ROUNDS {
        let round = Round::of(&mended.analysis, sources, safety, choice);
        let texts = round.texts(sources)?;
        // Where two changes undo each other, it stays as it was before the first came again.
        if texts.is_empty() || !seen.insert(state(&texts)) {
            break;
        }
        mended.count += round.taken.len();
        for (id, text) in texts {
            let old = sources.get(id).clone();
            sources.put(Source { text, ..old.clone() });
            mended.before.entry(id).or_insert(old);
        }
        mended.analysis = analyze(sources, config, day);
    }
    mended.before.retain(|id, before| before.text != sources.get(*id).text);
    Ok(mended)
}

/// What would come of a round, in a few bytes.
fn state(texts: &BTreeMap<SourceId, String>) -> u64 {
    let mut hasher = FxHasher::default();
    texts.hash(&mut hasher);
    hasher.finish()
}

/// Changes that can be made at once.
struct Round<'a> {
    taken: Vec<&'a Fix>,
    /// What is replaced so far: none of these touch each other.
    places: BTreeMap<(SourceId, u32), u32>,
    /// The items for which somebody has chosen.
    chosen: FxHashSet<Span>,
}

impl<'a> Round<'a> {
    fn of(
        analysis: &'a Analysis,
        sources: &Sources,
        safety: Safety,
        choice: &Choice<'_>,
    ) -> Round<'a> {
        let mut round =
            Round { taken: Vec::new(), places: BTreeMap::new(), chosen: FxHashSet::default() };
        for index in choice(sources, &analysis.findings) {
            let finding = &analysis.findings[index];
            let fix = finding.fixes.iter().find(|it| it.safety <= safety);
            if let Some(fix) = fix.filter(|it| it.edits.iter().all(|it| is_ours(it, sources))) {
                round.take(analysis, finding, fix);
            }
        }
        round
    }

    fn take(&mut self, analysis: &Analysis, finding: &Diagnostic, fix: &'a Fix) {
        let touches = |edit: &Edit| self.touches(edit.span);
        if fix.edits.iter().any(touches)
            || (fix.safety == Safety::Unsafe && !self.choose(analysis, finding))
        {
            return;
        }
        let places = fix.edits.iter().map(|it| ((it.span.source, it.span.start), it.span.end));
        self.places.extend(places);
        self.taken.push(fix);
    }

    /// Whether a place overlaps one that is taken, or lies beside it.
    fn touches(&self, span: Span) -> bool {
        let up_to = (span.source, span.end);
        let nearest = self.places.range(..=up_to).next_back();
        nearest.is_some_and(|((source, _), end)| *source == span.source && *end >= span.start)
    }

    /// Takes all items that a finding speaks of, unless one of them is taken.
    fn choose(&mut self, analysis: &Analysis, finding: &Diagnostic) -> bool {
        let items = finding.labels.iter().filter_map(|it| analysis.model.item_at(it.span));
        let items: Vec<Span> = items.map(|item| item.span()).collect();
        let free = items.iter().all(|item| !self.chosen.contains(item));
        if free {
            self.chosen.extend(items);
        }
        free
    }

    /// The texts as they are afterwards.
    fn texts(&self, sources: &Sources) -> Result<BTreeMap<SourceId, String>, String> {
        let mut edits: BTreeMap<SourceId, Vec<&Edit>> = BTreeMap::new();
        for edit in self.taken.iter().flat_map(|fix| &fix.edits) {
            edits.entry(edit.span.source).or_default().push(edit);
        }
        let text = |(id, edits)| Ok((id, apply::edits(sources.get(id), edits)?));
        edits.into_iter().map(text).collect()
    }
}

/// The standard is nobody's to change, and a file of wrong bytes is not written back.
fn is_ours(edit: &Edit, sources: &Sources) -> bool {
    let id = edit.span.source;
    id != Sources::STANDARD && sources.get(id).broken_at.is_none()
}
