"""Prints what a workflow of GitHub or a pipeline of GitLab would run, a command a line.

    commands.py FILE
"""

import sys

import yaml


def of_github(pipeline):
    for job in pipeline["jobs"].values():
        yield from (step["run"] for step in job["steps"] if "run" in step)


def of_gitlab(pipeline):
    yield from pipeline["default"]["before_script"]
    for job in pipeline.values():
        yield from job.get("script", [])


with open(sys.argv[1]) as file:
    pipeline = yaml.safe_load(file)
found = list(of_github(pipeline) if "jobs" in pipeline else of_gitlab(pipeline))
if len(found) < 3:
    sys.exit(f"{sys.argv[1]} runs next to nothing: {found}")
print("\n".join(found))
