"""Compares what charter says with what readers find in its feeds, one by one.

    compare.py FROM UNTIL CALENDAR NEXT.json TOLD.json READER.json...

CALENDAR is the folder `calendar` of a build. `all.ics` must hold exactly the
occurrences of NEXT.json; the feed of a charter exactly those of the charter;
every other feed none that is not among them. The texts of a feed must be those of
TOLD.json, word for word, in every field that a reader has; `-` where none are asked for. What is
to be done must be due, by each reader that tells it, on the whole days of the event that it stands beside.
Prints a table, then what differs. The status is 1 if anything does.
"""

import json
import os
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

SHOWN = 12

# What a reader is known to read wrongly: reader, zone, from, until, and how that is known. Nothing else is excused.
EXCUSED = [
    ("ical-rs 0.6.1", "Asia/Gaza", "2026-01-01", "2026-03-28",
     "it keeps summer time through this one winter; four others, two of which read the same rules of the feed, do not"),
]

# What a reader has no place for: reader, what, field (all of them where it is `*`), and why. It tells all else.
UNTOLD = [
    ("ical ", "calendar", "*", "it keeps no name of a calendar"),
    ("khal ", "calendar", "*", "the name of a calendar is that of its own settings"),
    ("khal ", "todo", "*", "it keeps events alone"),
    ("khal ", "event", "category", "joined to one text"),
    ("Radicale ", "calendar", "*", "it was given each series by itself"),
    ("Thunderbird ", "calendar", "*", "the name of a calendar is that of its own settings"),
]

# What a reader gives out with its escapes, as it stands in the feed: reader, what, field, and why. It is held to that.
ESCAPED = [
    ("icalendar ", "calendar", "name", "NAME is of no type that it knows, though RFC 7986 says that it is TEXT"),
    ("ical.js ", "calendar", "name", "the same"),
]


class Verdict:
    """What one reader makes of one feed."""

    def __init__(self, feed, reader, said, found, errors, exact, texts):
        self.feed, self.reader = feed, reader
        self.texts, self.lost, self.altered = texts
        self.said, self.found = sum(said.values()), sum(found.values())
        self.missing = sorted((said - found).elements()) if exact else []
        self.extra = sorted((found - said).elements())
        self.errors = errors

    def lines(self):
        for error in self.errors[:SHOWN]:
            yield f"  {self.feed}: {error}"
        if len(self.errors) > SHOWN:
            yield f"  {self.feed}: {len(self.errors) - SHOWN} more"
        for word, triples in (("missing", self.missing), ("extra", self.extra)):
            for uid, start, end in triples[:SHOWN]:
                yield f"  {self.feed}: {word} {uid} {start} to {end}"
            if len(triples) > SHOWN:
                yield f"  {self.feed}: {word} {len(triples) - SHOWN} more"
        for word, rows in (("text lost", self.lost), ("text of nobody", self.altered)):
            for row in rows[:SHOWN]:
                yield f"  {self.feed}: {word} {json.dumps(row, ensure_ascii=False)}"
            if len(rows) > SHOWN:
                yield f"  {self.feed}: {word} {len(rows) - SHOWN} more"

    def faults(self):
        return len(self.missing) + len(self.extra) + len(self.errors) + len(self.lost) + len(self.altered)


def said_by_charter(path, since, until):
    """The triples, and the triples of each charter."""
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    if document.get("format") != "charter-next/1":
        sys.exit(f"{path}: not charter-next/1")
    everything, each, zones = Counter(), defaultdict(Counter), {}
    for it in document["occurrences"]:
        if since <= it["start"] < until:
            triple = (it["uid"], it["start"], it["end"])
            everything[triple] += 1
            each[it["charter"]][triple] += 1
            zones[it["uid"]] = it.get("zone")
    return everything, each, zones


def unexcused(reader, triples, zones):
    """Without what a reader is known to read wrongly."""
    excuses = [it[1:4] for it in EXCUSED if it[0] == reader]
    excused = lambda uid, start: any(zones.get(uid) == zone and since <= start < until for zone, since, until in excuses)
    return Counter({it: count for it, count in triples.items() if not excused(*it[:2])}) if excuses else triples


def texts(reader, told, found):
    """How many texts a reader should have, which it has not, and which nobody wrote."""
    if told is None:
        return 0, [], []
    untold = [it[1:3] for it in UNTOLD if reader.startswith(it[0])]
    raw = [it[1:3] for it in ESCAPED if reader.startswith(it[0])]
    told = [[*it[:3], escaped(it[3]) if (it[0], it[2]) in raw else it[3]] for it in told]
    said = {tuple(it) for it in told if not any((it[0], field) in untold for field in (it[2], "*"))}
    found = {tuple(it) for it in found or []}
    return len(said), sorted(said - found), sorted(found - said)


