"""A year of a repository's life, as one sees it who subscribes with vdirsyncer and looks with khal.

    year.py CHARTER YEAR

YEAR is the folder of `plan.toml`. After each commit the feed is served, fetched and looked at: what is
past is where it was, and nothing is there twice. vdirsyncer calls events by their content, so that their
identities are held elsewhere (`tests/year.rs`); here a series whose content changes goes and comes anew.
"""

import shutil
import sys
import tempfile
import tomllib
from collections import Counter
from pathlib import Path

from served import Served
from subscribed import READER, Subscription

SINCE, UNTIL = "2026-01-01", "2027-02-01"


def apply(workspace, change):
    """One change of a commit: a file is moved, written, or has words replaced that are there."""
    place = workspace / change.get("move", change["file"])
    if change["file"] != "*":
        place.parent.mkdir(parents=True, exist_ok=True)
    if "move" in change:
        (workspace / change["file"]).rename(place)
    elif "from" not in change:
        place.write_text(change["to"])
    else:
        paths = sorted(workspace.rglob("*.charter")) if change["file"] == "*" else [place]
        texts = {path: path.read_text() for path in paths}
        if not any(change["from"] in text for text in texts.values()):
            sys.exit(f"{change['from']!r} is not in {change['file']}")
        for path, text in texts.items():
            path.write_text(text.replace(change["from"], change["to"]))


def look(charter, workspace, subscription, port):
    with Served(charter, workspace, port):
        subscription.fetch()
    return subscription.shown(SINCE, UNTIL)


def past(events, day):
    """When things were that are over as a day begins. Their titles may change: a series has one."""
    return Counter((start, end, whole) for _, start, end, whole, _ in events if end < f"{day}T00:00:00Z")


def twice(events):
    seen = Counter((title, start, whole) for _, start, _, whole, title in events)
    return [it for it, count in seen.items() if count > 1]


def main():
    charter, year = sys.argv[1], Path(sys.argv[2])
    commits = tomllib.loads((year / "plan.toml").read_text())["commit"]
    with tempfile.TemporaryDirectory() as scratch:
        workspace = Path(scratch) / "workspace"
        shutil.copytree(year / "begin", workspace)
        with Served(charter, workspace) as served:
            port = served.port
            subscription = Subscription(Path(scratch) / "home", f"{served.url}/calendar/all.ics")
        before = look(charter, workspace, subscription, port)
        wrong = 0
        for commit in commits:
            for change in commit["change"]:
                apply(workspace, change)
            after = look(charter, workspace, subscription, port)
            was, now = past(before, commit["day"]), past(after, commit["day"])
            lost, new, doubled = was - now, now - was, twice(after)
            bad = bool(lost or new or doubled)
            wrong += bad
            print(f"{'WRONG' if bad else 'ok   '}  {commit['day']}  {commit['words']}: {sum(now.values())} past, "
                  f"{len(after)} in all, {len(subscription.items())} kept", flush=True)
            for words, some in (("lost", lost), ("new", new), ("twice", doubled)):
                for it in list(some)[:5]:
                    print(f"       {words} {it}")
            before = after
    if wrong:
        sys.exit(f"{wrong} of {len(commits)} commits changed what is past, or doubled something")
    print(f"{len(commits)} commits into {READER}: what is past never changed, nothing is there twice")


main()
