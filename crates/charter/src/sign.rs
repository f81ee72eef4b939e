//! Signatures: what somebody agreed to, and the digits by which it is known again.
//!
//! A fingerprint has twelve hexadecimal digits and covers seven things: what is decided, the
//! owner, the counterparties, the cadence, the triggers, the escalation and the answers.
//! It never changes its meaning: a signature of today is compared in ten years.
//!
//! Each of the seven is brought into a form of lines ([`canon`](self) says how), and the
//! lines are put in the order of their bytes, each once. With its keyword before them and a
//! newline behind each, they are a *part*. Of the 48 bits, the highest 35 are seven times
//! five: the highest five of the SHA-256 of each part, in the order of [`COVERED`]. They tell
//! which part has changed. The lowest 13 are the highest thirteen of the SHA-256 of
//! all parts behind each other: where a part has changed and its five bits have not, by a
//! chance of one in thirty-two, they tell that something has.

mod canon;
mod sheet;

use std::fmt;

use sha2::{Digest, Sha256};

pub use sheet::{Asked, Asks, Covered, Given, Sheet, asked, sheet};

use crate::Symbol;
use crate::model::{Charter, Item};
use crate::tree::{ClauseKind, Signature};

/// The clauses that a signature covers. Their order is part of every fingerprint.
pub const COVERED: [ClauseKind; 7] = [
    ClauseKind::Decides,
    ClauseKind::Owner,
    ClauseKind::Counterparties,
    ClauseKind::Cadence,
    ClauseKind::Trigger,
    ClauseKind::Escalation,
    ClauseKind::Answer,
];

/// How many bits tell one part from another version of itself.
const PART: u32 = 5;

/// How many bits are over all parts.
const WHOLE: u32 = 13;

/// Twelve hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint(u64);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:012x}", self.0)
    }
}

impl Fingerprint {
    /// That of a charter as it is.
    pub fn of(charter: Charter<'_>) -> Fingerprint {
        let mut bits = 0;
        let mut whole = Sha256::new();
        for kind in COVERED {
            let part = part(kind, &canon::lines(charter, kind));
            bits = bits << PART | highest(&Sha256::digest(&part), PART);
            whole.update(&part);
        }
        Fingerprint(bits << WHOLE | highest(&whole.finalize(), WHOLE))
    }

    /// One as it is written behind a signature.
    pub fn written(digits: u64) -> Fingerprint {
        Fingerprint(digits)
    }

    /// What has changed between two texts. Nothing, although they differ, where the bits
    /// of the part that has changed are the same by chance.
    pub fn changed(self, other: Fingerprint) -> Vec<ClauseKind> {
        let differ = (self.0 ^ other.0) >> WHOLE;
        let bits = |nth: usize| differ >> (PART as usize * (COVERED.len() - 1 - nth)) & 0b11111;
        (0..COVERED.len()).filter(|nth| bits(*nth) != 0).map(|nth| COVERED[nth]).collect()
    }
}

fn part(kind: ClauseKind, lines: &[String]) -> Vec<u8> {
    let mut part = format!("{}\n", kind.keyword());
    for line in lines {
        part.push_str(line);
        part.push('\n');
    }
    part.into_bytes()
}

/// The highest bits of a digest, as a number.
fn highest(digest: &[u8], bits: u32) -> u64 {
    let first = u32::from(digest[0]) << 8 | u32::from(digest[1]);
    u64::from(first >> (16 - bits))
}

/// A signature to another text than the one that stands there now.
#[derive(Clone, Debug)]
pub struct Stale<'m> {
    /// The signature.
    pub signature: &'m Signature,
    /// Where its fingerprint stands.
    pub span: crate::Span,
    /// What has changed, as far as it can be told.
    pub changed: Vec<ClauseKind>,
}

/// The signatures that are stale: of each seat the last one counts, and one without a
/// fingerprint never is.
pub fn stale(charter: Charter<'_>) -> Vec<Stale<'_>> {
    let mut now = None;
    let written = last(charter).into_iter().filter_map(|it| Some((it, it.fingerprint?)));
    let stale = written.filter_map(|(signature, digits)| {
        let now = *now.get_or_insert_with(|| Fingerprint::of(charter));
        let then = Fingerprint::written(digits.value);
        let changed = then.changed(now);
        (then != now).then_some(Stale { signature, span: digits.span, changed })
    });
    stale.collect()
}

/// The last signature of each seat, in the order in which the seats are written.
fn last(charter: Charter<'_>) -> Vec<&Signature> {
    let mut last: Vec<&Signature> = Vec::new();
    for signature in charter.signatures() {
        let same = |it: &&mut &Signature| seat(charter, it) == seat(charter, signature);
        match last.iter_mut().find(same) {
            Some(other) if other.date.value <= signature.date.value => *other = signature,
            Some(_) => {}
            None => last.push(signature),
        }
    }
    last
}

/// Whose signature it is, by the name that the seat has now.
pub(crate) fn seat(charter: Charter<'_>, signature: &Signature) -> Symbol {
    let name = signature.seat.symbol;
    charter.model().find(name).map_or(name, Item::symbol)
}
