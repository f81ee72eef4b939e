//! How much feeds say, and to whom.
//!
//! | | `minimal` | `portable` | `rich` | `busy` |
//! |---|---|---|---|---|
//! | title | as written | as written | as written | `Busy` |
//! | meetings | all | all | all | all |
//! | inputs, checks, reviews, gates, answers, days of shipping, audits | all | all | all | none: they take no time |
//! | the same as things to do, on request | all but the last two | all but the last two | all but the last two | none |
//! | description | class and owner | the charter | the charter, what it includes and excludes, who stands in, who signed; around a meeting too | none |
//! | CATEGORIES, COLOR | none | role, level, class; around a meeting role and level | role, level, class | none |
//! | URL, LOCATION | none | a link | a link; a place that is no link | none |
//! | UID | as declared | as declared | as declared | a digest |
//! | SOURCE, where the address is known | yes | yes | yes | none: it names a seat |
//! | feeds | all | all | all | `all.ics` and those of seats, called `Busy` |
//! | data | `charters.json`, `dps` | the same | the same | none |
//!
//! A digest is the first 32 hexadecimal digits of SHA-256 of the whole UID: as single and
//! as lasting as the UID, and nothing can be read in it. Who knows a name, and how UIDs are
//! made, can find out whether it is there; names that are secrets do not belong into any
//! feed. The path of a feed and `index.json` name its seat, since somebody has to choose
//! whose calendar to share; the feed itself does not.

use sha2::{Digest, Sha256};

use crate::emit::ics::{Event, When};

/// How much feeds say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// What every calendar program shows well.
    #[default]
    Portable,
    /// When and what, and whose it is.
    Minimal,
    /// When somebody is taken, for people outside.
    Busy,
    /// Everything that the charters say.
    Rich,
}

impl Profile {
    /// Says no more of an event than the profile allows, and rings before a meeting that
    /// takes place, where that is asked for.
    pub(super) fn tell(self, event: &mut Event, alarm: Option<u32>) {
        if matches!(self, Profile::Minimal | Profile::Busy) {
            event.location = None;
            event.url = None;
            event.color = None;
            event.categories.clear();
        }
        if self == Profile::Busy {
            event.summary = "Busy".to_owned();
            event.description.clear();
            event.related_to = None;
            event.uid = digest(&event.uid);
        }
        let rings = matches!(event.when, When::Timed { .. }) && !event.cancelled;
        event.alarm = alarm.filter(|_| rings);
    }
}

/// The UID without anything to read before its authority.
fn digest(uid: &str) -> String {
    let authority = uid.rsplit_once('@').map_or("", |(_, authority)| authority);
    let digest = Sha256::digest(uid.as_bytes());
    let digits: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("{digits}@{authority}")
}
