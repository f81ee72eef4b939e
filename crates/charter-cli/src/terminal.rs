//! Where everything is written: two buffers, emptied once, at the end.

use std::io::{self, ErrorKind, IsTerminal, Write};

use anstream::AutoStream;
use clap::ColorChoice;

use crate::failure::{Failure, reason};
use crate::{Status, progress::Progress};

/// Standard output and standard error.
pub struct Terminal {
    /// The artifact, and nothing else.
    pub out: Vec<u8>,
    /// Words for people.
    pub err: String,
    color: ColorChoice,
    reader_is_gone: bool,
}

impl Terminal {
    /// Two empty buffers.
    pub fn new(color: ColorChoice) -> Terminal {
        Terminal { out: Vec::new(), err: String::new(), color, reader_is_gone: false }
    }

    /// Whether nobody reads standard output any more.
    pub(crate) fn reader_is_gone(&self) -> bool {
        self.reader_is_gone
    }

    /// Begins a fresh page, where somebody sees pages.
    pub(crate) fn clear(&mut self) {
        if io::stdout().is_terminal() {
            self.out.extend_from_slice(b"\x1b[2J\x1b[3J\x1b[H");
        }
    }

    /// Whether the artifact is coloured.
    pub fn colours(&self) -> bool {
        self.decides(AutoStream::choice(&io::stdout()))
    }

    /// How many columns the artifact may take: those of the terminal, where it is one.
    /// `COLUMNS` sets it anywhere.
    pub(crate) fn width(&self) -> Option<usize> {
        let told = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
        let seen = || terminal_size::terminal_size_of(io::stdout()).map(|(it, _)| it.0.into());
        told.or_else(seen).filter(|columns| *columns > 0)
    }

    /// Whether words for people are coloured.
    pub fn colours_words(&self) -> bool {
        self.decides(AutoStream::choice(&io::stderr()))
    }

    /// Whether colour is wanted even where nobody can see it: in a file.
    pub fn always_colours(&self) -> bool {
        self.color == ColorChoice::Always
    }

    fn decides(&self, of_the_stream: anstream::ColorChoice) -> bool {
        match self.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => of_the_stream != anstream::ColorChoice::Never,
        }
    }

    /// Says that work goes on, on a terminal and once it has lasted a while.
    pub fn progress(&self, what: &'static str) -> Progress {
        Progress::start(what, io::stderr().is_terminal())
    }

    /// An artifact that is data.
    pub fn data(&mut self, value: &impl serde::Serialize) -> Result<(), Failure> {
        serde_json::to_writer_pretty(&mut self.out, value).map_err(|error| {
            Failure::new(Status::Unreadable, format!("the data cannot be written: {error}"))
        })?;
        self.out.push(b'\n');
        Ok(())
    }

    /// A line for people.
    pub fn say(&mut self, line: &str) {
        self.err.push_str(line);
        self.err.push('\n');
    }

    /// A failure that does not keep the rest from being done.
    pub fn warn(&mut self, failure: &Failure) {
        let drawing = failure.draw(self.colours_words());
        self.err.push_str(&drawing);
    }

    /// Writes everything, and ends.
    pub fn end(mut self, outcome: Result<Status, Failure>) -> Status {
        self.tell(outcome)
    }

    /// Writes everything, so that both buffers are empty again. After a failure there is no
    /// artifact, whole or half.
    pub(crate) fn tell(&mut self, outcome: Result<Status, Failure>) -> Status {
        let status = match outcome {
            Ok(status) => status.max(self.write_artifact()),
            Err(failure) => {
                self.warn(&failure);
                failure.status
            }
        };
        let _ = io::stderr().write_all(self.err.as_bytes());
        self.out.clear();
        self.err.clear();
        status
    }

    /// A reader that has gone away is no failure; a full disk is.
    fn write_artifact(&mut self) -> Status {
        let mut stdout = io::stdout().lock();
        match stdout.write_all(&self.out).and_then(|()| stdout.flush()) {
            Ok(()) => Status::Clean,
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.reader_is_gone = true;
                Status::Clean
            }
            Err(error) => {
                let message = format!("standard output cannot be written: {}", reason(&error));
                self.warn(&Failure::new(Status::Unreadable, message));
                Status::Unreadable
            }
        }
    }
}
