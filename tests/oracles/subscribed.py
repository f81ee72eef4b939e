"""A person who subscribes: vdirsyncer fetches what charter serves, khal shows it."""

import json
import os
import subprocess
import sys
from collections import Counter
from importlib.metadata import version
from pathlib import Path

from khal.cli_utils import build_collection
from khal.settings import get_config
from vdirsyncer.vobject import Item, split_collection

BIN = Path(sys.executable).parent
READER = f"khal {version('khal')} behind vdirsyncer {version('vdirsyncer')}, zones of pytz {version('pytz')}"

VDIRSYNCER = """
[general]
status_path = "{home}/status"

[pair feed]
a = "served"
b = "kept"
collections = null
conflict_resolution = "a wins"

[storage served]
type = "http"
url = "{url}"

[storage kept]
type = "filesystem"
path = "{home}/kept"
fileext = ".ics"
"""

KHAL = """
[calendars]
[[feed]]
path = {home}/kept
readonly = True

[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%dT%H:%M:%SZ

[sqlite]
path = {home}/khal.db
"""


class Subscription:
    """One feed, in a folder of its own."""

    def __init__(self, home, url):
        self.home = Path(home)
        (self.home / "kept").mkdir(parents=True)
        names = {"home": self.home, "url": url}
        (self.home / "vdirsyncer").write_text(VDIRSYNCER.format(**names))
        (self.home / "khal").write_text(KHAL.format(**names))
        self.environment = {**os.environ, "HOME": str(self.home), "XDG_CACHE_HOME": str(self.home / "cache")}
        self.vdirsyncer("discover")

    def run(self, program, *arguments):
        command = [BIN / program, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=self.environment, input="y\n")
        if done.returncode:
            sys.exit(f"{program}: {done.stderr or done.stdout}")
        return done.stdout

    def vdirsyncer(self, verb):
        return self.run("vdirsyncer", "--config", self.home / "vdirsyncer", verb)

    def fetch(self):
        """What there is now."""
        self.vdirsyncer("sync")

    def items(self):
        return {path.name for path in (self.home / "kept").iterdir()}

    def shown(self, since, until):
        """Each event as (uid, start, end, whole day, title). What lasts for days is shown on each, and is told once."""
        fields = ("uid", "start-long-full", "end-long-full", "all-day", "title", "status")
        wanted = [part for field in fields for part in ("--json", field)]
        listed = self.run("khal", "-c", self.home / "khal", "list", *wanted, since, until)
        events = [event for day in listed.splitlines() if day for event in json.loads(day)]
        rows = Counter(tuple(event[field] for field in fields) for event in events)
        return [(uid, start, end, whole == "True", title)
                for uid, start, end, whole, title, status in rows if "CANCELLED" not in status]

    def texts(self):
        """Each text that khal has of its events: (uid, field, text)."""
        collection = build_collection(get_config(str(self.home / "khal")), None)
        for href, *_ in sorted(collection._backend.list("feed")):
            if "\nBEGIN:VEVENT" not in collection._backend.get(href, "feed"):
                continue  # what is due lies there as well, and is shown to nobody
            event = collection.get_event(href, "feed")
            for field in ("summary", "description", "location", "url"):
                if getattr(event, field):
                    yield event.uid, field, getattr(event, field)
            yield from ((event.uid, "alarm", str(text)) for _, text in event.alarms)


def identities(feed):
    """vdirsyncer calls what it fetches by its content: the UID of each such name."""
    items = [Item(part) for part in split_collection(feed)]
    return {item.hash: item.uid for item in items}
