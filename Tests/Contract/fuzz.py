#!/usr/bin/env python3
"""Lets schemathesis make up requests from the description a server gives of itself, and judges the answers.

Give the server by --url and --key, or let it be started:
    fuzz.py --cases 2000 --serve-command mintop serve --port 0 --in-memory --speed 60 --rate 1000000 --json
No answer may be a 5xx, have an undescribed status, header, type or body, or take what the description forbids.
Ends with 0 when none did and at least --cases requests were made.
"""

import argparse
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from validate import started

# Not asked for: that every valid request is accepted. A cursor that no list gave, or base64 of something that is no
# picture, is valid by any schema and still refused.
CHECKS = ["not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
          "response_schema_conformance", "negative_data_rejection", "missing_required_header", "unsupported_method",
          "ignored_auth"]


def run(url, key, cases, seed):
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        "--config-file", str(Path(__file__).resolve().with_name("schemathesis.toml")), "run",
        f"{url}/openapi.json", "--header", f"Authorization: Bearer {key}",
        "--checks", ",".join(CHECKS), "--phases", "examples,coverage,fuzzing", "--max-examples", str(max(cases // 15, 10)),
        "--seed", str(seed), "--no-color",
    ]
    # It keeps what it found in the current folder.
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    print(done.stdout[done.stdout.find("FAILURES") - 40:] if done.returncode else done.stdout[-600:])
    made = re.search(r"(\d+) generated", done.stdout)
    count = int(made.group(1)) if made else 0
    if count < cases:
        print(f"Only {count} requests were made; {cases} were asked for.", done.stderr[-500:])
        return 1
    return done.returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", help="origin of a running server")
    parser.add_argument("--key", help="its API key")
    parser.add_argument("--cases", type=int, default=2000, help="at least so many requests")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes up the same requests")
    parser.add_argument("--serve-command", nargs=argparse.REMAINDER, help="starts the server; takes the rest of the line")
    options = parser.parse_args()
    process = None
    if options.serve_command:
        process, options.url, options.key = started(options.serve_command)
    if not options.url or not options.key:
        parser.error("give --url and --key, or --serve-command")
    try:
        return run(options.url.rstrip("/"), options.key, options.cases, options.seed)
    finally:
        if process:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


if __name__ == "__main__":
    sys.exit(main())
