//! Properties, each on its own: text, colours, addresses, and what may stand only once.

use memchr::memchr3;

use crate::emit::ics::is_color;
use crate::emit::ics::read::{Component, Defect, Property};
use crate::emit::ics::text::is_address;
use crate::emit::ics::value::length;

/// Checks the properties of a component and of all within it.
pub(super) fn check(component: &Component<'_>, defects: &mut Vec<Defect>) {
    for (n, property) in component.properties.iter().enumerate() {
        text(property, defects);
        color(property, defects);
        refresh(property, defects);
        source(property, defects);
        let mut before = component.properties[..n].iter();
        if before.any(|p| p.name == property.name) && is_single(property, component) {
            let message = format!("{} stands twice", property.name);
            defects.push(property.defect("doubled-property", message));
        }
    }
    for child in &component.children {
        check(child, defects);
    }
}

fn is_text(name: &str) -> bool {
    matches!(
        name,
        "CALSCALE"
            | "CATEGORIES"
            | "CLASS"
            | "COMMENT"
            | "CONTACT"
            | "DESCRIPTION"
            | "LOCATION"
            | "NAME"
            | "PRODID"
            | "RELATED-TO"
            | "RESOURCES"
            | "STATUS"
            | "SUMMARY"
            | "TRANSP"
            | "TZID"
            | "TZNAME"
            | "UID"
            | "X-WR-CALDESC"
            | "X-WR-CALNAME"
            | "X-WR-TIMEZONE"
    )
}

fn text(property: &Property<'_>, defects: &mut Vec<Defect>) {
    if !is_text(&property.name) {
        return;
    }
    // Whose values are several, with a comma between.
    let list = matches!(&*property.name, "CATEGORIES" | "RESOURCES");
    let mut report = |code, message: &str| {
        let known = |defect: &Defect| defect.code == code && defect.line == property.line;
        if !defects.iter().any(known) {
            defects.push(property.defect(code, format!("{}: {message}", property.name)));
        }
    };
    let value = property.value.as_bytes();
    let mut at = 0;
    while let Some(found) = value.get(at..).and_then(|rest| memchr3(b';', b',', b'\\', rest)) {
        at += found + 1;
        match value[at - 1] {
            b';' => report("raw-semicolon", "a semicolon without a backslash"),
            b',' if !list => report("raw-comma", "a comma without a backslash"),
            b',' => {}
            _ => {
                if !value.get(at).is_some_and(|next| br"\;,nN".contains(next)) {
                    report("bad-escape", "a backslash before what is never escaped");
                }
                at += 1;
            }
        }
    }
}

fn color(property: &Property<'_>, defects: &mut Vec<Defect>) {
    if property.name == "COLOR" && !is_color(property.value) {
        let message = format!("{} is no colour name of CSS", property.value);
        defects.push(property.defect("color", message));
    }
}

fn refresh(property: &Property<'_>, defects: &mut Vec<Defect>) {
    let is_length = |property: &Property<'_>| {
        property.parameter("VALUE").is_some_and(|kind| kind.eq_ignore_ascii_case("DURATION"))
            && length(property.value).is_some_and(|long| long.days + long.seconds > 0)
    };
    if property.name == "REFRESH-INTERVAL" && !is_length(property) {
        let message = "REFRESH-INTERVAL is not a length with VALUE=DURATION";
        defects.push(property.defect("refresh-interval", message));
    }
}

fn source(property: &Property<'_>, defects: &mut Vec<Defect>) {
    let is_address = |property: &Property<'_>| {
        property.parameter("VALUE").is_some_and(|kind| kind.eq_ignore_ascii_case("URI"))
            && is_address(property.value)
            && property.value.bytes().all(|byte| byte.is_ascii_graphic())
    };
    if property.name == "SOURCE" && !is_address(property) {
        let message = "SOURCE is not an address with VALUE=URI";
        defects.push(property.defect("source", message));
    }
}

fn may_repeat(name: &str) -> bool {
    matches!(
        name,
        "ATTACH"
            | "ATTENDEE"
            | "CATEGORIES"
            | "COMMENT"
            | "CONFERENCE"
            | "CONTACT"
            | "EXDATE"
            | "IMAGE"
            | "RDATE"
            | "RELATED-TO"
            | "REQUEST-STATUS"
            | "RESOURCES"
            // Has a word of its own.
            | "RRULE"
            | "TZNAME"
    )
}

fn is_single(property: &Property<'_>, component: &Component<'_>) -> bool {
    let name = &*property.name;
    let in_languages = ["NAME", "DESCRIPTION"].contains(&name)
        && component.name == "VCALENDAR"
        && property.parameter("LANGUAGE").is_some();
    !(may_repeat(name) || in_languages || name.starts_with("X-") && name != "X-WR-CALNAME")
}
