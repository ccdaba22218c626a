"""Serve the state of a corpus on loopback: its pages from memory, and to each page what keeps it fresh.

In: a Live. Out: answers to a browser on this machine. The script and the style of the overlay are added to a page as it
is served, and its content security policy lets that script in and nothing else; no built site has either. A request
that was sent to another host's name is refused, so that no page of the web can read drafts through the browser.
"""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from crossbrief import addresses
from crossbrief.live.state import Live, State

OURS = "/__crossbrief/"
PATIENCE = 25.0
"""Seconds until a wait for the next state is answered with the same one."""
_HERE = Path(__file__).resolve().parent
_ASSETS = {"live.js", "live.css"}
_TYPES = {
    ".css": "text/css", ".csv": "text/csv", ".html": "text/html", ".js": "text/javascript", ".json": "application/json",
    ".svg": "image/svg+xml", ".txt": "text/plain", ".xml": "application/xml", "": "text/plain",
}  # fmt: skip
_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(")')
_EMPTY = (
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>crossbrief serve</title>\n'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; connect-src 'self'\">\n"
    "</head>\n<body>\n<p>There is no good page yet.</p>\n</body>\n</html>\n"
)


class Server(ThreadingHTTPServer):
    """A server of one corpus on 127.0.0.1; port 0 is any free one."""

    daemon_threads = True

    def __init__(self, live: Live, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.live = live

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.server_address[1]}/"


class _Handler(BaseHTTPRequestHandler):
    server: Server
    server_version = "crossbrief"
    sys_version = ""

    def do_GET(self) -> None:
        host = self.headers.get("Host", "").rpartition(":")[0]
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        if host not in ("127.0.0.1", "localhost"):
            self._answer(HTTPStatus.MISDIRECTED_REQUEST, b"this server answers to 127.0.0.1 and localhost only\n", "")
        elif path == f"{OURS}state":
            self._state(parse_qs(parts.query).get("since", [""])[0])
        elif path.startswith(OURS) and path.removeprefix(OURS) in _ASSETS:
            name = path.removeprefix(OURS)
            self._answer(HTTPStatus.OK, (_HERE / name).read_bytes(), PurePosixPath(name).suffix)
        else:
            self._page(path.lstrip("/"))

    def do_HEAD(self) -> None:
        self.do_GET()

    def _state(self, since: str) -> None:
        state = self.server.live.wait(int(since) if since.isdecimal() else -1, PATIENCE)
        told = {"version": str(state.version), "site": self._site(state), "problems": state.problems}
        self._answer(HTTPStatus.OK, json.dumps(told).encode(), ".json")

    def _page(self, path: str) -> None:
        state = self.server.live.state
        files = state.files
        if not files:
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, self._watched(_EMPTY.encode(), state), ".html")
        elif path and f"{path}/{addresses.HOME}" in files:
            self._answer(HTTPStatus.MOVED_PERMANENTLY, b"", "", Location=quote(f"/{path}/"))
        else:
            name = path + addresses.HOME if not path or path.endswith("/") else path
            status = HTTPStatus.OK if name in files else HTTPStatus.NOT_FOUND
            name = name if name in files else addresses.NOT_FOUND
            kind = PurePosixPath(name).suffix
            raw = files.get(name, b"")
            self._answer(status, self._watched(raw, state) if kind == ".html" else raw, kind)

    def _site(self, state: State) -> str:
        return f"{self.server.live.name}-{state.site}"

    def _watched(self, page: bytes, state: State) -> bytes:
        """A page with the script and the style of the overlay, and a policy that lets them in."""
        # The version before this one, so that the first answer comes at once, with the problems that stand.
        added = (
            f'<link rel="stylesheet" href="{OURS}live.css">\n'
            f'<script src="{OURS}live.js" data-site="{self._site(state)}" data-version="{state.version - 1}" defer></script>\n'
        )
        text = _POLICY.sub(lambda found: found[1] + _with_script(found[2]) + found[3], page.decode("utf-8"), count=1)
        return text.replace("</head>", f"{added}</head>", 1).encode("utf-8")

    def _answer(self, status: HTTPStatus, body: bytes, kind: str, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{_TYPES.get(kind, 'application/octet-stream')}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the terminal is for what the author has to know."""


def _with_script(policy: str) -> str:
    """A policy under which a page may load scripts and fetch from its own host."""
    rules = [rule.strip() for rule in policy.split(";") if rule.strip()]
    named = {rule.split()[0] for rule in rules}
    return "; ".join([*rules, *(f"{one} 'self'" for one in ("script-src", "connect-src") if one not in named)])