def escaped(text):
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def undue(result):
    """What is due on other days than its event, in words. Told day by day, an identity ends with the day."""
    if "due" not in result:
        return
    series = lambda uid: re.sub(r"\.\d{4}-\d\d-\d\d(?=@)", "", uid.replace(".todo-", ".", 1))
    told = lambda uid: uid.split("@")[0].endswith((".ships", ".audit"))   # a day that nobody ticks off
    days = Counter((series(uid), day) for uid, day in result["days"] if not told(uid))
    due = Counter((series(uid), day) for uid, day in result["due"])
    for word, rows in (("not due", days - due), ("due without its event", due - days)):
        yield from (f"{word} on {day}: {uid}" for uid, day in sorted(rows.elements()))


def verdicts(reader, calendar, everything, each, zones, told):
    all_said = unexcused(reader["reader"], everything, zones)
    for path, result in sorted(reader["feeds"].items()):
        feed = os.path.relpath(path, calendar)
        folder, name = os.path.split(feed.removesuffix(".ics"))
        of_charter = folder == "charter" and name in each
        said = unexcused(reader["reader"], each[name], zones) if of_charter else all_said
        exact = of_charter or feed == "all.ics"
        found = Counter(tuple(it) for it in result["occurrences"])
        found = unexcused(reader["reader"], found, zones)
        words = texts(reader["reader"], told and told[path], result.get("texts"))
        errors = [*result["errors"], *undue(result)]
        yield Verdict(feed, reader["reader"], said, found, errors, exact, words)


def row(*cells):
    print("{:<72} {:<14} {:>7} {:>8} {:>8} {:>7} {:>7} {:>7} {:>7}".format(*cells))


def table(reader, results):
    whole = [it for it in results if it.feed == "all.ics"]
    rest = [it for it in results if it.feed != "all.ics"]
    for words, part in (("all.ics", whole), (f"{len(rest)} others", rest)):
        missing = sum(len(it.missing) for it in part)
        extra = sum(len(it.extra) for it in part)
        errors = sum(len(it.errors) for it in part)
        row(reader, words, whole[0].said if part is whole else "", sum(it.found for it in part),
            missing, extra, errors, sum(it.texts for it in part), sum(len(it.lost) + len(it.altered) for it in part))


def keep(reader, results):
    """A row of the table in the repository, where one is made."""
    if "RESULTS" not in os.environ:
        return
    whole = next(it for it in results if it.feed == "all.ics")
    differ = (sum(len(part) for part in parts) for parts in zip(*((it.missing, it.extra, it.errors) for it in results)))
    texts, wrong = sum(it.texts for it in results), sum(len(it.lost) + len(it.altered) for it in results)
    cells = [os.environ.get("WORKSPACE", ""), reader, whole.said, whole.found, len(results) - 1, *differ, texts, wrong]
    with open(os.environ["RESULTS"], "a", encoding="utf-8") as file:
        print("|", " | ".join(map(str, cells)), "|", file=file)


def main():
    since, until = (f"{day}T00:00:00Z" for day in sys.argv[1:3])
    calendar, said, told, *readers = sys.argv[3:]
    told = None if told == "-" else json.loads(Path(told).read_text(encoding="utf-8"))
    everything, each, zones = said_by_charter(said, since, until)
    row("reader", "feed", "charter", "reader", "missing", "extra", "errors", "texts", "altered")
    faults = []
    for path in readers:
        with open(path, encoding="utf-8") as file:
            reader = json.load(file)
        results = list(verdicts(reader, calendar, everything, each, zones, told))
        if not any(it.feed == "all.ics" for it in results):
            sys.exit(f"{calendar}: no all.ics")
        table(reader["reader"], results)
        keep(reader["reader"], results)
        faults += [it for it in results if it.faults()]
    for it in faults[:SHOWN]:
        print(f"\n{it.reader}", *it.lines(), sep="\n")
    if not everything:
        sys.exit("nothing to compare: charter says that nothing takes place")
    if faults:
        sys.exit(f"{sum(it.faults() for it in faults)} differences")
    print(f"equal: {sum(everything.values())} occurrences from {sys.argv[1]} to {sys.argv[2]}")


main()
