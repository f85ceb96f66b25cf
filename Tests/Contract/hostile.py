#!/usr/bin/env python3
"""Answers mintop as a hostile server would, and reads every byte that it writes then.

    hostile.py mintop
    hostile.py mintop --depth 2          # all forms, encodings and screens, and each field of each endpoint
    hostile.py mintop --depth 3          # all values for each field as well: an hour and more

A proxy in front of `mintop serve` puts what a terminal obeys, hides or cannot measure (C0, C1, sequences with and
without an end, bidirectional controls, 10,000 marks on one letter, joined pictures, long words, halves of surrogates,
NUL) into the answers: into all free texts at once, then into every other string by itself, then into headers, refusals
and status lines. Every command runs in each form, the dashboard is walked through on a terminal, things happen while it and
`--linear` tell of them, and what they write (terminal, stdout, stderr, log files, names of downloaded files, clipboard,
title, notifications, the environment of a hook) may hold no byte of it but as plain text.
"""

import concurrent.futures
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path

import corpus
import faces
import told
from harness import Checks, Server, arguments
from proxy import FREE, Attack, Proxy, name_of

LOCK = threading.Lock()
WORKERS = 4


class Sweep:
    def __init__(self, program, checks, server, folder):
        self.program, self.checks, self.server, self.folder = os.path.abspath(program), checks, server, Path(folder)
        self.ids, self.count, self.wrote, self.most = {}, 0, 0, 0
        self.asks = {}  # which strings a command is answered, by its words
        self.slowest = (0, "")

    def check(self, name, holds, detail=""):
        with LOCK:
            return self.checks.check(name, holds, detail)

    def environment(self, url, name):
        home = self.folder / name
        home.mkdir(exist_ok=True)
        address = self.server.address
        return {**faces.ENVIRONMENT, "HOME": str(home), "MINT_API_KEY": self.server.key, "MINT_API_BASE_URL": url,
                "MINTLIFY_API_BASE_URL": url, "MINTLIFY_API_KEY": address["mintlifyApiKey"],
                "MINTLIFY_PROJECT_ID": address["mintlifyProjectId"]}

    def prepare(self):
        """Makes one of each on the server, and learns which fields there are and what each command asks."""
        environment = self.environment(self.server.url, "prepare")

        def made(*words):
            done = subprocess.run([self.program, *words, "--json"], env=environment, capture_output=True, text=True,
                                  timeout=faces.PATIENCE)
            return json.loads(done.stdout.splitlines()[0])

        def finished(*words):
            return next(one for _ in range(12) for one in [made(*words, "--wait", "--quiet")]
                        if one["status"] == "succeeded")

        done, world = finished("generate", "model", "A lamp"), finished("generate", "world", "A bay")
        review = made("generate", "model", "A key", "--mode", "review", "--wait", "--quiet")
        made("operations", "revise", review["id"], "Longer")
        failed = made("generate", "model", "A key [fail]", "--wait", "--quiet")
        # One of them is paid by the commands, the other one stays as it is.
        billing, unpaid = (made("generate", "model", "A pot [billing]", "--wait", "--quiet") for _ in range(2))
        converted = made("models", "convert", done["resource"]["id"], "obj", "stl")
        made("operations", "wait", converted["id"], "--quiet")
        job = made("jobs", "create", "Explain the quota")
        made("jobs", "wait", job["id"], "--quiet")
        self.ids = {"review": review["id"], "failed": failed["id"], "billing": billing["id"],
                    "unpaid": unpaid["id"], "done": done["id"],
                    "world": world["id"], "worldResource": world["resource"]["id"], "model": done["resource"]["id"],
                    "failedModel": failed["resource"]["id"], "converted": converted["id"], "job": job["id"]}
        proxy = Proxy(self.server.url, Attack("nothing"))
        environment = self.environment(proxy.url, "learn")
        fields = set()
        for words, _ in faces.COMMANDS:
            proxy.seen = set()
            faces.in_pipe(self.program, self.words(words, environment), environment)
            self.asks[words] = proxy.seen
            fields |= proxy.seen
        proxy.close()
        return fields

    def words(self, words, environment, review=None):
        ids = {**self.ids, "review": review or self.ids["review"]}
        return words.format(**ids, folder=environment["HOME"]).split(" ")

    def preview(self):
        """An operation that waits for a decision, which nobody else takes."""
        client = self.server.client()
        client.send("POST", "/app/billing")  # adds Credits, of which this takes many
        body = {"prompt": "A brass lamp", "generationMode": "review"}
        answer = client.post("/v1/models:generate", body, str(uuid.uuid4())).json()
        client.close()
        return answer["id"]

    def command(self, attack, environment, words, form, review):
        """Runs one command in one form, and checks what it wrote."""
        name = f"{attack.name}: mintop {words} {form}"
        arguments = self.words(words, environment, review) + ([form] if form.startswith("--") else [])
        if form == "pty":
            shown = faces.on_terminal(self.program, arguments, environment)
            found = corpus.problems(shown.out, is_terminal=True)
        else:
            shown = faces.in_pipe(self.program, arguments, environment)
            found = corpus.problems(shown.out) + corpus.problems(shown.err)
            is_json = form != "pipe" or words.startswith("operations follow")
            if is_json and shown.out:
                try:
                    documents = [json.loads(shown.out)] if form == "--raw" else \
                        [json.loads(line) for line in shown.out.decode().splitlines()]
                    self.check(f"{name}: documents", all(isinstance(document, dict) for document in documents))
                except ValueError as error:
                    found.append(f"no JSON: {error}: {shown.out[:100]!r}")
        self.check(name, not found, "; ".join(found[:4]))
        self.check(f"{name}: ends", shown.status is not None and 0 <= shown.status < 126, f"{shown.status}")
        self.note(name, shown)
        return shown

    def note(self, name, shown):
        with LOCK:
            self.count += 1
            self.wrote += len(shown.out) + len(shown.err)
            self.slowest = max(self.slowest, (shown.seconds, name))
            self.most = max(self.most, shown.memory)
        self.check(f"{name}: time", shown.seconds < faces.SECONDS, f"{shown.seconds:.1f} s of processor time")
        self.check(f"{name}: memory", 0 < shown.memory < faces.MEMORY, f"{shown.memory} KiB")

    def commands(self, attack, chosen=None, forms=None):
        """Runs the chosen commands, or all of them but whole lists where it is to be short.

        Returns how many showed something of the attack.
        """
        proxy = Proxy(self.server.url, attack)
        environment = self.environment(proxy.url, proxy.url.rpartition(":")[2])
        review, arrived = self.preview(), 0
        for words, own in faces.COMMANDS if chosen is None else chosen:
            for form in own if chosen or not forms or "--all --" not in words + " --" else ():
                if forms is None or form in forms:
                    shown = self.command(attack, environment, words, form, review)
                    arrived += corpus.WORD.encode() in shown.out + shown.err
        self.finish(attack, proxy, environment)
        return arrived

    def asking(self, wanted, most=1000):
        """The commands that are answered one of these strings, so many for each endpoint, and lists of the stored."""
        chosen, counts = [], {}
        for words, forms in faces.COMMANDS:
            places = {place for place, _ in self.asks[words] & wanted}
            if any(counts.get(place, 0) < most for place in places):
                chosen.append((words, forms))
                counts.update({place: counts.get(place, 0) + 1 for place in places})
            stored = "/v2/agent/{}/job/{}" if words.startswith("jobs list") else "/v1/operations/{}"
            if words in ("jobs list", "operations list") and stored in counts:
                chosen.append((words, forms))
        return chosen

    def field(self, attack, wanted, forms):
        """Runs what is answered one of these strings: shortly, three commands of different endpoints."""
        chosen = self.asking(wanted, 1)[:3] if forms else self.asking(wanted)
        arrived = self.commands(attack, chosen, forms)
        return arrived if attack.hits else self.commands(attack, self.asking(wanted), forms)

    def screen(self, attack, screen):
        """Walks through one screen, with everything tracked in it."""
        proxy = Proxy(self.server.url, attack)
        name = f"{attack.name}: {screen[0]}"
        environment = self.environment(proxy.url, proxy.url.rpartition(":")[2])
        for words in ("operations track {review} {failed} {billing} {done} {world} {converted}",
                      "operations track {review}", "jobs track {job}"):
            faces.in_pipe(self.program, self.words(words, environment, self.preview()), environment)
        shown, was_open = faces.walked(self.program, screen, environment)
        found = corpus.problems(shown.out, is_screen=screen[5], is_terminal=True)
        self.check(name, not found, "; ".join(found[:4]))
        self.check(f"{name}: ends", shown.status == 0, f"{shown.status}; …{shown.out[-200:]!r}")
        self.check(f"{name}: was drawn", len(shown.out) > 4000, f"{len(shown.out)} bytes")
        self.check(f"{name}: was walked through", was_open)
        self.note(name, shown)
        self.finish(attack, proxy, environment)
        return int(corpus.WORD.encode() in shown.out)

    def tell(self, attack, face):
        """Has things happen while they are told line by line, by notifications, and to a program."""
        proxy = Proxy(self.server.url, attack)
        name = f"{attack.name}: {face[0]}"
        environment = self.environment(proxy.url, proxy.url.rpartition(":")[2])
        told.prepare(environment["HOME"])
        ids = [self.preview() for _ in range(5)]
        faces.in_pipe(self.program, ["operations", "track", *self.words("{failed} {done} {billing}", environment), *ids],
                      environment)
        faces.in_pipe(self.program, self.words("jobs track {job}", environment), environment)
        shown, was_open, runs = told.run(
            self.program, face, environment, [*ids[:3], self.ids["job"]], lambda: self.decide(*ids[3:]))
        _, way, further, signals, multiplexer = face
        found = corpus.problems(
            shown.out, is_screen=way == told.KEYBOARD, is_lines=way != told.KEYBOARD and way != told.PIPE, signals=signals,
            multiplexer=multiplexer) + corpus.problems(shown.err)
        self.check(name, not found, "; ".join(found[:4]))
        self.check(f"{name}: ends", shown.status == 0, f"{shown.status}; …{shown.out[-200:]!r}")
        self.check(f"{name}: all was typed", was_open)
        self.note(name, shown)
        if way == told.KEYBOARD:
            self.check(f"{name}: has a title with counts", "\x1b]2;◆".encode() in shown.out)
        for words, facts in runs:
            found = told.hook_problems(words, facts, environment["HOME"], {**environment, **further})
            self.check(f"{name}: what a program is told", not found, "; ".join(found[:4]))
        readable = attack.form != "broken" and attack.value != corpus.VALUES["halves"]
        if is_free is attack.chosen and readable:
            self.check(f"{name}: a program is told", any(corpus.WORD.encode() in facts for _, facts in runs), f"{len(runs)}")
            out = corpus.unwrapped(shown.out, multiplexer)[0]
            for kind in signals:
                sign = b"\x07" if kind == "bell" else b"\x1b]%s;" % kind.encode()
                self.check(f"{name}: {kind}", out.count(sign) > 0)
        self.finish(attack, proxy, environment)
        return int(corpus.WORD.encode() in shown.out)

    def decide(self, approved, canceled):
        """Decides about two previews as somebody else would, somewhere else."""
        client = self.server.client()
        for id, decision in ((approved, "approve"), (canceled, "cancel")):
            client.post(f"/v1/operations/{id}:{decision}", {}, str(uuid.uuid4()))
        client.close()

    def finish(self, attack, proxy, environment):
        proxy.close()
        home = Path(environment["HOME"])
        for path in home.rglob("*"):
            problems = corpus.problems(str(path.relative_to(home)).encode(errors="surrogateescape"))
            self.check(f"{attack.name}: name of a file", not problems, f"{path.name[:80]!r}")
            # The pictures and the store are nothing that anybody reads as text.
            is_state = ".local" in path.parts and not path.name.startswith("mintop.sqlite") and "previews" not in path.parts
            if path.is_file() and (path.suffix in (".log", ".txt") or "log" in path.name or is_state):
                found = corpus.problems(path.read_bytes())
                self.check(f"{attack.name}: {path.name}", not found, "; ".join(found[:4]))
        shutil.rmtree(home, ignore_errors=True)


