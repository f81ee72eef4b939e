//! The bytes of a feed, written once from the front to the back.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use super::text::{Pen, is_address};
use super::zone::{Clock, Zones};
use super::{Event, Feed, Rule, When, is_color, rule};

mod todo;

use self::todo::Lead;

/// The bytes of a feed whose zones are exact over these days.
pub fn write(feed: &Feed, horizon: Range<Date>) -> Vec<u8> {
    write_with(feed, &Zones::new(horizon))
}

/// The bytes of a feed. Writing many feeds with the same zones works each zone out once.
pub fn write_with(feed: &Feed, zones: &Zones) -> Vec<u8> {
    let mut out = Vec::with_capacity(4096 + feed.events.len() * 512);
    write_events(&mut out, feed, feed.events.iter(), zones);
    out
}

/// Appends a feed with these events in place of its own: what several feeds share need
/// not be copied into each.
pub fn write_events<'e>(
    out: &mut Vec<u8>,
    feed: &Feed,
    events: impl Iterator<Item = &'e Event> + Clone,
    zones: &Zones,
) {
    let mut clocks = zones.clocks(events.clone().filter_map(zone_of));
    head(&mut Pen::new(out), feed, &clocks);
    for clock in &clocks {
        out.extend_from_slice(&clock.rules);
    }
    let mut pen = Pen::new(out);
    for event in events {
        whole(&mut pen, event, &mut clocks, None);
    }
    pen.lines(b"END:VCALENDAR\r\n");
}

/// Writes events alone, for who puts feeds together. It keeps the clocks that it has asked
/// for: zones are shared by all threads, and events are many.
pub(crate) struct Writer<'z> {
    zones: &'z Zones,
    clocks: Vec<Clock>,
}

impl<'z> Writer<'z> {
    /// One that has written nothing yet.
    pub(crate) fn new(zones: &'z Zones) -> Self {
        Writer { zones, clocks: Vec::new() }
    }

    /// Appends what an event is written as, and sets where that is; gives back the zone of its
    /// times, where it has times. What an event before it said in the same words is copied.
    pub(crate) fn write<'e>(
        &mut self,
        out: &mut Vec<u8>,
        event: &'e Event,
        before: &mut Option<Drawn<'e>>,
    ) -> Option<Arc<str>> {
        let zone = zone_of(event);
        let is_new = |name: &&str| !self.clocks.iter().any(|clock| &*clock.name == *name);
        let asked = self.zones.clocks(zone.into_iter().filter(is_new));
        self.clocks.extend(asked);
        *before = whole(&mut Pen::new(out), event, &mut self.clocks, before.as_ref());
        find(&mut self.clocks, zone?).map(|clock| Arc::clone(&clock.name))
    }
}

/// The rules of time of a zone, as they stand in a feed.
pub(crate) fn zone_rules(name: &str, zones: &Zones) -> Arc<[u8]> {
    zones.clocks(std::iter::once(name)).pop().map(|clock| clock.rules).unwrap_or_default()
}

/// The zone of its times, where it has times.
pub(super) fn zone_of(event: &Event) -> Option<&str> {
    match &event.when {
        When::Timed { zone, .. } => Some(zone),
        When::AllDay { .. } | When::Due { .. } => None,
    }
}

fn head(pen: &mut Pen, feed: &Feed, clocks: &[Clock]) {
    pen.lines(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    pen.text_line(b"PRODID:", &feed.prodid);
    pen.lines(b"CALSCALE:GREGORIAN\r\n");
    pen.text_line(b"NAME:", &feed.name);
    pen.text_line(b"X-WR-CALNAME:", &feed.name);
    if !feed.description.is_empty() {
        pen.text_line(b"DESCRIPTION:", &feed.description);
        pen.text_line(b"X-WR-CALDESC:", &feed.description);
    }
    // Some readers take an event in UTC to be one in the zone of the calendar.
    if !feed.zone.is_empty() && !clocks.iter().any(|clock| clock.is_utc) {
        pen.text_line(b"X-WR-TIMEZONE:", &feed.zone);
    }
    pen.lines(b"REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\nX-PUBLISHED-TTL:PT12H\r\n");
    if let Some(source) = feed.source.as_deref().filter(|it| is_address(it)) {
        pen.put(b"SOURCE;VALUE=URI:");
        pen.uri(source);
        pen.end();
    }
    color(pen, feed.color.as_deref());
}

fn color(pen: &mut Pen, color: Option<&str>) {
    if let Some(color) = color.filter(|name| is_color(name)) {
        pen.text_line(b"COLOR:", color);
    }
}

/// A series and its moved occurrences.
fn whole<'e>(
    pen: &mut Pen,
    event: &'e Event,
    clocks: &mut [Clock],
    before: Option<&Drawn<'_>>,
) -> Option<Drawn<'e>> {
    match &event.when {
        When::AllDay { date, days, rule, exdates, overrides } => {
            let drawn = component(pen, event, before, |pen| {
                all_day(pen, *date, *days);
                day_series(pen, rule.as_ref(), exdates);
            });
            for moved in overrides {
                again(pen, event, &drawn, moved.summary.as_deref(), |pen| {
                    day(pen, b"RECURRENCE-ID;VALUE=DATE:", moved.original);
                    all_day(pen, moved.start, moved.days);
                });
            }
            Some(drawn)
        }
        When::Due { date, lead, rule, exdates, overrides } => {
            let lead = Lead(*lead);
            let drawn = component(pen, event, before, |pen| {
                lead.due(pen, *date, rule.as_ref(), exdates);
            });
            for moved in overrides {
                again(pen, event, &drawn, moved.summary.as_deref(), |pen| {
                    lead.moved(pen, moved.original, moved.start);
                });
            }
            Some(drawn)
        }
        When::Timed { zone, start, minutes, rule, exdates, overrides } => {
            let clock = find(clocks, zone)?;
            let drawn = component(pen, event, before, |pen| {
                timed(pen, clock, *start, *minutes);
                series(pen, clock, rule.as_ref(), exdates);
            });
            for moved in overrides {
                again(pen, event, &drawn, moved.summary.as_deref(), |pen| {
                    local(pen, b"RECURRENCE-ID", clock, moved.original);
                    timed(pen, clock, moved.start, moved.minutes);
                });
            }
            Some(drawn)
        }
    }
}

