//! What is served at the moment: a whole build, and what keeps a newer one from being made.

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use jiff::civil::Date;

use super::site::{Site, Trouble};
use crate::day;

/// What is served at the moment.
pub(super) struct Stand {
    /// The day to take for today, where one is given.
    as_of: Option<Date>,
    shown: RwLock<Shown>,
}

/// One moment of it: whoever holds this sees one build, whatever comes after.
#[derive(Clone)]
pub(super) struct Shown {
    /// The last whole build.
    pub(super) site: Arc<Site>,
    /// Why there is no newer one.
    pub(super) trouble: Option<Arc<Trouble>>,
}

impl Stand {
    pub(super) fn new(site: Site, as_of: Option<Date>) -> Stand {
        Stand { as_of, shown: RwLock::new(Shown { site: Arc::new(site), trouble: None }) }
    }

    /// A newer build; says whether anything of it is new.
    pub(super) fn put(&self, site: Site) -> bool {
        let before = self.shown();
        let is_new = before.trouble.is_some() || !before.site.is_same(&site);
        self.show(Shown { site: Arc::new(site), trouble: None });
        is_new
    }

    /// There is no newer build, for a reason.
    pub(super) fn keep(&self, trouble: Trouble) {
        let site = self.shown().site;
        self.show(Shown { site, trouble: Some(Arc::new(trouble)) });
    }

    /// What is shown now.
    pub(super) fn shown(&self) -> Shown {
        self.read().clone()
    }

    /// The day to take for today. That it can be told was found out at the start.
    pub(super) fn today(&self) -> Date {
        day::day(self.as_of).unwrap_or(Date::ZERO)
    }

    fn show(&self, shown: Shown) {
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = shown;
    }

    fn read(&self) -> RwLockReadGuard<'_, Shown> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner)
    }
}
