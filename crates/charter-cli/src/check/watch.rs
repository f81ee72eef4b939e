//! `--watch`: the check again, whenever something changes that could change what it says.

use super::{input, once};
use crate::args::CheckArgs;
use crate::watch::Watch;
use crate::workspace::Workspace;
use crate::{Failure, Status, Terminal};

/// Checks until nobody reads any more.
pub(super) fn run(args: &CheckArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    if input::is_standard(args) {
        return Err(Failure::new(Status::Usage, "standard input is read once")
            .help("name a folder to watch, or pass `-` without --watch"));
    }
    let workspace = Workspace::locate(&args.paths)?;
    let watch = Watch::of(&workspace, "check it without --watch")?;
    loop {
        terminal.clear();
        let outcome = once(args, terminal);
        let status = terminal.tell(outcome);
        terminal.say("watching for changes: Ctrl-C ends it");
        terminal.tell(Ok(status));
        if terminal.reader_is_gone() || watch.wait()?.is_break() {
            return Ok(status);
        }
    }
}
