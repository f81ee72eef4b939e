//! Elements, attributes and text: the little XML that our formats need.
//!
//! By hand, since the one hard thing is what XML 1.0 forbids even when it is escaped
//! (most control characters), and libraries leave that to their callers.

/// Writes to the end of a buffer, indented, and knows what is open.
pub(crate) struct Xml<'a> {
    out: &'a mut Vec<u8>,
    open: Vec<&'static str>,
}

/// Names and values, in the order in which they are written.
pub(crate) type Attributes<'a> = &'a [(&'static str, &'a str)];

impl<'a> Xml<'a> {
    /// A document with nothing in it.
    pub(crate) fn new(out: &'a mut Vec<u8>) -> Self {
        out.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        Xml { out, open: Vec::new() }
    }

    /// Opens an element.
    pub(crate) fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.start(name, attributes);
        self.write(">\n");
        self.open.push(name);
    }

    /// Closes what was opened last.
    pub(crate) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            self.write(&format!("</{name}>\n"));
        }
    }

    /// An element that holds nothing.
    pub(crate) fn empty(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.start(name, attributes);
        self.write("/>\n");
    }

    /// An element that holds text.
    pub(crate) fn text(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.start(name, attributes);
        self.write(&format!(">{}</{name}>\n", escape(text, false)));
    }

    fn start(&mut self, name: &str, attributes: Attributes<'_>) {
        self.indent();
        self.write(&format!("<{name}"));
        for (name, value) in attributes {
            self.write(&format!(" {name}=\"{}\"", escape(value, true)));
        }
    }

    fn indent(&mut self) {
        let depth = self.open.len();
        self.write(&"  ".repeat(depth));
    }

    fn write(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }
}

/// A text that comes back as it was, but for characters that XML cannot say at all.
fn escape(text: &str, in_attribute: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' if in_attribute => escaped.push_str("&quot;"),
            // Readers make a blank of these in an attribute, and a line feed of this one anywhere.
            '\n' if in_attribute => escaped.push_str("&#10;"),
            '\t' if in_attribute => escaped.push_str("&#9;"),
            '\r' => escaped.push_str("&#13;"),
            '\n' | '\t' => escaped.push(character),
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_say_is_replaced() {
        assert_eq!(
            escape("a\0b\u{1b}\u{fffe}é🚀\u{85}", false),
            "a\u{fffd}b\u{fffd}\u{fffd}é🚀\u{85}"
        );
        assert_eq!(escape("<a href='x'>&\"]]>", true), "&lt;a href='x'&gt;&amp;&quot;]]&gt;");
        assert_eq!(escape("a\r\n\tb", true), "a&#13;&#10;&#9;b");
        assert_eq!(escape("a\r\n\tb", false), "a&#13;\n\tb");
    }

    #[test]
    fn elements_are_closed_in_their_order() {
        let mut out = Vec::new();
        let mut xml = Xml::new(&mut out);
        xml.open("a", &[("b", "\"")]);
        xml.empty("c", &[]);
        xml.text("d", &[], "<");
        xml.close();
        xml.close();
        let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
            <a b=\"&quot;\">\n  <c/>\n  <d>&lt;</d>\n</a>\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
