#!/usr/bin/env python3
"""Downloads what a running server made and opens it with the readers of Tests/Formats/check.py.

    served.py mintop

The files of check.py come straight from their makers; these have gone through an operation, a link and HTTP. The
mesh of every format must have as many faces and be as large as the Model says, every artifact must be as long as it
says, and a revision must be seen.
"""

import statistics
import struct
import sys
import tempfile
import time
import urllib.parse
import uuid
import zlib
from pathlib import Path

from harness import Checks, Server, arguments

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "Formats"))
import check as readers

FINAL = {"succeeded", "partially_succeeded", "failed", "canceled"}
LIMIT = 240


class Customer:
    def __init__(self, checks, client, folder):
        self.checks, self.client, self.folder = checks, client, Path(folder)

    def start(self, path, body, *wanted):
        answer = self.client.post(path, body, str(uuid.uuid4()))
        if answer.status != 202:
            raise RuntimeError(f"{path} got {answer.status}: {answer.body[:200]!r}")
        return self.wait(answer.json()["id"], *(wanted or ["succeeded"]))

    def finished(self, path, body):
        """Some jobs fail, as in life: another one is started then."""
        for _ in range(12):
            operation = self.start(path, body, *FINAL)
            if operation["status"] == "succeeded":
                return operation
        raise RuntimeError(f"{path} failed twelve times")

    def wait(self, operation_id, *wanted):
        deadline = time.monotonic() + LIMIT
        while time.monotonic() < deadline:
            operation = self.client.get(f"/v1/operations/{operation_id}").json()
            if operation["status"] in wanted or operation["status"] in FINAL:
                return operation
            time.sleep(0.05)
        raise RuntimeError(f"{operation_id} did not reach {wanted}")

    def fetch(self, url):
        parts = urllib.parse.urlsplit(url)
        answer = self.client.send("GET", f"{parts.path}?{parts.query}", key=None)
        self.checks.check(f"{parts.path} is served", answer.status == 200, str(answer.status))
        self.checks.check(f"{parts.path} is as long as its header says",
                          answer.header("Content-Length") == str(len(answer.body)))
        return answer.body

    def save(self, name, data):
        path = self.folder / name
        path.write_bytes(data)
        return path

    def read(self, kind, path, fact):
        try:
            readers.CHECKS[kind](path, fact)
        except Exception as error:  # One broken file must not hide the others.
            readers.check(False, f"{path}: {type(error).__name__}: {error}")

    def artifacts(self, kind, asset_id):
        """Every artifact of an asset, downloaded: its length must be true and its manifest must agree with its list."""
        base = f"/v1/assets/{kind}/{asset_id}"
        manifest = self.client.get(f"{base}/artifact-manifest").json()["artifacts"]
        listed = self.client.get(f"{base}/artifacts").json()["artifacts"]
        ids = [artifact["artifactId"] for artifact in manifest]
        self.checks.check(f"{base}: list and manifest agree", ids == [entry["artifactId"] for entry in listed])
        found = {}
        for artifact in manifest:
            data = self.fetch(artifact["downloadUrl"])
            self.checks.check(f"{artifact['filename']} byteSize", len(data) == artifact["byteSize"],
                              f"{len(data)} instead of {artifact['byteSize']}")
            found[artifact["artifactId"]] = (artifact, data)
        return found


def faces_of(path):
    facts = readers.assimp(path)
    return facts["Faces"] if facts else None


