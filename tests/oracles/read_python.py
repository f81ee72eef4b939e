"""Reads feeds with icalendar and recurring-ical-events, which trust the name of a zone.

    read_python.py FROM UNTIL <FEEDS

FEEDS are paths, each ended by a NUL; all of FROM and nothing of UNTIL, in UTC.
Prints one JSON object: for each feed its timed occurrences as [uid, start, end]
in UTC, how many events it holds, and what was wrong with it; where there is something to do, also its
whole days and when each thing is due, as [uid, day]; and its texts (`texts.py`), where TEXTS asks for them.
"""

import datetime as D
import json
import sys
from importlib.metadata import version

import icalendar
import recurring_ical_events
import tzdata

import texts

MARGIN = D.timedelta(days=2)


def utc(moment):
    return moment.astimezone(D.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def timed(event):
    """Whether it has a time, and takes place."""
    cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED"
    return isinstance(event["DTSTART"].dt, D.datetime) and not cancelled


def triple(event):
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    if start.tzinfo is None:
        raise ValueError(f"{event['UID']}: a floating time")
    return [str(event["UID"]), utc(start), utc(end)]


def days(calendar, component, name, first, end):
    """The days of what is on whole days, and takes place."""
    found = recurring_ical_events.of(calendar, components=[component]).between(first - MARGIN, end + MARGIN)
    found = [it for it in found if str(it.get("STATUS", "")).upper() != "CANCELLED"]
    rows = [(str(it["UID"]), it[name].dt) for it in found]
    since, until = first.date(), end.date()
    return sorted([uid, str(day)] for uid, day in rows if not isinstance(day, D.datetime) and since <= day < until)


def to_do(calendar, first, end):
    """What is due, and the whole days that it is held against; nothing where nothing is due."""
    if not calendar.walk("VTODO"):
        return {}
    days_of = lambda component, name: days(calendar, component, name, first, end)
    return {"days": days_of("VEVENT", "DTSTART"), "due": days_of("VTODO", "DUE")}


def read(path, first, end):
    with open(path, "rb") as feed:
        calendar = icalendar.Calendar.from_ical(feed.read())
    errors = [f"{part.name}: {error}" for part in calendar.walk() for error in part.errors]
    query = recurring_ical_events.of(calendar, components=["VEVENT"])
    events = query.between(first - MARGIN, end + MARGIN)
    found = sorted(triple(event) for event in events if timed(event))
    since, until = utc(first), utc(end)
    return {
        "events": len(calendar.walk("VEVENT")),
        "occurrences": [it for it in found if since <= it[1] < until],
        "errors": errors,
        **to_do(calendar, first, end),
        **({"texts": texts.of_calendar(calendar)} if texts.WANTED else {}),
    }


def attempt(path, first, end):
    try:
        return read(path, first, end)
    except Exception as error:  # whatever a reader says against a feed is a result
        return {"events": 0, "occurrences": [], "errors": [f"{type(error).__name__}: {error}"]}


def main():
    first, end = (
        D.datetime.fromisoformat(day).replace(tzinfo=D.timezone.utc) for day in sys.argv[1:]
    )
    paths = sys.stdin.read().split("\0")[:-1]
    json.dump(
        {
            "reader": f"icalendar {version('icalendar')}, recurring-ical-events "
            f"{version('recurring-ical-events')}, zones {tzdata.IANA_VERSION}",
            "feeds": {path: attempt(path, first, end) for path in paths},
        },
        sys.stdout,
    )


main()
