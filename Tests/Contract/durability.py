#!/usr/bin/env python3
"""Kills a server at random moments while clients start jobs, and checks that nothing acknowledged is lost or doubled.

    durability.py mintop --starts 200

Several clients send starts, each with a key of its own, and send a start again with the same key until it is
accepted. Meanwhile the server is killed with SIGKILL and started again on the same data, again and again.
"""

import concurrent.futures
import http.client
import random
import shutil
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from harness import Checks, Server, arguments

CLIENTS = 6
FINAL = {"succeeded", "partially_succeeded", "failed", "canceled"}
# At most so long for all of it, in seconds.
LIMIT = 240


class Fleet:
    """The server of the moment, and what clients were told by any of them."""

    def __init__(self, program, folder):
        self.start = lambda: Server(program, "--data", folder, "--empty", "--speed", "100", "--rate", "10000000")
        self.server = self.start()
        self.sent = 0
        self.lost_answers = 0
        self.acknowledged = {}
        self.generation = 0
        self.started_in = {}
        self.lock = threading.Lock()

    def replace(self):
        self.server.kill()
        self.server = self.start()
        self.generation += 1


def fill_account(server, starts):
    """Enough for all of it; a start costs at most 320 Credits, and 5,000 come at a time."""
    client = server.client()
    for _ in range(starts * 320 // 5000 + 1):
        client.send("POST", "/app/billing", key=None)
    return client.get("/v1/usage").json()["credits"]["totalAvailable"]


def body_of(index):
    kind = "world" if index % 3 == 0 else "model"
    # The name is how a job is found again without its id.
    body = {"prompt": f"Durable thing {index}", "name": f"start-{index}", "generationPreset": "fast"}
    if index % 5 == 0:
        body["generationMode"] = "review"
    return f"/v1/{kind}s:generate", body


def start_one(fleet, index, deadline):
    path, body = body_of(index)
    while time.monotonic() < deadline:
        server, generation = fleet.server, fleet.generation
        client = server.client()
        try:
            with fleet.lock:
                fleet.sent += 1
            answer = client.post(path, body, f"key-{index}")
        except (OSError, http.client.HTTPException):
            with fleet.lock:
                fleet.lost_answers += 1
            time.sleep(0.01)
            continue
        finally:
            client.close()
        if answer.status != 202:
            return f"start {index} got {answer.status}: {answer.body[:200]!r}"
        with fleet.lock:
            fleet.acknowledged[index] = answer.json()["id"]
            fleet.started_in[index] = generation
        return None
    return f"start {index} was never accepted"


def kill_at_random(fleet, random_source, done):
    """Now and then between two requests, mostly in the middle of some."""
    kills = 0
    while not done.is_set():
        goal = fleet.sent + random_source.randint(1, 14)
        while fleet.sent < goal and not done.is_set():
            time.sleep(0.0005)
        time.sleep(random_source.uniform(0, 0.03))
        fleet.replace()
        kills += 1
    return kills


def everything(client, kind):
    found, cursor = [], None
    while True:
        page = client.get(f"/v1/{kind}?limit=100" + (f"&cursor={cursor}" if cursor else "")).json()
        found += page["data"]
        cursor = page["pagination"]["nextCursor"]
        if cursor is None:
            return found


def check_jobs(checks, fleet, count):
    client = fleet.server.client()
    checks.check("every start was acknowledged", len(fleet.acknowledged) == count, str(len(fleet.acknowledged)))
    checks.check("every key has a job of its own", len(set(fleet.acknowledged.values())) == len(fleet.acknowledged))
    for index, operation_id in fleet.acknowledged.items():
        path, body = body_of(index)
        replay = client.post(path, body, f"key-{index}")
        checks.check(f"key-{index} still means {operation_id}", replay.status == 202 and replay.json()["id"] == operation_id,
                     f"{replay.status} {replay.body[:120]!r}")
        read = client.get(f"/v1/operations/{operation_id}")
        checks.check(f"{operation_id} is kept", read.status == 200, str(read.status))
    names = Counter(entry["name"] for kind in ("worlds", "models") for entry in everything(client, kind))
    wanted = Counter(f"start-{index}" for index in range(count))
    checks.check("each start made exactly one thing", names == wanted, str((names - wanted) + (wanted - names)))


def check_that_jobs_go_on(checks, fleet, filled):
    client = fleet.server.client()
    deadline = time.monotonic() + 120
    waiting = dict(fleet.acknowledged)
    operations = {}
    while waiting and time.monotonic() < deadline:
        for index, operation_id in list(waiting.items()):
            operation = client.get(f"/v1/operations/{operation_id}").json()
            waits = operation["generationMode"] == "review" and operation["status"] == "preview_ready"
            if operation["status"] in FINAL or waits:
                operations[index] = operation
                del waiting[index]
        time.sleep(0.2)
    checks.check("every job goes on to its end or its preview", not waiting, str(sorted(waiting.values())[:5]))
    credits = client.get("/v1/usage").json()
    spent = sum(operation["credits"]["finalized"] for operation in operations.values())
    held = sum(operation["credits"]["reserved"] for operation in operations.values())
    found = (credits["apiUsage"]["creditsUsed"], credits["credits"]["reserved"], credits["credits"]["totalAvailable"])
    wanted = (spent, held, filled - spent - held)
    checks.check("the account agrees with the jobs", found == wanted, f"{found} instead of {wanted}")
    return Counter(operation["status"] for operation in operations.values())


def run():
    options = arguments(__doc__, ("--starts", 200, "how many jobs are started"),
                        ("--seed", random.SystemRandom().randrange(1 << 32), "where the moments come from"))
    print(f"seed {options.seed}")
    checks = Checks()
    folder = tempfile.mkdtemp(prefix="durability-")
    fleet = Fleet(options.program, folder)
    done = threading.Event()
    try:
        filled = fill_account(fleet.server, options.starts)
        began = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(CLIENTS + 1) as pool:
            killer = pool.submit(kill_at_random, fleet, random.Random(options.seed), done)
            starts = [pool.submit(start_one, fleet, index, began + LIMIT) for index in range(options.starts)]
            try:
                for complaint in (start.result() for start in starts):
                    checks.check("a start is accepted in the end", complaint is None, complaint or "")
            finally:
                done.set()
            kills = killer.result()
        seconds = time.monotonic() - began
        checks.check("the server was killed often enough to matter", kills * 20 >= options.starts, str(kills))
        checks.check("answers were lost, so that keys mattered", fleet.lost_answers > 0)
        fleet.replace()
        check_jobs(checks, fleet, options.starts)
        ends = check_that_jobs_go_on(checks, fleet, filled)
        fleet.server.stop()
        for database in Path(folder).glob("*.sqlite"):
            with sqlite3.connect(database) as connection:
                verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
            checks.check(f"{database.name} is whole", verdict == "ok", verdict)
        early = sum(1 for generation in fleet.started_in.values() if generation < kills)
        print(f"{options.starts} starts, {fleet.sent} requests, {kills} kills, {fleet.lost_answers} answers lost, "
              f"{seconds:.1f} s; {early} jobs lived through a kill; ends {dict(ends)}")
    finally:
        fleet.server.stop()
        shutil.rmtree(folder, ignore_errors=True)
    return checks.status()


if __name__ == "__main__":
    sys.exit(run())