def check_model(customer):
    checks, client = customer.checks, customer.client
    operation = customer.finished("/v1/models:generate", {"prompt": "A brass lamp with an orange shade"})
    model_id = operation["resource"]["id"]
    assets = client.get(f"/v1/models/{model_id}").json()["assets"]
    data = customer.fetch(assets["glbUrl"])
    checks.check("glbSizeBytes", assets["glbSizeBytes"] == len(data))
    glb = customer.save("model.glb", data)
    fact = {"triangles": faces_of(glb), "size": assets["bounds"]["size"]}
    checks.check("the mesh has faces", (fact["triangles"] or 0) > 500, str(fact["triangles"]))
    customer.read("glb", glb, fact)
    faces = [fact["triangles"]]
    for level in ("light", "moderate", "aggressive"):
        fresh = customer.finished("/v1/models:generate", {"prompt": "A brass lamp with an orange shade"})["resource"]["id"]
        whole = client.get(f"/v1/models/{fresh}").json()["assets"]
        before = faces_of(customer.save(f"before-{level}.glb", customer.fetch(whole["glbUrl"])))
        customer.finished(f"/v1/models/{fresh}:optimize", {"optimizationLevel": level})
        light = client.get(f"/v1/models/{fresh}").json()["assets"]
        data = customer.fetch(light["optimizedGlbUrl"])
        checks.check(f"optimizedGlbSizeBytes of {level}", light["optimizedGlbSizeBytes"] == len(data))
        path = customer.save(f"{level}.glb", data)
        after = faces_of(path)
        checks.check(f"{level} has fewer faces", after is not None and after < before, f"{before} to {after}")
        customer.read("glb", path, {"triangles": after, "size": readers.assimp(path)["size"]})
        faces.append(after / before)
    checks.check("each level is lighter than the one before", 1 > faces[1] > faces[2] > faces[3], str(faces))
    print("faces: " + str(faces[0]) + ", then " + ", ".join(f"{100 * share:.0f} %" for share in faces[1:]))
    conversion = customer.finished(f"/v1/models/{model_id}:convert",
                                   {"targetFormats": ["glb", "obj", "stl", "usdz", "fbx"]})["conversion"]["assets"]
    for kind, artifact in conversion["artifacts"].items():
        data = customer.fetch(artifact["url"])
        checks.check(f"{kind} byteSize", len(data) == artifact["byteSize"], f"{len(data)} {artifact['byteSize']}")
        extension = "zip" if artifact["packaging"] == "zip" else kind
        checks.check(f"{kind} has its extension", artifact["filename"].endswith(artifact["extension"]))
        customer.read(kind, customer.save(f"converted-{kind}.{extension}", data), fact)
    customer.artifacts("model", model_id)
    clip = customer.finished(f"/v1/models/{model_id}:animate", {"motionPrompt": "wave"})["resource"]["id"]
    listed = client.get(f"/v1/animations/model_animation_clip/{clip}/artifacts").json()["artifacts"][0]
    data = customer.fetch(listed["downloadUrl"])
    checks.check("clip byteSize", len(data) == listed["byteSize"])
    path = customer.save("clip.glb", data)
    customer.read("glb", path, {"triangles": faces_of(path), "size": [0, 0, 0], "seconds": listed["durationSeconds"]})


def check_world(customer):
    operation = customer.finished("/v1/worlds:generate", {"prompt": "Tide pools at dusk", "generationPreset": "fast"})
    found = customer.artifacts("world", operation["resource"]["id"])
    tiers = operation["assets"]["spzUrls"]
    customer.checks.check("a World has its tiers", set(tiers) == {"100k", "500k", "full_res"}, str(sorted(tiers)))
    counts = []
    for tier, url in tiers.items():
        path = customer.save(f"{tier}.spz", customer.fetch(url))
        count = readers.struct.unpack_from("<I", readers.gzip.decompress(path.read_bytes()), 8)[0]
        counts.append(count)
        wanted = {"100k": 100_000, "500k": 500_000}.get(tier, count)
        customer.read("spz", path, {"splats": wanted})
    customer.checks.check("the best tier has the most splats", max(counts) > 500_000, str(counts))
    collider = customer.save("collider.glb", customer.fetch(operation["assets"]["colliderMeshUrl"]))
    facts = readers.assimp(collider)
    customer.checks.check("assimp loads the collider", facts is not None and facts["Faces"] > 100, str(facts))
    width, height, _ = picture(customer.fetch(operation["assets"]["panoUrl"]))
    customer.checks.check("the panorama is equirectangular", width == 2 * height, f"{width} x {height}")
    print(f"world: {len(found)} artifacts, splats {sorted(counts)}, panorama {width} x {height}")


