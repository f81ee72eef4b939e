"""Proves that the comparison can fail: a right feed, and the same feed made wrong.

    self_test.py FOLDER run          (FOLDER for scratch; `run` is the script beside this)

What the right feed means was worked out by hand and stands in `said` and `TEXTS`, day by day
and word by word, without any calendar library. Each wrong feed must be refused because of exactly
the readers that can see what is wrong with it.
"""

import datetime as D
import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PYTHON, ICALJS, ICAL, LIBICAL, ICALRS = "icalendar", "ical.js", "ical", "libical", "ical-rs"
ALL = {PYTHON, ICALJS, ICAL, LIBICAL, ICALRS}
KHAL, RADICALE, THUNDERBIRD = PROGRAMS = ("khal", "Radicale", "Thunderbird")

WRONG = {  # what is replaced, by what, who must see it
    "an hour late": ("20260113T100000\r\nDURATION", "20260113T110000\r\nDURATION", ALL),
    "another length": ("DURATION:PT15M\r\nRRULE", "DURATION:PT20M\r\nRRULE", ALL),
    "another week": ("BYDAY=2TU", "BYDAY=3TU", ALL),
    "a skip forgotten": ("EXDATE;TZID=Europe/London:20261013T100000\r\n", "", ALL),
    "a skip too many": ("EXDATE;TZID=Europe/London:20261013T", "EXDATE;TZID=Europe/London:20261110T100000,20261013T", ALL),
    "a move forgotten": ("RECURRENCE-ID;TZID=Europe/London:20260714T100000", "RECURRENCE-ID;TZID=Europe/London:20260721T100000", ALL),
    "an end forgotten": (";UNTIL=20261231T235959Z", "", ALL),
    "another identity": ("UID:sync.meeting@", "UID:sink.meeting@", ALL),
    "a zone of wrong rules": ("BYMONTH=3;BYDAY=-1SU", "BYMONTH=4;BYDAY=-1SU", {ICALJS, LIBICAL, ICALRS}),
    "a zone of another name and the same rules": ("Europe/London", "Europe/Lisbon", set()),
    "a zone of wrong name": ("Europe/London", "Europe/Paris", {PYTHON, ICAL}),
    "no zone": ("TZID=Europe/London:20260105T", "TZID=Nowhere/Land:20260105T", ALL),
    "a title cut at its line break": ("x\\nEND:VEVENT\r\n", "x\r\n", ALL),
    "a line break that is a space": ("x\\nEND:VEVENT\r\n", "x END:VEVENT\r\n", ALL),
    "a semicolon lost": ("Review\\; ", "Review ", ALL),
    "a backslash too many": ("Zürich", "Z\\\\ürich", ALL),
    "a place forgotten": ("LOCATION:Room 4\\, Zürich\r\n", "", ALL),
    "a text of nobody": ("SUMMARY:Sync\r\n", "SUMMARY:Sync\r\nLOCATION:Room 4\r\n", ALL),
    "another word for what is due": ("due\\; ", "due\\, ", ALL),
    "due on another day": ("DUE;VALUE=DATE:20260202", "DUE;VALUE=DATE:20260203", {PYTHON}),
    "due every other week": ("RRULE:FREQ=WEEKLY;BYDAY=SU", "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", {PYTHON}),
    "due two weeks before": ("BYDAY=-1TU", "BYDAY=-2TU", {PYTHON}),
    "due where it was moved from": ("DUE;VALUE=DATE:20260806", "DUE;VALUE=DATE:20260804", {PYTHON}),
    "cut off": ("END:VCALENDAR\r\n", "", ALL),
}

SLOW = {  # which programs must see it as well, where they are tried
    "an hour late": {*PROGRAMS},
    "a skip forgotten": {*PROGRAMS},
    "a move forgotten": {*PROGRAMS},
    "a zone of wrong rules": {THUNDERBIRD, RADICALE},
    "a zone of wrong name": {KHAL},
    "a line break that is a space": {*PROGRAMS},
    "a place forgotten": {*PROGRAMS},
    "another word for what is due": {THUNDERBIRD, RADICALE},
    "due on another day": {THUNDERBIRD},
    "due every other week": {THUNDERBIRD},
    "due where it was moved from": {THUNDERBIRD},
}