def is_free(_, field):
    return name_of(field) in FREE


def group(*endings):
    return lambda _, field: name_of(field).lower().endswith(endings) and name_of(field) not in FREE


GROUPS = {
    "statuses and kinds": group("status", "type", "kind", "mode", "preset", "level", "object", "format", "stage",
                                "packaging"),
    "links": group("url", "href", "link", "path"), "ids": group("id", "cursor"), "times": group("at"),
    "names of files": group("filename", "extension", "contenttype", "role", "suggestedpath"),
}


def texts(depth):
    """Attacks on all free texts at once."""
    for name, value in corpus.VALUES.items():
        for form in corpus.forms(value):
            # A reader sees the same value in both of the sound forms.
            if depth > 1 or form == "escaped" or name == "controls":
                yield Attack(f"{name} ({form}) in texts", value, form, is_free)


def by_field(fields, depth):
    """Attacks on each string alone, with where it is found: in all answers at once that have it, or in each."""
    found = {}
    for place, field in fields:
        # A change whose answer names no operation is waited for, for a minute.
        if depth > 1 or not is_free(place, field) and (field != "id" or place.endswith("{}")):
            found.setdefault((place, field) if depth > 1 else field, set()).add((place, field))
    for key, wanted in found.items():
        for name in corpus.VALUES if depth > 2 else ("controls",):
            yield Attack(f"{name} in {' '.join(key) if depth > 1 else key}", corpus.VALUES[name],
                         chosen=lambda place, field, wanted=wanted: (place, field) in wanted), wanted


