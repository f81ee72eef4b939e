"""Reads a feed as a CalDAV server does: given to Radicale series by series, which expands it.

    read_radicale.py FROM UNTIL CALENDAR

CALENDAR is the folder `calendar` of a build; its `all.ics` is read. Where TEXTS asks for texts, they are
those that the server gives out again.
"""

import datetime as D
import json
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import xml.etree.ElementTree as XML
from importlib.metadata import version
from pathlib import Path

import icalendar

import texts

MKCALENDAR = b"""<?xml version="1.0"?><mkcalendar xmlns="urn:ietf:params:xml:ns:caldav"/>"""

EXPANDED = """<?xml version="1.0"?>
<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">
  <d:prop><c:calendar-data><c:expand start="{0}" end="{1}"/></c:calendar-data></d:prop>
  <c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">
    <c:time-range start="{0}" end="{1}"/>
  </c:comp-filter></c:comp-filter></c:filter>
</c:calendar-query>"""

WHOLE = """<?xml version="1.0"?>
<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">
  <d:prop><c:calendar-data/></d:prop>
  <c:filter><c:comp-filter name="VCALENDAR"/></c:filter>
</c:calendar-query>"""


def free_port():
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return it.getsockname()[1]


class Radicale:
    """A server with an empty store, as long as the block lasts."""

    def __init__(self, home):
        port = free_port()
        self.url = f"http://127.0.0.1:{port}/person/feed/"
        command = [sys.executable, "-m", "radicale", "--config", "", "--hosts", f"127.0.0.1:{port}",
                   "--storage-filesystem-folder", home, "--auth-type", "none"]
        self.log = open(Path(home) / "log", "w")
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log)
        for _ in range(300):
            try:
                self.ask("MKCALENDAR", "", MKCALENDAR)
                return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        sys.exit(f"Radicale does not answer: {(Path(home) / 'log').read_text()}")

    def ask(self, method, path, body, **headers):
        headers = {"Authorization": "Basic cGVyc29uOg==", **headers}
        request = urllib.request.Request(self.url + path, data=body, method=method, headers=headers)
        with urllib.request.urlopen(request) as answer:
            return answer.read()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def series(calendar):
    """A calendar for each UID: its events, or what is due, and the zones that they need."""
    zones = {str(zone["TZID"]): zone for zone in calendar.walk("VTIMEZONE")}
    by_uid = {}
    for event in calendar.walk("VEVENT") + calendar.walk("VTODO"):
        by_uid.setdefault(str(event["UID"]), []).append(event)
    for uid, events in by_uid.items():
        item = icalendar.Calendar(version="2.0", prodid="-//charter//oracles//EN")
        named = {event["DTSTART"].params.get("TZID") for event in events if "DTSTART" in event} - {None}
        for part in [zones[name] for name in sorted(named)] + events:
            item.add_component(part)
        yield uid, item.to_ical()


def utc(moment):
    return moment.astimezone(D.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def calendars(answer):
    for data in XML.fromstring(answer).iter("{urn:ietf:params:xml:ns:caldav}calendar-data"):
        yield icalendar.Calendar.from_ical(data.text)


def triples(answer):
    for calendar in calendars(answer):
        for event in calendar.walk("VEVENT"):
            start = event["DTSTART"].dt
            if isinstance(start, D.datetime) and str(event.get("STATUS")) != "CANCELLED":
                yield [str(event["UID"]), utc(start), utc(start + length(event))]


def length(event):
    return event["DURATION"].dt if "DURATION" in event else event["DTEND"].dt - event["DTSTART"].dt


def main():
    since, until, calendar = sys.argv[1:]
    feed = Path(calendar) / "all.ics"
    parsed = icalendar.Calendar.from_ical(feed.read_bytes())
    items = dict(series(parsed))
    bounds = [f"{day.replace('-', '')}T000000Z" for day in (since, until)]
    with tempfile.TemporaryDirectory() as home, Radicale(home) as radicale:
        for number, item in enumerate(items.values()):
            radicale.ask("PUT", f"{number}.ics", item, **{"Content-Type": "text/calendar"})
        query = EXPANDED.format(*bounds).encode()
        report = {"Content-Type": "text/xml", "Depth": "1"}
        answer = radicale.ask("REPORT", "", query, **report)
        whole = radicale.ask("REPORT", "", WHOLE.encode(), **report) if texts.WANTED else None
    first, last = f"{since}T00:00:00Z", f"{until}T00:00:00Z"
    occurrences = sorted(it for it in triples(answer) if first <= it[1] < last)
    told = {"events": len(parsed.walk("VEVENT")), "occurrences": occurrences, "errors": []}
    if whole:
        told["texts"] = texts.unique(row for calendar in calendars(whole) for row in texts.of_calendar(calendar))
    json.dump({"reader": f"Radicale {version('radicale')}", "feeds": {str(feed): told}}, sys.stdout)


main()
