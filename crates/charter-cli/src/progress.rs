//! A sign of life: on a terminal, and only when work lasts more than half a second.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Work that goes on until this is dropped.
pub struct Progress(Option<(Sender<()>, JoinHandle<()>)>);

impl Progress {
    /// Begins to wait; draws nothing yet, and never anything in a pipe.
    pub(crate) fn start(what: &'static str, on_terminal: bool) -> Progress {
        if !on_terminal {
            return Progress(None);
        }
        let (done, end) = mpsc::channel();
        let draw = move || {
            if end.recv_timeout(Duration::from_millis(500)) == Err(RecvTimeoutError::Timeout) {
                let bar = bar(what);
                let _ = end.recv();
                bar.finish_and_clear();
            }
        };
        Progress(std::thread::Builder::new().spawn(draw).ok().map(|thread| (done, thread)))
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.0.take() {
            drop(done);
            let _ = thread.join();
        }
    }
}

fn bar(what: &'static str) -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
        bar.set_style(style);
    }
    bar.set_message(what);
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}
