"""What the checks of a running server share: the server as a process, a client of it, and counting what held.

`--serve-command` takes the rest of the line, a command that prints one JSON line with `url` and `apiKey`.
"""

import argparse
import http.client
import json
import signal
import subprocess
import urllib.parse
from pathlib import Path

from validate import Answer

SERVE = ["serve", "--port", "0", "--json"]


class Checks:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def check(self, name, holds, detail=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED {name}{': ' if detail else ''}{detail}", flush=True)
        return bool(holds)

    def status(self):
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed else 0


class Server:
    """A server started for one check; ended by its process id."""

    def __init__(self, program, *arguments):
        # Nobody reads its stderr but the person who runs the check.
        self.process = subprocess.Popen([program, *SERVE, *arguments], stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        try:
            self.address = json.loads(line)
            self.url, self.key = self.address["url"], self.address["apiKey"]
        except (ValueError, KeyError):
            self.kill()
            raise RuntimeError(f"The server printed no line with url and apiKey, but {line!r}.") from None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def client(self):
        return Client(self.url, self.key)

    def kill(self):
        """As the out-of-memory killer does it: nothing is finished or written any more."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(20)
        self.process.stdout.close()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()

    def is_running(self):
        return self.process.poll() is None

    def resident_kib(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS:")).split()[1])


class Client:
    """One connection that is kept; made again where the server closed it."""

    def __init__(self, url, key, timeout=30):
        parts = urllib.parse.urlsplit(url)
        self.url, self.key = url, key
        self.connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=timeout)

    def send(self, method, path, body=None, headers=None, key="own"):
        all_headers = {"Accept": "application/json"}
        if key is not None:
            all_headers["Authorization"] = f"Bearer {self.key if key == 'own' else key}"
        if isinstance(body, (dict, list)):
            body = json.dumps(body).encode()
        if body is not None:
            all_headers["Content-Type"] = "application/json"
        all_headers.update(headers or {})
        all_headers = {name: value for name, value in all_headers.items() if value is not None}
        try:
            self.connection.request(method, path, body, all_headers)
            response = self.connection.getresponse()
            data = response.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            raise
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, data)

    def get(self, path):
        return self.send("GET", path)

    def post(self, path, body, idempotency_key=None):
        headers = {"Idempotency-Key": idempotency_key} if idempotency_key else None
        return self.send("POST", path, body, headers)

    def close(self):
        self.connection.close()


def arguments(description, *options):
    """The options of a check; each of `options` is the name, default and help of a number."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="the program whose `serve` is checked")
    for name, default, text in options:
        parser.add_argument(name, type=type(default), default=default, help=f"{text} (default {default})")
    return parser.parse_args()


