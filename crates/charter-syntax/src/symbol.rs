//! Names as small numbers: equal names are equal numbers, everywhere.

use std::cell::RefCell;
use std::hash::Hasher;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHasher};

/// A name, interned for the life of the process.
///
/// Comparing, hashing and indexing tables by it costs nothing. Memory grows with
/// the number of distinct names ever seen, not with how often they are used.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Symbol(NonZeroU32);

/// A name and its number.
type Known = (&'static str, Symbol);

/// The names by their numbers. A place never moves, so that nobody waits who reads.
static TEXTS: boxcar::Vec<&'static str> = boxcar::Vec::new();

/// Held by who adds a name: with one at a time, [`Symbol::count`] is past each that is known.
static ADDING: Mutex<()> = Mutex::new(());

/// The numbers by their names, in parts: threads seldom want the same one at once.
static NUMBERS: [Mutex<Option<FxHashMap<&'static str, Symbol>>>; PARTS] =
    [const { Mutex::new(None) }; PARTS];

const PARTS: usize = 32;

/// So many names a thread remembers: those of the files beside the one that it reads.
const RECENT: usize = 2048;

thread_local! {
    /// What this thread met last, each in the place that its hash gives it.
    static MET: RefCell<Box<[Option<Known>]>> = RefCell::new(vec![None; RECENT].into());
}

impl Symbol {
    /// The symbol of a name.
    pub fn new(text: &str) -> Symbol {
        let hash = hash(text);
        MET.with_borrow_mut(|met| {
            let place = &mut met[hash as usize % RECENT];
            match place {
                Some((known, symbol)) if *known == text => *symbol,
                _ => place.insert(intern(text, hash)).1,
            }
        })
    }

    /// The name.
    pub fn as_str(self) -> &'static str {
        TEXTS.get(self.index()).copied().unwrap_or_default()
    }

    /// A dense index: tables by name are plain vectors.
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }

    /// How many distinct names there are: the length of a table by name.
    pub fn count() -> usize {
        TEXTS.count()
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

fn intern(text: &str, hash: u64) -> Known {
    // Other bits than those by which a table finds its places.
    let part = &NUMBERS[(hash >> 40) as usize % PARTS];
    let mut part = part.lock().unwrap_or_else(PoisonError::into_inner);
    let part = part.get_or_insert_default();
    if let Some((&text, &symbol)) = part.get_key_value(text) {
        return (text, symbol);
    }
    let text: &'static str = Box::leak(text.into());
    let adding = ADDING.lock().unwrap_or_else(PoisonError::into_inner);
    let symbol = Symbol(NonZeroU32::MIN.saturating_add(TEXTS.push(text) as u32));
    drop(adding);
    part.insert(text, symbol);
    (text, symbol)
}

impl std::fmt::Display for Symbol {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::fmt::Debug for Symbol {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

impl PartialOrd for Symbol {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// By spelling, so that whatever is sorted comes out the same on every run.
impl Ord for Symbol {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}
