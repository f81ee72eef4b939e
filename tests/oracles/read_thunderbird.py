"""Reads feeds as a person does who subscribes in Thunderbird: by address, from `charter serve`.

    read_thunderbird.py FROM UNTIL CHARTER WORKSPACE CALENDAR

CALENDAR is the folder `calendar` of a build: what is told of a feed is told under its name there.
Thunderbird runs without a window and is told what to do by Marionette, as Firefox is by its own tests.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import texts
from served import Served

PREFERENCES = """
user_pref("app.update.auto", false);
user_pref("app.update.enabled", false);
user_pref("calendar.timezone.local", "UTC");
user_pref("calendar.timezone.useSystemTimezone", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("mail.provider.suppress_dialog_on_startup", true);
user_pref("mailnews.start_page.enabled", false);
user_pref("marionette.port", {port});
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
"""

SUBSCRIBE = """
const [url, from, until, texts, done] = arguments;
(async () => {
  const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
  const feed = cal.manager.createCalendar("ics", Services.io.newURI(url));
  feed.name = url;
  feed.setProperty("cache.enabled", false);
  await new Promise((resolve, reject) => {
    const nothing = () => {};
    feed.addObserver({
      QueryInterface: ChromeUtils.generateQI(["calIObserver"]),
      onStartBatch: nothing, onEndBatch: nothing, onAddItem: nothing, onModifyItem: nothing,
      onDeleteItem: nothing, onPropertyChanged: nothing, onPropertyDeleting: nothing,
      onLoad: resolve,
      onError: (calendar, code, message) => reject(new Error(`${code} ${message}`)),
    });
    cal.manager.registerCalendar(feed);
    feed.refresh();
  });
  const { ITEM_FILTER_TYPE_EVENT, ITEM_FILTER_CLASS_OCCURRENCES } = Ci.calICalendar;
  const { ITEM_FILTER_TYPE_TODO, ITEM_FILTER_COMPLETED_ALL } = Ci.calICalendar;
  const filter = ITEM_FILTER_TYPE_EVENT | ITEM_FILTER_CLASS_OCCURRENCES;
  const bounds = [cal.createDateTime(from), cal.createDateTime(until)];
  const items = (await feed.getItemsAsArray(filter, 0, ...bounds)).filter(it => it.status != "CANCELLED");
  const timed = items.filter(it => !it.startDate.isDate);
  const day = (it, date) => [it.id, date.icalString];
  const days = items.filter(it => it.startDate.isDate).map(it => day(it, it.startDate));
  const tasks = ITEM_FILTER_TYPE_TODO | ITEM_FILTER_COMPLETED_ALL | ITEM_FILTER_CLASS_OCCURRENCES;
  bounds[0].day -= 1; // what is due on a day has ended as the day begins
  const todos = (await feed.getItemsAsArray(tasks, 0, ...bounds)).filter(it => it.status != "CANCELLED");
  const due = todos.map(it => day(it, it.dueDate));
  const found = timed.map(it => [it.id, it.startDate.nativeTime / 1e6, it.endDate.nativeTime / 1e6]);
  const said = texts ? (await feed.getItemsAsArray(Ci.calICalendar.ITEM_FILTER_ALL_ITEMS, 0, null, null)).flatMap(it => {
    const what = it.isEvent() ? "event" : "todo";
    const fields = ["SUMMARY", "DESCRIPTION", "LOCATION", "URL"].map(field => [field.toLowerCase(), it.getProperty(field)]);
    fields.push(...it.getCategories().map(text => ["category", text]), ...it.getAlarms().map(alarm => ["alarm", alarm.description]));
    return fields.filter(([_, text]) => text).map(([field, text]) => [what, it.id, field, text]);
  }) : undefined;
  cal.manager.unregisterCalendar(feed);
  return { found, said, days, due };
})().then(done, error => done({ error: String(error) }));
"""


def free_port():
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return it.getsockname()[1]


class Thunderbird:
    """One without a window, with a profile of its own."""

    def __init__(self, home):
        port = free_port()
        (Path(home) / "user.js").write_text(PREFERENCES.format(port=port))
        command = ["thunderbird", "--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", home]
        environment = {**os.environ, "HOME": home, "MOZ_HEADLESS": "1"}
        self.log = open(Path(home) / "log", "w")
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log, env=environment)
        self.socket = self.connect(port)
        self.number = 0
        self.receive()
        session = self.do("WebDriver:NewSession", {})
        self.version = session["capabilities"]["browserVersion"]
        self.do("Marionette:SetContext", {"value": "chrome"})
        self.do("WebDriver:SetTimeouts", {"script": 300_000})

    def connect(self, port):
        for _ in range(900):
            try:
                return socket.create_connection(("127.0.0.1", port), timeout=600)
            except OSError:
                time.sleep(0.1)
        sys.exit("Thunderbird does not start")

    def receive(self):
        length = b""
        while not length.endswith(b":"):
            length += self.socket.recv(1) or sys.exit("Thunderbird has ended")
        left, parts = int(length[:-1]), []
        while left:
            parts.append(self.socket.recv(left) or sys.exit("Thunderbird has ended"))
            left -= len(parts[-1])
        return json.loads(b"".join(parts))

    def do(self, command, parameters):
        self.number += 1
        message = json.dumps([0, self.number, command, parameters]).encode()
        self.socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self.receive()
        if error:
            raise RuntimeError(f"{command}: {error['error']}: {error['message']}")
        return result

    def subscribe(self, url, since, until):
        script = {"script": SUBSCRIBE, "args": [url, since, until, texts.WANTED], "newSandbox": True}
        return self.do("WebDriver:ExecuteAsyncScript", script)["value"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def utc(second):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(second))


def days(rows, since, until):
    """Those within, 20260131 as 2026-01-31: what begins within may be due after it."""
    rows = ([uid, f"{day[:4]}-{day[4:6]}-{day[6:8]}"] for uid, day in rows)
    return sorted(it for it in rows if since <= it[1] < until)


def read(thunderbird, url, since, until):
    answer = thunderbird.subscribe(url, *(f"{day.replace('-', '')}T000000Z" for day in (since, until)))
    first, last = f"{since}T00:00:00Z", f"{until}T00:00:00Z"
    found = [[uid, utc(start), utc(end)] for uid, start, end in answer.get("found", [])]
    occurrences = sorted(it for it in found if first <= it[1] < last)
    errors = [answer["error"]] if "error" in answer else []
    said = {"texts": texts.unique(answer["said"])} if answer.get("said") else {}
    if answer.get("due"):
        said.update((name, days(answer[name], since, until)) for name in ("days", "due"))
    return {"events": len(found), "occurrences": occurrences, "errors": errors, **said}


def main():
    since, until, charter, workspace, calendar = sys.argv[1:]
    feeds = ["all.ics", *sorted(f"charter/{it.name}" for it in Path(calendar, "charter").glob("*.ics"))]
    with Served(charter, workspace) as served, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home, Thunderbird(home) as thunderbird:
        address = f"{served.url}/calendar"
        told = {f"{calendar}/{feed}": read(thunderbird, f"{address}/{feed}", since, until) for feed in feeds}
        reader = f"Thunderbird {thunderbird.version}"
    json.dump({"reader": reader, "feeds": told}, sys.stdout)


main()
