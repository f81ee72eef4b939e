//! A fault of the program: it says so, says what to report, and prints no half result.

use std::any::Any;
use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::Write;
use std::panic::{AssertUnwindSafe, PanicHookInfo};
use std::sync::Mutex;

use crate::Status;

/// What went wrong first, and where.
static FAULT: Mutex<Option<String>> = Mutex::new(None);

/// Does the work; a panic in any thread of it ends with a report and its own status.
pub fn guard(work: impl FnOnce() -> Status) -> Status {
    std::panic::set_hook(Box::new(remember));
    std::panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let _ = std::io::stderr().write_all(report().as_bytes());
        Status::Fault
    })
}

/// Ends the work, since the program has found itself at fault.
pub(crate) fn admit(what: &str) -> ! {
    panic!("{what}")
}

fn remember(info: &PanicHookInfo<'_>) {
    let mut fault = FAULT.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    fault.get_or_insert_with(|| {
        let what = words(info.payload());
        let place = info.location().map(|it| format!(" at {}:{}", it.file(), it.line()));
        let trace = Backtrace::capture();
        let trace = match trace.status() {
            BacktraceStatus::Captured => format!("\n{trace}"),
            _ => String::new(),
        };
        format!("{what}{}{trace}", place.unwrap_or_default())
    });
}

fn words(payload: &dyn Any) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no words")
}

fn report() -> String {
    let fault = FAULT.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let what = fault.as_deref().unwrap_or("no words");
    let args: Vec<_> = std::env::args_os().skip(1).collect();
    let args: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
    format!(
        "fault: charter failed, and it is not your mistake; nothing was printed

  what happened: {what}
  version:       {version} on {os} {arch}
  command:       charter {args}

please report these lines, with the charter that was read if you can share it, at
  {repository}/issues
",
        version = env!("CARGO_PKG_VERSION"),
        os = std::env::consts::OS,
        arch = std::env::consts::ARCH,
        args = args.join(" "),
        repository = env!("CARGO_PKG_REPOSITORY"),
    )
}