/// The clock of a zone, moved to the front: the next event most likely has it too.
fn find<'c>(clocks: &'c mut [Clock], zone: &str) -> Option<&'c Clock> {
    let at = clocks.iter().position(|clock| &*clock.name == zone)?;
    clocks.swap(0, at);
    clocks.first()
}

/// Where a VEVENT or VTODO says what is not about its time: before that, and after it.
pub(crate) struct Drawn<'e> {
    event: &'e Event,
    head: Range<usize>,
    words: Range<usize>,
}

impl Drawn<'_> {
    /// Whether an event says the same in everything but its identity and its time.
    fn says_of(&self, event: &Event) -> bool {
        // By its parts, so that none is forgotten.
        let Event {
            uid: _,
            stamp: _,
            summary,
            description,
            location,
            url,
            categories,
            color,
            related_to,
            cancelled,
            transparent,
            alarm,
            when: _,
        } = self.event;
        (cancelled, transparent, alarm) == (&event.cancelled, &event.transparent, &event.alarm)
            && *summary == event.summary
            && *description == event.description
            && *location == event.location
            && *url == event.url
            && *categories == event.categories
            && *color == event.color
            && *related_to == event.related_to
    }
}

/// One VEVENT or VTODO around the lines that say when it is.
fn component<'e>(
    pen: &mut Pen,
    event: &'e Event,
    before: Option<&Drawn<'_>>,
    when: impl FnOnce(&mut Pen),
) -> Drawn<'e> {
    let from = pen.at();
    pen.lines(match event.when.is_due() {
        true => b"BEGIN:VTODO\r\n",
        false => b"BEGIN:VEVENT\r\n",
    });
    pen.text_line(b"UID:", &event.uid);
    stamp(pen, event.stamp);
    let head = from..pen.at();
    when(pen);
    let from = pen.at();
    match before.filter(|before| before.says_of(event)) {
        Some(before) => pen.repeat(before.words.clone()),
        None => words(pen, event, &event.summary),
    }
    let words = from..pen.at();
    close(pen, event);
    Drawn { event, head, words }
}

/// A moved occurrence of an event that is drawn already: it says the same, but for its time
/// and perhaps its title, so that the bytes are copied.
fn again(
    pen: &mut Pen,
    event: &Event,
    drawn: &Drawn<'_>,
    summary: Option<&str>,
    when: impl FnOnce(&mut Pen),
) {
    pen.repeat(drawn.head.clone());
    when(pen);
    match summary {
        Some(summary) => words(pen, event, summary),
        None => pen.repeat(drawn.words.clone()),
    }
    close(pen, event);
}

/// All that an event says after its time. What is to be done says it in the same words, so that
/// its bytes can be copied from an event.
fn words(pen: &mut Pen, event: &Event, summary: &str) {
    pen.text_line(b"SUMMARY:", summary);
    if !event.description.is_empty() {
        pen.text_line(b"DESCRIPTION:", &event.description);
    }
    details(pen, event);
    if let Some(minutes) = event.alarm {
        alarm(pen, minutes, summary);
    }
}

fn close(pen: &mut Pen, event: &Event) {
    pen.lines(match event.when.is_due() {
        true => b"END:VTODO\r\n",
        false => b"END:VEVENT\r\n",
    });
}

fn alarm(pen: &mut Pen, minutes: u32, summary: &str) {
    pen.lines(b"BEGIN:VALARM\r\nACTION:DISPLAY\r\n");
    pen.text_line(b"DESCRIPTION:", summary);
    pen.put(b"TRIGGER:-PT");
    number(pen, i32::try_from(minutes).unwrap_or(i32::MAX));
    pen.lines(b"M\r\nEND:VALARM\r\n");
}

