//! Bytes to components: unfolded, split at their first colon, put in one another.
//!
//! Reading never fails. What is wrong is reported, and the reader goes on with what
//! can still be meant.

use std::borrow::Cow;

use memchr::{memchr2, memchr3};

use super::lines::{Line, Unfolded};

/// One thing that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// A word for the kind of defect, which does not change.
    pub code: &'static str,
    /// The line, counted from 1 before unfolding.
    pub line: usize,
    /// What is wrong, for people.
    pub message: String,
}

impl Defect {
    pub(super) fn new(code: &'static str, line: usize, message: impl Into<String>) -> Self {
        Defect { code, line, message: message.into() }
    }
}

/// `NAME;PARAMETER=value:value`, in pieces of the text that is read.
#[derive(Clone, Debug)]
pub(super) struct Property<'b> {
    pub(super) line: usize,
    /// In capitals.
    pub(super) name: Cow<'b, str>,
    /// As they stand, each with the semicolon before it.
    parameters: &'b str,
    /// As it stands, escapes and all.
    pub(super) value: &'b str,
}

impl<'b> Property<'b> {
    /// The value of a parameter, without quotes and carets.
    pub(super) fn parameter(&self, name: &str) -> Option<Cow<'b, str>> {
        let mut rest = self.parameters;
        while let Some((known, value)) = rest.strip_prefix(';').and_then(|it| it.split_once('=')) {
            let (value, after, _) = parameter_value(value);
            if known.eq_ignore_ascii_case(name) {
                return Some(plain(value));
            }
            rest = after;
        }
        None
    }

    pub(super) fn defect(&self, code: &'static str, message: impl Into<String>) -> Defect {
        Defect::new(code, self.line, message)
    }
}

/// What stands between BEGIN and END.
#[derive(Clone, Debug, Default)]
pub(super) struct Component<'b> {
    pub(super) line: usize,
    /// In capitals.
    pub(super) name: Cow<'b, str>,
    pub(super) properties: Vec<Property<'b>>,
    pub(super) children: Vec<Component<'b>>,
}

impl<'b> Component<'b> {
    /// Asked for names that are written out, so that to compare one is to compare a number.
    #[inline(always)]
    pub(super) fn property(&self, name: &str) -> Option<&Property<'b>> {
        self.properties.iter().find(|property| property.name == name)
    }

    pub(super) fn all<'c>(&'c self, name: &'c str) -> impl Iterator<Item = &'c Property<'b>> {
        self.properties.iter().filter(move |property| property.name == name)
    }

    /// The events and the things to do.
    pub(super) fn planned(&self) -> impl Iterator<Item = &Component<'b>> {
        self.children.iter().filter(|it| it.name == "VEVENT" || it.is_todo())
    }

    /// Whether it is something to do.
    pub(super) fn is_todo(&self) -> bool {
        self.name == "VTODO"
    }

    pub(super) fn children_named<'c>(
        &'c self,
        name: &'c str,
    ) -> impl Iterator<Item = &'c Component<'b>> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

/// Nothing of iCalendar is nested deeper than VCALENDAR, VEVENT, VALARM.
const DEEPEST: usize = 4;

/// The components of a file.
pub(super) fn read<'b>(file: &'b Unfolded, defects: &mut Vec<Defect>) -> Vec<Component<'b>> {
    let mut tree = Tree::default();
    tree.grow(file, defects);
    tree.finish(defects)
}

/// Components that stand alone, as the children of a calendar that is not there.
pub(super) fn read_within<'b>(file: &'b Unfolded, defects: &mut Vec<Defect>) -> Component<'b> {
    let calendar = || Component { line: 1, name: "VCALENDAR".into(), ..Component::default() };
    let mut tree = Tree { done: Vec::new(), open: vec![calendar()] };
    tree.grow(file, defects);
    while tree.open.len() > 1 {
        tree.unclosed(defects);
    }
    tree.open.pop().or_else(|| tree.done.pop()).unwrap_or_else(calendar)
}

#[derive(Default)]
struct Tree<'b> {
    done: Vec<Component<'b>>,
    open: Vec<Component<'b>>,
}

/// As many properties as most events have.
const USUAL: usize = 16;

impl<'b> Tree<'b> {
    fn grow(&mut self, file: &'b Unfolded, defects: &mut Vec<Defect>) {
        for line in file.lines() {
            if let Some(property) = property(line, defects) {
                self.take(property, defects);
            }
        }
    }

    fn take(&mut self, property: Property<'b>, defects: &mut Vec<Defect>) {
        match &*property.name {
            "BEGIN" => self.begin(&property, defects),
            "END" => self.end(&property, defects),
            _ => match self.open.last_mut() {
                Some(component) => component.properties.push(property),
                None => {
                    let message = format!("{} stands outside the calendar", property.name);
                    defects.push(property.defect(self.outside(), message));
                }
            },
        }
    }

