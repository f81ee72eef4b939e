//! Files on their way out: nobody holds all of a build.

use std::io;

/// A file that is finished.
pub(super) struct Finished<'a> {
    /// Its paths: what was renamed is there under its former names too.
    pub(super) paths: &'a [String],
    /// What it holds, in pieces that files share.
    pub(super) pieces: &'a [&'a [u8]],
    /// What there is to tell of a feed.
    pub(super) feed: Option<Contents<'a>>,
}

/// What there is to tell of a feed.
#[derive(Clone, Copy)]
pub(super) struct Contents<'a> {
    /// What stands before its zones and events.
    pub(super) head: &'a [u8],
    /// How many events it holds.
    pub(super) events: usize,
    /// How many things to do.
    pub(super) todos: usize,
}

/// Takes files, from several threads at once.
pub(super) type Take<'t> = dyn Fn(&Finished<'_>) -> io::Result<()> + Sync + 't;

impl<'a> Finished<'a> {
    /// A file that is no feed.
    pub(super) fn new(paths: &'a [String], pieces: &'a [&'a [u8]]) -> Self {
        Finished { paths, pieces, feed: None }
    }
}
