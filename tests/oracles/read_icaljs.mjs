// Reads feeds with ical.js, which trusts the zones that a feed brings along.
//
//     node read_icaljs.mjs FROM UNTIL <FEEDS
//
// FEEDS are paths, each ended by a NUL; all of FROM and nothing of UNTIL, in UTC.
// Prints one JSON object: for each feed its timed occurrences as [uid, start, end]
// in UTC, how many events it holds, and what was wrong with it; and its texts (`texts.py`),
// where TEXTS asks for them.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const modules = createRequire(join(process.env.ORACLES, "index.js"));
const { default: ICAL } = await import(pathToFileURL(modules.resolve("ical.js")));
const MARGIN = 60 * 24 * 3600 * 1000; // an occurrence may be moved into the window

const utc = (time) => time.toJSDate().toISOString().replace(".000Z", "Z");

function registerZones(calendar) {
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(zone);
  }
}

/** Masters by UID, each with its exceptions. */
function series(calendar) {
  const events = calendar.getAllSubcomponents("vevent");
  const exceptions = new Map();
  for (const event of events.filter((it) => it.hasProperty("recurrence-id"))) {
    const uid = event.getFirstPropertyValue("uid");
    exceptions.set(uid, [...(exceptions.get(uid) ?? []), event]);
  }
  return events
    .filter((it) => !it.hasProperty("recurrence-id"))
    .map((it) => {
      const own = exceptions.get(it.getFirstPropertyValue("uid")) ?? [];
      exceptions.delete(it.getFirstPropertyValue("uid"));
      return new ICAL.Event(it, { exceptions: own });
    })
    .concat([...exceptions.values()].flat().map((it) => new ICAL.Event(it)));
}

const cancelled = (event) => event.component.getFirstPropertyValue("status") === "CANCELLED";

/** A zone that is named and was not brought along reads as floating. */
function known(time, uid) {
  if (time.zone === ICAL.Timezone.localTimezone) throw new Error(`${uid}: a floating time`);
  return time;
}

function triple(event, start, end) {
  return [event.uid, utc(known(start, event.uid)), utc(known(end, event.uid))];
}

function* occurrences(event, until) {
  if (event.startDate.isDate || cancelled(event)) return;
  if (!event.isRecurring()) {
    yield triple(event, event.startDate, event.endDate);
    return;
  }
  const iterator = event.iterator();
  for (let next = iterator.next(); next; next = iterator.next()) {
    if (next.toJSDate().getTime() > until) return;
    const { startDate, endDate, item } = event.getOccurrenceDetails(next);
    if (!startDate.isDate && !cancelled(item)) yield triple(event, startDate, endDate);
  }
}

/** What a component says in each field. */
function* said(part) {
  for (const field of ["name", "summary", "description", "location", "url"]) {
    if (part.hasProperty(field)) yield [field, part.getFirstPropertyValue(field)];
  }
  for (const property of part.getAllProperties("categories")) {
    for (const text of property.getValues()) yield ["category", text];
  }
  for (const alarm of part.getAllSubcomponents("valarm")) {
    yield ["alarm", alarm.getFirstPropertyValue("description")];
  }
}

function texts(calendar) {
  const rows = [...said(calendar)].map(([field, text]) => ["calendar", "", field, text]);
  for (const [what, name] of [["event", "vevent"], ["todo", "vtodo"]]) {
    for (const part of calendar.getAllSubcomponents(name)) {
      const uid = part.getFirstPropertyValue("uid");
      rows.push(...[...said(part)].map(([field, text]) => [what, uid, field, text]));
    }
  }
  return rows;
}

function read(path, from, until) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
  registerZones(calendar);
  const found = [];
  for (const event of series(calendar)) {
    for (const it of occurrences(event, Date.parse(until) + MARGIN)) {
      if (it[1] >= from && it[1] < until) found.push(it);
    }
  }
  const events = calendar.getAllSubcomponents("vevent").length;
  const told = process.env.TEXTS ? { texts: texts(calendar) } : {};
  return { events, occurrences: found, errors: [], ...told };
}

function attempt(path, from, until) {
  try {
    return read(path, from, until);
  } catch (error) {
    return { events: 0, occurrences: [], errors: [String(error)] };
  }
}

const bounds = process.argv.slice(2).map((day) => `${day}T00:00:00Z`);
const paths = readFileSync(0, "utf8").split("\0").slice(0, -1);
const { version } = JSON.parse(readFileSync(join(process.env.ORACLES, "node_modules/ical.js/package.json")));
const feeds = Object.fromEntries(paths.map((path) => [path, attempt(path, ...bounds)]));
process.stdout.write(JSON.stringify({ reader: `ical.js ${version}, zones of the feed`, feeds }));
