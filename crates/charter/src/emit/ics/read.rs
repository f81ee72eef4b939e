//! Bytes to components: unfolded, split at their first colon, put in one another.
//!
//! Reading never fails. What is wrong is reported, and the reader goes on with what
//! can still be meant.

use super::lines::{Line, lines};

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

/// `NAME;PARAMETER=value:value`.
#[derive(Clone, Debug)]
pub(super) struct Property {
    pub(super) line: usize,
    /// In capitals.
    pub(super) name: String,
    /// Names in capitals, values without quotes and carets.
    pub(super) parameters: Vec<(String, String)>,
    /// As it stands, escapes and all.
    pub(super) value: String,
}

impl Property {
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn defect(&self, code: &'static str, message: impl Into<String>) -> Defect {
        Defect::new(code, self.line, message)
    }
}

/// What stands between BEGIN and END.
#[derive(Clone, Debug, Default)]
pub(super) struct Component {
    pub(super) line: usize,
    /// In capitals.
    pub(super) name: String,
    pub(super) properties: Vec<Property>,
    pub(super) children: Vec<Component>,
}

impl Component {
    pub(super) fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    pub(super) fn all<'c>(&'c self, name: &'c str) -> impl Iterator<Item = &'c Property> {
        self.properties.iter().filter(move |property| property.name == name)
    }

    /// The events and the things to do.
    pub(super) fn planned(&self) -> impl Iterator<Item = &Component> {
        self.children.iter().filter(|it| it.name == "VEVENT" || it.is_todo())
    }

    /// Whether it is something to do.
    pub(super) fn is_todo(&self) -> bool {
        self.name == "VTODO"
    }

    pub(super) fn children_named<'c>(
        &'c self,
        name: &'c str,
    ) -> impl Iterator<Item = &'c Component> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

/// Nothing of iCalendar is nested deeper than VCALENDAR, VEVENT, VALARM.
const DEEPEST: usize = 4;

/// The components of a file.
pub(super) fn read(bytes: &[u8], defects: &mut Vec<Defect>) -> Vec<Component> {
    let mut tree = Tree::default();
    for line in lines(bytes, defects) {
        if let Some(property) = property(&line, defects) {
            tree.take(property, defects);
        }
    }
    tree.finish(defects)
}

/// Components that stand alone, as the children of a calendar that is not there.
pub(super) fn read_within(bytes: &[u8], defects: &mut Vec<Defect>) -> Component {
    let calendar = || Component { line: 1, name: "VCALENDAR".into(), ..Component::default() };
    let mut tree = Tree { done: Vec::new(), open: vec![calendar()] };
    for line in lines(bytes, defects) {
        if let Some(property) = property(&line, defects) {
            tree.take(property, defects);
        }
    }
    while tree.open.len() > 1 {
        tree.unclosed(defects);
    }
    tree.open.pop().or_else(|| tree.done.pop()).unwrap_or_else(calendar)
}

#[derive(Default)]
struct Tree {
    done: Vec<Component>,
    open: Vec<Component>,
}

impl Tree {
    fn take(&mut self, property: Property, defects: &mut Vec<Defect>) {
        match property.name.as_str() {
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

    fn begin(&mut self, property: &Property, defects: &mut Vec<Defect>) {
        let name = property.value.to_ascii_uppercase();
        if self.open.is_empty() && name != "VCALENDAR" {
            defects.push(property.defect(self.outside(), format!("{name} outside a calendar")));
        } else if self.open.is_empty() && !self.done.is_empty() {
            defects.push(property.defect("after-end", "a second calendar in the same file"));
        }
        if self.open.len() == DEEPEST {
            defects.push(property.defect("nested", format!("{name} is nested too deep")));
            self.close();
        }
        self.open.push(Component { line: property.line, name, ..Component::default() });
    }

    fn end(&mut self, property: &Property, defects: &mut Vec<Defect>) {
        let name = property.value.to_ascii_uppercase();
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

    fn finish(mut self, defects: &mut Vec<Defect>) -> Vec<Component> {
        while !self.open.is_empty() {
            self.unclosed(defects);
        }
        self.done
    }
}

fn property(line: &Line<'_>, defects: &mut Vec<Defect>) -> Option<Property> {
    let end = line.text.find([';', ':']).unwrap_or(line.text.len());
    let (name, mut rest) = line.text.split_at(end);
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let mut parameters = Vec::new();
    while let Some(after) = rest.strip_prefix(';') {
        let Some((key, value)) = after.split_once('=').filter(|(key, _)| is_name(key)) else {
            break;
        };
        let (value, after, clean) = parameter_value(value);
        if !clean {
            let message = format!("the value of {key} has a quotation mark in it");
            defects.push(Defect::new("quote-in-parameter", line.number, message));
        }
        parameters.push((key.to_ascii_uppercase(), value));
        rest = after;
    }
    let Some(value) = rest.strip_prefix(':').filter(|_| is_name(name)) else {
        let message = "not a line of a name, a colon and a value";
        defects.push(Defect::new("bad-line", line.number, message));
        return None;
    };
    let (name, value) = (name.to_ascii_uppercase(), value.to_owned());
    Some(Property { line: line.number, name, parameters, value })
}

/// The value of a parameter, what stands after it, and whether its quotes were in order.
fn parameter_value(text: &str) -> (String, &str, bool) {
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
    (uncaret(&value.replace('"', "")), rest, clean && !quoted)
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