def headers(depth):
    """Attacks by what surrounds a body."""
    c1 = "".join(chr(code) for code in range(0x80, 0xA0))
    sets = {"C1": (c1 + f"\x9b6661m\x9d0;EVIL\x9c").encode("latin-1"), "C1 as UTF-8": (c1 + "\x9b6661m\u202e").encode(),
            "C0": b"\x1b[6661m\x07\x1b]0;EVIL\x07"}
    for name, value in sets.items():
        for field in (b"Retry-After", b"Date", b"Content-Type", b"X-Request-Id", b"ETag", b"Idempotent-Replayed",
                      b"EVIL" + value):
            if depth > 1 or name == "C1 as UTF-8" or field == b"Date":
                yield Attack(f"{name} in {field[:30]!r}", headers=[(field, b"EVIL" + value)])
        if depth > 1 or name == "C1":
            for status in (400, 401, 402, 403, 404, 409, 422) + ((500, 503, 429, 302) if depth > 1 else (302,)):
                yield Attack(f"{name} in {status}", corpus.CONTROLS, failure=status, reason=b"EVIL" + value, headers=[
                    (b"Retry-After", b"0"), (b"Location", b"http://" + value + b"/EVIL")])
            for status in (200, 418, 500):
                yield Attack(f"{name} in the page of {status}", failure=status, body=b"<html>EVIL\x1b[6661m" + value)


