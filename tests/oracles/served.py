"""`charter serve`, as long as a block lasts."""

import re
import subprocess
import sys


class Served:
    """A workspace that is served on a port; 0 takes one that is free."""

    def __init__(self, charter, workspace, port=0):
        command = [charter, "serve", workspace, "--port", str(port)]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        self.url = None
        while self.url is None:
            line = self.process.stderr.readline()
            if not line:
                sys.exit(f"{workspace}: it is not served")
            found = re.search(r"http://\S+", line)
            self.url = found and found[0].rstrip("/")

    @property
    def port(self):
        return int(self.url.rsplit(":", 1)[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
