#!/usr/bin/env python3
"""Checks a running server against openapi.json, with nothing of this project but that file.

Every operation of the file is driven, well and badly, and each answer is checked against the file and against the
description that the server gives of itself at /openapi.json.

Give the server by --url and --key, or let it be started:
    validate.py --serve-command mintop serve --port 0 --in-memory --speed 60 --json
The command must print one JSON line with `url` and `apiKey`; it is ended by its process id afterwards.
Every answer is checked for its status, headers and body. Prints one line for each failed check, then a sum.
"""

import argparse
import base64
import concurrent.futures
import gzip
import http.client
import io
import json
import re
import signal
import struct
import subprocess
import sys
import time
import urllib.parse
import uuid
import wave
import zipfile
import zlib
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker

JSON = "application/json"
PROBLEM = "application/problem+json"
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
# Not in the OpenAPI file, but asked for by its companion text or by HTTP itself.
ALWAYS_POSSIBLE = {"400", "404", "405", "413", "415"}
FINAL = {"succeeded", "partially_succeeded", "failed", "canceled"}

formats = FormatChecker(formats=())


@formats.checks("date-time")
def is_date_time(value):
    return not isinstance(value, str) or DATE_TIME.fullmatch(value) is not None


@formats.checks("uri")
def is_uri(value):
    if not isinstance(value, str):
        return True
    parts = urllib.parse.urlsplit(value)
    plain = all(0x21 <= ord(letter) <= 0x7E and letter not in '<>"{}|\\^`' for letter in value)
    return plain and bool(parts.scheme) and (bool(parts.netloc) or bool(parts.path))


@formats.checks("uri-reference")
def is_uri_reference(value):
    return not isinstance(value, str) or all(0x21 <= ord(letter) <= 0x7E for letter in value)


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    def header(self, name):
        return self.headers.get(name.lower())

    def json(self):
        try:
            return json.loads(self.body)
        except ValueError:
            return None


class Contract:
    """The OpenAPI file, and the checks of one answer against it."""

    def __init__(self, document, always_possible=frozenset()):
        self.document = document
        self.always_possible = always_possible
        self.validators = {}

    @staticmethod
    def of_file(path):
        return Contract(json.loads(Path(path).read_text(encoding="utf-8")), ALWAYS_POSSIBLE)

    def operations(self):
        """(template, method, operation) of everything under /v1."""
        for template, methods in self.document["paths"].items():
            for method, operation in methods.items():
                if template.startswith("/v1/") and method in ("get", "post"):
                    yield template, method.upper(), operation

    def resolve(self, value):
        while isinstance(value, dict) and "$ref" in value:
            target = self.document
            for part in value["$ref"].removeprefix("#/").split("/"):
                target = target[part.replace("~1", "/").replace("~0", "~")]
            value = target
        return value

    def errors(self, schema, value):
        key = json.dumps(schema, sort_keys=True)
        if key not in self.validators:
            root = {"allOf": [schema], "components": self.document["components"]}
            Draft202012Validator.check_schema(root)
            self.validators[key] = Draft202012Validator(root, format_checker=formats)
        return [
            f"{'/'.join(map(str, error.absolute_path)) or 'body'}: {error.message[:160]}"
            for error in self.validators[key].iter_errors(value)
        ]

    def complaints(self, template, method, answer):
        """What is wrong with the answer; an empty list when nothing is."""
        operation = self.document["paths"][template][method.lower()]
        status = str(answer.status)
        responses = operation["responses"]
        if status not in responses and status not in self.always_possible:
            return [f"status {status} is not documented"]
        if status not in responses:
            return self.problem_complaints(answer)
        response = self.resolve(responses[status])
        found = []
        for name, header in response.get("headers", {}).items():
            needed = name != "Retry-After" or status == "429"
            value = answer.header(name)
            if value is None and needed:
                found.append(f"header {name} is missing")
            elif value is not None:
                schema = self.resolve(header).get("schema", {})
                found += [f"header {name}: {error}" for error in self.errors(schema, value)]
        content = response.get("content", {})
        kind = (answer.header("Content-Type") or "").split(";")[0].strip()
        if kind not in content:
            return found + [f"content type {kind!r} instead of {sorted(content)}"]
        found += self.errors(content[kind]["schema"], answer.json())
        if kind == PROBLEM:
            found += self.problem_complaints(answer)
        return found

    def problem_complaints(self, answer):
        found = []
        if answer.header("Content-Type") != PROBLEM:
            return [f"content type {answer.header('Content-Type')!r} instead of {PROBLEM}"]
        body = answer.json()
        found += self.errors({"$ref": "#/components/schemas/Problem"}, body)
        if not answer.header("X-Request-Id"):
            found.append("header X-Request-Id is missing")
        if isinstance(body, dict) and body.get("status") != answer.status:
            found.append(f"the body says {body.get('status')}, the status line {answer.status}")
        return found


