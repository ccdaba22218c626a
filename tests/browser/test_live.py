"""`serve` in a browser: a page follows its files, and shows the problem that keeps it from doing so."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from crossbrief.live.server import Server
from crossbrief.live.state import Live
from tests.browser.conftest import Open

BRIEF = "briefs/2020-gazette.yaml"


@pytest.fixture
def live(lanes: Path) -> Iterator[Server]:
    """The tiny corpus, served while the test edits it."""
    state, stop, first = Live(lanes), threading.Event(), threading.Event()
    server = Server(state, 0)

    def follow() -> None:
        for _ in state.follow(stop):
            first.set()

    threads = [threading.Thread(target=follow), threading.Thread(target=server.serve_forever)]
    for thread in threads:
        thread.start()
    assert first.wait(60)
    yield server
    stop.set()
    server.shutdown()
    server.server_close()
    for thread in threads:
        thread.join()


def edit(server: Server, old: str, new: str) -> None:
    file = server.live.root / BRIEF
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.short
def test_a_page_follows_its_file_and_shows_what_is_wrong_with_it(live: Server, new_page: Open) -> None:
    page = new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(f"{live.address}briefs/2020-gazette/")
    overlay = page.locator(".crossbrief-live")

    edit(live, "Traffic in Mill Street is slower", "Traffic in Mill Street is <b>much</b> slower")
    page.get_by_text("Traffic in Mill Street is <b>much</b> slower").first.wait_for()
    assert overlay.count() == 0

    edit(live, "class: stated-fact", "class: fact <i>")
    overlay.wait_for()
    assert "error[unknown-word]: `class` can't be `fact <i>`" in overlay.inner_text()
    assert overlay.get_attribute("role") == "alert"
    assert page.get_by_text("Traffic in Mill Street is <b>much</b> slower").first.is_visible()

    page.reload()  # a page that is opened while a file is wrong shows it too
    overlay.wait_for()

    edit(live, "class: fact <i>", "class: stated-fact")
    overlay.wait_for(state="detached")
    assert told == []
