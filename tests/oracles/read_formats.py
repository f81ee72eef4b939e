"""Holds reports against validators that we did not write, and breaks them to see that it holds.

    read_formats.py MULTITOOL JUnit.xsd FOLDER SCRATCH
"""

import json
import subprocess
import sys
from pathlib import Path

import xmlschema

MULTITOOL, XSD, FOLDER, SCRATCH = (Path(arg) for arg in sys.argv[1:5])

BROKEN_SARIF = {  # what is put where, in a log with findings
    "a version that is none": (["version"], "2.2.0"),
    "a line before the first": (["runs", 0, "results", 0, "locations", 0, "physicalLocation", "region", "startLine"], 0),
    "an end before the start": (["runs", 0, "results", 0, "locations", 0, "physicalLocation", "region", "endLine"], 1),
    "a rule that is not there": (["runs", 0, "results", 0, "ruleIndex"], 99),
    "a path from nowhere": (["runs", 0, "results", 0, "locations", 0, "physicalLocation", "artifactLocation", "uri"], "file:///a.charter"),
}

BROKEN_JUNIT = {  # what is replaced, by what, in a suite with failures
    "no host": (' hostname="localhost"', ""),
    "a moment with a zone": ('T00:00:00"', 'T00:00:00Z"'),
    "a count that is none": (' tests="', ' tests="many'),
    "a case without a class": (' classname="charter.check"', ""),
    "no properties": ("<properties/>", ""),
    "an element of nobody": ("<properties/>", "<properties/><note/>"),
    "no output": ("<system-err/>", ""),
}


def refused_logs(logs):
    """The logs of which the validator says that something is wrong or unwise, and what."""
    out = SCRATCH / "validated.json"
    command = [MULTITOOL, "validate", *logs, "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning", "--output", out, "--log", "ForceOverwrite"]
    done = subprocess.run(command, capture_output=True, text=True)
    if not out.exists():
        sys.exit(f"the validator of SARIF does not run:\n{done.stdout}{done.stderr}")
    run = json.loads(out.read_text())["runs"][0]
    wrong = {}
    for result in run.get("results", []):
        location = result["locations"][0]["physicalLocation"]["artifactLocation"]
        uri = location.get("uri") or run["artifacts"][location["index"]]["location"]["uri"]
        log = next(log for log in logs if uri.endswith(f"{log.parent.name}/{log.name}"))
        wrong.setdefault(log, []).append(f"{result['ruleId']} {result['message'].get('arguments', '')}")
    return wrong


def refused_suites(suites):
    """The suites that the XSD refuses, and why."""
    schema = xmlschema.XMLSchema(str(XSD))
    found = ((suite, [error.reason for error in schema.iter_errors(str(suite))]) for suite in suites)
    return {suite: errors for suite, errors in found if errors}


def broken_log(log, place, instead):
    *path, last = place
    inner = log
    for step in path:
        inner = inner[step]
    inner[last] = instead
    return log


def broken(name, suffix, text):
    """A report made wrong, in a folder of its own."""
    folder = SCRATCH / name.replace(" ", "-")
    folder.mkdir()
    path = folder / f"report{suffix}"
    path.write_text(text)
    return path


def all_broken(log, suite):
    logs, suites = {}, {}
    for name, (place, instead) in BROKEN_SARIF.items():
        text = json.dumps(broken_log(json.loads(log.read_text()), place, instead))
        logs[broken(name, ".sarif", text)] = name
    for name, (what, instead) in BROKEN_JUNIT.items():
        text = suite.read_text()
        assert what in text, name
        suites[broken(name, ".xml", text.replace(what, instead))] = name
    return logs, suites


def most(paths):
    """The largest: it has findings."""
    return max(paths, key=lambda path: path.stat().st_size)


def main():
    logs = sorted(FOLDER.resolve().rglob("*.sarif"))
    suites = sorted(FOLDER.resolve().rglob("junit.xml"))
    if not logs or not suites:
        sys.exit(f"there is nothing to read in {FOLDER}")
    wrong = {**refused_logs(logs), **refused_suites(suites)}
    for path, why in wrong.items():
        print(f"REFUSED: {path}")
        print(*(f"  {it}" for it in why), sep="\n")
    broken_logs, broken_suites = all_broken(most(logs), most(suites))
    refused = {**refused_logs(list(broken_logs)), **refused_suites(list(broken_suites))}
    taken = [name for path, name in {**broken_logs, **broken_suites}.items() if path not in refused]
    for name in taken:
        print(f"TAKEN although broken: {name}")
    if wrong or taken:
        sys.exit(1)
    print(f"valid: {len(logs)} logs, {len(suites)} suites; refused: {len(refused)} that were broken")


main()