class Run:
    def __init__(self, url, key, contract):
        parts = urllib.parse.urlsplit(url)
        self.url, self.key, self.contract = url, key, contract
        self.served = None
        self.driven = set()
        self.host, self.port = parts.hostname, parts.port
        self.passed = 0
        self.failed = 0

    # Reporting

    def check(self, name, holds, detail=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED {name}{': ' if detail else ''}{detail}", flush=True)
        return holds

    # Requests

    def send(self, method, path, body=None, headers=None, key="default"):
        all_headers = {"Accept": "*/*"}
        if key is not None:
            all_headers["Authorization"] = f"Bearer {self.key if key == 'default' else key}"
        if isinstance(body, (dict, list)):
            body = json.dumps(body).encode()
        if body is not None:
            all_headers["Content-Type"] = JSON
        all_headers.update(headers or {})
        connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        try:
            connection.request(method, path, body, {k: v for k, v in all_headers.items() if v is not None})
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, found, response.read())
        finally:
            connection.close()

    def call(self, template, method="GET", status=200, body=None, headers=None, key="default", query="", name="", **ids):
        """One request to a documented operation; checks its status, headers and body."""
        path = template
        for parameter, value in ids.items():
            path = path.replace("{" + parameter + "}", value)
        label = f"{method} {path}{query} {name}".strip()
        answer = self.send(method, path + query, body, headers, key)
        while answer.status == 429 and status != 429:
            time.sleep(int(answer.header("Retry-After")))
            answer = self.send(method, path + query, body, headers, key)
        self.driven.add((method, template, answer.status // 100))
        self.check(label, answer.status == status, f"status {answer.status} instead of {status}: {answer.body[:200]!r}")
        complaints = self.contract.complaints(template, method, answer)
        self.check(label + " (contract)", not complaints, "; ".join(complaints[:4]))
        # The server's own description does not say 405 or 408: they are no answers of an operation.
        if self.served:
            complaints = self.served.complaints(template, method, answer)
            self.check(label + " (own description)", not complaints, "; ".join(complaints[:4]))
        if 400 <= answer.status < 500 and answer.status != 429:
            errors = (answer.json() or {}).get("errors") or [{}]
            self.check(label + " (errors)", all(e.get("code") and e.get("message") and "path" in e for e in errors))
        return answer

    def start(self, kind, body, key=None):
        headers = {"Idempotency-Key": key or str(uuid.uuid4())}
        answer = self.call(f"/v1/{kind}s:generate", "POST", 202, body, headers)
        operation = answer.json()
        self.check(f"{kind} start has a Location of its operation", answer.header("Location") == f"/v1/operations/{operation['id']}")
        return operation

    def act(self, operation_id, verb, body=None, status=202, key=None, name=""):
        headers = {"Idempotency-Key": key or str(uuid.uuid4())}
        return self.call(
            "/v1/operations/{operationId}:" + verb, "POST", status, body, headers, name=name, operationId=operation_id)

    def wait(self, operation_id, *wanted):
        """Polls, checking each answer, until the operation shows one of the statuses or ends."""
        deadline = time.monotonic() + 300
        while True:
            operation = self.call("/v1/operations/{operationId}", operationId=operation_id).json()
            if operation["status"] in wanted:
                self.check(f"{operation_id} reached {operation['status']}", True)
                return operation
            if operation["status"] in FINAL or time.monotonic() > deadline:
                self.check(f"{operation_id} reached {' or '.join(wanted)}", False, f"it is {operation['status']}")
                return operation
            time.sleep(0.3)

    def problem(self, answer, kind, path=None):
        body = answer.json() or {}
        found = str(body.get("type", "")).rsplit("/", 1)[-1]
        self.check(f"problem type {kind}", found == kind, f"{found!r}")
        if path is not None:
            paths = [entry.get("path") for entry in body.get("errors", [])]
            self.check(f"errors name {path}", path in paths, f"{paths}")
            self.check("errors have code and message", all(e.get("code") and e.get("message") for e in body.get("errors", [])))


# Parts of the check


def account(run):
    run.call("/v1/health", key=None)
    run.call("/v1/me")
    usage = run.call("/v1/usage").json()
    run.check("usage has credits left", usage["credits"]["totalAvailable"] > 0)


IDS = {"operationId": "op_1", "worldId": "world_1", "modelId": "model_1", "packId": "pack_1", "assetType": "model",
       "assetId": "model_1", "artifactId": "a", "targetType": "model_animation_clip", "targetId": "anim_1"}


def description(run):
    """The server's own description lists exactly the operations of the contract."""
    answer = run.send("GET", "/openapi.json", key=None)
    run.check("/openapi.json answers without a key", answer.status == 200, str(answer.status))
    run.served = Contract(answer.json())
    names = [{(method, template, operation["operationId"]) for template, method, operation in contract.operations()}
             for contract in (run.contract, run.served)]
    missing, more = names[0] - names[1], names[1] - names[0]
    # The contract has other names for the operations; method and path are what counts.
    bare = [{name[:2] for name in group} for group in names]
    run.check("the description lists the contract's operations", bare[0] == bare[1], f"{missing} {more}")
    for name, schema in run.served.document["components"]["schemas"].items():
        try:
            Draft202012Validator.check_schema(schema)
            run.check(f"schema {name} is one", True)
        except Exception as error:
            run.check(f"schema {name} is one", False, str(error)[:200])


def authentication(run):
    for template, method, operation in run.contract.operations():
        if operation.get("security") == []:
            continue
        for key, name in ((None, "without key"), ("wrong", "with a wrong key")):
            body = {} if method == "POST" else None
            answer = run.call(template, method, 401, body, {"Idempotency-Key": "k"}, key=key, name=name, **IDS)
            run.problem(answer, "unauthorized")
    basic = {"Authorization": f"Basic {run.key}"}
    run.problem(run.call("/v1/me", status=401, headers=basic, name="with another scheme"), "unauthorized")


def lists(run):
    for kind in ("world", "model"):
        template = f"/v1/{kind}s"
        everything = run.call(template, query="?limit=100").json()
        ids = [entry["id"] for entry in everything["data"]]
        seen, cursor, pages = [], None, 0
        while pages < 200:
            page = run.call(template, query="?limit=9" + (f"&cursor={cursor}" if cursor else "")).json()
            seen += [entry["id"] for entry in page["data"]]
            cursor, pages = page["pagination"]["nextCursor"], pages + 1
            run.check(f"{template} hasMore agrees with nextCursor", page["pagination"]["hasMore"] == (cursor is not None))
            if cursor is None:
                break
        run.check(f"{template} pages meet everything once", len(set(seen)) == len(seen) and seen[: len(ids)] == ids)
        run.check(f"{template} default page", len(run.call(template).json()["data"]) == min(20, len(seen)))
        created = [entry["createdAt"] for entry in everything["data"]]
        run.check(f"{template} newest first", created == sorted(created, reverse=True))
        for entry in everything["data"][:5]:
            one = run.call(template + "/{id}".replace("id", f"{kind}Id"), **{f"{kind}Id": entry["id"]})
            run.check(f"{kind} {entry['id']} reads alone", one.json()["id"] == entry["id"])
        for query in ("limit=0", "limit=101", "limit=x", "limit=1.5", "cursor=nonsense", "cursor="):
            answer = run.call(template, status=400, query="?" + query)
            run.problem(answer, "validation", query.split("=")[0])
        run.problem(run.call(template + "/{" + kind + "Id}", status=404, **{f"{kind}Id": "none"}), "not-found")


GOOD_INPUT = [
    {"prompt": "A"},
    {"prompt": "ä" * 4000, "generationMode": "review", "generationPreset": "fast"},
    {"prompt": "x", "name": "n" * 120, "displayName": "d", "derivedPrompt": "y", "sourceUrl": "https://example.com/a?b=c"},
    {"prompt": "x", "imageUrl": "https://example.com/a.png"},
    {"prompt": "x", "sourceImages": ["https://example.com/1.png", "https://example.com/2.png"]},
]
BAD_INPUT = [
    ({}, "/prompt"), ({"prompt": ""}, "/prompt"), ({"prompt": "a" * 4001}, "/prompt"), ({"prompt": None}, "/prompt"),
    ({"prompt": ["a"]}, "/prompt"), ({"prompt": "a", "name": ""}, "/name"), ({"prompt": "a", "name": "n" * 121}, "/name"),
    ({"prompt": "a", "displayName": 5}, "/displayName"), ({"prompt": "a", "derivedPrompt": ""}, "/derivedPrompt"),
    ({"prompt": "a", "generationMode": "manual"}, "/generationMode"), ({"prompt": "a", "generationPreset": None}, "/generationPreset"),
    ({"prompt": "a", "imageUrl": "not a url"}, "/imageUrl"), ({"prompt": "a", "sourceImages": ["https://a.b"] * 9}, "/sourceImages"),
    ({"prompt": "a", "sourceImages": "https://a.b"}, "/sourceImages"), ({"prompt": "a", "sourceImages": [1]}, "/sourceImages/0"),
    ({"prompt": "a", "imageUrl": "https://a.b", "sourceImages": ["https://a.b"]}, "/sourceImages"),
    ({"prompt": "a", "unknown": 1}, "/unknown"),
]


def input_rules(run):
    for kind, schema in (("world", "WorldGenerateRequest"), ("model", "ModelGenerateRequest")):
        reference = {"$ref": f"#/components/schemas/{schema}"}
        template = f"/v1/{kind}s:generate"
        for body in GOOD_INPUT:
            run.check(f"{kind} example is valid by the contract", not run.contract.errors(reference, body))
            operation = run.start(kind, body)
            run.act(operation["id"], "cancel", {})
        for body, path in BAD_INPUT:
            run.check(f"{kind} bad example is invalid by the contract", bool(run.contract.errors(reference, body)), str(body)[:80])
            headers = {"Idempotency-Key": str(uuid.uuid4())}
            run.problem(run.call(template, "POST", 422, body, headers, name=str(body)[:60]), "validation", path)
        for raw in (b"", b"{", b"[]", b'"text"', b"null", b"\xff\xfe", b'{"prompt":"a"} trailing'):
            answer = run.call(template, "POST", 400, raw, {"Idempotency-Key": "malformed", "Content-Type": JSON}, name=repr(raw))
            run.problem(answer, "validation")
        answer = run.call(template, "POST", 415, b"prompt=a", {"Idempotency-Key": "k", "Content-Type": "application/x-www-form-urlencoded"})
        run.problem(answer, "unsupported-media-type")
        answer = run.call(template, "POST", 413, {"prompt": "a" * 70000}, {"Idempotency-Key": "k"}, name="large")
        run.problem(answer, "payload-too-large")
        for key, kind_of_problem in ((None, "missing-idempotency-key"), ("", "missing-idempotency-key"), ("k" * 256, "validation")):
            answer = run.call(template, "POST", 400, {"prompt": "a"}, {"Idempotency-Key": key}, name=f"key {str(key)[:8]}")
            run.problem(answer, kind_of_problem, "Idempotency-Key")
    operation = run.start("model", {"prompt": "A pose", "riggingPose": "t_pose"})
    run.act(operation["id"], "cancel", {})


def idempotency(run):
    key = str(uuid.uuid4())
    body = {"prompt": "One lamp", "generationMode": "review", "generationPreset": "fast"}
    first = run.start("model", body, key)
    shuffled = dict(reversed(list(body.items())))
    run.check("the same request gives the same operation", run.start("model", shuffled, key)["id"] == first["id"])
    conflict = {"Idempotency-Key": key}
    run.problem(run.call("/v1/models:generate", "POST", 409, {"prompt": "Other"}, conflict), "idempotency-conflict")
    run.problem(run.call("/v1/worlds:generate", "POST", 409, body, conflict), "idempotency-conflict")
    run.problem(run.act(first["id"], "cancel", {}, 409, key), "idempotency-conflict")
    fresh = str(uuid.uuid4())
    run.call("/v1/models:generate", "POST", 422, {"prompt": ""}, {"Idempotency-Key": fresh})
    refused_before = run.start("model", body, fresh)
    run.check("a refused request leaves its key free", refused_before["id"] != first["id"])
    together = str(uuid.uuid4())
    with concurrent.futures.ThreadPoolExecutor(20) as pool:
        send = lambda _: run.send("POST", "/v1/models:generate", body, {"Idempotency-Key": together})
        answers = list(pool.map(send, range(20)))
    run.check("20 calls at once start one operation", len({a.json()["id"] for a in answers}) == 1 and {a.status for a in answers} == {202})
    for operation_id in (first["id"], refused_before["id"], answers[0].json()["id"]):
        run.act(operation_id, "cancel", {})


def wrong_states(run):
    operation = run.start("world", {"prompt": "A bay", "generationMode": "review"})
    for verb, body in (("approve", {}), ("revise", {"feedback": "x"}), ("resume", {})):
        run.problem(run.act(operation["id"], verb, body, 409), "invalid-state")
    key = str(uuid.uuid4())
    for _ in range(2):
        canceled = run.act(operation["id"], "cancel", None, key=key, name="without a body").json()
        run.check("cancel shows at once", canceled["status"] == "canceled" and canceled["canceledAt"] is not None)
    run.problem(run.act(operation["id"], "cancel", {}, 409), "invalid-state")
    run.problem(run.act("op_none", "approve", {}, 404), "not-found")
    for body, path in (({}, "/feedback"), ({"feedback": ""}, "/feedback"), ({"feedback": "x" * 2001}, "/feedback"), ({"feedback": "x", "y": 1}, "/y")):
        run.problem(run.act(operation["id"], "revise", body, 422), "validation", path)
    run.problem(run.call("/v1/operations/{operationId}", status=404, operationId="op_none"), "not-found")


def journeys(run):
    review = run.start("model", {"prompt": "Brass astrolabe, walnut stand", "generationMode": "review", "generationPreset": "fast"})
    auto = run.start("world", {"prompt": "Tide pools at dusk", "generationPreset": "fast"})
    failing = run.start("model", {"prompt": "A vase [fail]", "generationPreset": "fast"})
    partial = run.start("world", {"prompt": "A reef [partial]", "generationPreset": "fast"})
    billing = run.start("model", {"prompt": "A gear [billing]", "generationPreset": "fast"})
    failed = run.wait(failing["id"], "failed")
    run.check("a failure has its error", bool(failed["error"]) and failed["completedAt"] is not None)
    preview = run.wait(review["id"], "preview_ready", "failed")
    if preview["status"] == "preview_ready":
        curl_lines(run, review["id"])
        second = run.wait(review["id"], "preview_ready")
        pictures = [image(run, operation["assets"]["previewImageUrl"]) for operation in (preview, second)]
        run.check("a revision changes the preview", pictures[0] != pictures[1])
        run.act(review["id"], "revise", {"feedback": "Larger"})
        run.wait(review["id"], "preview_ready")
        run.act(review["id"], "approve", {})
        files_of_model(run, run.wait(review["id"], "succeeded", "failed"))
    waiting = run.wait(billing["id"], "billing_required", "failed")
    if waiting["status"] == "billing_required":
        run.check("billing says what to pay and where", waiting["billing"]["actionUrl"].startswith("http"))
        run.act(billing["id"], "resume", {})
        run.wait(billing["id"], "succeeded", "failed")
    files_of_world(run, run.wait(auto["id"], "succeeded", "failed"))
    run.wait(partial["id"], "partially_succeeded", "failed")


def curl_lines(run, operation_id):
    """The command lines that the service's own pages print, with origin, key and id filled in."""
    read = ["curl", "--silent", "--request", "GET", "--url", f"{run.url}/v1/operations/{operation_id}",
            "--header", f"Authorization: Bearer {run.key}"]
    revise = ["curl", "--silent", "--request", "POST", "--url", f"{run.url}/v1/operations/{operation_id}:revise",
              "--header", f"Authorization: Bearer {run.key}", "--header", "Content-Type: application/json",
              "--header", f"Idempotency-Key: {uuid.uuid4()}", "--data", '\n{\n  "feedback": "Make it green"\n}\n']
    for name, line, status in (("get", read, "200"), ("revise", revise, "202")):
        done = subprocess.run(line + ["--write-out", "\n%{http_code}"], capture_output=True, text=True, check=False)
        body, _, code = done.stdout.rpartition("\n")
        run.check(f"curl {name} answers {status}", done.returncode == 0 and code == status, f"exit {done.returncode}, {code}")
        errors = run.contract.errors({"$ref": "#/components/schemas/Operation"}, json.loads(body or "null"))
        run.check(f"curl {name} gives an operation", not errors, "; ".join(errors[:3]))


# Files


def local(url):
    parts = urllib.parse.urlsplit(url)
    return parts.path + ("?" + parts.query if parts.query else "")


def fetch(run, url, content_type):
    run.check(f"{url} is under the origin", url.startswith(run.url + "/"))
    answer = run.send("GET", local(url), key=None)
    run.check(f"{url} answers without a key", answer.status == 200, str(answer.status))
    run.check(f"{url} is {content_type}", answer.header("Content-Type") == content_type)
    return answer.body


def image(run, url):
    """Decodes the PNG far enough to prove that it is whole; gives its unfiltered bytes."""
    data = fetch(run, url, "image/png")
    pixels, at, width, height = b"", 8, 0, 0
    whole = data[:8] == b"\x89PNG\r\n\x1a\n"
    while whole and at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        whole = struct.unpack(">I", data[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + body)
        if kind == b"IHDR":
            width, height = struct.unpack(">II", body[:8])
        if kind == b"IDAT":
            pixels += body
        at += 12 + length
    raw = zlib.decompress(pixels) if whole else b""
    run.check(f"{url} is a whole picture", whole and width > 0 and len(raw) in (height * (1 + width * 3), height * (1 + width * 4)))
    return raw


def binary_mesh(run, url):
    data = fetch(run, url, "model/gltf-binary")
    magic, version, length, json_length = struct.unpack("<4sIII", data[:16])
    document = json.loads(data[20 : 20 + json_length])
    sound = magic == b"glTF" and version == 2 and length == len(data) and document["asset"]["version"] == "2.0"
    views, buffers = document["bufferViews"], document["buffers"]
    inside = all(v.get("byteOffset", 0) + v["byteLength"] <= buffers[v["buffer"]]["byteLength"] for v in views)
    attributes = document["meshes"][0]["primitives"][0]["attributes"]
    run.check(f"{url} is a sound GLB", sound and inside and {"POSITION", "NORMAL"} <= attributes.keys())
    return data


def files_of_model(run, operation):
    if operation["status"] == "failed":
        return
    assets = operation["assets"]
    image(run, assets["previewImageUrl"])
    image(run, assets["thumbnailUrl"])
    run.check("glbSizeBytes is true", len(binary_mesh(run, assets["glbUrl"])) == assets["glbSizeBytes"])
    run.check("the model's page opens", run.send("GET", urllib.parse.urlsplit(operation["mintUrl"]).path, key=None).status == 200)


def splats(run, url, count):
    """The header of an SPZ file: magic, version, number of points."""
    data = gzip.decompress(fetch(run, url, "application/octet-stream"))
    magic, version, points = struct.unpack("<4sII", data[:12])
    run.check(f"{url} has {count} points", (magic, points) == (b"NGSP", count) and version in (2, 3), f"{magic} {version} {points}")


def files_of_world(run, operation):
    if operation["status"] == "failed":
        return
    assets = operation["assets"]
    for key in ("previewImageUrl", "thumbnailUrl", "panoUrl"):
        image(run, assets[key])
    binary_mesh(run, assets["colliderMeshUrl"])
    splats(run, assets["spzUrls"]["100k"], 100_000)
    run.check("there is no RAD file", assets["radUrl"] is None)
    run.check("the world has a caption", bool(assets["caption"]))


def strays(run):
    cases = [
        ("GET", "/v1/operations", 404, "not-found"), ("GET", "/v1/nothing", 404, "not-found"), ("GET", "/", 404, "not-found"),
        ("DELETE", "/v1/worlds", 405, "method-not-allowed"), ("PUT", "/v1/me", 405, "method-not-allowed"),
        ("GET", "/v1/models:generate", 405, "method-not-allowed"), ("POST", "/v1/operations/op_1:dance", 404, "not-found"),
        ("GET", "/files/..%2f..%2fetc/passwd", 404, "not-found"),
        ("GET", "/files/model_x/preview-0.png?expires=9&signature=AAAA", 403, "invalid-link"),
        ("GET", "/files/model_x/preview-0.png", 403, "invalid-link"),
    ]
    for method, path, status, kind in cases:
        answer = run.send(method, path)
        run.check(f"{method} {path}", answer.status == status, str(answer.status))
        complaints = run.contract.problem_complaints(answer)
        run.check(f"{method} {path} is a problem", not complaints, "; ".join(complaints))
        run.problem(answer, kind)
    rebound = run.send("GET", "/v1/health", headers={"Host": "rebound.example"})
    run.check("a foreign host name is refused", rebound.status == 403 and not run.contract.problem_complaints(rebound))


def rate_limit(run):
    for _ in range(20000):
        answer = run.send("GET", "/v1/me")
        if answer.status == 429:
            complaints = run.contract.complaints("/v1/me", "GET", answer)
            run.check("429 (contract)", not complaints, "; ".join(complaints))
            run.check("Retry-After is seconds", (answer.header("Retry-After") or "").isdigit())
            return run.problem(answer, "rate-limited")
    return run.check("the rate limit is reached", False, "20000 requests in a row were answered")


def key():
    return {"Idempotency-Key": str(uuid.uuid4())}


def finished(run, kind="model", **fields):
    """A finished asset; starts again when one fails by itself."""
    for _ in range(8):
        body = {"prompt": "Brass lamp", "generationPreset": "fast"} | fields
        operation = run.wait(run.start(kind, body)["id"], "succeeded", "failed")
        if operation["status"] == "succeeded":
            return operation
    raise AssertionError("eight of eight failed")


def ended(run, template, body, **ids):
    """Starts something that can fail by itself until it does not; gives its last state."""
    for _ in range(8):
        operation = run.call(template, "POST", 202, body, key(), **ids).json()
        operation = run.wait(operation["id"], "succeeded", "failed", "partially_succeeded")
        if operation["status"] != "failed":
            return operation
    raise AssertionError("eight of eight failed")


def optimization(run):
    template = "/v1/models/{modelId}:optimize"
    sizes = []
    for level in ("light", "moderate", "aggressive"):
        model = finished(run, name="Lamp")["resource"]["id"]
        body = {"optimizationLevel": level}
        operation = run.call(template, "POST", 202, body, key(), modelId=model).json()
        run.check("its type, level and resource", (operation["type"], operation["optimizationLevel"], operation["resource"]["id"])
                  == ("model_optimization", level, model))
        run.problem(run.call(template, "POST", 409, body, key(), modelId=model, name="twice"), "model-optimization-in-progress")
        done = run.wait(operation["id"], "succeeded", "failed")
        if done["status"] == "failed":
            continue
        assets = run.call("/v1/models/{modelId}", modelId=model).json()["assets"]
        run.check("operation and Model agree", assets == done["assets"])
        data = binary_mesh(run, assets["optimizedGlbUrl"])
        run.check("optimizedGlbSizeBytes is true", len(data) == assets["optimizedGlbSizeBytes"])
        sizes.append(len(data) / assets["glbSizeBytes"])
        run.problem(run.call(template, "POST", 409, {}, key(), modelId=model, name="again"), "model-already-optimized")
    run.check("every level is lighter", all(a > b for a, b in zip([1] + sizes, sizes)), str(sizes))
    run.problem(run.call(template, "POST", 404, {}, key(), modelId="model_none"), "not-found")
    for body, path in (({"optimizationLevel": "extreme"}, "/optimizationLevel"), ({"optimizationLevel": None}, "/optimizationLevel"), ({"x": 1}, "/x")):
        run.problem(run.call(template, "POST", 422, body, key(), modelId=model, name=str(body)), "validation", path)
    run.problem(run.call(template, "POST", 400, {}, {}, modelId=model), "missing-idempotency-key", "Idempotency-Key")


MAGIC = {"glb": b"glTF", "obj": b"PK", "stl": b"", "usdz": b"PK", "fbx": b"Kaydara FBX Binary"}


def conversion(run):
    template = "/v1/models/{modelId}:convert"
    model = finished(run)["resource"]["id"]
    body = {"targetFormats": list(MAGIC), "name": "A lamp / for export"}
    for version in (1, 2):
        operation = ended(run, template, body, modelId=model)
        run.check("conversions have no prompt", all(operation[k] is None for k in ("prompt", "generationPreset", "generationModel", "assets")))
        assets = operation["conversion"]["assets"]
        for kind, magic in MAGIC.items():
            artifact = assets["artifacts"][kind]
            run.check(f"{kind} link", artifact["url"] == assets[f"{kind}Url"])
            data = fetch(run, artifact["url"], artifact["contentType"])
            run.check(f"{kind} byteSize is true", len(data) == artifact["byteSize"], f"{len(data)} {artifact['byteSize']}")
            run.check(f"{kind} is one", data.startswith(magic))
            run.check(f"{kind} version counts up", artifact["artifactVersion"] >= version)
            if artifact["packaging"] == "zip":
                with zipfile.ZipFile(io.BytesIO(data)) as archive:
                    run.check(f"{kind} primaryPath is in the archive", artifact["primaryPath"] in archive.namelist())
                    run.check(f"{kind} archive is whole", archive.testzip() is None)
    assets = run.call("/v1/models/{modelId}", modelId=model).json()["assets"]
    run.check("the Model has the links", all(assets[k] for k in ("objUrl", "stlUrl", "usdzUrl", "fbxUrl")))
    for body, path in (({}, "/targetFormats"), ({"targetFormats": []}, "/targetFormats"), ({"targetFormats": ["gif"]}, "/targetFormats/0"),
                       ({"targetFormats": ["glb", "glb"]}, "/targetFormats"), ({"targetFormats": ["glb"], "name": ""}, "/name")):
        run.check("bad example is invalid by the contract", bool(run.contract.errors({"$ref": "#/components/schemas/ConvertRequest"}, body)))
        run.problem(run.call(template, "POST", 422, body, key(), modelId=model, name=str(body)), "validation", path)
    run.problem(run.call(template, "POST", 404, {"targetFormats": ["glb"]}, key(), modelId="model_none"), "not-found")
    early = run.start("model", {"prompt": "x", "generationMode": "review"})
    run.problem(run.call(template, "POST", 409, {"targetFormats": ["glb"]}, key(), modelId=early["resource"]["id"]), "invalid-state")
    run.act(early["id"], "cancel", {})


def retries(run):
    for kind in ("model", "world"):
        template = "/v1/%ss/{%sId}:retry" % (kind, kind)
        failed = run.start(kind, {"prompt": "A vase [fail]", "generationPreset": "fast", "name": "Vase"})
        resource = {f"{kind}Id": failed["resource"]["id"]}
        run.problem(run.call(template, "POST", 409, {}, key(), **resource), "invalid-state")
        run.wait(failed["id"], "failed")
        again = run.call(template, "POST", 202, {}, key(), **resource).json()
        run.check("a retry is a new operation for the same thing", again["id"] != failed["id"] and again["resource"] == failed["resource"])
        run.wait(again["id"], "succeeded", "failed")
        run.problem(run.call(template, "POST", 404, {}, key(), **{f"{kind}Id": "none"}), "not-found")


def animation(run):
    template = "/v1/models/{modelId}:animate"
    model = finished(run)["resource"]["id"]
    operation = ended(run, template, {"motionPrompt": "spin around", "heightMeters": 1.8}, modelId=model)
    ids = {"targetType": "model_animation_clip", "targetId": operation["resource"]["id"]}
    listed = "/v1/animations/{targetType}/{targetId}/artifacts"
    artifacts = run.call(listed, **ids).json()["artifacts"]
    run.check("a clip has a length", artifacts[0]["durationSeconds"] > 0)
    binary_mesh(run, artifacts[0]["downloadUrl"])
    alone = run.call(listed + "/{artifactId}", artifactId=artifacts[0]["id"], **ids).json()
    run.check("one clip alone is the same", alone["id"] == artifacts[0]["id"])
    run.problem(run.call(listed + "/{artifactId}", status=404, artifactId="none", **ids), "not-found")
    run.problem(run.call(listed, status=404, targetType="model_animation_clip", targetId="none"), "not-found")
    run.problem(run.call(listed, status=400, targetType="model_animation_batch", targetId=ids["targetId"]), "validation", "targetType")
    for body, path in (({"motionPrompt": ""}, "/motionPrompt"), ({"heightMeters": 0}, "/heightMeters"), ({"heightMeters": "tall"}, "/heightMeters")):
        run.problem(run.call(template, "POST", 422, body, key(), modelId=model, name=str(body)), "validation", path)
    run.problem(run.call(template, "POST", 404, {}, key(), modelId="model_none"), "not-found")


def packs(run):
    template = "/v1/asset-packs:generate"
    body = {"prompt": "Tavern props", "itemCount": 2, "assetPackType": "general_asset_pack", "generationPreset": "fast"}
    operation = ended(run, template, body)
    pack = run.call("/v1/asset-packs/{packId}", packId=operation["resource"]["id"]).json()
    run.check("a pack has its items", len(pack["items"]) == 2)
    for item in pack["items"]:
        run.call("/v1/models/{modelId}", modelId=item["modelId"])
    run.problem(run.call("/v1/asset-packs/{packId}", status=404, packId="none"), "not-found")
    for bad, path in (({}, "/prompt"), ({"prompt": "x", "itemCount": 1}, "/itemCount"), ({"prompt": "x", "itemCount": 26}, "/itemCount"),
                      ({"prompt": "x", "itemCount": 2.5}, "/itemCount"), ({"prompt": "x", "generationPreset": "best"}, "/generationPreset")):
        run.check("bad example is invalid by the contract", bool(run.contract.errors({"$ref": "#/components/schemas/AssetPackGenerateRequest"}, bad)))
        run.problem(run.call(template, "POST", 422, bad, key(), name=str(bad)), "validation", path)


def audio(run):
    template = "/v1/audio:generate"
    operation = ended(run, template, {"prompt": "A small bell", "audioKind": "sound_effect", "durationSeconds": 1.25})
    run.check("audio has no Preview", operation["assets"] is None)
    artifact = run.call("/v1/assets/{assetType}/{assetId}/artifacts", assetType="audio", assetId=operation["resource"]["id"]).json()["artifacts"][0]
    data = fetch(run, artifact["downloadUrl"], artifact["contentType"])
    with wave.open(io.BytesIO(data)) as sound:
        run.check("the sound is as long as asked", abs(sound.getnframes() / sound.getframerate() - 1.25) < 0.001)
    for bad, path in (({}, "/prompt"), ({"prompt": "x", "audioKind": "speech"}, "/audioKind"), ({"prompt": "x", "durationSeconds": 0}, "/durationSeconds")):
        run.check("bad example is invalid by the contract", bool(run.contract.errors({"$ref": "#/components/schemas/AudioGenerateRequest"}, bad)))
        run.problem(run.call(template, "POST", 422, bad, key(), name=str(bad)), "validation", path)


def estimates(run):
    template = "/v1/pricing:estimate"
    for body in ({"operation": "model_generation", "generationPreset": "fast", "generationMode": "auto"}, {"operation": "model_optimization"}):
        run.call(template, "POST", 200, body)
    quoted = run.call(template, "POST", 200, {"operation": "model_generation", "generationPreset": "fast"}).json()["credits"]
    started = run.start("model", {"prompt": "x", "generationPreset": "fast"})
    run.check("what is quoted is what is taken", quoted["estimatedTotal"] == started["credits"]["estimated"])
    run.act(started["id"], "cancel", {})
    for bad, path in (({}, "/operation"), ({"operation": 5}, "/operation"), ({"operation": "model_generation", "generationPreset": "x"}, "/generationPreset")):
        run.problem(run.call(template, "POST", 422, bad, name=str(bad)), "validation", path)
    run.problem(run.call(template, "POST", 404, {"operation": "model_optimization", "modelId": "none"}), "not-found")


def png():
    chunk = lambda kind, body: struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\1\2\3")) + chunk(b"IEND", b"")


def reference_images(run):
    template = "/v1/reference-images"
    body = {"base64Data": base64.b64encode(png()).decode(), "fileName": "dot.png", "contentType": "image/png"}
    same = key()
    first = run.call(template, "POST", 201, body, same).json()
    run.check("the same request stores once", run.call(template, "POST", 201, body, same).json()["id"] == first["id"])
    run.problem(run.call(template, "POST", 409, {"sourceUrl": "https://a.example/b"}, same), "idempotency-conflict")
    run.check("the picture comes back", fetch(run, first["url"], "image/png") == png())
    run.start("model", {"prompt": "like this", "imageUrl": first["url"]})
    noted = run.call(template, "POST", 201, {"sourceUrl": "https://a.example/b.png"}).json()
    run.check("a URL is only noted", noted["url"] == "https://a.example/b.png")
    for bad, path in (({}, "/base64Data"), (body | {"base64Data": "no!"}, "/base64Data"), (body | {"contentType": "text/html"}, "/contentType"),
                      (body | {"base64Data": "AAAA"}, "/base64Data"), ({"sourceUrl": "file:///etc/passwd"}, "/sourceUrl"), (body | {"sourceUrl": "https://a.b"}, "/sourceUrl")):
        run.problem(run.call(template, "POST", 422, bad, name=str(bad)[:60]), "validation", path)
    large = body | {"base64Data": "A" * 15_000_000}
    run.problem(run.call(template, "POST", 413, large, name="large"), "payload-too-large")


def artifacts(run):
    base = "/v1/assets/{assetType}/{assetId}"
    ids = {"assetType": "model", "assetId": finished(run)["resource"]["id"]}
    asset = run.call(base, **ids).json()
    run.check("an asset says its type", asset["type"] == "model" and asset["id"] == ids["assetId"])
    manifest = run.call(base + "/artifact-manifest", **ids).json()
    run.check("the manifest names the asset", manifest["source"] == {"kind": "asset", "assetType": "model", "id": ids["assetId"]})
    listed = run.call(base + "/artifacts", **ids).json()
    run.check("lists agree", listed["data"] == listed["artifacts"] == listed["files"])
    for artifact in listed["artifacts"]:
        alone = run.call(base + "/artifacts/{artifactId}", artifactId=artifact["artifactId"], **ids).json()
        data = fetch(run, alone["downloadUrl"], alone["contentType"])
        run.check(f"{artifact['artifactId']} byteSize is true", len(data) == alone["byteSize"])
    for suffix in ("", "/artifact-manifest", "/artifacts"):
        run.problem(run.call(base + suffix, status=404, assetType="model", assetId="none"), "not-found")
        run.problem(run.call(base + suffix, status=404, assetType="world", assetId=ids["assetId"]), "not-found")
    run.problem(run.call(base + "/artifacts/{artifactId}", status=404, artifactId="none", **ids), "not-found")
    private = {"assetType": "model", "assetId": finished(run, prompt="A lamp [private]")["resource"]["id"]}
    for suffix in ("/artifact-manifest", "/artifacts"):
        run.problem(run.call(base + suffix, status=403, **private), "downloads-disabled")


def links(run):
    url = finished(run)["assets"]["glbUrl"]
    whole = fetch(run, url, "model/gltf-binary")
    head = run.send("HEAD", local(url), key=None)
    run.check("HEAD tells the length", head.status == 200 and head.header("Content-Length") == str(len(whole)) and head.body == b"")
    for value, part in (("bytes=0-3", whole[:4]), ("bytes=8-", whole[8:]), ("bytes=-4", whole[-4:])):
        answer = run.send("GET", local(url), headers={"Range": value}, key=None)
        run.check(f"Range {value}", answer.status == 206 and answer.body == part, str(answer.status))
    run.check("a Range outside", run.send("GET", local(url), headers={"Range": f"bytes={len(whole)}-"}, key=None).status == 416)
    for changed in (local(url).replace("model.glb", "preview-0.png"), local(url).split("?")[0], local(url) + "x"):
        run.check("a changed link is refused", run.send("GET", changed, key=None).status == 403, changed)


def coverage(run):
    for template, method, operation in run.contract.operations():
        run.check(f"{method} {template} was driven well", (method, template, 2) in run.driven)
        if operation.get("security") != []:
            run.check(f"{method} {template} was driven badly", (method, template, 4) in run.driven)


PARTS = [description, account, authentication, lists, input_rules, idempotency, wrong_states, journeys, optimization, conversion,
         retries, animation, packs, audio, estimates, reference_images, artifacts, links, strays, coverage, rate_limit]


def started(command):
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    line = process.stdout.readline()
    try:
        address = json.loads(line)
        return process, address["url"], address["apiKey"]
    except (ValueError, KeyError):
        process.kill()
        sys.exit(f"The command printed no line with url and apiKey, but {line!r}.")


def main():
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", help="origin of a running server")
    parser.add_argument("--key", help="its API key")
    parser.add_argument("--openapi", default=here.parents[1] / "Sources/LocalMint/openapi.json", help="the contract, by default the file of the local Mint")
    parser.add_argument("--serve-command", nargs=argparse.REMAINDER, help="starts the server; takes the rest of the line")
    options = parser.parse_args()
    process = None
    if options.serve_command:
        process, options.url, options.key = started(options.serve_command)
    if not options.url or not options.key:
        parser.error("give --url and --key, or --serve-command")
    run = Run(options.url.rstrip("/"), options.key, Contract.of_file(options.openapi))
    try:
        for part in PARTS:
            try:
                part(run)
            except Exception as error:  # one broken part must not hide the others
                run.check(part.__name__, False, f"{type(error).__name__}: {error}")
    finally:
        if process:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
    print(f"{run.passed} passed, {run.failed} failed")
    return 1 if run.failed else 0


if __name__ == "__main__":
    sys.exit(main())