HOSTILE = 'Review; "Q1", x\nEND:VEVENT'
TEXTS = [
    ["event", "forum.meeting@acme.invalid", "summary", HOSTILE],
    ["event", "forum.meeting@acme.invalid", "description", "Ziele; für “Q1”, C:\\new\n\nEND:VCALENDAR"],
    ["event", "forum.meeting@acme.invalid", "location", "Room 4, Zürich"],
    ["event", "sync.meeting@acme.invalid", "summary", "Sync"],
    ["event", "sync.input@acme.invalid", "summary", "Whole days are not meetings"],
    ["event", "sync.review@acme.invalid", "summary", "Nor are these"],
    ["event", "sync.check@acme.invalid", "summary", "Nor is this"],
    ["event", "dropped.meeting@acme.invalid", "summary", "Cancelled is not a meeting"],
    ["todo", "sync.todo-input@acme.invalid", "summary", 'What is due; "Q1", x\nEND:VTODO'],
    ["todo", "sync.todo-review@acme.invalid", "summary", "What is due is no meeting"],
    ["todo", "sync.todo-check@acme.invalid", "summary", "What is due once begins on no day"],
]


def at(uid, day, hour, minute, minutes):
    """A wall-clock time in London, summer time by its rule."""
    last_sunday = lambda month: max(
        D.date(day.year, month, n) for n in range(25, 32) if D.date(day.year, month, n).weekday() == 6
    )
    summer = last_sunday(3) <= day < last_sunday(10)
    start = D.datetime(day.year, day.month, day.day, hour, minute) - D.timedelta(hours=summer)
    end = start + D.timedelta(minutes=minutes)
    written = [f"{it:%Y-%m-%dT%H:%M:%SZ}" for it in (start, end)]
    return {"charter": uid.split(".")[0], "uid": uid, "start": written[0], "end": written[1]}


def said():
    """Every meeting of 2026 and 2027, by walking the days."""
    for n in range(730):
        day = D.date(2026, 1, 1) + D.timedelta(days=n)
        if day.weekday() == 1 and 8 <= day.day <= 14 and day != D.date(2026, 10, 13):
            moved = day == D.date(2026, 7, 14)
            when = (D.date(2026, 7, 16), 15) if moved else (day, 10)
            yield at("forum.meeting@acme.invalid", *when, 0, 90)
        weeks = (day - D.date(2026, 1, 5)).days // 7
        if day.year == 2026 and weeks >= 0 and weeks % 2 == 0 and day.weekday() in (0, 3):
            yield at("sync.meeting@acme.invalid", day, 9, 30, 15)


def refused(folder, run, feed, said_file, slow):
    """Which readers the comparison speaks of; None where it is content."""
    (folder / "all.ics").write_bytes(feed.encode())
    told = folder.parent / "told.json"
    told.write_text(json.dumps({str(folder / "all.ics"): TEXTS}))
    arguments = [run, "--from", "2026-01-01", "--until", "2028-01-01", "--feeds", folder, said_file, told]
    done = subprocess.run(arguments, capture_output=True, text=True, env={**os.environ, "CI": "true" if slow else ""})
    if done.returncode == 0:
        return None
    details = done.stdout.split("\n\n", 1)[-1].splitlines()
    readers = {it for it in (*ALL, *PROGRAMS) if any(line.split()[:1] == [it] for line in details)}
    return readers or {"no reader, but it failed"}


def main():
    folder, run = Path(sys.argv[1]), sys.argv[2]
    calendar = folder / "calendar"
    calendar.mkdir(parents=True, exist_ok=True)
    right = (HERE / "right.ics").read_text(encoding="utf-8").replace("\n", "\r\n")
    said_file = folder / "next.json"
    said_file.write_text(json.dumps({"format": "charter-next/1", "occurrences": list(said())}))
    bad, slow = 0, bool(os.environ.get("CI"))
    if refused(calendar, run, right, said_file, slow) is not None:
        print("WRONG  the right feed is refused")
        bad += 1
    for words, (old, new, seen_by) in WRONG.items():
        assert old in right, words
        shown = slow and words in SLOW
        seen_by = seen_by | SLOW[words] if shown else seen_by
        saw = refused(calendar, run, right.replace(old, new), said_file, shown) or set()
        bad += saw != seen_by
        verdict = "ok   " if saw == seen_by else "WRONG"
        print(f"{verdict}  {words}: seen by {', '.join(sorted(saw)) or 'nobody'}")
    sys.exit(f"{bad} of the self-test fail" if bad else 0)


main()
