"""A static server for a folder and a watch over what a page does.

In: a folder; a page of Playwright. Out: the folder's address on loopback; everything that a reader's console or a
stranger's server would have noticed.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page, Request


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a test says what went wrong."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The address of `folder` on a free port of loopback, with a slash at its end, while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def watch(page: Page, address: str) -> list[str]:
    """A list that fills as the page logs, throws, fails to load something, or asks another host than `address`.

    A violation of the Content Security Policy is logged by the browser and so is in it.
    """
    seen: list[str] = []
    page.on("console", lambda message: seen.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: seen.append(f"exception: {error}"))
    page.on("request", lambda one: None if one.url.startswith(address) else seen.append(f"other host: {one.url}"))
    page.on("response", lambda answer: seen.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None)

    def failed(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # what was still loading when the test went on to the next page
            seen.append(f"not loaded: {request.url}: {request.failure}")

    page.on("requestfailed", failed)
    return seen
