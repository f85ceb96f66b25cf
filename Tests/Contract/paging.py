#!/usr/bin/env python3
"""Measures a list of a million Worlds and many reads of one operation.

    paging.py mintop --reads 10000

The first and the last page must cost the same, and so must every page between them; a server that answers for long
must not grow. Other programs run on the same machine, and it may stall: pages are compared by the best of many times,
taken in turns, and again for as long as they look different.
"""

import base64
import sys
import time

from harness import Checks, Server, arguments

WORLDS = 1_000_000
PAGE = 100
# A page may cost so many times as much as another and still count as the same.
SAME = 1.6
# How many turns the times are taken in: a page that costs more does so in each of them, one that met a stall does not.
ROUNDS, LONGEST = 20, 200
# KiB that a server may take for itself between two measurements after it has warmed up.
NOISE = 6 * 1024


def page(client, cursor=None):
    began = time.perf_counter()
    answer = client.get(f"/v1/worlds?limit={PAGE}" + (f"&cursor={cursor}" if cursor else ""))
    seconds = time.perf_counter() - began
    if answer.status != 200:
        raise RuntimeError(f"a page got {answer.status}: {answer.body[:200]!r}")
    return answer.json(), seconds


def costs(client, cursors):
    """What a page costs after each cursor, in seconds: the best of at least ROUNDS and at most LONGEST turns."""
    bests = [float("inf")] * len(cursors)
    for turn in range(LONGEST):
        bests = [min(best, page(client, cursor)[1]) for best, cursor in zip(bests, cursors)]
        if turn + 1 >= ROUNDS and are_same(bests):
            break
    return bests


def are_same(seconds):
    return max(seconds) < SAME * min(seconds)


def place(cursor):
    """What a cursor says: the kind of the list and the number of the last World of the page before."""
    text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    version, kind, number = text.split(":")
    return version, kind, int(number)


def cursor_at(cursor, moved):
    """A cursor of a place further on, which a client could only reach by walking there."""
    version, kind, number = place(cursor)
    return base64.urlsafe_b64encode(f"{version}:{kind}:{number - moved}".encode()).decode().rstrip("=")


def index_of(world):
    return int(world["id"].removeprefix("world_crowd"))


def walk(checks, client, cursor, pages):
    """So many pages from a cursor on: the cursor of the last of them, and the index of its last World."""
    before, last = None, cursor
    for _ in range(pages):
        body, _ = page(client, cursor)
        indexes = [index_of(world) for world in body["data"]]
        start = indexes[0] if before is None else before + 1
        checks.check("a page goes on where the one before ended", indexes == list(range(start, start + len(indexes))))
        before, last, cursor = indexes[-1], cursor, body["pagination"]["nextCursor"]
        if cursor is None:
            break
    return last, before


def check_walks(checks, client, pages):
    """Walks from ten places between the first World and the last; gives a cursor of each, and that of the last page."""
    first, _ = page(client)
    cursor, index = first["pagination"]["nextCursor"], index_of(first["data"][-1])
    cursors = [cursor_at(cursor, part * (WORLDS - index) // 10) for part in range(9)]
    for start in cursors:
        walk(checks, client, start, pages)
    # So near to the end that the walk ends by itself.
    cursors.append(cursor_at(cursor, WORLDS - index - pages * PAGE + PAGE // 2))
    _, end = walk(checks, client, cursors[-1], pages + 1)
    checks.check("the last World is the millionth", end == WORLDS - 1, str(end))
    return [None, *cursors, cursor_at(cursor, WORLDS - index - PAGE - 1)]


def check_pages(checks, program, pages):
    with Server(program, "--in-memory", "--scenario", "huge", "--rate", "100000000") as server:
        client = server.client()
        seconds = costs(client, check_walks(checks, client, pages))
        print(f"a page of {PAGE} Worlds at the first, ten places between and the last, in ms: "
              + " ".join(f"{1000 * cost:.2f}" for cost in seconds))
        checks.check("a page costs the same everywhere", are_same(seconds), str(seconds))


def check_reads(checks, program, count):
    with Server(program, "--in-memory", "--rate", "100000000", "--speed", "100000") as server:
        client = server.client()
        started = client.post("/v1/models:generate", {"prompt": "Read often", "generationPreset": "fast"}, "k").json()
        path = f"/v1/operations/{started['id']}"
        for _ in range(count // 5):
            client.get(path)
        memory = [server.resident_kib()]
        times = []
        for _ in range(2):
            for _ in range(count // 2):
                began = time.perf_counter()
                answer = client.get(path)
                times.append(time.perf_counter() - began)
                if answer.status != 200:
                    checks.check("a read is answered", False, str(answer.status))
            memory.append(server.resident_kib())
        times.sort()
        print(f"{len(times)} reads of one operation: {len(times) / sum(times):.0f} a second, median "
              f"{1000 * times[len(times) // 2]:.2f} ms, p99 {1000 * times[len(times) * 99 // 100]:.2f} ms; resident "
              + ", ".join(f"{kib / 1024:.1f}" for kib in memory) + " MiB before, in the middle, after")
        checks.check("reads do not make the server grow", memory[2] - memory[0] < NOISE, str(memory))


def run():
    options = arguments(__doc__, ("--pages", 20, "how many pages are walked from each of ten places"),
                        ("--reads", 10_000, "how often one operation is read"))
    checks = Checks()
    check_pages(checks, options.program, options.pages)
    check_reads(checks, options.program, options.reads)
    return checks.status()


if __name__ == "__main__":
    sys.exit(run())