    fn outside(&self) -> &'static str {
        if self.done.is_empty() { "no-calendar" } else { "after-end" }
    }

    fn begin(&mut self, property: &Property<'b>, defects: &mut Vec<Defect>) {
        let name = in_capitals(property.value);
        if self.open.is_empty() && name != "VCALENDAR" {
            defects.push(property.defect(self.outside(), format!("{name} outside a calendar")));
        } else if self.open.is_empty() && !self.done.is_empty() {
            defects.push(property.defect("after-end", "a second calendar in the same file"));
        }
        if self.open.len() == DEEPEST {
            defects.push(property.defect("nested", format!("{name} is nested too deep")));
            self.close();
        }
        let properties = Vec::with_capacity(USUAL);
        self.open.push(Component { line: property.line, name, properties, children: Vec::new() });
    }

    fn end(&mut self, property: &Property<'b>, defects: &mut Vec<Defect>) {
        let name = in_capitals(property.value);
        let Some(depth) = self.open.iter().rposition(|component| component.name == name) else {
            defects.push(property.defect("unbalanced", format!("END:{name} without its BEGIN")));
            return;
        };
        while self.open.len() > depth + 1 {
            self.unclosed(defects);
        }
        self.close();
    }

    fn unclosed(&mut self, defects: &mut Vec<Defect>) {
        if let Some(open) = self.open.last() {
            let message = format!("BEGIN:{} without its END", open.name);
            defects.push(Defect::new("unbalanced", open.line, message));
        }
        self.close();
    }

    fn close(&mut self) {
        let Some(component) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(parent) => parent.children.push(component),
            None => self.done.push(component),
        }
    }

    fn finish(mut self, defects: &mut Vec<Defect>) -> Vec<Component<'b>> {
        while !self.open.is_empty() {
            self.unclosed(defects);
        }
        self.done
    }
}

fn property<'b>(line: Line<'b>, defects: &mut Vec<Defect>) -> Option<Property<'b>> {
    let end = memchr2(b';', b':', line.text.as_bytes()).unwrap_or(line.text.len());
    let (name, parameters) = line.text.split_at(end);
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let mut rest = parameters;
    while let Some(after) = rest.strip_prefix(';') {
        let Some((key, value)) = after.split_once('=').filter(|(key, _)| is_name(key)) else {
            break;
        };
        let (_, after, clean) = parameter_value(value);
        if !clean {
            let message = format!("the value of {key} has a quotation mark in it");
            defects.push(Defect::new("quote-in-parameter", line.number, message));
        }
        rest = after;
    }
    let Some(value) = rest.strip_prefix(':').filter(|_| is_name(name)) else {
        let message = "not a line of a name, a colon and a value";
        defects.push(Defect::new("bad-line", line.number, message));
        return None;
    };
    let parameters = &parameters[..parameters.len() - rest.len()];
    Some(Property { line: line.number, name: in_capitals(name), parameters, value })
}

fn in_capitals(text: &str) -> Cow<'_, str> {
    match text.bytes().any(|byte| byte.is_ascii_lowercase()) {
        true => Cow::Owned(text.to_ascii_uppercase()),
        false => Cow::Borrowed(text),
    }
}

/// The value of a parameter as it stands, what stands after it, and whether its quotes were
/// in order.
fn parameter_value(text: &str) -> (&str, &str, bool) {
    match memchr3(b'"', b';', b':', text.as_bytes()) {
        Some(at) if text.as_bytes()[at] == b'"' => quoted_value(text),
        found => {
            let (value, rest) = text.split_at(found.unwrap_or(text.len()));
            (value, rest, true)
        }
    }
}

fn quoted_value(text: &str) -> (&str, &str, bool) {
    let mut quoted = false;
    let mut clean = true;
    let mut end = text.len();
    let mut before = ',';
    for (at, character) in text.char_indices() {
        match character {
            '"' => {
                let closes = |rest: &str| rest.starts_with([',', ';', ':']);
                clean &= if quoted { closes(&text[at + 1..]) } else { before == ',' };
                quoted = !quoted;
            }
            ';' | ':' if !quoted => {
                end = at;
                break;
            }
            _ => {}
        }
        before = character;
    }
    let (value, rest) = text.split_at(end);
    (value, rest, clean && !quoted)
}

/// The value of a parameter without quotes and carets.
fn plain(value: &str) -> Cow<'_, str> {
    match memchr2(b'"', b'^', value.as_bytes()) {
        Some(_) => Cow::Owned(uncaret(&value.replace('"', ""))),
        None => Cow::Borrowed(value),
    }
}

/// RFC 6868.
fn uncaret(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value.chars();
    while let Some(character) = rest.next() {
        if character != '^' {
            out.push(character);
            continue;
        }
        match rest.next() {
            Some('n') => out.push('\n'),
            Some('\'') => out.push('"'),
            Some('^') => out.push('^'),
            Some(other) => out.extend(['^', other]),
            None => out.push('^'),
        }
    }
    out
}
