#!/usr/bin/env python3
"""Runs every command that takes --json, in good and bad cases, and validates what it prints.

    commands.py mintop

Each line of standard output must be one JSON document that is valid against the schema it names; where a command
fails, standard error must say why in whole lines and standard output must still hold nothing else. A command with
--json that is not run here, a schema that nothing printed, and a schema that allows what it does not name are
failures too.
"""

import copy
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile

import jsonschema
from harness import Checks, Server, arguments

PATIENCE = 120


def command_paths(program):
    """Every command without subcommands, and whether it takes --json, as the program describes itself."""
    described = json.loads(subprocess.run([program, "--experimental-dump-help"], capture_output=True, text=True,
                                          check=True, timeout=PATIENCE).stdout)["command"]

    def walk(command, path):
        for child in command.get("subcommands", []):
            if child["commandName"] == "help":
                continue
            names = [name["name"] for argument in child.get("arguments", []) for name in argument.get("names", [])]
            if "subcommands" in child:
                yield from walk(child, [*path, child["commandName"]])
            else:
                yield " ".join([*path, child["commandName"]]), "json" in names

    return dict(walk(described, []))


def closed_objects(schema, place="#"):
    """Places of a schema where an object may hold what is not named."""
    if isinstance(schema, dict):
        if "properties" in schema and schema.get("additionalProperties") is not False:
            yield place
        for key, value in schema.items():
            yield from closed_objects(value, f"{place}/{key}")
    elif isinstance(schema, list):
        for index, value in enumerate(schema):
            yield from closed_objects(value, f"{place}/{index}")


