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
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::config::Config;
use crate::report::{Content, Lines};
use crate::{Analysis, Diagnostic, Edit, Fix, Safety, Source, SourceId, Sources, Span, analyze};

/// More rounds than any chain of changes in a text has needed that somebody wrote.
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
    /// Whether nothing is left to mend; else a second time goes on.
    pub is_done: bool,
}

/// Which of some findings may be mended, by their place in the list.
pub type Choice<'a> = dyn Fn(&Sources, &[Diagnostic]) -> Vec<usize> + 'a;

/// Mends what may be, and puts the new texts into the sources.
///
/// A change that leaves its finding as it was, with the same change to offer, is taken back: it
/// could be made for ever. `Err` says how a change did harm: then the fault is the program's,
/// and nothing that was changed may be written.
pub fn mend(
    sources: &mut Sources,
    config: &Config,
    day: Date,
    safety: Safety,
    choice: &Choice<'_>,
) -> Result<Mended, String> {
    let analysis = analyze(sources, config, day);
    let mut mended = Mended { analysis, before: BTreeMap::new(), count: 0, is_done: false };
    let mut seen = FxHashSet::default();
    let mut idle = FxHashSet::default();
    for _ in 0..ROUNDS {
        let round = Round::of(&mended.analysis, sources, safety, choice, &idle);
        let texts = round.texts(sources)?;
        let state = hash(&texts);
        // Where two changes undo each other, it stays as it was before the first came again.
        if texts.is_empty() || seen.contains(&state) {
            mended.is_done = true;
            break;
        }
        let known = carrying(&mended.analysis, sources);
        let old = put(sources, texts);
        let analysis = analyze(sources, config, day);
        let useless = round.useless(&known, &carrying(&analysis, sources));
        if useless.is_empty() {
            mended.count += round.taken.len();
            mended.analysis = analysis;
            seen.insert(state);
            for (id, old) in old {
                mended.before.entry(id).or_insert(old);
            }
        } else {
            put(sources, old.into_iter().map(|(id, old)| (id, old.text)).collect());
            idle.extend(useless);
        }
    }
    mended.before.retain(|id, before| before.text != sources.get(*id).text);
    Ok(mended)
}

/// Puts texts in the place of others, and gives back what stood there.
fn put(sources: &mut Sources, texts: BTreeMap<SourceId, String>) -> BTreeMap<SourceId, Source> {
    let one = |(id, text)| {
        let old = sources.get(id).clone();
        sources.put(Source { text, ..old.clone() });
        (id, old)
    };
    texts.into_iter().map(one).collect()
}

/// How many findings there are of each content that carry a change.
fn carrying(analysis: &Analysis, sources: &Sources) -> FxHashMap<Content, usize> {
    let lines = Lines::new(sources);
    let mut counts = FxHashMap::default();
    for finding in analysis.findings.iter().filter(|it| !it.fixes.is_empty()) {
        *counts.entry(Content::of(finding, &lines)).or_default() += 1;
    }
    counts
}

/// Something in a few bytes.
fn hash(value: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

/// What a change is known by.
fn id(fix: &Fix) -> u64 {
    let edits: Vec<(Span, &str)> = fix.edits.iter().map(|it| (it.span, &*it.text)).collect();
    hash(&(&fix.title, edits))
}

/// Changes that can be made at once.
struct Round<'a> {
    taken: Vec<(&'a Fix, Content)>,
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
        idle: &FxHashSet<u64>,
    ) -> Round<'a> {
        let mut round =
            Round { taken: Vec::new(), places: BTreeMap::new(), chosen: FxHashSet::default() };
        let lines = Lines::new(sources);
        let may_be = |fix: &&Fix| {
            fix.edits.iter().all(|it| is_ours(it, sources)) && !idle.contains(&id(fix))
        };
        for index in choice(sources, &analysis.findings) {
            let finding = &analysis.findings[index];
            let fix = finding.fixes.iter().find(|it| it.safety <= safety);
            if let Some(fix) = fix.filter(may_be).filter(|it| round.fits(analysis, finding, it)) {
                round.taken.push((fix, Content::of(finding, &lines)));
            }
        }
        round
    }

    /// Whether a change can be made with those that are taken; then its places are.
    fn fits(&mut self, analysis: &Analysis, finding: &Diagnostic, fix: &Fix) -> bool {
        let touches = fix.edits.iter().any(|edit| self.touches(edit.span));
        if touches || (fix.safety == Safety::Unsafe && !self.choose(analysis, finding)) {
            return false;
        }
        let places = fix.edits.iter().map(|it| ((it.span.source, it.span.start), it.span.end));
        self.places.extend(places);
        true
    }

    /// The changes after which as many findings of their content carry one as before.
    fn useless(
        &self,
        before: &FxHashMap<Content, usize>,
        after: &FxHashMap<Content, usize>,
    ) -> Vec<u64> {
        let same = |content: &Content| after.get(content) >= before.get(content);
        self.taken.iter().filter(|(_, content)| same(content)).map(|(fix, _)| id(fix)).collect()
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
        for edit in self.taken.iter().flat_map(|(fix, _)| &fix.edits) {
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
