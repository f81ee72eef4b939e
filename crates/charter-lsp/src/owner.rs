//! The one owner of the state: a thread that does one thing after the other.
//!
//! Whoever wants something hands over what is to be done, and waits for the answer if there is
//! one. A task that panics answers with an error, and the next is done as if nothing had been.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use tokio::sync::oneshot;
use tower_lsp_server::jsonrpc::{Error, Result};

use crate::state::State;

/// What is to be done.
type Task = Box<dyn FnOnce(&mut State) + Send>;

/// Hands tasks to the owner.
#[derive(Clone)]
pub(crate) struct Owner(Sender<Task>);

impl Owner {
    /// Starts the thread.
    pub(crate) fn start(make: impl FnOnce(Owner) -> State + Send + 'static) -> Owner {
        let (sender, tasks) = channel();
        let owner = Owner(sender);
        let own = owner.clone();
        let named = thread::Builder::new().name("owner".into());
        let started = named.spawn(move || work(make(own), &tasks));
        debug_assert!(started.is_ok(), "a thread can be started");
        owner
    }

    /// Hands over something that nobody waits for.
    pub(crate) fn tell(&self, task: impl FnOnce(&mut State) + Send + 'static) {
        // Nobody is there any more only while the server ends.
        let _ = self.0.send(Box::new(task));
    }

    /// Ends the thread, once everything is done that was handed over before.
    pub(crate) fn end(&self) {
        self.tell(|state| state.is_over = true);
    }

    /// Hands over a question at once; what comes back waits for the answer. Where nobody waits
    /// any more, because the client has cancelled it, it is not even asked.
    pub(crate) fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&mut State) -> Result<T> + Send + 'static,
    ) -> impl Future<Output = Result<T>> + Send {
        let (answer, answered) = oneshot::channel();
        self.tell(move |state| {
            if !answer.is_closed() {
                let _ = answer.send(question(state));
            }
        });
        // A task that panics drops its end.
        async { answered.await.unwrap_or_else(|_| Err(Error::internal_error())) }
    }
}

fn work(mut state: State, tasks: &Receiver<Task>) {
    for task in tasks {
        // What a task leaves half done is a text that is read again at the next edit.
        let _ = catch_unwind(AssertUnwindSafe(|| task(&mut state)));
        if state.is_over {
            return;
        }
    }
}
