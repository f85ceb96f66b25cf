#!/usr/bin/env python3
"""Sends a server what no client should send, byte by byte where need be.

    badinput.py mintop --patience 75

Each refusal must be a problem that names the field, the rule and how long the value was, and must not repeat the value;
nothing may be answered with a 5xx, stop the server or keep it from answering others. `--patience` is how many seconds
are waited at most for connections that dawdle to be closed; with 0 only that they hold nobody up is checked.
"""

import re
import socket
import sys
import time
import urllib.parse
import uuid

from harness import Checks, Server, arguments

PROBLEM = "application/problem+json"
SECRET = "zqxj"  # part of what is sent; no answer may hold it


class Sweep:
    def __init__(self, checks, server):
        self.checks, self.server, self.client = checks, server, server.client()
        parts = urllib.parse.urlsplit(server.url)
        self.place = (parts.hostname, parts.port)
        self.host = f"{parts.hostname}:{parts.port}"
        self.seen = {}

    def raw(self, data, timeout=5):
        """The status of the answer to these bytes, and all of it; 0 where the connection was closed without one."""
        with socket.create_connection(self.place, timeout=timeout) as connection:
            answer = b""
            try:
                connection.sendall(data)
                connection.shutdown(socket.SHUT_WR)
                while piece := connection.recv(65536):
                    answer += piece
            except ConnectionError:
                pass  # Closed on purpose: what had come until then counts.
            except TimeoutError:
                return -1, answer
        found = re.match(rb"HTTP/1\.\d (\d{3})", answer)
        return int(found.group(1)) if found else 0, answer

    def head(self, method, path, *headers, host=None):
        lines = [f"{method} {path} HTTP/1.1", f"Host: {host or self.host}", f"Authorization: Bearer {self.server.key}",
                 *headers, "Connection: close", "", ""]
        return "\r\n".join(lines).encode("latin-1")

    def refused(self, name, answer, status, path=None, says=()):
        """Whether the refusal is of the form the contract asks for; `says` are words of the message for `path`."""
        check = self.checks.check
        if not check(name, answer.status == status, f"{answer.status} instead of {status}: {answer.body[:200]!r}"):
            return
        body = answer.json() or {}
        check(f"{name}: is a problem", answer.header("Content-Type") == PROBLEM and body.get("status") == status)
        check(f"{name}: does not repeat the value", SECRET not in answer.body.decode(errors="replace"))
        errors = body.get("errors") or []
        check(f"{name}: has errors", errors and all(e.get("code") and e.get("message") and "path" in e for e in errors),
              str(body)[:200])
        if path is None:
            return
        found = [entry["message"] for entry in errors if entry["path"] == path]
        if check(f"{name}: names {path}", found, str(errors)[:300]):
            missing = [word for word in says if word not in found[0]]
            check(f"{name}: says {missing}", not missing, found[0])


