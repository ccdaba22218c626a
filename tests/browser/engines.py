"""What a reader does with a page, in three engines, with scripts off in each.

In: a selector, of which the first that matches is meant; a key. Chromium is driven by Playwright, Firefox by Marionette (the
protocol that its own tests speak) and WebKitGTK by its WebDriver over HTTP, with nothing but the standard library. The last
two know the commands of https://www.w3.org/TR/webdriver2/. An engine that is not installed fails its tests.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Browser, Page

PATIENCE = 60.0
"""Seconds for a program to start, and for a page to come after a click."""
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""What the standard calls a reference to an element."""
KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004"}
"""What the standard calls keys, by the names that Playwright gives them."""
MINIBROWSER = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser"
WEBKIT = {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "WEBKIT_DISABLE_DMABUF_RENDERER": "1"}
"""Its sandbox needs rights that a container has not, its renderer a graphics device."""
PRINT_IN_WEBKIT = Path(__file__).with_name("print_in_webkit.py")
Ask = Callable[..., Any]
"""Sends a command of the standard, by the name that Marionette gives it, with its parameters; gives its value."""


class Reader(Protocol):
    """A page, as the one who reads it has it."""

    def open(self, address: str) -> None: ...
    def click(self, selector: str) -> None: ...
    def press(self, key: str, on: str = "") -> None:
        """A key, where the focus is, or first brought to `on`."""

    def text(self, selector: str) -> str: ...
    def shown(self, selector: str) -> bool: ...
    def focused(self, attribute: str) -> str:
        """An attribute of what has the focus; empty where it has none."""

    def paper(self) -> bytes:
        """The page as PDF."""


class InChromium:
    """A page of Playwright."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, address: str) -> None:
        self.page.goto(address)

    def click(self, selector: str) -> None:
        self.page.locator(selector).first.click()

    def press(self, key: str, on: str = "") -> None:
        if on:
            self.page.locator(on).first.focus()
        self.page.keyboard.press(key)

    def text(self, selector: str) -> str:
        return self.page.locator(selector).first.inner_text()

    def shown(self, selector: str) -> bool:
        return self.page.locator(selector).first.is_visible()

    def focused(self, attribute: str) -> str:
        return self.page.locator(":focus").get_attribute(attribute) or ""

    def paper(self) -> bytes:
        return self.page.pdf(format="A4")


class Refused(Exception):
    """A command that the browser did not do; its first argument is the standard's name for why."""


