"""`serve`: the site over loopback while it is written. Tests wait for the server's own word, never for a clock."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crossbrief import pipeline
from crossbrief.live.server import Server
from crossbrief.live.state import Live
from tests.conftest import ROOT

BRIEF = "briefs/2020-gazette.yaml"
PATIENCE = 60
"""Seconds after which a test gives up waiting for the server."""


class Served:
    """A corpus that is served, and the questions that a browser asks."""

    def __init__(self, root: Path) -> None:
        self.root, self.stop, self.live = root, threading.Event(), Live(root)
        self.server = Server(self.live, 0)
        self.threads = [threading.Thread(target=self._follow), threading.Thread(target=self.server.serve_forever)]
        self.first = threading.Event()
        for thread in self.threads:
            thread.start()
        assert self.first.wait(PATIENCE)

    def _follow(self) -> None:
        for _ in self.live.follow(self.stop):
            self.first.set()

    def end(self) -> None:
        self.stop.set()
        self.server.shutdown()
        self.server.server_close()
        for thread in self.threads:
            thread.join(PATIENCE)

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.server.address + path, timeout=PATIENCE) as answer:
            return answer.read().decode("utf-8")

    def state(self, since: str = "") -> dict[str, str]:
        return json.loads(self.get(f"__crossbrief/state?since={since}"))

    def change(self, old: str, new: str, file: str = BRIEF) -> dict[str, str]:
        """Edit a file, and the state after it."""
        before, path = self.state(), self.root / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        return self.state(before["version"])


@pytest.fixture
def served(lanes: Path) -> Iterator[Served]:
    one = Served(lanes)
    yield one
    one.end()


def bare(page: str) -> str:
    """A page without what the server added."""
    page = re.sub(r'<link rel="stylesheet" href="/__crossbrief/live.css">\n<script [^\n]*</script>\n', "", page)
    return page.replace("; script-src 'self'\"", '"')


def test_every_file_is_served_as_it_is_built_but_for_what_keeps_a_page_fresh(served: Served) -> None:
    built = pipeline.make(served.root)
    assert isinstance(built, pipeline.Built)
    for path, raw in built.files.items():
        if path != "404.html" and not path.endswith(".sqlite"):
            assert bare(served.get(path)) == raw.decode("utf-8"), path
    assert served.get("") == served.get("index.html")
    assert (
        served.get("briefs/2020-gazette/")
        == served.get("briefs/2020-gazette")
        == served.get("briefs/2020-gazette/index.html")
    )


def test_a_page_lets_in_the_script_of_the_overlay_and_nothing_else(served: Served) -> None:
    page = served.get("index.html")
    (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split("; ")}
    assert rules["default-src"] == ["'none'"]
    assert rules["script-src"] == rules["connect-src"] == rules["style-src"][:1] == ["'self'"]
    assert [one[:8] for one in rules["style-src"][1:]] == ["'sha256-"], "the style of a brief"
    (script,) = re.findall(r"<script ([^>]*)></script>", page)
    assert script.startswith('src="/__crossbrief/live.js"')
    assert "innerHTML" not in served.get("__crossbrief/live.js")


def test_a_built_site_has_nothing_of_the_overlay(lanes: Path) -> None:
    built = pipeline.make(lanes)
    assert isinstance(built, pipeline.Built)
    assert [path for path, raw in built.files.items() if b"__crossbrief" in raw or b"crossbrief-live" in raw] == []


def test_a_change_makes_a_new_site(served: Served) -> None:
    before = served.state()
    after = served.change("Traffic in Mill Street is slower", "Traffic in Mill Street is much slower")
    assert after["site"] != before["site"]
    assert after["problems"] == ""
    assert "Traffic in Mill Street is much slower" in served.get("briefs/2020-gazette/")


def test_a_mistake_leaves_the_last_good_page_and_tells_the_problem_until_it_is_mended(served: Served) -> None:
    before, page = served.state(), bare(served.get("briefs/2020-gazette/"))
    wrong = served.change("class: stated-fact", "class: fact")
    assert wrong["site"] == before["site"]
    assert wrong["problems"].startswith(f"{BRIEF}:60:12: error[unknown-word]: `class` can't be `fact`\n   |\n60 | ")
    assert bare(served.get("briefs/2020-gazette/")) == page
    mended = served.change("class: fact", "class: stated-fact")
    assert (mended["site"], mended["problems"]) == (before["site"], "")


def test_a_change_of_a_template_is_seen(served: Served) -> None:
    before = served.state()
    (served.root / "templates").mkdir()
    home = (ROOT / "templates" / "home.html").read_text(encoding="utf-8")
    (served.root / "templates" / "home.html").write_text(
        home.replace("{{ site.subtitle }}", "Good day."), encoding="utf-8"
    )
    while served.state(before["version"])["site"] == before["site"]:
        before = served.state()
    assert "Good day." in served.get("")


def test_a_page_hears_of_problems_that_stood_before_it_was_opened(served: Served) -> None:
    served.change("class: stated-fact", "class: fact")
    (since,) = re.findall(r'data-version="(-?\d+)"', served.get(""))
    assert "unknown-word" in served.state(since)["problems"]


def test_a_corpus_that_was_never_good_is_served_with_its_problems(lanes: Path) -> None:
    file = lanes / BRIEF
    sound = file.read_text(encoding="utf-8")
    file.write_text(sound.replace("class: stated-fact", "class: fact"), encoding="utf-8")
    served = Served(lanes)
    try:
        with pytest.raises(urllib.error.HTTPError) as answer:
            served.get("")
        assert answer.value.code == 503
        assert "/__crossbrief/live.js" in answer.value.read().decode("utf-8")
        assert "unknown-word" in served.state()["problems"]
        assert served.change("class: fact", "class: stated-fact")["problems"] == ""
        assert "<h1" in served.get("")
    finally:
        served.end()


@pytest.mark.parametrize(
    "path", ["nowhere.html", "../pyproject.toml", "%2e%2e/pyproject.toml", "__crossbrief/server.py"]
)
def test_what_is_no_file_of_the_site_is_not_found(served: Served, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as answer:
        served.get(path)
    assert answer.value.code == 404
    assert "<h1" in answer.value.read().decode("utf-8")


@pytest.mark.parametrize(("host", "status"), [("evil.example", 421), ("evil.example:80", 421), ("localhost:1", 200)])
def test_a_request_to_another_hosts_name_is_refused(served: Served, host: str, status: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", served.server.server_address[1], timeout=PATIENCE)
    connection.request("GET", "/", headers={"Host": host})
    answer = connection.getresponse()
    assert (answer.status, b"Lanes in print" in answer.read()) == (status, status == 200)
    connection.close()


def test_nothing_is_kept_by_the_browser_and_a_head_has_no_body(served: Served) -> None:
    request = urllib.request.Request(served.server.address, method="HEAD")
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.read() == b""


@contextmanager
def serving(root: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """The command; ended whatever becomes of the test."""
    command = [sys.executable, "-m", "crossbrief", "serve", *arguments]
    with subprocess.Popen(
        command,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def test_the_command_says_where_it_serves_and_ends_when_it_is_told_to(lanes: Path) -> None:
    with serving(lanes, "--port", "0") as process:
        assert process.stdout
        told = process.stdout.readline()
        found = re.fullmatch(r"serving (http://127\.0\.0\.1:\d+/); Ctrl-C ends it\n", told)
        assert found, told
        assert re.fullmatch(r"no problems; \d+ pages\n", process.stdout.readline())
        with urllib.request.urlopen(found[1], timeout=PATIENCE) as answer:
            assert answer.status == 200
        process.terminate()  # an interrupt is ignored by what was started in the background, as tests can be
        assert process.communicate(timeout=PATIENCE) == ("\n", "")
    assert process.returncode == 0
    assert [one.name for one in lanes.iterdir()] == ["briefs"]


def test_a_port_that_is_taken_is_told(lanes: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with serving(lanes, "--port", str(other.getsockname()[1])) as process:
            _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert re.fullmatch(r"crossbrief serve: port \d+ can't be had: address already in use\n", told)


@pytest.fixture
def drafted(lanes: Path) -> Path:
    """The tiny corpus with one brief that is begun: it answers nothing yet."""
    herald = lanes / "briefs/2021-herald.yaml"
    text = herald.read_text(encoding="utf-8").replace("mark: Herald", "mark: Herald\nstatus: draft")
    herald.write_text(text[: text.index("codings:")], encoding="utf-8")
    (lanes / "briefs/registers/judgements.yaml").unlink()
    return lanes


def test_a_draft_is_shown_and_marked_on_every_page_that_names_it(drafted: Path) -> None:
    state = Live(drafted).rebuild()
    assert (state.problems, state.drafts) == ("", 1)
    page = state.files["briefs/2021-herald/index.html"].decode("utf-8")
    assert '<p class="state"><strong>Draft: not published.</strong>' in page
    for path, raw in state.files.items():
        if path.endswith(".html"):
            marks = re.findall(r'<a class="mark[^>]*>(20\d\d [^<]*)</a>', raw.decode("utf-8"))
            assert {mark for mark in marks if "Herald" in mark} <= {"2021 Herald (draft)"}, path
            assert not any("draft" in mark for mark in marks if "Gazette" in mark), path
    assert "2021 Herald (draft)" in state.files["index.html"].decode("utf-8")
    assert "Draft: not" not in state.files["briefs/2020-gazette/index.html"].decode("utf-8")


def test_no_build_shows_a_draft(drafted: Path) -> None:
    built = pipeline.make(drafted)
    assert isinstance(built, pipeline.Built)
    assert "briefs/2021-herald/index.html" not in built.files
    assert [path for path, raw in built.files.items() if b"2021-herald" in raw or b"(draft)" in raw] == []


def test_a_draft_that_is_published_is_a_page_like_any_other(drafted: Path) -> None:
    live, file = Live(drafted), drafted / "briefs/2021-herald.yaml"
    live.rebuild()
    (drafted / "briefs/registers/questions.yaml").unlink()
    for name in ("2020-gazette.yaml", "registers/relations.yaml"):
        text = (drafted / "briefs" / name).read_text(encoding="utf-8").replace("\n    question: lanes-effect", "")
        text = re.sub(r"(?ms)^codings:.*?(?=^\w)", "", text)
        (drafted / "briefs" / name).write_text(text, encoding="utf-8")
    file.write_text(file.read_text(encoding="utf-8").replace("status: draft\n", ""), encoding="utf-8")
    state, built = live.rebuild(), pipeline.make(drafted)
    assert isinstance(built, pipeline.Built)
    assert state.files == built.files


def test_the_command_says_how_many_drafts_are_shown(drafted: Path) -> None:
    with serving(drafted, "--port", "0") as process:
        assert process.stdout
        process.stdout.readline()
        assert re.fullmatch(r"no problems; \d+ pages, with 1 draft that a build keeps out\n", process.stdout.readline())
