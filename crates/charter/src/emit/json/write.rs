//! JSON that people can read and that is fast to write: one property of an item a line.
//!
//! Whatever lies deeper stands on the line of its property. A reader compares lines, and
//! spaces would be most of what is written.

use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// Lists and objects that lie deeper than this stand on one line.
const BROKEN: usize = 3;

/// A line break and the spaces of the deepest line.
const LINE: &[u8] = b"\n      ";

/// How many items of a list are written at a stretch.
const STRETCH: usize = 64;

/// A document, with a line break at its end.
pub(in crate::emit) fn pretty<T: Serialize>(value: &T) -> Vec<u8> {
    let mut out = Vec::with_capacity(4096);
    put(&mut out, value, 0);
    out.push(b'\n');
    out
}

/// Writes a value that lies so deep.
fn put<T: Serialize>(out: &mut Vec<u8>, value: &T, depth: usize) {
    let mut serializer = Serializer::with_formatter(out, Pretty { depth, filled: false });
    // A vector takes everything, and no key of a format is anything but text.
    let written = value.serialize(&mut serializer);
    debug_assert!(written.is_ok(), "a document that JSON cannot hold");
}

/// A document as long as it is written, property by property; it stays in pieces. What
/// comes of it is what [`pretty`] makes of a struct with these properties.
pub(in crate::emit) struct Document {
    pieces: Vec<Vec<u8>>,
}

impl Document {
    /// With no property yet.
    pub(in crate::emit) fn new() -> Self {
        Document { pieces: vec![b"{".to_vec()] }
    }

    /// One more property.
    pub(in crate::emit) fn property<T: Serialize>(&mut self, name: &str, value: &T) -> &mut Self {
        let out = self.name(name);
        put(out, value, 1);
        self
    }

    /// One more, where it has a value.
    pub(in crate::emit) fn maybe<T: Serialize>(
        &mut self,
        name: &str,
        value: &Option<T>,
    ) -> &mut Self {
        value.iter().for_each(|value| {
            self.property(name, value);
        });
        self
    }

    /// A list, each item made as it is written: in parallel, and so that ten thousand never
    /// stand in memory side by side.
    pub(in crate::emit) fn list<H: Copy + Sync, T: Serialize>(
        &mut self,
        name: &str,
        items: &[H],
        make: impl Fn(H) -> T + Sync,
    ) -> &mut Self {
        self.name(name).push(b'[');
        let stretches = items.par_chunks(STRETCH).enumerate();
        let stretches = stretches.map_init(Vec::new, |out, (nth, items)| {
            out.clear();
            for (at, &item) in items.iter().enumerate() {
                out.extend_from_slice(if nth + at == 0 { b"" } else { b"," });
                out.extend_from_slice(&LINE[..5]);
                put(out, &make(item), 2);
            }
            // No more room than it takes: all of them are kept until the end.
            out.to_vec()
        });
        self.pieces.par_extend(stretches);
        let close: &[u8] = if items.is_empty() { b"]" } else { b"\n  ]" };
        self.pieces.push(close.to_vec());
        self
    }

    /// The document, with a line break at its end.
    pub(in crate::emit) fn end(mut self) -> Vec<Vec<u8>> {
        self.pieces.push(b"\n}\n".to_vec());
        self.pieces
    }

    /// The name of the next property, ready for its value.
    fn name(&mut self, name: &str) -> &mut Vec<u8> {
        let comma = if self.pieces.len() > 1 { "," } else { "" };
        self.pieces.push(format!("{comma}\n  \"{name}\": ").into_bytes());
        let last = self.pieces.len() - 1;
        &mut self.pieces[last]
    }
}

struct Pretty {
    depth: usize,
    /// Whether the innermost list or object holds anything.
    filled: bool,
}

impl Pretty {
    fn open<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        out.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.filled && self.depth < BROKEN {
            out.write_all(&LINE[..1 + 2 * self.depth])?;
        }
        out.write_all(bracket)
    }

    fn next<W: ?Sized + Write>(&self, out: &mut W, first: bool) -> io::Result<()> {
        match (first, self.depth <= BROKEN) {
            (true, true) => out.write_all(&LINE[..1 + 2 * self.depth]),
            (true, false) => Ok(()),
            (false, true) => {
                out.write_all(b",")?;
                out.write_all(&LINE[..1 + 2 * self.depth])
            }
            (false, false) => out.write_all(b", "),
        }
    }
}

impl Formatter for Pretty {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }
}
