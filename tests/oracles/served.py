"""What is served on this machine as long as a block lasts."""

import re
import subprocess
import sys


class Served:
    """A workspace by `charter serve`, or, where the program is `-`, a folder as it lies there."""

    def __init__(self, charter, folder, port=0):
        command = [charter, "serve", folder, "--port", str(port)]
        if charter == "-":
            command = [sys.executable, "-u", "-m", "http.server", str(port), "--bind", "127.0.0.1", "-d", folder]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.url = None
        while self.url is None:
            line = self.process.stdout.readline()
            if not line:
                sys.exit(f"{folder}: it is not served")
            found = re.search(r"http://[^\s/]+", line)
            self.url = found and found[0]

    @property
    def port(self):
        return int(self.url.rsplit(":", 1)[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
