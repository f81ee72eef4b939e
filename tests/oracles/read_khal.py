"""Reads a feed as a person does: served by charter, fetched by vdirsyncer, shown by khal.

    read_khal.py FROM UNTIL CHARTER WORKSPACE CALENDAR

CALENDAR is the folder `calendar` of a build: what is told of `all.ics` is told under its name there.
Where TEXTS asks for texts, they are those of khal's own store; it keeps events alone.
"""

import json
import sys
import tempfile
import urllib.request

import texts
from served import Served
from subscribed import READER, Subscription, identities


def main():
    since, until, charter, workspace, calendar = sys.argv[1:]
    with tempfile.TemporaryDirectory() as home, Served(charter, workspace) as served:
        subscription = Subscription(home, f"{served.url}/calendar/all.ics")
        subscription.fetch()
        events = subscription.shown(since, until)
        kept = list(subscription.texts()) if texts.WANTED else []
        with urllib.request.urlopen(f"{served.url}/calendar/all.ics") as answer:
            uids = identities(answer.read().decode())
    timed = {(uids.get(uid, uid), start, end) for uid, start, end, whole, _ in events if not whole}
    first, last = f"{since}T00:00:00Z", f"{until}T00:00:00Z"
    occurrences = sorted(it for it in timed if first <= it[1] < last)
    feed = {"events": len(uids), "occurrences": occurrences, "errors": []}
    if texts.WANTED:
        feed["texts"] = texts.unique(["event", uids.get(uid, uid), field, text] for uid, field, text in kept)
    json.dump({"reader": READER, "feeds": {f"{calendar}/all.ics": feed}}, sys.stdout)


main()