class ByCommands:
    """A page of a browser that knows the commands of the standard."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask

    def open(self, address: str) -> None:
        self.ask("Navigate", url=address)

    def click(self, selector: str) -> None:
        self.ask("ElementClick", id=self._find(selector))

    def press(self, key: str, on: str = "") -> None:
        if on:
            self.ask("ElementSendKeys", id=self._find(on), text=KEYS[key])
            return
        strokes = [{"type": stroke, "value": KEYS[key]} for stroke in ("keyDown", "keyUp")]
        self.ask("PerformActions", actions=[{"type": "key", "id": "keyboard", "actions": strokes}])

    def text(self, selector: str) -> str:
        return str(self.ask("GetElementText", id=self._find(selector)))

    def shown(self, selector: str) -> bool:
        try:
            return bool(self.ask("IsElementDisplayed", id=self._find(selector)))
        except Refused as refused:
            if refused.args[0] in ("no such element", "stale element reference"):
                return False
            raise

    def focused(self, attribute: str) -> str:
        return str(self.ask("GetElementAttribute", id=self.ask("GetActiveElement")[ELEMENT], name=attribute) or "")

    def paper(self) -> bytes:
        return base64.b64decode(self.ask("Print"))

    def _find(self, selector: str) -> str:
        return str(self.ask("FindElement", using="css selector", value=selector)[ELEMENT])


class InWebKit(ByCommands):
    """A page of WebKitGTK, whose driver has no command that prints: the same engine prints the address beside it."""

    address = ""

    def open(self, address: str) -> None:
        super().open(address)
        self.address = address

    def paper(self) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "page.pdf")
            command = ["xvfb-run", "-a", "/usr/bin/python3", str(PRINT_IN_WEBKIT), self.address, str(file)]
            done = subprocess.run(command, env={**os.environ, **WEBKIT}, capture_output=True, text=True, check=False)
            hint = "it needs, on Debian: apt-get install python3-gi gir1.2-webkit2-4.1"
            assert done.returncode == 0, f"{done.stderr}\n{hint}"
            return file.read_bytes()


@contextmanager
def chromium(browser: Browser) -> Iterator[Reader]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield InChromium(context.new_page())
    context.close()


@contextmanager
def firefox(profile: Path) -> Iterator[Reader]:
    program = shutil.which("firefox-esr")
    assert program, "Firefox is missing; on Debian: apt-get install firefox-esr"
    port = free_port()
    settings = {"javascript.enabled": False, "marionette.port": port}
    lines = [f'user_pref("{name}", {json.dumps(value)});\n' for name, value in settings.items()]
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    with (
        running([program, "--headless", "--no-remote", "--marionette", "--profile", str(profile)]),
        waited(lambda: socket.create_connection(("127.0.0.1", port), PATIENCE)) as line,
        line.makefile("rb") as answers,
    ):

        def receive() -> Any:
            length = b""
            while (sign := answers.read(1)) != b":":
                assert sign, "Firefox has gone"
                length += sign
            return json.loads(answers.read(int(length)))

        def ask(command: str, **parameters: object) -> Any:
            raw = json.dumps([0, 1, f"WebDriver:{command}", parameters]).encode()
            line.sendall(b"%d:%b" % (len(raw), raw))
            _, _, error, answer = receive()
            if error:
                raise Refused(error["error"], error["message"])
            return answer.get("value", answer)

        receive()
        ask("NewSession")
        yield ByCommands(ask)


ENDPOINTS = {
    "Navigate": "POST /url",
    "FindElement": "POST /element",
    "ElementClick": "POST /element/{id}/click",
    "ElementSendKeys": "POST /element/{id}/value",
    "PerformActions": "POST /actions",
    "GetElementText": "GET /element/{id}/text",
    "GetElementAttribute": "GET /element/{id}/attribute/{name}",
    "GetActiveElement": "GET /element/active",
    "IsElementDisplayed": "GET /element/{id}/displayed",
}
"""The standard's commands over HTTP."""


@contextmanager
def webkit() -> Iterator[Reader]:
    there = shutil.which("WebKitWebDriver") and shutil.which("xvfb-run") and Path(MINIBROWSER).exists()
    assert there, "WebKitGTK is missing; on Debian: apt-get install webkit2gtk-driver xvfb xauth"
    port = free_port()

    def send(request: str, body: object = None) -> Any:
        method, path = request.split()
        data = None if method == "GET" else json.dumps(body or {}).encode()
        asking = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data, method=method)
        try:
            with urllib.request.urlopen(asking, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as refused:
            error = json.load(refused)["value"]
            raise Refused(error["error"], error["message"]) from refused

    with running(["xvfb-run", "-a", "WebKitWebDriver", f"--port={port}"], WEBKIT):
        waited(lambda: send("GET /status"))
        options = {"binary": MINIBROWSER, "args": ["--automation", "--enable-javascript=false"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        session = f"/session/{send('POST /session', wanted)['sessionId']}"

        def ask(command: str, **parameters: object) -> Any:
            method, path = ENDPOINTS[command].format(**parameters).split()
            return send(f"{method} {session}{path}", parameters)

        yield InWebKit(ask)
        send(f"DELETE {session}")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def waited(start: Callable[[], Any]) -> Any:
    """What `start` gives once the program behind it answers."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return start()
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.1)


@contextmanager
def running(command: list[str], settings: dict[str, str] | None = None) -> Iterator[None]:
    """A program in a process group of its own, which ends with the block."""
    process = subprocess.Popen(
        command,
        env={**os.environ, **(settings or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(PATIENCE)
