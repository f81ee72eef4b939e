"""Reads feeds with ical, the calendar of Home Assistant, which trusts the name of a zone.

    read_ical.py FROM UNTIL <FEEDS

FEEDS are paths, each ended by a NUL; all of FROM and nothing of UNTIL, in UTC.
Prints one JSON object: for each feed its timed occurrences as [uid, start, end]
in UTC, how many events it holds, and what was wrong with it; and its texts (`texts.py`),
where TEXTS asks for them.
"""

import datetime as D
import json
import sys
from importlib.metadata import version

from ical.calendar_stream import IcsCalendarStream

import texts

MARGIN = D.timedelta(days=2)
UTC = D.timezone.utc


def utc(moment):
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def timed(event):
    """Whether it has a time, and takes place."""
    return isinstance(event.dtstart, D.datetime) and event.status != "CANCELLED"


def triple(event):
    if event.dtstart.tzinfo is None:
        raise ValueError(f"{event.uid}: a floating time")
    return [event.uid, utc(event.dtstart), utc(event.end)]


def read(path, first, end):
    with open(path, encoding="utf-8", newline="") as feed:
        calendar = IcsCalendarStream.calendar_from_ics(feed.read())
    events = calendar.timeline_tz(UTC).overlapping(first - MARGIN, end + MARGIN)
    found = sorted(triple(event) for event in events if timed(event))
    since, until = utc(first), utc(end)
    return {
        "events": len(calendar.events),
        "occurrences": [it for it in found if since <= it[1] < until],
        "errors": [],
        **({"texts": texts_of(calendar)} if texts.WANTED else {}),
    }


def texts_of(calendar):
    rows = []
    for what, parts in (("event", calendar.events), ("todo", calendar.todos)):
        for part in parts:
            fields = [(name, getattr(part, name)) for name in ("summary", "description", "location")]
            fields += [("url", part.url and str(part.url))]
            fields += [("category", it) for it in part.categories]
            fields += [("alarm", it.description) for it in getattr(part, "alarm", ())]
            rows += [[what, part.uid, field, text] for field, text in fields if text]
    return texts.unique(rows)


def attempt(path, first, end):
    try:
        return read(path, first, end)
    except Exception as error:  # whatever a reader says against a feed is a result
        return {"events": 0, "occurrences": [], "errors": [f"{type(error).__name__}: {error}"]}


def main():
    first, end = (D.datetime.fromisoformat(day).replace(tzinfo=UTC) for day in sys.argv[1:])
    paths = sys.stdin.read().split("\0")[:-1]
    feeds = {path: attempt(path, first, end) for path in paths}
    json.dump({"reader": f"ical {version('ical')}", "feeds": feeds}, sys.stdout)


main()