class Commands:
    """Runs commands and holds what they print against the schemas."""

    def __init__(self, program, checks, environment):
        self.program, self.checks, self.environment = program, checks, environment
        self.ran, self.printed = set(), set()
        self.schemas = self.read_schemas()
        self.paths = command_paths(program)

    def text(self, *words):
        return subprocess.run([self.program, *words], env=self.environment, capture_output=True, text=True,
                              check=True, timeout=PATIENCE).stdout

    def read_schemas(self):
        schemas = {}
        for line in self.text("schema").splitlines():
            title = line.split()[0]
            schema = json.loads(self.text("schema", title))
            self.checks.check(f"{title} names itself", schema["title"] == title
                              and schema["properties"]["schema"]["const"] == title)
            jsonschema.Draft202012Validator.check_schema(schema)
            for place in closed_objects(schema):
                self.checks.check(f"{title} is closed", False, place)
            schemas[title] = jsonschema.Draft202012Validator(
                schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
        return schemas

    def path_of(self, words):
        for length in (2, 1):
            path = " ".join(words[:length])
            if path in self.paths:
                return path
        raise RuntimeError(f"{words} is no command")

    def validate(self, name, line):
        """The document of one line; None where it is none."""
        try:
            document = json.loads(line)
        except ValueError as error:
            self.checks.check(f"{name} prints JSON", False, f"{error}: {line[:200]!r}")
            return None
        title = document.get("schema") if isinstance(document, dict) else None
        if not self.checks.check(f"{name} has a schema", title in self.schemas, f"{title}"):
            return None
        self.printed.add(title)
        errors = [f"{error.json_path}: {error.message[:200]}" for error in self.schemas[title].iter_errors(document)]
        self.checks.check(f"{name} is valid {title}", not errors, "; ".join(errors[:3]))
        return document

    def run(self, *words, status=0, schema=None, lines=None, stdin="", environment=None, is_json=True):
        """Runs a command with --json.

        status: how it must end, one or several; schema: what each line must be; lines: how many there must be.
        """
        words = [*words, "--json"] if is_json else list(words)
        name = "mintop " + " ".join(word if len(word) < 40 else word[:40] + "…" for word in words)
        self.ran.add(self.path_of(words))
        done = subprocess.run([self.program, *words], env={**self.environment, **(environment or {})}, input=stdin,
                              capture_output=True, text=True, timeout=PATIENCE)
        wanted = {status} if isinstance(status, int) else set(status)
        self.checks.check(f"{name} ends with {status}", done.returncode in wanted,
                          f"{done.returncode}: {done.stderr[:300]}")
        documents = [self.validate(name, line) for line in done.stdout.splitlines()]
        documents = [document for document in documents if document]
        if schema:
            self.checks.check(f"{name} prints {schema}", {d["schema"] for d in documents} <= {f"mintop.{schema}/1"})
        if lines is not None:
            self.checks.check(f"{name} prints {lines} lines", len(documents) == lines, str(len(documents)))
        if done.returncode >= 64:
            why = [line for line in done.stderr.splitlines() if line.startswith(("mintop: ", "Error: "))]
            self.checks.check(f"{name} says why", bool(why), done.stderr[:300])
        return documents


def operations(commands):
    """Starts, decides about, waits for and lists operations, in every way."""
    run = commands.run
    review = run("generate", "model", "A brass key", "--mode", "review", "--wait", status=3, schema="operation", lines=1)
    ident = review[0]["id"]
    run("operations", "get", ident, schema="operation", lines=1)
    run("operations", "revise", ident, "Longer teeth", schema="operation", lines=1)
    run("operations", "wait", ident, status=3, schema="operation", lines=1)
    run("operations", "approve", ident, schema="operation", lines=1)
    done = run("operations", "wait", ident, "--quiet", status=(0, 1), schema="operation", lines=1)
    commands.checks.check("an end has files and a time", bool(done[0]["endedAt"]) and bool(done[0]["assets"]))
    run("operations", "approve", ident, status=65, lines=0)
    run("operations", "cancel", ident, status=65, lines=0)
    run("operations", "resume", ident, status=65, lines=0)
    other = run("generate", "world", "A bay 小さな木の船 🍵\u202e", "--mode", "review", "--name", "Bay", lines=1)[0]["id"]
    run("operations", "cancel", other, schema="operation", lines=1)
    run("operations", "wait", other, ident, status=(1, 2), schema="operation", lines=2)
    failed = run("generate", "model", "A key [fail]", "--wait", status=1, schema="operation", lines=1)[0]
    commands.checks.check("a failure is told", failed["failure"] is not None)
    run("models", "retry", failed["resource"]["id"], schema="operation", lines=1)
    made = next(model["id"] for _ in range(12)
                for model in [run("generate", "model", "A lamp", "--wait", status=(0, 1), lines=1)[0]]
                if model["status"] == "succeeded" for model in [model["resource"]])
    run("models", "get", made, schema="resource", lines=1)
    run("models", "optimize", made, "--level", "light", schema="operation", lines=1)
    run("models", "convert", made, "obj", "stl", schema="operation", lines=1, status=(0, 65))
    run("models", "retry", made, status=65, lines=0)
    files = run("assets", made, schema="assets", lines=1)[0]["assets"]
    name = files[0]["name"]
    with tempfile.TemporaryDirectory() as folder:
        got = [run("assets", made, "download", name, "--to", folder, schema="downloads", lines=1)[0]["files"][0]
               for _ in range(2)]
        commands.checks.check("a file is fetched once", [one["outcome"] for one in got] == ["finished", "alreadyThere"])
        with open(got[0]["path"], "wb") as file:
            file.write(b"mine")
        run("assets", made, "download", name, "--to", folder, status=3, schema="downloads", lines=1)
    run("assets", made, "download", name, "--to", "/nowhere", status=74, schema="downloads")
    run("assets", made, "download", "nothing", status=64, lines=0)
    run("assets", "op_unknown", status=65, lines=0)
    world = run("generate", "world", "A bay [fail]", "--wait", status=1, lines=1)[0]["resource"]["id"]
    run("worlds", "get", world, schema="resource", lines=1)
    run("worlds", "retry", world, schema="operation", lines=1)
    prompts = "A tin robot\n\n# a comment\n" + json.dumps({"prompt": "A bay", "kind": "world", "mode": "review"}) + "\n"
    for _ in range(2):
        batch = run("generate", "model", "--prompts", "-", "--batch", "two", stdin=prompts, schema="operation", lines=2)
    run("operations", "track", "-", stdin=" ".join(one["id"] for one in batch), schema="operation", lines=2)
    run("operations", "track", ident, "op_unknown", status=65, schema="operation", lines=1)
    listed = run("operations", "list", schema="operations", lines=1)[0]["operations"]
    commands.checks.check("what was started is listed", {ident, other} <= {one["id"] for one in listed})
    run("operations", "list", "--status", "failed", "--limit", "1", schema="operations", lines=1)
    run("operations", "list", "--summary", schema="operations.summary", lines=1)
    run("operations", "forget", "op_unknown", is_json=False, status=65)
    seen = run("operations", "follow", "--since", "0", "--until-idle", is_json=False, schema="transition")
    numbers = [document["sequence"] for document in seen]
    commands.checks.check("follow is in order", bool(numbers) and numbers == sorted(set(numbers)))
    for words, status in [
        (("operations", "get", "op_unknown"), 65), (("operations", "get", "no such id"), 64),
        (("operations", "wait", "op_unknown"), 65), (("operations", "wait", ident, "--until", "nonsense"), 64),
        (("operations", "wait", ident, "--timeout", "0"), 64), (("operations", "revise", ident, ""), 65),
        (("operations", "list", "--limit", "0"), 64), (("operations", "list", "--status", "faild"), 64),
        (("generate", "model", ""), 65), (("generate", "model"), 64), (("generate", "thing", "A key"), 64),
        (("generate", "model", "A key", "--read-only"), 64), (("generate", "model", "--prompts", "/nowhere"), 65),
        (("models", "get", "model_unknown"), 65), (("worlds", "get", "world_unknown"), 65),
        (("models", "optimize", "model_unknown"), 65), (("models", "convert", made, "doc"), 64),
    ]:
        run(*words, status=status, lines=0)


def resources_and_account(commands):
    run = commands.run
    for kind in ("worlds", "models"):
        page = run(kind, "list", "--limit", "3", schema="resources", lines=1)[0]
        commands.checks.check(f"{kind} has a next page", bool(page["nextCursor"]))
        run(kind, "list", "--limit", "3", "--cursor", page["nextCursor"], schema="resources", lines=1)
        run(kind, "list", "--all", schema="resources", lines=1)
        run(kind, "list", "--limit", "0", status=64, lines=0)
        run(kind, "list", "--cursor", "nonsense", status=65, lines=0)
    run("usage", schema="usage", lines=1)
    run("me", schema="account", lines=1)
    run("profiles", schema="profiles", lines=1)
    run("profiles", "--profile", "nobody", status=64, lines=0)
    run("keys", schema="keys", lines=1)
    run("themes", "list", schema="themes", lines=1)
    run("doctor", schema="doctor", lines=1)
    run("doctor", "--offline", schema="doctor", lines=1)
    run("operations", "resend", lines=0)
    run("usage", status=77, lines=0, environment={"MINT_API_KEY": "wrong"})
    run("usage", status=69, lines=0, environment={"MINT_API_BASE_URL": "http://127.0.0.1:1"})


def jobs(commands):
    run = commands.run
    made = run("jobs", "create", "Explain the quota", schema="job", lines=1)[0]["id"]
    run("jobs", "wait", made, status=(0, 1), schema="job", lines=1)
    got = run("jobs", "get", made, schema="job", lines=1)[0]
    commands.checks.check("a job tells what was said", [m["state"] for m in got["messages"]] == ["sent"])
    run("jobs", "message", made, "-", stdin="Shorter\n", schema="job", lines=1)
    run("operations", "wait", made, status=(0, 1), schema="job", lines=1)
    run("jobs", "track", made, schema="job", lines=1)
    run("jobs", "list", "--status", "completed", schema="jobs", lines=1)
    run("jobs", "list", schema="jobs", lines=1)
    for words, status in [
        (("jobs", "get", "job_unknown"), 65), (("jobs", "wait", "job_unknown"), 65), (("jobs", "create", ""), 65),
        (("jobs", "message", made, ""), 65), (("jobs", "list", "--limit", "0"), 64),
        (("jobs", "track", "job_unknown"), 65), (("jobs", "create", "x", "--read-only"), 64),
    ]:
        run(*words, status=status, lines=0)
    for key in ("mint_dsc_abc", "mint_us_abc", "sk-0123456789"):
        run("jobs", "create", "x", status=(64, 77), lines=0, environment={"MINTLIFY_API_KEY": key})


def unanswered(commands, program, folder):
    """Decisions that found no server are asked about again, which prints mintop.decision/1."""
    with Server(program, "--in-memory", "--empty") as server:
        environment = {"MINT_API_BASE_URL": server.url, "MINT_API_KEY": server.key,
                       "XDG_STATE_HOME": folder + "/unanswered"}
        server.process.send_signal(signal.SIGSTOP)
        started = subprocess.Popen([program, "generate", "model", "A key"], env={**commands.environment, **environment},
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        store = f"{folder}/unanswered/mintop/mintop.sqlite"
        while started.poll() is None and not decisions(store):
            pass
        started.kill()
        started.wait(20)
        commands.run("operations", "resend", "--timeout", "2s", status=69, schema="decision", lines=1,
                     environment=environment)
        server.process.send_signal(signal.SIGCONT)
        commands.run("operations", "resend", schema="decision", lines=1, environment=environment)


def decisions(store):
    if not os.path.exists(store):
        return 0
    try:
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as database:
            return database.execute("SELECT count(*) FROM outbox").fetchone()[0]
    except sqlite3.Error:  # Not made yet, or being made.
        return 0


def consistency(commands):
    """What a list holds is what the document of one of them says, and a broken document is found."""
    checks, schemas = commands.checks, {title: validator.schema for title, validator in commands.schemas.items()}
    for one, many in (("operation", "operations"), ("resource", "resources"), ("job", "jobs")):
        alone = {name: value for name, value in schemas[f"mintop.{one}/1"]["properties"].items()
                 if name not in ("schema", "messages")}
        checks.check(f"{many} holds each {one} as it is alone",
                     schemas[f"mintop.{many}/1"]["$defs"][one]["properties"] == alone)
    for path, takes_json in commands.paths.items():
        if takes_json:
            checks.check(f"mintop {path} is run here", path in commands.ran or path == "serve")
    for title in schemas:
        checks.check(f"{title} was printed", title in commands.printed)
    sample = json.loads(commands.text("usage", "--json"))
    for change in ({"extra": 1}, {"usedCredits": "many"}, {"schema": "mintop.usage/2"}):
        broken = {**copy.deepcopy(sample), **change}
        checks.check(f"{change} is found", not commands.schemas["mintop.usage/1"].is_valid(broken))


def run():
    options = arguments(__doc__)
    checks = Checks()
    with Server(options.program, "--in-memory", "--seed", "7", "--speed", "600", "--rate", "1000000") as server, \
            tempfile.TemporaryDirectory() as folder:
        commands = Commands(options.program, checks, {
            "PATH": "/usr/bin:/bin", "HOME": folder, "LC_ALL": "C.UTF-8", "MINT_API_KEY": server.key,
            "MINT_API_BASE_URL": server.url, "MINTLIFY_API_BASE_URL": server.url,
            "MINTLIFY_API_KEY": server.address["mintlifyApiKey"],
            "MINTLIFY_PROJECT_ID": server.address["mintlifyProjectId"]})
        commands.validate("mintop serve", json.dumps(server.address))
        for part in (operations, resources_and_account, jobs, lambda c: unanswered(c, options.program, folder),
                     consistency):
            try:
                part(commands)
            except Exception as error:  # One broken part must not hide the others.
                checks.check(getattr(part, "__name__", "part"), False, f"{type(error).__name__}: {error}")
    return checks.status()


if __name__ == "__main__":
    sys.exit(run())