def long(count):
    return (SECRET * (count // 4 + 1))[:count]


def fields(sweep):
    """(path, body, status, field, words of the message)"""
    generate, model = "/v1/models:generate", "/v1/models/model_none"
    cases = [
        (generate, {"prompt": long(4001)}, "/prompt", ["4001", "4000"]),
        (generate, {"prompt": ""}, "/prompt", ["0 characters"]),
        (generate, {"prompt": [long(8)]}, "/prompt", ["string", "1 element"]),
        (generate, {"prompt": {SECRET: 1}}, "/prompt", ["string", "1 member"]),
        (generate, {"prompt": "x", "name": long(121)}, "/name", ["121", "120"]),
        (generate, {"prompt": "x", "displayName": long(500)}, "/displayName", ["500", "120"]),
        (generate, {"prompt": "x", "derivedPrompt": long(4001)}, "/derivedPrompt", ["4001"]),
        (generate, {"prompt": "x", "generationMode": long(33)}, "/generationMode", ["auto", "review", "33"]),
        (generate, {"prompt": "x", "generationPreset": long(9)}, "/generationPreset", ["fast", "9 characters"]),
        (generate, {"prompt": "x", "riggingPose": long(12)}, "/riggingPose", ["t_pose", "12"]),
        (generate, {"prompt": "x", "imageUrl": "ftp://" + long(40)}, "/imageUrl", ["http", "46"]),
        (generate, {"prompt": "x", "imageUrl": "https://a.example/" + long(2048)}, "/imageUrl", ["2066", "2048"]),
        (generate, {"prompt": "x", "sourceUrl": "javascript:" + long(5)}, "/sourceUrl", ["http", "16"]),
        (generate, {"prompt": "x", "sourceImages": ["https://a.example"] * 30}, "/sourceImages", ["30", "8"]),
        (generate, {"prompt": "x", "sourceImages": ["https://a.example", long(7)]}, "/sourceImages/1", ["7 characters"]),
        (generate, {"prompt": "x", "\u001b[31m" + "k" * 70: 1}, None, []),
        (generate, {"prompt": "x", "a/b~c": 1}, "/a~1b~0c", ["5"]),
        ("/v1/worlds:generate", {"prompt": "x", "riggingPose": "t_pose"}, "/riggingPose", ["11"]),
        ("/v1/operations/op_none:revise", {"feedback": long(2001)}, "/feedback", ["2001", "2000"]),
        (f"{model}:optimize", {"optimizationLevel": long(10)}, "/optimizationLevel", ["light", "10"]),
        (f"{model}:convert", {"targetFormats": ["glb", long(11)]}, "/targetFormats/1", ["usdz", "11"]),
        (f"{model}:convert", {"targetFormats": long(6)}, "/targetFormats", ["list", "6"]),
        (f"{model}:animate", {"heightMeters": 1e9}, "/heightMeters", ["0.01", "100"]),
        ("/v1/asset-packs:generate", {"prompt": "x", "itemCount": 10**30}, "/itemCount", ["2", "25"]),
        ("/v1/asset-packs:generate", {"prompt": "x", "styleGuide": long(4001)}, "/styleGuide", ["4001"]),
        ("/v1/audio:generate", {"prompt": "x", "durationSeconds": 61}, "/durationSeconds", ["60"]),
        ("/v1/pricing:estimate", {"operation": long(17)}, "/operation", ["17"]),
        ("/v1/reference-images", {"base64Data": long(41), "fileName": "a", "contentType": "image/png"}, "/base64Data", ["41"]),
        ("/v1/reference-images", {"base64Data": "QUJD", "fileName": long(256), "contentType": "image/png"}, "/fileName", ["256"]),
    ]
    for path, body, field, says in cases:
        answer = sweep.client.post(path, body, str(uuid.uuid4()))
        sweep.refused(f"{path} {str(body)[:50]!r}", answer, 422, field, says)
        plain = all(0x20 <= letter for letter in answer.body)
        sweep.checks.check(f"{path}: no control characters come back", plain)
    several = sweep.client.post(generate, {"prompt": "", "name": "", "x": 1}, "k").json()
    paths = sorted(entry["path"] for entry in several["errors"])
    sweep.checks.check("every broken rule is said at once", paths == ["/name", "/prompt", "/x"], str(paths))


def keys_and_types(sweep):
    path, body = "/v1/models:generate", {"prompt": "x"}
    for key, says in (("k" * 256, ["256", "255"]), ("k" * 9000, ["9000", "255"]), ("a\tb", ["3"]), ("é", [])):
        answer = sweep.client.send("POST", path, body, {"Idempotency-Key": key.encode("utf-8").decode("latin-1")})
        sweep.refused(f"key of {len(key)}", answer, 400, "Idempotency-Key", says)
    noted = {"sourceUrl": "https://a.example/b.png"}
    answer = sweep.client.send("POST", "/v1/reference-images", noted, {"Idempotency-Key": " "})
    sweep.refused("an empty key where none is needed", answer, 400, "Idempotency-Key", ["0 characters"])
    twice = sweep.head("POST", path, "Idempotency-Key: a", "Idempotency-Key: b", "Content-Type: application/json",
                       "Content-Length: 14") + b'{"prompt":"x"}'
    status, _ = sweep.raw(twice)
    sweep.checks.check("two different keys are refused", status == 400, str(status))
    for kind in ("text/plain", "application/xml", "application/json-patch+json", "multipart/form-data; boundary=x", "json", ";", ""):
        answer = sweep.client.send("POST", path, b'{"prompt":"x"}', {"Content-Type": kind, "Idempotency-Key": "k"})
        sweep.refused(f"content type {kind!r}", answer, 415)
    answer = sweep.client.send("POST", path, b'{"prompt":"x"}', {"Content-Type": None, "Idempotency-Key": "k"})
    sweep.refused("no content type", answer, 415)
    zipped = {"Content-Encoding": "gzip", "Idempotency-Key": "k"}
    answer = sweep.client.send("POST", path, b"\x1f\x8b\x08\0", zipped)
    sweep.checks.check("a compressed body is refused", answer.status in (400, 415), str(answer.status))


def malformed(sweep):
    deep = b"[" * 30_000
    bodies = [b"{", b'{"prompt":"x",}', b'{"prompt":"x","a":[1,]}', '{"prompt":"x"}'.encode("utf-16"), '{"prompt":"x"}'.encode("utf-32-be"),
              b'{"prompt":"x" // c\n}', b'{"prompt":"x","a":01}', b'{"prompt":"x","a":.5}', b"{'prompt':'x'}", b'{"prompt":NaN}', b'{"prompt":"x"}{}', b"\xef\xbb\xbf{}x", b"\xff\xfe{\0}\0",
              b'{"prompt":"\xc3\x28"}', b'{"prompt":"\x01"}', b'{"prompt":"\\ud800"}', deep, deep + b"]" * 30_000,
              b'{"a":' * 9_000 + b"1" + b"}" * 9_000, b"null", b"true", b"1", b'"x"', b"[]", b" ", b"\0"]
    for body in bodies:
        answer = sweep.client.send("POST", "/v1/models:generate", body, {"Idempotency-Key": str(uuid.uuid4())})
        # A lone surrogate is JSON, but no text: to replace it or to refuse it are both right.
        wanted = {202, 400} if b"ud800" in body else {400}
        sweep.checks.check(f"malformed {body[:24]!r}", answer.status in wanted, f"{answer.status} {answer.body[:100]!r}")
        if answer.status == 400:
            sweep.refused(f"malformed {body[:24]!r}", answer, 400, "", [])
    double = sweep.client.send("POST", "/v1/models:generate", b'{"prompt":"x","prompt":""}', {"Idempotency-Key": str(uuid.uuid4())})
    sweep.checks.check("a key twice in one object is no 5xx", double.status < 500, str(double.status))
    for number in (b"1e999", b"-1e999", b"1" * 400, b"0.1e-999"):
        answer = sweep.client.send("POST", "/v1/audio:generate", b'{"prompt":"x","durationSeconds":' + number + b"}",
                                   {"Idempotency-Key": str(uuid.uuid4())})
        sweep.checks.check(f"a number like {number[:8]}", answer.status in (400, 422), str(answer.status))


def places(sweep):
    get = lambda path: sweep.client.get(path)
    worlds = get("/v1/worlds?limit=1").json()["pagination"]["nextCursor"]
    for query, field, says in (
            ("limit=0", "limit", ["1", "100"]), ("limit=101", "limit", ["100", "3"]), ("limit=", "limit", ["0 char"]), ("limit=-1", "limit", ["2"]),
            ("limit=%2B5", "limit", []), ("limit=1e2", "limit", []), ("limit=%D9%A1", "limit", ["1 char"]), ("limit=" + "9" * 50, "limit", ["50"]),
            ("limit=1&limit=2", "limit", ["2"]), ("limit=%zz", "limit", []), ("limit=5%00", "limit", []), ("cursor=", "cursor", ["0"]),
            ("cursor=" + long(5000), "cursor", ["5000"]), (f"cursor={worlds}A", "cursor", []), (f"cursor={worlds[:-1]}", "cursor", []),
            ("cursor=%0a", "cursor", ["1"]), (f"cursor={worlds}&cursor={worlds}", "cursor", ["2"])):
        sweep.refused(f"worlds?{query[:40]}", get("/v1/worlds?" + query), 400, field, says)
    sweep.refused("a cursor of another list", get(f"/v1/models?cursor={worlds}"), 400, "cursor", [str(len(worlds))])
    for bad in ("..", "%2e%2e", "%2e%2e%2f%2e%2e", "op_%00", "%E2%98%83", "a" * 9000, "a.b", "a%20b", "%3Cscript%3E", ":approve", "%"):
        for base in ("/v1/operations/", "/v1/worlds/", "/v1/models/", "/v1/asset-packs/", "/v1/assets/model/"):
            answer = get(base + bad)
            if not (answer.status == 200 and bad in ("..",)):
                sweep.refused(f"{base}{bad[:30]}", answer, 404)
    for path in ("/files/../../etc/passwd", "/files/..%2f..%2f..%2fetc%2fpasswd", "/files/%2e%2e/%2e%2e/etc/passwd", "/files/..\\..\\etc\\passwd",
                 "/files/..%5c..%5cetc%5cpasswd", "/files//etc/passwd", "/files/model_x/..%00.png", "/files/%252e%252e/passwd",
                 "/files/model_x/../../../etc/passwd?expires=99999999999&signature=x", "//etc/passwd", "/../../etc/passwd", "/app/../etc/passwd",
                 "/files/model_x/....//....//etc/passwd", "/files/" + "a/" * 2000, "/files/x/y?expires=-1&signature=", "/files/x/y?expires=1e9&signature=%ff"):
        status, answer = sweep.raw(sweep.head("GET", path))
        sweep.checks.check(f"{path[:60]} is refused", 400 <= status < 500 and b"root:" not in answer, f"{status} {answer[:80]!r}")


def hosts(sweep):
    port = sweep.place[1]
    for host in ("evil.example", f"evil.example:{port}", f"127.0.0.1.evil.example:{port}", f"localhost.evil.example:{port}", f"localhost@evil.example:{port}",
                 f"evil.example#localhost:{port}", f"evil.example/localhost:{port}", f"[::ffff:1.2.3.4]:{port}", f"0x7f000001.evil:{port}", "null", "",
                 "a" * 5000, "8.8.8.8", f"localhost.:{port}.evil"):
        for path in ("/v1/health", "/openapi.json", "/app/billing", "/_local/scenario", "/files/a/b"):
            status, answer = sweep.raw(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {sweep.server.key}\r\nConnection: close\r\n\r\n".encode())
            sweep.checks.check(f"Host {host[:40]!r} for {path}", status in (0, 400, 403), f"{status} {answer[:80]!r}")
    strange = [f"GET /v1/health HTTP/1.1\r\nConnection: close\r\n\r\n",
               f"GET /v1/health HTTP/1.1\r\nHost: {sweep.host}\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
               f"GET /v1/health HTTP/1.1\r\nHost: evil.example\r\nHost: {sweep.host}\r\nConnection: close\r\n\r\n",
               f"GET http://evil.example/v1/health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"]
    for text in strange:
        status, answer = sweep.raw(text.encode())
        sweep.checks.check(f"{text[:70]!r}", status in (0, 400, 403, 404), f"{status} {answer[:80]!r}")
    for host in (f"localhost:{port}", f"127.0.0.1:{port}", f"LOCALHOST:{port}"):
        status, _ = sweep.raw(f"GET /v1/health HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        sweep.checks.check(f"Host {host} is let in", status == 200, str(status))
    answer = sweep.client.send("POST", "/app/billing", headers={"Origin": "https://evil.example"}, key=None)
    sweep.checks.check("a form on a foreign page cannot act", answer.status == 403, str(answer.status))


def wire(sweep):
    """Broken HTTP: a clear refusal or a closed connection, never a 2xx and never a 5xx."""
    start = "POST /v1/models:generate HTTP/1.1"
    common = f"Host: {sweep.host}\r\nAuthorization: Bearer {sweep.server.key}\r\nContent-Type: application/json\r\nIdempotency-Key: w"
    body = '{"prompt":"smuggled"}'
    cases = {
        "a field of 20 kB": sweep.head("GET", "/v1/me", "X-Long: " + "a" * 20_000),
        "fields of 40 kB": sweep.head("GET", "/v1/me", *(f"X-{n}: " + "a" * 4000 for n in range(10))),
        "200 fields": sweep.head("GET", "/v1/me", *(f"X-{n}: a" for n in range(200))),
        "a field of 2 MB without end": sweep.head("GET", "/v1/me", "X-Long: " + "a" * 2_000_000)[:-4],
        "a path of 100 kB": sweep.head("GET", "/v1/" + "a" * 100_000),
        "a control character in a field": sweep.head("GET", "/v1/me", "X-A: a\x00b"),
        "a space before the colon": sweep.head("GET", "/v1/me", "X-A : b"),
        "two lengths": f"{start}\r\n{common}\r\nContent-Length: 3\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode(),
        "a negative length": f"{start}\r\n{common}\r\nContent-Length: -1\r\n\r\n{body}".encode(),
        "a length that is no number": f"{start}\r\n{common}\r\nContent-Length: 2x\r\n\r\n{body}".encode(),
        "an endless length": f"{start}\r\n{common}\r\nContent-Length: 99999999999999999999\r\n\r\n{body}".encode(),
        "length and chunks": f"{start}\r\n{common}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n".encode(),
        "chunks of no size": f"{start}\r\n{common}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{body}\r\n0\r\n\r\n".encode(),
        "an unknown coding": f"{start}\r\n{common}\r\nTransfer-Encoding: gzip\r\n\r\n{body}".encode(),
        "half a body": f"{start}\r\n{common}\r\nContent-Length: 500\r\n\r\n{body}".encode(),
        "a method of 5 kB": sweep.head("A" * 5000, "/v1/me"),
        "a method in small letters": sweep.head("get", "/v1/me"),
        "CONNECT": f"CONNECT 127.0.0.1:22 HTTP/1.1\r\n{common}\r\n\r\n".encode(),
        "HTTP/9.9": f"GET /v1/me HTTP/9.9\r\n{common}\r\n\r\n".encode(),
        "no version": b"GET /v1/me\r\n\r\n",
        "the beginning of TLS": bytes.fromhex("16030100c8010000c40303") + b"\x07" * 200,
        "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0",
        "noise": bytes(range(256)) * 20,
        "empty lines": b"\r\n" * 500,
    }
    for name, data in cases.items():
        status, answer = sweep.raw(data)
        sweep.checks.check(f"{name} is refused", status == 0 or 400 <= status < 500, f"{status} {answer[:80]!r}")
        if not answer:
            sweep.seen[name] = "closed"
    chunks = f"{start}\r\n{common}2\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + "10000\r\n" + "a" * 65_536 + "\r\n"
    status, answer = sweep.raw((chunks + ("10000\r\n" + "a" * 65_536 + "\r\n") * 40 + "0\r\n\r\n").encode())
    sweep.checks.check("2.6 MB in chunks are too much", status in (0, 413), f"{status}")
    status, answer = sweep.raw((f"{start}\r\n{common}3\r\nContent-Length: 900000000\r\nExpect: 100-continue\r\n\r\n").encode())
    sweep.checks.check("900 MB are refused before they come", status == 413, f"{status} {answer[:80]!r}")
    status, answer = sweep.raw(sweep.head("GET", "/v1/health").replace(b"Connection: close\r\n", b"") * 3)
    sweep.checks.check("three requests in one piece get three answers", answer.count(b"HTTP/1.1 200") == 3, str(answer.count(b"HTTP/1.1")))
    names = [entry["name"] or entry["prompt"] for entry in sweep.client.get("/v1/models?limit=100").json()["data"]]
    sweep.checks.check("nothing was smuggled in", "smuggled" not in names)
    print("closed without an answer: " + (", ".join(sweep.seen) or "none"))


def strangers(sweep):
    key = sweep.server.key
    for value in ("", "Bearer", "Bearer ", key, f"Basic {key}", f"Bearer {key}x", f"Bearer {key[:-1]}", f"Bearer {key.swapcase()}", "Bearer " + long(9000),
                  f"Bearer {key} {key}", f"Token {key}"):
        answer = sweep.client.send("GET", "/v1/me", headers={"Authorization": value}, key=None)
        sweep.refused(f"Authorization {value[:12]!r}", answer, 401, "Authorization")
        sweep.checks.check("401 does not repeat the key", key.encode() not in answer.body)
    project = sweep.server.address["mintlifyProjectId"]
    agent = {"Authorization": f"Bearer {sweep.server.address['mintlifyApiKey']}"}
    cases = [({}, agent, 400), ({"prompt": ""}, agent, 400), ({"prompt": [SECRET]}, agent, 400), (b"{", agent, 400), ({"prompt": "x" * 70_000}, agent, 413),
             ({"prompt": "x"}, {"Authorization": "Bearer mint_dsc_x"}, 401), ({"prompt": "x"}, {"Authorization": f"Bearer {key}"}, 401)]
    for body, headers, status in cases:
        answer = sweep.client.send("POST", f"/v2/agent/{project}/job", body, headers, key=None)
        sweep.checks.check(f"agent {str(body)[:30]}", answer.status == status or (status == 401 and answer.status == 403), str(answer.status))
        error = (answer.json() or {}).get("error")
        sweep.checks.check(f"agent {str(body)[:30]} says why", isinstance(error, str) and len(error) > 10, str(answer.body[:100]))


class Dawdlers:
    """Connections that begin a request and do not go on, each in a way of its own."""

    def __init__(self, sweep, count=120):
        self.sweep, self.began, self.open = sweep, time.monotonic(), []
        half = sweep.head("POST", "/v1/models:generate", "Content-Type: application/json", "Content-Length: 400", "Idempotency-Key: slow")
        beginnings = [half[:40], half[:-2], half, half + b'{"prompt"', b"", b"GET /v1/health HTTP/1.1\r\nHost: " + sweep.host.encode() + b"\r\n\r\n"]
        for index in range(count):
            connection = socket.create_connection(sweep.place, timeout=5)
            connection.sendall(beginnings[index % len(beginnings)])
            self.open.append(connection)

    def drip(self):
        """Some send a byte now and then, so that they are never idle for long."""
        for connection in self.open[2::6]:
            try:
                connection.sendall(b" ")
            except OSError:
                pass  # Closed by the server, which is what is waited for.

    def still_open(self):
        count = 0
        for connection in self.open:
            connection.setblocking(False)
            try:
                while connection.recv(65536):
                    pass
            except BlockingIOError:
                count += 1
            except OSError:
                pass  # Closed by the server, which is what is waited for.
        return count

    def finish(self, checks, patience):
        began = time.perf_counter()
        checks.check("others are answered meanwhile", self.sweep.client.get("/v1/me").status == 200 and time.perf_counter() - began < 10)
        left = self.still_open()
        while left and time.monotonic() - self.began < patience:
            self.drip()
            time.sleep(1)
            left = self.still_open()
        seconds = time.monotonic() - self.began
        print(f"of {len(self.open)} connections that dawdle {left} are open after {seconds:.0f} s"
              + ("" if patience else "; that they get closed was not waited for (--patience)"))
        if patience:
            checks.check("connections that dawdle are closed", left == 0, f"{left} are open after {seconds:.0f} s")
        for connection in self.open:
            connection.close()


def run():
    options = arguments(__doc__, ("--patience", 75, "seconds for connections that dawdle, 0 for none"))
    checks = Checks()
    with Server(options.program, "--in-memory", "--rate", "1000000") as server:
        sweep = Sweep(checks, server)
        before = server.resident_kib()
        dawdlers = Dawdlers(sweep)
        for part in (fields, keys_and_types, malformed, places, hosts, wire, strangers):
            try:
                part(sweep)
            except Exception as error:  # One broken part must not hide the others.
                checks.check(part.__name__, False, f"{type(error).__name__}: {error}")
            checks.check(f"the server lives after {part.__name__}", server.is_running())
        dawdlers.finish(checks, options.patience)
        checks.check("the server answers after all", server.client().get("/v1/health").status == 200)
        after = server.resident_kib()
        print(f"resident {before / 1024:.1f} MiB before, {after / 1024:.1f} MiB after")
    return checks.status()


if __name__ == "__main__":
    sys.exit(run())
