//! JSON that people can read and that is fast to write: one property of an item a line.
//!
//! Whatever lies deeper stands on the line of its property. A reader compares lines, and
//! spaces would be most of what is written.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// Lists and objects that lie deeper than this stand on one line.
const BROKEN: usize = 3;

/// A line break and the spaces of the deepest line.
const LINE: &[u8] = b"\n      ";

/// A document, with a line break at its end.
pub(in crate::emit) fn pretty<T: Serialize>(value: &T) -> Vec<u8> {
    let mut out = Vec::with_capacity(1 << 16);
    let mut serializer = Serializer::with_formatter(&mut out, Pretty::default());
    // A vector takes everything, and no key of a format is anything but text.
    let written = value.serialize(&mut serializer);
    debug_assert!(written.is_ok(), "a document that JSON cannot hold");
    out.push(b'\n');
    out
}

#[derive(Default)]
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
