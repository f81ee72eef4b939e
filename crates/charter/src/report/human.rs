//! For people: every finding with the lines it speaks of.

use std::io::{self, Write};
use std::ops::Range;

use charter_syntax::{Diagnostic, Label, Severity, SourceId};
use codespan_reporting::diagnostic as drawn;
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term::{self, WriteStyle};
use rayon::prelude::*;

use super::{Lines, words};
use crate::Sources;

/// Draws findings, with colour or without.
pub fn human(findings: &[Diagnostic], sources: &Sources, colour: bool, out: &mut Vec<u8>) {
    let texts = Texts(Lines::new(sources));
    // Drawing takes longer than finding, where much is found.
    let parts = findings.par_chunks(AT_ONCE).map(|part| draw(part, &texts, colour));
    let parts: Vec<Vec<u8>> = parts.collect();
    parts.iter().for_each(|part| out.extend_from_slice(part));
}

/// So many findings are drawn by one thread before it looks for more.
const AT_ONCE: usize = 64;

fn draw(findings: &[Diagnostic], texts: &Texts<'_>, colour: bool) -> Vec<u8> {
    let config = term::Config::default();
    let mut out = Vec::new();
    let mut pen = Pen { out: &mut out, colour, renames: false };
    for finding in findings {
        let drawing = drawing(finding, &texts.0);
        if term::emit_to_write_style(&mut pen, &config, texts, &drawing).is_err() {
            undrawn(finding, pen.out);
        }
    }
    out
}

/// What is left of a finding whose place cannot be drawn.
fn undrawn(finding: &Diagnostic, out: &mut Vec<u8>) {
    let word = super::severity_word(finding.severity);
    out.extend_from_slice(format!("{word}[{}]: {}\n\n", finding.code, finding.message).as_bytes());
}

fn drawing(finding: &Diagnostic, lines: &Lines<'_>) -> drawn::Diagnostic<SourceId> {
    let severity = match finding.severity {
        Severity::Error => drawn::Severity::Error,
        Severity::Warn => drawn::Severity::Warning,
        Severity::Info => drawn::Severity::Note,
    };
    let labels = finding.labels.iter().enumerate().map(|(i, it)| label(i == 0, it, lines));
    drawn::Diagnostic::new(severity)
        .with_code(finding.code)
        .with_message(finding.message.as_str())
        .with_labels(labels.collect())
        .with_notes(notes(finding))
}

fn label(primary: bool, label: &Label, lines: &Lines<'_>) -> drawn::Label<SourceId> {
    let style = if primary { drawn::LabelStyle::Primary } else { drawn::LabelStyle::Secondary };
    let range = lines.fit(label.span);
    drawn::Label::new(style, label.span.source, range).with_message(label.message.as_str())
}

/// The lines below the excerpt: what was compared, what to do, where to read on.
fn notes(finding: &Diagnostic) -> Vec<String> {
    let mut notes = words::advice(finding);
    notes.push(format!("charter explain {}", finding.code));
    notes
}

/// The texts as the renderer asks for them.
struct Texts<'a>(Lines<'a>);

impl<'a> Files<'a> for Texts<'a> {
    type FileId = SourceId;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: SourceId) -> Result<&'a str, Error> {
        Ok(self.0.sources().path(id))
    }

    fn source(&'a self, id: SourceId) -> Result<&'a str, Error> {
        Ok(&self.0.sources().get(id).text)
    }

    fn line_index(&'a self, id: SourceId, byte: usize) -> Result<usize, Error> {
        Ok(self.0.line(id, byte))
    }

    fn line_range(&'a self, id: SourceId, line: usize) -> Result<Range<usize>, Error> {
        Ok(self.0.range(id, line))
    }

    fn column_number(&'a self, id: SourceId, _line: usize, byte: usize) -> Result<usize, Error> {
        Ok(self.0.position(id, byte).column)
    }
}

/// Writes straight to the buffer, in the colours of the house or in none.
struct Pen<'a> {
    out: &'a mut Vec<u8>,
    colour: bool,
    /// The next word is a severity for which the renderer has another one than we.
    renames: bool,
}

impl Pen<'_> {
    fn style(&mut self, code: &str) -> io::Result<()> {
        if self.colour {
            self.out.extend_from_slice(code.as_bytes());
        }
        Ok(())
    }
}

impl Write for Pen<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let renames = std::mem::take(&mut self.renames);
        self.out.extend_from_slice(if renames && bytes == b"note" { b"info" } else { bytes });
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

const RESET: &str = "\x1b[0m";
const BOLD: &str = "\x1b[0m\x1b[1m";
const BLUE: &str = "\x1b[0m\x1b[34m";

fn bright(severity: drawn::Severity) -> &'static str {
    match severity {
        drawn::Severity::Bug | drawn::Severity::Error => "\x1b[0m\x1b[1m\x1b[31m",
        drawn::Severity::Warning => "\x1b[0m\x1b[1m\x1b[33m",
        drawn::Severity::Note | drawn::Severity::Help => "\x1b[0m\x1b[1m\x1b[36m",
    }
}

impl WriteStyle for Pen<'_> {
    fn set_header(&mut self, severity: drawn::Severity) -> io::Result<()> {
        self.renames = severity == drawn::Severity::Note;
        self.style(bright(severity))
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        self.style(BOLD)
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        self.style(BLUE)
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        self.style(BLUE)
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        self.style(BLUE)
    }

    fn set_label(&mut self, severity: drawn::Severity, style: drawn::LabelStyle) -> io::Result<()> {
        match style {
            drawn::LabelStyle::Primary => self.style(bright(severity)),
            drawn::LabelStyle::Secondary => self.style(BLUE),
        }
    }

    fn reset(&mut self) -> io::Result<()> {
        self.style(RESET)
    }
}
