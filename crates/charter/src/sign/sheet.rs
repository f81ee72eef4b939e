//! The sheet to sign: what is agreed to, who must agree, and who has.

use jiff::civil::Date;

use super::{COVERED, Fingerprint, canon, last, seat, stale};
use crate::Symbol;
use crate::model::{Charter, Class, Named, Seat};
use crate::tree::{ClauseKind, Sign, Signer};

/// Everything that somebody wants to know before signing.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The digits of the text as it is.
    pub fingerprint: Fingerprint,
    /// What they cover, as it is compared.
    pub covers: Vec<Covered>,
    /// Which classes ask for signatures, and whose.
    pub asked: Vec<Asked>,
    /// Who has signed: of each seat the last signature.
    pub given: Vec<Given>,
    /// Whose signature to this very text is wanted: they must sign and have not, or have
    /// signed another.
    pub wanted: Vec<Symbol>,
}

/// One of the things that a signature covers.
#[derive(Clone, Debug)]
pub struct Covered {
    /// By which clauses it is said.
    pub kind: ClauseKind,
    /// What they say.
    pub says: Vec<String>,
}

/// A class that asks for signatures.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The class.
    pub class: &'static str,
    /// Whose.
    pub of: Asks,
}

/// Whose signatures a class asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Those of these seats.
    Seats(Vec<Symbol>),
    /// So many of those in the room.
    Number(usize),
}

/// A signature.
#[derive(Clone, Debug)]
pub struct Given {
    /// Who signed.
    pub seat: Symbol,
    /// When.
    pub date: Date,
    /// To which text; none where it does not say.
    pub fingerprint: Option<Fingerprint>,
    /// Whether that is another text than this one.
    pub stale: bool,
    /// What has changed since, as far as it can be told.
    pub changed: Vec<ClauseKind>,
}

/// Whose signatures a class asks for. A name that is not known has been reported.
pub fn asked(charter: Charter<'_>, class: Class<'_>) -> Option<Asks> {
    let signers = match class.sign()? {
        Sign::Number(number) => return Some(Asks::Number(number.value as usize)),
        Sign::Names(signers) => signers,
    };
    let mut seats = Vec::new();
    for signer in signers {
        let seat: Named<Seat<'_>> = match signer {
            Signer::Owner(_) => charter.owner(),
            Signer::Seat(name) => charter.model().named(name.symbol),
        };
        let Named::Known(seat) = seat else { continue };
        if !seats.contains(&seat.symbol()) {
            seats.push(seat.symbol());
        }
    }
    Some(Asks::Seats(seats))
}

/// The sheet of a charter.
pub fn sheet(charter: Charter<'_>) -> Sheet {
    let covers = COVERED.map(|kind| Covered { kind, says: canon::lines(charter, kind) });
    let asked = charter
        .classes()
        .filter_map(|class| Some(Asked { class: class.name(), of: asked(charter, class)? }));
    let asked: Vec<Asked> = asked.collect();
    let given = given(charter);
    let wanted = wanted(charter, &asked, &given);
    Sheet { fingerprint: Fingerprint::of(charter), covers: covers.into(), asked, given, wanted }
}

fn given(charter: Charter<'_>) -> Vec<Given> {
    let stale = stale(charter);
    let given = last(charter).into_iter().map(|signature| {
        let other = stale.iter().find(|it| std::ptr::eq(it.signature, signature));
        Given {
            seat: seat(charter, signature),
            date: signature.date.value,
            fingerprint: signature.fingerprint.map(|it| Fingerprint::written(it.value)),
            stale: other.is_some(),
            changed: other.map(|it| it.changed.clone()).unwrap_or_default(),
        }
    });
    given.collect()
}

/// Who must sign and has not, and whose signature is stale; the owner, where nobody has
/// signed and nobody must.
fn wanted(charter: Charter<'_>, asked: &[Asked], given: &[Given]) -> Vec<Symbol> {
    let mut wanted: Vec<Symbol> = Vec::new();
    let mut add = |seat: Symbol| {
        if !wanted.contains(&seat) {
            wanted.push(seat);
        }
    };
    let holds = |seat: &Symbol| given.iter().any(|it| it.seat == *seat && !it.stale);
    for asks in asked {
        match &asks.of {
            Asks::Seats(seats) => seats.iter().filter(|it| !holds(it)).copied().for_each(&mut add),
            Asks::Number(number) => {
                let room: Vec<Symbol> = charter.room().iter().map(|it| it.symbol()).collect();
                let has = room.iter().filter(|it| holds(it)).count();
                let others = room.iter().filter(|it| !holds(it));
                others.take(number.saturating_sub(has)).copied().for_each(&mut add);
            }
        }
    }
    given.iter().filter(|it| it.stale).for_each(|it| add(it.seat));
    if asked.is_empty() && given.is_empty() {
        charter.owner().known().into_iter().for_each(|owner| add(owner.symbol()));
    }
    wanted
}
