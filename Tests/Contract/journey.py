#!/usr/bin/env python3
"""Uses the API as the programs of its customers do, from the start of a job to its files.

    journey.py mintop --scale 0.02

Waits begin with 2 s and grow by 1.6 up to 15 s, or are as long as Retry-After says; they are scaled by `--scale`, as
the server is sped up. Requests with a key are sent again on 429, 500, 502, 503, 504 and when the connection breaks.
The customer knows the base URL and the key, and nothing else of the server. A second one uses the documentation agent.
"""

import email.utils
import http.client
import json
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from pathlib import Path

from harness import Checks, Server, arguments

DONE = {"succeeded", "partially_succeeded", "failed", "canceled"}
FOR_A_PERSON = {"preview_ready", "billing_required"}
AGAIN = {429, 500, 502, 503, 504}


class Refused(Exception):
    def __init__(self, status, problem):
        super().__init__(f"{status}: {str(problem)[:300]}")
        self.status, self.kind = status, str((problem or {}).get("type", "")).rsplit("/", 1)[-1]


class API:
    def __init__(self, base, key, scale):
        self.base, self.key, self.scale = base.rstrip("/"), key, scale
        self.retries = 0

    def pause(self, seconds):
        time.sleep(seconds * self.scale)

    def call(self, method, path, body=None, idempotency_key=None):
        """The parsed body and the headers."""
        headers = {"Accept": "application/json", "User-Agent": "journey/1"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        if idempotency_key:
            headers["Idempotency-Key"] = idempotency_key
        data = None if body is None else json.dumps(body).encode()
        # An estimate starts nothing, so that it can be asked for again without a key.
        safe = method == "GET" or idempotency_key or path == "/v1/pricing:estimate"
        for attempt in range(8):
            request = urllib.request.Request(self.base + path, data, headers, method=method)
            request.add_unredirected_header("Authorization", f"Bearer {self.key}")
            try:
                with urllib.request.urlopen(request, timeout=60) as response:
                    return json.loads(response.read()), response.headers
            except urllib.error.HTTPError as error:
                problem = error.read()
                repeatable = error.code == 429 or error.code in AGAIN and safe
                if not repeatable or attempt == 7:
                    raise Refused(error.code, json.loads(problem or b"null")) from None
                self.retries += 1
                # What the server says is meant for this clock, and is not scaled.
                time.sleep(self.hint(error.headers) or 2 * self.scale)
            except (OSError, ValueError, http.client.HTTPException):
                if attempt == 7 or not safe:
                    raise
                self.retries += 1
                self.pause(2)
        raise AssertionError("not reached")

    @staticmethod
    def hint(headers):
        value = headers.get("Retry-After")
        if value is None:
            return None
        if value.isdigit():
            return min(int(value), 5)
        return max(0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())

    def start(self, path, body):
        operation, headers = self.call("POST", path, body, f"journey-{uuid.uuid4()}")
        location = headers.get("Location")
        return operation["id"], urllib.parse.urljoin(self.base + path, location) if location else None

    def wait(self, operation_id, until=()):
        """Polls until the operation ends or needs a person; a Preview of an automatic job just passes by."""
        delay, deadline = 2.0, time.monotonic() + 1800 * self.scale + 60
        while time.monotonic() < deadline:
            operation, headers = self.call("GET", f"/v1/operations/{operation_id}")
            status = operation["status"]
            waits = status in FOR_A_PERSON and not (status == "preview_ready" and operation.get("generationMode") == "auto")
            if status in DONE or waits or status in until:
                return operation
            self.pause(delay)
            delay = min(15.0, max(delay * 1.6, self.hint(headers) or 0))
        raise TimeoutError(f"{operation_id} is still {status}")

    def fetch(self, request):
        """The bytes, status and headers of a link; asked for again where the connection broke or the server was busy."""
        for attempt in range(8):
            try:
                with urllib.request.urlopen(request, timeout=60) as response:
                    return response.read(), response.status, response.headers
            except (OSError, http.client.HTTPException) as error:
                if attempt == 7 or getattr(error, "code", 503) not in AGAIN:
                    raise
                self.retries += 1
                self.pause(2)
        raise AssertionError("not reached")

    def download(self, url, path):
        """The whole file, then a part of it again by Range; links never get the key."""
        data, _, headers = self.fetch(urllib.request.Request(url))
        length = headers.get("Content-Length")
        path.write_bytes(data)
        middle = len(data) // 2
        rest, status, headers = self.fetch(urllib.request.Request(url, headers={"Range": f"bytes={middle}-"}))
        span = headers.get("Content-Range")
        whole = length == str(len(data)) and status == 206 and rest == data[middle:]
        return data, whole and span == f"bytes {middle}-{len(data) - 1}/{len(data)}"




def model(api, checks, folder):
    check = checks.check
    quote, _ = api.call("POST", "/v1/pricing:estimate", {"operation": "model_generation", "generationPreset": "fast", "generationMode": "review"})
    usage, _ = api.call("GET", "/v1/usage")
    check("the account can pay what is estimated", usage["credits"]["totalAvailable"] >= quote["credits"]["requiredToStart"])
    for _ in range(8):  # Some jobs fail, as in life: a customer starts another one.
        operation_id, location = api.start("/v1/models:generate", {"prompt": "A small oak barrel", "generationMode": "review",
                                           "generationPreset": "fast", "name": "Barrel"})
        check("Location leads to the operation", urllib.parse.urlsplit(location).path == f"/v1/operations/{operation_id}", str(location))
        operation = api.wait(operation_id)
        if operation["status"] == "preview_ready":
            before, _ = api.download(operation["assets"]["previewImageUrl"], folder / "preview-1.png")
            api.call("POST", f"/v1/operations/{operation_id}:revise", {"feedback": "Make the hoops copper"}, str(uuid.uuid4()))
            operation = api.wait(operation_id)
        if operation["status"] == "preview_ready":
            after, _ = api.download(operation["assets"]["previewImageUrl"], folder / "preview-2.png")
            check("the revised preview is another", before != after)
            api.call("POST", f"/v1/operations/{operation_id}:approve", {}, str(uuid.uuid4()))
            operation = api.wait(operation_id)
        if operation["status"] == "succeeded":
            break
    if not check("a model is made in review", operation["status"] == "succeeded", str(operation["error"])):
        return
    model_id = operation["resource"]["id"]
    optimized, _ = api.start(f"/v1/models/{model_id}:optimize", {"optimizationLevel": "moderate"})
    if api.wait(optimized)["status"] == "succeeded":
        try:
            api.start(f"/v1/models/{model_id}:optimize", {"optimizationLevel": "moderate"})
            check("a second optimization is refused", False)
        except Refused as refusal:
            check("a second optimization is refused", (refusal.status, refusal.kind) == (409, "model-already-optimized"), str(refusal))
    converted, _ = api.start(f"/v1/models/{model_id}:convert", {"targetFormats": ["obj", "fbx", "usdz"]})
    result = api.wait(converted)
    if result["status"] == "succeeded":
        for kind, artifact in result["conversion"]["assets"]["artifacts"].items():
            data, whole = api.download(artifact["url"], folder / artifact["filename"])
            check(f"{kind} comes whole and in parts", whole and len(data) == artifact["byteSize"], artifact["filename"])
    assets, _ = api.call("GET", f"/v1/models/{model_id}")
    data, whole = api.download(assets["assets"]["glbUrl"], folder / "barrel.glb")
    check("the GLB comes whole and in parts", whole and data[:4] == b"glTF" and len(data) == assets["assets"]["glbSizeBytes"])
    manifest, _ = api.call("GET", f"/v1/assets/model/{model_id}/artifact-manifest")
    for artifact in manifest["artifacts"]:
        data, whole = api.download(artifact["downloadUrl"], folder / artifact["filename"])
        check(f"{artifact['filename']} of the manifest", whole and len(data) == artifact["byteSize"])


def world(api, checks, folder):
    """An automatic job goes past its Preview; one that waits for money goes on after it was paid."""
    for prompt in ("A lighthouse island in the rain", "A harbour [billing]"):
        for _ in range(8):
            operation_id, _ = api.start("/v1/worlds:generate", {"prompt": prompt, "generationMode": "auto", "generationPreset": "fast"})
            operation = api.wait(operation_id)
            if operation["status"] == "billing_required":
                checks.check("the bill says where to pay", operation["billing"]["actionUrl"].startswith("http"))
                api.call("POST", f"/v1/operations/{operation_id}:resume", {}, str(uuid.uuid4()))
                operation = api.wait(operation_id)
            if operation["status"] == "succeeded":
                break
        checks.check(f"“{prompt}” succeeds", operation["status"] == "succeeded", str(operation["error"]))
    for name, url in operation["assets"]["spzUrls"].items():
        _, whole = api.download(url, folder / f"{name}.spz")
        checks.check(f"the splats {name} come whole and in parts", whole)


def sound_and_pack(api, checks, folder):
    operation = api.wait(api.start("/v1/audio:generate", {"prompt": "A servo whirs", "audioKind": "sound_effect", "durationSeconds": 2})[0])
    if operation["status"] == "succeeded":
        listed, _ = api.call("GET", f"/v1/assets/audio/{operation['resource']['id']}/artifacts")
        data, whole = api.download(listed["files"][0]["url"], folder / "sound.wav")
        checks.check("the sound comes whole and in parts", whole and data[:4] == b"RIFF")
    operation = api.wait(api.start("/v1/asset-packs:generate", {"prompt": "Tavern props", "itemCount": 2, "generationPreset": "fast"})[0])
    if operation["status"] in ("succeeded", "partially_succeeded"):
        pack, _ = api.call("GET", f"/v1/asset-packs/{operation['resource']['id']}")
        checks.check("a pack has the items that were asked for", len(pack["items"]) == 2)
        for item in pack["items"]:
            found, _ = api.call("GET", f"/v1/models/{item['modelId']}")
            checks.check("an item is a Model", found["id"] == item["modelId"])


def agent(api, checks, project):
    def settled(job):
        while job["status"] == "active":
            api.pause(5)
            job, _ = api.call("GET", f"/v2/agent/{project}/job/{job['id']}")
        return job

    for _ in range(6):
        job, _ = api.call("POST", f"/v2/agent/{project}/job", {"prompt": "Document the retry delays"})
        checks.check("a job begins active and without a pull request", (job["status"], job["prLink"]) == ("active", None), str(job))
        job = settled(job)
        if job["status"] == "completed":
            break
    checks.check("a job ends with its pull request", job["status"] == "completed" and str(job["prLink"]).startswith("http"), str(job))
    first = job["prLink"]
    job, _ = api.call("POST", f"/v2/agent/{project}/job/{job['id']}/message", {"prompt": "Add a table"})
    checks.check("a message makes it active again and keeps the link", (job["status"], job["prLink"]) == ("active", first), str(job))
    checks.check("it ends again", settled(job)["prLink"] == first)
    with urllib.request.urlopen(first, timeout=60) as page:
        checks.check("the pull request opens", page.status == 200)
    try:
        api.call("GET", f"/v2/agent/{project}/job/job_none")
        checks.check("an unknown job is a 404", False)
    except Refused as refusal:
        checks.check("an unknown job is a 404", refusal.status == 404)


def agent_by_curl(server, checks):
    """The command lines that the documentation of the agent prints, with origin, key, project and id filled in."""
    project, key = server.address["mintlifyProjectId"], server.address["mintlifyApiKey"]
    jobs = f"{server.url}/v2/agent/{project}/job"

    def curl(name, expected, *words):
        line = ["curl", "--silent", *words, "--header", f"Authorization: Bearer {key}"]
        done = subprocess.run([*line, "--write-out", "\n%{http_code}"], capture_output=True, text=True, check=False)
        body, _, status = done.stdout.rpartition("\n")
        checks.check(f"curl {name} answers {expected}", status == expected, f"exit {done.returncode}, {status}: {body[:200]}")
        job = json.loads(body or "{}")
        members = {"id", "status", "source", "model", "prLink", "createdAt", "archivedAt"}
        checks.check(f"curl {name} gives a job", set(job) == members, str(sorted(job)))
        return job

    def prompt(url):
        return ["--request", "POST", "--url", url, "--header", "Content-Type: application/json",
                "--data", '\n{\n  "prompt": "Document the retry delays"\n}\n']

    job = curl("create", "201", *prompt(jobs))
    curl("get", "200", "--request", "GET", "--url", f"{jobs}/{job.get('id')}")
    again = curl("message", "200", *prompt(f"{jobs}/{job.get('id')}/message"))
    checks.check("the message is about that job", again.get("id") == job.get("id"))


def run():
    options = arguments(__doc__, ("--scale", 0.02, "how much shorter waits are than in life"),
                        ("--scenarios", "steady,flaky,passing-preview", "what goes wrong meanwhile, one after the other"))
    checks = Checks()
    for scenario in options.scenarios.split(","):
        speed = str(1 / options.scale)
        with Server(options.program, "--in-memory", "--speed", speed, "--seed", "7", "--scenario", scenario) as server, \
                tempfile.TemporaryDirectory() as folder:
            api = API(server.url, server.key, options.scale)
            began = time.monotonic()
            parts = [model] if scenario != "steady" else [model, world, sound_and_pack]
            if scenario == "passing-preview":
                parts = [world]
            for part in parts:
                try:
                    part(api, checks, Path(folder))
                except Exception as error:  # One broken part must not hide the others.
                    checks.check(f"{scenario}: {part.__name__}", False, f"{type(error).__name__}: {error}")
            if scenario == "steady":
                admin = API(server.url, server.address["mintlifyApiKey"], options.scale)
                agent(admin, checks, server.address["mintlifyProjectId"])
                agent_by_curl(server, checks)
            print(f"{scenario}: {time.monotonic() - began:.1f} s, {api.retries} requests sent again")
    return checks.status()


if __name__ == "__main__":
    sys.exit(run())