fn stamp(pen: &mut Pen, day: Date) {
    pen.put(b"DTSTAMP:");
    date(pen, day);
    pen.lines(b"T000000Z\r\n");
    pen.put(b"LAST-MODIFIED:");
    date(pen, day);
    pen.lines(b"T000000Z\r\n");
    pen.put(b"SEQUENCE:");
    number(pen, days_since_2000(day));
    pen.end();
}

fn days_since_2000(day: Date) -> i32 {
    let days = day.duration_since(Date::constant(2000, 1, 1)).as_hours() / 24;
    i32::try_from(days).unwrap_or_default().max(0)
}

fn details(pen: &mut Pen, event: &Event) {
    if let Some(location) = &event.location {
        pen.text_line(b"LOCATION:", location);
    }
    if let Some(url) = &event.url {
        pen.put(b"URL:");
        pen.uri(url);
        pen.end();
    }
    categories(pen, &event.categories);
    color(pen, event.color.as_deref());
    if let Some(uid) = &event.related_to {
        pen.text_line(b"RELATED-TO:", uid);
    }
    if event.cancelled {
        pen.lines(b"STATUS:CANCELLED\r\n");
    }
    if event.transparent {
        pen.lines(b"TRANSP:TRANSPARENT\r\n");
    }
}

fn categories(pen: &mut Pen, categories: &[String]) {
    for (n, category) in categories.iter().enumerate() {
        pen.put(if n == 0 { b"CATEGORIES:" } else { b"," });
        pen.text(category);
    }
    if !categories.is_empty() {
        pen.end();
    }
}

fn all_day(pen: &mut Pen, start: Date, days: u16) {
    day(pen, b"DTSTART;VALUE=DATE:", start);
    // DTEND rather than DURATION: Outlook knows a whole day by it.
    let length = jiff::Span::new().days(i64::from(days.max(1)));
    // The last day of all has no next; a day without an end is one day (RFC 5545, 3.6.1).
    if let Ok(end) = start.checked_add(length) {
        day(pen, b"DTEND;VALUE=DATE:", end);
    }
}

fn timed(pen: &mut Pen, clock: &Clock, start: DateTime, minutes: u32) {
    local(pen, b"DTSTART", clock, start);
    let minutes = i32::try_from(minutes.max(1)).unwrap_or(i32::MAX);
    pen.put(b"DURATION:PT");
    if minutes >= 60 {
        number(pen, minutes / 60);
        pen.put(b"H");
    }
    if minutes % 60 != 0 {
        number(pen, minutes % 60);
        pen.put(b"M");
    }
    pen.end();
}

fn day_series(pen: &mut Pen, rule: Option<&Rule>, exdates: &[Date]) {
    if let Some(Rule { pattern, until }) = rule {
        rule::pattern(pen, pattern);
        if let Some(until) = until {
            pen.put(b";UNTIL=");
            date(pen, *until);
        }
        pen.end();
    }
    for &exdate in exdates {
        day(pen, b"EXDATE;VALUE=DATE:", exdate);
    }
}

fn series(pen: &mut Pen, clock: &Clock, rule: Option<&Rule>, exdates: &[DateTime]) {
    if let Some(Rule { pattern, until }) = rule {
        rule::pattern(pen, pattern);
        if let Some(until) = until {
            pen.put(b";UNTIL=");
            utc(pen, clock.end_of(*until));
        }
        pen.end();
    }
    for &exdate in exdates {
        local(pen, b"EXDATE", clock, exdate);
    }
}

/// A line of a local time: the name, the zone, the time.
fn local(pen: &mut Pen, name: &[u8], clock: &Clock, at: DateTime) {
    pen.put(name);
    pen.put(&clock.parameter);
    date_time(pen, at);
    pen.end();
}

fn day(pen: &mut Pen, head: &[u8], day: Date) {
    pen.put(head);
    date(pen, day);
    pen.end();
}

/// `20260131T100000Z`.
pub(super) fn utc(pen: &mut Pen, at: DateTime) {
    date_time(pen, at);
    pen.put(b"Z");
}

/// `20260131T100000`.
pub(super) fn date_time(pen: &mut Pen, at: DateTime) {
    let [h, m, s] = [at.hour(), at.minute(), at.second()].map(two);
    let [y, z, month, day] = digits(at.date());
    pen.put(&[
        y[0], y[1], z[0], z[1], month[0], month[1], day[0], day[1], b'T', h[0], h[1], m[0], m[1],
        s[0], s[1],
    ]);
}

/// `20260131`.
fn date(pen: &mut Pen, day: Date) {
    pen.put(digits(day).as_flattened());
}

fn digits(day: Date) -> [[u8; 2]; 4] {
    let year = day.year().max(0);
    [(year / 100) as i8, (year % 100) as i8, day.month(), day.day()].map(two)
}

/// Two digits.
pub(super) fn two(n: i8) -> [u8; 2] {
    let n = n.unsigned_abs() % 100;
    [b'0' + n / 10, b'0' + n % 10]
}

/// A whole number in decimal.
pub(super) fn number(pen: &mut Pen, n: i32) {
    let mut digits = [0; 11];
    let mut at = digits.len();
    let mut rest = n.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if n < 0 {
        at -= 1;
        digits[at] = b'-';
    }
    pen.put(&digits[at..]);
}