def run():
    options = arguments(__doc__, ("--depth", 1, "2 or 3 for more, see above"))
    checks = Checks()
    start = time.monotonic()
    for unnoticed in (corpus.unnoticed(), told.unnoticed()):
        checks.check("each of the corpus is noticed", not unnoticed, str(unnoticed))
    with Server(options.program, "--in-memory", "--seed", "7", "--speed", "600", "--rate", "1000000") as server, \
            tempfile.TemporaryDirectory() as folder:
        sweep = Sweep(options.program, checks, server, folder)
        fields = sorted(sweep.prepare())
        depth = options.depth
        work = []
        shortly = ("pty", "--json") if depth == 1 else None
        for attack in texts(depth):
            is_first = attack.name.startswith("controls (escaped)")
            work.append((attack, lambda a=attack, f=None if is_first else shortly: sweep.commands(a, forms=f)))
            for screen in faces.SCREENS if is_first or depth > 1 else faces.SCREENS[1:2]:
                twin = attack.copy()
                work.append((twin, lambda a=twin, s=screen: sweep.screen(a, s)))
            turn = len(work) % 2
            for face in told.FACES if is_first or depth > 1 else told.FACES[turn:turn + 1]:
                twin = attack.copy()
                work.append((twin, lambda a=twin, f=face: sweep.tell(a, f)))
        for name, chosen in GROUPS.items():
            attack = Attack(f"controls in {name}", corpus.CONTROLS, chosen=chosen)
            work.append((attack, lambda a=attack: sweep.screen(a, faces.SCREENS[0 if depth > 1 else 2])))
            # What is told line by line has no files.
            for face in () if name == "names of files" else told.FACES if depth > 1 else told.FACES[:1]:
                twin = attack.copy()
                work.append((twin, lambda a=twin, f=face: sweep.tell(a, f)))
        for attack, wanted in by_field(fields, depth):
            work.append((attack, lambda a=attack, w=wanted: sweep.field(a, w, shortly)))
        reads = {(place, field) for place, field in fields
                 if place in ("/v1/usage", "/v1/models/{}", "/v2/agent/{}/job/{}")}
        for attack in headers(depth):
            work.append((attack, lambda a=attack: sweep.commands(a, sweep.asking(reads, 1), shortly)))
        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            started = {pool.submit(work_of): attack for attack, work_of in work}
            for one in concurrent.futures.as_completed(started):
                attack = started[one]
                try:
                    arrived = one.result()
                except Exception as error:  # One broken part must not hide the others.
                    sweep.check(attack.name, False, f"{type(error).__name__}: {error}")
                    continue
                sweep.check(f"{attack.name}: was sent", attack.hits > 0)
                # An answer with half a character is none that can be read.
                if is_free is attack.chosen and attack.form != "broken" and attack.value != corpus.VALUES["halves"]:
                    sweep.check(f"{attack.name}: is shown", arrived > 0)
    print(f"{len(fields)} strings of {len({place for place, _ in fields})} endpoints, {len(work)} attacks, "
          f"{sweep.count} faces, {sweep.wrote:,} bytes read; slowest {sweep.slowest[0]:.1f} s ({sweep.slowest[1]}), "
          f"most memory {sweep.most // 1024} MiB; {time.monotonic() - start:.0f} s")
    return checks.status()


if __name__ == "__main__":
    sys.exit(run())
