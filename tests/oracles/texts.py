"""The texts of a feed as a reader has them: [what, identity, field, text], where TEXTS asks for them.

What is `calendar`, `event` or `todo`; a calendar has no identity. The fields are `name`, `description`,
`summary`, `location`, `url`, `category` (each by itself) and `alarm` (what is shown as it rings).
"""

import os

WANTED = bool(os.environ.get("TEXTS"))
FIELDS = ("SUMMARY", "DESCRIPTION", "LOCATION", "URL")


def of_calendar(calendar):
    """Of a calendar as icalendar reads it."""
    rows = [["calendar", "", field.lower(), str(calendar[field])] for field in ("NAME", "DESCRIPTION") if field in calendar]
    for what, name in (("event", "VEVENT"), ("todo", "VTODO")):
        for part in calendar.walk(name):
            rows += [[what, str(part["UID"]), field, text] for field, text in of_component(part)]
    return unique(rows)


def of_component(part):
    for name in FIELDS:
        if name in part:
            yield name.lower(), str(part[name])
    if "CATEGORIES" in part:
        yield from (("category", str(it)) for it in part["CATEGORIES"].cats)
    yield from (("alarm", str(alarm["DESCRIPTION"])) for alarm in part.walk("VALARM"))


def unique(rows):
    """Each once: a series and its exceptions say the same."""
    return [list(it) for it in sorted({tuple(it) for it in rows})]
