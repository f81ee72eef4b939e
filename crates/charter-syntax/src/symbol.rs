//! Names as small numbers: equal names are equal numbers, everywhere.

use std::cell::RefCell;
use std::num::NonZeroU32;
use std::sync::{Mutex, OnceLock, RwLock};

use rustc_hash::FxHashMap;

/// A name, interned for the life of the process.
///
/// Comparing, hashing and indexing tables by it costs nothing. Memory grows with
/// the number of distinct names ever seen, not with how often they are used.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Symbol(NonZeroU32);

struct Interner {
    known: Mutex<FxHashMap<&'static str, Symbol>>,
    texts: RwLock<Vec<&'static str>>,
}

fn interner() -> &'static Interner {
    static INTERNER: OnceLock<Interner> = OnceLock::new();
    INTERNER.get_or_init(|| Interner {
        known: Mutex::new(FxHashMap::default()),
        texts: RwLock::new(Vec::new()),
    })
}

thread_local! {
    /// What this thread has met: most names are met many times, and a lock is dear.
    static MET: RefCell<FxHashMap<&'static str, Symbol>> = RefCell::default();
    static TEXTS: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

impl Symbol {
    /// The symbol of a name.
    pub fn new(text: &str) -> Symbol {
        MET.with_borrow_mut(|met| {
            if let Some(&symbol) = met.get(text) {
                return symbol;
            }
            let (text, symbol) = intern(text);
            met.insert(text, symbol);
            symbol
        })
    }

    /// The name.
    pub fn as_str(self) -> &'static str {
        TEXTS.with_borrow_mut(|texts| {
            if self.index() >= texts.len() {
                let all = interner().texts.read().unwrap_or_else(|e| e.into_inner());
                texts.extend_from_slice(&all[texts.len()..]);
            }
            texts[self.index()]
        })
    }

    /// A dense index: tables by name are plain vectors.
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }

    /// How many distinct names there are: the length of a table by name.
    pub fn count() -> usize {
        interner().texts.read().unwrap_or_else(|e| e.into_inner()).len()
    }
}

fn intern(text: &str) -> (&'static str, Symbol) {
    let interner = interner();
    let mut known = interner.known.lock().unwrap_or_else(|e| e.into_inner());
    if let Some((&text, &symbol)) = known.get_key_value(text) {
        return (text, symbol);
    }
    let mut texts = interner.texts.write().unwrap_or_else(|e| e.into_inner());
    let text: &'static str = Box::leak(text.into());
    texts.push(text);
    let symbol = Symbol(NonZeroU32::MIN.saturating_add(texts.len() as u32 - 1));
    known.insert(text, symbol);
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
