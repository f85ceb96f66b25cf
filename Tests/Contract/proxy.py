"""Stands between a client and a server, and writes what a hostile one would into the answers on their way."""

import http.client
import http.server
import json
import re
import threading
import urllib.parse
from pathlib import Path

import corpus

IDENT = re.compile(r"\b(?:op|world|model|asset|pack|audio|anim|animation|clip|job|agent|img|ref)_[A-Za-z0-9]+")
# What a person wrote or reads, and nothing goes by.
FREE = {"prompt", "name", "message", "title", "detail", "email", "lastError", "generationModel", "workflowStage",
        "reason", "stage", "ctaKind", "loaderHint", "error", "scopes", "authentication", "model", "repository", "ref",
        "role", "suggestedPath", "primaryPath", "semantics"}


def text_names():
    """The members of the contract that may be a text."""
    names = set()

    def walk(value):
        if isinstance(value, dict):
            for name, shape in (value.get("properties") or {}).items():
                kinds = shape.get("type", [])
                if "string" in ([kinds] if isinstance(kinds, str) else kinds):
                    names.add(name)
            for child in value.values():
                walk(child)
        elif isinstance(value, list):
            for child in value:
                walk(child)

    walk(json.loads((Path(__file__).resolve().parents[2] / "Sources/LocalMint/openapi.json").read_text())["components"]["schemas"])
    return names


TEXT_NAMES = text_names()


def endpoint(path):
    """The path with its ids left out."""
    path = urllib.parse.unquote(path.partition("?")[0], errors="replace")
    if path.startswith("/files/"):
        return "/files/{}"
    path = re.sub(r"(?<=/agent/)[^/]+", "{}", path)
    path = re.sub(r"(?<=/job/)[^/]+", "{}", path)
    return IDENT.sub("{}", path)


def name_of(field):
    return field.replace("[]", "").rpartition(".")[2]


class Attack:
    """Which strings of the answers become what.

    chosen: by endpoint and field, such as `data[].name`; None leaves the bodies alone. headers: added to each answer.
    failure: the status of a made-up problem that every answer is replaced with; reason: what its status line says.
    """

    def __init__(self, name, value="", form="escaped", chosen=None, headers=(), failure=0, reason=b"No", body=None):
        self.name, self.value, self.form, self.chosen, self.headers = name, value, form, chosen, headers
        self.failure, self.reason, self.body = failure, reason, body
        self.bytes = corpus.forms(value)[form]
        self.hits = 0

    def copy(self):
        return Attack(self.name, self.value, self.form, self.chosen)

    def rewritten(self, place, document, seen):
        """The document as bytes, with what is hostile in it."""
        mark = "\ue000"  # stands in its place until it is bytes

        def walk(value, field):
            if isinstance(value, dict):
                return {name: walk(child, f"{field}.{name}" if field else name) for name, child in value.items()}
            if isinstance(value, list):
                return [walk(child, field + "[]") for child in value]
            if isinstance(value, str) or value is None and name_of(field) in TEXT_NAMES:
                seen.add((place, field))
                if self.chosen and self.chosen(place, field):
                    self.hits += 1
                    return (value or "") + mark
            return value

        text = json.dumps(walk(document, ""), ensure_ascii=False)
        return text.encode("utf-8", "surrogatepass").replace(mark.encode(), self.bytes)

    def problem(self):
        """A made-up refusal in which everything is hostile."""
        texts = {name: "\ue000" for name in ("type", "title", "detail", "instance", "error", "code", "message")}
        text = json.dumps({**texts, "status": self.failure, "errors": [{**texts, "path": "/prompt\ue000"}]},
                          ensure_ascii=False)
        self.hits += 1
        return text.encode().replace("\ue000".encode(), self.bytes)


class Proxy:
    """Listens on a port of its own until `close()`."""

    def __init__(self, url, attack):
        self.upstream, self.attack = url, attack
        self.place = urllib.parse.urlsplit(url)
        self.seen, self.asked, self.made = set(), set(), []
        proxy = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                proxy.answer(self)

            do_POST = do_PUT = do_DELETE = do_HEAD = do_GET

            def log_message(self, *_):
                pass

        class Listener(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                """A client that goes away in the middle is no news."""

        self.server = Listener(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def path(self, asked):
        """What the server is asked: an id that was lengthened is shortened again."""
        path, mark, query = asked.partition("?")
        decoded = urllib.parse.unquote(path, errors="replace")
        cut = re.sub(re.escape(corpus.WORD) + r"[^/]*?(?=(:[a-z]+)?$|/)", "", decoded)
        return (urllib.parse.quote(cut, safe="/:") if cut != decoded else path) + mark + query

    def answer(self, handler):
        try:
            self.pass_on(handler)
        except (OSError, http.client.HTTPException):
            handler.close_connection = True

    def pass_on(self, handler):
        place = endpoint(handler.path)
        self.asked.add(place)
        length = int(handler.headers.get("Content-Length") or 0)
        sent = handler.rfile.read(length) if length else None
        connection = http.client.HTTPConnection(self.place.hostname, self.place.port, timeout=30)
        dropped = ("host", "connection", "accept-encoding", "transfer-encoding", "content-length")
        headers = {name: value for name, value in handler.headers.items() if name.lower() not in dropped}
        connection.request(handler.command, self.path(handler.path), sent, headers)
        response = connection.getresponse()
        body, status, reason = response.read(), response.status, response.reason.encode()
        connection.close()
        fields = [(name.encode(), value.encode("latin-1")) for name, value in response.getheaders()
                  if name.lower() not in ("content-length", "connection", "transfer-encoding")]
        if "json" in (response.getheader("Content-Type") or ""):
            body = body.replace(self.upstream.encode(), self.url.encode())
            document = json.loads(body)
            if handler.command == "POST" and isinstance(document, dict) and "id" in document:
                self.made.append(document["id"])
            body = self.attack.rewritten(place, document, self.seen)
        if self.attack.failure:
            status, reason, body = self.attack.failure, self.attack.reason, self.attack.problem()
            fields = [(b"Content-Type", b"application/problem+json")]
            if self.attack.body is not None:
                body, fields = self.attack.body, [(b"Content-Type", b"text/html; charset=\x9b6661m")]
        names = {name.lower() for name, _ in self.attack.headers}
        fields = [field for field in fields if field[0].lower() not in names] + list(self.attack.headers)
        self.attack.hits += len(self.attack.headers)
        lines = [b"HTTP/1.1 %d %s" % (status, reason), *[b"%s: %s" % field for field in fields],
                 b"Content-Length: %d" % len(body), b"", b""]
        handler.wfile.write(b"\r\n".join(lines) + (b"" if handler.command == "HEAD" else body))