def check_sound(customer):
    operation = customer.finished("/v1/audio:generate", {"prompt": "A small bell", "durationSeconds": 1.5})
    for artifact, data in customer.artifacts("audio", operation["resource"]["id"]).values():
        customer.read("wav", customer.save(artifact["filename"], data), {"samples": round(1.5 * 44100)})


def picture(data):
    """Width, height and the samples of an 8-bit PNG without interlacing."""
    at, idat = 8, b""
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, color, _, _, interlace = struct.unpack(">IIBBBBB", body)
        elif kind == b"IDAT":
            idat += body
        at += 12 + length
    if data[:8] != b"\x89PNG\r\n\x1a\n" or depth != 8 or interlace:
        raise ValueError("not a plain PNG")
    step = {0: 1, 2: 3, 6: 4}[color]
    raw, stride = zlib.decompress(idat), width * step
    samples, previous = bytearray(), bytes(stride)
    for row in range(height):
        kind, line = raw[row * (stride + 1)], bytearray(raw[row * (stride + 1) + 1:(row + 1) * (stride + 1)])
        for at in range(stride) if kind else ():
            left = line[at - step] if at >= step else 0
            up, corner = previous[at], previous[at - step] if at >= step else 0
            guess = left + up - corner
            paeth = min((left, up, corner), key=lambda value: abs(guess - value))
            line[at] = (line[at] + (0, left, up, (left + up) // 2, paeth)[kind]) & 255
        samples += line
        previous = line
    return width, height, bytes(samples)


def check_revision(customer):
    """How many samples of the preview differ clearly after a revision, and that nothing else changes it."""
    shares = []
    for kind, feedback in (("model", "Make it green"), ("world", "Later in the day, with fog"), ("model", "Much taller")):
        for _ in range(12):
            operation = customer.start(f"/v1/{kind}s:generate", {"prompt": "An old lantern", "generationMode": "review",
                                       "generationPreset": "fast"}, "preview_ready")
            if operation["status"] != "preview_ready":
                continue
            before = customer.fetch(operation["assets"]["previewImageUrl"])
            again = customer.client.get(f"/v1/operations/{operation['id']}").json()["assets"]["previewImageUrl"]
            customer.checks.check("reading twice gives the same picture", customer.fetch(again) == before)
            operation = customer.start(f"/v1/operations/{operation['id']}:revise", {"feedback": feedback}, "preview_ready")
            if operation["status"] == "preview_ready":
                break
        else:
            customer.checks.check(f"a {kind} can be revised", False, "it failed twelve times")
            continue
        old, new = picture(before), picture(customer.fetch(operation["assets"]["previewImageUrl"]))
        customer.checks.check("a revision keeps the size", old[:2] == new[:2])
        share = statistics.mean(abs(a - b) > 12 for a, b in zip(old[2], new[2]))
        customer.checks.check(f"a revision of a {kind} is seen", share > 0.05, f"{100 * share:.1f} % of the samples differ")
        shares.append(f"{kind} “{feedback}” {100 * share:.0f} %")
    print("revisions change by more than 12 of 255: " + ", ".join(shares))


def run():
    options = arguments(__doc__)
    checks = Checks()
    with Server(options.program, "--in-memory", "--empty", "--speed", "2000", "--rate", "1000000") as server, \
            tempfile.TemporaryDirectory() as folder:
        client = server.client()
        for _ in range(10):
            client.send("POST", "/app/billing", key=None)
        customer = Customer(checks, client, folder)
        for part in (check_model, check_world, check_sound, check_revision):
            try:
                part(customer)
            except Exception as error:  # One broken part must not hide the others.
                checks.check(part.__name__, False, f"{type(error).__name__}: {error}")
    checks.passed += readers.passed
    for failure in readers.failures:
        checks.check("reader", False, failure)
    return checks.status()


if __name__ == "__main__":
    sys.exit(run())
